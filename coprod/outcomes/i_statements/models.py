"""The versions of a place's statements, the numbers beside them, and the links of activities."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.phrases import TranslatedMessage
from coprod.outcomes.i_statements.enums import Direction, LinkKind, Strength
from coprod.reference.wording.models import WordingVersion, keep_final
from coprod.register.activities.models import Activity

DRAFT = "statements"


class StatementVersion(WordingVersion):
    """A version of the statements of a place, with the numbers beside them."""

    __tablename__ = "statement_version"
    __table_args__ = (UniqueConstraint("number"),)


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


keep_final(StatementVersion, Statement, Indicator)
