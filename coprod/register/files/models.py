"""A file of an activity. What it holds lies in the store, under a key of our own making."""

import secrets
from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.register.activities.models import Activity
from coprod.register.files.enums import FILE_KINDS, FileKind, PictureSize


def generate_key() -> str:
    return secrets.token_urlsafe(24)


class StoredFile(Base):
    """The key names it in its address and in the store; nobody can guess it."""

    __tablename__ = "stored_file"
    holds_words = ("name", "caption", "alt", "credit", "transcript")
    holds_no_words = {"key": "a random key", "ending": "a fixed word", "sha256": "a hash"}

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    key: Mapped[str] = mapped_column(String(64), unique=True, default=generate_key)
    name: Mapped[str]
    caption: Mapped[str]
    alt: Mapped[str] = mapped_column(default="")
    credit: Mapped[str] = mapped_column(default="")
    """Who took or drew a picture, as they want to be named."""
    transcript: Mapped[str] = mapped_column(default="")
    ending: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    waits: Mapped[bool] = mapped_column(default=False)
    """Added to a public activity, and not yet looked at by a curator: readers do not see it."""

    is_cover: Mapped[bool] = mapped_column(default=False)
    """The picture that its team chose for the head of the story and for lists."""
    public_until: Mapped[date | None]
    """The last day on which people in it agreed to be seen: see ``participation.groups``."""

    activity: Mapped[Activity] = relationship(
        lazy="raise", backref=backref("files", cascade="all, delete-orphan", lazy="select")
    )
    """Delete the files of a discarded activity one by one, so that each leaves the store too."""

    @property
    def kind(self) -> FileKind:
        return FILE_KINDS[self.ending]

    @property
    def stored_keys(self) -> tuple[str, ...]:
        """The keys of all that the store holds of it."""
        return list_stored_keys(self.key, self.ending)


def list_stored_keys(key: str, ending: str) -> tuple[str, ...]:
    """Return a file's own key, and those of the smaller pictures made of it."""
    sizes = PictureSize if FILE_KINDS[ending].is_picture else ()
    return (key, *(build_size_key(key, size) for size in sizes))


def build_size_key(key: str, size: PictureSize) -> str:
    return f"{key}.{size}"
