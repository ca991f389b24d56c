"""Reading the lists and the place."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from coprod.db import session
from coprod.kit.errors import NotFoundError
from coprod.reference.models import Place, Term
from coprod.reference.words import Listing

NO_PLACE = Place(name="", partnership="", register_name="Co-production Register")


def place() -> Place:
    """Return the place, or an unnamed one before a place was loaded."""
    return session.scalars(select(Place).order_by(Place.id).limit(1)).first() or NO_PLACE


def in_use(on: date) -> ColumnElement[bool]:
    return and_(
        or_(Term.valid_from.is_(None), Term.valid_from <= on),
        or_(Term.valid_to.is_(None), Term.valid_to > on),
        Term.replaced_by_id.is_(None),
    )


def current(listing: Listing, on: date) -> Sequence[Term]:
    """Return the terms of one list that are in use on a day, in the curators' order."""
    wanted = select(Term).where(Term.listing == listing, in_use(on))
    return session.scalars(wanted.order_by(Term.position, Term.label, Term.id)).all()


def choices(listing: Listing, on: date) -> list[tuple[int, str]]:
    """Return a list as a form field wants it."""
    return [(term.id, term.label) for term in current(listing, on)]


def terms(listing: Listing) -> Sequence[Term]:
    """Return a whole list, old names too."""
    wanted = select(Term).where(Term.listing == listing)
    return session.scalars(wanted.order_by(Term.position, Term.label, Term.id)).all()


def term(term_id: int) -> Term:
    found = session.get(Term, term_id)
    if found is None:
        raise NotFoundError
    return found
