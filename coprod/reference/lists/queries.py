"""Reading the lists and the place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from coprod.core import content_version
from coprod.core.database import session
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.text import fold
from coprod.reference.lists.enums import Choices, ListKind
from coprod.reference.lists.models import Partnership, Term

NO_PLACE = Partnership(
    name="",
    partnership="",
    short_name="",
    register_name="Co-production Register",
    contact_email="",
    contact_phone="",
    contact_post="",
    curator_title="Community voice lead",
    safeguarding="",
    safeguarding_email="",
    privacy_contact="",
    days_off="",
    under_16="",
    consent="",
    translations={},
    version=0,
)


def get_place() -> Partnership:
    """Return the place, or an unnamed one before a place was loaded."""
    return (
        session.scalars(select(Partnership).order_by(Partnership.id).limit(1)).first() or NO_PLACE
    )


@content_version.cached
def get_cached_place() -> Partnership:
    """Return the place as every page names it: a copy that no session will change or forget."""
    place = get_place()
    return Partnership(
        **{column.key: getattr(place, column.key) for column in Partnership.__table__.columns}
    )


def is_in_use(on: date) -> ColumnElement[bool]:
    """Tell which terms are in use on a day: one to be replaced later is in use until that day."""
    return and_(
        or_(Term.valid_from.is_(None), Term.valid_from <= on),
        or_(Term.valid_to.is_(None), Term.valid_to > on),
        or_(Term.replaced_by_id.is_(None), Term.valid_to > on),
    )


def list_terms_in_use(listing: ListKind, on: date) -> Sequence[Term]:
    """Return the terms of one list that are in use on a day, in the curators' order."""
    statement = select(Term).where(Term.listing == listing, is_in_use(on))
    return session.scalars(statement.order_by(Term.position, Term.label, Term.id)).all()


def list_choices(listing: ListKind, on: date) -> list[tuple[int, str]]:
    """Return a list as a form field wants it."""
    return [(term.id, term.label) for term in list_terms_in_use(listing, on)]


def build_choices(on: date) -> Choices:
    """Return what the lists offer on a day. The first that is asked for brings them all."""

    @cache
    def lists() -> Mapping[ListKind, list[tuple[int, str]]]:
        statement = select(Term.listing, Term.id, Term.label).where(is_in_use(on))
        terms: dict[ListKind, list[tuple[int, str]]] = {}
        for listing, key, label in session.execute(
            statement.order_by(Term.position, Term.label, Term.id)
        ):
            terms.setdefault(listing, []).append((key, label))
        return terms

    return lambda listing: lists().get(listing, [])


def build_choices_with(on: date, held: Callable[[ListKind], Sequence[Term]]) -> Choices:
    """Return what the lists offer on a day, and what a thing holds already under an older name."""
    listed = build_choices(on)

    def choices(listing: ListKind) -> list[tuple[int, str]]:
        now = listed(listing)
        known = {key for key, _label in now}
        older = [term for term in held(listing) if term.id not in known]
        return [*now, *((term.id, term.label) for term in older)]

    return choices


def list_terms(listing: ListKind) -> Sequence[Term]:
    """Return a whole list, old names too."""
    statement = select(Term).where(Term.listing == listing)
    return session.scalars(statement.order_by(Term.position, Term.label, Term.id)).all()


def list_keys(listing: ListKind) -> set[str]:
    """Return the keys of a list, by which files and patterns name its lines."""
    return set(session.scalars(select(Term.key).where(Term.listing == listing)))


def count_terms(on: date) -> dict[ListKind, tuple[int, int]]:
    """Return for each list how many of its terms are in use on a day, and how many are not."""
    used = func.sum(case((is_in_use(on), 1), else_=0))
    rows = session.execute(select(Term.listing, used, func.count()).group_by(Term.listing))
    counts = {listing: (now, whole - now) for listing, now, whole in rows}
    return {listing: counts.get(listing, (0, 0)) for listing in ListKind}


def get_labels(ids: set[int]) -> dict[int, str]:
    """Return the names of some terms of any list."""
    if not ids:
        return {}
    rows = session.execute(select(Term.id, Term.label).where(Term.id.in_(ids)))
    return dict(rows.all())


def get_term(term_id: int) -> Term:
    return require_found(session.get(Term, term_id))


def get_term_of_list(listing: ListKind, term_id: int) -> Term:
    """Return a term of one list; a term of another list is not found there."""
    term = get_term(term_id)
    require(term.listing is listing, NotFoundError)
    return term


def map_names_to_terms(listing: ListKind) -> Mapping[str, Term]:
    """Return the terms of a list under every name they go by, made fit to compare.

    A label is stronger than a key, and a key than another name; then the term in use is stronger
    than an old one. Made for imports: one query, however many rows ask.
    """
    known: dict[str, Term] = {}
    terms = sorted(list_terms(listing), key=lambda each: each.replaced_by_id is not None)
    for name_of in (lambda t: [t.label], lambda t: [t.key], lambda t: t.aliases):
        for each in terms:
            for name in name_of(each):
                known.setdefault(fold(name), each)
    known.pop("", None)
    return known


def find_term(listing: ListKind, text: str) -> Term | None:
    """Return the term that goes by this name: its label, its key or another name of its."""
    return map_names_to_terms(listing).get(fold(text))
