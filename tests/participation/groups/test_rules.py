"""How long a group has, and what a consent must tell."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.participation.groups import rules
from coprod.participation.groups.enums import ConsentSubject, Stance
from coprod.participation.groups.rules import GroupAnswer
from tests.participation.groups.make import AGREED


def test_a_yes_needs_no_words_and_a_no_does() -> None:
    rules.check_answer(GroupAnswer(Stance.CONFIRMED))
    for stand in (Stance.CORRECTED, Stance.DISPUTED):
        with pytest.raises(RuleBrokenError):
            rules.check_answer(GroupAnswer(stand))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"what": ""}, "what"),
        ({"for_what": ""}, "for_what"),
        ({"how": ""}, "how"),
        ({"agreed_on": None}, "agreed_on"),
        ({"agreed_on": clock.today() + timedelta(days=2)}, "agreed_on"),
        ({"until": clock.today() - timedelta(days=2)}, "until"),
        ({"covers": ConsentSubject.FILE}, "file"),
        ({"file_id": 1}, "file"),
    ],
)
def test_a_consent_that_lacks_something_is_refused(given: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_terms(replace(AGREED, **given), clock.today())

    assert broken.value.field == field
