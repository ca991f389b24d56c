"""Making the files of the library, and reading them as somebody does who took them away."""

import csv
import io
from zipfile import ZipFile

from coprod.core import storage
from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.exchange.library_export import actions, queries
from coprod.exchange.library_export.commands import make_library_files
from coprod.exchange.library_export.enums import ExportKind
from tests import make

Tables = dict[str, list[dict[str, str]]]


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def make_files(kind: ExportKind = ExportKind.PUBLIC) -> dict[str, bytes]:
    """Let the worker make the files, and return each by its name."""
    actor = curator() if kind is ExportKind.CURATORS else VISITOR
    if kind is ExportKind.CURATORS:
        actions.request_export(actor, kind)
    session.commit()
    make_library_files()
    made = queries.find_made(actor, kind)
    assert made is not None
    return {each.name: b"".join(storage.stream(each.key) or ()) for each in made.files}


def read_tables(kind: ExportKind = ExportKind.PUBLIC) -> Tables:
    """Return the tables of the archive, each row by the names of its columns."""
    with ZipFile(io.BytesIO(make_files(kind)["library.zip"])) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(text)))
        for name, text in texts.items()
        if name.endswith(".csv")
    }
