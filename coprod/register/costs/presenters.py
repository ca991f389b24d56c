"""A line of what it takes, in words."""

from collections.abc import Iterator

from coprod.core.values.answers import Known
from coprod.core.values.phrases import N_, Message
from coprod.register.costs.enums import Timing
from coprod.register.costs.rules import KEPT_BACK, NOT_RECORDED, CostLine, Paid, Resourcing
from coprod.web.filters import in_words

VOLUNTARY = {
    Known.YES: N_("It reached the voluntary sector"),
    Known.NO: N_("It did not reach the voluntary sector"),
    Known.UNKNOWN: N_("It is not known whether it reached the voluntary sector"),
}
AGAIN = {
    Known.YES: N_("It comes again each year"),
    Known.NO: N_("It does not come again"),
    Known.UNKNOWN: N_("It is not known whether it comes again"),
}


def describe_resourcing(part: Resourcing) -> Iterator[tuple[Message, list[object]]]:
    if part.unresourced:
        yield N_("Money and time"), [N_("There is no money and no time for it"), part.why]
    deciding = part.deciding and part.deciding.label
    yield N_("Who decides how the money is used"), [deciding, part.deciding_who, part.deciding_link]


def list_cost_lines(row: CostLine, given_by: list[object], *, exact: bool) -> list[object]:
    """Return a line in words. ``exact`` is for the owner and the curators only."""
    who = given_by[0] if given_by else None
    return [
        row.category and row.category.label,
        row.timing
        and N_("%(when)s: %(amount)s", when=when(row.timing), amount=much(row, exact=exact)),
        period(row),
        row.source and row.source.label,
        who and N_("Given by: %(who)s", who=who),
        row.stage and row.stage.label,
        row.reached_vcs and VOLUNTARY[row.reached_vcs],
        row.recurring and AGAIN[row.recurring],
        row.after and N_("When it ends: %(what)s", what=row.after),
        row.paid and paid(row.paid, exact=exact),
        row.note if exact or not row.is_kept_back else None,
    ]


def period(row: CostLine) -> object:
    if row.since and row.until:
        start, end = in_words(row.since), in_words(row.until)
        return N_("From %(start)s to %(end)s", start=start, end=end)
    return row.since or (row.until and N_("Until %(end)s", end=in_words(row.until)))


def when(timing: Timing) -> Message:
    return N_("Planned") if timing is Timing.PLANNED else N_("Actual")


def much(row: CostLine, *, exact: bool) -> Message:
    if row.is_kept_back and not exact:
        return KEPT_BACK
    return row.amount.label if row.amount else NOT_RECORDED


def paid(told: Paid, *, exact: bool) -> Message:
    return told.exactly if exact else told.label
