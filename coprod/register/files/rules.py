"""What must be true of a file: its name, its content, its size, and words for who cannot see it."""

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

import filetype
from PIL import Image, ImageOps

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.register.files.enums import FILE_KINDS, FileKind, PictureSize

LONGEST_NAME = 100
MOST_FILES = 20
MOST_PIXELS = 40_000_000
WIDEST = 2400
PAPER = "#fffdf9"
"""What stands behind a picture with holes, once it has no holes any more."""
QUALITIES = (80, 70, 60, 50, 40, 30, 20)
PLAIN_NAME = frozenset(" .-_()&+,’")
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Upload:
    """A file as it was sent, with the words that go with it."""

    name: str
    data: bytes
    caption: str
    alt: str = ""
    transcript: str = ""
    credit: str = ""


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be stored: its name, its kind, the bytes, and smaller pictures of it."""

    name: str
    kind: FileKind
    data: bytes
    sizes: Mapping[PictureSize, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """How large one of the smaller pictures is, and how many bytes it may have."""

    width: int
    height: int
    most_bytes: int


FRAMES: Mapping[PictureSize, Frame] = {
    PictureSize.SMALL: Frame(480, 320, 25_000),
    PictureSize.LARGE: Frame(1200, 800, 120_000),
}


def check_upload(upload: Upload, *, largest: int) -> CheckedFile:
    """Return what may be stored of a file, or say what is wrong with it."""
    check_size(len(upload.data), largest)
    kind = find_kind(upload.name)
    check_words(upload, kind)
    check_content(upload.data, kind)
    name = clean_name(upload.name, kind)
    if not kind.is_picture:
        return CheckedFile(name, kind, upload.data)
    data = remove_metadata(upload.data, kind)
    return CheckedFile(name, kind, data, make_smaller_pictures(data))


def check_size(size: int, largest: int) -> None:
    if not size:
        raise RuleBrokenError(N_("Choose a file that is not empty"), field="file")
    if size > largest:
        most = largest // (1024 * 1024)
        message = N_("Choose a file of %(most)s MB or less", most=most)
        raise RuleBrokenError(message, field="file")


def check_number(number: int) -> None:
    if number >= MOST_FILES:
        message = N_("An activity can have %(most)s files. Remove one first", most=MOST_FILES)
        raise RuleBrokenError(message, field="file")


def find_kind(name: str) -> FileKind:
    """Return the kind that a file's name promises."""
    kind = FILE_KINDS.get(name.rpartition(".")[2].strip().lower()) if "." in name else None
    if kind is None:
        message = N_(
            "Choose a PDF, a Word document (docx), a picture, a film (mp4), an mp3 or a text"
        )
        raise RuleBrokenError(message, field="file")
    return kind


def check_words(upload: Upload, kind: FileKind) -> None:
    if not upload.caption:
        raise RuleBrokenError(N_("Say in a few words what it is"), field="caption")
    if kind.is_picture and not upload.alt:
        message = N_("Say what the picture shows, for people who cannot see it")
        raise RuleBrokenError(message, field="alt")
    if kind.is_heard and not upload.transcript:
        message = N_("Say where people who cannot hear it can read what is said")
        raise RuleBrokenError(message, field="transcript")


def check_content(data: bytes, kind: FileKind) -> None:
    """The content must be what the name says, whatever the name says."""
    if not is_like(data, kind):
        message = N_("This file is not what its name says. Save it again in its own program")
        raise RuleBrokenError(message, field="file")


def is_like(data: bytes, kind: FileKind) -> bool:
    known_as = filetype.guess_extension(data)
    if not kind.known_as:
        return known_as is None and is_text(data, kind)
    if known_as not in kind.known_as:
        return False
    return is_word(data) if kind.ending == "docx" else True


def is_text(data: bytes, kind: FileKind) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\0" not in text and (kind.ending != "vtt" or text.startswith("WEBVTT"))


def is_word(data: bytes) -> bool:
    """Say whether this is a Word document without macros. Nothing in it is unpacked."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return "word/document.xml" in names and not any("vbaProject" in name for name in names)


def remove_metadata(data: bytes, kind: FileKind) -> bytes:
    """Draw a picture anew: what it shows and nothing else, no place, no camera, no hidden part."""
    try:
        picture = Image.open(io.BytesIO(data), formats=[kind.mime.rpartition("/")[2].upper()])
        if picture.width * picture.height > MOST_PIXELS:
            raise build_too_large_error()
        drawn = redraw(picture)
    except BOMBS:
        raise build_too_large_error() from None
    except (OSError, ValueError, SyntaxError, EOFError):
        message = N_("This picture cannot be read. Save it again in its own program")
        raise RuleBrokenError(message, field="file") from None
    output = io.BytesIO()
    drawn.save(output, format=picture.format, quality=85)
    return output.getvalue()


def redraw(picture: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(picture)
    has_holes = upright.has_transparency_data and picture.format != "JPEG"
    plain = upright.convert("RGBA" if has_holes else "RGB")
    plain.thumbnail((WIDEST, WIDEST))
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def make_smaller_pictures(data: bytes) -> dict[PictureSize, bytes]:
    """Cut a picture that was drawn anew to the proportions of a cover, in each size."""
    plain = flatten_picture(data)
    return {size: draw_in_frame(plain, frame) for size, frame in FRAMES.items()}


def flatten_picture(data: bytes, paper: str = PAPER) -> Image.Image:
    """Return a picture without holes: what was clear becomes paper."""
    picture = Image.open(io.BytesIO(data)).convert("RGBA")
    plain = Image.new("RGB", picture.size, paper)
    plain.paste(picture, mask=picture)
    return plain


def draw_in_frame(picture: Image.Image, frame: Frame) -> bytes:
    """Return the middle of a picture in a frame, as good as its number of bytes allows.

    Where nothing but noise is too heavy at every quality, its finest lines are left out.
    """
    size = (frame.width, frame.height)
    cut = ImageOps.fit(picture, size)
    tries = (encode_picture(cut, quality) for quality in QUALITIES)
    data = next((each for each in tries if len(each) <= frame.most_bytes), None)
    return data or encode_picture(cut.reduce(3).resize(size), min(QUALITIES))


def encode_picture(picture: Image.Image, quality: int) -> bytes:
    output = io.BytesIO()
    picture.save(output, format="WEBP", quality=quality)
    return output.getvalue()


def is_plain(letter: str) -> bool:
    """Letters of any script with their marks, digits, and a few signs."""
    return unicodedata.category(letter)[0] in "LMN" or letter in PLAIN_NAME


def build_too_large_error() -> RuleBrokenError:
    return RuleBrokenError(N_("This picture is too large. Make it smaller first"), field="file")


def clean_name(name: str, kind: FileKind) -> str:
    """Return a name that is harmless in a header, on a disk and on a page, with its own ending."""
    last = one_line(unicodedata.normalize("NFC", name).replace("\\", "/")).rpartition("/")[2]
    stem = last.rpartition(".")[0]
    letters = "".join(letter for letter in stem if is_plain(letter))
    short = " ".join(letters.split()).strip(" .")[: LONGEST_NAME - 5].strip(" .")
    return f"{short or 'file'}.{kind.ending}"
