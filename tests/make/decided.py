"""Decisions to test with."""

from datetime import timedelta
from typing import Any

from coprod.accounts.users.models import Person
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.decisions.guide.enums import Question as Asked
from coprod.decisions.records import actions as records
from coprod.decisions.records import queries as recorded
from coprod.decisions.records import rules as recording
from coprod.decisions.records.enums import Chosen, DecidedWith
from coprod.decisions.records.models import DecisionRecord
from coprod.register.activities.queries import compute_fingerprint
from tests.make.entries import keep, person

ROUTINE = dict(
    zip(
        Asked,
        ["most", "no", "moderate", "mixed", "no", "no", "share", "longer", "whole_cycle", "no"],
        strict=True,
    )
)
"""Ten answers that call for Engage and allow anything."""
CLOSURE = {
    **ROUTINE,
    Asked.D2: "yes",
    Asked.D3: "life",
    Asked.D7: "explain",
    Asked.D8: "months_3_6",
    Asked.D9: "expenses",
}
"""Answers that call for Co-design and allow Engage: a mismatch."""


def decision(
    *,
    by: Person | None = None,
    answers: dict[Asked, str] = ROUTINE,
    sign: bool = True,
    title: str = "«How people book»",
    **given: Any,
) -> DecisionRecord:
    """Record a decision as a team does; ``given`` replaces fields of what was chosen."""
    actor = (by or person()).actor
    made = records.begin_decision(actor, recording.Naming(title))
    for question, answer in answers.items():
        reply = recording.Reply(question, answer, "«note»")
        records.answer_question(actor, made, reply, seen=compute_fingerprint((None,)))
    choosing = {"chosen": Chosen.ENGAGE, "reason": "«why»", "review_on": in_a_year(), **given}
    for part in (
        recording.Openness("«open»", "«not open»", "«duty»"),
        recording.Means("«budget»", DecidedWith.RESIDENTS, "«in the room»"),
        recording.Promising("«promise»", PartialDate(in_a_year().year)),
        recording.AlreadySaid((recording.Said("«told»", "https://example.org/report"),)),
        recording.Choosing(**choosing),
    ):
        change_decision(actor, made, part)
    if sign:
        sign_decision(actor, made)
    return keep(made)


def in_a_year() -> Any:
    return clock.today() + timedelta(days=365)


def change_decision(actor: Actor, made: DecisionRecord, part: Any) -> None:
    seen = compute_fingerprint((recorded.told(made, type(part)),))
    records.change_part(actor, made, part, seen=seen)


def sign_decision(actor: Actor, made: DecisionRecord) -> None:
    seen = recorded.fingerprint_of_all(made)
    signing = recording.Signing("«Director»", "«The partnership»")
    records.sign_off(actor, made, signing, seen=seen)
