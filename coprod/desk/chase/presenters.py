"""What the pages of chasing are given: the list by kind, and the letters as they will go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from coprod.core.values import clock
from coprod.core.values.phrases import N_, Message
from coprod.desk.chase.enums import ChaseKind
from coprod.desk.chase.rules import ChaseCase, is_resting
from coprod.web.filters import say_date

FIRST = 20


@dataclass(frozen=True)
class CaseLine:
    case: ChaseCase

    @property
    def is_resting(self) -> bool:
        return is_resting(self.case.chased_on, clock.today())

    @property
    def can_go(self) -> bool:
        return self.case.can_be_sent and not self.is_resting

    @property
    def why_not(self) -> Message | None:
        """Say why no letter goes now, or None where one may."""
        if self.is_resting:
            return N_(
                "A letter about this went out on %(day)s. The next can go a week later.",
                day=say_date(self.case.chased_on),
            )
        if not self.case.has_letter:
            return N_("We keep no address of a leader. Take the link back and ask again.")
        if not self.case.can_be_sent:
            return N_("Nobody who looks after this can be written to.")
        return None

    @property
    def since(self) -> Message:
        """Say since when it is late, or on which day it ends."""
        day = say_date(self.case.since)
        if not self.case.has_end:
            return N_("Since %(day)s", day=day)
        is_over = self.case.since < clock.today()
        return N_("Ended on %(day)s", day=day) if is_over else N_("Ends on %(day)s", day=day)


@dataclass(frozen=True)
class CaseGroup:
    kind: ChaseKind
    lines: Sequence[CaseLine]

    @property
    def first(self) -> Sequence[CaseLine]:
        return self.lines[:FIRST]

    @property
    def more(self) -> Sequence[CaseLine]:
        return self.lines[FIRST:]


def build_groups(cases: Iterable[ChaseCase]) -> list[CaseGroup]:
    return [
        CaseGroup(kind, [CaseLine(case) for case in group])
        for kind, group in groupby(cases, key=lambda case: case.kind)
    ]


def describe_sent(chosen: Sequence[ChaseCase], sent: Sequence[ChaseCase]) -> Message:
    """Say how many letters went, and why the first of the others did not."""
    why_not = (CaseLine(case).why_not for case in chosen if case not in sent)
    why = next((each for each in why_not if each), None)
    if why is not None and not sent:
        return why
    if not sent:
        return N_("No letter was sent: it is done, or somebody else has dealt with it.")
    return N_("Sent. Number of things the letters were about: %(number)s.", number=len(sent))
