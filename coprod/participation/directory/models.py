"""The directory of community groups: organisations and roles, never private people."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.participation.directory.enums import ConnectorKind
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term


class ConnectorText:
    """What a group can change itself. ``email`` is a shared mailbox, ``page`` a page on the web."""

    about: Mapped[str] = mapped_column(Text, default="")
    how_to_ask: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(default="")
    page: Mapped[str] = mapped_column(default="")


class Connector(ConnectorText, Timestamped, Base):
    """A group or role that can help to reach people. It is shown while its consent lasts."""

    __tablename__ = "connector"
    holds_words = (
        "slug",
        "name",
        "other_names",
        "about",
        "how_to_ask",
        "capacity",
        "email",
        "page",
        "consent_how",
    )
    holds_no_words = {"token_hash": "a hash"}

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[ConnectorKind]
    other_names: Mapped[list[str]] = mapped_column(JSON, default=list)
    consent_how: Mapped[str] = mapped_column(Text)
    consented_on: Mapped[date]
    consent_until: Mapped[date] = mapped_column(index=True)
    reminded_on: Mapped[date | None]
    taken_off_on: Mapped[date | None]
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Of the link that was sent to its mailbox last."""
    link_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    terms: Mapped[list[Term]] = relationship(
        secondary="connector_term", order_by=lambda: (Term.position, Term.label, Term.id)
    )

    @property
    def is_listed(self) -> bool:
        """As ``policies.is_listed`` asks of the database."""
        return self.taken_off_on is None and self.consent_until >= clock.today()

    def list_terms(self, listing: ListKind) -> Sequence[Term]:
        return [term for term in self.terms if term.listing is listing]


class ConnectorTerm(Base):
    """A language, a place or people whom a group reaches."""

    __tablename__ = "connector_term"
    __table_args__ = (UniqueConstraint("connector_id", "term_id"),)

    connector_id: Mapped[int] = mapped_column(ForeignKey("connector.id", ondelete="CASCADE"))
    term_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)


class ConnectorChange(ConnectorText, Base):
    """What a group sent by its link. The row goes when a curator has decided."""

    __tablename__ = "connector_change"
    holds_words = ("about", "how_to_ask", "capacity", "email", "page")
    holds_no_words = {"term_ids": "numbers of lines of lists"}
    never_seen_by_visitors = True

    connector_id: Mapped[int] = mapped_column(
        ForeignKey("connector.id", ondelete="CASCADE"), unique=True
    )
    term_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)

    connector: Mapped[Connector] = relationship(lazy="raise")
