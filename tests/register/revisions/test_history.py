"""The public history tells nothing that the page of the entry hides."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise, product
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.core.disclosure import rules as disclosure
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount, format_pounds
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.howmany import HowMany, Sureness
from coprod.register.activities.enums import Status
from coprod.register.activities.presenters import load_term_names
from coprod.register.activities.rules import Naming, pack
from coprod.register.revisions import presenters
from coprod.register.revisions.enums import ChangedBy
from coprod.register.revisions.models import PublicChange
from coprod.register.sections.actions import change_parts
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.presenters import describe_part
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import (
    Basics,
    CostLine,
    Costs,
    PaymentCounts,
    People,
    Session,
    Sessions,
)
from tests import make

As = Callable[[Any], Any]
HIDDEN = "A number changed"


def exactly(number: int | None) -> HowMany:
    if number is None:
        return HowMany(Sureness.UNKNOWN)
    return HowMany(Sureness.EXACT, number)


def people(number: int | None, **more: Any) -> People:
    return People(took_part=exactly(number), **more)


def payment(accepted: int | None, pence: int = 18765) -> Costs:
    line = CostLine(
        1,
        CostCategory.INVOLVEMENT_PAYMENT,
        CostTiming.ACTUAL,
        Amount(AmountUnit.POUNDS, pence),
        paid=PaymentCounts(None, accepted, None),
    )
    return Costs((line,))


def page_of(client: Any, *parts: Any) -> str:
    activity = make.activity(status=Status.PUBLISHED)
    make.correct(activity, *parts)
    page = client.get(f"/stories/{activity.slug}/history").text
    return re.sub(r"<[^>]+>", "", page.split('<ol class="app-steps">')[1].split("</ol>")[0])


@pytest.mark.parametrize(
    ("parts", "hidden"),
    [
        ([people(60), people(3)], ["Fewer than 5", "3 people"]),
        ([people(3), people(1240)], ["1,240", "1240", "Fewer than 5"]),
        ([people(12), people(13)], ["12", "13", "About 15"]),
        ([Sessions((Session(1, place="Hall", took_part=exactly(4)),))], ["Number", "Sureness"]),
        ([payment(1), payment(30)], ["187.65"]),
        ([payment(1), Costs()], ["187.65"]),
        ([payment(30, 50000), payment(31, 51500)], ["515", "500"]),
    ],
)
def test_the_history_tells_no_number_that_its_two_sides_give_away(
    client: Any, session: Any, parts: list[Any], hidden: list[str]
) -> None:
    page = page_of(client, *parts)

    assert HIDDEN in page
    assert [each for each in hidden if each in page] == []


def test_numbers_far_enough_apart_are_compared_as_readers_see_them(
    client: Any, session: Any
) -> None:
    page = page_of(client, people(61), people(1238))

    assert "[taken out:" in page
    assert "60" in page
    assert "1,240" in page
    assert "1,238" not in page


def test_a_number_beside_one_that_was_compared_before_is_not_compared(
    client: Any, session: Any
) -> None:
    page = page_of(client, people(20), people(40), people(24))

    assert "About" in page
    assert "25" not in page


def test_what_a_line_hid_once_its_history_hides_at_all_times(client: Any, session: Any) -> None:
    other = CostLine(
        1, CostCategory.OTHER, CostTiming.ACTUAL, Amount(AmountUnit.POUNDS, 18765), note="To one"
    )

    page = page_of(client, Costs((other,)), payment(1))

    assert "187.65" not in page
    assert "To one" not in page


def test_a_change_that_readers_could_not_see_is_no_step(client: Any, session: Any) -> None:
    page = page_of(client, people(2), people(3), people(4))

    assert page.count("Who took part") == 1


def test_the_history_speaks_to_readers(client: Any, session: Any) -> None:
    programme = make.activity(status=Status.PUBLISHED, naming=Naming("Healthy streets"))
    row = Session(1, held=PartialDate(2026, 5), place="Hall", took_part=exactly(40))

    page = page_of(client, Basics(programme_id=programme.id), Sessions((row,)))

    assert "Healthy streets" in page
    assert "A session: May 2026" in page
    assert "How many took part: About 40 people" in page
    for word in ("Sureness", "We know the number", "Number of the entry", "Offered ids", "Number:"):
        assert word not in page


def test_a_programme_that_is_not_public_has_no_name_in_the_history(
    client: Any, session: Any
) -> None:
    programme = make.activity(naming=Naming("Secret streets"))

    assert "Secret streets" not in page_of(client, Basics(programme_id=programme.id))


def test_curators_who_decide_still_read_the_numbers(as_: As, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    seen = compute_fingerprint((read_part(activity, People),))
    change_parts(make.owner(activity), activity, people(3), seen=seen)

    page = as_(Role.CURATOR).get(f"/activities/{activity.slug}/changes").text

    assert "3 people" in page


def test_the_history_is_not_for_search_engines(client: Any, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    page = client.get(f"/stories/{activity.slug}/history")

    assert '<meta name="robots" content="noindex">' in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "history" not in client.get("/sitemap.xml").text


# The attack: two registers that readers cannot tell apart have the same history


@pytest.fixture
def a_page(app: Flask, session: Any) -> Iterator[None]:
    with app.test_request_context():
        yield


def history_of(*parts: Any) -> list[Any]:
    """Return the history of one part that was written again and again."""
    changes = [
        PublicChange(
            id=number,
            at=clock.now(),
            by=ChangedBy.CURATOR,
            kind=type(after).__name__,
            before=pack(before),
            after=pack(after),
        )
        for number, (before, after) in enumerate(pairwise(parts), start=1)
        if before != after
    ]
    return [(past.what, past.about, past.fields) for past in presenters.build_history(changes, [])]


def alike(number: int | None) -> st.SearchStrategy[int | None]:
    """Choose a number that pages show as they show this one."""
    if number is None or not number:
        return st.just(number)
    if disclosure.is_small(number):
        return st.integers(1, disclosure.limits.fewest - 1)
    lowest = max(disclosure.round_to_step(number) - 2, disclosure.limits.fewest)
    return st.integers(lowest, disclosure.round_to_step(number) + 2)


NUMBERS = st.none() | st.integers(0, 40) | st.integers(0, 2000)


@st.composite
def two_alike(draw: Any) -> tuple[list[int | None], list[int | None]]:
    one = draw(st.lists(NUMBERS, min_size=2, max_size=6))
    return one, [draw(alike(number)) for number in one]


def as_people(number: int | None) -> People:
    return people(number, found="By letter")


def as_session(number: int | None) -> Sessions:
    return Sessions((Session(1, place="Hall", took_part=exactly(number)), Session(2, place="Bow")))


def as_payment(number: int | None) -> Costs:
    return payment(number, 1000 + 77 * (number or 0))


@pytest.mark.usefixtures("a_page")
@pytest.mark.parametrize("part", [as_people, as_session])
def test_no_history_tells_apart_what_pages_do_not(part: Callable[[int | None], Any]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(two_alike())
    def attack(both: tuple[list[int | None], list[int | None]]) -> None:
        one, other = ([part(number) for number in numbers] for numbers in both)
        assert history_of(*one) == history_of(*other)

    attack()


@pytest.mark.usefixtures("a_page")
def test_no_history_tells_what_was_paid_to_people() -> None:
    @settings(max_examples=60, deadline=None)
    @given(two_alike(), st.integers(10_000, 90_000))
    def attack(both: tuple[list[int | None], list[int | None]], pence: int) -> None:
        one = [payment(number, 500) for number in both[0]]
        other = [payment(number, 500) for number in both[1]]
        assert history_of(*one) == history_of(*other)
        both_ways = history_of(Costs(), payment(1, pence), payment(9, pence), payment(30, 7))
        assert all(text not in str(both_ways) for text in (format_pounds(pence), "£500"))

    attack()


def paid_line(offered: int, accepted: int, declined: int) -> Costs:
    paid = PaymentCounts(offered, accepted, declined)
    amount = Amount(AmountUnit.POUNDS, 7500)
    line = CostLine(
        1, CostCategory.INVOLVEMENT_PAYMENT, CostTiming.ACTUAL, amount, paid=paid, note="For a day"
    )
    return Costs((line,))


def by_page() -> list[list[Costs]]:
    """Return payments to people, those together that the page of the entry shows alike."""
    found: dict[str, list[Costs]] = defaultdict(list)
    for offered, accepted, declined in product(range(0, 32, 3), repeat=3):
        if accepted + declined <= offered:
            part = paid_line(offered, accepted, declined)
            found[str(describe_part(part))].append(part)
    return list(found.values())


@pytest.mark.usefixtures("a_page")
def test_no_history_tells_apart_payments_that_pages_show_alike() -> None:
    pages_shown = by_page()
    assert any(len(group) > 1 for group in pages_shown)

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def attack(data: st.DataObject) -> None:
        groups = data.draw(st.lists(st.sampled_from(pages_shown), min_size=2, max_size=5))
        one, other = ([data.draw(st.sampled_from(group)) for group in groups] for _ in range(2))
        assert history_of(*one) == history_of(*other)

    attack()


def test_every_name_of_a_term_is_looked_up_once(session: Any) -> None:
    assert load_term_names([People()]) == {}
