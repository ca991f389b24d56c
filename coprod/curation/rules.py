"""Which moves an entry may make, and what each needs."""

from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_
from coprod.register.words import STATUS_LABELS, Status

MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED}),
    Status.SUBMITTED: frozenset({Status.RETURNED, Status.PUBLISHED}),
    Status.RETURNED: frozenset({Status.SUBMITTED}),
    Status.PUBLISHED: frozenset({Status.WITHDRAWN}),
    Status.WITHDRAWN: frozenset(),
}


def check_move(old: Status, new: Status) -> None:
    if new not in MOVES[old]:
        raise RuleBrokenError(
            N_("This cannot be done, because the entry is now: %(now)s.", now=STATUS_LABELS[old])
        )


def check_reason(reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Give a reason: it will be shown"), field="reason")
