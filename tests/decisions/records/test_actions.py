"""Writing a record, signing it off, and what may no longer be done to it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.models import Event
from coprod.core.database import session as db
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.decisions.guide.enums import Level, Question
from coprod.decisions.records import actions, queries, rules
from coprod.decisions.records.enums import ChosenLevel, HoldablePart, HoldState, Status, WayOut
from coprod.decisions.records.models import DecisionRecord
from tests import make


def maker(decision: DecisionRecord) -> Any:
    return db.get_one(Person, decision.person_id).actor


def curator() -> Any:
    return make.person(role=Role.CURATOR).actor


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER])
def test_team_members_and_those_above_record_decisions(session: Any, role: Role) -> None:
    for actor in (VISITOR, make.person(role=role).actor):
        with pytest.raises(NotAllowedError):
            actions.create_decision(actor, rules.DecisionTitle("How people book"))

    made = actions.create_decision(make.person().actor, rules.DecisionTitle("How people book"))

    assert (made.slug, made.status) == ("how-people-book", Status.DRAFT)


def test_two_records_of_one_name_have_addresses_of_their_own(session: Any) -> None:
    slugs = [make.decision(title=title).slug for title in ("New", "New", "Hours", "Hours")]

    assert slugs == ["new-2", "new-3", "hours", "hours-2"]


def test_signing_keeps_what_the_guide_advised(session: Any) -> None:
    made = make.decision(chosen=ChosenLevel.CO_DESIGN)

    assert (made.recommended, made.stretch) == (Level.ENGAGE, Level.CO_PRODUCE)
    assert (made.is_below, made.is_mismatch) == (False, False)
    assert (made.framework_version, made.rule_version) == (1, 1)
    assert made.status is Status.SIGNED_OFF


def test_less_than_is_called_for_needs_a_reason(session: Any) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        make.decision(chosen=ChosenLevel.INFORM, reason="")

    assert broken.value.field == "reason"
    assert make.decision(chosen=ChosenLevel.INFORM).is_below


def test_more_than_can_be_promised_is_refused(session: Any) -> None:
    answers = {**make.ROUTINE, Question.D9: "expenses"}

    with pytest.raises(RuleBrokenError) as broken:
        make.decision(answers=answers, chosen=ChosenLevel.CO_PRODUCE)

    assert broken.value.field == "chosen"


WAYS: dict[str, tuple[dict[str, Any], str]] = {
    "none": ({"chosen": ChosenLevel.ENGAGE}, "way_out"),
    "lower": ({"chosen": ChosenLevel.ENGAGE, "way_out": WayOut.LOWER_LEVEL}, ""),
    "lower without a reason": (
        {"chosen": ChosenLevel.ENGAGE, "way_out": WayOut.LOWER_LEVEL, "reason": ""},
        "reason",
    ),
    "lower, but more is chosen": (
        {"chosen": ChosenLevel.CO_DESIGN, "way_out": WayOut.LOWER_LEVEL},
        "chosen",
    ),
    "change, without saying how": (
        {"chosen": ChosenLevel.CO_DESIGN, "way_out": WayOut.CHANGE_CONDITIONS},
        "way_out_words",
    ),
    "change": (
        {
            "chosen": ChosenLevel.CO_DESIGN,
            "way_out": WayOut.CHANGE_CONDITIONS,
            "way_out_words": "Money by June",
        },
        "",
    ),
    "not proceed": ({"chosen": ChosenLevel.NOT_GO_AHEAD, "way_out": WayOut.NOT_PROCEED}, ""),
    "not proceed, but a level": (
        {"chosen": ChosenLevel.ENGAGE, "way_out": WayOut.NOT_PROCEED},
        "way_out",
    ),
    "no level, but another way": (
        {"chosen": ChosenLevel.NOT_GO_AHEAD, "way_out": WayOut.LOWER_LEVEL},
        "way_out",
    ),
}


@pytest.mark.parametrize("name", WAYS)
def test_a_mismatch_takes_one_of_three_ways_out(session: Any, name: str) -> None:
    given, field = WAYS[name]
    if field:
        with pytest.raises(RuleBrokenError) as broken:
            make.decision(answers=make.CLOSURE, **given)
        assert broken.value.field == field
    else:
        made = make.decision(answers=make.CLOSURE, **given)
        assert made.is_mismatch
        assert made.way_out is given["way_out"]


def test_a_way_out_that_is_no_longer_needed_is_not_kept(session: Any) -> None:
    made = make.decision(way_out=WayOut.LOWER_LEVEL, way_out_words="Old words")

    assert (made.way_out, made.way_out_words) == (None, "")


@pytest.mark.parametrize("day", [None, 0, -1])
def test_every_record_has_a_day_in_the_future_to_look_again(session: Any, day: int | None) -> None:
    review_on = None if day is None else clock.today() + timedelta(days=day)

    with pytest.raises(RuleBrokenError) as broken:
        make.decision(review_on=review_on)

    assert broken.value.field == "review_on"


def test_a_level_is_not_signed_without_a_promise(session: Any) -> None:
    made = make.decision(sign=False)
    make.change_decision(maker(made), made, rules.PromiseStatement())

    with pytest.raises(RuleBrokenError):
        make.sign_decision(maker(made), made)


def test_not_going_ahead_needs_no_promise(session: Any) -> None:
    made = make.decision(sign=False, chosen=ChosenLevel.NOT_GO_AHEAD)
    make.change_decision(maker(made), made, rules.PromiseStatement())
    make.change_decision(maker(made), made, rules.Openness())

    make.sign_decision(maker(made), made)

    assert made.is_signed


def test_all_ten_questions_come_before_the_signature(session: Any) -> None:
    few: dict[Question, str] = {
        q: answer for q, answer in make.ROUTINE.items() if q is not Question.D10
    }

    with pytest.raises(RuleBrokenError):
        make.decision(answers=few)


def test_what_changed_under_the_signature_is_not_signed(session: Any) -> None:
    made = make.decision(sign=False)
    seen = queries.compute_record_fingerprint(made)
    make.change_decision(maker(made), made, rules.PromiseStatement("Another promise"))

    with pytest.raises(ConflictError):
        actions.sign_off(maker(made), made, rules.Signature("Post", "Here"), seen=seen)


def test_the_second_of_two_who_write_one_part_is_told(session: Any) -> None:
    made = make.decision(sign=False)
    seen = compute_fingerprint((queries.get_record_part(made, rules.Openness),))
    actions.change_part(maker(made), made, rules.Openness("First"), seen=seen)

    with pytest.raises(ConflictError):
        actions.change_part(maker(made), made, rules.Openness("Second"), seen=seen)


def test_the_open_parts_are_named(session: Any) -> None:
    made = make.decision(sign=False)
    now = queries.get_replies(made)[Question.D1]

    reply = rules.Reply(Question.D1, "some")

    with pytest.raises(RuleBrokenError) as broken:
        actions.answer_question(maker(made), made, reply, seen=compute_fingerprint((now,)))

    assert broken.value.field == "note"


def test_a_signed_record_is_not_written_again(session: Any) -> None:
    made = make.decision()

    with pytest.raises(RuleBrokenError):
        make.change_decision(maker(made), made, rules.Openness("Later"))
    for change in ("title", "reason", "signed_post"):
        setattr(made, change, "Another")
        with pytest.raises(RuleBrokenError):
            session.flush()
        session.rollback()
        made = session.get_one(DecisionRecord, made.id)


def test_answers_and_the_record_itself_cannot_be_taken_away(session: Any) -> None:
    made = make.decision()

    made.answers[0].answer = "nothing"
    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()
    with pytest.raises(RuleBrokenError):
        actions.discard_decision(maker(made), session.get_one(DecisionRecord, made.id))


def test_a_new_version_says_the_same_and_leaves_the_old_one(session: Any) -> None:
    old = make.decision()

    new = actions.create_new_version(maker(old), old)

    assert new.replaces_id == old.id
    assert queries.get_replies(new) == queries.get_replies(old)
    assert queries.get_record_part(new, rules.Openness) == queries.get_record_part(
        old, rules.Openness
    )
    assert new.review_on is None
    assert queries.find_newer_version(old) is None
    choice = rules.LevelChoice(ChosenLevel.CO_DESIGN, review_on=make.in_a_year())
    make.change_decision(maker(old), new, choice)
    make.sign_decision(maker(old), new)
    assert queries.find_newer_version(old) is new
    with pytest.raises(RuleBrokenError):
        actions.create_new_version(maker(old), old)


def test_a_team_asks_and_a_curator_decides_what_is_held_back(session: Any) -> None:
    made = make.decision(sign=False)
    actions.hold_back(maker(made), made, (HoldablePart.SET_ASIDE,), "The contract is not signed")
    assert [hold.state for hold in made.holds] == [HoldState.ASKED]

    with pytest.raises(NotAllowedError):
        actions.decide_hold(maker(made), made, HoldablePart.SET_ASIDE, is_held=True)
    actions.decide_hold(curator(), made, HoldablePart.SET_ASIDE, is_held=False)

    assert [hold.state for hold in made.holds] == [HoldState.SHOWN]
    assert last_verb(made) == "showed again"
    with pytest.raises(NotFoundError):
        actions.decide_hold(curator(), made, HoldablePart.PRIOR_FEEDBACK, is_held=True)


def test_a_curator_who_agrees_is_on_the_record_as_holding_back(session: Any) -> None:
    made = make.decision(sign=False)
    actions.hold_back(maker(made), made, (HoldablePart.SET_ASIDE,), "The contract is not signed")

    actions.decide_hold(curator(), made, HoldablePart.SET_ASIDE, is_held=True)

    assert [hold.state for hold in made.holds] == [HoldState.HELD]
    assert last_verb(made) == "held back"


def last_verb(decision: DecisionRecord) -> str:
    about = select(Event.verb).where(Event.subject_id == decision.id).order_by(Event.id.desc())
    return db.scalars(about.limit(1)).one()


def test_a_team_cannot_take_out_of_sight_what_is_public(session: Any) -> None:
    made = make.decision()

    with pytest.raises(NotAllowedError):
        actions.hold_back(maker(made), made, (HoldablePart.SET_ASIDE,), "Second thoughts")
    actions.hold_back(curator(), made, (HoldablePart.SET_ASIDE,), "Commercially sensitive")

    assert [hold.state for hold in made.holds] == [HoldState.HELD]


def test_a_curator_does_not_decide_on_their_own_record(session: Any) -> None:
    own = make.person(role=Role.CURATOR)
    made = make.decision(by=own)

    with pytest.raises(NotAllowedError):
        actions.hold_back(own.actor, made, (HoldablePart.PRIOR_FEEDBACK,), "Because")


def test_a_link_into_the_register_must_be_readable(session: Any) -> None:
    hidden = make.activity()
    made = make.decision(sign=False)

    part = rules.PriorFeedbackList((rules.PriorFeedback("Told", f"/stories/{hidden.slug}"),))

    with pytest.raises(RuleBrokenError):
        make.change_decision(maker(made), made, part)
