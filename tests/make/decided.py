"""Decisions to test with."""

from datetime import timedelta
from typing import Any

from coprod.accounts.users.models import Person
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.decisions.guide.enums import Question
from coprod.decisions.records import actions, queries, rules
from coprod.decisions.records.enums import ChosenLevel, DecidedWith
from coprod.decisions.records.models import DecisionRecord
from coprod.reference.lists.models import Term
from tests.make.entries import keep, person

ROUTINE = dict(
    zip(
        Question,
        ["most", "no", "moderate", "mixed", "no", "no", "share", "longer", "whole_cycle", "no"],
        strict=True,
    )
)
"""Ten answers that call for Engage and allow anything."""
CLOSURE = {
    **ROUTINE,
    Question.D2: "yes",
    Question.D3: "life",
    Question.D7: "explain",
    Question.D8: "months_3_6",
    Question.D9: "expenses",
}
"""Answers that call for Co-design and allow Engage: a mismatch."""


def decision(
    *groups: Term,
    by: Person | None = None,
    answers: dict[Question, str] = ROUTINE,
    sign: bool = True,
    title: str = "«How people book»",
    **given: Any,
) -> DecisionRecord:
    """Record a decision as a team does; ``given`` replaces fields of what was chosen.

    ``groups`` are those most affected.
    """
    actor = (by or person()).actor
    record = actions.create_decision(actor, rules.DecisionTitle(title))
    for question, answer in answers.items():
        reply = rules.Reply(question, answer, "«note»")
        actions.answer_question(actor, record, reply, seen=compute_fingerprint((None,)))
    choice = {"chosen": ChosenLevel.ENGAGE, "reason": "«why»", "review_on": in_a_year(), **given}
    for part in (
        rules.Openness("«open»", "«not open»", "«duty»"),
        *([rules.DecisionScope(tuple(each.id for each in groups))] if groups else []),
        rules.Means("«budget»", DecidedWith.RESIDENTS, "«in the room»"),
        rules.PromiseStatement("«promise»", PartialDate(in_a_year().year)),
        rules.PriorFeedbackList((rules.PriorFeedback("«told»", "https://example.org/report"),)),
        rules.LevelChoice(**choice),
    ):
        change_decision(actor, record, part)
    if sign:
        sign_decision(actor, record)
    return keep(record)


def in_a_year() -> Any:
    return clock.today() + timedelta(days=365)


def change_decision(actor: Actor, record: DecisionRecord, part: Any) -> None:
    seen = compute_fingerprint((queries.get_record_part(record, type(part)),))
    actions.change_part(actor, record, part, seen=seen)


def sign_decision(actor: Actor, record: DecisionRecord) -> None:
    seen = queries.compute_record_fingerprint(record)
    signature = rules.Signature("«Director»", "«The partnership»")
    actions.sign_off(actor, record, signature, seen=seen)
