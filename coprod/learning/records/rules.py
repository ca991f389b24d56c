"""What a learning record tells, part by part, and what must be true of it.

As with an activity, each part is a small frozen value with a form of its own. The label of a field
is what readers see above it; ``asks`` is what its writer is asked, and ``of`` its fixed answers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from coprod.core.values.answers import CycleStage
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import fold
from coprod.learning.records.enums import (
    Barrier,
    Enabler,
    EvidenceKind,
    LearningOutcome,
    StatementDomain,
    TeamVisibility,
    WrittenBy,
)
from coprod.reference.lists.enums import ListKind
from coprod.register.freshness.rules import add_months

REVIEW_MONTHS = 18
LONGEST_SENTENCE = 250


def text_field(label: Message, asks: Message, hint: Message | None = None) -> Any:
    return field(default="", metadata={"label": label, "asks": asks, "hint": hint})


def choices_field(label: Message, asks: Message, of: type[Any]) -> Any:
    return field(default=(), metadata={"label": label, "asks": asks, "of": of, "hint": None})


@dataclass(frozen=True)
class ShortRecord:
    """The five-minute form. Its one sentence is what the record is found by."""

    outcome: LearningOutcome | None = None
    tried: str = ""
    happened: str = ""
    next_team: str = ""
    written_by: WrittenBy | None = None
    team: str = ""
    showing: TeamVisibility | None = None
    activity_id: int | None = None


@dataclass(frozen=True)
class Comparison:
    expected: str = text_field(N_("What we expected"), N_("What did you expect to happen?"))
    actual: str = text_field(N_("What really happened"), N_("What really happened?"))
    why_different: str = text_field(
        N_("Why it was different"),
        N_("Why was it different?"),
        N_("Look for reasons, not for somebody to blame."),
    )


@dataclass(frozen=True)
class RecordContext:
    where: str = text_field(N_("The place"), N_("What was the place like?"))
    who: str = text_field(
        N_("The people"), N_("Who were the people?"), N_("Groups and roles, no names.")
    )
    already_there: str = text_field(
        N_("What was there already"),
        N_("What was already there that helped or hindered?"),
        N_("For example a group that met for years, or a promise that was broken."),
    )
    timing: str = text_field(N_("The time"), N_("What else was going on at the time?"))
    politics: str = text_field(N_("Who wanted it"), N_("Who wanted it, and who did not?"))


@dataclass(frozen=True)
class Mechanism:
    enablers: tuple[Enabler, ...] = choices_field(
        N_("What helped"), N_("What made it work?"), Enabler
    )
    how: str = text_field(N_("How it worked"), N_("How did that make a difference?"))


@dataclass(frozen=True)
class Effects:
    for_residents: str = text_field(N_("For residents"), N_("What changed for residents?"))
    for_staff: str = text_field(N_("For staff"), N_("What changed for staff?"))
    for_service: str = text_field(N_("For the service"), N_("What changed in the service?"))
    statements: tuple[StatementDomain, ...] = choices_field(
        N_("What matters to people"), N_("Which of these is it about?"), StatementDomain
    )
    unintended: str = text_field(
        N_("What nobody expected"), N_("What happened that nobody expected?")
    )
    not_helped: str = text_field(N_("Who did not gain"), N_("Who did not gain from it?"))


@dataclass(frozen=True)
class CoreComponents:
    keep_fixed: str = text_field(
        N_("Keep this"),
        N_("What should the next team keep as it was?"),
        N_("Without it, it would not have worked."),
    )
    free_to_change: str = text_field(
        N_("Change this as you like"), N_("What may they change freely?")
    )


@dataclass(frozen=True)
class Requirements:
    money: str = text_field(N_("Money"), N_("What money does it need?"))
    skills: str = text_field(N_("Skills"), N_("Which skills does it need?"))
    time_needed: str = text_field(N_("Time"), N_("How much time does it need?"))
    permission: str = text_field(N_("Permission"), N_("Whose permission does it need?"))
    relationships: str = text_field(N_("Relationships"), N_("Which relationships does it need?"))


@dataclass(frozen=True)
class Pitfalls:
    barriers: tuple[Barrier, ...] = choices_field(
        N_("What got in the way"), N_("What got in the way?"), Barrier
    )
    failed: str = text_field(N_("What failed"), N_("What failed?"))
    harmed: str = text_field(N_("What did harm"), N_("Did anything do harm?"))
    feelings: str = text_field(
        N_("The emotional cost"), N_("What was the emotional cost for people?")
    )


@dataclass(frozen=True)
class EvidenceBase:
    evidence: tuple[EvidenceKind, ...] = choices_field(
        N_("Kind of evidence"), N_("How do you know?"), EvidenceKind
    )
    strength: str = text_field(
        N_("How strong it is"),
        N_("How strong is that, and what can it not show?"),
        N_("How many people, asked by whom, and who was not asked."),
    )
    cycles: str = text_field(
        N_("Tried, checked and changed"), N_("How often did you try it, check it and change it?")
    )


@dataclass(frozen=True)
class RecordCosts:
    costs: str = text_field(N_("In words"), N_("What did it cost, in money and in hours?"))
    costs_link: str = text_field(
        N_("Where the costs are"),
        N_("Where can people read more about the costs?"),
        N_("A whole address, such as https://www.example.org/costs"),
    )


@dataclass(frozen=True)
class ResidentAccount:
    """What residents say themselves, for as long as they agreed to. ``consent`` is not public."""

    own_words: str = text_field(
        N_("What they say"), N_("What do residents say, in their own words?"), N_("No names.")
    )
    attributed_to: str = text_field(
        N_("Who says it"), N_("Who says this?"), N_("A role, such as “Resident, Bow”.")
    )
    consent: str = text_field(
        N_("How they agreed"),
        N_("How did they agree that this is shown here?"),
        N_("When, how and to what they said yes. Readers do not see this."),
    )
    agreed_until: PartialDate | None = field(
        default=None,
        metadata={
            "label": N_("Until when"),
            "asks": N_("Until when did they agree?"),
            "hint": None,
        },
    )
    may_leave: bool = field(
        default=False,
        metadata={
            "label": N_("May be used outside this register"),
            "asks": N_("They agreed that it may be used outside this register too"),
            "hint": None,
        },
    )

    def is_agreed(self, on: date) -> bool:
        return self.agreed_until is None or self.agreed_until.latest >= on

    def may_be_read(self, on: date, *, is_elsewhere: bool) -> bool:
        """Tell whether readers are given the words, here or outside this place."""
        may_be_there = self.may_leave or not is_elsewhere
        return bool(self.own_words) and self.is_agreed(on) and may_be_there


@dataclass(frozen=True)
class RecordTags:
    """What it is about, in the terms of the lists, and the parts of the work."""

    listed: tuple[tuple[ListKind, tuple[int, ...]], ...] = ()
    stages: tuple[CycleStage, ...] = choices_field(
        N_("Part of the work that was shared"), N_("Which part of the work was it?"), CycleStage
    )


PART_KINDS: dict[str, type[Any]] = {
    "short": ShortRecord,
    "compared": Comparison,
    "context": RecordContext,
    "mechanism": Mechanism,
    "effects": Effects,
    "keeping": CoreComponents,
    "needs": Requirements,
    "avoiding": Pitfalls,
    "proof": EvidenceBase,
    "costs": RecordCosts,
    "account": ResidentAccount,
    "tags": RecordTags,
}
"""The parts, by the names of their sections in addresses and in the database."""
PART_NAMES = {kind: name for name, kind in PART_KINDS.items()}


def get_review_date(checked_on: date) -> date:
    """Return the day by which a record that was right today is to be looked at again."""
    return add_months(checked_on, REVIEW_MONTHS)


MISSING_MESSAGES: dict[str, Message] = {
    "outcome": N_("Say what came of it"),
    "tried": N_("Say what you tried"),
    "happened": N_("Say what happened"),
    "next_team": N_("Say what you would tell the next team"),
    "written_by": N_("Say who helped to write this"),
    "showing": N_("Say whether readers may know which team this was"),
}


def check_short_record(part: ShortRecord) -> None:
    missing = [name for name in MISSING_MESSAGES if not getattr(part, name)]
    if missing:
        raise RuleBrokenError(MISSING_MESSAGES[missing[0]], field=missing[0])
    if len(part.next_team) > LONGEST_SENTENCE:
        message = N_("One sentence: %(most)s characters or fewer", most=LONGEST_SENTENCE)
        raise RuleBrokenError(message, field="next_team")


def check_account(part: ResidentAccount) -> None:
    """Nobody's own words are shown without their consent."""
    if part.own_words and not part.attributed_to:
        raise RuleBrokenError(
            N_("Say who says it, as a role and not a name"), field="attributed_to"
        )
    if part.own_words and not part.consent:
        raise RuleBrokenError(N_("Say how they agreed"), field="consent")


def check_costs(part: RecordCosts) -> None:
    if part.costs_link and not is_safe_link(part.costs_link):
        message = N_("Enter a whole address, such as https://www.example.org/report")
        raise RuleBrokenError(message, field="costs_link")


PART_CHECKS: dict[type[Any], Any] = {
    ShortRecord: check_short_record,
    ResidentAccount: check_account,
    RecordCosts: check_costs,
}


def check_part(part: object) -> None:
    PART_CHECKS.get(type(part), lambda _part: None)(part)


def iterate_texts(part: object) -> Iterator[str]:
    """Yield the words in a part that readers may see."""
    private = {"consent", "team"}
    for part_field in fields(part):  # type: ignore[arg-type]  # any of the parts
        value = getattr(part, part_field.name)
        if type(value) is str and value and part_field.name not in private:
            yield value


def check_team_not_named(words: Iterable[str], names: Iterable[str]) -> None:
    """A team that is not shown is not named in the record's own words either."""
    folded_words = f" {fold(' '.join(words))} "
    for name in names:
        if fold(name) and f" {fold(name)} " in folded_words:
            message = N_(
                "Readers are not told which team this was, but its words name it: “%(name)s”. Take "
                "the name out, or show the team",
                name=name,
            )
            raise RuleBrokenError(message, field="showing")
