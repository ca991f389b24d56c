"""Who thinks that an activity deserves a spotlight and why, and what was chosen."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.board.forward_plan.models import PlanItem
from coprod.board.meetings.models import BoardGroup
from coprod.core.database import Base, Timestamped
from coprod.core.values import clock
from coprod.register.activities.models import Activity


class SpotlightNomination(Base):
    """That somebody nominates a public activity, once. Curators read why, and not whose it is."""

    __tablename__ = "board_spotlight_nomination"
    holds_words = ("reason",)
    never_seen_by_visitors = True
    __table_args__ = (UniqueConstraint("activity_id", "person_id"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    reason: Mapped[str] = mapped_column(Text)

    activity: Mapped[Activity] = relationship(lazy="raise")


class Spotlight(Timestamped, Base):
    """An activity that a board looks at. It is seen as long as the activity is public.

    Its item of the forward plan has no words of it, so that nothing stays there when the activity
    is taken down.
    """

    __tablename__ = "board_spotlight"
    holds_words = ("title", "words", "film_link", "film_words")

    group_id: Mapped[int] = mapped_column(
        ForeignKey("board_group.id", ondelete="CASCADE"), index=True
    )
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id", ondelete="CASCADE"), index=True
    )
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("board_plan_item.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str]
    words: Mapped[str] = mapped_column(Text)
    film_link: Mapped[str] = mapped_column(Text, default="")
    film_words: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date] = mapped_column(index=True)
    ends_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)

    group: Mapped[BoardGroup] = relationship(lazy="raise")
    activity: Mapped[Activity] = relationship(lazy="raise")
    item: Mapped[PlanItem | None] = relationship(lazy="raise")

    @property
    def is_on(self) -> bool:
        return self.starts_on <= clock.today() <= self.ends_on
