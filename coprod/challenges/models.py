"""What teams claim and curators judge about the four challenges. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, Text, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from coprod.challenges.enums import Challenge, View
from coprod.challenges.rules import Argument
from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.wording.rules import SHIPPED


class ChallengeClaim(Base):
    """What somebody stood for on a day. The latest of a view is the one that counts.

    ``suggested`` is what the register suggested at that time, if anything: so that a reader of the
    history sees what was known then. ``framework_version`` is that of the criteria it was chosen
    from.
    """

    __tablename__ = "challenge_claim"
    holds_words = ("reason", "link")
    __table_args__ = (
        CheckConstraint("value BETWEEN 0 AND 4", name="value"),
        Index(None, "activity_id", "challenge", "view"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    challenge: Mapped[Challenge]
    view: Mapped[View]
    value: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    link: Mapped[str] = mapped_column(Text, default="")
    suggested: Mapped[int | None]
    framework_version: Mapped[int] = mapped_column(default=SHIPPED)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def argument(self) -> Argument:
        return Argument(self.value, self.reason, self.link)


def refuse_change(
    _mapper: Mapper[ChallengeClaim], _connection: Connection, _row: ChallengeClaim
) -> None:
    """Refuse to update a claim: rows are only added."""
    raise RuleBrokenError(N_("Views on a challenge cannot be changed. Add a new one instead"))


event.listen(ChallengeClaim, "before_update", refuse_change)
