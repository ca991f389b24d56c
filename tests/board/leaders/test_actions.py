from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.board.action_plan.actions import change_action
from coprod.board.action_plan.enums import ActionState
from coprod.board.leaders import actions, queries
from coprod.board.leaders.enums import SignatureAnswer, SignedKind
from coprod.board.mailed_links.enums import LinkState
from coprod.core.audit_trail.models import Event
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.engagement.commitments.enums import CommitmentProgress
from coprod.register.activities.enums import Status
from tests import make
from tests.board.action_plan import make as plan
from tests.board.leaders import make as leaders
from tests.engagement.commitments.make import promise as promise_of


def test_nobody_but_curators_asks_leaders(session: Any) -> None:
    role, member = leaders.role(), make.person(role=Role.LAY_MEMBER).actor
    signature = leaders.find(leaders.link(role, statement="We share power."))
    for refused in (
        lambda: actions.add_role(member, leaders.draft()),
        lambda: actions.change_role(member, role, leaders.draft(), seen=1),
        lambda: actions.ask_role(member, role, None, "We share power."),
        lambda: actions.withdraw_signature(member, signature),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_a_role_that_is_closed_keeps_what_it_signed_and_signs_no_more(session: Any) -> None:
    role = leaders.role()
    leaders.signed(role, statement="We share power.")
    draft = leaders.draft(is_closed=True)
    actions.change_role(make.curator(), role, draft, seen=role.version)
    assert role.closed_on == clock.today()
    assert len(queries.list_signed_by(role)) == 1
    with pytest.raises(RuleBrokenError):
        leaders.link(role, statement="We share more.")
    with pytest.raises(ConflictError):
        actions.change_role(make.curator(), role, draft, seen=1)


def test_a_link_signs_once_and_no_person_is_named(session: Any) -> None:
    signature = leaders.signed(leaders.role(), leaders.action_subject())
    assert signature.is_signed
    assert signature.link_state is LinkState.USED
    with pytest.raises(RuleBrokenError):
        actions.answer_by_link(signature, leaders.signing(signature))
    verb = select(Event.person_id).where(Event.verb == "a leader signed")
    assert session.scalars(verb).all() == [None]


def test_the_words_stay_as_they_were_signed(session: Any) -> None:
    role, action = leaders.role(), plan.action(title="A ramp")
    signature = leaders.signed(role, leaders.action_subject(action))
    assert not queries.list_signed_by(role)[0].has_changed
    draft = plan.draft(action.group, title="A ramp or a lift", due=action.due)
    change_action(make.curator(), action, draft, seen=action.version)
    session.commit()
    assert signature.words == "A ramp"
    assert queries.list_signed_by(role)[0].has_changed


def test_words_that_change_while_they_are_read_are_not_signed(session: Any) -> None:
    action = plan.action(title="A ramp")
    signature = leaders.find(leaders.link(leaders.role(), leaders.action_subject(action)))
    draft = leaders.signing(signature)
    plan.move(action, due=action.due + timedelta(days=9), reason="No builder")
    with pytest.raises(RuleBrokenError):
        actions.answer_by_link(signature, draft)


def test_what_became_of_it_is_asked_of_the_action(session: Any) -> None:
    role, action = leaders.role(), plan.late()
    leaders.signed(role, leaders.action_subject(action))
    assert find_progress(role) is CommitmentProgress.OVERDUE
    plan.move(action, due=clock.today() + timedelta(days=30), reason="No builder")
    assert find_progress(role) is CommitmentProgress.OVERDUE
    plan.finish(action)
    assert find_progress(role) is CommitmentProgress.LATE
    other = plan.action()
    assert queries.judge_action(other, clock.today()) is CommitmentProgress.TO_COME
    plan.move(other, state=ActionState.NOT_DOING, reason="No money")
    assert queries.judge_action(other, clock.today()) is CommitmentProgress.NOT_DOING


def find_progress(role: Any) -> CommitmentProgress:
    subject = queries.list_signed_by(role)[0].subject
    assert subject
    return subject.progress


def test_a_signature_goes_out_of_sight_with_its_story(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    promise = promise_of(activity)
    role = leaders.role()
    signature = leaders.signed(role, leaders.subject(SignedKind.PROMISE, promise.id))
    assert signature.words == promise.words
    assert queries.list_signed_by(role)
    activity.status = Status.WITHDRAWN
    session.commit()
    assert queries.list_signed_by(role) == []
    assert queries.find_subject(SignedKind.PROMISE, promise.id) is None


def test_a_role_is_not_asked_twice_for_the_same(session: Any) -> None:
    role, about = leaders.role(), leaders.action_subject()
    signature = leaders.find(leaders.link(role, about))
    with pytest.raises(RuleBrokenError):
        leaders.link(role, about)
    actions.withdraw_signature(make.curator(), signature)
    with pytest.raises(RuleBrokenError):
        actions.answer_by_link(signature, leaders.signing(signature))
    leaders.signed(role, about)
    with pytest.raises(RuleBrokenError):
        leaders.link(role, about)


def test_who_declines_publishes_nothing(session: Any) -> None:
    role = leaders.role()
    declined = SignatureAnswer.DECLINED
    signature = leaders.signed(
        role, statement="We share power.", answer=declined, reason="Not mine"
    )
    assert (signature.reason, signature.is_signed) == ("Not mine", False)
    assert queries.list_signed_by(role) == []


def test_a_request_is_late_after_its_day_and_its_link_ends(session: Any) -> None:
    today = clock.today()
    signature = leaders.find(leaders.link(leaders.role(), statement="We share power."))
    assert queries.list_late(today + timedelta(days=14)) == []
    assert queries.list_late(today + timedelta(days=15)) == [signature]
    with time_machine.travel(clock.now() + timedelta(days=61)):
        assert signature.link_state is LinkState.EXPIRED
        with pytest.raises(RuleBrokenError):
            actions.answer_by_link(signature, leaders.signing(signature))
