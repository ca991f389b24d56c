"""A scanner takes its time: others go on writing meanwhile, and all is checked again after it."""

import io
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from coprod.accounts.users.models import LoginSession, Person
from coprod.core.database import db
from coprod.core.values import clock
from coprod.engagement.comments.models import Comment
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.files.models import StoredFile
from tests import make
from tests.web.sites import committing

WRITE = "/comments/on/entry/falls-group/write"
SAID = {"kind": "idea", "body": "Put a bench where the bus stops"}
FILE = {"caption": "Minutes of the meeting", "alt": "", "transcript": ""}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """An app whose scanner begins by making one file, and goes on when there is another."""
    scanner = tmp_path / "scanner"
    scanner.write_text(f"touch {tmp_path}/begun; while [ ! -e {tmp_path}/go ]; do sleep 0.02; done")
    given = {"scan_command": f"sh {scanner}", "files_url": f"file://{tmp_path}/store"}
    (tmp_path / "store").mkdir()
    with committing("files_at_once", tmp_path, **given) as app:
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "checkout", be_impatient)
        yield app


def be_impatient(raw: Any, *_rest: object) -> None:
    raw.execute("PRAGMA busy_timeout=300")


@pytest.fixture
def owner(site: Flask) -> Any:
    """The browser of somebody who was last active an hour ago, and has an entry."""
    activity = make.activity(status=Status.PUBLISHED)
    browser: Any = site.test_client()
    with browser.session_transaction() as cookie:
        make.sign_in(cookie, db.session.get_one(Person, activity.owner_id))
    db.session.execute(update(LoginSession).values(seen_at=clock.now() - timedelta(hours=1)))
    db.session.commit()
    db.session.remove()
    return browser


def send_file(site: Flask, browser: Any) -> int:
    with site.app_context():
        words = (io.BytesIO(b"Words of the meeting"), "minutes.txt")
        status: int = browser.send(
            "/activities/falls-group/files",
            {**FILE, "file": words},
            content_type="multipart/form-data",
        ).status_code
        return status


def wait_for_scanner(folder: Path, sending: Future[int]) -> None:
    while not (folder / "begun").exists():
        assert not sending.done()
        time.sleep(0.02)


def test_somebody_else_writes_while_a_file_is_scanned(
    site: Flask, owner: Any, tmp_path: Path
) -> None:
    other: Any = site.test_client()
    with ThreadPoolExecutor(1) as worker:
        sending = worker.submit(send_file, site, owner)
        wait_for_scanner(tmp_path, sending)
        try:
            assert other.send(WRITE, SAID).status_code == 303
            assert not sending.done()
        finally:
            (tmp_path / "go").touch()
        assert sending.result() == 303
    db.session.remove()
    assert db.session.scalars(select(Comment.body)).all() == [SAID["body"]]
    assert db.session.scalars(select(StoredFile.name)).all() == ["minutes.txt"]
    seen_at = db.session.scalars(select(LoginSession.seen_at)).one()
    assert clock.now() - seen_at < timedelta(minutes=5)


def test_whoever_lost_the_entry_meanwhile_adds_nothing(
    site: Flask, owner: Any, tmp_path: Path
) -> None:
    with ThreadPoolExecutor(1) as worker:
        sending = worker.submit(send_file, site, owner)
        wait_for_scanner(tmp_path, sending)
        db.session.execute(update(Activity).values(owner_id=make.person().id))
        db.session.commit()
        db.session.remove()
        (tmp_path / "go").touch()
        assert sending.result() == 403
    assert db.session.scalars(select(StoredFile.name)).all() == []
    assert list((tmp_path / "store").iterdir()) == []
