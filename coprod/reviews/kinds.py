"""The kinds of review. Each area declares its own, in ``review_kinds``; its ``wiring`` adds them.

A kind is one class: what waits, who decides, what can be decided, and what happens then. The queue,
the page, the claim, the conversation, the letters and the log are the same for all.
"""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.database import Base, session
from coprod.core.values import clock, workdays
from coprod.core.values.actor import Actor, Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import Message
from coprod.reference.lists.queries import get_place
from coprod.reviews.enums import Risk
from coprod.reviews.rules import Decision, QueueItem, Verdict

R = TypeVar("R", bound=Base)
S = TypeVar("S")


class ReviewKind(ABC, Generic[R, S]):
    """What the register knows of one kind of thing that a person reads first.

    Its review opens when a row of ``model`` begins to wait, and closes when it ceases to: see
    ``reviews.tracking``. A subject is such a row, or the row with what belongs to it.
    """

    name: ClassVar[str]
    """Part of addresses and of the table: it never changes."""
    label: ClassVar[Message]
    """What one of them is called, as a tag in the queue."""
    model: ClassVar[type[Base]]
    template: ClassVar[str]
    """What stands beside the buttons: the subject, as its readers would see it."""
    aside_template: ClassVar[str] = ""
    """A template with what should be known before deciding: it stands first."""
    guidance: ClassVar[Message | None] = None
    """What whoever decides should keep in mind."""
    decisions: ClassVar[Sequence[Decision]]
    reasons: ClassVar[Mapping[str, Message]] = {}
    """Why something is not let through, to be ticked; the other side reads what was ticked."""
    asks_passage: ClassVar[bool] = False
    """Whether the other side is led to the words that the reasons are about."""
    workdays: ClassVar[int] = 5
    """Within how many working days it is decided."""
    watched: ClassVar[Sequence[str]] = ()
    """Columns without a change of which a row that does not wait stays so; none: any may matter."""
    is_for_deciders: ClassVar[bool] = False
    """Whether a curator with a hand in it does not even learn that it waits."""
    hides_words: ClassVar[bool] = False
    """Whether they learn that it waits, and who decides alone reads what it says."""
    allows_lay_members: ClassVar[bool] = False
    """Whether a lay member who stands in decides: its page alone says enough, nothing private."""
    has_conversation: ClassVar[bool] = True
    """Whether the two sides talk on the page of the review, or where they did before."""
    keeps_message: ClassVar[bool] = True
    """Whether the review keeps what was said to the other side, or the subject alone does."""
    replaced_addresses: ClassVar[Sequence[str]] = ()
    """Where it waited before there was one queue: these lead to it."""

    # What waits

    @abstractmethod
    def is_waiting(self, row: R) -> bool:
        """Tell from the row itself, and from nothing that is not loaded, whether it waits."""

    def get_sender_id(self, _row: R) -> int | None:
        return None

    def get_sent_at(self, _row: R) -> datetime:
        return clock.now()

    def is_parked(self, _subject: S) -> bool:
        """Tell whether it rests: it is listed apart, and does not follow by itself."""
        return False

    def get_due_day(self, _row: R, sent_at: datetime) -> date:
        """Return the day by which it is decided, by the working days of the place."""
        day = clock.to_day(sent_at)
        return workdays.add_workdays(day, self.workdays, get_place().off)

    def get_risk(self, _row: R) -> Risk:
        return Risk.NORMAL

    def get_fingerprint(self, subject: S) -> str:
        """Return a hash of what is read, to notice what was changed while somebody decided."""
        row: Any = subject
        names = (*row.holds_words, *row.holds_numbers)
        return compute_fingerprint([getattr(row, name) for name in names])

    # Who sees it, and who decides

    def load(self, ids: Iterable[int], *, is_whole: bool) -> Sequence[S]:
        """Return the subjects that are still there to be decided, with all that is asked below.

        ``is_whole``: also with what only the page of one of them tells.
        """
        conditions = (*self.list_conditions(), *self.list_waiting_conditions())
        return self.load_rows(ids, conditions, is_whole=is_whole)

    def load_decided(self, ids: Iterable[int]) -> Sequence[S]:
        """Return the subjects by which the log names what was decided, also what waits no more."""
        return self.load_rows(ids, self.list_conditions(), is_whole=False)

    def load_rows(
        self, ids: Iterable[int], conditions: Iterable[ColumnElement[bool]], *, is_whole: bool
    ) -> Sequence[S]:
        model: Any = self.model
        statement = select(model).where(model.id.in_(list(ids)), *conditions)
        options = (*self.list_options(), *(self.list_page_options() if is_whole else ()))
        return session.scalars(statement.options(*options)).unique().all()

    def list_options(self) -> Sequence[ORMOption]:
        """Return what to load with the subjects."""
        return ()

    def list_page_options(self) -> Sequence[ORMOption]:
        """Return what to load with one subject besides, for its page and for a decision."""
        return ()

    def list_related(self, _subject: S) -> Sequence[Base]:
        """Return rows of which more is loaded for all kinds at once: see ``add_loader``."""
        return ()

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        """Return what must hold for anything to be said of them, decided or not."""
        return ()

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        """Return what must hold besides for them to be decided now."""
        return ()

    @abstractmethod
    def can_decide(self, actor: Actor, subject: S) -> bool:
        """Tell whether somebody decides: never about what they had a hand in."""

    def can_see(self, actor: Actor, subject: S) -> bool:
        """Tell whether somebody sees that it waits, and reads it."""
        if self.is_for_deciders:
            return self.can_decide(actor, subject)
        return actor.is_at_least(Role.CURATOR)

    def is_party(self, _actor: Actor, _subject: S) -> bool:
        """Tell whether somebody sent it or looks after it, and so joins the conversation."""
        return False

    # What the pages say of it

    @abstractmethod
    def get_title(self, subject: S) -> Message: ...

    @abstractmethod
    def get_why(self, subject: S) -> Message | None:
        """Say in one line what it is and why it waits."""

    def get_topic_ids(self, _subject: S) -> frozenset[int]:
        """Return the terms that it is about, such as a workstream, for the filter of the queue."""
        return frozenset()

    def build_context(self, _actor: Actor, _subject: S) -> Mapping[str, object]:
        """Return what the template is given besides ``subject``."""
        return {}

    def get_decisions(self, _subject: S) -> Sequence[Decision]:
        return self.decisions

    def build_form(self, _subject: S, *, is_fresh: bool) -> Any:  # noqa: ARG002
        """Return a form that asks more than usual, or None; ``is_fresh``: with nothing typed."""
        return None

    # What a decision does

    @abstractmethod
    def apply(self, actor: Actor, subject: S, verdict: Verdict) -> None:
        """Change the subject, by the action of its area that notes it in the audit trail."""

    def send_emails(self, actor: Actor, subject: S, verdict: Verdict) -> None:
        """Write to whom it concerns: nobody, unless the kind says so."""


Loader = Callable[[Sequence[Any]], None]
LOADERS: dict[type[Base], Loader] = {}


def add_loader(model: type[Base], load: Loader) -> None:
    """Let what many kinds need of rows of one table be loaded once, not once for each kind."""
    LOADERS[model] = load


def load_related(rows: Iterable[Base]) -> None:
    rows_by_model: dict[type[Base], dict[int, Base]] = defaultdict(dict)
    for row in rows:
        rows_by_model[type(row)][row.id] = row
    for model, found in rows_by_model.items():
        LOADERS[model](list(found.values()))


Source = Callable[[Actor], Iterable[QueueItem]]
SOURCES: list[Source] = []


def add_source(list_items: Source) -> None:
    """List in the queue what was decided for later, and can be changed on a page of its own."""
    if list_items not in SOURCES:
        SOURCES.append(list_items)


AnyKind = ReviewKind[Any, Any]
KINDS: dict[str, AnyKind] = {}


def add_kind(kind: AnyKind) -> None:
    KINDS[kind.name] = kind


def get_kind(name: str) -> AnyKind:
    return KINDS[name]


def list_kinds_of(row: object) -> Sequence[AnyKind]:
    """Return the kinds whose subjects are rows like this."""
    return [kind for kind in KINDS.values() if type(row) is kind.model]
