"""Roles that hold commissioning power, and what each was asked to sign and signed."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.board.leaders.enums import CanChange, Power, SignatureAnswer, SignedKind
from coprod.board.leaders.rules import POWER_WORDS, PowerAnswer, Powers, SignableText
from coprod.board.mailed_links.models import MailedLink
from coprod.core.database import Base, Timestamped
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.models import Term

POWER_COLUMNS = tuple(POWER_WORDS.format(each.value) for each in Power)


class HoldsPower:
    """What can be changed: for a role within which limits, for a signature or why not."""

    budget: Mapped[CanChange | None]
    budget_words: Mapped[str] = mapped_column(Text, default="")
    contract: Mapped[CanChange | None]
    contract_words: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[CanChange | None]
    rule_words: Mapped[str] = mapped_column(Text, default="")

    @property
    def powers(self) -> Powers:
        return {
            power: PowerAnswer(
                getattr(self, power.value), getattr(self, POWER_WORDS.format(power.value))
            )
            for power in Power
        }

    def set_powers(self, powers: Powers) -> None:
        for power, given in powers.items():
            setattr(self, power.value, given.answer)
            setattr(self, POWER_WORDS.format(power.value), given.words)


class LeaderRole(Timestamped, HoldsPower, Base):
    """A post that holds commissioning power. It is public, and never says who has it."""

    __tablename__ = "leader_role"
    holds_words = ("slug", "name", *POWER_COLUMNS)

    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("term.id"), index=True)
    closed_on: Mapped[date | None]
    """The day from which the post is no more. What it signed stays in sight."""
    version: Mapped[int] = mapped_column(default=1)

    organisation: Mapped[Term] = relationship(lazy="raise")


class LeaderSignature(MailedLink, HoldsPower, Base):
    """What a role was asked to sign, by a mailed link, and its answer.

    ``words`` and ``due`` are as the leader read them when they signed; how a promise stands since
    is always asked of the promise. Until then ``words`` are those of a statement, or empty.
    """

    __tablename__ = "leader_signature"
    holds_words = ("words", "reason", *POWER_COLUMNS)
    holds_no_words = {"token_hash": "a hash"}

    role_id: Mapped[int] = mapped_column(
        ForeignKey("leader_role.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[SignedKind]
    subject_id: Mapped[int | None] = mapped_column(index=True)
    """The number of the promise, decision or action; a statement has none."""
    words: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[PartialDate | None]
    answer: Mapped[SignatureAnswer | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the role did not sign, for curators."""

    role: Mapped[LeaderRole] = relationship(lazy="raise")

    @property
    def text(self) -> SignableText:
        return SignableText(self.words, self.due)

    @property
    def is_signed(self) -> bool:
        return self.answer is SignatureAnswer.SIGNED and self.withdrawn_at is None
