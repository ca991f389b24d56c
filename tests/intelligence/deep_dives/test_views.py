"""The pages of deep dives."""

from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from tests.intelligence.deep_dives.make import deep_dive

As = Callable[..., Any]
LOOK = "/what-people-told-us/closer-look"


def form(**given: str) -> dict[str, str]:
    values = {"title": "GP access", "cut": "", "narrative": "Most waited for long"}
    for number in (1, 2, 3):
        values[f"question_{number}_part"], values[f"question_{number}_state"] = "themes", "answered"
    return {**values, **given}


def test_a_curator_keeps_one_and_makes_it_public_in_one_go(as_: As, client: FlaskClient) -> None:
    curator = as_(Role.CURATOR)
    sent = form(
        **{
            "question_1": "Other boroughs",
            "question_1_part": "boroughs",
            "question_1_state": "in_part",
            "question_1_remark": "four of seven",
            "step_1_role": "Primary care lead",
            "step_1": "Takes it to the networks",
            "step_1_due-day": "14",
            "step_1_due-month": "1",
            "step_1_due-year": "2027",
            "event_1": "New phone system",
            "event_1_day-day": "1",
            "event_1_day-month": "4",
            "event_1_day-year": "2022",
        }
    )
    held = curator.send(f"{LOOK}/new", sent).location
    assert client.get(held).status_code == 404
    assert "GP access" not in client.get(LOOK).text
    page = curator.get(f"{held}/change").text
    for words in ("Takes it to the networks", "New phone system", "four of seven", 'value="2022"'):
        assert words in page
    curator.send(f"{held}/change", {**sent, "version": "1", "is_public": "y"})
    assert "Most waited for long" in client.get(held).text
    assert "GP access" in client.get(LOOK).text


def test_mistakes_are_named_at_their_box_and_typed_words_stay(as_: As) -> None:
    wrong = as_(Role.CURATOR).send(f"{LOOK}/new", form(step_3="Asks three boroughs"))
    assert wrong.status_code == 422
    assert 'href="#step_3_role"' in wrong.text
    assert 'value="Asks three boroughs"' in wrong.text


def test_an_older_page_is_told(as_: As) -> None:
    here, curator = f"{LOOK}/{deep_dive().slug}/change", as_(Role.CURATOR)
    curator.send(here, form(version="1"))
    assert curator.send(here, form(version="1", title="Another title")).status_code == 409


def test_readers_write_none(as_: As) -> None:
    slug = deep_dive().slug
    resident = as_(Role.RESIDENT)
    for address in (f"{LOOK}/new", f"{LOOK}/{slug}/change"):
        assert resident.get(address).status_code == 403
        assert resident.send(address, form()).status_code == 403


def test_nothing_is_said_as_nobody_told_us_with_a_way_to_ask(
    as_: As, client: FlaskClient, session: Any
) -> None:
    page = client.get(f"{LOOK}/look", query_string={"window": "four_quarters"}).text
    assert '<h2 class="govuk-heading-m">Nobody told us</h2>' in page
    assert "Save this view" not in page
    page = as_(Role.CURATOR).get(f"{LOOK}/look?window=four_quarters").text
    assert "/what-people-told-us/closer-look/new?" in page
    assert "Make an action for a board" in page


def test_an_address_that_cannot_be_read_shows_the_form(client: FlaskClient) -> None:
    for wrong in ("split=shoe_size", "until=2026-Q9", "within=ethnic_group:1&split=age_group"):
        sent = client.get(f"{LOOK}/look?{wrong}")
        assert sent.status_code == 422
        assert 'name="service"' in sent.text


def test_all_of_a_page_is_a_file(client: FlaskClient) -> None:
    sent = client.get(f"{LOOK}/file.csv")
    assert sent.mimetype == "text/csv"
    assert sent.text.startswith("Part,Of,Positive,Likely range,Comments")


def test_what_was_looked_at_is_kept_with_it(as_: As) -> None:
    curator = as_(Role.CURATOR)
    page = curator.get(f"{LOOK}/new?window=four_quarters&compare=year_ago").text
    assert "window=four_quarters&amp;compare=year_ago" in page
    sent = form(cut="window=four_quarters&compare=year_ago")
    here = curator.send(f"{LOOK}/new", sent).location
    assert '<option value="four_quarters" selected>' in curator.get(here).text
