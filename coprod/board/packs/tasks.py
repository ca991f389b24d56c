"""A frozen pack as a PDF and for Word, made of one page of HTML and kept until that page changes.

A file is a copy that can be made again at any time: it lies in the data folder and in no back-up.
Its name tells from which page it was made. So what was taken down or taken out since is in no file
that anybody is given.
"""

import hashlib
import os
import tempfile
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from PIL import ImageFile

from coprod.board.packs.enums import FileKind
from coprod.core.storage import get_settings

MAKERS = {FileKind.PDF: "weasyprint", FileKind.WORD: "pypandoc"}
WORD_OPTIONS = ("--sandbox", "--metadata=lang:en-GB")


def can_make(kind: FileKind) -> bool:
    """Tell whether this machine has what makes such a file."""
    return find_spec(MAKERS[kind]) is not None


def get_folder() -> Path:
    folder = get_settings().data_folder.absolute() / "packs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def get_path(pack_id: int, kind: FileKind, html: str) -> Path:
    digest = hashlib.sha256(html.encode()).hexdigest()
    return get_folder() / f"{pack_id}-{digest[:32]}.{kind}"


def make_file(pack_id: int, kind: FileKind, html: str) -> bytes:
    """Return a pack as a file: the one that is there, or a new one in the place of older ones."""
    path = get_path(pack_id, kind, html)
    if path.exists():
        return path.read_bytes()
    content = WRITERS[kind](html)
    remove_files({pack_id}, kind)
    save_file(path, content)
    return content


def save_file(path: Path, content: bytes) -> None:
    """Write a file under another name first: nobody reads half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)


def remove_files(pack_ids: set[int], *kinds: FileKind) -> None:
    """Throw away the files of packs. They are made again when somebody asks for them."""
    for pack_id in pack_ids:
        for kind in kinds or FileKind:
            for path in get_folder().glob(f"{pack_id}-*.{kind}"):
                path.unlink(missing_ok=True)


def refuse_to_fetch(address: str, *_args: object, **_options: object) -> NoReturn:
    """A pack needs no other file, so none is fetched: neither from this machine nor the web."""
    raise ValueError(address)


def write_pdf(html: str) -> bytes:
    """Return a tagged PDF, which a screen reader reads in its order (PDF/UA-1)."""
    weasyprint: Any = import_module("weasyprint")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # it lets half a picture pass, for all of the process
    document = weasyprint.HTML(string=html, url_fetcher=refuse_to_fetch, base_url="about:blank")
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return content


def write_word(html: str) -> bytes:
    """Return a document for Word, by pandoc in a process that may read no other file."""
    pypandoc: Any = import_module("pypandoc")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "pack.docx"
        options: Mapping[str, Any] = {"outputfile": str(target), "extra_args": list(WORD_OPTIONS)}
        pypandoc.convert_text(html, "docx", format="html", **options)
        return target.read_bytes()


WRITERS = {FileKind.PDF: write_pdf, FileKind.WORD: write_word}
