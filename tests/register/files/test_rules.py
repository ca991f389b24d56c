"""A file is what it says it is, carries nothing hidden, and its name harms nobody."""

import io
import zipfile
import zlib
from struct import pack
from typing import Any

import pytest
from PIL import Image

from coprod.core.values.errors import RuleBrokenError
from coprod.register.files import rules
from coprod.register.files.enums import FILE_KINDS, PictureSize
from coprod.register.files.rules import Upload

LARGEST = 10 * 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 64
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\x00" * 64


def picture(form: str = "JPEG", mode: str = "RGB", **given: Any) -> bytes:
    made = io.BytesIO()
    Image.new(mode, (40, 20), 120).save(made, format=form, **given)
    return made.getvalue()


def word(*more: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            package.writestr(name, "<x/>")
    return made.getvalue()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """Return a small PNG that claims to be 900 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def sent(name: str, data: bytes, **given: Any) -> rules.CheckedFile:
    words = {"caption": "What it is", "alt": "A room", "transcript": "It has captions"}
    return rules.check_upload(Upload(name, data, **{**words, **given}), largest=LARGEST)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes.pdf", PDF),
        ("notes.docx", word()),
        ("a.JPG", picture()),
        ("a.jpeg", picture()),
        ("a.png", picture("PNG", "RGBA")),
        ("a.webp", picture("WEBP")),
        ("film.mp4", MP4),
        ("talk.mp3", MP3),
        ("film.vtt", b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"),
        ("notes.txt", "We met. \u09b9\u09cd\u09af\u09be\u0981".encode()),
    ],
)
def test_what_is_on_the_list_is_taken(name: str, data: bytes) -> None:
    assert sent(name, data).kind.ending in FILE_KINDS


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<html><script>alert(1)</script>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("drawing.jpg", b"<html><script>alert(1)</script>"),
        ("notes.pdf", b"<html>%PDF-1.7"),
        ("notes.pdf", picture()),
        ("photo.jpg", PDF),
        ("photo.jpg", picture("PNG")),
        ("notes.txt", PDF),
        ("notes.txt", b"MZ\x90\x00\x03\x00"),
        ("notes.txt", b"\xff\xfe\x00"),
        ("film.vtt", b"Hello"),
        ("film.mp4", MP3),
        ("notes.docx", PDF),
        ("macros.docx", word("word/vbaProject.bin")),
        ("archive.docx", b"PK\x03\x04" + b"\x00" * 40),
        ("notes.docm", word()),
        ("run.exe", b"MZ"),
        ("photo.jpg.exe", picture()),
        ("noending", PDF),
        ("", PDF),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 50),
        ("photo.png", picture("PNG")[:60]),
    ],
)
def test_what_is_not_or_is_something_else_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        sent(name, data)
    assert refused.value.field == "file"


@pytest.mark.parametrize("size", [(30_000, 30_000), (10_000, 10_000), (7000, 7000)])
def test_a_picture_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(RuleBrokenError, match="too large"):
        sent("bomb.png", bomb(*size))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_without_where_and_when_it_was_taken(form: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    comment: dict[str, Any] = {"comment": b"SecretPlace"} if form == "JPEG" else {}
    data = picture(form, exif=exif, **comment)
    assert b"SecretCamera" in data

    kept = sent(f"a.{form.lower()}", data).data

    assert b"SecretCamera" not in kept
    assert b"SecretPlace" not in kept
    shown = Image.open(io.BytesIO(kept))
    assert (dict(shown.getexif()), shown.size) == ({}, (40, 20))


def test_a_picture_is_turned_the_way_its_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = sent("a.jpg", picture(exif=exif)).data
    assert Image.open(io.BytesIO(kept)).size == (20, 40)


def test_what_hides_behind_a_picture_is_left_out() -> None:
    kept = sent("a.png", picture("PNG") + b"<script>alert(1)</script>").data
    assert b"script" not in kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\notes.pdf", "notes.pdf"),
        ("..\\..\\.pdf", "file.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie x1.pdf"),
        ("\u202efdp.exe\u2066.pdf", "fdp.exe.pdf"),
        ("\u200f.pdf", "file.pdf"),
        ('"><svg onload=alert(1)>.pdf', "svg onloadalert(1).pdf"),
        ("....pdf", "file.pdf"),
        ("CON.pdf", "CON.pdf"),
        ("Räksmörgås আমার.PDF", "Räksmörgås আমার.pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert rules.clean_name(name, FILE_KINDS["pdf"]) == kept


def test_a_name_of_400_characters_is_cut() -> None:
    name = rules.clean_name("a" * 400 + ".pdf", FILE_KINDS["pdf"])
    assert len(name) <= rules.LONGEST_NAME
    assert name.endswith("a.pdf")


@pytest.mark.parametrize(
    ("name", "data", "missing"),
    [
        ("a.pdf", PDF, "caption"),
        ("a.jpg", picture(), "alt"),
        ("a.mp4", MP4, "transcript"),
        ("a.mp3", MP3, "transcript"),
    ],
)
def test_words_for_those_who_cannot_see_or_hear_are_asked_for(
    name: str, data: bytes, missing: str
) -> None:
    with pytest.raises(RuleBrokenError) as refused:
        sent(name, data, **{missing: ""})
    assert refused.value.field == missing


def test_nothing_and_too_much_are_refused() -> None:
    for data in (b"", PDF + b"0" * LARGEST):
        with pytest.raises(RuleBrokenError):
            sent("a.pdf", data)


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB")])
def test_smaller_pictures_have_the_proportions_and_the_weight_of_a_cover(
    form: str, mode: str
) -> None:
    noise = Image.effect_noise((900, 1300), 90).convert(mode)
    output = io.BytesIO()
    noise.save(output, format=form)

    checked = sent(f"a.{form.lower()}", output.getvalue())

    assert set(checked.sizes) == set(PictureSize)
    for size, data in checked.sizes.items():
        frame = rules.FRAMES[size]
        drawn = Image.open(io.BytesIO(data))
        assert (drawn.format, drawn.size) == ("WEBP", (frame.width, frame.height))
        assert len(data) <= frame.most_bytes


def test_only_pictures_have_smaller_ones() -> None:
    assert sent("notes.pdf", PDF).sizes == {}
