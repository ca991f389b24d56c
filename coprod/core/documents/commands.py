"""The process apart: it reads one document and prints its text.

``python -m coprod.core.documents.commands FILE ENDING``

It is started by ``schemas.extract_text`` and by nobody else.
"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import docx
import pypdf
from docx.table import Table

from coprod.core.documents.enums import (
    LONGEST_TEXT,
    MOST_MEMORY,
    MOST_PAGES,
    MOST_SECONDS,
    Refusal,
    TextRefusedError,
)
from coprod.core.subprocesses import limit_process


def main() -> None:
    limit_process(memory=MOST_MEMORY, seconds=MOST_SECONDS)
    sys.stdout.write(describe_text(Path(sys.argv[1]), sys.argv[2]))


def describe_text(path: Path, ending: str) -> str:
    """Return the text as JSON, or why there is none."""
    try:
        return json.dumps({"text": join_paragraphs(READERS[ending](path))})
    except TextRefusedError as refused:
        return json.dumps({"refused": refused.why})


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    texts, length = [], 0
    for paragraph in paragraphs:
        text = paragraph.replace("\0", "").strip()
        length += len(text)
        if length > LONGEST_TEXT:
            raise TextRefusedError(Refusal.TOO_LONG)
        texts.append(text)
    whole = "\n\n".join(text for text in texts if text)
    if not whole:
        raise TextRefusedError(Refusal.NO_TEXT)
    return whole


def read_pdf(path: Path) -> Iterator[str]:
    """Return the text of each page."""
    reader = pypdf.PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise TextRefusedError(Refusal.PASSWORD)
    if len(reader.pages) > MOST_PAGES:
        raise TextRefusedError(Refusal.TOO_LONG)
    for sheet in reader.pages:
        yield sheet.extract_text()


def read_word(path: Path) -> Iterator[str]:
    """Return each paragraph, and each table with a line for a row."""
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            yield "\n".join(" | ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            yield block.text


READERS: Mapping[str, Callable[[Path], Iterator[str]]] = {"pdf": read_pdf, "docx": read_word}


if __name__ == "__main__":
    main()
