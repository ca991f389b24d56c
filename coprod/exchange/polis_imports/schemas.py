"""The files of an export as they are uploaded: CSV files, or one ZIP file with them."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence

from coprod.core.spreadsheets.enums import LARGEST_FILE
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.exchange.polis_imports.rules import NOT_READABLE, PolisExport

MOST_FILES = 20
TOO_LARGE = N_("The files are too large. Together they may have up to 20 MB")


def read_files(files: Sequence[tuple[str, bytes]]) -> PolisExport:
    """Read uploaded files, by name and content, in any order."""
    export = PolisExport()
    for name, data in unpack_files(files):
        if name.lower().endswith(".csv"):
            export.add(read_lines(data))
    return export


def unpack_files(files: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for name, data in files:
        if name.lower().endswith(".zip"):
            yield from unpack_zip(data)
        else:
            yield name, data


def unpack_zip(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Return what a ZIP file holds, unless it would unpack to more than an upload may have."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            whole = sum(member.file_size for member in members)
            if len(members) > MOST_FILES or whole > LARGEST_FILE:
                raise RuleBrokenError(TOO_LARGE, field="files")
            for member in members:
                with archive.open(member) as file:
                    yield member.filename, file.read(member.file_size)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise RuleBrokenError(NOT_READABLE, field="files") from None


def read_lines(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline="")))
    except (UnicodeDecodeError, csv.Error):
        raise RuleBrokenError(NOT_READABLE, field="files") from None
