import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.engagement.comments.enums import ModerationReason
from coprod.engagement.moderation.enums import (
    OUTCOME_VERBS,
    PUBLIC_OUTCOME_LABELS,
    REASONS_FOR_EDITS,
    Outcome,
)
from coprod.engagement.moderation.rules import STATE_AFTER, Verdict, check_appeal, check_verdict

WORDS = "The hall was cold"


@pytest.mark.parametrize(
    ("verdict", "field"),
    [
        (Verdict(Outcome.PUBLISH, "The hall was warm"), "decision"),
        (Verdict(Outcome.EDIT, WORDS, (ModerationReason.NAMES,)), "body"),
        (Verdict(Outcome.EDIT, "", (ModerationReason.NAMES,)), "body"),
        (Verdict(Outcome.EDIT, "The hall", ()), "reasons"),
        (Verdict(Outcome.EDIT, "The hall", (ModerationReason.OFF_TOPIC,)), "reasons"),
        (Verdict(Outcome.REWORD, WORDS), "reasons"),
        (Verdict(Outcome.DECLINE, WORDS, message_to_author="No"), "reasons"),
        (Verdict(Outcome.ELSEWHERE, WORDS), "route"),
    ],
)
def test_a_decision_without_what_it_needs_is_refused(verdict: Verdict, field: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_verdict(verdict, WORDS)

    assert broken.value.field == field


@pytest.mark.parametrize(
    "verdict",
    [
        Verdict(Outcome.PUBLISH, WORDS),
        Verdict(Outcome.EDIT, "The hall", (ModerationReason.NAMES,)),
        Verdict(Outcome.REWORD, WORDS, message_to_author="Leave out the name"),
        Verdict(Outcome.DECLINE, WORDS, (ModerationReason.OFF_TOPIC,)),
        Verdict(Outcome.ELSEWHERE, WORDS, route_id=1),
        Verdict(Outcome.HOLD, "whatever stood in the box"),
    ],
)
def test_a_decision_with_what_it_needs_is_fine(verdict: Verdict) -> None:
    check_verdict(verdict, WORDS)


def test_every_outcome_has_its_place_and_holding_is_not_counted() -> None:
    assert set(STATE_AFTER) == set(OUTCOME_VERBS) == set(Outcome)
    assert set(PUBLIC_OUTCOME_LABELS) == set(Outcome) - {Outcome.HOLD}


def test_criticism_is_no_reason_to_take_something_out() -> None:
    assert REASONS_FOR_EDITS.isdisjoint(
        {
            ModerationReason.UNCLEAR,
            ModerationReason.OFF_TOPIC,
            ModerationReason.COMPLAINT,
            ModerationReason.OLD,
        }
    )


def test_an_appeal_says_why() -> None:
    with pytest.raises(RuleBrokenError):
        check_appeal("")
