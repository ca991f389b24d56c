"""What is taken out is nowhere any more: not in any table, nor in any file beside them."""

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, Boolean, Date, Enum, String, insert, select, update

from coprod.app import create_app
from coprod.core import ledger, storage
from coprod.core.content_version import get_content_version as edition
from coprod.core.database import Base, PartialDateType, UtcDateTime, db, session
from coprod.core.values.actor import Actor, Role
from coprod.core.values.dates import PartialDate
from coprod.desk.redaction import actions, rules
from coprod.desk.redaction.actions import ChosenPlaces, RemovalRequest
from coprod.desk.redaction.enums import RemovalSubject
from coprod.desk.redaction.models import Removal
from coprod.desk.redaction.queries import list_models, list_searched_columns
from coprod.desk.redaction.rules import Passage
from coprod.library.index.tasks import search_index
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Telling
from coprod.register.files.models import StoredFile, list_stored_keys
from coprod.web.page_cache import PageCacheMiddleware
from tests import make
from tests.conftest import StrictClient, settings

SECRET = "Mrs Zubayda Quayle, 14 Foxglove Court"
CURATOR = Actor(role=Role.CURATOR)
ABOUT = RemovalRequest(RemovalSubject.ACTIVITY, 1, "It named a neighbour")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """Give a register whose database, index and files lie on the disk."""
    usual = settings("redaction")
    on_disk = f"sqlite:///{tmp_path / 'coprod.db'}"
    address = on_disk if usual.database_url == "sqlite://" else usual.database_url
    given = usual.model_copy(
        update={
            "database_url": address,
            "data_folder": tmp_path,
            "files_url": "",
            "search_folder": "",
            "page_cache_mb": 8,
            "fragment_cache_mb": 8,
        }
    )
    app = create_app(given)
    app.test_client_class = StrictClient
    with app.app_context():
        Base.metadata.create_all(session.get_bind())
        yield app
        session.remove()
        db.engine.dispose()


def value_for(column: Any, words: set[str]) -> Any:
    """Return something for a column of any kind: the words where it may hold some."""
    if column.foreign_keys:
        return None if column.nullable and column.name != "activity_id" else 1
    if isinstance(column.type, Enum):
        return next(iter(column.type.enum_class))  # type: ignore[arg-type]
    if isinstance(column.type, JSON):
        return {"a": [f"Said {SECRET} here"], f"About {SECRET}": 1} if column.name in words else []
    return text_for(column, words) if isinstance(column.type, String) else plain_for(column)


def text_for(column: Any, words: set[str]) -> str:
    text = f"Ask {SECRET.upper()} about it" if column.name in words else "x"
    return text[: column.type.length] if column.type.length else text


def plain_for(column: Any) -> Any:
    kinds = {
        UtcDateTime: datetime(2026, 1, 1, tzinfo=UTC),
        PartialDateType: PartialDate(2026),
        Date: date(2026, 1, 1),
        Boolean: False,
    }
    return next((v for kind, v in kinds.items() if isinstance(column.type, kind)), 1)


def fill() -> None:
    """Put one row into every table, with the words wherever words may stand."""
    words = {model.__tablename__: set(list_searched_columns(model)) for model in list_models()}
    for table in Base.metadata.sorted_tables:
        given = [column for column in table.columns if column.name != "id"]
        values = {c.name: value_for(c, words[table.name]) for c in given}
        if table.name not in {"removal", "removal_place"}:
            session.execute(insert(table).values(values))
    session.execute(update(StoredFile).values(ending="pdf"))  # one of the fixed words it may be
    session.commit()


def dump() -> str:
    rows = [str(row) for t in Base.metadata.sorted_tables for row in session.execute(select(t))]
    return "\n".join(rows)


def take_out(passage: Passage, about: RemovalRequest = ABOUT) -> Removal:
    found = actions.find_places(CURATOR, about, passage)
    names = frozenset(each.place.name for each in found)
    removal = actions.take_words_out(
        CURATOR, about, passage, ChosenPlaces(names, rules.fingerprint_places(found))
    )
    session.commit()
    return removal


def is_in(text: str) -> bool:
    return "zubayda" in text.lower() or "foxglove" in text.lower()


def test_nothing_of_it_is_left_in_any_table(site: Flask) -> None:
    fill()
    assert is_in(dump())
    before = edition()

    removal = take_out(Passage(SECRET))

    assert not is_in(dump())
    assert "words taken out to protect somebody" in dump()
    assert edition() > before
    tables = {place.table_name for place in removal.places}
    assert tables == {m.__tablename__ for m in list_models() if list_searched_columns(m)} - {
        "removal"
    }


def test_nothing_of_it_is_left_beside_the_database(site: Flask, tmp_path: Path) -> None:
    fill()
    for kind in ("imports", "feedback"):
        (tmp_path / kind / "abc").mkdir(parents=True)
        (tmp_path / kind / "abc" / "sheet-0.jsonl").write_text("read out of it before")
    (tmp_path / "feedback" / "abc" / "upload").write_text(SECRET)
    with zipfile.ZipFile(tmp_path / "imports" / "abc" / "upload", "w") as archive:
        archive.writestr(
            "xl/sharedStrings.xml", "<t>Mrs Zubayda</t><t>Quayle, 14 Foxglove Court</t>"
        )
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "1.txt").write_text(f"To: x\n\nHello {SECRET}. Bye")
    copy = search_index()
    copy.folder = tmp_path / "search"
    (copy.folder / "v0-old").mkdir(parents=True)
    (copy.folder / "v0-old" / "segment.store").write_text(SECRET)

    take_out(Passage(SECRET))

    assert not [k for k in ("imports", "feedback") if (tmp_path / k / "abc").exists()]
    assert "Hello (words taken out" in (tmp_path / "mail" / "1.txt").read_text()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert not is_in(path.read_bytes().decode("utf-8", errors="replace")), path


def test_the_list_holds_no_words_and_no_reason_that_says_them(site: Flask) -> None:
    fill()
    removal = take_out(Passage(SECRET))

    [line] = ledger.read_lines()

    assert line["uid"] == removal.uid
    assert line["reason"] == ABOUT.reason
    assert len(line["places"]) == len(removal.places)
    assert (ledger.get_folder() / "key").stat().st_mode & 0o077 == 0
    assert not is_in((ledger.get_folder() / "removals.jsonl").read_text())


def test_an_older_copy_that_is_restored_loses_the_words_again(site: Flask) -> None:
    fill()
    older = {
        t.name: session.execute(select(t)).mappings().all() for t in Base.metadata.sorted_tables
    }
    take_out(Passage(SECRET))
    restore(older)
    assert is_in(dump())

    done = actions.reapply()
    session.commit()

    assert len(done) == 1
    assert not is_in(dump())
    assert actions.reapply() == []


def restore(older: dict[str, Any]) -> None:
    """Bring back an older copy, as whoever runs the register does after a fault."""
    for table in reversed(Base.metadata.sorted_tables):
        session.execute(table.delete())
    for table in Base.metadata.sorted_tables:
        for row in older[table.name]:
            session.execute(insert(table).values(dict(row)))
    session.commit()


def test_the_command_does_it(site: Flask) -> None:
    fill()
    older = {
        t.name: session.execute(select(t)).mappings().all() for t in Base.metadata.sorted_tables
    }
    take_out(Passage(SECRET))
    restore(older)

    said = site.test_cli_runner().invoke(args=["removals", "reapply"]).output

    assert re.search(r"Taken out again: 1 removals, \d+ places", said)
    assert not is_in(dump())


def test_a_list_without_its_key_is_no_use_and_says_so(site: Flask) -> None:
    fill()
    take_out(Passage(SECRET))
    (ledger.get_folder() / "key").unlink()

    done = site.test_cli_runner().invoke(args=["removals", "reapply"])

    assert done.exit_code == 1
    assert "bring back removals/key" in done.output


def test_what_a_dead_process_did_not_list_is_listed_later(site: Flask) -> None:
    fill()
    take_out(Passage(SECRET))
    (ledger.get_folder() / "removals.jsonl").unlink()

    site.test_cli_runner().invoke(args=["removals", "reapply"])

    assert len(ledger.read_lines()) == 1


def test_what_is_rolled_back_was_not_taken_out(site: Flask) -> None:
    fill()
    found = actions.find_places(CURATOR, ABOUT, Passage(SECRET))
    choice = ChosenPlaces(frozenset(e.place.name for e in found), rules.fingerprint_places(found))
    actions.take_words_out(CURATOR, ABOUT, Passage(SECRET), choice)

    session.rollback()

    assert is_in(dump())
    assert ledger.read_lines() == []


def test_nothing_of_a_file_is_left_in_the_store(site: Flask) -> None:
    fill()
    session.execute(update(StoredFile).values(ending="jpg"))
    stored_keys = list_stored_keys("x", "jpg")
    for key in stored_keys:
        storage.put(key, b"a picture, or a smaller one made of it")
    removal = actions.take_file_out(CURATOR, ABOUT, 1)
    session.commit()

    assert len(stored_keys) > 1
    assert [key for key in stored_keys if storage.get(key) is not None] == []
    assert removal.places[0].table_name == "stored_file"
    assert not is_in(str(session.execute(select(Base.metadata.tables["stored_file"])).all()))


def find_page_cache(site: Flask) -> PageCacheMiddleware:
    """Return the page cache, however many layers stand in front of it."""
    layer: Any = site.wsgi_app
    while not isinstance(layer, PageCacheMiddleware):
        layer = layer.inner
    return layer


def test_pages_that_are_kept_and_the_index_on_the_disk_lose_it_too(
    site: Flask, tmp_path: Path
) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    make.correct(activity, Telling(f"We met at {SECRET}"))
    pages = [f"/stories/{activity.slug}", "/stories", "/stories?q=falls", "/stories/feed.atom"]
    client = site.test_client()
    session.remove()
    shown = [client.get(page).text for page in pages for _twice in range(2)]
    assert all(is_in(text) for text in shown)
    assert any(is_in(str(path.read_bytes())) for path in (tmp_path / "search").rglob("*.store"))
    about = RemovalRequest(RemovalSubject.ACTIVITY, activity.id, "It named a neighbour")

    take_out(Passage(SECRET), about)
    session.remove()
    site.extensions[
        "current_content_version"
    ].forget()  # as a request does; others look twice a second

    assert not list((tmp_path / "search").glob("v*-*"))
    assert [page for page in pages if is_in(client.get(page).text)] == []
    assert not is_in(str(find_page_cache(site).store.pages))
    for path in (each for each in tmp_path.rglob("*") if each.is_file()):
        assert not is_in(path.read_bytes().decode("utf-8", errors="replace")), path
