"""A view that defers the write lock reads again under it, before it writes: none forgets to."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from coprod.board.packs.models import Pack
from coprod.core.database import db, session
from coprod.core.values.actor import Role
from coprod.register.activities.models import Activity
from coprod.web.transaction import MARK
from tests import make
from tests.board.packs import make as packs
from tests.core.documents.make import build_word
from tests.desk.redaction.test_views import SECRET, address, sent, with_history
from tests.intelligence.reports import make as reports
from tests.web.sites import committing


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    (tmp_path / "store").mkdir()
    with committing("write_lock", tmp_path, files_url=f"file://{tmp_path}/store") as app:
        yield app


@pytest.fixture
def statements(site: Flask) -> list[str]:
    found: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *given: found.append(given[2]))
    return found


def write_comment(desk: Any, activity: Activity, _pack: Pack) -> int:
    words = {"kind": "idea", "body": "Put a bench where the bus stops"}
    return int(desk.send(f"/comments/on/entry/{activity.slug}/write", words).status_code)


def add_file(desk: Any, activity: Activity, _pack: Pack) -> int:
    file = (io.BytesIO(b"Words of the meeting"), "minutes.txt")
    form = {"caption": "Minutes", "alt": "", "transcript": "", "file": file}
    path = f"/activities/{activity.slug}/files"
    return int(desk.send(path, form, content_type="multipart/form-data").status_code)


def take_words_out(desk: Any, activity: Activity, _pack: Pack) -> int:
    return int(sent(desk, address(activity), SECRET).status_code)


def freeze_pack(desk: Any, _activity: Activity, pack: Pack) -> int:
    path = f"/board/packs/{pack.slug}/freeze"
    return int(desk.send(path, {"version": pack.version}).status_code)


def begin_pack(desk: Any, _activity: Activity, pack: Pack) -> int:
    form = {"kind": pack.kind.value, "board": str(pack.board_id), "title": ""}
    for name in ("meeting_on", "starts", "ends"):
        day = getattr(pack, name)
        for part in ("year", "month", "day"):
            form[f"{name}-{part}"] = str(getattr(day, part))
    return int(desk.send("/board/packs/new", form).status_code)


def write_section(desk: Any, _activity: Activity, pack: Pack) -> int:
    section = pack.sections[0]
    form = {"headline": "[F1] so far", "narrative": "", "author": "", "version": section.version}
    return int(desk.send(f"/board/packs/{pack.slug}/{section.key}", form).status_code)


def add_document(desk: Any, _activity: Activity, _pack: Pack) -> int:
    file = (io.BytesIO(build_word("What people said")), "report.docx")
    path = "/what-people-told-us/reports/getting-a-gp-appointment/document/new"
    return int(desk.send(path, {"file": file}, content_type="multipart/form-data").status_code)


Send = Callable[[Any, Activity, Pack], int]
SENDERS: dict[str, Send] = {
    "engagement.comments.write_sent": write_comment,
    "register.files.files_sent": add_file,
    "desk.redaction.confirm": take_words_out,
    "board.packs.freeze": freeze_pack,
    "board.packs.new_sent": begin_pack,
    "board.packs.section_sent": write_section,
    "intelligence.reports.document_sent": add_document,
}
READ_ONLY = {"desk.redaction.preview"}


def test_each_view_that_defers_the_lock_is_tested_here(site: Flask) -> None:
    marked = {name for name, view in site.view_functions.items() if hasattr(view, MARK)}
    assert marked == {*SENDERS, *READ_ONLY}


@pytest.mark.parametrize("send", SENDERS.values(), ids=SENDERS)
def test_it_reads_again_under_the_lock_before_it_writes(
    site: Flask, statements: list[str], send: Send
) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite has one lock for all writes")
    curator = make.person(role=Role.CURATOR)
    activity = with_history(owner=curator)
    pack = packs.read(packs.accept_all(packs.pack()))
    reports.report()
    session.commit()
    browser: Any = site.test_client()
    with browser.session_transaction() as cookie:
        make.sign_in(cookie, curator)
    statements.clear()
    assert send(browser, activity, pack) == 303
    (begun,) = (n for n, each in enumerate(statements) if each == "BEGIN IMMEDIATE")
    assert "SELECT" in {each.split()[0] for each in statements[:begun]}
    assert statements[begun + 1].startswith("SELECT")
