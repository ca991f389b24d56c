from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.sections.enums import CostCategory, CostTiming
from coprod.register.sections.rules import PaymentCounts
from tests import make
from tests.register.sections.make import costs, hours, line, pounds

As = Callable[[Any], Any]
HERE = "/stories/falls-group/effect"


def test_an_entry_without_costs_does_not_say_that_it_cost_nothing(client: FlaskClient) -> None:
    make.activity(status=Status.PUBLISHED)
    text = client.get(HERE).text
    assert "Cost not recorded" in text
    assert "£0" not in text


def test_an_entry_shows_planned_beside_actual(client: FlaskClient) -> None:
    costs(
        make.activity(status=Status.PUBLISHED),
        line(timing=CostTiming.PLANNED, amount=pounds(1000)),
        line(2, amount=pounds(850)),
        line(3, category=CostCategory.STAFF_TIME, amount=hours(12)),
    )
    text = client.get(HERE).text
    assert all(each in text for each in ("£1,000", "£850", "12 hours"))
    assert "no sessions are recorded" in text


def test_no_money_is_shown_with_its_reason(client: FlaskClient) -> None:
    costs(make.activity(status=Status.PUBLISHED), unresourced="The grant ended")
    assert "The grant ended" in client.get(HERE).text


def test_nobody_reads_what_so_few_people_were_paid(client: FlaskClient, as_: As) -> None:
    costs(
        make.activity(status=Status.PUBLISHED),
        line(
            category=CostCategory.INVOLVEMENT_PAYMENT,
            amount=pounds(77),
            paid=PaymentCounts(9, 2, 7),
        ),
        line(2, amount=pounds(100)),
    )
    for browser in (client, as_(Role.RESIDENT), as_(Role.TEAM_MEMBER)):
        text = browser.get(HERE).text
        assert "£77" not in text
        assert "£177" not in text
        assert "so few people were paid" in text


def test_who_gave_what_names_the_gaps_and_leads_to_every_line(client: FlaskClient) -> None:
    partner = make.term(ListKind.ORGANISATION, label="The hospital")
    entry = make.activity(status=Status.PUBLISHED)
    given: dict[str, Any] = {"given_by_id": partner.id}
    costs(
        entry,
        line(**given),
        line(2, timing=CostTiming.PLANNED, amount=pounds(300), **given),
        line(3, category=CostCategory.STAFF_TIME, amount=hours(6)),
    )
    make.activity(status=Status.PUBLISHED, naming=Naming("Silent"))
    text = client.get("/money-and-time").text
    assert "1 of 2 activities say nothing" in text
    assert all(each in text for each in ("The hospital", "£120", "£300", "6 hours"))
    lines = client.get(f"/money-and-time/partners/{partner.id}").text
    assert HERE in lines
    assert "£120" in lines
    assert "6 hours" not in lines
    assert "6 hours" in client.get("/money-and-time/partners/not-told").text


def test_who_says_nothing_and_who_has_nothing_is_listed_behind_the_number(
    client: FlaskClient,
) -> None:
    costs(make.activity(status=Status.PUBLISHED, naming=Naming("Told")), line())
    make.activity(status=Status.PUBLISHED, naming=Naming("Silent"))
    make.activity(naming=Naming("Not public"))
    costs(
        make.activity(status=Status.PUBLISHED, naming=Naming("Poor")), unresourced="The grant ended"
    )
    page = client.get("/money-and-time").text
    assert "1 of 3 activities say nothing" in page
    silent, without = (f"/money-and-time/{name}" for name in ("silent", "without"))
    assert silent in page
    assert without in page
    listed = {at: client.get(at).text.partition("<h1")[2] for at in (silent, without)}
    assert [name in listed[silent] for name in ("Told", "Silent", "Not public", "Poor")] == [
        False,
        True,
        False,
        False,
    ]
    assert "Poor" in listed[without]
    assert "The grant ended" in listed[without]
    assert "Silent" not in listed[without]


def test_no_total_gives_away_what_so_few_people_were_paid(client: FlaskClient) -> None:
    partner = make.term(ListKind.ORGANISATION)
    paid = line(
        category=CostCategory.INVOLVEMENT_PAYMENT,
        amount=pounds(77),
        paid=PaymentCounts(9, 2, 7),
        given_by_id=partner.id,
    )
    costs(make.activity(status=Status.PUBLISHED), paid, line(2, given_by_id=partner.id))
    for address in ("/money-and-time", f"/money-and-time/partners/{partner.id}"):
        text = client.get(address).text
        assert "£77" not in text
        assert "£197" not in text


def test_a_long_list_of_silent_entries_stands_on_pages(client: FlaskClient) -> None:
    for number in range(51):
        make.activity(status=Status.PUBLISHED, naming=Naming(f"«silent {number:02}»"))

    first = client.get("/money-and-time/silent").text
    second = client.get("/money-and-time/silent?page=2").text

    assert "Page 1 of 2" in first
    assert "«silent 49»" in first
    assert "«silent 50»" not in first
    assert "«silent 50»" in second
    assert "«silent 49»" not in second
    assert "Page 2 of 2" in client.get("/money-and-time/silent?page=99").text
    assert "Page 1 of 2" in client.get("/money-and-time/silent?page=«2»").text


def test_the_lines_of_a_partner_stand_on_pages_and_the_totals_are_of_all(
    client: FlaskClient,
) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    costs(entry, *(line(number, amount=pounds(10)) for number in range(1, 61)))

    first = client.get("/money-and-time/partners/not-told").text
    second = client.get("/money-and-time/partners/not-told?page=2").text

    assert "£600" in first
    assert "£600" in second
    assert first.count("£10<") + second.count("£10<") == 60
    assert "Page 2 of 2" in second
    assert "£600" in client.get("/money-and-time").text
