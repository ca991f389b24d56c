"""A chain: from what people said in workshops to what a board was told, link by link."""

from datetime import date

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.board.chains.enums import ChainStage
from coprod.board.meetings.models import BoardGroup
from coprod.core.database import Base, Timestamped


class Chain(Timestamped, Base):
    """One piece of work that went from people to a board. It is public."""

    __tablename__ = "board_chain"
    holds_words = ("slug", "title", "purpose")

    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    purpose: Mapped[str] = mapped_column(Text, default="")
    group_id: Mapped[int] = mapped_column(
        ForeignKey("board_group.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int] = mapped_column(default=1)

    group: Mapped[BoardGroup] = relationship(lazy="raise")
    links: Mapped[list["ChainLink"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="ChainLink.day"
    )

    def list_stage(self, stage: ChainStage) -> list["ChainLink"]:
        return [each for each in self.links if each.stage is stage]


class ChainLink(Base):
    """A workshop, a version of the guidance, a public meeting or a report, with its day."""

    __tablename__ = "board_chain_link"
    holds_words = ("title", "words", "address", "version_name", "approved_by", "changes")

    chain_id: Mapped[int] = mapped_column(
        ForeignKey("board_chain.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[ChainStage]
    day: Mapped[date]
    title: Mapped[str]
    words: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(Text, default="")
    version_name: Mapped[str] = mapped_column(default="")
    approved_by: Mapped[str] = mapped_column(default="")
    changes: Mapped[str] = mapped_column(Text, default="")
