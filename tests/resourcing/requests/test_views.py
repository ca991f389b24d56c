"""What partners are asked for, on its pages and in its file."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.sections.enums import CostCategory
from coprod.resourcing.requests.enums import RequestState
from coprod.resourcing.requests.rules import Given
from tests import make
from tests.register.sections.make import costs, line, monthly
from tests.resourcing.requests import make as requests
from tests.resourcing.requests.make import day_in

As = Callable[[Any], Any]
HERE = "/money-and-time/by-partner"
NEW = "/money-and-time/requests/new"


def typed(**given: str) -> dict[str, str]:
    partner = make.term(ListKind.ORGANISATION, label="The hospital")
    usual = {
        "partner_id": str(partner.id),
        "board_id": "0",
        "purpose": "Somebody to bring people together",
        "posts_tenths": "0.5",
        "since-year": "2026",
        "day-day": "3",
        "day-month": "5",
        "day-year": "2026",
        "is_public": "y",
    }
    return {**usual, **given}


def test_a_curator_asks_and_says_what_came_of_it(as_: As, client: FlaskClient) -> None:
    curator = as_(Role.CURATOR)
    here = curator.send(NEW, typed()).location
    assert "0.5 of a full-time post" in client.get(here).text
    revision = {
        "version": "1",
        "state": "partly",
        "posts_tenths": "0.2",
        "since-year": "2026",
        "day-day": "4",
        "day-month": "6",
        "day-year": "2026",
        "reason": "One day a week is free",
    }
    assert curator.send(f"{here}/revise", revision).status_code == 303
    for page in (client.get(here).text, client.get(HERE).text):
        told = ("0.5 of a full-time post", "0.2 of a full-time post", "One day a week is free")
        assert all(each in page for each in (*told, "Agreed in part"))


def test_what_is_missing_is_said_beside_its_box_and_words_stay(as_: As) -> None:
    answer = as_(Role.CURATOR).send(NEW, typed(posts_tenths="", purpose="Words that stay"))
    assert answer.status_code == 422
    assert 'id="posts_tenths-error"' in answer.text
    assert "Words that stay" in answer.text


def test_what_was_given_is_recorded_by_quarter(as_: As, client: FlaskClient) -> None:
    made = requests.agreed()
    here = f"/money-and-time/requests/{made.id}"
    assert "Not recorded" in client.get(here).text
    curator = as_(Role.CURATOR)
    page = curator.get(here).text
    address = page.partition(f'href="{here}/given/')[2].partition('"')[0]
    form = {"version": str(made.version), "posts_tenths": "0.3"}
    assert curator.send(f"{here}/given/{address}", form).status_code == 303
    assert "0.3 of a full-time post" in client.get(HERE).text
    assert curator.get(f"{here}/given/1999-q1").status_code == 404


def test_planned_stands_beside_actual_and_unknown_is_not_nought(client: FlaskClient) -> None:
    partner = make.term(ListKind.ORGANISATION, label="The hospital")
    several = Given(posts_tenths=5, hours_hundredths=800, pence=2000_00)
    made = requests.agreed(partner, of=requests.terms(several))
    requests.record(made, Given(posts_tenths=4))
    text = client.get(HERE).text
    assert all(each in text for each in ("0.4 of a full-time post", "8 hours a month", "£2,000"))
    assert "Not recorded" in text
    assert "£0" not in text
    requests.agreed(partner, of=requests.terms())
    assert "0.4 of a full-time post, but some of it is not recorded" in client.get(HERE).text


def test_what_ends_within_six_months_stands_with_its_partner(client: FlaskClient) -> None:
    partner = make.term(ListKind.ORGANISATION, label="The hospital")
    requests.agreed(partner, of=requests.terms(until=30))
    protected: dict[str, Any] = {"category": CostCategory.PROTECTED_TIME, "amount": monthly(12)}
    lines = (
        line(1, **protected, since=PartialDate(2020), until=day_in(60), given_by_id=partner.id),
        line(2, **protected, since=PartialDate(2020), until=day_in(300), given_by_id=partner.id),
        line(3, **protected, since=PartialDate(2020), until=day_in(90)),
    )
    costs(make.activity(status=Status.PUBLISHED), *lines)
    costs(make.activity(naming=Naming("A draft")), lines[0])
    text = client.get(HERE).text
    assert "3 things end within six months." in text
    assert "Protected time, 12 hours a month" in text
    assert "Nobody said who gives it" in text
    assert "A draft" not in text


def test_nothing_hidden_is_seen_counted_or_exported(as_: As, client: FlaskClient) -> None:
    hidden = requests.agreed(purpose="A secret plan", of=requests.terms(until=30), is_public=False)
    draft = make.activity(naming=Naming("A draft"))
    shown = requests.agreed(purpose="A public plan", activity_id=draft.id)
    for address in (HERE, f"{HERE}.csv"):
        text = client.get(address).text
        assert "A public plan" in text
        assert "A secret plan" not in text
        assert "A secret plan" in as_(Role.CURATOR).get(address).text
    assert "Nothing that has an end ends" in client.get(HERE).text
    assert client.get(f"/money-and-time/requests/{hidden.id}").status_code == 404
    here = f"/money-and-time/requests/{shown.id}"
    assert "A draft" not in client.get(here).text
    assert "A draft" in as_(Role.CURATOR).get(here).text


def test_the_file_has_each_version_and_each_quarter(client: FlaskClient) -> None:
    made = requests.request(of=requests.terms(Given(pence=2000_00)), purpose="=1+1")
    requests.answer(made, RequestState.AGREED)
    requests.record(made, Given(pence=0))
    lines = client.get(f"{HERE}.csv").text.splitlines()
    assert lines[0].lstrip("\ufeff").startswith("partner,request,step,day_or_quarter,posts")
    assert [each.split(",")[2] for each in lines[1:]] == ["asked", "agreed", "given"]
    assert ",2000," in lines[1]
    assert lines[3].split(",")[4:7] == ["", "", "0"]
    assert all("'=1+1" in each for each in lines[1:])


def test_an_empty_page_does_not_say_that_nobody_gives_anything(client: FlaskClient) -> None:
    assert "does not mean that nobody gives" in client.get(HERE).text


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_only_curators_write(as_: As, role: Role) -> None:
    here = f"/money-and-time/requests/{requests.agreed().id}"
    for address in (NEW, f"{here}/change", f"{here}/revise", f"{here}/given/2026-q1"):
        assert as_(role).get(address).status_code == 403
        assert as_(role).send(address, typed()).status_code == 403


def test_a_request_is_put_in_other_words(as_: As, client: FlaskClient) -> None:
    made, curator = requests.request(), as_(Role.CURATOR)
    here = f"/money-and-time/requests/{made.id}"
    board = make.term(ListKind.BOARD, label="The board")
    entry = make.activity(status=Status.PUBLISHED)
    form = {
        "version": "1",
        "partner_id": str(made.partner_id),
        "purpose": "A meeting room",
        "board_id": str(board.id),
        "entry": entry.title,
        "is_public": "y",
    }
    assert curator.send(f"{here}/change", {**form, "entry": "No such"}).status_code == 422
    assert curator.send(f"{here}/change", form).status_code == 303
    assert curator.send(f"{here}/change", form).status_code == 409
    text = client.get(here).text
    assert all(each in text for each in ("A meeting room", "The board", entry.title))
    assert entry.slug in curator.get(f"{here}/change").text
