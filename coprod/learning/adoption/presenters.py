"""The lineage of an entry as a tree with its list, rung drift, and the letters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.core.values.prose import shortened
from coprod.learning.adoption import policies, queries, rules
from coprod.learning.adoption.enums import Became
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.rules import ShownRung
from coprod.register.activities.models import Activity
from coprod.web.mailer import Email

STEP, ROW, LABEL = 22, 44, 34
DEEPEST = 6


@dataclass(frozen=True)
class Branch:
    """One entry in the tree: how deep it stands, in which row, below which row."""

    entry: Activity
    adoption: Adoption | None
    depth: int
    row: int
    above: int | None
    rung: ShownRung | None
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
        return shortened(self.entry.title, LABEL - 2 * min(self.depth, DEEPEST))


@dataclass(frozen=True)
class Tree:
    branches: Sequence[Branch]

    @property
    def height(self) -> int:
        return ROW * len(self.branches)

    def line_to(self, branch: Branch) -> str:
        """Return the path of the line from the entry above to this one."""
        if branch.above is None:
            return ""
        above = self.branches[branch.above]
        return f"M{above.x} {above.y + 7}V{branch.y}H{branch.x - 7}"


def tree(actor: Actor, activity: Activity) -> Tree:
    """Return the tree that an entry stands in, its first source at the root."""
    adoptions = queries.lineage(actor, activity)
    entries = {a.parent_id: a.parent for a in adoptions}
    entries |= {a.child_id: a.child for a in adoptions}
    entries.setdefault(activity.id, activity)
    rungs = queries.rungs_of(actor, list(entries))
    below: dict[int, list[Adoption]] = {}
    for each in adoptions:
        below.setdefault(each.parent_id, []).append(each)
    children = {each.child_id for each in adoptions}
    grown: list[Branch] = []
    for root in (key for key in entries if key not in children):
        grow(grown, (entries[root], None, 0, None), below, rungs, activity.id)
    return Tree(grown)


Place = tuple[Activity, Adoption | None, int, int | None]
"""An entry, how it came there, how deep, and below which row."""


def grow(
    grown: list[Branch],
    place: Place,
    below: Mapping[int, Sequence[Adoption]],
    rungs: Mapping[int, ShownRung],
    here: int,
) -> None:
    entry, adoption, depth, above = place
    row, rung = len(grown), rungs.get(entry.id)
    fell = rules.drift(rungs.get(adoption.parent_id), rung) if adoption else None
    grown.append(Branch(entry, adoption, depth, row, above, rung, fell, entry.id == here))
    for each in below.get(entry.id, ()):
        grow(grown, (each.child, each, depth + 1, row), below, rungs, here)


@dataclass(frozen=True)
class Summary:
    """What the page of an entry says of where it comes from and who used it."""

    parent: Adoption | None
    used: Sequence[Adoption]
    drifts: Mapping[int, Message]
    can_use: bool
    can_ask: bool

    @property
    def stopped(self) -> int:
        return sum(each.became is Became.STOPPED for each in self.used)


def summary(actor: Actor, activity: Activity) -> Summary:
    found = queries.around(actor, activity)
    used = [each for each in found if each.parent_id == activity.id]
    ids = [activity.id, *(each.child_id for each in used)]
    rungs = queries.rungs_of(actor, ids) if used else {}
    source = rungs.get(activity.id)
    return Summary(
        parent=next((each for each in found if each.child_id == activity.id), None),
        used=used,
        drifts={a.child_id: rules.drift(source, rungs.get(a.child_id)) for a in used},
        can_use=policies.can_use(actor, activity),
        can_ask=policies.can_ask(activity),
    )


# Letters


def how_did_it_go(title: str, source: str) -> Email:
    return Email(
        subject=N_("How did it go?"),
        before=(
            N_("Some months ago you began: %(title)s.", title=title),
            N_("You took it from: %(source)s. Did it carry on, change, or stop?", source=source),
        ),
        link_says=N_("Say how it went"),
        after=(N_("Your answer stands beside the source. If it stopped, that helps most."),),
    )


def question(title: str, words: str, reply_to: str) -> Email:
    """To the team: what somebody asks. Their address is there only when they said so."""
    answer = N_("They would like an answer to: %(address)s", address=reply_to)
    nobody = N_("They did not leave an address, so you cannot answer them.")
    return Email(
        subject=N_("Somebody asks about your entry"),
        before=(N_("Somebody has a question about: %(title)s.", title=title), *said(words)),
        link_says=N_("See your entry"),
        after=(answer if reply_to else nobody,),
    )


def said(words: str) -> Iterator[Message]:
    """Yield each paragraph of somebody's words, as it was written."""
    lines = (line for line in words.splitlines() if line.strip())
    yield from (Message("%(words)s", {"words": line}) for line in lines)
