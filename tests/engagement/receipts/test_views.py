"""The private page of one's own comment: where it is, and what followed from it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.keyring import create_private_link
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.engagement.comments.actions import answer_comment
from coprod.engagement.comments.enums import CommentKind
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.commitments.actions import move_promise
from coprod.engagement.commitments.commands import write_commitment_reminders
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.queries import get_commitment
from coprod.engagement.commitments.rules import StepDraft
from coprod.engagement.moderation.enums import Outcome
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.engagement.commitments.make import moved, promise, unread
from tests.reviews.make import send

As = Callable[..., Any]
LINK = "a" * 43
GUEST = "guest@example.org"
RECEIPT = f"/comments/receipt/{LINK}"
STEP = re.compile(r'app-track__step--(\w+)">.*?app-track__heading">([^<]+)<', re.DOTALL)


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def write(entry: Activity, outcome: Outcome | None = None, **given: Any) -> Comment:
    return make.comment(entry, "Is there a «lift»?", outcome=outcome, token=LINK, **given)


def answer(entry: Activity, comment: Comment, outcome: Outcome | None = None) -> Comment:
    subject = ACTIVITY_SUBJECTS.build_subject(entry)
    reply = make.keep(answer_comment(make.owner(entry), subject, comment, "Yes, at the «back»"))
    if outcome:
        make.decide(reply, entry, outcome)
    return reply


def read_track(client: Any) -> list[tuple[str, str]]:
    return STEP.findall(client.get(RECEIPT).text)


def test_a_new_question_says_who_is_next(client: Any, entry: Activity) -> None:
    write(entry)

    assert read_track(client) == [
        ("done", "You sent it"),
        ("now", "A person reads it"),
        ("not_yet", "It goes on the page"),
        ("not_yet", "The team answers"),
    ]


def test_an_answer_is_there_when_a_curator_has_read_it(client: Any, entry: Activity) -> None:
    reply = answer(entry, write(entry, Outcome.PUBLISH))

    page = client.get(RECEIPT).text
    assert "«back»" not in page
    assert "The team has written an answer" in page
    make.decide(reply, entry, Outcome.PUBLISH)
    assert "at the «back»" in client.get(RECEIPT).text
    assert read_track(client)[-1] == ("done", "The team answered")


def test_whoever_has_no_answer_asks_once_more(
    client: Any, session: Any, as_: As, entry: Activity
) -> None:
    comment = write(entry, Outcome.PUBLISH)
    again = f"{RECEIPT}/answer/not-enough"
    answer(entry, comment, Outcome.PUBLISH)
    assert "Did this answer your question?" in client.get(RECEIPT).text

    assert client.send(again).status_code == 303
    assert read_track(client)[-1] == ("now", "The team answers again")
    assert "Did this answer your question?" not in client.get(RECEIPT).text
    assert client.send(f"{RECEIPT}/answer/enough", {"x": "1"}).status_code == 409
    assert "asked to say more by" in client.get(f"/stories/{entry.slug}").text
    owner = as_(session.get(Person, entry.owner_id))
    assert "Not enough yet, they say" in owner.get("/comments/to-answer").text


def test_nobody_rates_an_answer_that_no_reader_sees(client: Any, entry: Activity) -> None:
    answer(entry, write(entry, Outcome.PUBLISH))

    assert "Did this answer your question?" not in client.get(RECEIPT).text
    assert client.send(f"{RECEIPT}/answer/enough").status_code == 409


def test_a_second_answer_stands_below_the_first(client: Any, session: Any, entry: Activity) -> None:
    comment = write(entry, Outcome.PUBLISH)
    answer(entry, comment, Outcome.PUBLISH)
    client.send(f"{RECEIPT}/answer/not-enough")

    comment, entry = session.get(Comment, comment.id), session.get(Activity, entry.id)
    subject = ACTIVITY_SUBJECTS.build_subject(entry)
    reply = make.keep(answer_comment(make.owner(entry), subject, comment, "There is a «ramp» too"))
    make.decide(reply, entry, Outcome.PUBLISH)

    page = client.get(RECEIPT).text
    assert page.index("«back»") < page.index("«ramp»")
    assert read_track(client)[-1] == ("done", "The team answered again")


def test_an_answer_that_was_declined_leads_nowhere(client: Any, entry: Activity) -> None:
    answer(entry, write(entry, Outcome.PUBLISH), Outcome.DECLINE)

    assert "«back»" not in client.get(RECEIPT).text
    assert read_track(client)[-1] == ("now", "The team answers")


def test_a_promise_and_what_became_of_it_close_the_track(client: Any, entry: Activity) -> None:
    comment = write(entry, Outcome.PUBLISH, kind=CommentKind.THANKS)
    given = {"source": CommitmentSource.COMMENT, "comment_id": comment.id}
    unread(entry, words="«Not read yet»", **given)
    commitment = promise(entry, words="We will mend «it»", **given)

    page = client.get(RECEIPT).text
    assert "We will mend «it»" in page
    assert "«Not read yet»" not in page
    assert read_track(client)[-1] == ("not_yet", "What changed")
    moved(commitment, CommitmentState.MADE, proof="It «stands» there")
    assert "It «stands» there" in client.get(RECEIPT).text
    assert read_track(client)[-1] == ("done", "What changed")


@pytest.mark.parametrize("outcome", [Outcome.DECLINE, Outcome.ELSEWHERE])
def test_what_is_not_public_never_looks_failed(
    client: Any, entry: Activity, outcome: Outcome
) -> None:
    write(entry, outcome)

    assert read_track(client) == [("done", "You sent it"), ("done", "A person read it")]


def test_a_comment_that_was_deleted_has_no_track(client: Any, entry: Activity) -> None:
    write(entry, Outcome.PUBLISH)
    client.send(f"{RECEIPT}/delete")

    assert read_track(client) == []
    assert "You deleted it." in client.get(RECEIPT).text


# The letters


def list_subjects(session: Any, recipient: str = GUEST) -> list[str]:
    statement = select(Outgoing.subject).where(Outgoing.recipient == recipient)
    return list(session.scalars(statement.order_by(Outgoing.id)))


def decide(desk: Any, comment: Comment) -> None:
    assert send(desk, comment, "publish", body=comment.words, route="0").status_code == 303


def write_as_guest(entry: Activity) -> Comment:
    link = create_private_link()
    comment = make.comment(entry, outcome=Outcome.PUBLISH, token=link.token)
    comment.encrypted_token, comment.email = link.encrypted, GUEST
    return make.keep(comment)


def test_a_guest_hears_of_an_answer_once(as_: As, session: Any, entry: Activity) -> None:
    reply, desk = answer(entry, write_as_guest(entry)), as_(Role.CURATOR)
    assert list_subjects(session) == []

    decide(desk, reply)
    desk.send(f"/moderation/comment/{reply.id}")
    decide(desk, reply)

    assert list_subjects(session) == ["Your comment has an answer"]


def test_a_guest_hears_of_each_step_of_a_promise(as_: As, session: Any, entry: Activity) -> None:
    comment, desk = write_as_guest(entry), as_(Role.CURATOR)
    given = {"source": CommitmentSource.COMMENT, "comment_id": comment.id}
    send(desk, unread(entry, **given).newest, "back", message="Say by when")
    assert list_subjects(session) == []

    entry = session.merge(entry)
    commitment = unread(entry, words="We will mend it", **given)
    send(desk, commitment.newest, "show")
    session.expire_all()
    commitment = get_commitment(make.owner(entry), commitment.id)
    step = StepDraft(CommitmentState.MADE, "Head of parks", proof="It stands there")
    move_promise(make.owner(entry), commitment, step, seen=commitment.newest.id)
    make.keep(commitment)
    send(desk, commitment.newest, "show")

    assert list_subjects(session) == [
        "Somebody made a promise because of your comment",
        "There is news of a promise made from your comment",
    ]


def test_a_guest_leaves_an_address_later(client: Any, session: Any, entry: Activity) -> None:
    link = create_private_link()
    made = make.comment(entry, token=link.token)
    made.encrypted_token = link.encrypted
    make.keep(made)
    receipt = f"/comments/receipt/{link.token}"

    refused = client.send(f"{receipt}/email", {"email": "nonsense"})
    assert refused.status_code == 422
    assert "nonsense" in refused.text
    assert client.send(f"{receipt}/email", {"email": GUEST}).status_code == 303
    assert list_subjects(session) == ["The private page of your comment"]
    assert "E-mail it to me" not in client.get(receipt).text
    assert client.send(f"{receipt}/email", {"email": "other@example.org"}).status_code == 409


def test_a_guest_hears_once_that_a_promise_is_late(app: Flask, session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    comment = write_as_guest(entry)
    with time_machine.travel("2026-05-04 12:00", tick=False):
        promise(entry, source=CommitmentSource.COMMENT, comment_id=comment.id)

    for day in ("2026-06-30", "2026-07-02", "2026-07-03", "2026-09-01"):
        with time_machine.travel(f"{day} 12:00", tick=False):
            write_commitment_reminders()

    assert list_subjects(session) == ["A promise made from your comment is late"]


def test_who_deleted_a_comment_hears_no_more(as_: As, session: Any, entry: Activity) -> None:
    author = make.person()
    comment = make.comment(entry, by=author, outcome=Outcome.PUBLISH)
    commitment = unread(entry, source=CommitmentSource.COMMENT, comment_id=comment.id)
    as_(author).send(f"/comments/mine/{comment.id}/delete")

    send(as_(Role.CURATOR), commitment.newest, "show")

    assert list_subjects(session, author.email or "") == []
