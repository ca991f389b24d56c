"""Finding covers: the picture that readers of an activity see, and what is drawn where none is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import case, select

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.reference.lists.enums import MOTIF_LISTS, Motif
from coprod.reference.lists.models import Term
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import visible_to
from coprod.register.covers.rules import compute_seed
from coprod.register.files.enums import PICTURE_ENDINGS
from coprod.register.files.models import StoredFile
from coprod.register.files.policies import is_public_file
from coprod.register.files.queries import find_cover

DEFAULT_MOTIF = Motif.GROUP


@dataclass(frozen=True)
class CoverPicture:
    """A picture of an activity: where it is, what it shows, and who made it."""

    key: str
    alt: str
    credit: str


@dataclass(frozen=True)
class Cover:
    """What stands at the head of something: its picture, or else a drawing of its own."""

    motif: Motif
    seed: str
    picture: CoverPicture | None = None


class Covers:
    """The covers of some activities, which are read when the first of them is drawn."""

    def __init__(self, actor: Actor, activity_ids: Iterable[int]) -> None:
        self.actor = actor
        self.activity_ids = tuple(activity_ids)

    @cached_property
    def pictures(self) -> Mapping[int, CoverPicture]:
        return find_pictures(self.actor, self.activity_ids)

    @cached_property
    def motifs(self) -> Mapping[int, Motif]:
        return find_motifs(self.activity_ids)

    def __getitem__(self, activity_id: int) -> Cover:
        picture = self.pictures.get(activity_id)
        motif = self.motifs.get(activity_id, DEFAULT_MOTIF)
        return Cover(motif, compute_seed("activity", activity_id), picture)


def build_activity_cover(activity: Activity, files: Sequence[StoredFile]) -> Cover:
    """Return the cover of an activity whose terms and files are loaded."""
    by_list = {each: activity.get_terms(each) for each in MOTIF_LISTS}
    motifs = (term.motif for terms in by_list.values() for term in terms if term.motif)
    file = find_cover(files)
    picture = CoverPicture(file.key, file.alt, file.credit) if file else None
    seed = compute_seed("activity", activity.id)
    return Cover(next(motifs, DEFAULT_MOTIF), seed, picture)


def build_drawn_cover(kind: str, number: int, terms: Iterable[Term] = ()) -> Cover:
    """Return the cover of something that has no pictures, such as a learning record."""
    motifs = (each.motif for each in terms if each.motif is not None)
    return Cover(next(motifs, Motif.INFORMATION), compute_seed(kind, number))


def find_pictures(actor: Actor, activity_ids: Iterable[int]) -> dict[int, CoverPicture]:
    """Return the cover pictures that readers see: approved, not hidden, the chosen one first."""
    columns = (StoredFile.activity_id, StoredFile.key, StoredFile.alt, StoredFile.credit)
    is_read = (visible_to(actor), is_public_file(), StoredFile.ending.in_(PICTURE_ENDINGS))
    statement = (
        select(*columns)
        .join(StoredFile.activity)
        .where(StoredFile.activity_id.in_(activity_ids), *is_read)
        .order_by(StoredFile.is_cover, StoredFile.id.desc())
    )
    # The last row of each activity is its cover.
    return {
        activity_id: CoverPicture(key, alt, credit)
        for activity_id, key, alt, credit in session.execute(statement)
    }


def find_motifs(activity_ids: Iterable[int]) -> dict[int, Motif]:
    """Return what is drawn for each activity, by the first of its methods and topics."""
    order = case({each: n for n, each in enumerate(MOTIF_LISTS)}, value=Term.listing)
    statement = (
        select(ActivityTerm.activity_id, Term.motif)
        .join(Term, Term.id == ActivityTerm.term_id)
        .where(ActivityTerm.activity_id.in_(activity_ids), Term.motif.is_not(None))
        .order_by(order.desc(), Term.position.desc(), Term.id.desc())
    )
    return {activity_id: motif for activity_id, motif in session.execute(statement) if motif}
