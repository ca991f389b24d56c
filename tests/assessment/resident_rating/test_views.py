"""A resident answers on a phone, a team prints and types in, a curator looks after it."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.assessment.resident_rating import actions
from coprod.assessment.resident_rating.models import ResidentAnswer, ResidentRemark, ResidentRound
from coprod.core.database import db
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.reading import get_reading_age
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.reviews.make import address_of, is_open, send

SEVEN = {"G1": "yes", **dict.fromkeys(("Q2", "Q5", "Q6", "Q8", "Q9", "Q13"), "3")}


def slip(browser: FlaskClient, path: str) -> str:
    found = re.search(r'name="slip"[^>]*value="([^"]+)"', browser.get(path).text)
    assert found
    return found.group(1)


def answer(app: Any, asking: ResidentRound, **given: str) -> Any:
    """Answer as somebody does who opens the link in a browser of their own."""
    browser = app.test_client()
    path = f"/rate/{asking.key}"
    return browser.send(path, {"slip": slip(browser, path), **SEVEN, **given})


def screens(browser: Any, path: str) -> list[str]:
    """Return the screens of somebody who answers nothing: each question, and the last one."""
    found = [browser.get(path).text]
    while '"at" value="last"' not in found[-1]:
        found.append(browser.send(f"{path}/question", hidden_in(found[-1])).text)
    return found


def hidden_in(page: str) -> dict[str, str]:
    """Return what a screen passes on by itself, without the tokens that the client adds."""
    (main,) = re.findall(r"<main.*?</main>", page, re.DOTALL)
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', main) + [
        ("slip", found) for found in re.findall(r'name="slip"[^>]*value="([^"]+)"', main)
    ]
    return {name: unescape(value) for name, value in fields if name not in {"csrf_token", "once"}}


def answers(session: Any) -> list[ResidentAnswer]:
    return list(session.scalars(select(ResidentAnswer).order_by(ResidentAnswer.id)))


def test_somebody_without_an_account_answers(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    path = f"/rate/{asking.key}"
    page = client.get(path)
    assert page.status_code == 200
    assert "Was it your choice to take part?" in page.text

    sent = client.send(path, {"slip": slip(client, path), **SEVEN, "remark": "It was good"})
    assert sent.status_code == 303
    assert "Thank you" in client.get(sent.location).text
    assert [each.values for each in answers(session)] == [SEVEN]
    assert session.scalars(select(ResidentRemark.body)).all() == ["It was good"]


def test_one_question_a_screen_leads_to_the_same_answer_and_keeps_nothing_on_the_way(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    path = f"/rate/{asking.key}"
    page = client.get(path).text
    for number, (name, value) in enumerate(SEVEN.items(), start=1):
        assert f"Question {number} of 7" in page
        page = client.send(f"{path}/question", {**hidden_in(page), name: value}).text
        assert answers(session) == []

    sent = client.send(path, {**hidden_in(page), "remark": "It was good"})

    assert sent.status_code == 303
    assert [each.values for each in answers(session)] == [SEVEN]


def test_a_question_can_be_skipped_and_gone_back_to(client: Any, asking: ResidentRound) -> None:
    path = f"/rate/{asking.key}"
    first = hidden_in(client.get(path).text)
    second = hidden_in(client.send(f"{path}/question", {**first, "G1": "yes"}).text)
    skipped = client.send(f"{path}/question", {**second, "Q2": "3", "then": "skip"}).text
    back = client.send(f"{path}/question", {**hidden_in(skipped), "then": "back"}).text
    again = client.send(f"{path}/question", {**hidden_in(back), "then": "back"}).text

    assert "Question 3 of 7" in skipped
    assert "Question 2 of 7" in back
    assert '" checked' not in back
    assert 'value="yes" checked' in again


def test_a_screen_that_is_loaded_again_or_is_not_ours_begins_anew(
    client: Any, asking: ResidentRound
) -> None:
    path = f"/rate/{asking.key}"

    assert client.get(f"{path}/question").location == path
    assert "Question 1 of 7" in client.send(f"{path}/question", {"at": "Q99"}).text


def test_a_round_that_closes_meanwhile_says_so(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    path = f"/rate/{asking.key}"
    first = hidden_in(client.get(path).text)
    make.close_round(asking)

    assert client.send(f"{path}/question", first).location == path


def test_every_screen_is_short(client: Any, asking: ResidentRound) -> None:
    found = screens(client, f"/rate/{asking.key}")

    words = [len(re.findall(r"[\w’]+", visible_text(page))) for page in found]
    assert len(found) == 8
    assert sum(words) < 500
    assert max(words) < 150


def test_the_cookie_says_nothing_and_goes_to_this_page_alone(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    path = f"/rate/{asking.key}"
    given = slip(client, path)
    header = client.send(path, {"slip": given, **SEVEN}).headers["Set-Cookie"]
    assert header.startswith(f"answered={given}")
    assert f"Path={path}" in header
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header


def test_the_same_browser_answers_once(client: Any, session: Any, asking: ResidentRound) -> None:
    path = f"/rate/{asking.key}"
    first = slip(client, path)
    client.send(path, {"slip": first, **SEVEN})
    assert "You have answered" in client.get(path).text
    assert client.send(path, {"slip": first, **SEVEN}).status_code == 303
    assert len(answers(session)) == 1


def test_a_form_sent_twice_without_the_cookie_counts_once(
    app: Any, client: Any, session: Any, asking: ResidentRound
) -> None:
    path = f"/rate/{asking.key}"
    given = slip(client, path)
    for _ in range(2):
        app.test_client().send(path, {"slip": given, **SEVEN})
    assert len(answers(session)) == 1


def test_somebody_signed_in_answers_once_in_whatever_browser(
    as_: Any, session: Any, asking: ResidentRound
) -> None:
    resident = make.person(role=Role.RESIDENT)
    path = f"/rate/{asking.key}"
    first = as_(resident)
    first.send(path, {"slip": slip(first, path), **SEVEN})
    assert "You have answered" in as_(resident).get(path).text
    assert len(answers(session)) == 1


@pytest.mark.parametrize("wrong", ["", "made-up", "WyJ4IiwieSJd.aaaa.bbbb"])
def test_a_slip_that_is_not_ours_keeps_the_answers_on_the_page(
    client: Any, session: Any, asking: ResidentRound, wrong: str
) -> None:
    page = client.send(f"/rate/{asking.key}", {"slip": wrong, **SEVEN, "remark": "Long words"})
    assert page.status_code == 422
    assert "Long words" in page.text
    assert page.text.count('" checked>') == 7
    assert answers(session) == []


def test_a_slip_of_another_round_opens_nothing(
    client: Any, session: Any, asking: ResidentRound
) -> None:
    other = make.resident_round(make.activity(status=Status.PUBLISHED))
    given = slip(client, f"/rate/{other.key}")
    page = client.send(f"/rate/{asking.key}", {"slip": given, **SEVEN})
    assert page.status_code == 422


def test_nothing_answered_is_asked_again(client: Any, session: Any, asking: ResidentRound) -> None:
    path = f"/rate/{asking.key}"
    page = client.send(path, {"slip": slip(client, path), "Q2": "dont_know"})
    assert page.status_code == 422
    assert "Answer one question or more" in page.text


def test_the_team_is_sent_to_the_form_for_paper(
    as_: Any, entry: Activity, asking: ResidentRound
) -> None:
    from_team = as_(entry_owner(entry))
    assert "Only people outside the team answer here" in from_team.get(f"/rate/{asking.key}").text


def entry_owner(entry: Activity) -> Person:
    found: Person = db.session.get_one(Person, entry.owner_id)
    return found


def test_a_closed_round_says_so(
    as_: Any, client: Any, entry: Activity, asking: ResidentRound
) -> None:
    slug, key = entry.slug, asking.key
    by_owner = as_(entry_owner(entry))
    assert by_owner.send(f"/activities/{slug}/residents/{asking.id}/close").status_code == 303
    assert "This round has closed" in client.get(f"/rate/{key}").text


def test_the_link_of_a_withdrawn_entry_leads_nowhere(
    client: Any, entry: Activity, asking: ResidentRound
) -> None:
    key = asking.key
    make.withdraw(entry)
    for part in ("", "/poster", "/paper", "/qr.svg", "/thanks"):
        assert client.get(f"/rate/{key}{part}").status_code == 404


def test_a_poster_has_a_code_for_phones(client: Any, asking: ResidentRound) -> None:
    key = asking.key
    assert f"http://localhost/rate/{key}" in client.get(f"/rate/{key}/poster").text
    code = client.get(f"/rate/{key}/qr.svg")
    assert code.mimetype == "image/svg+xml"
    assert b"<svg" in code.data


def visible_text(page: str) -> str:
    """Return what people read of the content of a page: what is folded away counts too."""
    (main,) = re.findall(r"<main.*?</main>", page, re.DOTALL)
    drawn_or_hidden = re.sub(r"<svg.*?</svg>|<!--.*?-->", "", main, flags=re.DOTALL)
    ends = re.sub(r"</(?:p|h1|legend|label|div|summary|button|li)>", "\n", drawn_or_hidden)
    return unescape(re.sub(r"<[^>]+>", " ", ends))


def sentences(text: str) -> str:
    """Return a text with a full stop after each line: an answer to choose ends without one."""
    lines = [line.strip().rstrip(".?") for line in text.splitlines()]
    return " ".join(f"{line}." for line in lines if line)


@pytest.mark.parametrize("part", ["", "/paper", "/poster"])
def test_what_residents_are_given_is_short_and_plain(
    client: Any, asking: ResidentRound, part: str
) -> None:
    text = visible_text(client.get(f"/rate/{asking.key}{part}").text)

    assert len(re.findall(r"[\w’]+", text)) < 400
    assert (get_reading_age(sentences(text)) or 0) <= 11


def test_who_sent_answers_reads_how_we_see_to_it_that_everybody_answers_once(
    client: Any, asking: ResidentRound
) -> None:
    assert "How we make sure that" in client.get(f"/rate/{asking.key}/thanks").text


def test_form_paper_and_poster_say_what_happens_and_what_cannot_be_promised(
    client: Any, asking: ResidentRound
) -> None:
    for part in ("", "/poster", "/paper"):
        page = client.get(f"/rate/{asking.key}{part}").text
        told = re.search(r"We do not ask your name\..*?prevent that\.", page, re.DOTALL)
        assert told, part
        assert "Somebody who knew all the other answers" in told[0]
        assert (get_reading_age(told[0]) or 0) <= 11


def test_the_paper_form_asks_what_the_page_asks(client: Any, asking: ResidentRound) -> None:
    path = f"/rate/{asking.key}"
    said = re.compile(r"<span>([^<]+)</span>")
    on_paper = set(said.findall(client.get(f"{path}/paper").text))
    assert on_paper == set(said.findall("".join(screens(client, path))))
    assert len(on_paper) > 3 + 6 * 5


def test_a_team_opens_a_round(as_: Any, session: Any, entry: Activity) -> None:
    day = clock.today()
    sent = as_(entry_owner(entry)).send(
        f"/activities/{entry.slug}/residents",
        {
            "round": "midpoint",
            "closes_on-day": str(day.day),
            "closes_on-month": str(day.month),
            "closes_on-year": str(day.year),
        },
    )
    assert sent.status_code == 303
    assert session.scalars(select(ResidentRound.closes_on)).one() == day


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_others_do_not_open_rounds_or_look_at_them(
    as_: Any, entry: Activity, asking: ResidentRound, role: Role
) -> None:
    browser, slug, key = as_(role), entry.slug, asking.id
    assert browser.get(f"/activities/{slug}/residents").status_code == 403
    for part in ("", "/on-behalf", "/answers"):
        assert browser.get(f"/activities/{slug}/residents/{key}{part}").status_code == 403
    assert browser.send(f"/activities/{slug}/residents/{key}/close").status_code == 403
    assert browser.send(f"/activities/{slug}/residents/{key}/on-behalf", SEVEN).status_code == 403


def test_an_answer_on_paper_is_typed_in(
    as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    browser = as_(entry_owner(entry))
    path = f"/activities/{entry.slug}/residents/{asking.id}/on-behalf"
    typed = {**SEVEN, "given": "paper", "note": "At the lunch club"}
    assert browser.send(path, {"slip": slip(browser, path), **SEVEN}).status_code == 422
    assert browser.send(path, {"slip": slip(browser, path), **typed}).status_code == 303
    assert browser.send(path, {"slip": slip(browser, path), **typed}).status_code == 303
    assert [each.given_note for each in answers(session)] == ["At the lunch club"] * 2


def test_a_curator_sets_answers_aside_with_a_public_reason(
    app: Any, as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    slug, path = entry.slug, f"/activities/{entry.slug}/residents/{asking.id}/answers"
    for _ in range(11):
        answer(app, asking)
    curator = as_(Role.CURATOR)
    make.release_round(asking)
    assert "within 15 seconds" in curator.get(path).text
    chosen = [each.id for each in answers(session)][:1]
    assert curator.send(path, {"chosen": chosen, "reason": ""}).status_code == 422
    assert curator.send(path, {"chosen": [999], "reason": "x"}).status_code == 422
    assert curator.send(path, {"chosen": chosen, "reason": "Sent twice"}).status_code == 303
    page = app.test_client().get(f"/stories/{slug}/ratings").text
    assert "Sent twice" in page
    assert "Fewer than 5" in page


def test_where_nobody_answered_there_is_nothing_to_set_aside(
    as_: Any, entry: Activity, asking: ResidentRound
) -> None:
    path = f"/activities/{entry.slug}/residents/{asking.id}/answers"
    curator = as_(Role.CURATOR)
    assert "Nobody has answered yet" in curator.get(path).text
    assert curator.send(path).status_code == 404


def test_a_curator_releases_a_round_from_the_queue_with_its_signs_beside_it(
    as_: Any, client: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    for _ in range(3):
        make.resident_answers(asking, *["y333333"] * 4)
    title, curator = f"What residents said about “{entry.title}”", as_(Role.CURATOR)
    assert title not in curator.get("/desk").text
    path = address_of(make.close_round(asking))

    assert title in curator.get("/desk").text
    page = curator.get(path).text
    assert "Three or more that are the same in every answer came within an hour." in page
    assert path in curator.get(f"/activities/{entry.slug}/residents/{asking.id}/answers").text
    assert as_(entry_owner(entry)).get(path).status_code == 404
    assert send(curator, asking, "release").status_code == 303
    assert title not in curator.get("/desk").text
    assert "About 10 people answered" in client.get(f"/stories/{entry.slug}/ratings").text


def test_answers_that_were_set_aside_meanwhile_are_seen_before_the_release(
    as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    make.resident_answers(asking, *["y333333"] * 11)
    path = address_of(make.close_round(asking))
    curator, other = as_(Role.CURATOR), make.person(role=Role.CURATOR).actor
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', curator.get(path).text)
    actions.set_answers_aside(other, asking, [answers(session)[0].id], "Sent twice")
    session.commit()

    assert curator.send(path, {"decision": "release", "seen": seen}).status_code == 409
    assert is_open(asking)


def test_a_curator_with_a_hand_in_the_entry_reads_nothing_of_a_closed_round(
    as_: Any, session: Any
) -> None:
    own = make.activity(owner=make.person(role=Role.CURATOR), status=Status.PUBLISHED)
    asking = make.resident_round(own)
    make.resident_answers(asking, *["y333333"] * 4)
    path = address_of(make.close_round(asking))

    page = as_(entry_owner(own)).get(path).text
    assert "answers count" not in page
    assert "within an hour" not in page


def test_a_round_whose_day_has_passed_waits_from_the_next_run_of_its_job_on(
    session: Any, asking: ResidentRound
) -> None:
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert actions.close_finished_rounds() == 1
        assert is_open(asking)
        assert actions.close_finished_rounds() == 0


def test_a_curator_who_looks_after_the_entry_sees_no_single_answers(as_: Any) -> None:
    own = make.activity(owner=make.person(role=Role.CURATOR), status=Status.PUBLISHED)
    asking = make.resident_round(own)
    path = f"/activities/{own.slug}/residents/{asking.id}/answers"
    assert as_(entry_owner(own)).get(path).status_code == 403


def test_words_are_published_or_declined_by_a_curator(
    app: Any, as_: Any, session: Any, entry: Activity, asking: ResidentRound
) -> None:
    slug, client = entry.slug, app.test_client()
    for words in ("Good <b>tea</b>", "Mrs X was rude", *[""] * 8):
        answer(app, asking, remark=words)
    held = as_(Role.CURATOR).get(f"/activities/{slug}/residents/{asking.id}/answers").text
    assert "Mrs X was rude" in held, "a curator can read at any time whether somebody is in danger"
    make.release_round(db.session.merge(asking))
    first, second = session.scalars(select(ResidentRemark).order_by(ResidentRemark.id))
    assert "Good" not in client.get(f"/stories/{slug}/ratings").text
    curator = as_(Role.CURATOR)
    assert "Mrs X was rude" in curator.get(address_of(second)).text
    assert send(curator, first, "publish").status_code == 303
    assert send(curator, second, "decline").status_code == 422
    assert send(curator, second, "decline", message="Name").status_code == 303
    page = client.get(f"/stories/{slug}/ratings").text
    assert "Good &lt;b&gt;tea&lt;/b&gt;" in page
    assert "Mrs X" not in page
