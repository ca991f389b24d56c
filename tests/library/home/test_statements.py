"""What pages say of the register itself is made from what it has, or has a day and is looked at."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.core.values.actor import Role
from coprod.library.accessible_formats.enums import STATEMENT_REVIEWED_ON, FormatKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Sourcing
from tests import make
from tests.library.accessible_formats.make import shown, written

As = Callable[[Any], Any]
OLD = "The accessibility statement is more than a year old"


def test_formats_are_counted_and_not_said_to_be_missing(client: Any, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    page = client.get("/accessibility").text
    assert "No story has an easy read, a film in sign language" in page

    shown(entry, FormatKind.EASY_READ)
    shown(entry, FormatKind.TRANSLATION)
    shown(entry, FormatKind.TRANSLATION, language="so")
    written(entry, FormatKind.BSL)
    shown(make.activity(status=Status.DRAFT), FormatKind.AUDIO)
    session.commit()

    page = client.get("/accessibility").text
    assert "No story has an easy read, a film in sign language" not in page
    assert "Easy read: 1<" in page
    assert "Translation: 1<" in page
    assert "British Sign Language film: 0<" in page
    assert "To listen to: 0<" in page


def test_what_came_from_elsewhere_is_said_only_where_something_did(
    client: Any, session: Any
) -> None:
    assert "brought in" not in client.get("/about").text
    assert "brought in" not in client.get("/accessibility").text
    assert "made up" not in client.get("/about").text

    make.activity(status=Status.PUBLISHED, sourcing=Sourcing("A council", "1"))
    assert "1 story was brought in from elsewhere" in client.get("/about").text
    assert "brought in from other collections" in client.get("/accessibility").text

    make.activity(status=Status.PUBLISHED, sourcing=Sourcing("examples", "2"))
    assert "1 story is a made-up example" in client.get("/about").text
    make.activity(status=Status.PUBLISHED)
    assert "1 story was written here" in client.get("/about").text


@pytest.mark.parametrize(("days", "is_said"), [(360, False), (370, True)])
def test_curators_are_reminded_of_a_statement_that_is_a_year_old(
    as_: As, session: Any, days: int, *, is_said: bool
) -> None:
    with time_machine.travel(STATEMENT_REVIEWED_ON + timedelta(days=days)):
        assert (OLD in as_(Role.CURATOR).get("/desk").text) is is_said
