"""A round that is still open is not dated as if it had closed, and a promise is called one."""

import re
from datetime import timedelta
from typing import Any

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import PromiseStatement
from coprod.web.filters import say_date
from tests import make
from tests.assessment.perception_gap.conftest import ANSWERS, ENOUGH

SHARED = "Shared power"
# Cards say what people could change, where and when; the level is on the page of the story.
SHOWS_NO_LEVEL = {"/", "/stories"}


def open_round() -> Activity:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry)
    asking = make.resident_round(entry, days=9)
    make.resident_answers(asking, *[ANSWERS[Rung.INFORMING]] * ENOUGH)
    return entry


def test_an_open_round_says_until_when_it_is_open_and_nothing_more(
    client: Any, session: Any
) -> None:
    entry = open_round()
    closing = clock.today() + timedelta(days=9)
    page = client.get(f"/stories/{entry.slug}/ratings").text

    assert f"open until {say_date(closing)}" in page
    assert get_four_ratings(VISITOR, [entry])[entry.id].residents.points == ()
    cells = client.get(f"/stories/{entry.slug}/ratings.csv").text
    assert closing.isoformat() not in cells


def test_a_promise_alone_is_called_a_promise(client: Any, session: Any) -> None:
    entry = make.activity(
        status=Status.PUBLISHED, promising=PromiseStatement((Rung.CO_PRODUCTION,))
    )
    other = make.activity(status=Status.PUBLISHED)

    story, compared = f"/stories/{entry.slug}", f"/compare?entry={entry.slug}&entry={other.slug}"
    for path in (story, f"/card/{entry.slug}", compared, "/", "/stories"):
        told = re.sub(r"<fieldset.*?</fieldset>", "", client.get(path).text, flags=re.DOTALL)
        main = told.partition("<main")[2]
        assert path in SHOWS_NO_LEVEL or "Promised" in main or "promised" in main, path
        assert SHARED not in main, path


def test_what_the_team_found_keeps_the_name_of_its_zone(client: Any, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits="4" * 14)

    assert SHARED in client.get(f"/stories/{entry.slug}/ratings").text
