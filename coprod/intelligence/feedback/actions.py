"""Writing insight summaries down, and changing them. Curators do it; what was there is noted."""

from typing import Any

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.disclosure.rules import may_numbers_be_released
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback import policies, queries, rules
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.rules import Summary
from coprod.reference.lists.queries import get_term_of_list


def add_summary(actor: Actor, summary: Summary) -> Insight:
    check_writable(actor, summary)
    return record_summary(actor, summary)


def record_summary(actor: Actor, summary: Summary) -> Insight:
    """Keep a summary that was checked, or that was counted."""
    insight = Insight()
    write_summary(insight, summary)
    insight.released = []
    release_numbers(insight)
    session.add(insight)
    session.flush()
    record_event(actor, "wrote down feedback", insight, is_public=insight.is_public)
    return insight


def change_summary(actor: Actor, insight: Insight, summary: Summary, *, seen: str) -> None:
    """Change a summary. The history keeps what it said before."""
    check_writable(actor, summary, but=insight)
    if seen != fingerprint_summary(insight):
        message = N_("Somebody else changed this while you were writing. Look at what it says now")
        raise RuleBrokenError(message)
    if insight.is_counted and get_measured_parts(summary) != get_measured_parts(insight.summary):
        raise RuleBrokenError(N_("These numbers come from a file and stay as they were counted"))
    was = write_summary(insight, summary)
    release_numbers(insight)
    session.flush()
    if was:
        record_event(actor, "changed feedback", insight, is_public=insight.is_public, was=was)


def remove_summary(actor: Actor, insight: Insight) -> None:
    """Remove one that was written down by mistake. One that was counted only stops being public."""
    check_may(actor)
    if insight.is_counted:
        raise RuleBrokenError(N_("This was counted from a file. Make it private instead"))
    record_event(actor, "removed feedback", insight, source=insight.source)
    session.delete(insight)


def publish_summaries(actor: Actor, insights: list[Insight], *, is_public: bool) -> int:
    """Show several summaries to readers, or take them back, and return how many changed."""
    check_may(actor)
    changed = [each for each in insights if each.is_public is not is_public]
    verb = "published feedback" if is_public else "made feedback private"
    for insight in changed:
        insight.is_public = is_public
        release_numbers(insight)
        record_event(actor, verb, insight, is_public=is_public)
    return len(changed)


def release_numbers(insight: Insight) -> None:
    """Give readers the numbers as they are now, unless one person could be read from the change."""
    before, now = insight.released_numbers, insight.numbers
    if not insight.is_public or (before and before[-1] == now):
        return
    if may_numbers_be_released(
        rules.list_disclosable_numbers(now), map(rules.list_disclosable_numbers, before)
    ):
        insight.released = [*insight.released, dict(vars(now))]


def check_may(actor: Actor) -> None:
    require(policies.can_curate(actor))


def check_writable(actor: Actor, summary: Summary, but: Insight | None = None) -> None:
    check_may(actor)
    rules.check_summary(summary, clock.today())
    for side in summary.subject.sides:
        if side.listing:
            get_term_of_list(side.listing, int(summary.subject.get_value(side) or 0))
    twin = queries.find_twin(summary.provenance, summary.subject)
    if twin is not None and twin is not but:
        message = N_(
            "There is already a summary from this source for this time and subject. Change that "
            "one: two would count the same people twice"
        )
        raise RuleBrokenError(message, field="source")


def get_measured_parts(summary: Summary) -> tuple[Any, ...]:
    return summary.provenance, summary.subject, summary.numbers


def fingerprint_summary(insight: Insight) -> str:
    return compute_fingerprint((insight.summary,))


def write_summary(insight: Insight, summary: Summary) -> dict[str, object]:
    """Write what a summary tells into its row, and return what stood there before."""
    values: dict[str, object] = {}
    for part in (summary.provenance, summary.subject, summary.numbers, summary.explanation):
        values |= vars(part)
    was = {
        name: getattr(insight, name)
        for name, new in values.items()
        if is_different(insight, name, new)
    }
    for name, value in values.items():
        setattr(insight, name, value)
    return {
        name: value if isinstance(value, int | None) else str(value) for name, value in was.items()
    }


def is_different(insight: Insight, name: str, new: object) -> bool:
    return bool(getattr(insight, name) != new)
