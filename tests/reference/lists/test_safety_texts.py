"""What people read before they write: one text a language, English where one is missing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.core.values.actor import SYSTEM, Role
from coprod.reference.lists import actions, rules
from coprod.reference.lists.models import Partnership
from coprod.reference.lists.schemas import build_place, parse_text, read_place
from coprod.register.activities.enums import Status
from tests import make

As = Callable[[Any], Any]
EMERGENCY = "Call 999, or the council on 020 7364 5005."
BENGALI = "জরুরি হলে 999 নম্বরে ফোন করুন।"
TEXTS = {"safeguarding": BENGALI, "under_16": "ষোলোর কম", "consent": "রাজি", "is_checked": False}
FORM = {"safeguarding": BENGALI, "under_16": "ষোলোর কম", "consent": "রাজি", "version": "1"}
ADDRESS = "/lists/place/safety-texts/bn"


@pytest.fixture
def place(session: Any) -> Any:
    return make.keep(
        Partnership(name="P", partnership="T", safeguarding=EMERGENCY, translations={"bn": TEXTS})
    )


def write_page(client: FlaskClient, code: str) -> str:
    entry = make.activity(status=Status.PUBLISHED)
    return client.get(f"/{code}/comments/on/entry/{entry.slug}/write").text


def test_who_writes_reads_the_text_of_their_language(client: FlaskClient, place: Any) -> None:
    page = write_page(client, "bn")

    assert BENGALI in page
    assert EMERGENCY not in page
    assert "ষোলোর কম" in page
    assert "রাজি" in page
    assert page.index(BENGALI) < page.index('id="body"')


def test_where_it_is_missing_the_english_stands_first_with_the_numbers(
    client: FlaskClient, place: Any
) -> None:
    page = write_page(client, "so")

    assert f'<span lang="en">{EMERGENCY}</span>' in page
    for number, shown in (("999", "999"), ("02073645005", "020\u00a07364\u00a05005")):
        assert f'href="tel:{number}"' in page
        assert f">{shown}</a>" in page
    assert page.index('href="tel:999"') < page.index('<form method="post" novalidate')
    assert '<span lang="en">If you are under 16' in page
    assert '<span lang="en">When you send this' in page


def test_a_page_to_read_is_there_without_the_text(client: FlaskClient, place: Any) -> None:
    answer = client.get("/so/contact")

    assert answer.status_code == 200
    assert f'<span lang="en">{EMERGENCY}</span>' in answer.text


def test_a_text_that_no_speaker_checked_says_so_where_people_write(
    client: FlaskClient, session: Any, place: Any
) -> None:
    mark = "No speaker of this language has checked these words yet"
    assert mark in write_page(client, "bn")
    assert mark not in write_page(client, "en")

    session.merge(place).translations = {"bn": {**TEXTS, "is_checked": True}}
    session.commit()
    assert mark not in write_page(client, "bn")


def test_the_desk_asks_for_what_is_missing_and_for_a_speaker(as_: As, place: Any) -> None:
    desk = as_(Role.CURATOR).get("/desk").text

    assert "Safety texts are missing" in desk
    assert "/lists/place/safety-texts/so" in desk
    assert "No speaker has checked the safety texts" in desk
    assert ADDRESS in desk


def test_a_curator_writes_a_text_and_says_that_it_was_checked(
    as_: As, session: Any, place: Any
) -> None:
    browser = as_(Role.CURATOR)
    answer = browser.send(ADDRESS, {**FORM, "is_checked": "y", "consent": "আমি রাজি"})

    kept = session.scalars(select(Partnership)).one().translations["bn"]
    assert answer.status_code == 303
    assert kept == {**TEXTS, "consent": "আমি রাজি", "is_checked": True}


def test_a_text_without_999_is_not_kept_and_what_was_typed_survives(
    as_: As, session: Any, place: Any
) -> None:
    answer = as_(Role.CURATOR).send(ADDRESS, {**FORM, "safeguarding": "সাহায্য নিন"})

    assert answer.status_code == 422
    assert "সাহায্য নিন" in answer.text
    assert "999" in answer.text
    assert session.scalars(select(Partnership)).one().translations["bn"] == TEXTS


def test_who_was_overtaken_is_told(as_: As, session: Any, place: Any) -> None:
    answer = as_(Role.CURATOR).send(ADDRESS, {**FORM, "version": "7"})

    assert answer.status_code == 422
    assert "Somebody else changed this" in answer.text


@pytest.mark.parametrize("code", ["en", "xx"])
def test_there_is_no_translation_into_english_or_into_no_language(
    as_: As, place: Any, code: str
) -> None:
    assert as_(Role.CURATOR).get(f"/lists/place/safety-texts/{code}").status_code == 404


def test_the_names_of_the_place_change_and_the_texts_stay(
    as_: As, session: Any, place: Any
) -> None:
    form = {"name": "Q", "partnership": "T", "register_name": "R", "curator_title": "C"}
    as_(Role.CURATOR).send("/lists/place", {**form, "version": "1"})

    changed = session.scalars(select(Partnership)).one()
    assert (changed.name, changed.translations) == ("Q", {"bn": TEXTS})


def test_the_file_of_a_place_has_a_text_for_each_language(session: Any) -> None:
    demo = Path(__file__).parents[3] / "examples" / "tower-hamlets" / "place.yaml"
    actions.load_place(SYSTEM, read_place(demo))

    kept = session.scalars(select(Partnership)).one()
    assert set(kept.translations) == {"bn", "so"}
    assert not any(each["is_checked"] for each in kept.translations.values())
    for each in kept.translations.values():
        assert "999" in each["safeguarding"]


def test_a_number_that_nobody_answers_is_found_in_every_language() -> None:
    given = (
        "place: {name: A, partnership: B, translations: {bn: {safeguarding: 999, 020 7946 0001}}}"
    )
    data = parse_text(given.replace("999, 020 7946 0001", '"999, 020 7946 0001"'), build_place)

    assert [name for name, _ in rules.list_made_up(data.place)] == ["translations"]


def test_texts_that_somebody_changed_meanwhile_are_shown_again_where_there_were_none(
    as_: As, session: Any, place: Any
) -> None:
    sent = {"safeguarding": BENGALI, "version": "99"}
    answer = as_(Role.CURATOR).send("/lists/place/safety-texts/so", sent)

    assert answer.status_code == 422
    assert BENGALI in answer.text
