"""The demo shows money, people, outcomes and feedback, and says that they are made up."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.config import HOME
from coprod.core.database import db
from coprod.core.values import clock
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.demo.examples.rules import Cast
from coprod.demo.figures.schemas import read_figures
from coprod.intelligence.feedback.models import Insight
from coprod.outcomes.results.models import Wave
from coprod.resourcing.funding_pots.models import Pot
from coprod.resourcing.requests.models import ResourceRequest
from tests.conftest import forget

PLACE = HOME / "examples/tower-hamlets"
FALLS = "a-falls-group-that-plans-its-own-sessions"
CAFE = "a-crisis-cafe-designed-with-people-who-have-been-in-crisis"


@pytest.fixture
def session(cast: Cast) -> Iterator[Any]:
    """Look at the demo, which is loaded once for this file."""
    forget()
    yield db.session
    db.session.rollback()


def test_what_stands_apart_from_an_entry_says_that_it_is_made_up(session: Any) -> None:
    titles = [
        *session.scalars(select(Wave.title)),
        *session.scalars(select(Pot.name)),
        *session.scalars(select(ResourceRequest.purpose)),
        *session.scalars(select(Insight.source)),
    ]

    assert len(titles) == 35
    assert all(title.startswith("Made-up") for title in titles)


def test_every_page_about_it_has_something_to_show(client: Any, session: Any) -> None:
    def has(path: str, *words: str) -> None:
        page = client.get(path).text
        assert [each for each in words if each not in page] == []

    has("/money-and-time", "210 hours", "1,510 hours", "but an amount is not recorded")
    given = (
        "0.5 of a full-time post",
        "21.5 hours a month",
        "things end within six months",
        "Refused",
    )
    has("/money-and-time/by-partner", *given)
    pot = session.scalars(select(Pot.id).where(Pot.name.contains("inequalities"))).one()
    has("/funding-pots", "£833,000", "£608,000")
    has(f"/funding-pots/{pot}", "£833,000", "£500,000", "£333,000", "£250,000", "Flat part")
    has(
        "/outcomes",
        "Who agree: About 55%",
        "Chance alone would not explain the difference",
        "cannot call this",
    )
    has("/outcomes", "People told us, in words because so few answered")
    has(f"/stories/{FALLS}/effect", "About £38 for each person", "Kept back", "8 hours a month")
    has(f"/stories/{CAFE}/effect", "some of it is told in days", "so few people were paid")
    has(
        "/activities/clearer-letters-from-the-eye-clinic/taking-part",
        "Nobody was there, though they live",
    )
    has("/what-people-told-us?by=service", "GP services", "This is a gap")
    has("/what-people-told-us/gaps?by=service", "GP services", "Nobody told us")


@pytest.mark.parametrize(
    ("slug", "challenge", "words"),
    [
        (CAFE, "c2", "vote, one vote each"),
        (FALLS, "c4", "A new bus stops at the door"),
    ],
)
def test_one_entry_is_four_of_four_and_says_why(
    client: Any, slug: str, challenge: str, words: str
) -> None:
    page = client.get(f"/stories/{slug}/challenges/{challenge}").text

    assert (
        page.index("The register suggests") < page.index("4 of 4") < page.index("The team claims")
    )
    assert words in page
    assert ">Evidence given</strong>" in page


def test_feedback_is_told_from_today(session: Any) -> None:
    newest = max(session.scalars(select(Insight.ends)))

    assert newest == get_last_whole_quarter(clock.today()).ends
    feedback = read_figures(PLACE / "figures.yaml").feedback
    assert {each.quarters_ago for each in feedback} >= {0, 5, 12}
