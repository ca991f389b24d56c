"""Comments, and the origin of those that their authors did not type here."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.audit_trail.models import Event
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.engagement.comments.enums import (
    Channel,
    CommentKind,
    CommentState,
    ModerationReason,
    SpamSignal,
)
from coprod.reference.lists.models import Term


class Comment(Timestamped, Base):
    """One comment on one subject, or an answer under one.

    ``body`` is what the author wrote. Where a moderator published it with edits, readers see
    ``public_body`` and the author sees both. ``under_id`` is the comment that it stands under: one
    level, whatever it answered where it came from (``answers_id``). ``left_on`` is the day on
    which readers stopped seeing it; a marker with that day stays. ``published_at`` is when they saw
    it first.
    """

    __tablename__ = "comment"
    holds_words = ("body", "public_body", "name", "email", "message_to_author", "appeal_words")
    holds_no_words = {
        "subject_kind": "a fixed word",
        "encrypted_token": "a random key, encrypted",
        "token_hash": "a hash",
        "words_hash": "a hash",
        "spam_codes": "a fixed word",
        "reason_codes": "a fixed word",
    }
    hashes_words = ("words_hash",)
    __table_args__ = (Index(None, "subject_kind", "subject_id", "state"),)

    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    kind: Mapped[CommentKind | None]
    state: Mapped[CommentState] = mapped_column(default=CommentState.WAITING, index=True)
    body: Mapped[str] = mapped_column(Text)
    public_body: Mapped[str] = mapped_column(Text, default="")
    name: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str | None] = mapped_column(String(254))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    is_official: Mapped[bool] = mapped_column(default=False)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]
    left_on: Mapped[date | None]

    encrypted_token: Mapped[str] = mapped_column(Text, default="")
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)

    spam_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    looks_like_spam: Mapped[bool] = mapped_column(default=False)
    may_be_unsafe: Mapped[bool] = mapped_column(default=False)
    wants_answer: Mapped[bool] = mapped_column(default=False)
    """The author, or a moderator, asks the team for an answer, whatever kind the comment is."""
    words_hash: Mapped[str] = mapped_column(String(64), default="", index=True)

    reason_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    message_to_author: Mapped[str] = mapped_column(Text, default="")
    route_id: Mapped[int | None] = mapped_column(ForeignKey("term.id"))
    decided_at: Mapped[datetime | None]
    recheck_since: Mapped[datetime | None]
    """Since when a public one waits to be looked at again: reported, or asked for by a curator."""
    appealed_at: Mapped[datetime | None]
    appeal_words: Mapped[str] = mapped_column(Text, default="")
    appeal_ended_at: Mapped[datetime | None]

    answer_by: Mapped[date | None] = mapped_column(index=True)
    answer_sent_at: Mapped[datetime | None]
    chased_on: Mapped[date | None]
    answer_rated_at: Mapped[datetime | None]
    is_answer_enough: Mapped[bool | None]
    """What the author says of the answer, once. If it is not enough, the team owes another."""
    led_to_id: Mapped[int | None] = mapped_column(ForeignKey("audit_event.id"))

    origin: Mapped["Origin | None"] = relationship(lazy="raise", cascade="all, delete-orphan")
    route: Mapped[Term | None] = relationship(lazy="raise")
    led_to: Mapped[Event | None] = relationship(lazy="raise")

    def is_seen_by_visitors(self) -> bool:
        """A new one waits to be read: until then no page shows it, or counts it."""
        return self.state is not CommentState.WAITING or bool(inspect(self).has_identity)

    @property
    def words(self) -> str:
        """What readers see of it, when they see it."""
        return self.public_body or self.body

    @property
    def is_edited(self) -> bool:
        return self.public_body != ""

    @property
    def spam_signals(self) -> list[SpamSignal]:
        return [SpamSignal(each) for each in self.spam_codes]

    @property
    def moderation_reasons(self) -> list[ModerationReason]:
        return [ModerationReason(each) for each in self.reason_codes]

    @property
    def waits_for_answer(self) -> bool:
        is_public = self.state is CommentState.PUBLISHED
        return is_public and self.answer_by is not None and self.answer_sent_at is None

    @property
    def waits_for_second_answer(self) -> bool:
        return self.is_answer_enough is False and self.waits_for_answer


class Origin(Base):
    """How a comment came that its author did not type here: who typed it, or from which source.

    ``consent`` is for curators only. ``depth`` is how many answers deep it stood in its source.
    """

    __tablename__ = "comment_origin"
    holds_words = ("consent", "source", "source_key")
    __table_args__ = (UniqueConstraint("source", "source_key"),)

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    way: Mapped[Channel | None]
    typed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    consent: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str | None]
    source_key: Mapped[str | None]
    depth: Mapped[int] = mapped_column(default=0)
    lost_parent: Mapped[bool] = mapped_column(default=False)
