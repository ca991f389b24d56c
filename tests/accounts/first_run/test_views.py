"""The first-run list: until a curator has confirmed it, staff see on every page what is not set."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from coprod.accounts.first_run import queries
from coprod.accounts.first_run.enums import Item
from coprod.core.config import Environment
from coprod.core.values.actor import Role
from coprod.reference.lists.models import Partnership
from tests import make

LIST = "/first-run"
BANNER = "Not confirmed yet"
REAL = {
    "name": "Northwick",
    "partnership": "Northwick Together",
    "contact_email": "register@northwick.gov.uk",
    "safeguarding": "Call 999, or the council on 020 7364 5005.",
    "safeguarding_email": "safe@northwick.gov.uk",
    "privacy_contact": "dpo@northwick.gov.uk",
}


@pytest.fixture
def on_the_way(app: Flask) -> Iterator[None]:
    """Run as on a server that is neither a test nor a demo."""
    before = app.extensions["settings"]
    update = {"environment": Environment.DEVELOPMENT, "demo": False}
    app.extensions["settings"] = before.model_copy(update=update)
    yield
    app.extensions["settings"] = before


def place(**given: Any) -> Partnership:
    return make.keep(Partnership(**{**REAL, **given}))


def confirm(browser: Any, item: Item, value: str) -> Any:
    return browser.send(f"{LIST}/{item.value}", {"value": value})


def values() -> dict[Item, str]:
    return {each.item: each.value for each in queries.list_items()}


def confirm_all(browser: Any) -> None:
    for item, value in values().items():
        assert confirm(browser, item, value).status_code == 303


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("path", ["/", "/stories", "/account"])
def test_staff_see_on_every_page_what_is_not_confirmed(
    session: Any, as_: Any, on_the_way: None, role: Role, path: str
) -> None:
    place()

    shown = as_(role).get(path).text

    assert BANNER in shown
    assert "What to do if somebody is not safe" in shown
    assert (f'href="{LIST}"' in shown) is (role is not Role.TEAM_MEMBER)


@pytest.mark.parametrize("role", [None, Role.RESIDENT, Role.LAY_MEMBER])
def test_others_see_nothing_of_it(
    session: Any, client: Any, as_: Any, on_the_way: None, role: Role | None
) -> None:
    place()

    assert BANNER not in (as_(role) if role else client).get("/").text


def test_a_visitors_page_asks_the_database_nothing_for_it(
    session: Any, client: Any, on_the_way: None, queries: list[str]
) -> None:
    place()
    session.commit()
    queries.clear()

    client.get("/contact")

    assert not [each for each in queries if "place_confirmation" in each]


def test_a_curator_confirms_each_and_the_banner_goes(
    session: Any, as_: Any, on_the_way: None
) -> None:
    place()
    curator = as_(Role.CURATOR)
    page = curator.get(LIST).text
    assert "register@northwick.gov.uk" in page
    assert "This is right" in page

    confirm_all(curator)

    page = curator.get(LIST).text
    assert BANNER not in page
    assert page.count("Confirmed by: Curator") == len(Item)


def test_a_change_asks_for_it_again(session: Any, as_: Any, on_the_way: None) -> None:
    place()
    curator = as_(Role.CURATOR)
    confirm_all(curator)

    session.execute(update(Partnership).values(safeguarding="Call 999."))
    session.commit()

    assert BANNER in curator.get("/").text
    assert [each.item for each in queries.list_items() if not each.is_confirmed] == [
        Item.SAFEGUARDING
    ]


@pytest.mark.parametrize(
    ("given", "item", "said"),
    [
        ({"safeguarding": ""}, Item.SAFEGUARDING, "Nothing is set yet"),
        ({"privacy_contact": "a@example.org"}, Item.PRIVACY, "is kept for examples"),
    ],
)
def test_what_is_missing_or_made_up_cannot_be_confirmed(
    session: Any, as_: Any, given: dict[str, str], item: Item, said: str
) -> None:
    place(**given)

    answer = confirm(as_(Role.CURATOR), item, values()[item])

    assert answer.status_code == 422
    assert said in answer.text


def test_what_changed_meanwhile_is_not_confirmed(session: Any, as_: Any) -> None:
    here = place()
    before = values()[Item.CONTACT]
    here.contact_phone = "020 7364 5000"
    session.commit()

    answer = confirm(as_(Role.CURATOR), Item.CONTACT, before)

    assert answer.status_code == 422
    assert "020 7364 5000" in answer.text


def test_only_curators_confirm(session: Any, as_: Any) -> None:
    place()

    assert confirm(as_(Role.TEAM_MEMBER), Item.CONTACT, "x").status_code == 403
    assert as_(Role.CURATOR).send(f"{LIST}/nothing", {}).status_code == 404


def test_the_privacy_notice_says_who_answers(session: Any, client: Any) -> None:
    place()

    assert "dpo@northwick.gov.uk" in client.get("/privacy").text


def test_in_production_a_curator_cannot_write_what_is_made_up(
    session: Any, app: Flask, as_: Any
) -> None:
    here = place()
    curator = as_(Role.CURATOR)
    before = app.extensions["settings"]
    update = {"environment": Environment.PRODUCTION, "mail_from": "r@northwick.gov.uk"}
    app.extensions["settings"] = before.model_copy(update=update)

    sent = {**REAL, "register_name": "R", "curator_title": "C", "version": str(here.version)}
    answer = curator.send("/lists/place", {**sent, "contact_email": "a@example.org"})
    app.extensions["settings"] = before

    assert answer.status_code == 422
    assert "is kept for examples" in answer.text
