"""The page of trends, as everybody sees it."""

import re
from typing import Any

from coprod.core.values.actor import Role
from coprod.intelligence.feedback.enums import Side, Theme, Window
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.intelligence.feedback.make import insight, quarter


def test_no_feedback_is_a_gap_and_never_nought_per_cent(session: Any, client: Any) -> None:
    make.term(ListKind.SERVICE, label="«Dentists»")

    page = client.get("/what-people-told-us").text

    assert "We have no feedback from this time" in page
    assert "This is a gap" in page
    assert not re.search(r"\b0%", page)
    assert "Where nobody has told us anything" in page


def test_bars_lead_to_the_summaries_behind_them(session: Any, client: Any) -> None:
    service = make.term(ListKind.SERVICE, label="«GP services»")
    made = insight(50, 10, 40, service_id=service.id)

    page = client.get("/what-people-told-us?by=service&window=last_quarter").text

    links = re.findall(r'href="(/what-people-told-us/summaries\?[^"]*service=\d+[^"]*)"', page)
    assert links
    behind = client.get(links[0].replace("&amp;", "&")).text
    assert f"/what-people-told-us/summaries/{made.id}" in behind
    assert "1 summary" in behind
    assert "Positive: About 50%, Neutral: Fewer than 14%, Negative: About 44%" in page
    assert "«Phones ring out»" in page
    assert "What this cannot show" in page


def test_every_window_and_every_side_can_be_looked_at(session: Any, client: Any) -> None:
    insight(50, 10, 40, theme=Theme.WAITING)
    insight(50, 10, 40, elsewhere="«Newham»")
    insight(70, 10, 20, back=12)

    for side in Side:
        for window in Window:
            answer = client.get(f"/what-people-told-us?by={side}&window={window}&until={quarter()}")
            assert answer.status_code == 200
    assert "«Newham»" in client.get("/what-people-told-us?by=elsewhere").text
    assert "70%" in client.get("/what-people-told-us?window=same_quarter_three_years_ago").text
    assert client.get("/what-people-told-us?by=x&window=y&until=z").status_code == 200


def test_what_is_private_is_in_no_number(session: Any, client: Any, as_: Any) -> None:
    insight(50, 10, 40, is_public=False)

    assert "50%" not in client.get("/what-people-told-us").text
    assert "50%" in as_(Role.CURATOR).get("/what-people-told-us").text


def test_readers_get_round_numbers_and_curators_exact_ones(
    session: Any, client: Any, as_: Any
) -> None:
    insight(53, 11, 38, people=57)

    assert "About 100" in client.get("/what-people-told-us").text
    assert "102" in as_(Role.CURATOR).get("/what-people-told-us").text


def test_the_page_asks_few_questions(session: Any, client: Any, queries: list[str]) -> None:
    for back in range(6):
        for place in [make.term() for _ in range(5)]:
            insight(50, 10, 40, back=back, locality_id=place.id)
    client.get("/what-people-told-us?by=locality")
    queries.clear()

    client.get("/what-people-told-us?by=locality")

    assert len(queries) <= 15
