"""Comments on learning records, decisions and insights: read, answered, and never a leak."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.keyring import create_private_link
from coprod.core.values.actor import VISITOR, Role
from coprod.engagement.comments.actions import (
    CommentDraft,
    Submission,
    publish_comment,
    write_comment,
)
from coprod.engagement.comments.enums import CommentKind as Asked
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import SubjectKind
from coprod.engagement.comments.queries import (
    DECISION_SUBJECTS,
    INSIGHT_SUBJECTS,
    LEARNING_RECORD_SUBJECTS,
)
from coprod.engagement.comments.rules import CommentSettings
from coprod.intelligence.feedback.actions import add_summary
from coprod.intelligence.feedback.models import Insight
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import TeamVisibility
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.intelligence.feedback.make import summary

As = Callable[..., Any]
DESK = "/desk"
SAID = {"kind": "question", "body": "Who rang the taxi?"}


def made(kind: SubjectKind, *, by: Any = None) -> Any:
    if kind is INSIGHT_SUBJECTS:
        keeper = by or make.person(role=Role.CURATOR)
        return make.keep(add_summary(keeper.actor, summary(50, 5, 45)))
    return make.record(writer=by) if kind is LEARNING_RECORD_SUBJECTS else make.decision(by=by)


def slug_of(thing: Any) -> str:
    return str(thing.id) if isinstance(thing, Insight) else str(thing.slug)


def page_of(kind: SubjectKind, thing: Any) -> str:
    path = {
        LEARNING_RECORD_SUBJECTS: "/learning",
        DECISION_SUBJECTS: "/decisions",
        INSIGHT_SUBJECTS: "/what-people-told-us/summaries",
    }[kind]
    return f"{path}/{slug_of(thing)}"


def said_on(kind: SubjectKind, thing: Any) -> Any:
    """Let a guest comment, and readers see it."""
    about = kind.find_by_slug(VISITOR, slug_of(thing))
    assert about is not None
    sending = Submission(create_private_link())
    comment = write_comment(
        VISITOR, about, CommentDraft(Asked.QUESTION, SAID["body"]), sending
    ).comment
    publish_comment(comment, CommentSettings())
    return make.keep(comment)


KINDS: list[Any] = [LEARNING_RECORD_SUBJECTS, DECISION_SUBJECTS, INSIGHT_SUBJECTS]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@each_kind
def test_a_guest_says_something_and_it_waits(client: Any, session: Any, kind: SubjectKind) -> None:
    thing = made(kind)

    sent = client.send(f"/comments/on/{kind.name}/{slug_of(thing)}/write", SAID)

    assert sent.status_code == 303
    assert session.scalars(select(Comment)).one().subject_kind == kind.name
    assert SAID["body"] not in client.get(page_of(kind, thing)).text


@each_kind
def test_what_was_published_stands_on_the_page_and_leads_back(
    client: Any, session: Any, kind: SubjectKind
) -> None:
    thing = made(kind)
    said_on(kind, thing)

    assert SAID["body"] in client.get(page_of(kind, thing)).text
    alone = client.get(f"/comments/on/{kind.name}/{slug_of(thing)}").text
    assert SAID["body"] in alone
    assert page_of(kind, thing) in alone


@each_kind
def test_whoever_made_it_is_asked_to_answer(as_: As, session: Any, kind: SubjectKind) -> None:
    maker = make.person(role=Role.CURATOR if kind is INSIGHT_SUBJECTS else Role.TEAM_MEMBER)
    said_on(kind, made(kind, by=maker))

    assert SAID["body"] in as_(maker).get("/comments/to-answer").text
    assert SAID["body"] not in as_(make.person()).get("/comments/to-answer").text


def test_a_record_that_is_withdrawn_or_not_public_yet_shows_none(
    as_: As, client: Any, session: Any
) -> None:
    gone, draft = make.record(), make.record(status=Status.DRAFT)
    said_on(LEARNING_RECORD_SUBJECTS, gone)
    learning.withdraw_record(make.person(role=Role.CURATOR).actor, gone, "It was wrong")
    session.commit()

    for who in (client, as_(Role.CURATOR)):
        assert SAID["body"] not in who.get(f"/learning/{gone.slug}").text
        for each in (gone, draft):
            assert who.get(f"/comments/on/lesson/{each.slug}").status_code == 404
            assert who.get(f"/comments/on/lesson/{each.slug}/write").status_code == 404


def test_a_summary_that_is_private_takes_none_and_shows_none(
    as_: As, client: Any, session: Any
) -> None:
    thing = made(INSIGHT_SUBJECTS)
    said_on(INSIGHT_SUBJECTS, thing)
    thing.is_public = False
    session.commit()

    for who in (client, as_(Role.CURATOR), as_(Role.RESIDENT)):
        assert who.get(f"/comments/on/insight/{thing.id}").status_code == 404
        assert who.get(f"/comments/on/insight/{thing.id}/write").status_code == 404
        assert SAID["body"] not in who.get(page_of(INSIGHT_SUBJECTS, thing)).text
    for nonsense in ("0", "nothing", "9999999999"):
        assert client.get(f"/comments/on/insight/{nonsense}").status_code == 404


def test_a_decision_that_is_not_signed_off_takes_none_and_shows_none(
    as_: As, client: Any, session: Any
) -> None:
    maker = make.person()
    draft = make.decision(by=maker, sign=False)

    for who in (client, as_(Role.CURATOR), as_(maker)):
        assert who.get(f"/comments/on/decision/{draft.slug}").status_code == 404
        assert "/comments/on/decision" not in who.get(f"/decisions/{draft.slug}").text


def test_comments_on_an_unnamed_team_do_not_name_it(client: Any, session: Any) -> None:
    team = make.person()
    entry = make.activity(owner=team, status=Status.PUBLISHED, naming=Naming("Secret falls group"))
    thing = make.record(
        writer=team, activity_id=entry.id, showing=TeamVisibility.HIDDEN, team="«unnamed»"
    )
    said_on(LEARNING_RECORD_SUBJECTS, thing)

    for path in ("", "/write"):
        page = client.get(f"/comments/on/lesson/{thing.slug}{path}").text
        assert "Secret falls group" not in page
        assert "«unnamed»" not in page


@each_kind
def test_nobody_moderates_where_they_had_a_hand(
    as_: As, client: Any, session: Any, kind: SubjectKind
) -> None:
    curator = make.person(role=Role.CURATOR)
    thing = made(kind, by=curator)
    client.send(f"/comments/on/{kind.name}/{slug_of(thing)}/write", SAID)

    assert SAID["body"] not in as_(curator).get(DESK).text
    assert SAID["body"] in as_(Role.CURATOR).get(DESK).text
