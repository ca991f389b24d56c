from typing import Any

import pytest

from coprod.board.leaders.enums import CanChange, Power, SignatureAnswer
from coprod.board.leaders.rules import (
    LONGEST,
    LONGEST_POWER,
    PowerAnswer,
    RoleDraft,
    SignableText,
    SigningDraft,
    check_role,
    check_signing,
    check_statement,
    count_signed,
)
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.engagement.commitments.enums import CommitmentProgress

TEXT = SignableText("We will build a ramp.", PartialDate(2026, 6))
YES = PowerAnswer(CanChange.YES)
SMALL = PowerAnswer(CanChange.YES, "for 3 people")
ALL = dict.fromkeys(Power, YES)


def role(**given: Any) -> RoleDraft:
    return RoleDraft(**{"name": "Director", "organisation_id": 1, "powers": ALL, **given})


def signing(**given: Any) -> SigningDraft:
    usual = {"answer": SignatureAnswer.SIGNED, "seen": TEXT.fingerprint, "powers": ALL}
    return SigningDraft(**{**usual, **given})


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * (LONGEST["name"] + 1)}, "name"),
        ({"organisation_id": None}, "organisation_id"),
        ({"powers": {**ALL, Power.RULE: PowerAnswer(None)}}, "rule"),
        (
            {"powers": {**ALL, Power.RULE: PowerAnswer(CanChange.YES, "x" * (LONGEST_POWER + 1))}},
            "rule_words",
        ),
        (
            {"powers": {**ALL, Power.BUDGET: PowerAnswer(CanChange.YES, "for 3 people")}},
            "budget_words",
        ),
    ],
)
def test_what_a_role_must_say(given: Any, field: str) -> None:
    check_role(role())
    with pytest.raises(RuleBrokenError) as broken:
        check_role(role(**given))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": None}, "answer"),
        ({"seen": "other"}, ""),
        ({"powers": {**ALL, Power.CONTRACT: PowerAnswer(None)}}, "contract"),
        ({"powers": {**ALL, Power.CONTRACT: PowerAnswer(CanChange.NO)}}, "contract_words"),
        ({"answer": SignatureAnswer.DECLINED}, "reason"),
        ({"answer": SignatureAnswer.DECLINED, "reason": "x" * 1001}, "reason"),
    ],
)
def test_what_a_leader_must_say(given: Any, field: str) -> None:
    check_signing(signing(), TEXT)
    with pytest.raises(RuleBrokenError) as broken:
        check_signing(signing(**given), TEXT)
    assert (broken.value.field or "") == field


def test_who_declines_says_why_and_nothing_else() -> None:
    given = {"answer": SignatureAnswer.DECLINED, "reason": "Not mine to promise"}
    check_signing(signing(**given, powers={}, seen=""), TEXT)


def test_a_day_that_moves_makes_other_words() -> None:
    later = SignableText(TEXT.words, PartialDate(2026, 7))
    assert later.fingerprint != TEXT.fingerprint


@pytest.mark.parametrize("words", ["", "x" * (LONGEST["words"] + 1)])
def test_a_statement_has_words(words: str) -> None:
    check_statement("We share power.")
    with pytest.raises(RuleBrokenError):
        check_statement(words)


def test_what_was_kept_is_counted_whether_or_not_it_was_late() -> None:
    counts = count_signed(CommitmentProgress)
    assert (counts.made, counts.kept, counts.late, counts.not_kept) == (5, 2, 1, 1)
