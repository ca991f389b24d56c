"""Making a promise, moving it, chasing it, and residents who say whether it was kept."""

import re
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from coprod.core.audit_trail.queries import list_events
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.engagement.commitments import actions, queries
from coprod.engagement.commitments.commands import write_commitment_reminders
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import CommitmentAnswer
from coprod.engagement.commitments.queries import CommitmentsFilter
from coprod.engagement.commitments.rules import StepDraft
from coprod.engagement.resident_answers.queries import count_answers
from coprod.engagement.resident_answers.rules import AnswerSummary
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Outcome, Pledge
from tests import make
from tests.engagement.commitments.make import SAID, answers, moved, promise, unread
from tests.reviews.make import waiting_ids


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def test_owners_and_curators_promise_and_nobody_else_does(entry: Activity) -> None:
    for role in Role:
        actor = VISITOR if role is Role.VISITOR else make.person(role=role).actor
        if actor.is_at_least(Role.CURATOR):
            actions.make_promise(actor, entry, SAID)
        else:
            with pytest.raises(NotAllowedError):
                actions.make_promise(actor, entry, SAID)


def test_a_curator_who_looks_after_an_entry_does_not_read_their_own_promises(session: Any) -> None:
    owner = make.person(role=Role.CURATOR)
    own = make.activity(owner=owner, status=Status.PUBLISHED)
    made = actions.make_promise(owner.actor, own, SAID)

    assert made.published_at is None
    with pytest.raises(NotAllowedError):
        actions.publish_step(owner.actor, made, seen=made.newest.id)
    assert waiting_ids(owner.actor, "promise") == []
    assert waiting_ids(make.person(role=Role.CURATOR).actor, "promise") == [made.newest.id]


def test_what_a_curator_types_in_of_another_team_is_shown_at_once(entry: Activity) -> None:
    made = actions.make_promise(make.person(role=Role.CURATOR).actor, entry, SAID)
    assert queries.list_commitments(VISITOR, CommitmentsFilter()) == [made]


def test_a_curator_reads_what_the_team_said_before_saying_more(entry: Activity) -> None:
    made, step = promise(entry), StepDraft(CommitmentState.MADE, "Head of care", proof="There")
    actions.move_promise(make.owner(entry), made, step, seen=made.newest.id)
    with pytest.raises(RuleBrokenError):
        actions.move_promise(make.person(role=Role.CURATOR).actor, made, step, seen=made.newest.id)


def test_the_team_says_it_anew_before_anybody_has_read_it(entry: Activity) -> None:
    made = promise(entry)
    for proof in ("There", "Here"):
        step = StepDraft(CommitmentState.MADE, "Head of care", proof=proof)
        actions.move_promise(make.owner(entry), made, step, seen=made.newest.id)

    assert [each.proof for each in made.steps] == ["", "Here"]
    assert made.state is CommitmentState.PLANNED


def test_nobody_is_chased_for_what_waits_to_be_read(
    app: Flask, session: Any, entry: Activity
) -> None:
    made, step = promise(entry), StepDraft(CommitmentState.MADE, "Head of care", proof="There")
    actions.move_promise(make.owner(entry), made, step, seen=made.newest.id)
    make.keep(made)

    with time_machine.travel("2026-07-02 12:00", tick=False):
        assert write_commitment_reminders() == 0
        found = queries.get_commitment(VISITOR, made.id)
        assert found.is_overdue
        actions.send_back_step(
            make.person(role=Role.CURATOR).actor, found, "Name the place", seen=found.newest.id
        )
        session.commit()
        assert write_commitment_reminders() == 1


def test_a_draft_makes_no_promises(session: Any) -> None:
    draft = make.activity()
    with pytest.raises(NotAllowedError):
        actions.make_promise(make.owner(draft), draft, SAID)


def test_every_step_stays_with_its_post_and_its_reason(entry: Activity) -> None:
    made = moved(
        promise(entry), CommitmentState.PLANNED, due=PartialDate(2027), reason="No builder"
    )
    moved(made, CommitmentState.NOT_DOING)

    assert [(s.state, str(s.due), s.reason) for s in made.steps] == [
        (CommitmentState.PLANNED, "2026-06", ""),
        (CommitmentState.PLANNED, "2027", "No builder"),
        (CommitmentState.NOT_DOING, "2027", "No money"),
    ]
    told = [n.verb for n in list_events(entry, public_only=True)]
    assert told.count("moved a promise") == 2


def test_a_step_on_top_of_one_that_was_not_seen_is_refused(entry: Activity) -> None:
    made = promise(entry)
    old = made.last.id
    moved(made, CommitmentState.NOT_DOING)

    step = StepDraft(CommitmentState.MADE, "Head of care", proof="There")
    with pytest.raises(ConflictError):
        actions.move_promise(make.owner(entry), made, step, seen=old)


def test_nobody_who_had_a_hand_says_that_it_happened(entry: Activity) -> None:
    with pytest.raises(NotAllowedError):
        actions.save_answer(make.owner(entry), promise(entry), happened=True, once="x")


def test_the_same_slip_counts_once(entry: Activity) -> None:
    made = promise(entry)

    assert actions.save_answer(VISITOR, made, happened=True, once="x")
    assert not actions.save_answer(VISITOR, made, happened=False, once="x")
    assert count_answers(CommitmentAnswer, made.last) == {True: 1}


def test_four_answers_look_like_none_and_counts_move_in_steps(entry: Activity) -> None:
    made = answers(promise(entry), yes=4)
    assert made.last.answers == promise(entry).last.answers

    made = answers(made, yes=3, not_yet=0)
    assert made.last.answers == AnswerSummary(yes=True, not_yet=False)
    assert made.last.published_yes == 5, "the sixth and the seventh wait for the tenth"


def test_what_anybody_can_press_is_no_figure(entry: Activity) -> None:
    """Six answers from one address are told as answers that were left, whoever left them."""
    few, many = (answers(promise(entry), yes=number) for number in (6, 60))

    assert few.last.answers == many.last.answers
    assert not re.search(r"\d", many.last.answers.words.plain)


def test_a_new_step_is_answered_anew(entry: Activity) -> None:
    made = answers(promise(entry), not_yet=5)
    assert made.last.answers.has_enough

    assert not moved(made, CommitmentState.MADE).last.answers.has_enough


def test_the_list_leaves_out_what_the_reader_may_not_see(entry: Activity) -> None:
    made = promise(entry)
    hidden = promise(gone := make.activity(status=Status.PUBLISHED))
    make.withdraw(gone)

    assert [p.id for p in queries.list_commitments(VISITOR, CommitmentsFilter())] == [made.id]
    assert queries.count_commitments(VISITOR, CommitmentsFilter()) == 1
    assert queries.count_by_state(VISITOR) == {CommitmentState.PLANNED: 1}
    with pytest.raises(NotFoundError):
        queries.get_commitment(VISITOR, hidden.id)


@time_machine.travel("2026-07-01 12:00", tick=False)
def test_the_list_narrows_by_state_source_and_what_is_overdue(entry: Activity) -> None:
    late = promise(entry, due=PartialDate(2026, 6, 30))
    later = promise(entry, due=PartialDate(2026))
    done = moved(promise(entry, source=CommitmentSource.BOARD), CommitmentState.MADE)

    def keys(**asked: Any) -> list[int]:
        return [each.id for each in queries.list_commitments(VISITOR, CommitmentsFilter(**asked))]

    assert set(keys()) == {late.id, later.id, done.id}
    assert keys(overdue=True) == [late.id]
    assert keys(states=(CommitmentState.MADE,)) == [done.id]
    assert keys(sources=(CommitmentSource.BOARD,)) == [done.id]
    assert keys(states=(CommitmentState.MADE,), overdue=True) == []


@time_machine.travel("2026-07-01 12:00", tick=False)
def test_feedback_is_owed_once_the_day_has_passed_and_nothing_is_told(entry: Activity) -> None:
    def owed() -> list[str]:
        return [each.slug for each, _day in queries.list_owed_activities(VISITOR, clock.today())]

    write_parts(entry, (Pledge(hear_back=PartialDate(2026, 7)),))
    assert owed() == []
    write_parts(entry, (Pledge(hear_back=PartialDate(2026, 6)),))
    assert owed() == [entry.slug]
    write_parts(entry, (Outcome(did="A bench"),))
    assert owed() == []


def test_owners_of_an_overdue_promise_are_written_to_once_a_month(
    app: Flask, session: Any, entry: Activity
) -> None:
    made = promise(entry)
    moved(promise(entry), CommitmentState.NOT_DOING)

    with time_machine.travel("2026-06-30 12:00", tick=False):
        assert write_commitment_reminders() == 0
    with time_machine.travel("2026-07-02 12:00", tick=False):
        assert [write_commitment_reminders(), write_commitment_reminders()] == [1, 0]
    with time_machine.travel("2026-08-03 12:00", tick=False):
        assert write_commitment_reminders() == 1
    assert f"/promises/{made.id}/step" in session.scalars(select(Outgoing.text)).first()


def test_the_second_page_of_promises_goes_on_where_the_first_ends(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    for n in range(queries.PAGE_SIZE + 1):
        promise(activity, words=f"«{n}»", due=PartialDate(2026 + n))
    pages = [queries.list_commitments(VISITOR, CommitmentsFilter(page=n)) for n in (1, 2, 3)]

    assert [len(page) for page in pages] == [queries.PAGE_SIZE, 1, 0]
    assert pages[1][0].words == f"«{queries.PAGE_SIZE}»"


def test_a_curator_is_to_read_what_waits_longest_first_and_nothing_of_their_own(
    session: Any,
) -> None:
    curator = make.person(role=Role.CURATOR)
    own = make.activity(owner=curator, status=Status.PUBLISHED)
    other = make.activity(status=Status.PUBLISHED)
    with time_machine.travel("2026-03-01 12:00"):
        unread(own)
        early = promise(other)
        late = unread(other)
    with time_machine.travel("2026-03-02 12:00"):
        by, step = (
            make.owner(other),
            StepDraft(CommitmentState.MADE, post="Head", proof="It stands there"),
        )
        actions.move_promise(by, make.keep(early), step, seen=early.newest.id)

    assert waiting_ids(curator.actor, "promise") == [late.newest.id, early.newest.id]
