"""The four facts about shared money and worth: told with its reasons, or read from records."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from coprod.accounts.users.models import Person
from coprod.assessment.self_assessment.enums import Question
from coprod.challenges.enums import Challenge, Value
from coprod.challenges.presenters import GROUNDS
from coprod.challenges.queries import get_facts
from coprod.challenges.rules import suggest
from coprod.core.database import session as db
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.answers import YesNoUnknown
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.decisions.records import rules as recording
from coprod.decisions.records.actions import link_activity
from coprod.decisions.records.enums import HoldablePart, HoldState
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.learning.reader_responses.enums import Stance
from coprod.learning.records.actions import publish_record, send_record
from coprod.learning.records.actions import write_part as write_record_part
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.rules import Effects
from coprod.learning.stage_gates.models import GateDecision
from coprod.outcomes.i_statements.actions import publish_link
from coprod.outcomes.i_statements.enums import LinkKind
from coprod.outcomes.results.enums import Moment, WaveState
from coprod.outcomes.results.rules import CountsRow
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.sections.actions import change_parts, write_parts
from coprod.register.sections.enums import CostTiming, FundingDecider, SpreadStage
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.rules import Costs, Resourcing, Worth
from tests import make
from tests.outcomes.i_statements import make as asking
from tests.register.sections import make as costs

LINK = "https://example.org/minutes"
LOOKED = Worth(anyway="A new bus", harder="Longer days", worth="Twice the money")


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def tell(entry: Activity, *parts: Any) -> None:
    write_parts(entry, parts)
    db.commit()


def holds(entry: Activity, name: str) -> bool:
    return bool(get_facts(VISITOR, [entry.id])[entry.id].get(name))


def grounds(entry: Activity, name: str) -> list[tuple[bool, str]]:
    return [(each.is_evidenced, each.link or each.endpoint) for each in GROUNDS[name](entry)]


# Who decides how the money is used


@pytest.mark.parametrize("deciding", FundingDecider)
def test_money_is_shared_when_residents_have_a_part_in_the_decision(
    entry: Activity, deciding: FundingDecider
) -> None:
    tell(entry, Resourcing(deciding=deciding, deciding_who="Six residents"))

    is_shared = deciding in {FundingDecider.TOGETHER, FundingDecider.RESIDENTS}
    assert holds(entry, "money_shared") is is_shared
    if is_shared:
        assert grounds(entry, "money_shared") == [(False, "")]


def test_a_link_makes_it_evidenced(entry: Activity) -> None:
    tell(
        entry, Resourcing(deciding=FundingDecider.TOGETHER, deciding_who="Six", deciding_link=LINK)
    )

    assert grounds(entry, "money_shared") == [(True, LINK)]


def test_where_nothing_is_told_the_latest_assessment_counts(entry: Activity) -> None:
    make.rating(entry, digits="33333333323333")
    assert not holds(entry, "money_shared")
    make.rating(entry, digits="33333333333333", correction="It was three")
    assert holds(entry, "money_shared")
    assert grounds(entry, "money_shared") == [(True, "library.stories.ratings")]

    tell(entry, Resourcing(deciding=FundingDecider.AFTER_ASKING))
    assert not holds(entry, "money_shared")


def test_an_answer_that_a_curator_doubts_does_not_count(entry: Activity) -> None:
    rating = make.rating(entry, digits="33333333333333")
    make.answer_query(rating, Question.Q9)
    assert holds(entry, "money_shared")

    make.answer_query(rating, Question.Q10)
    assert not holds(entry, "money_shared")


# Whether residents see the change


@pytest.mark.parametrize("known", YesNoUnknown)
def test_only_a_yes_says_that_residents_see_the_change(
    entry: Activity, known: YesNoUnknown
) -> None:
    tell(entry, Worth(known, "The lunch club, of the hours"))

    assert holds(entry, "recognised") is (known is YesNoUnknown.YES)


def lesson(entry: Activity, effects: Effects, **given: Any) -> LearningRecord:
    writer = db.get_one(Person, entry.owner_id)
    made = make.record(writer=writer, status=Status.DRAFT, activity_id=entry.id, **given)
    write_record_part(made, effects)
    send_record(writer.actor, made)
    publish_record(make.curator(), made)
    return make.keep(made)


def agree(record: LearningRecord) -> None:
    make.signature(record.slug, stand=Stance.AGREE, words="", agreed=False)


def test_those_who_took_part_and_signed_what_changed_see_it(entry: Activity) -> None:
    record = lesson(entry, Effects(for_residents="They choose the hours"))
    agree(record)
    assert not holds(entry, "recognised")
    agree(record)

    assert holds(entry, "recognised")
    assert grounds(entry, "recognised") == [(True, "learning.records.record")]


def test_a_record_that_tells_no_change_or_hides_its_team_says_nothing(entry: Activity) -> None:
    silent = lesson(entry, Effects(for_staff="They are less tired"))
    hidden = lesson(
        entry, Effects(for_residents="More say"), showing=TeamVisibility.HIDDEN, team=""
    )
    for record in (silent, silent, hidden, hidden):
        agree(record)

    assert not holds(entry, "recognised")


# A fair look


@pytest.mark.parametrize("lacks", ["anyway", "harder", "worth"])
def test_a_look_that_leaves_out_what_speaks_against_it_is_not_fair(
    entry: Activity, lacks: str
) -> None:
    tell(entry, LOOKED)
    assert holds(entry, "fair_look")

    entry_detail(entry, **{lacks: ""})
    assert not holds(entry, "fair_look")


def entry_detail(entry: Activity, **values: Any) -> None:
    """Change the columns past the rules, as an older version of them may have let through."""
    db.execute(update(ActivityDetail).where(ActivityDetail.activity_id == entry.id).values(values))
    db.commit()


# A decision that was made because of it


def drawing(entry: Activity, *, sign: bool = True, leads_to_it: bool = False) -> DecisionRecord:
    by = make.person(role=Role.CURATOR)
    made = make.decision(by=by, sign=False)
    said = recording.PriorFeedbackList(
        (recording.PriorFeedback("They choose", f"/stories/{entry.slug}"),)
    )
    make.change_decision(by.actor, made, said)
    if leads_to_it:
        link_activity(by.actor, made, entry)
    if sign:
        make.sign_decision(by.actor, made)
    return make.keep(made)


def test_a_decision_that_rests_on_what_it_showed_is_found(entry: Activity) -> None:
    drawing(entry, sign=False)
    assert not holds(entry, "led_to_decision")
    drawing(entry)

    assert holds(entry, "led_to_decision")
    assert grounds(entry, "led_to_decision") == [(True, "decisions.records.decision")]


def test_the_decision_that_began_it_is_not_one_that_came_of_it(entry: Activity) -> None:
    drawing(entry, leads_to_it=True)

    assert not holds(entry, "led_to_decision")


def test_what_a_record_holds_back_gives_nothing_away(entry: Activity) -> None:
    made = drawing(entry)
    made.holds.append(
        DecisionHold(part=HoldablePart.PRIOR_FEEDBACK, reason="«why»", state=HoldState.HELD)
    )
    db.commit()

    assert not holds(entry, "led_to_decision")


def stopped(entry: Activity, days: int, stage: SpreadStage = SpreadStage.STOPPED) -> GateDecision:
    on = clock.today() + timedelta(days=days)
    return make.gate_decision(entry, by=make.curator(), stage=stage, on=on)


def after(entry: Activity, **given: Any) -> None:
    (statement, *_more) = asking.framework()
    asking.results(
        entry, CountsRow(statement.id, asking.counts(9, 9)), moment=Moment.AFTER, **given
    )


def test_going_on_or_stopping_counts_once_results_were_public(entry: Activity) -> None:
    stopped(entry, -1, SpreadStage.PAUSED)
    after(entry)
    assert not holds(entry, "led_to_decision")
    stopped(entry, 0)

    assert holds(entry, "led_to_decision")
    assert grounds(entry, "led_to_decision") == [(True, "learning.stage_gates.stages")]


def test_results_that_nobody_may_read_led_to_nothing(entry: Activity) -> None:
    after(entry, state=WaveState.SENT)
    stopped(entry, 0)

    assert not holds(entry, "led_to_decision")


def test_a_decision_in_words_is_claimed_and_with_a_link_evidenced(entry: Activity) -> None:
    tell(entry, Worth(led_to="It goes on", led_to_post="The board"))
    assert grounds(entry, "led_to_decision") == [(False, "")]
    tell(entry, Worth(led_to="It goes on", led_to_post="The board", led_to_link=LINK))

    assert grounds(entry, "led_to_decision") == [(True, LINK)]


def value(entry: Activity, challenge: Challenge) -> Value:
    return suggest(challenge, get_facts(VISITOR, [entry.id])[entry.id]).value


def test_all_of_it_is_four_of_four_and_without_one_of_the_three_it_is_three(
    entry: Activity,
) -> None:
    (statement, *_more) = asking.framework()
    publish_link(make.curator(), entry, asking.aim(entry, kind=LinkKind.BEFORE_AND_AFTER))
    for moment, year in ((Moment.BEFORE, 2024), (Moment.AFTER, 2025)):
        counted = CountsRow(statement.id, asking.counts(9, 9))
        asking.results(entry, counted, moment=moment, surveyed_on=PartialDate(year))
    tell(entry, Costs((costs.line(1, timing=CostTiming.ACTUAL),)))
    assert value(entry, Challenge.C4) == 3

    seen, decided = (
        Worth(YesNoUnknown.YES, "The club"),
        Worth(led_to="On", led_to_post="The board"),
    )
    parts: list[dict[str, Any]] = [
        {"recognised": seen.recognised, "recognised_by": seen.recognised_by},
        {"anyway": LOOKED.anyway, "harder": LOOKED.harder, "worth": LOOKED.worth},
        {"led_to": decided.led_to, "led_to_post": decided.led_to_post},
    ]
    for left_out in parts:
        given = {
            name: told for each in parts if each is not left_out for name, told in each.items()
        }
        tell(entry, Worth(**given))
        assert value(entry, Challenge.C4) == 3, left_out
    tell(entry, Worth(**{name: told for each in parts for name, told in each.items()}))
    assert value(entry, Challenge.C4) == 4


# What readers see of it

HOSTILE = "<script>alert(1)</script> " + "W" * 300


def test_the_page_of_a_challenge_says_what_is_claimed_and_what_is_evidenced(
    entry: Activity, client: Any, queries: list[str]
) -> None:
    seen = replace(LOOKED, recognised=YesNoUnknown.YES, recognised_by=HOSTILE)
    tell(entry, replace(seen, worth_link=LINK, led_to="It goes on", led_to_post=HOSTILE[:150]))
    agree_twice(lesson(entry, Effects(for_residents="They choose the hours")))
    drawing(entry)
    queries.clear()

    shown = client.get(f"/stories/{entry.slug}/challenges/c4").text

    assert len(queries) <= 15
    main = shown[shown.index("<main") : shown.index("</main")]
    assert main.count(">Evidence given</strong>") == 3
    assert main.count(">Claimed</strong>") == 2
    assert f'href="{LINK}"' in main
    assert 'href="/decisions/' in main
    assert "<script>alert" not in main


def agree_twice(record: LearningRecord) -> None:
    agree(record)
    agree(record)


def test_the_page_of_what_it_changed_shows_it_too_and_no_more_than_is_told(
    entry: Activity, client: Any, queries: list[str]
) -> None:
    here = f"/stories/{entry.slug}/effect"
    assert "Was it worth it?" not in client.get(here).text
    tell(entry, Worth(YesNoUnknown.NO, "Nobody sees it", anyway=HOSTILE))
    queries.clear()

    shown = client.get(here).text

    assert len(queries) <= 15
    assert "Residents say that they do not see a change" in shown
    assert "Nobody sees it" in shown
    assert "Claimed" not in shown
    assert "<script>alert" not in shown


def test_what_a_team_writes_later_waits_for_a_curator(entry: Activity, client: Any) -> None:
    part = Worth(led_to="The board pays", led_to_post="The board")
    owner = make.owner(entry)
    change_parts(owner, entry, part, seen=compute_fingerprint((Worth(),)))
    db.commit()

    assert not holds(entry, "led_to_decision")
    assert "The board pays" not in client.get(f"/stories/{entry.slug}/effect").text
