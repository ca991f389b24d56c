"""What is here already, and what the lists call things: asked once for a whole file."""

from sqlalchemy import select

from coprod.core.database import session
from coprod.exchange.imports.enums import Known
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import names
from coprod.register.activities.models import Source


def keys_from(source: str) -> set[str]:
    """Return the keys of the rows of this source that were taken in before."""
    return set(session.scalars(select(Source.key).where(Source.name == source)))


def lists() -> dict[ListKind, Known]:
    return {
        listing: {name: (term.id, term.label) for name, term in names(listing).items()}
        for listing in ListKind
    }
