"""What stands behind a fact that somebody tells, and whether others can see that it is so.

As with an answer of the assessment: evidenced with something to follow, and claimed without.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from coprod.challenges.facts.queries import gates_since_results, records_of_change
from coprod.core.values.phrases import N_
from coprod.decisions.decisions.queries import drawing_on
from coprod.register.activities.models import Activity
from coprod.register.costs.rules import Resourcing
from coprod.register.sections.queries import told
from coprod.register.worth.rules import Worth


@dataclass(frozen=True)
class Ground:
    """What is told, with an address elsewhere (``link``) or a page of this register (``page``)."""

    told: tuple[object, ...]
    link: str = ""
    page: str = ""
    place: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_evidenced(self) -> bool:
        return bool(self.link or self.page)


def money_shared(activity: Activity) -> Iterator[Ground]:
    part = told(activity, Resourcing)
    if part.deciding and part.is_shared:
        yield Ground((part.deciding.label, part.deciding_who), part.deciding_link)
    else:
        said = N_("The team said so in its latest assessment, with evidence")
        yield Ground((said,), page="library.ratings", place={"slug": activity.slug})


def recognised(activity: Activity) -> Iterator[Ground]:
    part = told(activity, Worth)
    if part.is_recognised:
        yield Ground((part.recognised_by,), part.recognised_link)
    for record in records_of_change(activity):
        said = N_("Those who took part signed a learning record that tells what changed for them")
        place = {"lesson": record.slug}
        yield Ground((said, record.next_team), page="learning.record", place=place)


def fair_look(activity: Activity) -> Iterator[Ground]:
    part = told(activity, Worth)
    yield Ground((part.anyway, part.harder, part.worth), part.worth_link)


def led_to_decision(activity: Activity) -> Iterator[Ground]:
    part = told(activity, Worth)
    if part.led_to:
        yield Ground((part.led_to, part.led_to_post, part.led_to_on), part.led_to_link)
    for decision in drawing_on(activity):
        said = N_("A decision record names this entry among what people had told")
        place = {"decision": decision.slug}
        yield Ground((said, decision.title), page="decisions.decision", place=place)
    for gate in gates_since_results(activity):
        said = N_("The results were public when it was decided how it goes on")
        place = {"slug": activity.slug}
        yield Ground((said, gate.post, gate.decided_on), page="gates.stages", place=place)


GROUNDS: Mapping[str, Callable[[Activity], Iterator[Ground]]] = {
    "money_shared": money_shared,
    "recognised": recognised,
    "fair_look": fair_look,
    "led_to_decision": led_to_decision,
}
"""By the names of facts. The others stand on the entry's own page for everybody to see."""
