"""The log of decisions as its page is given it, and the same as a spreadsheet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from coprod.accounts.users.enums import ROLE_LABELS
from coprod.core.values import clock, workdays
from coprod.core.values.keys import parse_day, parse_row_key
from coprod.core.values.phrases import N_, Message
from coprod.desk.decision_log.queries import DecidedReview, LogFilter
from coprod.reference.lists.queries import get_place
from coprod.reviews.actions import describe_decision
from coprod.reviews.kinds import KINDS
from coprod.web.language import translate, translate_reason

COLUMNS = (
    N_("What it was"),
    N_("What it was about"),
    N_("Day"),
    N_("What was decided"),
    N_("Why"),
    N_("Who decided"),
    N_("Working days spent waiting"),
)
GONE = N_("It is not there any more")
FOR_OTHERS = N_("Only people who can decide about it can read this")
BY_ITSELF = N_("Nobody: it no longer needed a decision")


@dataclass(frozen=True)
class LogLine:
    """One decision. ``title`` and ``why`` say only what is theirs to read."""

    label: Message
    title: Message
    decided_on: date
    decision: Message
    why: str
    role: Message
    workdays: int


def build_lines(decisions: Iterable[DecidedReview]) -> Iterator[LogLine]:
    days_off = get_place().off
    return (build_line(each, days_off) for each in decisions)


def build_line(decided: DecidedReview, days_off: workdays.DaysOff) -> LogLine:
    review, kind = decided.review, decided.kind
    closed_on = clock.to_day(review.closed_at or review.sent_at)
    return LogLine(
        label=kind.label,
        title=name_subject(decided),
        decided_on=closed_on,
        decision=describe_decision(review),
        why=explain(decided),
        role=ROLE_LABELS[decided.decider.role] if decided.decider else BY_ITSELF,
        workdays=workdays.count_workdays(clock.to_day(review.sent_at), closed_on, days_off),
    )


def explain(decided: DecidedReview) -> str:
    """Return why, in full to who may read it: what was ticked says nothing of the subject."""
    review, labels = decided.review, decided.kind.reasons
    if decided.has_words and decided.reason:
        return translate_reason(decided.reason)
    ticked = [translate(labels[name]) for name in review.reasons if name in labels]
    passage = [f"“{review.passage}”"] if review.passage else []
    written = [review.message] if review.message else []
    return "\n".join([*ticked, *passage, *written] if decided.has_words else ticked)


def name_subject(decided: DecidedReview) -> Message:
    if decided.subject is None:
        return GONE
    return decided.kind.get_title(decided.subject) if decided.has_words else FOR_OTHERS


def list_rows(decisions: Iterable[DecidedReview]) -> Iterator[list[str]]:
    """Yield the rows of the file, the names of its columns first."""
    yield [translate(each) for each in COLUMNS]
    for line in build_lines(decisions):
        yield [
            translate(line.label),
            translate(line.title),
            line.decided_on.isoformat(),
            translate(line.decision),
            line.why,
            translate(line.role),
            str(line.workdays),
        ]


def list_kinds() -> list[tuple[str, Message]]:
    """Return the kinds to choose from, in the order of their labels."""
    return sorted(
        ((kind.name, kind.label) for kind in KINDS.values()), key=lambda each: translate(each[1])
    )


def read_filter(parameters: Mapping[str, str]) -> LogFilter:
    """Read what is looked for from an address. What makes no sense is left out."""
    kind = parameters.get("kind", "")
    return LogFilter(
        kind=kind if kind in KINDS else "",
        since=parse_day(parameters.get("since", "")),
        until=parse_day(parameters.get("until", "")),
        before=parse_row_key(parameters.get("before", "")),
    )


def build_parameters(criteria: LogFilter, before: int | None = None) -> dict[str, object]:
    """Return the parts of the address that asks for this."""
    values = vars(replace(criteria, before=before))
    return {name: str(value) for name, value in values.items() if value}
