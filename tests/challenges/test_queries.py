"""What is gathered, and what is counted: the database must agree with the rule."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.accounts.users.models import Person
from coprod.challenges import queries
from coprod.challenges.enums import VALUES, Challenge, NoValue, View
from coprod.challenges.queries import FACT_CONDITIONS, ActivityFilter
from coprod.challenges.rules import FACT_NAMES, Facts, suggest
from coprod.core.database import session as db
from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.decisions.records.actions import link_activity, record_addition
from coprod.decisions.records.enums import AdditionKind, PromiseVerdict
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.queries import find_evidence
from coprod.decisions.records.rules import Addition
from coprod.learning.records.actions import publish_record, send_record
from coprod.learning.records.actions import write_part as write_record_part
from coprod.learning.records.enums import TeamVisibility, WrittenBy
from coprod.learning.records.rules import CoreComponents
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import PromiseStatement, Story, Timing
from coprod.register.freshness.actions import confirm_activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.enums import CostCategory, FundingSource, SpreadStage
from coprod.register.sections.rules import Basics, Pledge, Session, Sessions, Working
from tests import make
from tests.register.sections import make as taking

LINK = "https://example.org/minutes"


def test_a_bare_entry_holds_no_fact_but_its_promise(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)

    facts = queries.get_facts(VISITOR, [entry.id])[entry.id]

    assert {name for name in FACT_NAMES if facts.get(name)} == {"promised"}
    assert {name for name in FACT_NAMES if facts.get(name) is None} == set(FACT_NAMES) - set(
        FACT_CONDITIONS
    )


def test_everything_that_an_entry_tells_is_found(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, digits="33333333333333")
    write_parts(entry, tuple(make.everything(entry).values()))
    write_parts(entry, (Working(tuple(CycleStage)), Basics(stage=SpreadStage.BUSINESS_AS_USUAL)))
    write_parts(entry, (Story("", "Ask earlier"),))
    entry.started = PartialDate(clock.today().year)
    strand = make.activity(status=Status.PUBLISHED)
    write_parts(strand, (Basics(programme_id=entry.id),))
    pay_for_all_parts(entry)
    tell_elsewhere(entry)
    child = make.adoption(entry, status=Status.PUBLISHED).child
    write_parts(child, (Basics(stage=SpreadStage.BUSINESS_AS_USUAL),))
    session.commit()

    facts = queries.get_facts(VISITOR, [entry.id])[entry.id]

    outcomes = {"statement", "baseline", "follow_up", "accounts", "numbers_public"}
    assert {name for name in FACT_CONDITIONS if not facts.get(name)} - outcomes == {
        "reported_used",
        "unresourced",
    }
    first_three = (Challenge.C1, Challenge.C2, Challenge.C3)
    assert [suggest(challenge, facts).value for challenge in first_three] == [4, 4, 4]


def pay_for_all_parts(entry: Activity) -> None:
    needed = (
        CostCategory.INVOLVEMENT_PAYMENT,
        CostCategory.CHILDCARE,
        CostCategory.INDEPENDENT_FACILITATION,
        CostCategory.VENUE,
    )
    for_each = enumerate(zip(CycleStage, needed, strict=True), start=1)
    paid = [taking.line(n, stage=stage, category=what) for n, (stage, what) in for_each]
    core = taking.line(5, source=FundingSource.CORE_BUDGET, recurring=YesNoUnknown.YES)
    protected = [
        taking.line(
            n,
            category=CostCategory.PROTECTED_TIME,
            amount=Amount(AmountUnit.MONTHLY, 400),
            since=PartialDate(2026),
            stage=stage,
        )
        for n, stage in enumerate(CycleStage, start=6)
    ]
    taking.costs(entry, *paid, core, *protected)


def tell_elsewhere(entry: Activity) -> None:
    """Tell what the register holds of an entry outside its own page."""
    by, curator = make.owner(entry), make.curator()
    writer = db.get_one(Person, by.id)
    lesson = make.record(writer=writer, status=Status.DRAFT, activity_id=entry.id)
    write_record_part(lesson, CoreComponents("The lunch", "The place"))
    send_record(by, lesson)
    publish_record(curator, lesson)
    decided_for(entry)
    with time_machine.travel(clock.now() + timedelta(days=100), tick=False):
        confirm_activity(by, entry)


def decided_for(entry: Activity, *, checked: bool = True, **given: Any) -> DecisionRecord:
    """Record a decision that led to an entry."""
    curator = make.person(role=Role.CURATOR)
    made = make.decision(by=curator, **given)
    link_activity(curator.actor, made, entry)
    if checked:
        check = Addition(AdditionKind.CHECK, "«kept»", PromiseVerdict.KEPT, with_residents=True)
        record_addition(curator.actor, made, check)
    return made


def so(entry: Activity) -> set[str]:
    facts = queries.get_facts(VISITOR, [entry.id])[entry.id]
    return {name for name in FACT_NAMES if facts.get(name)}


def test_learning_that_is_not_public_or_not_said_to_be_its_own_is_no_fact(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    for status in (Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN):
        make.record(activity_id=entry.id, status=status)
    make.record(activity_id=entry.id, showing=TeamVisibility.HIDDEN, team="")

    assert so(entry) == {"promised"}

    make.record(activity_id=entry.id, written_by=WrittenBy.STAFF)
    assert so(entry) == {"promised", "recorded"}


def test_only_what_other_teams_show_counts_as_used(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.adoption(entry)
    own = session.get_one(Person, entry.owner_id)
    make.adoption(entry, owner=own, status=Status.PUBLISHED)
    make.adoption(entry, changed="", status=Status.PUBLISHED)

    assert so(entry) == {"promised"}


def test_a_draft_of_a_decision_is_no_fact_and_a_late_one_was_not_at_the_start(session: Any) -> None:
    began = Timing(started=PartialDate(clock.today().year - 1))
    entry = make.activity(status=Status.PUBLISHED, timing=began)
    decided_for(entry, checked=False, sign=False)

    assert so(entry) == {"promised"}

    decided_for(entry, checked=False)
    assert so(entry) == {"promised", "guide_used", "reason_recorded", "promise_in_words"}


@pytest.mark.parametrize("started", [None, "2000", "this year", "this month", "today"])
def test_the_database_says_of_every_date_what_was_at_the_start(
    session: Any, started: str | None
) -> None:
    today = clock.today()
    known = {
        "2000": PartialDate(2000),
        "this year": PartialDate(today.year),
        "this month": PartialDate(today.year, today.month),
        "today": PartialDate.from_day(today),
    }
    entry = make.activity(status=Status.PUBLISHED)
    entry.started = known[started] if started else None
    decided_for(entry)
    session.commit()

    assert ("decided_at_start" in so(entry)) is find_evidence(VISITOR, [entry.id])[
        entry.id
    ].at_start


def test_a_confirmed_rung_comes_before_the_teams(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    rating = make.rating(entry, digits="33333333333333")
    assert "shares_power" in so(entry)

    make.confirmed_proposal(rating, Rung.ENGAGEMENT)
    assert "shares_power" not in so(entry)


def test_a_strand_that_is_not_public_is_no_fact(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    strand = make.activity(status=Status.DRAFT)
    write_parts(strand, (Basics(programme_id=entry.id),))
    session.commit()

    assert not queries.get_facts(VISITOR, [entry.id])[entry.id].has_strands


def test_facts_of_many_entries_take_one_question_and_leave_out_what_is_not_theirs(
    session: Any, queries: list[str]
) -> None:
    public = [make.activity(status=Status.PUBLISHED).id for _ in range(5)]
    hidden = [make.activity(status=status).id for status in (Status.DRAFT, Status.WITHDRAWN)]
    queries.clear()

    found = facts_of([*public, *hidden])

    assert set(found) == set(public)
    assert len(queries) == 1


def facts_of(ids: list[int]) -> dict[int, Facts]:
    return queries.get_facts(VISITOR, ids)


def some_entries() -> list[Activity]:
    """Make entries that differ in every fact that moves a suggestion today."""
    bare = make.activity(status=Status.PUBLISHED, promising=PromiseStatement(nothing=True))
    learned = make.activity(status=Status.PUBLISHED)
    write_parts(learned, (Story("", "Ask earlier"), Sessions((Session(1, place="Bow"),))))
    promised = make.activity(status=Status.PUBLISHED, promising=PromiseStatement(nothing=True))
    write_parts(promised, (Pledge(pledge="You will hear back"),))
    taught = make.activity(status=Status.PUBLISHED)
    tell_elsewhere(taught)
    decided_late = make.activity(status=Status.PUBLISHED)
    decided_for(decided_late)
    adopted = make.adoption(taught, status=Status.PUBLISHED).child
    paid = taking.costs(make.activity(status=Status.PUBLISHED), taking.line())
    travel = taking.line(category=CostCategory.EXPENSES_TRAVEL)
    spent = taking.costs(make.activity(status=Status.PUBLISHED), travel)
    poor = taking.costs(make.activity(status=Status.PUBLISHED), unresourced="The grant ended")
    return [bare, learned, promised, taught, decided_late, adopted, paid, spent, poor]


@pytest.mark.parametrize("challenge", Challenge)
def test_the_database_counts_what_the_rule_suggests(session: Any, challenge: Challenge) -> None:
    entries = some_entries()
    session.commit()

    facts = queries.get_facts(VISITOR, [entry.id for entry in entries])
    values = {entry.id: suggest(challenge, facts[entry.id]).value for entry in entries}
    counted = queries.count_by_value(challenge)[challenge][View.SUGGESTED]
    for value in (NoValue.UNKNOWN, NoValue.BETWEEN, *VALUES):
        same = {key for key, each in values.items() if each == value}
        found = queries.list_activities(VISITOR, ActivityFilter(challenge, View.SUGGESTED, value))

        assert counted.get(value, 0) == len(same)
        assert {entry.id for entry in found} == same


def test_the_three_views_are_counted_apart_and_no_view_is_counted_as_such(session: Any) -> None:
    first, second, _third = (make.activity(status=Status.PUBLISHED) for _ in range(3))
    make.claim(first, Challenge.C1, 4)
    make.claim(first, Challenge.C1, 3)
    make.claim(second, Challenge.C1, 3)
    make.judgement(first, Challenge.C1, 1)

    counted = queries.count_by_value(*Challenge)

    assert counted[Challenge.C1][View.CLAIMED] == {3: 2, NoValue.NO_VIEW: 1}
    assert counted[Challenge.C1][View.JUDGED] == {1: 1, NoValue.NO_VIEW: 2}
    assert counted[Challenge.C2][View.CLAIMED] == {NoValue.NO_VIEW: 3}
    for challenge, views in counted.items():
        for view, numbers in views.items():
            for value, number in numbers.items():
                found = queries.list_activities(VISITOR, ActivityFilter(challenge, view, value))
                assert len(found) == number


@pytest.mark.parametrize("role", [None, Role.CURATOR])
def test_what_is_not_public_is_counted_for_nobody(session: Any, role: Role | None) -> None:
    actor = make.person(role=role).actor if role else VISITOR
    for status in (Status.DRAFT, Status.RETURNED):
        make.claim(make.activity(status=status), Challenge.C1, 4, LINK)
    gone = make.activity(status=Status.PUBLISHED)
    make.claim(gone, Challenge.C1, 4, LINK)
    make.withdraw(gone)

    counted = queries.count_by_value(*Challenge).values()

    numbers = {number for views in counted for view in views.values() for number in view.values()}
    assert numbers <= {0}
    assert queries.list_recommended(actor, Challenge.C1) == []
    for view in View:
        for value in (*NoValue, *VALUES):
            assert queries.list_activities(actor, ActivityFilter(Challenge.C1, view, value)) == []


def test_judged_entries_are_worth_reading_before_claims_with_evidence(session: Any) -> None:
    low, high, claimed, bare, refuted = (make.activity(status=Status.PUBLISHED) for _ in range(5))
    make.judgement(low, Challenge.C1, 3)
    make.judgement(high, Challenge.C1, 4)
    make.claim(claimed, Challenge.C1, 4, LINK)
    make.claim(bare, Challenge.C1, 4)
    make.claim(refuted, Challenge.C1, 4, LINK)
    make.judgement(refuted, Challenge.C1, 1)

    found = queries.list_recommended(VISITOR, Challenge.C1)

    assert [each.activity.id for each in found] == [high.id, low.id, claimed.id]
    assert [(each.view, each.value) for each in found] == [
        (View.JUDGED, 4),
        (View.JUDGED, 3),
        (View.CLAIMED, 4),
    ]


def test_a_claim_that_was_taken_lower_is_no_longer_worth_reading(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.claim(entry, Challenge.C1, 4, LINK)
    make.claim(entry, Challenge.C1, 3)

    assert queries.list_recommended(VISITOR, Challenge.C1) == []
