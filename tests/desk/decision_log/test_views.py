import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.engagement.moderation.enums import Outcome
from coprod.register.activities.enums import Status
from coprod.register.review.enums import REASONS
from coprod.reviews.models import Review
from tests import make
from tests.reviews.make import decide, waiting_file

As = Callable[[Any], Any]
LOG, FILE = "/desk/decisions", "/desk/decisions.csv"
DAY = timedelta(days=1)


def rows(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200
    found = list(csv.reader(io.StringIO(answer.get_data(as_text=True))))[1:]
    return [row for row in found if row[0] != "New activity"]  # they were published by the way


def decided_file(title: str = "Falls group", decision: str = "show") -> Review:
    curator = make.person(role=Role.CURATOR)
    return make.keep(decide(curator.actor, waiting_file(title), decision))


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER])
def test_only_curators_read_it(as_: As, client: Any, session: Any, role: Role) -> None:
    browser = client if role is Role.VISITOR else as_(role)
    for path in (LOG, FILE):
        assert browser.get(path).status_code == (303 if role is Role.VISITOR else 403)


def test_it_says_what_was_decided_as_what_and_after_how_long(as_: As, session: Any) -> None:
    with time_machine.travel(clock.get_midnight(clock.today()) - 14 * DAY):
        file = waiting_file()
    curator = make.person(role=Role.CURATOR)
    decide(curator.actor, file, "show")
    session.commit()

    [row] = rows(as_(Role.CURATOR).get(FILE))

    assert row[0] == "File"
    assert "Falls group" in row[1]
    assert row[2:6] == [clock.today().isoformat(), "Let readers see it", "", "Curator"]
    assert int(row[6]) in range(8, 12)  # two weeks, less the days off of the place
    page = as_(Role.CURATOR).get(LOG).text
    assert f"Waited {row[6]} working days" in page
    assert curator.name not in page


def test_what_still_waits_is_not_in_it(as_: As, session: Any) -> None:
    waiting_file()
    browser = as_(Role.CURATOR)
    assert rows(browser.get(FILE)) == []
    assert "No decision matches" in browser.get(f"{LOG}?kind=file").text


def test_what_is_gone_is_named_by_its_kind_alone(as_: As, session: Any) -> None:
    decided_file(decision="remove")
    [row] = rows(as_(Role.CURATOR).get(FILE))
    assert row[1] == "It is not there any more"
    assert row[3] == "Take it away"


def test_no_cell_runs_as_a_formula(as_: As, session: Any) -> None:
    decided_file().message = "=1+1"
    session.commit()
    [row] = rows(as_(Role.CURATOR).get(FILE))
    assert row[4] == "'=1+1"


def test_the_reasons_of_an_entry_sent_back_are_in_it(as_: As, session: Any) -> None:
    entry = make.activity(status=Status.SUBMITTED)
    curator = make.person(role=Role.CURATOR)
    decide(curator.actor, entry, "return", "Name the group.", reasons=("who",))
    session.commit()

    found = list(csv.reader(io.StringIO(as_(Role.CURATOR).get(FILE).get_data(as_text=True))))[1:]

    [row] = [each for each in found if each[3] == "Send it back"]
    assert row[1] == entry.title
    assert row[4].splitlines() == [REASONS["who"].plain, "Name the group."]


def test_whoever_owns_it_does_not_learn_of_a_decision_about_a_comment(
    as_: As, session: Any
) -> None:
    owner = make.person(role=Role.CURATOR)
    about = make.activity(owner=owner, status=Status.PUBLISHED)
    make.comment(about, outcome=Outcome.PUBLISH)

    other = rows(as_(Role.CURATOR).get(FILE))

    assert [row[0] for row in other if row[0] == "Comment"] == ["Comment"]
    assert [row[0] for row in rows(as_(owner).get(FILE)) if row[0] == "Comment"] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 1),
        ("kind=file", 1),
        ("kind=comment", 0),
        ("kind=no-such", 1),
        ("since=TODAY&until=TODAY", 1),
        ("since=TOMORROW", 0),
        ("until=YESTERDAY", 0),
        ("since=nonsense&before=x&until=9999-99-99", 1),
        ("before=99999999999999999999", 1),
    ],
)
def test_it_is_narrowed_down(as_: As, session: Any, asked: str, found: int) -> None:
    decided_file()
    today = clock.today()
    for word, day in {"TODAY": today, "TOMORROW": today + DAY, "YESTERDAY": today - DAY}.items():
        asked = asked.replace(word, day.isoformat())
    browser = as_(Role.CURATOR)

    assert len(rows(browser.get(f"{FILE}?{asked}"))) == found
    assert browser.get(f"{LOG}?{asked}").text.count("File for “Falls group”") == found


def test_a_long_log_is_turned_over_with_few_questions(
    as_: As, session: Any, queries: list[str]
) -> None:
    review = decided_file()
    browser = as_(Role.CURATOR)
    browser.get(f"{LOG}?kind=file")
    queries.clear()
    browser.get(f"{LOG}?kind=file")
    few = len(queries)
    for _ in range(450):
        make_copy(session, review)
    session.commit()
    queries.clear()
    page = browser.get(f"{LOG}?kind=file").text

    assert len(queries) <= few <= 25
    assert page.count("app-list__item") == 50
    following = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert browser.get(following).text.count("app-list__item") == 50
    assert len(rows(browser.get(FILE))) == 451


def make_copy(session: Any, review: Review) -> None:
    names = ("kind", "subject_id", "sent_at", "due_on", "state", "closed_at", "decision")
    session.add(Review(**{name: getattr(review, name) for name in names}))
