"""What stands beside the buttons of whoever decides about a new activity."""

import re
from collections.abc import Callable
from typing import Any

from coprod.core.values.actor import Role
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.reviews.make import address_of

As = Callable[[Any], Any]


def test_levels_likeness_and_what_is_missing_stand_beside_the_buttons(
    as_: As, session: Any
) -> None:
    owner = make.person()
    other = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Falls group in Bow"))
    sent = make.activity(owner=owner, naming=Naming("Falls group in Bow"))
    make.rating(sent, digits="3" * 14)
    sent.status = Status.SUBMITTED
    make.keep(sent)

    page = as_(Role.CURATOR).get(address_of(sent)).text
    beside = page[page.index('id="checks"') : page.index('id="decide"')]

    assert "Promised" in beside
    assert any(str(rung.label) in beside for rung in Rung)
    assert f'href="/stories/{other.slug}"' in beside
    assert "what is missing" in beside
    assert "The team was asked, and did not answer" in beside
    assert "before you send it" not in beside


def test_sections_with_nothing_in_them_are_one_folded_line(as_: As, session: Any) -> None:
    sent = make.activity(status=Status.SUBMITTED)

    page = as_(Role.CURATOR).get(address_of(sent)).text

    assert len(re.findall(r"sections with nothing in them", page)) == 1
    assert page.count("Nothing yet.") <= 1
