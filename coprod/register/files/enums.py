"""The kinds of file that are taken, and what we call them."""

from dataclasses import dataclass
from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


@dataclass(frozen=True)
class FileKind:
    """How a kind of file is recognised by its content, and how it is served.

    ``known_as`` are the names that the content may have for ``filetype``; none for plain text.
    """

    ending: str
    mime: str
    label: Message
    known_as: tuple[str, ...]
    is_picture: bool = False
    is_heard: bool = False


class PictureSize(StrEnum):
    """The smaller pictures that are made once of each picture, in the proportions of a cover."""

    SMALL = "small"
    LARGE = "large"


PICTURE, FILM, SOUND = N_("Picture"), N_("Film"), N_("Sound")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JPEG = FileKind("jpg", "image/jpeg", PICTURE, ("jpg",), is_picture=True)

FILE_KINDS: dict[str, FileKind] = {
    "pdf": FileKind("pdf", "application/pdf", N_("PDF"), ("pdf",)),
    "docx": FileKind("docx", DOCX, N_("Word document"), ("docx", "zip")),
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": FileKind("png", "image/png", PICTURE, ("png",), is_picture=True),
    "webp": FileKind("webp", "image/webp", PICTURE, ("webp",), is_picture=True),
    "mp3": FileKind("mp3", "audio/mpeg", SOUND, ("mp3",), is_heard=True),
    "mp4": FileKind("mp4", "video/mp4", FILM, ("mp4", "m4v"), is_heard=True),
    "vtt": FileKind("vtt", "text/vtt", N_("Captions"), ()),
    "txt": FileKind("txt", "text/plain", N_("Text"), ()),
}
"""By the ending of a file's name. HTML, SVG and anything else that can run are not among them."""
PICTURE_ENDINGS = tuple(ending for ending, kind in FILE_KINDS.items() if kind.is_picture)

AUDIT_VERBS: dict[str, Verb] = {
    "added a file": Verb(N_("A file was added")),
    "chose a cover": Verb(N_("A picture was chosen as the cover")),
    "approved a file": Verb(N_("A file was approved"), is_decision=True),
    "removed a file": Verb(N_("A file was taken away"), is_decision=True),
}
