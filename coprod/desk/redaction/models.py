"""What was taken out for good: where and when, by whom and why, and never the words."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.desk.redaction.enums import RemovalKind, RemovalSubject


def new_uid() -> str:
    return secrets.token_hex(16)


class Removal(Base):
    """One removal. With ``size`` and ``digest`` an older copy of the register is searched again.

    ``is_everywhere``: of words that are neither short nor common, every place is taken, also those
    that an older copy has and this one had not.
    """

    __tablename__ = "removal"
    never_seen_by_visitors = True
    holds_words = ("reason",)
    holds_no_words = {"uid": "a random key", "marker": "our own words", "digest": "a hash"}

    uid: Mapped[str] = mapped_column(String(32), unique=True, default=new_uid)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[RemovalKind]
    subject: Mapped[RemovalSubject]
    subject_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    marker: Mapped[str] = mapped_column(String(120))
    size: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(32), default="")
    is_everywhere: Mapped[bool] = mapped_column(default=False)

    places: Mapped[list["RemovalPlace"]] = relationship(
        cascade="all, delete-orphan", order_by="RemovalPlace.id"
    )


class RemovalPlace(Base):
    """One place: a value of a column, or within its JSON. ``digest`` is of what was taken."""

    __tablename__ = "removal_place"
    never_seen_by_visitors = True
    holds_no_words = {
        "table_name": "a name in the database",
        "column_name": "a name in the database",
        "path": "names in the database",
        "digest": "a hash",
    }

    removal_id: Mapped[int] = mapped_column(
        ForeignKey("removal.id", ondelete="CASCADE"), index=True
    )
    table_name: Mapped[str] = mapped_column(String(64))
    row_id: Mapped[int]
    column_name: Mapped[str] = mapped_column(String(200))
    path: Mapped[list[Any]] = mapped_column(JSON, default=list)
    kind: Mapped[RemovalKind]
    digest: Mapped[str] = mapped_column(String(32), default="")
