"""The same form sent twice is saved once, whether one after the other or at the same moment."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from coprod.core.database import db
from coprod.core.submissions import LIFETIME, FormSubmission
from coprod.core.values import clock
from coprod.engagement.comments.models import Comment
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.files.models import StoredFile
from tests import make
from tests.web.sites import committing, press_together

WRITE = "/comments/on/entry/falls-group/write"
SAID = {"kind": "idea", "body": "Put a bench where the bus stops"}
LOG = "/activities/log"
ENTRY = {"title": "A bench for the park", "rung": "co_design"}
TOKEN = re.compile(r'name="once" value="([^"]+)"')


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    with committing("once", tmp_path, files_url=f"file://{tmp_path}") as app:
        make.activity(status=Status.PUBLISHED)
        db.session.commit()
        db.session.remove()
        yield app


@pytest.fixture
def visitor(site: Flask) -> Any:
    return site.test_client()


@pytest.fixture
def resident(site: Flask) -> Any:
    return signed_in(site)


def signed_in(site: Flask) -> Any:
    browser: Any = site.test_client()
    with browser.session_transaction() as cookie:
        make.sign_in(cookie, make.person())
    db.session.commit()
    db.session.remove()
    return browser


def token_on(browser: Any, path: str) -> str:
    found = TOKEN.search(browser.get(path).text)
    assert found
    return found[1]


def count(kind: type[Any]) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(kind.id))) or 0


def test_a_comment_sent_twice_is_saved_once_and_leads_to_the_same_page(visitor: Any) -> None:
    sent = {**SAID, "once": token_on(visitor, WRITE)}

    first, second = visitor.send(WRITE, sent), visitor.send(WRITE, sent)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert count(Comment) == 1


def test_an_entry_sent_twice_is_saved_once_and_thanks_are_read_once(resident: Any) -> None:
    sent = {**ENTRY, "once": token_on(resident, LOG)}

    first = resident.send(LOG, sent)
    second = resident.send(LOG, sent)

    assert (first.status_code, first.location) == (303, second.location)
    assert count(Activity) == 2
    with resident.session_transaction() as cookie:
        assert len(cookie.get("_flashes", [])) <= 1


def test_other_words_are_another_form(visitor: Any) -> None:
    token = token_on(visitor, WRITE)

    visitor.send(WRITE, {**SAID, "once": token})
    visitor.send(WRITE, {**SAID, "body": "And one for the park", "once": token})

    assert count(Comment) == 2


def test_another_page_of_the_same_form_is_another_form(visitor: Any) -> None:
    for _time in range(2):
        visitor.send(WRITE, {**SAID, "once": token_on(visitor, WRITE)})

    assert count(Comment) == 2


def test_nobody_else_is_led_to_where_the_first_was_led(visitor: Any, resident: Any) -> None:
    sent = {**SAID, "once": token_on(visitor, WRITE)}

    first, second = visitor.send(WRITE, sent), resident.send(WRITE, sent)

    assert first.location != second.location
    assert count(Comment) == 2


def test_a_mistake_is_not_an_answer(visitor: Any) -> None:
    token = token_on(visitor, WRITE)

    assert visitor.send(WRITE, {"kind": "idea", "body": "", "once": token}).status_code == 422
    assert visitor.send(WRITE, {**SAID, "once": token}).status_code == 303
    assert count(Comment) == 1


def test_a_day_later_it_is_another_form_and_the_old_one_is_forgotten(visitor: Any) -> None:
    sent = {**SAID, "once": token_on(visitor, WRITE)}
    visitor.send(WRITE, sent)
    db.session.execute(
        update(FormSubmission).values(at=clock.now() - LIFETIME - timedelta(minutes=1))
    )
    db.session.commit()

    assert visitor.send(WRITE, sent).status_code == 303
    assert count(Comment) == 2
    assert count(FormSubmission) == 1


def test_the_database_does_not_tell_where_somebody_was_led(visitor: Any) -> None:
    answer = visitor.send(WRITE, {**SAID, "once": token_on(visitor, WRITE)})

    (row,) = db.session.scalars(select(FormSubmission)).all()
    assert answer.location not in row.answer
    assert SAID["body"] not in f"{row.key} {row.answer}"


def test_a_file_sent_twice_is_added_once_and_another_file_beside_it(
    site: Flask, resident: Any
) -> None:
    slug = resident.send(LOG, ENTRY).location.split("/")[2]
    path = f"/activities/{slug}/files"
    token = token_on(resident, path)

    for words in (b"Minutes", b"Minutes", b"Others"):
        file = (io.BytesIO(words), "minutes.txt")
        sent = {"caption": "Minutes", "file": file, "once": token}
        answer = resident.send(path, sent, content_type="multipart/form-data")
        assert answer.status_code == 303

    assert count(StoredFile) == 2


@pytest.mark.parametrize(("path", "data"), [(WRITE, SAID), (LOG, ENTRY)])
def test_a_form_sent_by_six_presses_at_once_is_saved_once(
    site: Flask, path: str, data: dict[str, str]
) -> None:
    browser = signed_in(site)
    sent = {**data, "once": token_on(browser, path)}

    answers = press_together(site, browser, path, sent, times=6)

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert count(Comment if path == WRITE else Activity) == (1 if path == WRITE else 2)
