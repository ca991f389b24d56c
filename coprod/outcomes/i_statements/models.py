"""The versions of a place's statements, the numbers beside them, and the links of activities."""

from datetime import date, datetime

from sqlalchemy import JSON, Connection, ForeignKey, String, Text, UniqueConstraint, event, select
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, TranslatedMessage
from coprod.outcomes.i_statements.enums import Direction, LinkKind, Strength
from coprod.register.activities.models import Activity

DRAFT = "statements"


class StatementVersion(Base):
    """A version of the framework. ``effective_from`` is empty while it is written.

    ``draft_of`` is set for as long, so that a database of any kind sees to it that there is one
    draft at most.
    """

    __tablename__ = "statement_version"
    holds_words = ("why",)
    holds_no_words = {"draft_of": "a fixed word"}

    number: Mapped[int] = mapped_column(unique=True)
    draft_of: Mapped[str | None] = mapped_column(String(40), unique=True, default=DRAFT)
    effective_from: Mapped[date | None] = mapped_column(index=True)
    why: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(default=clock.now)


class Statement(Base):
    """One I-Statement as one version words it. ``key`` is the same from version to version."""

    __tablename__ = "statement"
    holds_words = ("domain", "words", "translations")
    holds_no_words = {"key": "a fixed word", "domain_key": "a fixed word"}
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("statement_version.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(100), index=True)
    domain_key: Mapped[str] = mapped_column(String(100))
    domain: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    is_confirmed: Mapped[bool] = mapped_column(default=False)
    translations: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    position: Mapped[int] = mapped_column(default=0)

    version: Mapped[StatementVersion] = relationship(lazy="raise")

    @property
    def worded(self) -> TranslatedMessage:
        """Return its words with their translations."""
        return TranslatedMessage(self.words, {}, self.translations)


class Indicator(Base):
    """A number from elsewhere, such as a national measure, beside the statements of a domain."""

    __tablename__ = "statement_indicator"
    holds_words = ("domain", "label", "source", "narrative")
    holds_no_words = {
        "key": "a fixed word",
        "domain_key": "a fixed word",
        "figure": "a fixed word",
        "unit": "a fixed word",
    }
    __table_args__ = (UniqueConstraint("version_id", "key"),)

    version_id: Mapped[int] = mapped_column(ForeignKey("statement_version.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(100))
    domain_key: Mapped[str] = mapped_column(String(100))
    domain: Mapped[str]
    label: Mapped[str]
    figure: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(default="")
    direction: Mapped[Direction] = mapped_column(default=Direction.NEITHER)
    narrative: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)


class OutcomeLink(Base):
    """What an activity has to do with a statement, in the version that was in use then.

    A change is a new row in place of the old one. ``read_at`` is when a curator let readers see it,
    if it came when the activity was public already.
    """

    __tablename__ = "outcome_link"
    holds_words = ("why",)
    holds_no_words = {"key": "a fixed word"}
    __table_args__ = (UniqueConstraint("activity_id", "key", "kind"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    key: Mapped[str] = mapped_column(String(100), index=True)
    kind: Mapped[LinkKind]
    strength: Mapped[Strength]
    why: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]

    statement: Mapped[Statement] = relationship(lazy="raise")
    activity: Mapped[Activity] = relationship(lazy="raise")


FINAL = N_("This version is in use and stays as it is. To change the wording, begin a new one")


def refuse_change(
    _mapper: Mapper[Base], connection: Connection, row: Statement | Indicator
) -> None:
    """Keep versions in use read-only: a SQLAlchemy listener, whatever the actions do."""
    used = select(StatementVersion.effective_from).where(StatementVersion.id == row.version_id)
    if connection.scalar(used):
        raise RuleBrokenError(FINAL)


for kind in (Statement, Indicator):
    for step in ("before_insert", "before_update", "before_delete"):
        event.listen(kind, step, refuse_change)
