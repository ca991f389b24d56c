"""Collections that a curator puts together: an introduction, and things to read in an order."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base, Timestamped
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.models import Activity


class Collection(Timestamped, Base):
    """A collection, "Start here: paying people fairly" for example.

    ``published_at`` is since when readers have seen it, without a break.
    """

    __tablename__ = "collection"
    holds_words = ("slug", "title", "introduction")

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    introduction: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    published_at: Mapped[datetime | None]

    items: Mapped[list["CollectionItem"]] = relationship(
        lazy="raise",
        cascade="all, delete-orphan",
        order_by="CollectionItem.position, CollectionItem.id",
    )


class CollectionItem(Base):
    """An activity or a learning record in a collection, and why it is there."""

    __tablename__ = "collection_item"
    holds_words = ("why",)
    __table_args__ = (
        CheckConstraint("(activity_id IS NULL) <> (record_id IS NULL)", name="is_one_thing"),
    )

    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id", ondelete="CASCADE"))
    record_id: Mapped[int | None] = mapped_column(
        ForeignKey("learning_record.id", ondelete="CASCADE")
    )
    why: Mapped[str] = mapped_column(Text, default="")

    activity: Mapped[Activity | None] = relationship(lazy="raise")
    record: Mapped[LearningRecord | None] = relationship(lazy="raise")

    @property
    def name(self) -> str:
        """What it is called, for curators, who put in only what everybody may see."""
        if self.activity is not None:
            return self.activity.title
        return self.record.next_team if self.record is not None else ""
