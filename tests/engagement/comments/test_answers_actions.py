from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.engagement.comments import actions, queries
from coprod.engagement.comments.commands import chase_answers
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.moderation.enums import Outcome
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Telling
from coprod.register.revisions.actions import approve_changes
from coprod.register.revisions.queries import compute_seen_fingerprint, list_changes
from tests import make


def asked() -> tuple[Any, Any, Any]:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED)
    return owner, entry, make.comment(entry, outcome=Outcome.PUBLISH)


def test_the_team_answers_and_another_person_reads_it_first(client: Any, session: Any) -> None:
    owner, entry, comment = asked()
    about = ACTIVITY_SUBJECTS.build_subject(entry)
    answer = actions.answer_comment(owner.actor, about, comment, "From March on")
    session.commit()

    assert (answer.state, queries.list_comments_to_answer(owner.actor)) == (
        CommentState.WAITING,
        [],
    )
    assert "From March on" not in client.get("/stories/falls-group").text
    make.decide(session.merge(answer), session.merge(entry), Outcome.PUBLISH)
    page = client.get("/stories/falls-group").text
    assert "official answer" in page
    assert "From March on" in page
    assert "has been asked to answer" not in page


def test_an_answer_that_is_not_published_is_no_answer(session: Any) -> None:
    owner, entry, comment = asked()
    answer = actions.answer_comment(
        owner.actor, ACTIVITY_SUBJECTS.build_subject(entry), comment, "No"
    )
    make.decide(answer, entry, Outcome.REWORD)

    assert [c.id for c in queries.list_comments_to_answer(owner.actor)] == [comment.id]


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.TEAM_MEMBER, Role.CURATOR])
def test_only_those_who_look_after_it_answer(as_: Any, session: Any, role: Role) -> None:
    _owner, entry, comment = asked()
    with pytest.raises(NotAllowedError):
        actions.answer_comment(
            make.person(role=role).actor, ACTIVITY_SUBJECTS.build_subject(entry), comment, "Hello"
        )
    assert as_(role).get(f"/comments/number/{comment.id}/answer").status_code == 403


def test_a_late_answer_is_chased_every_ten_working_days(
    app: Flask, client: Any, session: Any
) -> None:
    owner, _entry, _comment = asked()
    start = clock.now()

    assert chase_answers() == 0
    with time_machine.travel(start + timedelta(days=16), tick=False):
        assert [chase_answers(), chase_answers()] == [1, 0]
        assert "The team has not answered yet" in client.get("/stories/falls-group").text
    with time_machine.travel(start + timedelta(days=31), tick=False):
        assert [chase_answers(), chase_answers()] == [1, 0]
    letters = session.scalars(select(Outgoing).where(Outgoing.recipient == owner.email)).all()
    late = [each for each in letters if each.subject == "Your answer is late"]
    assert len(late) == 2
    assert not any("cold" in each.text for each in letters)


def test_a_comment_that_led_to_a_change_is_marked_with_it(client: Any, session: Any) -> None:
    owner, entry, comment = asked()
    about = ACTIVITY_SUBJECTS.build_subject(entry)
    make.propose(entry, Telling("The letters are large now."))
    approve(session.merge(entry))
    (step,) = queries.list_changes_since(comment)
    actions.say_what_it_led_to(owner.actor, about, session.merge(comment), step.id)
    session.commit()

    page = client.get("/stories/falls-group").text
    assert "This led to a change" in page
    with pytest.raises(RuleBrokenError):
        actions.say_what_it_led_to(owner.actor, about, comment, 99)
    assert session.scalars(select(Comment.led_to_id)).one() == step.id


def approve(entry: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor
    shown = compute_seen_fingerprint([each for each in list_changes(entry) if each.is_sent])
    approve_changes(curator, entry, shown)
