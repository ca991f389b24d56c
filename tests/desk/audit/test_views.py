import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from coprod.core.audit_trail.actions import record_event
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make

As = Callable[[Any], Any]


def rows(answer: Any) -> list[dict[str, str]]:
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.ADMINISTRATOR])
def test_only_administrators_read_it(as_: As, client: Any, session: Any, role: Role) -> None:
    browser = client if role is Role.VISITOR else as_(role)
    for path in ("/audit", "/audit/file.csv"):
        assert browser.get(path).status_code == (303 if role is Role.VISITOR else 403)


def test_it_says_who_did_what_to_what_and_when(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.RETURNED)

    answer = as_(Role.ADMINISTRATOR).get("/audit")

    for words in (
        owner.name,
        "Sent back for changes",
        "Say more about who took part",
        "Falls group",
    ):
        assert words in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 3),
        ("verb=returned", 1),
        ("verb=no+such", 0),
        ("kind=activity", 3),
        ("kind=term", 0),
        ("person=owner%40example.org", 2),
        ("person=100%25", 0),
        ("since=TODAY&until=TODAY", 3),
        ("since=TOMORROW", 0),
        ("until=YESTERDAY", 0),
        ("since=nonsense&before=x&until=9999-99-99", 3),
        ("before=99999999999999999999", 3),
    ],
)
def test_it_is_narrowed_down(as_: As, session: Any, asked: str, found: int) -> None:
    make.activity(owner=make.person(email="owner@example.org"), status=Status.RETURNED)
    day = timedelta(days=1)
    for word, date in {
        "TODAY": clock.today(),
        "TOMORROW": clock.today() + day,
        "YESTERDAY": clock.today() - day,
    }.items():
        asked = asked.replace(word, date.isoformat())
    admin = as_(Role.ADMINISTRATOR)

    assert len(rows(admin.get(f"/audit/file.csv?{asked}"))) == found
    assert admin.get(f"/audit?{asked}").text.count("app-list__item") == found


def test_a_long_log_is_turned_over_page_by_page(as_: As, session: Any, queries: list[str]) -> None:
    activity = make.activity()
    owner = make.owner(activity)
    for _ in range(1_100):
        record_event(owner, "assessed", activity)
    session.commit()
    admin = as_(Role.ADMINISTRATOR)

    first = admin.get("/audit?verb=assessed")
    following = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    queries.clear()
    second = admin.get(following)

    assert len(queries) <= 15
    assert first.text.count("app-list__item") == second.text.count("app-list__item") == 50
    assert len({row["at"] + row["verb"] for row in rows(admin.get("/audit/file.csv"))}) >= 2
    assert len(rows(admin.get("/audit/file.csv?verb=assessed"))) == 1_100


def test_the_file_is_safe_to_open_and_is_not_kept(as_: As, session: Any) -> None:
    curator, activity = make.person(role=Role.CURATOR, name="=cmd()"), make.activity()
    record_event(curator.actor, "assessed", activity, reason='+1\n"two", three')
    session.commit()

    answer = as_(Role.ADMINISTRATOR).get("/audit/file.csv?verb=assessed")

    [row] = rows(answer)
    assert row["person"] == "'=cmd()"
    assert row["reason"] == '\'+1\n"two", three'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_hostile_names_are_shown_as_words(as_: As, session: Any) -> None:
    make.activity(naming=Naming("<svg/onload=alert(1)>"), owner=make.person(name="<b>x</b>"))

    page = as_(Role.ADMINISTRATOR).get("/audit?person=%22%3E%3Csvg%2Fonload%3D1%3E").text
    whole = as_(Role.ADMINISTRATOR).get("/audit").text

    assert "<svg/onload" not in page + whole
    assert "<b>x</b>" not in whole
