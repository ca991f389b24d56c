"""The pages of codes: issuing them, the sheet to print, the box in the form, a shared tablet."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.assessment.resident_rating import actions, queries
from coprod.assessment.resident_rating.enums import AnswerChannel
from coprod.assessment.resident_rating.models import CodeSheet, ResidentAnswer, ResidentRound
from coprod.assessment.resident_rating.rules import (
    CODE_LENGTH,
    MOST_PEOPLE,
    count_codes,
    format_code,
)
from coprod.core.database import db
from coprod.core.mail import Outgoing
from coprod.core.values.actor import VISITOR, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Sessions
from coprod.web.limits import limiter
from tests import make
from tests.assessment.resident_rating.test_views import SEVEN, slip
from tests.reviews.make import address_of
from tests.reviews.make import send as send_decision

ISSUE = {"holder": "A lunch club", "session": "Lunch on 3 May", "people": "12"}


def round_of(entry: Activity, asking: ResidentRound) -> str:
    return f"/activities/{entry.slug}/residents/{asking.id}"


def team(entry: Activity) -> Person:
    return db.session.get_one(Person, entry.owner_id)


def answers(session: Any) -> list[ResidentAnswer]:
    return list(session.scalars(select(ResidentAnswer).order_by(ResidentAnswer.id)))


def send(browser: Any, key: str, code: str = "", **given: str) -> Any:
    """Open the form of a slip with a code, and send it filled in."""
    path = f"/rate/{key}"
    opened = f"{path}?slip_code={code}" if code else path
    return browser.send(path, {"slip": slip(browser, opened), "slip_code": code, **SEVEN, **given})


# Issuing


def test_a_curator_issues_codes_and_prints_them_as_often_as_needed(
    as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    here, key = round_of(entry, asking), asking.key
    curator = as_(Role.CURATOR)
    assert f"{here}/codes" in curator.get(here).text
    issued = curator.send(f"{here}/codes", ISSUE)
    assert issued.status_code == 303
    codes = session.scalars(select(CodeSheet.codes)).one()
    assert len(codes) == 14
    for _time in range(2):
        page = curator.get(issued.location)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.text.count('class="app-slips__qr"') == 14
        assert all(f">{format_code(code)}<" in page.text for code in codes)
        assert f"http://localhost/rate/<wbr>{key}<" in page.text
    assert issued.location in curator.get(here).text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"holder": ""}, "Say who gets the codes"),
        ({"session": ""}, "Say which session the codes are for"),
        ({"people": ""}, "Enter a number of people from 1 to 300"),
        ({"people": "many"}, "Enter a whole number"),
        ({"people": "301"}, "Enter a number of people from 1 to 300"),
        ({"email": "nobody"}, "Enter an e-mail address in the right form"),
        ({"email": "nobody@example.org"}, "Nobody has an account with this address"),
    ],
)
def test_what_is_wrong_is_told_at_its_box_and_nothing_typed_is_lost(
    as_: Any, entry: Activity, asking: ResidentRound, wrong: dict[str, str], message: str
) -> None:
    page = as_(Role.CURATOR).send(f"{round_of(entry, asking)}/codes", {**ISSUE, **wrong})
    assert page.status_code == 422
    (field,) = wrong
    assert re.search(rf'id="{field}-error".*?{message}', page.text, re.S)
    typed = {**ISSUE, **wrong}
    assert all(f'value="{value}"' in page.text for value in typed.values() if value)
    assert db.session.scalars(select(CodeSheet)).all() == []


def test_an_empty_form_is_told_all_that_it_lacks(
    as_: Any, entry: Activity, asking: ResidentRound
) -> None:
    page = as_(Role.CURATOR).send(f"{round_of(entry, asking)}/codes").text
    assert all(f'href="#{field}"' in page for field in ISSUE)


def test_whoever_looks_after_the_entry_is_refused_as_the_one_who_collects(
    as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    given = {**ISSUE, "email": team(entry).email or ""}
    page = as_(Role.CURATOR).send(f"{round_of(entry, asking)}/codes", given)
    assert page.status_code == 422
    assert "They look after this activity, or did" in page.text


def test_the_page_tells_what_the_entry_records_of_its_sessions(
    as_: Any, entry: Activity, asking: ResidentRound
) -> None:
    path, curator = f"{round_of(entry, asking)}/codes", as_(Role.CURATOR)
    assert "records no sessions" in curator.get(path).text
    write_parts(entry, (make.everything(entry)[Sessions],))
    assert "March 2026, A hall in Bow: 23 people" in curator.get(path).text


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_others_issue_no_codes_and_read_no_sheet(
    as_: Any, session: Any, entry: Activity, asking: ResidentRound, role: Role
) -> None:
    sheet = make.code_sheet(asking)
    paths = [f"{round_of(entry, asking)}/codes", f"{round_of(entry, asking)}/codes/{sheet.id}"]
    for browser in (as_(role), as_(team(entry))):
        assert [browser.get(path).status_code for path in paths] == [403, 403]
        assert browser.send(paths[0], ISSUE).status_code == 403


def test_a_curator_of_the_team_issues_no_codes(as_: Any) -> None:
    own = make.activity(owner=make.person(role=Role.CURATOR), status=Status.PUBLISHED)
    here = round_of(own, make.resident_round(own))
    browser = as_(team(own))
    assert f"{here}/codes" not in browser.get(here).text
    assert browser.get(f"{here}/codes").status_code == 403
    assert browser.send(f"{here}/codes", ISSUE).status_code == 403


def test_the_sheet_never_tells_which_codes_were_used(
    app: Flask, as_: Any, entry: Activity, asking: ResidentRound
) -> None:
    sheet = make.code_sheet(asking)
    path, curator = f"{round_of(entry, asking)}/codes/{sheet.id}", as_(Role.CURATOR)
    code, key = sheet.codes[0], asking.key
    before = body(curator.get(path).text)
    assert send(app.test_client(), key, code).status_code == 303
    assert body(curator.get(path).text) == before


def body(page: str) -> str:
    found = re.search(r"<main.*</main>", page, re.S)
    assert found
    return found[0]


def test_after_the_release_the_sheet_says_that_its_codes_are_gone(
    as_: Any, entry: Activity, asking: ResidentRound
) -> None:
    sheet = make.code_sheet(asking)
    path, code = f"{round_of(entry, asking)}/codes/{sheet.id}", sheet.codes[0]
    make.release_round(asking)
    page = as_(Role.CURATOR).get(path).text
    assert "codes were deleted" in page
    assert format_code(code) not in page


# Those who collect


def test_whoever_collects_gets_a_letter_and_prints_and_types_in(
    app: Flask, as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    here, holder = round_of(entry, asking), make.person(role=Role.LAY_MEMBER)
    as_(Role.CURATOR).send(f"{here}/codes", {**ISSUE, "email": holder.email or ""})
    (letter,) = session.scalars(select(Outgoing).where(Outgoing.recipient == holder.email))
    assert f"http://localhost{here}" in letter.text

    browser = as_(holder)
    page = browser.get(here).text
    (sheet,) = re.findall(rf'href="({here}/codes/\d+)"', page)
    assert browser.get(sheet).status_code == 200
    assert f"{here}/close" not in page
    assert f'href="{here}/codes"' not in page

    path = f"{here}/on-behalf"
    typed = {**SEVEN, "given": "paper", "note": "At the lunch club"}
    assert browser.send(path, {"slip": slip(browser, path), **typed}).status_code == 303
    (kept,) = answers(session)
    assert (kept.given, kept.is_independent, kept.typed_by_id) == (
        AnswerChannel.PAPER,
        True,
        holder.id,
    )
    assert browser.send(f"{here}/close").status_code == 403


# Answering


def test_the_code_of_a_slip_fills_the_box_and_counts_once(
    app: Flask, session: Any, asking: ResidentRound
) -> None:
    code, *_ = make.codes(asking)
    key = asking.key
    first, second = app.test_client(), app.test_client()
    assert f'value="{code}"' in first.get(f"/rate/{key}?slip_code={code}").text
    assert send(first, key, code).status_code == 303
    assert [each.given for each in answers(session)] == [AnswerChannel.CODE]

    again = send(second, key, code, remark="It was good")
    assert again.status_code == 422
    assert re.search(r'id="slip_code-error".*?Somebody has used this code', again.text, re.S)
    assert 'href="#slip_code"' in again.text
    assert "It was good" in again.text
    assert again.text.count('" checked>') == 7
    assert len(answers(session)) == 1


def test_a_wrong_code_is_told_at_its_box_and_nothing_typed_is_lost(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    make.codes(asking)
    page = send(client, asking.key, "abcd efgh", remark="It was good")
    assert page.status_code == 422
    assert re.search(r'id="slip_code-error".*?We do not know this code', page.text, re.S)
    assert 'value="abcd efgh"' in page.text
    assert "It was good" in page.text
    assert page.text.count('" checked>') == 7
    assert answers(session) == []


@pytest.mark.parametrize("code", ["x" * 10_000, "<b>", "\x00x", "९९९९", "a\nb"])
def test_no_code_is_too_odd_for_the_page(client: Any, asking: ResidentRound, code: str) -> None:
    path = f"/rate/{asking.key}"
    assert client.get(path, query_string={"slip_code": code}).status_code == 200
    sent = client.send(path, {"slip": slip(client, path), **SEVEN, "slip_code": code})
    assert sent.status_code == 422
    assert 'id="slip_code-error"' in sent.text


def test_the_form_is_kept_by_no_browser(client: Any, asking: ResidentRound) -> None:
    """On a shared tablet the next one presses “back”."""
    assert client.get(f"/rate/{asking.key}").headers["Cache-Control"] == "no-store"


def test_twelve_answer_on_one_tablet_each_with_a_code_of_their_own(
    app: Flask, as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    key, codes = asking.key, make.codes(asking, 12)
    tablet: Any = app.test_client()
    for place, code in enumerate(codes[:12]):
        sent = send(tablet, key, code, Q2=str(place % 5), Q5=str(place % 4))
        assert sent.status_code == 303
        assert 'name="slip_code"' in tablet.get(sent.location).text
    assert {each.is_independent for each in answers(session)} == {True}

    found = queries.get_round_by_link(VISITOR, key)
    actions.close_round(make.owner(entry), found)
    make.keep(found)
    for each in answers(session):
        each.is_quick = False
    session.commit()
    curator = as_(Role.CURATOR)
    assert "We see no signs that somebody sent many" in curator.get(address_of(found)).text
    assert send_decision(curator, found, "release").status_code == 303
    page = app.test_client().get(f"/stories/{entry.slug}/ratings").text
    assert "Collected independently" in page


def test_a_tablet_that_has_answered_asks_for_the_next_code(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    key, (code, *_) = asking.key, make.codes(asking)
    send(client, key)
    page = client.get(f"/rate/{key}").text
    assert "You have answered" in page
    assert 'name="slip_code"' in page
    assert send(client, key, code).status_code == 303
    assert [each.given for each in answers(session)] == [AnswerChannel.LINK, AnswerChannel.CODE]


def test_a_tablet_on_which_somebody_is_signed_in_takes_codes(
    as_: Any, session: Any, asking: ResidentRound
) -> None:
    key, codes = asking.key, make.codes(asking)
    browser = as_(Role.LAY_MEMBER)
    for code in codes[:2]:
        assert send(browser, key, code).status_code == 303
    assert len(answers(session)) == 2


def test_the_team_answers_with_no_code_either(
    as_: Any, entry: Activity, asking: ResidentRound
) -> None:
    code, *_ = make.codes(asking)
    browser: Any = as_(team(entry))
    page = browser.get(f"/rate/{asking.key}?slip_code={code}")
    assert "Only people outside the team answer here" in page.text
    answer = browser.send(f"/rate/{asking.key}", {"slip_code": code, **SEVEN})
    assert answer.status_code in {403, 422}


# Guessing

FEW_TRIES = {"limits": True, "limit_answers": "10/hour", "limit_codes": "10/hour"}


@pytest.fixture
def limited(app: Flask) -> Iterator[None]:
    before = app.extensions["settings"]
    limiter.reset()
    app.extensions["settings"] = before.model_copy(update=FEW_TRIES)
    yield
    app.extensions["settings"] = before
    limiter.reset()


@pytest.mark.usefixtures("limited")
def test_whoever_guesses_codes_is_stopped_and_loses_nothing(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    code, *_ = make.codes(asking)
    key = asking.key
    tries = [send(client, key, f"guess{n}", remark="It was good") for n in range(11)]
    assert [each.status_code for each in tries] == [422] * 10 + [429]
    assert int(tries[-1].headers["Retry-After"]) > 0
    assert "Many answers came from your connection" in tries[-1].text
    assert "It was good" in tries[-1].text
    assert tries[-1].text.count('" checked>') == 7
    assert send(client, key, code).status_code == 429


@pytest.mark.usefixtures("limited")
def test_a_hall_full_of_people_with_codes_answers_on_one_connection(
    app: Flask, session: Any, asking: ResidentRound
) -> None:
    codes, key = make.codes(asking, 20), asking.key
    sent = [send(app.test_client(), key, code).status_code for code in codes]
    assert sent == [303] * 22


@pytest.mark.usefixtures("limited")
def test_without_codes_one_connection_sends_so_many_in_an_hour(
    app: Flask, session: Any, asking: ResidentRound
) -> None:
    key = asking.key
    sent = [send(app.test_client(), key).status_code for _try in range(11)]
    assert sent == [303] * 10 + [429]


def test_a_hundred_machines_that_guess_all_round_long_hit_no_code() -> None:
    tries = 100 * 200 * 24 * 120
    hits = tries * count_codes(MOST_PEOPLE) / 31**CODE_LENGTH
    assert hits < 0.05
