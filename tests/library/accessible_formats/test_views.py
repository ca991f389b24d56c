"""Reading formats, making them, asking for one, and the sheet for a noticeboard."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.library.accessible_formats.enums import FormatKind, RequestChannel
from coprod.library.accessible_formats.models import FormatRequest, FormatVersion
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.library.accessible_formats.make import request, shown, with_picture, written
from tests.reviews.make import address_of, send

As = Callable[..., Any]


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def owner(session: Any, activity: Activity) -> Person:
    found: Person = session.get(Person, activity.owner_id)
    return found


def checked() -> dict[str, str]:
    day = clock.today()
    return {
        "checked_by": "Self-advocacy group",
        "checked_on-day": str(day.day),
        "checked_on-month": str(day.month),
        "checked_on-year": str(day.year),
    }


def test_readers_find_the_formats_that_are_there(client: Any, entry: Activity) -> None:
    for kind in FormatKind:
        shown(entry, kind)
    page = client.get(f"/stories/{entry.slug}").text
    for words in ("Easy read", "British Sign Language film", "সিলেটি", "Self-advocacy group"):
        assert words in page

    assert "«We made a plan.»" in client.get(f"/stories/{entry.slug}/easy-read").text
    translated = client.get(f"/stories/{entry.slug}/in/bn").text
    assert 'lang="bn"' in translated
    assert "«translated»" in translated
    assert client.get(f"/stories/{entry.slug}/in/so").status_code == 404


def test_what_waits_is_seen_by_the_team_alone(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    written(entry)
    path = f"/stories/{entry.slug}/easy-read"

    assert client.get(path).status_code == 404
    assert as_(Role.TEAM_MEMBER).get(path).status_code == 404
    assert "Easy read" not in client.get(f"/stories/{entry.slug}").text
    assert as_(owner(session, entry)).get(path).status_code == 200


def test_the_team_makes_easy_read_and_a_curator_lets_it_be_read(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    make.person(role=Role.CURATOR)
    browser, path = as_(owner(session, entry)), f"/activities/{entry.slug}/formats"
    for kind in FormatKind:
        assert browser.get(f"{path}/{kind.value}").status_code == 200
        assert browser.send(f"{path}/{kind.value}", {}).status_code == 422
    lines = {"lines": "We met.\n\nWe made a plan.", **checked()}
    sent = browser.send(f"{path}/easy-read", lines)
    assert sent.status_code == 303
    pictures = browser.get(sent.location)
    assert "We made a plan." in pictures.text
    assert browser.send(f"{sent.location}/1", {"file": "99", "alt": "x"}).status_code == 422
    assert browser.send(f"{sent.location}/1", {"file": "", "alt": ""}).status_code == 303
    assert "We made a plan." in browser.get(f"{path}/easy-read").text

    version = session.scalars(select(FormatVersion)).one()
    assert send(browser, version, "show").status_code == 403
    curator = as_(Role.CURATOR)
    assert entry.title in curator.get("/desk/formats", follow_redirects=True).text
    assert send(curator, version, "show").status_code == 303
    assert "We made a plan." in client.get(f"/stories/{entry.slug}/easy-read").text
    assert browser.send(f"{path}/{version.id}/remove").status_code == 303
    assert client.get(f"/stories/{entry.slug}/easy-read").status_code == 404


def test_a_curator_finds_what_waits_on_the_page_of_formats(as_: As, entry: Activity) -> None:
    written(entry)
    path = f"/activities/{entry.slug}/formats"

    assert "Decide whether readers see it" in as_(Role.CURATOR).get(path).text


def test_a_picture_without_words_is_asked_for_again_and_stays_chosen(as_: As, session: Any) -> None:
    entry, picture = with_picture()
    browser, version = as_(owner(session, entry)), written(entry)
    here = f"/activities/{entry.slug}/formats/{version.id}/pictures/1"
    chosen = str(picture.id)

    sent = browser.send(here, {"file": chosen, "alt": ""})

    assert sent.status_code == 422
    assert f'<option value="{chosen}" selected>' in sent.text
    assert 'id="alt-1-error"' in sent.text
    assert 'aria-describedby="alt-1-error"' in sent.text
    foreign = browser.send(here, {"file": "99999", "alt": "A plan"}).text
    assert 'href="#file-1"' in foreign
    assert 'value="A plan"' in foreign


def test_others_do_not_write_formats(client: Any, as_: As, entry: Activity) -> None:
    path = f"/activities/{entry.slug}/formats"
    for other in (path, f"{path}/bsl"):
        assert client.get(other).status_code == 303
        assert as_(Role.TEAM_MEMBER).get(other).status_code == 403
    assert as_(Role.TEAM_MEMBER).send(f"{path}/bsl", checked()).status_code == 403


def test_somebody_asks_without_an_account_and_the_desk_keeps_track(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    curator = make.person(role=Role.CURATOR)
    path = f"/stories/{entry.slug}/ask-for-a-format"
    said = {"format": "braille", "contact": "«1 High Street»", "how": "phone"}
    assert client.get(path).status_code == 200
    assert client.send(path, {"format": "braille"}).status_code == 422
    assert client.send(path, said).status_code == 303

    kept = session.scalars(select(FormatRequest)).one()
    assert kept.how is RequestChannel.FORM, "only a curator types it in for somebody"
    letters = session.scalars(select(Outgoing).where(Outgoing.recipient == curator.email)).all()
    assert all("High Street" not in each.text for each in letters)
    browser = as_(curator)
    assert "High Street" not in browser.get("/desk").text
    assert "«1 High Street»" in browser.get(address_of(kept)).text
    assert send(browser, kept, "done", message="").status_code == 422
    long = send(browser, kept, "done", message="«sent» " * 100)
    assert long.status_code == 422
    assert "«sent» «sent»" in long.text
    assert send(browser, kept, "done", message="Sent").status_code == 303
    assert "High Street" not in browser.get(address_of(kept)).text


def test_a_curator_types_in_who_rang(as_: As, session: Any, entry: Activity) -> None:
    said = {"format": "on_paper", "contact": "«address»", "how": "phone"}

    as_(Role.CURATOR).send(f"/stories/{entry.slug}/ask-for-a-format", said)

    assert session.scalars(select(FormatRequest.how)).all() == [RequestChannel.PHONE]


def test_what_people_ask_for_is_on_no_page_but_the_desk(
    client: Any, as_: As, session: Any, entry: Activity
) -> None:
    request(entry)
    for browser in (client, as_(owner(session, entry)), as_(Role.LAY_MEMBER)):
        for path in (f"/stories/{entry.slug}", f"/activities/{entry.slug}/formats", "/stories"):
            assert "07700" not in browser.get(path).text


def test_the_sheet_for_a_noticeboard_has_its_code_and_address(client: Any, entry: Activity) -> None:
    page = client.get(f"/stories/{entry.slug}/noticeboard").text
    assert entry.title in page
    assert f"/stories/{entry.slug}" in page
    code = client.get(f"/stories/{entry.slug}/noticeboard.svg")
    assert (code.status_code, code.mimetype) == (200, "image/svg+xml")


def test_a_withdrawn_entry_is_in_no_format(client: Any, entry: Activity) -> None:
    shown(entry)
    make.withdraw(entry)
    for path in ("noticeboard", "noticeboard.svg", "ask-for-a-format", "easy-read"):
        assert client.get(f"/stories/{entry.slug}/{path}").status_code == 404
