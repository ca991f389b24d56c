"""The lineage of an activity as a tree with its list, and rung drift."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.core.values.prose import shorten
from coprod.learning.adoption import policies, queries, rules
from coprod.learning.adoption.enums import AdoptionOutcome
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.rules import AttributedRung
from coprod.register.activities.models import Activity

STEP, ROW, LABEL = 22, 44, 34
DEEPEST = 6


@dataclass(frozen=True)
class Branch:
    """One activity in the tree: how deep it stands, in which row, below which row."""

    activity: Activity
    adoption: Adoption | None
    depth: int
    row: int
    parent_row: int | None
    rung: AttributedRung | None
    drift: Message | None
    is_here: bool

    @property
    def x(self) -> int:
        return 12 + STEP * min(self.depth, DEEPEST)

    @property
    def y(self) -> int:
        return 22 + ROW * self.row

    @property
    def name(self) -> str:
        return shorten(self.activity.title, LABEL - 2 * min(self.depth, DEEPEST))


@dataclass(frozen=True)
class LineageTree:
    branches: Sequence[Branch]

    @property
    def height(self) -> int:
        return ROW * len(self.branches)

    def draw_line_to(self, branch: Branch) -> str:
        """Return the path of the line from the activity above to this one."""
        if branch.parent_row is None:
            return ""
        above = self.branches[branch.parent_row]
        return f"M{above.x} {above.y + 7}V{branch.y}H{branch.x - 7}"


def build_tree(actor: Actor, activity: Activity) -> LineageTree:
    """Return the tree that an activity stands in, its first source at the root."""
    adoptions = queries.list_lineage(actor, activity)
    activities = {a.parent_id: a.parent for a in adoptions}
    activities |= {a.child_id: a.child for a in adoptions}
    activities.setdefault(activity.id, activity)
    rungs = queries.get_rungs(actor, list(activities))
    below: dict[int, list[Adoption]] = {}
    for adoption in adoptions:
        below.setdefault(adoption.parent_id, []).append(adoption)
    children = {each.child_id for each in adoptions}
    branches: list[Branch] = []
    for root in (key for key in activities if key not in children):
        add_branches(branches, (activities[root], None, 0, None), below, rungs, activity.id)
    return LineageTree(branches)


TreePosition = tuple[Activity, Adoption | None, int, int | None]
"""An activity, how it came there, how deep, and below which row."""


def add_branches(
    branches: list[Branch],
    place: TreePosition,
    below: Mapping[int, Sequence[Adoption]],
    rungs: Mapping[int, AttributedRung],
    here: int,
) -> None:
    activity, adoption, depth, parent_row = place
    row, rung = len(branches), rungs.get(activity.id)
    drift = rules.describe_drift(rungs.get(adoption.parent_id), rung) if adoption else None
    branches.append(
        Branch(activity, adoption, depth, row, parent_row, rung, drift, activity.id == here)
    )
    for child_adoption in below.get(activity.id, ()):
        add_branches(
            branches, (child_adoption.child, child_adoption, depth + 1, row), below, rungs, here
        )


@dataclass(frozen=True)
class AdoptionSummary:
    """What the page of an activity says of where it comes from and who used it."""

    parent: Adoption | None
    adopted: Sequence[Adoption]
    drifts: Mapping[int, Message]
    can_use: bool
    can_ask: bool

    @property
    def stopped(self) -> int:
        return sum(each.became is AdoptionOutcome.STOPPED for each in self.adopted)


def build_adoption_summary(actor: Actor, activity: Activity) -> AdoptionSummary:
    adoptions = queries.list_adjacent_adoptions(actor, activity)
    adopted = [each for each in adoptions if each.parent_id == activity.id]
    ids = [activity.id, *(each.child_id for each in adopted)]
    rungs = queries.get_rungs(actor, ids) if adopted else {}
    source = rungs.get(activity.id)
    return AdoptionSummary(
        parent=next((each for each in adoptions if each.child_id == activity.id), None),
        adopted=adopted,
        drifts={a.child_id: rules.describe_drift(source, rungs.get(a.child_id)) for a in adopted},
        can_use=policies.can_use(actor, activity),
        can_ask=policies.can_ask(activity),
    )
