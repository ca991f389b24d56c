"""Stages: what the next one needs, who decided, and that it is never changed."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.decisions.records.actions import link_activity
from coprod.learning.reader_responses.enums import Stance
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.rules import CoreComponents
from coprod.learning.records.rules import RecordCosts as LearningCosts
from coprod.learning.stage_gates import queries
from coprod.learning.stage_gates.enums import Need
from coprod.learning.stage_gates.models import GateDecision
from coprod.register.activities import queries as register
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.enums import CostTiming, SpreadStage
from coprod.register.sections.rules import Outcome, People, Pledge, Working
from tests import make
from tests.register.sections.make import costs, line
from tests.reviews.make import address_of, send

As = Callable[[Any], Any]
GO = {
    "stage": "idea",
    "going": "go",
    "post": "The partnership board",
    "on-day": "1",
    "on-month": "3",
    "on-year": "2026",
    "reason": "It is wanted, though nothing is budgeted",
}


LEARNED = frozenset({Need.LEARNING, Need.COSTS, Need.FIXED, Need.CO_SIGNED})
ADOPTED = frozenset({Need.ADOPTERS, Need.ADAPTED, Need.ADOPTER_RATING, Need.NEW_RESIDENTS})


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def needs(entry: Activity) -> frozenset[Need]:
    return queries.find_met_needs(register.get_activity(VISITOR, entry.slug))


def test_the_gate_is_read_from_the_register(entry: Activity, session: Any) -> None:
    assert needs(entry) == {Need.PROBLEM, Need.REVIEW}

    whole = register.get_activity(VISITOR, entry.slug)
    pledge = Pledge(open_to_change="The times", decided_by="A head of service")
    write_parts(
        whole, (pledge, Working((CycleStage.CO_PLANNING,)), Outcome(said="Yes", did="Done"))
    )
    make.rating(entry)
    make.released_round(entry, *["y333333"] * 5)
    link_activity(make.curator(), make.decision(), entry)
    record = make.record(activity_id=entry.id)
    make.signature(record.slug, stand=Stance.AGREE, words="")
    child = make.adoption(entry, status=Status.PUBLISHED).child
    make.rating(child)

    assert needs(entry) >= {
        Need.PLAN,
        Need.OWNER_POST,
        Need.AGREED_AIM,
        Need.FOLLOW_UP,
        Need.TOLD,
        Need.DECISION,
        Need.REASSESS,
        Need.TEAM_RATING,
        Need.RESIDENT_RATING,
        Need.LEARNING,
        Need.CO_SIGNED,
        Need.ADOPTERS,
        Need.ADAPTED,
        Need.ADOPTER_RATING,
    }


def test_what_is_hidden_opens_no_gate(entry: Activity, session: Any) -> None:
    make.record(activity_id=entry.id, showing=TeamVisibility.HIDDEN, team="")
    make.record(activity_id=entry.id, status=Status.SUBMITTED)
    make.adoption(entry)
    make.begin(entry)
    make.released_round(entry, *["y333333"] * 4)
    link_activity(make.curator(), make.decision(sign=False), entry)

    assert needs(entry) == {Need.PROBLEM, Need.REVIEW}


def test_a_curator_writes_down_a_decision_and_readers_see_it(
    as_: As, client: Any, entry: Activity, session: Any
) -> None:
    browser = as_(Role.CURATOR)
    assert browser.send("/stories/falls-group/stages/decide").status_code == 422
    assert (
        browser.send("/stories/falls-group/stages/decide", {**GO, "stage": "pilot"}).status_code
        == 422
    )
    assert (
        browser.send("/stories/falls-group/stages/decide", {**GO, "on-day": ""}).status_code == 422
    )
    assert browser.send("/stories/falls-group/stages/decide", GO).status_code == 303

    for path in ("/stories/falls-group/stages", "/stories/falls-group/learning"):
        page = client.get(path).text
        assert "The partnership board" in page
        assert "nothing is budgeted" in page
    assert "Missing on that day:" in client.get("/stories/falls-group/stages").text
    decided = queries.list_decisions(VISITOR, session.get_one(Activity, entry.id))
    assert queries.get_decided_stage(decided) is SpreadStage.IDEA


def test_what_a_team_writes_waits_for_a_curator(as_: As, client: Any, entry: Activity) -> None:
    owner = make.owner(entry)
    decision = make.gate_decision(entry, reason="Because we say so")
    assert queries.list_decisions(VISITOR, entry) == []
    assert "Because we say so" not in client.get("/stories/falls-group/stages").text
    assert len(queries.list_decisions(owner, entry)) == 1
    assert queries.get_decided_stage(queries.list_decisions(owner, entry)) is None
    curator = as_(Role.CURATOR)
    assert "Because we say so" in curator.get(address_of(decision)).text

    assert send(curator, decision, "show").status_code == 303

    assert "Because we say so" in client.get("/stories/falls-group/stages").text
    assert send(curator, decision, "show").status_code == 409


def test_nobody_shows_a_decision_about_their_own(as_: As, session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    decision = make.gate_decision(make.activity(owner=curator, status=Status.PUBLISHED))

    assert send(as_(curator), decision, "show").status_code == 403


def test_a_decision_is_never_changed(entry: Activity, session: Any) -> None:
    decision = make.gate_decision(entry)
    decision.reason = "Another"
    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()
    session.delete(session.scalars(select(GateDecision)).one())
    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_nobody_else_decides(as_: As, entry: Activity, role: Role) -> None:
    assert as_(role).get("/stories/falls-group/stages/decide").status_code == 403
    assert as_(role).send("/stories/falls-group/stages/decide", GO).status_code == 403
    with pytest.raises(NotAllowedError):
        make.gate_decision(entry, by=make.person(role=role).actor)


def test_the_page_of_the_gates_asks_few_questions(
    client: Any, entry: Activity, queries: list[str]
) -> None:
    make.record(activity_id=entry.id)
    for _ in range(3):
        make.adoption(entry, status=Status.PUBLISHED)
    queries.clear()

    client.get("/stories/falls-group/stages")

    assert len(queries) <= 15, "\n".join(queries)


def test_the_gate_reads_what_was_budgeted_spent_and_comes_again(entry: Activity) -> None:
    def money() -> frozenset[Need]:
        return needs(entry) & {Need.BUDGET, Need.COSTS, Need.RECURRENT}

    assert money() == set()
    costs(entry, line(timing=CostTiming.PLANNED, recurring=YesNoUnknown.NO))
    assert money() == {Need.BUDGET}
    costs(entry, line(timing=CostTiming.ACTUAL, recurring=YesNoUnknown.YES))
    assert money() == {Need.COSTS, Need.RECURRENT}


def test_what_is_learned_opens_a_gate_only_when_it_is_told_whole(entry: Activity) -> None:
    record = make.record(activity_id=entry.id)
    assert needs(entry) & LEARNED == {Need.LEARNING}

    tell(record, CoreComponents(keep_fixed="The lunch"))
    assert Need.FIXED not in needs(entry)
    tell(record, CoreComponents(keep_fixed="The lunch", free_to_change="The hour"))
    assert Need.FIXED in needs(entry)
    tell(record, LearningCosts(costs="Two staff days a week"))
    assert Need.COSTS in needs(entry)


def tell(record: LearningRecord, part: Any) -> None:
    """Let the record say a part more, as if a curator had read it."""
    learning.write_part(record, part)
    make.keep(record)


def test_who_used_another_entry_is_nobody_who_used_this_one(entry: Activity) -> None:
    child = make.adoption(entry, status=Status.PUBLISHED).child

    assert needs(child) & ADOPTED == set()
    assert needs(entry) & ADOPTED == {Need.ADOPTERS, Need.ADAPTED}


def test_adopters_open_a_gate_by_what_they_rated_and_who_was_there(entry: Activity) -> None:
    child = make.adoption(entry, status=Status.PUBLISHED, changed="").child
    assert needs(entry) & ADOPTED == {Need.ADOPTERS}

    make.rating(child)
    assert needs(entry) & ADOPTED == {Need.ADOPTERS, Need.ADOPTER_RATING}
    write_parts(child, (People(groups=("«Lunch club»",)),))
    make.keep(child)
    assert needs(entry) & ADOPTED == ADOPTED - {Need.ADAPTED}
