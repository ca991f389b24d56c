"""What a person leaves once is there once, and nobody reads an error: eight presses at once."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from coprod.core.database import db
from coprod.core.values.actor import Role
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.register.activities.enums import Status
from tests import make
from tests.web.sites import committing, press_together

TIMES = 8


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    with committing("marks_at_once", tmp_path) as app:
        yield app


@pytest.fixture
def browser(site: Flask) -> Any:
    browser: Any = site.test_client()
    with browser.session_transaction() as cookie:
        make.sign_in(cookie, make.person(role=Role.RESIDENT))
    db.session.commit()
    return browser


def press(site: Flask, browser: Any, path: str, data: dict[str, str]) -> set[int]:
    db.session.commit()
    db.session.remove()
    answers = press_together(site, browser, path, data, times=TIMES)
    return {answer.status_code for answer in answers}


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count(kind.id))) or 0


@pytest.mark.parametrize("kind", ["entry", "lesson"])
@pytest.mark.parametrize("mark", ["useful", "used"])
def test_a_mark(site: Flask, browser: Any, kind: str, mark: str) -> None:
    thing: Any = make.activity(status=Status.PUBLISHED) if kind == "entry" else make.record()

    assert press(site, browser, f"/readers/{kind}/{thing.slug}/{mark}", {}) == {303}
    assert count(ReaderMark) == 1


def test_a_signature(site: Flask, browser: Any) -> None:
    record = make.record()

    assert press(site, browser, f"/readers/lesson/{record.slug}/sign", {"stand": "agree"}) == {303}
    assert count(Signature) == 1
