"""What a deep dive must say before it is saved, and what its page says by itself.

The sentences are worked out from rows as one reader sees them, so they tell no more than those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl

from coprod.core.disclosure.rules import check_public_text
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.breakdowns.enums import NOT_GIVEN, ROW_LABELS, SplitBy
from coprod.intelligence.breakdowns.rules import Breakdown, Change, Row, read_cut
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart

LONGEST = {
    "title": 120,
    "narrative": 4000,
    "limits": 2000,
    "cut": 600,
    "question": 120,
    "remark": 120,
    "role": 120,
    "step": 300,
    "event": 60,
}
WHOLE_DAY = N_("Enter the day, the month and the year")
ANY_QUARTER = Quarter(2026, 1)
MOST_ROWS = 8
"""So many questions, steps and events a deep dive has at most."""


@dataclass(frozen=True)
class QuestionDraft:
    """What the board asked, which part of the page answers it, and how far."""

    words: str
    part: PagePart
    state: AnswerState
    remark: str = ""


@dataclass(frozen=True)
class StepDraft:
    """What happens next: a role does it by a day, if there is one."""

    owner_role: str
    words: str
    due: date | None = None


@dataclass(frozen=True)
class EventDraft:
    """What happened on a day and may have changed what people say."""

    words: str
    day: date | None


@dataclass(frozen=True)
class DeepDiveDraft:
    """A deep dive before it is saved. ``cut`` is what it looks at, as its address says it.

    Questions, steps and events stand by the number of their row in the form.
    """

    title: str
    cut: str
    narrative: str = ""
    limits: tuple[str, ...] = ()
    questions: Mapping[int, QuestionDraft] = field(default_factory=dict)
    steps: Mapping[int, StepDraft] = field(default_factory=dict)
    events: Mapping[int, EventDraft] = field(default_factory=dict)
    is_public: bool = False


def check_draft(draft: DeepDiveDraft) -> None:
    """Refuse words that are missing, too long, or say of so few people who they are."""
    require_words(draft.title, N_("Give it a title"), field="title")
    check_cut(draft.cut)
    check_public_text(draft.title, LONGEST["title"], field="title")
    check_public_text(draft.narrative, LONGEST["narrative"], field="narrative")
    check_public_text("\n".join(draft.limits), LONGEST["limits"], field="limits")
    for number, question in draft.questions.items():
        check_question(question, f"question_{number}")
    for number, step in draft.steps.items():
        check_step(step, f"step_{number}")
    for number, event in draft.events.items():
        check_event(event, f"event_{number}")


def require_words(words: object, message: Message, *, field: str) -> None:
    if not words:
        raise RuleBrokenError(message, field=field)


def check_question(question: QuestionDraft, field: str) -> None:
    require_words(question.words, N_("Write what was asked, or clear the remark"), field=field)
    check_public_text(question.words, LONGEST["question"], field=field)
    check_public_text(question.remark, LONGEST["remark"], field=f"{field}_remark")


def check_step(step: StepDraft, field: str) -> None:
    message = N_("Say which role does it. Write the role, not the name")
    require_words(step.owner_role, message, field=f"{field}_role")
    require_words(step.words, N_("Say what they do"), field=field)
    check_public_text(step.owner_role, LONGEST["role"], field=f"{field}_role")
    check_public_text(step.words, LONGEST["step"], field=field)


def check_event(event: EventDraft, field: str) -> None:
    require_words(event.words, N_("Say what happened"), field=field)
    require_words(event.day, WHOLE_DAY, field=f"{field}_day")
    check_public_text(event.words, LONGEST["event"], field=field)


def parse_arguments(cut: str) -> dict[str, str]:
    """Read what is looked at from what stands in an address after the question mark."""
    return dict(parse_qsl(cut))


def check_cut(cut: str) -> None:
    """Refuse arguments that no page can be made of; the message stands above the form."""
    require_short(cut, LONGEST["cut"], field="cut")
    read_cut(parse_arguments(cut), ANY_QUARTER)


# What the page says by itself


def describe_share(row: Row) -> Message:
    """Return the share of a row and of how many, as it stands beside its drawing."""
    number = f"{row.about or 0:,}"
    return N_("%(share)s of %(number)s", share=get_share(row), number=number)


def get_share(row: Row) -> str:
    """Return the positive share as a drawing has it: for readers it is a rounded one."""
    return f"{row.positive}%"


def list_named(rows: Iterable[Row]) -> list[Row]:
    """Return the rows with a share that stand for a name, the most positive first."""
    named = [row for row in rows if row.has_share and row.key not in ROW_LABELS]
    return sorted(named, key=lambda row: -(row.positive or 0))


def describe_rows(label: Message, rows: Sequence[Row]) -> Message:
    """Say what stands out of the rows of a split, else the highest and the lowest of them."""
    named = list_named(rows)
    differing = [row for row in named if row.differs]
    if len(differing) == 1:
        row = differing[0]
        return N_("%(name)s stands out: %(share)s positive", name=row.label, share=get_share(row))
    if len(differing) == 2:
        return name_two(*differing)
    return describe_most_and_least(label, rows)


def name_two(one: Row, other: Row) -> Message:
    return N_(
        "%(one)s %(share)s positive, %(other)s %(other_share)s",
        one=one.label,
        share=get_share(one),
        other=other.label,
        other_share=get_share(other),
    )


def describe_most_and_least(label: Message, rows: Sequence[Row]) -> Message:
    """Name the most and the least positive row, as far as there are two."""
    named = list_named(rows)
    if not named:
        return N_("%(list)s: too few people to say", list=label)
    most, least = named[0], named[-1]
    if most.positive == least.positive:
        return N_("%(list)s: %(share)s positive", list=label, share=get_share(most))
    return N_(
        "Most positive: %(most)s, %(share)s. Least: %(least)s, %(least_share)s",
        most=most.label,
        share=get_share(most),
        least=least.label,
        least_share=get_share(least),
    )


def describe_trend(rows: Sequence[Row]) -> tuple[Message, Message]:
    """Say whether the last time differs from the first by more than chance, and between what."""
    shown = [row for row in rows if row.has_share]
    first, last = shown[0], shown[-1]
    span = {"first": get_share(first), "last": get_share(last)}
    headings = {
        1: N_("Better in 18 months: from %(first)s to %(last)s positive", **span),
        0: N_("No change by more than chance in 18 months"),
        -1: N_("Worse in 18 months: from %(first)s to %(last)s positive", **span),
    }
    ordered = sorted(shown, key=lambda row: row.positive or 0)
    between = N_(
        "It stayed between %(low)s and %(high)s.",
        low=get_share(ordered[0]),
        high=get_share(ordered[-1]),
    )
    return headings[Change(first, last).direction], between


def describe_years(change: Change) -> tuple[Message, Message]:
    """Say how many were positive three years ago and now, and whether that may be chance."""
    heading = N_(
        "Three years ago: %(before)s, now %(now)s",
        before=get_share(change.before),
        now=get_share(change.now),
    )
    if change.direction:
        return heading, N_("That is more than chance.")
    return heading, N_("That may be chance.")


def describe_headline(whole: Row | None) -> Message:
    """Return what the page of a cut says first, in one sentence."""
    if whole is None or not whole.has_share:
        return N_("Too few people told us to show a share.")
    return N_(
        "%(share)s of about %(number)s comments were positive.",
        share=get_share(whole),
        number=f"{whole.about or 0:,}",
    )


def describe_limits(whole: Row, found: Mapping[SplitBy | None, Breakdown]) -> list[Message]:
    """Return what the page cannot tell, as far as it can be worked out."""
    limits = [N_("People chose to speak. They are not a sample of everybody here.")]
    groups = found.get(SplitBy.ETHNIC_GROUP)
    silent = next((row for row in groups.rows if row.key == NOT_GIVEN), None) if groups else None
    if silent and silent.about and whole.about:
        one_in = max(1, round(whole.about / silent.about))
        limits.append(N_("About one in %(number)s did not give an ethnic group.", number=one_in))
    if SplitBy.THEME in found:
        limits.append(N_("One person can speak of several themes, so they do not add up."))
    if SplitBy.BOROUGH in found:
        limits.append(N_("Other boroughs ask in their own way."))
    return limits
