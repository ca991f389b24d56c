"""Exact numbers are for those who look after an entry and for curators, in forms too.

Others of the organisation that leads it may change it. They see the numbers that readers see, and
what they leave empty stays as it is.
"""

from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.howmany import HowMany, Sureness
from coprod.participation.participants.policies import can_enter_totals
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Leading
from coprod.register.sections import actions, queries
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import CostLine, Costs, PaymentCounts, People, Session, Sessions
from tests import make

As = Callable[[Any], Any]
SECRET = 8641
HINT = "Exact numbers of people are not shown to you"


def paid_line(number: int, accepted: int, pounds: int) -> CostLine:
    return CostLine(
        number,
        CostCategory.INVOLVEMENT_PAYMENT,
        CostTiming.ACTUAL,
        Amount(AmountUnit.POUNDS, pounds * 100),
        PartialDate(2026),
        paid=PaymentCounts(accepted=accepted),
        note="«note»",
    )


PARTS = (
    People(took_part=HowMany(Sureness.EXACT, SECRET), found="By letter"),
    Sessions((Session(1, PartialDate(2026, 3), took_part=HowMany(Sureness.EXACT, SECRET)),)),
    Costs((paid_line(1, 3, SECRET), paid_line(2, SECRET, 900))),
)


def led() -> tuple[Activity, Person]:
    term = make.term(ListKind.ORGANISATION, label="Bow Council")
    made = make.activity(status=Status.PUBLISHED, leading=Leading(term.id))
    actions.write_parts(made, PARTS)
    make.keep(made)
    return made, make.person(organisation_id=term.id)


def seen_in(page: str) -> str:
    return page.split('name="seen" value="')[1].split('"')[0]


PAGES = ("people", "sessions/1", "sessions/1/remove", "costs/2", "costs/2/remove")


def test_a_colleague_sees_no_exact_number_and_whoever_looks_after_it_does(
    as_: As, session: Any
) -> None:
    made, colleague = led()
    owner, other = as_(session.get_one(Person, made.owner_id)), as_(colleague)

    for name in PAGES:
        at = f"/activities/{made.slug}/{name}"
        assert str(SECRET) in owner.get(at).text.replace(",", ""), name
        assert HINT not in owner.get(at).text
        page = other.get(at)
        assert page.status_code == 200
        assert str(SECRET) not in page.text.replace(",", ""), name
        assert (HINT in page.text) is not name.endswith("remove"), name


def test_what_a_colleague_leaves_empty_stays_as_it_is(as_: As, session: Any) -> None:
    made, colleague = led()
    at, browser = f"/activities/{made.slug}/people", as_(colleague)

    sent = browser.send(at, {"found": "At a club", "seen": seen_in(browser.get(at).text)})
    session_at = f"/activities/{made.slug}/sessions/1"
    told = {"place": "Bow", "held-year": "2026", "seen": seen_in(browser.get(session_at).text)}
    assert {sent.status_code, browser.send(session_at, told).status_code} == {303}

    number = HowMany(Sureness.EXACT, SECRET)
    assert queries.get_working_part(made, People) == People(took_part=number, found="At a club")
    row = queries.get_working_part(made, Sessions).rows[0]
    assert (row.took_part, row.place) == (number, "Bow")


def test_a_colleague_may_tell_a_number_anew(as_: As, session: Any) -> None:
    made, colleague = led()
    at, browser = f"/activities/{made.slug}/people", as_(colleague)
    told = {"took_part_how": "exact", "took_part_number": "30"}

    browser.send(at, {**told, "seen": seen_in(browser.get(at).text)})

    assert queries.get_working_part(made, People).took_part == HowMany(Sureness.EXACT, 30)


def test_a_line_that_keeps_a_sum_from_readers_is_its_owners(as_: As, session: Any) -> None:
    """Who could say that more people were paid would be shown the sum."""
    made, colleague = led()
    browser = as_(colleague)

    for rest in ("", "/remove"):
        assert browser.get(f"/activities/{made.slug}/costs/1{rest}").status_code == 403
    assert f"/activities/{made.slug}/costs/1" not in browser.get(f"/activities/{made.slug}").text
    shown = queries.get_part_for_form(colleague.actor, made, Costs).rows[0]
    with pytest.raises(NotAllowedError):
        actions.change_row(
            colleague.actor, made, Costs, paid_line(1, 50, 1), seen=compute_fingerprint((shown,))
        )
    with pytest.raises(NotAllowedError):
        actions.remove_row(colleague.actor, made, Costs, 1, seen=compute_fingerprint((shown,)))


def test_what_waits_shows_a_colleague_what_readers_would_see(as_: As, session: Any) -> None:
    made, colleague = led()
    owner = session.get_one(Person, made.owner_id).actor
    seen = compute_fingerprint((queries.get_working_part(made, People),))
    new = People(took_part=HowMany(Sureness.EXACT, SECRET + 1), found="At a club")
    actions.change_parts(owner, made, new, seen=seen)
    make.keep(made)
    at = f"/activities/{made.slug}/changes"

    for number in (SECRET, SECRET + 1):
        assert str(number) in as_(Role.CURATOR).get(at).text.replace(",", "")
        assert str(number) not in as_(colleague).get(at).text.replace(",", "")
    assert "At a club" in as_(colleague).get(at).text


def test_totals_of_who_took_part_are_for_who_looks_after_it(session: Any) -> None:
    made, colleague = led()

    assert can_enter_totals(session.get_one(Person, made.owner_id).actor, made)
    assert can_enter_totals(make.curator(), made)
    assert not can_enter_totals(colleague.actor, made)


def test_the_mark_of_a_form_is_made_of_what_it_shows(as_: As, session: Any) -> None:
    """A mark of everything could be tried against all small numbers."""
    made, colleague = led()
    marks = {seen_in(as_(colleague).get(f"/activities/{made.slug}/people").text)}
    actions.write_parts(made, (People(took_part=HowMany(Sureness.EXACT, 7), found="By letter"),))
    make.keep(made)

    assert {seen_in(as_(colleague).get(f"/activities/{made.slug}/people").text)} == marks
