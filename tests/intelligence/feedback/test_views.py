"""The pages of insight summaries."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from coprod.core.values.actor import VISITOR, Role
from coprod.intelligence.feedback import actions, queries
from coprod.intelligence.feedback.models import Insight
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.intelligence.feedback.make import insight, quarter

As = Callable[..., Any]


def form(**given: str) -> dict[str, str]:
    return {
        "source": "«Healthwatch»",
        "starts-month": "1",
        "starts-year": "2026",
        "ends-month": "3",
        "ends-year": "2026",
        "service_id": "0",
        "theme": "",
        "locality_id": "0",
        "network_id": "0",
        "practice_id": "0",
        "group_id": "0",
        "people": "614",
        "comments": "1,000",
        "counted_in": "per_cent",
        "positive": "59",
        "neutral": "2",
        "negative": "39",
        "narrative": "«Phones ring out»",
        "is_public": "y",
        **given,
    }


def test_a_curator_writes_a_summary_down_and_everybody_reads_it(
    session: Any, client: Any, as_: As
) -> None:
    place = make.term(ListKind.LOCALITY, label="«Bow»")
    curator = as_(Role.CURATOR)

    sent = curator.send("/what-people-told-us/summaries/add", form(locality_id=str(place.id)))

    assert sent.status_code == 303
    page = client.get(sent.location).text
    assert "«Bow»" in page
    assert "About 615" in page
    assert "59%" in page
    assert "614" not in page
    assert "614" in curator.get(sent.location).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"source": ""},
        {"starts-year": ""},
        {"people": "many"},
        {"negative": ""},
        {"locality_id": "99"},
        {"theme": "x"},
    ],
)
def test_mistakes_are_explained(session: Any, as_: As, wrong: dict[str, str]) -> None:
    sent = as_(Role.CURATOR).send("/what-people-told-us/summaries/add", form(**wrong))

    assert sent.status_code == 422
    assert "There is a problem" in sent.text


def test_a_summary_is_changed_and_its_history_shown(session: Any, as_: As) -> None:
    made = insight(50, 5, 45, when=quarter())
    curator = as_(Role.CURATOR)
    path = f"/what-people-told-us/summaries/{made.id}/change"
    page = curator.get(path).text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    when = quarter()
    dates = {
        "starts-day": "1",
        "starts-month": str(when.starts.month),
        "starts-year": str(when.year),
        "ends-day": str(when.ends.day),
        "ends-month": str(when.ends.month),
        "ends-year": str(when.year),
    }
    new = {"people": "", "comments": "100", "counted_in": "comments", "seen": seen}

    sent = curator.send(path, form(**dates, **new, positive="60", neutral="5", negative="35"))

    assert sent.status_code == 303
    page = curator.get(sent.location).text
    assert "60%" in page
    assert "positive: 50" in page


def test_the_list_narrows_by_theme_place_and_time(session: Any, client: Any) -> None:
    bow = make.term(ListKind.LOCALITY, label="«Bow»")
    insight(50, 5, 45, locality_id=bow.id)
    insight(50, 5, 45, back=4)

    assert "2 summaries" in client.get("/what-people-told-us/summaries").text
    assert "1 summary" in client.get(f"/what-people-told-us/summaries?locality={bow.id}").text
    since = quarter().starts.isoformat()
    assert "1 summary" in client.get(f"/what-people-told-us/summaries?since={since}").text
    assert "0 summaries" in client.get("/what-people-told-us/summaries?theme=waiting&page=x").text


def test_one_is_removed(session: Any, as_: As) -> None:
    made = insight(50, 5, 45)

    assert (
        as_(Role.CURATOR).send(f"/what-people-told-us/summaries/{made.id}/remove").status_code
        == 303
    )
    assert queries.count_summaries(VISITOR, queries.SummaryFilter()) == 0


def test_others_may_not_write(session: Any, as_: As) -> None:
    made: Insight = insight(50, 5, 45, is_public=False)

    team = as_(Role.TEAM_MEMBER)

    assert team.get(f"/what-people-told-us/summaries/{made.id}").status_code == 404
    assert team.get("/what-people-told-us/summaries/add").status_code == 403


def test_readers_see_feedback_change_in_steps_and_curators_at_once(
    as_: Any, client: Any, session: Any
) -> None:
    key = insight(50, 10, 40).id
    at, curator = f"/what-people-told-us/summaries/{key}", as_(Role.CURATOR)

    def tell(positive: int) -> str:
        made = session.get(Insight, key)
        numbers = replace(made.numbers, positive=positive, comments=50 + positive)
        new, seen = replace(made.summary, numbers=numbers), actions.fingerprint_summary(made)
        actions.change_summary(make.curator(), made, new, seen=seen)
        session.commit()
        return str(client.get(at).text)

    assert "Positive: About 50%" in client.get(at).text
    assert "Positive: About 50%" in tell(52)
    assert "Readers still see the earlier numbers" in curator.get(at).text
    assert "52" in curator.get(at).text
    assert "Readers still see" not in client.get(at).text
    assert "Positive: About 50%" in client.get("/what-people-told-us?window=last_quarter").text
    assert "Positive: About 55%" in tell(60)
    assert "Readers still see" not in curator.get(at).text
    assert "Positive: About 55%" in client.get("/what-people-told-us?window=last_quarter").text
