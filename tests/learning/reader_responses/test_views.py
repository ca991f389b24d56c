"""Marks without a name, and what those say who took part."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values.actor import VISITOR, Role
from coprod.learning.reader_responses import queries
from coprod.learning.reader_responses.enums import WordsReview
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.register.activities.enums import Status
from tests import make
from tests.reviews.make import address_of, send

As = Callable[[Any], Any]
OTHERWISE = {"stand": "otherwise", "words": "We were tired", "agreed": "y"}


@pytest.fixture(params=["entry", "lesson"])
def thing(request: Any, session: Any) -> Any:
    if request.param == "entry":
        return make.activity(status=Status.PUBLISHED)
    return make.record()


def at(thing: Any) -> str:
    return f"/readers/{'entry' if hasattr(thing, 'title') else 'lesson'}/{thing.slug}"


def page_of(thing: Any) -> str:
    is_entry = hasattr(thing, "title")
    return f"/stories/{thing.slug}/learning" if is_entry else f"/learning/{thing.slug}"


def test_a_visitor_marks_once(app: Flask, client: Any, thing: Any, session: Any) -> None:
    for _ in range(3):
        assert client.send(f"{at(thing)}/useful").status_code == 303
        assert client.send(f"{at(thing)}/used").status_code == 303
    other = app.test_client()
    other.send(f"{at(thing)}/useful")  # type: ignore[attr-defined]

    assert (queries.summarize_marks(thing).useful, queries.summarize_marks(thing).used) == (2, 1)
    assert "Take that back" in client.get(page_of(thing)).text
    assert "Take that back" not in app.test_client().get(page_of(thing)).text


def test_a_mark_does_not_know_whose_it_is(as_: As, thing: Any, session: Any) -> None:
    person = make.person(role=Role.RESIDENT)
    as_(person).send(f"{at(thing)}/useful")

    columns = {name: getattr(mark, name) for mark in kept(session) for name in columns_of(mark)}
    assert person.fs_uniquifier not in str(columns)
    assert person.id not in [columns[name] for name in columns if name not in KEYS]


KEYS = {"id", "activity_id", "record_id"}


def kept(session: Any) -> list[ReaderMark]:
    return list(session.scalars(select(ReaderMark)))


def columns_of(mark: ReaderMark) -> list[str]:
    return list(ReaderMark.__mapper__.column_attrs.keys())


def test_somebody_signed_in_marks_once_from_anywhere(as_: As, client: Any, thing: Any) -> None:
    person = make.person(role=Role.RESIDENT)
    for _ in range(2):
        as_(person).send(f"{at(thing)}/useful")

    assert queries.summarize_marks(thing).useful == 1


def test_what_anybody_can_press_is_no_figure(app: Flask, client: Any, thing: Any) -> None:
    """Four marks look like none, and six from one address are told without a number."""
    before = told(client, thing)
    for _ in range(4):
        app.test_client().send(f"{at(thing)}/useful")  # type: ignore[attr-defined]
    four = told(client, thing)
    for _ in range(2):
        app.test_client().send(f"{at(thing)}/useful")  # type: ignore[attr-defined]
    six = told(client, thing)
    for _ in range(6):
        app.test_client().send(f"{at(thing)}/useful")  # type: ignore[attr-defined]

    assert before == four == "Not enough people have told us yet if it helped them."
    assert six == told(client, thing)
    assert six.startswith("Readers say that they found it useful.")
    assert not re.search(r"\d", six)


def told(client: Any, thing: Any) -> str:
    section = client.get(page_of(thing)).text.split('id="marks"')[1]
    words: str = re.findall(r'<p class="govuk-body">(.*?)</p>', section)[0]
    return words


def test_a_mark_is_taken_back(client: Any, thing: Any, session: Any) -> None:
    client.send(f"{at(thing)}/used", {"words": "For our lunch club"})
    assert client.send(f"{at(thing)}/take-back/used").status_code == 303

    assert kept(session) == []


def test_words_are_read_before_they_are_shown(
    as_: As, client: Any, thing: Any, session: Any
) -> None:
    client.send(f"{at(thing)}/used", {"words": "For our lunch club"})
    assert "For our lunch club" not in client.get(page_of(thing)).text
    curator = as_(Role.CURATOR)
    mark = kept(session)[0]
    assert "For our lunch club" in curator.get(address_of(mark)).text

    long = send(curator, mark, "decline", message="«no» " * 300)
    assert long.status_code == 422
    assert 'id="message-error"' in long.text
    assert "«no» «no»" in long.text
    assert send(curator, mark, "show").status_code == 303

    assert "For our lunch club" in client.get(page_of(thing)).text
    assert send(curator, mark, "show").status_code == 409


def test_words_that_are_declined_are_gone_and_the_mark_stays(
    as_: As, client: Any, thing: Any, session: Any
) -> None:
    client.send(f"{at(thing)}/used", {"words": "Call me on 020"})
    send(as_(Role.CURATOR), kept(session)[0], "decline", message="A telephone number")

    session.expire_all()
    assert [(m.words, m.reading) for m in kept(session)] == [("", WordsReview.DECLINED)]
    assert queries.summarize_marks(thing).used == 1


def test_nobody_praises_their_own(as_: As, session: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    record = make.record(writer=owner)

    for thing in (entry, record):
        assert as_(owner).send(f"{at(thing)}/useful").status_code == 403


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_only_what_is_public_is_marked(client: Any, status: Status, session: Any) -> None:
    for thing in (make.activity(status=status), make.record(status=status)):
        expected = 403 if status is Status.WITHDRAWN else 404
        assert client.send(f"{at(thing)}/useful").status_code == expected


# Those who took part


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER])
def test_who_took_part_agrees_and_it_counts(as_: As, client: Any, role: Role) -> None:
    record = make.record()
    browser = as_(role)
    browser.send(f"/readers/lesson/{record.slug}/sign", {"stand": "agree"})

    assert "1 person who took part agrees" in client.get(f"/learning/{record.slug}").text
    browser.send(f"/readers/lesson/{record.slug}/take-back-signature")
    assert "Nobody who took part has signed" in client.get(f"/learning/{record.slug}").text


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR, Role.ADMINISTRATOR])
def test_staff_do_not_sign(as_: As, role: Role) -> None:
    record = make.record()

    assert as_(role).send(f"/readers/lesson/{record.slug}/sign").status_code == 403


def test_another_view_is_read_by_a_curator_and_may_go_at_once(
    as_: As, client: Any, session: Any
) -> None:
    record = make.record()
    resident = make.person(role=Role.RESIDENT)
    path = f"/readers/lesson/{record.slug}"
    assert as_(resident).send(f"{path}/sign", {"stand": "otherwise"}).status_code == 422
    as_(resident).send(f"{path}/sign", OTHERWISE)
    assert "We were tired" not in client.get(f"/learning/{record.slug}").text
    assert "saw it differently" not in client.get(f"/learning/{record.slug}").text

    signature = session.scalars(select(Signature)).one()
    assert send(as_(Role.CURATOR), signature, "show").status_code == 303

    page = client.get(f"/learning/{record.slug}").text
    assert "We were tired" in page
    assert resident.name not in page
    assert session.scalars(select(Outgoing)).one().recipient == resident.email

    as_(resident).send(f"{path}/take-back-signature")
    assert "We were tired" not in client.get(f"/learning/{record.slug}").text
    assert session.scalars(select(Signature)).all() == []


def test_who_was_declined_reads_why(as_: As, client: Any, session: Any) -> None:
    record = make.record()
    resident = make.person(role=Role.RESIDENT)
    signature = make.signature(record.slug, by=resident)
    curator = as_(Role.CURATOR)

    empty = send(curator, signature, "decline")
    assert empty.status_code == 422
    assert 'href="#message"' in empty.text
    send(curator, signature, "decline", message="It names somebody")

    assert "It names somebody" in as_(resident).get(f"/learning/{record.slug}").text
    assert "It names somebody" not in client.get(f"/learning/{record.slug}").text


def test_a_curator_reads_no_words_about_their_own(as_: As, session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    record = make.record(writer=curator)
    signature = make.signature(record.slug)

    assert signature.words
    assert signature.words not in as_(curator).get(address_of(signature)).text
    assert signature.words in as_(Role.CURATOR).get(address_of(signature)).text
    assert send(as_(curator), signature, "show").status_code == 403


def test_a_mark_is_known_again_only_by_whoever_left_it(client: Any, thing: Any) -> None:
    client.send(f"{at(thing)}/useful")

    assert queries.summarize_marks(thing).own == frozenset()
    assert queries.summarize_marks(thing, "somebody").own == frozenset()
    assert queries.summarize_signatures(VISITOR, make.record()).own is None
