import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.core.values.howmany import HowMany, Sureness
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.presenters import get_comment_settings
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.comments.rules import CommentSettings
from coprod.engagement.moderation.actions import CommentAsSeen, decide_comment
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.moderation.queries import fingerprint_comment
from coprod.engagement.moderation.rules import Verdict
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from coprod.register.sections import rules as sections
from coprod.register.sections.actions import write_parts
from tests import make

As = Callable[..., Any]
WRITE = "/comments/on/entry/falls-group/write"
SHARED = "/comments/on/entry/falls-group/shared"
PAGE = "/comments/on/entry/falls-group"
SAID = {"kind": "question", "body": "Is there a lift?"}
MOST_QUESTIONS = 15


@pytest.fixture
def entry(session: Any) -> Any:
    return make.activity(status=Status.PUBLISHED)


def test_a_guest_writes_with_two_answers_and_gets_a_private_link(
    client: Any, session: Any, entry: Any
) -> None:
    sent = client.send(WRITE, SAID)
    receipt = client.get(sent.location)

    comment = session.scalars(select(Comment)).one()
    assert sent.status_code == 303
    assert "Thank you. We have your comment" in receipt.text
    assert f"http://localhost{sent.location}" in receipt.text
    assert receipt.headers["Cache-Control"] == "no-store"
    assert sent.location.rpartition("/")[2] not in (comment.token_hash, comment.encrypted_token)
    assert (comment.name, comment.email, comment.state) == ("", None, CommentState.WAITING)


def test_a_shared_device_forgets_who_wrote_last(client: Any, session: Any, entry: Any) -> None:
    sent = client.send(SHARED, {**SAID, "body": "Secretquestion"})
    done = client.get(sent.location)

    comment = session.scalars(select(Comment)).one()
    link = client.get(sent.location).text.partition("/comments/receipt/")[2][:64]
    assert str(comment.id) in done.text
    assert "Secretquestion" in client.get(f"/comments/receipt/{link}").text
    assert done.headers["Cache-Control"] == "no-store"
    fresh = client.get(SHARED)
    assert fresh.headers["Cache-Control"] == "no-store"
    for page in (fresh, client.get(SHARED), client.get(sent.location)):
        assert "Secretquestion" not in page.text
        assert link not in page.text


def test_nobody_writes_on_a_shared_device_with_the_account_of_another(
    as_: As, session: Any, entry: Any
) -> None:
    browser = as_(Role.TEAM_MEMBER)

    assert "Sign out before other people write here" in browser.get(SHARED).text
    assert browser.send(SHARED, SAID).status_code == 403
    assert session.scalars(select(Comment)).all() == []


def test_a_receipt_says_again_what_to_do_if_somebody_is_not_safe(
    client: Any, session: Any, entry: Any
) -> None:
    receipt = client.get(client.send(WRITE, SAID).location)

    assert "call 999" in receipt.text
    assert 'href="tel:999"' in receipt.text


def test_a_receipt_comes_by_mail_and_repeats_nothing(client: Any, session: Any, entry: Any) -> None:
    sent = client.send(WRITE, {**SAID, "email": "me@example.org"})

    letter = session.scalars(select(Outgoing).where(Outgoing.recipient == "me@example.org")).one()
    assert sent.location in letter.text
    assert "lift" not in letter.text


def test_the_curators_hear_once_that_something_waits(client: Any, session: Any, entry: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    for _ in range(3):
        client.send(WRITE, SAID)

    told = session.scalars(select(Outgoing).where(Outgoing.recipient == curator.email)).all()
    assert len(told) == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": ""}, "Choose what it is"),
        ({"kind": "rant"}, "Choose from the list"),
        ({"body": ""}, "Write what you want to say"),
        ({"body": "word " * 1200}, "Shorten this to about 1,000 words"),
        ({"email": "nonsense"}, "right form"),
        ({"name": "x" * 81}, "Shorten this"),
    ],
)
def test_words_survive_every_mistake(
    client: Any, entry: Any, typed: dict[str, str], message: str
) -> None:
    answer = client.send(WRITE, {**SAID, "name": "Nickname", **typed})

    assert answer.status_code == 422
    assert message in answer.text
    assert typed.get("name", "Nickname") in answer.text


def test_words_survive_a_form_that_was_open_too_long(client: Any, entry: Any) -> None:
    answer = client.post(WRITE, data={**SAID, "csrf_token": "old"})

    assert answer.status_code == 400
    assert "Is there a lift?" in answer.text
    assert f'action="{WRITE}"' in answer.text


def test_the_trap_is_out_of_everybodys_way_and_refuses_nothing(
    client: Any, session: Any, entry: Any
) -> None:
    page = client.get(WRITE).text
    client.send(WRITE, {**SAID, "website": "https://spam.example"})

    trap = re.search(r'<div class="app-trap" aria-hidden="true">.*?</div>', page)
    assert trap
    assert 'tabindex="-1"' in trap[0]
    assert 'autocomplete="off"' in trap[0]
    assert session.scalars(select(Comment)).one().spam_codes == ["trap"]


def test_the_banner_comes_from_the_place(client: Any, session: Any, entry: Any) -> None:
    make.keep(Partnership(name="P", partnership="T", safeguarding="Ring the council on 12345"))
    page = client.get(WRITE).text

    assert "Ring the council on 12345" in page
    assert page.index("Ring the council") < page.index('id="body"')


def test_people_in_a_small_group_are_warned(client: Any, session: Any, entry: Any) -> None:
    warning = "Others may know who you are"
    assert warning not in client.get(WRITE).text
    write_parts(session.merge(entry), (sections.People(HowMany(Sureness.EXACT, 8)),))
    session.commit()

    assert warning in client.get(WRITE).text


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.PUBLISHED])
def test_only_what_is_public_can_be_commented_on(
    client: Any, as_: As, session: Any, status: Status
) -> None:
    made = make.activity(status=status)
    make.person()
    for browser in (client, as_(Role.CURATOR)):
        for path in (PAGE, WRITE):
            assert browser.get(path).status_code == 404
        assert browser.send(WRITE, SAID).status_code == 404
    assert made.status is status


def test_there_is_no_other_kind_of_thing_to_comment_on(client: Any, entry: Any) -> None:
    assert client.get("/comments/on/person/falls-group").status_code == 404


def test_signed_in_people_find_their_comments_in_their_account(
    as_: As, session: Any, entry: Any
) -> None:
    browser = as_(Role.RESIDENT)
    sent = browser.send(WRITE, SAID)

    assert sent.location.startswith("/comments/mine/")
    assert "Is there a lift?" in browser.get("/comments/mine").text
    assert browser.get(sent.location).status_code == 200
    assert as_(Role.RESIDENT).get(sent.location).status_code == 404


def test_a_team_member_types_for_somebody_and_readers_see_that(
    client: Any, as_: As, session: Any, entry: Any
) -> None:
    path = f"{PAGE}/on-behalf"
    typed = {**SAID, "way": "phone", "consent": "Said yes on the phone"}
    browser = as_(Role.TEAM_MEMBER)
    refused = browser.send(path, {**typed, "consent": ""})
    sent = browser.send(path, typed)
    comment = session.scalars(select(Comment)).one()
    make.decide(comment, entry, Outcome.PUBLISH)

    page = client.get(PAGE).text
    assert refused.status_code == 422
    assert "/comments/receipt/" in sent.location
    assert "typed for them by somebody else" in page
    assert "Said yes on the phone" not in page
    assert session.scalars(select(Origin.typed_by_id)).one()
    assert as_(Role.RESIDENT).get(path).status_code == 403


# What readers see


def test_readers_see_kinds_names_edits_and_the_wait(client: Any, session: Any, entry: Any) -> None:
    make.comment(entry, "A lift would help", kind=CommentKind.IDEA, outcome=Outcome.PUBLISH)
    make.comment(entry, outcome=Outcome.EDIT)

    for path in (PAGE, "/stories/falls-group"):
        page = client.get(path).text
        assert "An idea" in page
        assert "A resident" in page
        assert "A moderator took something out" in page
        assert "The team has been asked to answer by" in page
        assert "The hall was cold" not in page


@time_machine.travel("2026-12-24 12:00", tick=False)
def test_nobody_is_promised_anything_for_a_day_off(client: Any, session: Any, entry: Any) -> None:
    make.keep(Partnership(name="P", partnership="T", days_off="2026-12-25\n2026-12-28\n2027-01-01"))
    sent = client.send(WRITE, {**SAID, "kind": "thanks"})
    assert "30 December 2026" in client.get(sent.location).text

    comment = make.comment(entry, kind=CommentKind.IDEA)
    curator = make.person(role=Role.CURATOR).actor
    with client.application.test_request_context():
        reading = CommentAsSeen(
            comment, ACTIVITY_SUBJECTS.build_subject(entry), fingerprint_comment(comment)
        )
        decide_comment(
            curator, reading, Verdict(Outcome.PUBLISH, comment.words), get_comment_settings()
        )
    assert comment.answer_by == date(2027, 1, 12)


def test_a_hidden_comment_leaves_a_marker_and_its_answers(
    client: Any, session: Any, entry: Any
) -> None:
    first = make.comment(entry, "Hidden words", outcome=Outcome.PUBLISH)
    ways = CommentSettings(replies=True)
    make.comment(entry, "An answer", parent=first, settings=ways, outcome=Outcome.PUBLISH)
    make.decide(first, entry, Outcome.DECLINE)

    page = client.get(PAGE).text
    assert "A moderator hid it on" in page
    assert "An answer" in page
    assert "Hidden words" not in page
    assert "1 comment" in page


def test_a_thousand_comments_are_paged_with_few_questions(
    client: Any, session: Any, entry: Any, queries: list[str]
) -> None:
    made = [
        Comment(
            subject_kind="entry",
            subject_id=entry.id,
            kind=CommentKind.IDEA,
            state=CommentState.PUBLISHED,
            body=f"Number {n}.",
            origin=None,
        )
        for n in range(1000)
    ]
    session.add_all(made)
    session.commit()
    client.get("/stories")  # the first search makes the index, which no page does again

    queries.clear()
    page = client.get(f"{PAGE}?page=2").text
    assert len(queries) <= MOST_QUESTIONS
    assert "Page 2 of 34" in page
    assert "Number 969." in page
    assert "Number 970." not in page
    assert "1000 comments" in page
    assert "There is nothing on this page" in client.get(f"{PAGE}?page=999").text
    queries.clear()
    assert "Read all 1000 comments" in client.get("/stories/falls-group").text
    assert len(queries) <= MOST_QUESTIONS


@pytest.mark.parametrize("asked", ["?page=x", "?page=-1", "?page=99999999999", "?kind=' OR 1=1"])
def test_an_address_that_makes_no_sense_is_read_kindly(client: Any, entry: Any, asked: str) -> None:
    assert client.get(PAGE + asked).status_code == 200


def test_words_are_shown_as_they_are_and_never_run(client: Any, session: Any, entry: Any) -> None:
    make.comment(entry, "<svg/onload=x> {{1337*7}}", outcome=Outcome.PUBLISH)

    page = client.get(PAGE).text
    assert "&lt;svg/onload=x&gt; {{1337*7}}" in page


def test_anybody_can_say_that_they_would_like_an_answer(client: Any, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    form = {"kind": "thanks", "body": "Thank you. When is the next one?", "wants_answer": "y"}
    client.send(f"/comments/on/entry/{entry.slug}/write", form)

    comment = session.scalars(select(Comment)).one()
    make.decide(comment, session.get(type(entry), entry.id), Outcome.PUBLISH)
    comment = session.scalars(select(Comment)).one()
    assert comment.wants_answer
    assert comment.waits_for_answer
    assert "asked to answer by" in client.get(f"/comments/on/entry/{entry.slug}").text


def test_the_tick_for_an_answer_survives_a_mistake(client: Any, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    form = {"kind": "thanks", "body": "", "wants_answer": "y"}
    answer = client.send(f"/comments/on/entry/{entry.slug}/write", form)

    assert answer.status_code == 422
    assert "checked" in answer.text[answer.text.index('name="wants_answer"') :][:80]
