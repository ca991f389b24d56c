import re
from collections.abc import Callable
from typing import Any

import pytest

from coprod.assessment.next_rung import queries as moving_up
from coprod.assessment.next_rung.presenters import build_moving_up_page
from coprod.core.values.actor import VISITOR, Role
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import About, Naming
from coprod.register.sections import actions as sections
from coprod.register.sections.enums import WorkLevel
from coprod.register.sections.rules import Basics
from tests import make

As = Callable[[Any], Any]
UNPAID, PAID, ONE_OFF = "33330333333333", "33333333333333", "33333333333330"


@pytest.fixture
def stream(session: Any) -> Term:
    return make.term(ListKind.WORKSTREAM, label="Ageing well")


def entry(
    title: str, stream: Term | None, *rounds: str, level: WorkLevel | None = None
) -> Activity:
    """Make a published entry and assess it, round after round."""
    about = About(((ListKind.WORKSTREAM, (stream.id,)),) if stream else ())
    made = make.activity(status=Status.PUBLISHED, naming=Naming(title), about=about)
    if level:
        sections.write_parts(made, (Basics(level=level),))
    for kind, digits in zip(("start", "midpoint", "end"), rounds, strict=False):
        make.rating(made, digits=digits, round=kind)
    return made


def found(activity: Activity) -> list[str]:
    return [each.activity.title for each in build_moving_up_page(VISITOR, activity.slug).examples]


def test_an_entry_of_the_same_workstream_that_rose_shows_what_it_changed_and_why(
    client: Any, stream: Term
) -> None:
    here = entry("Here", stream, UNPAID)
    entry("Risen <b>", stream, UNPAID, PAID)

    page = client.get(f"/stories/{here.slug}/moving-up").text

    assert "Risen &lt;b&gt;" in page
    assert "From Engagement to Co-production." in page
    assert re.search(r"to Co-production\.\s*<span[^>]*><strong[^>]*>Evidence given<", page)
    assert "The same workstream: Ageing well." in page
    assert "The same question kept it at its level: Payment and expenses" in page
    assert "This is true for you too." in page
    assert "Nothing is paid" in page
    assert "Payment offered for every role at a published rate" in page


def test_when_there_is_none_it_says_so(client: Any, stream: Term) -> None:
    here = entry("Here", stream, UNPAID)

    page = client.get(f"/stories/{here.slug}/moving-up").text

    assert "No activity like this one has moved up from here yet" in page


def test_only_like_entries_that_rose_from_here_are_shown(stream: Term) -> None:
    here = entry("Here", stream, UNPAID, level=WorkLevel.SERVICE)
    entry("Held by something else", stream, ONE_OFF, PAID)
    entry("Did not rise", stream, UNPAID, UNPAID)
    entry("Fell again", stream, UNPAID, PAID, UNPAID)
    entry("One round", stream, PAID)
    entry("Nothing alike", None, UNPAID, PAID)
    entry("Another level", None, UNPAID, PAID, level=WorkLevel.STRATEGIC)

    assert found(here) == []


def test_the_same_kind_of_work_is_enough_and_both_come_first(stream: Term) -> None:
    here = entry("Here", stream, UNPAID, level=WorkLevel.SERVICE)
    entry("Both", stream, UNPAID, PAID, level=WorkLevel.SERVICE)
    entry("Level alone", None, UNPAID, PAID, level=WorkLevel.SERVICE)

    assert found(here) == ["Both", "Level alone"]


def test_a_level_that_nobody_told_is_no_likeness(session: Any) -> None:
    here = entry("Here", None, UNPAID)
    entry("Other", None, UNPAID, PAID)

    assert found(here) == []


def test_a_correction_is_no_rise(stream: Term) -> None:
    here = entry("Here", stream, UNPAID)
    corrected = entry("Corrected", stream, UNPAID)
    make.rating(corrected, digits=PAID, correction="Everybody was paid from the start")

    assert found(here) == []


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_what_is_not_public_is_not_shown_to_anybody(
    stream: Term, session: Any, status: Status
) -> None:
    here, other = entry("Here", stream, UNPAID), entry("Hidden", stream, UNPAID, PAID)
    assert found(here) == ["Hidden"]
    other.status = status
    make.keep(other)

    assert found(here) == []
    curator = make.person(role=Role.CURATOR).actor
    assert build_moving_up_page(curator, here.slug).examples == []


def test_an_entry_at_the_top_and_one_without_answers_say_so(client: Any, stream: Term) -> None:
    top, silent = entry("Top", stream, PAID), entry("Silent", stream)

    assert "There is no higher level" in client.get(f"/stories/{top.slug}/moving-up").text
    assert "has not assessed this yet" in client.get(f"/stories/{silent.slug}/moving-up").text


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_an_entry_that_cannot_be_read_has_no_such_page(
    client: Any, session: Any, status: Status
) -> None:
    assert client.get(f"/stories/{make.activity(status=status).slug}/moving-up").status_code == 404


def test_it_asks_few_questions_and_shows_few_entries(
    client: Any, stream: Term, queries: list[str]
) -> None:
    here = entry("Here", stream, UNPAID, level=WorkLevel.SERVICE)
    for n in range(moving_up.MOST_SHOWN + 2):
        entry(f"Risen {n}", stream, UNPAID, PAID, level=WorkLevel.SERVICE)
    queries.clear()

    page = client.get(f"/stories/{here.slug}/moving-up").text

    assert len(queries) <= 12
    assert page.count("Why it is shown here") == moving_up.MOST_SHOWN
