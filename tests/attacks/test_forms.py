"""Who holds all answers but one is out of reach of any rule: so the forms say it in plain words."""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.core.values.actor import Role
from coprod.outcomes.results.enums import WaveState
from coprod.register.activities.enums import Status
from tests import make
from tests.outcomes.i_statements import make as said

WORDS = "Somebody who knew all the other answers could work out yours."


def residents(_session: Any) -> str:
    return f"/rate/{make.resident_round(make.activity(status=Status.PUBLISHED)).key}"


def survey(_session: Any) -> str:
    statements = said.framework()
    return f"/say/{said.survey(make.activity(status=Status.PUBLISHED), statements[0]).key}"


@pytest.mark.parametrize("ask", [residents, survey])
def test_a_form_that_asks_people_says_so(
    ask: Callable[[Any], str], client: Any, session: Any
) -> None:
    assert WORDS in client.get(ask(session)).text


def test_the_form_for_results_says_so(as_: Callable[[Any], Any], session: Any) -> None:
    said.framework()
    wave = said.results(make.activity(status=Status.PUBLISHED), state=WaveState.DRAFT)

    page = as_(Role.CURATOR).get(f"/outcomes/results/{wave.id}/counts").text

    assert "Somebody who knows all answers but one can work out the last" in page
