"""What the pages of the four challenges are given."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coprod.challenges import queries
from coprod.challenges.enums import (
    BY_PEOPLE,
    CRITERIA,
    QUESTIONS,
    VALUES,
    Challenge,
    NoValue,
    Value,
    View,
)
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.queries import (
    A_PAGE,
    BY_NAME,
    Counts,
    RecommendedActivity,
    Wanted,
    gates_since_results,
    records_of_change,
)
from coprod.challenges.rules import ONLY, Facts, Suggestion, suggest
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.decisions.records.queries import drawing_on
from coprod.reference.wording.enums import Kind
from coprod.reference.wording.queries import current_version, texted
from coprod.reference.wording.rules import Framework, Group, Item, Texted
from coprod.register.activities.models import Activity
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Resourcing, Worth

LAST_PAGE = 10_000


# One entry


@dataclass(frozen=True)
class Opinion:
    """The value of one view, with who stands for it, or why there is none."""

    view: View
    value: Value
    words: Message
    said: ChallengeClaim | None = None

    @property
    def step(self) -> int | None:
        return None if isinstance(self.value, NoValue) else self.value


@dataclass(frozen=True)
class Card:
    """One challenge of an entry: what the register suggests, the team claims, a curator judges."""

    challenge: Challenge
    question: Message
    suggestion: Suggestion
    opinions: Sequence[Opinion]


@dataclass(frozen=True)
class Criteria:
    """What the numbers mean today, and in the versions in which somebody chose one before."""

    now: Texted
    then: Mapping[int, Texted]

    def of(self, said: ChallengeClaim) -> Message:
        return words(self.then[said.framework_version], said.challenge, said.value)


def criteria(said: Sequence[ChallengeClaim] = ()) -> Criteria:
    version = current_version(Kind.CHALLENGES)
    found = texted(FRAMEWORK, {version, *(each.framework_version for each in said)})
    return Criteria(found[version], found)


def entry_cards(actor: Actor, activity: Activity) -> list[Card]:
    """Return the four cards of an entry that the actor may read."""
    facts = queries.facts(actor, [activity.id])[activity.id]
    said = queries.standpoints(actor, activity)
    texts = criteria(said)
    return [card(challenge, facts, said, texts) for challenge in Challenge]


def card(
    challenge: Challenge, facts: Facts, said: Sequence[ChallengeClaim], criteria: Criteria
) -> Card:
    """Put the three views side by side. ``said`` is what was said, the latest first."""
    suggestion, now = suggest(challenge, facts), criteria.now
    suggested = words(now, challenge, suggestion.value)
    opinions = [
        Opinion(View.SUGGESTED, suggestion.value, suggested),
        *(opinion(view, latest_of(said, challenge, view), criteria) for view in BY_PEOPLE),
    ]
    return Card(challenge, now[f"{challenge.key}.question"], suggestion, opinions)


def opinion(view: View, said: ChallengeClaim | None, criteria: Criteria) -> Opinion:
    if said is None:
        return Opinion(view, NoValue.NO_VIEW, NoValue.NO_VIEW.label)
    return Opinion(view, said.value, criteria.of(said), said)


def latest_of(
    said: Sequence[ChallengeClaim], challenge: Challenge, view: View
) -> ChallengeClaim | None:
    return next((s for s in said if s.challenge is challenge and s.view is view), None)


def values(challenge: Challenge, facts: Facts, said: Sequence[ChallengeClaim]) -> dict[View, Value]:
    """Return the three values alone."""
    latest = {view: latest_of(said, challenge, view) for view in BY_PEOPLE}
    claimed = {view: each.value if each else NoValue.NO_VIEW for view, each in latest.items()}
    return {View.SUGGESTED: suggest(challenge, facts).value, **claimed}


def words(now: Texted, challenge: Challenge, value: Value) -> Message:
    return value.label if isinstance(value, NoValue) else now[f"{challenge.key}.{value}"]


# What stands behind a fact


@dataclass(frozen=True)
class Ground:
    """What is told, with an address elsewhere (``link``) or a page of this register (``page``).

    As with an answer of the assessment: evidenced with something to follow, and claimed without.
    """

    told: tuple[object, ...]
    link: str = ""
    page: str = ""
    place: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_evidenced(self) -> bool:
        return bool(self.link or self.page)


def grounds(activity: Activity, suggestion: Suggestion) -> Mapping[str, Sequence[Ground]]:
    """Return what stands behind those of the facts that somebody has to tell."""
    held = {fact.name for fact in (*suggestion.used, *suggestion.also)}
    return {name: list(ground(activity)) for name, ground in GROUNDS.items() if name in held}


def money_shared(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Resourcing)
    if part.deciding and part.is_shared:
        yield Ground((part.deciding.label, part.deciding_who), part.deciding_link)
    else:
        said = N_("The team said so in its latest assessment, with evidence")
        yield Ground((said,), page="library.stories.ratings", place={"slug": activity.slug})


def recognised(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Worth)
    if part.is_recognised:
        yield Ground((part.recognised_by,), part.recognised_link)
    for record in records_of_change(activity):
        said = N_("Those who took part signed a learning record that tells what changed for them")
        place = {"lesson": record.slug}
        yield Ground((said, record.next_team), page="learning.records.record", place=place)


def fair_look(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Worth)
    yield Ground((part.anyway, part.harder, part.worth), part.worth_link)


def led_to_decision(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Worth)
    if part.led_to:
        yield Ground((part.led_to, part.led_to_post, part.led_to_on), part.led_to_link)
    for decision in drawing_on(activity):
        said = N_("A decision record names this entry among what people had told")
        place = {"decision": decision.slug}
        yield Ground((said, decision.title), page="decisions.records.decision", place=place)
    for gate in gates_since_results(activity):
        said = N_("The results were public when it was decided how it goes on")
        place = {"slug": activity.slug}
        yield Ground(
            (said, gate.post, gate.decided_on), page="learning.stage_gates.stages", place=place
        )


GROUNDS: Mapping[str, Callable[[Activity], Iterator[Ground]]] = {
    "money_shared": money_shared,
    "recognised": recognised,
    "fair_look": fair_look,
    "led_to_decision": led_to_decision,
}
"""By the names of facts. The others stand on the entry's own page for everybody to see."""


# The partnership's page


@dataclass(frozen=True)
class Cell:
    """How many entries stand at a value in one view, and how long a bar of 100 that makes.

    Without a count the view cannot stand there: nobody claims that nothing was told.
    """

    view: View
    count: int | None
    bar: int


@dataclass(frozen=True)
class Row:
    """One value, and the counts of the three views for it. They are not added up."""

    value: Value
    words: Message
    cells: Sequence[Cell]

    @property
    def number(self) -> int | None:
        return None if isinstance(self.value, NoValue) else self.value

    @property
    def in_address(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Standing:
    """How the public entries stand on one challenge."""

    challenge: Challenge
    question: Message
    total: int
    rows: Sequence[Row]
    reading: Sequence[RecommendedActivity] = ()


def standing(
    challenge: Challenge, counts: Counts, now: Texted, reading: Sequence[RecommendedActivity] = ()
) -> Standing:
    total = sum(counts[View.SUGGESTED].values())
    rows = [row(value, words(now, challenge, value), counts, total) for value in places(challenge)]
    return Standing(challenge, now[f"{challenge.key}.question"], total, rows, reading)


def places(challenge: Challenge) -> list[Value]:
    """Return where an entry can stand on a challenge, the highest first."""
    found: list[Value] = [*reversed(VALUES)]
    if challenge in ONLY:
        found.insert(found.index(ONLY[challenge][0]), NoValue.BETWEEN)
    return [*found, NoValue.UNKNOWN, NoValue.NO_VIEW]


def row(value: Value, words: Message, of: Mapping[View, dict[Value, int]], total: int) -> Row:
    numbers = {view: of[view].get(value, 0) if can_be(view, value) else None for view in View}
    cells = [Cell(view, n, -(-100 * n // total) if n else 0) for view, n in numbers.items()]
    return Row(value, words, cells)


def can_be(view: View, value: Value) -> bool:
    """Tell whether a view can stand there: people choose a value or have none yet."""
    is_from_people = value is NoValue.NO_VIEW
    return not isinstance(value, NoValue) or is_from_people is (view in BY_PEOPLE)


@dataclass(frozen=True)
class Found:
    """The entries behind a count."""

    wanted: Wanted
    words: Message
    entries: Sequence[Activity]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    def to_page(self, number: int) -> dict[str, object]:
        page = {"page": number} if number > 1 else {}
        return {"view": self.wanted.view.value, "value": str(self.wanted.value), **page}

    @property
    def number(self) -> int | None:
        return None if isinstance(self.wanted.value, NoValue) else self.wanted.value


def wanted(challenge: Challenge, asked: Mapping[str, str]) -> Wanted | None:
    """Read which entries an address asks for; nothing if it asks for none that there can be."""
    value, view = BY_NAME.get(asked.get("value", "")), asked.get("view", "")
    if value is None or view not in set(View) or not can_be(View(view), value):
        return None
    if value not in places(challenge):
        return None
    return Wanted(challenge, View(view), value, page_number(asked.get("page", "")))


def page_number(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text) if known else 1, 1), LAST_PAGE)


# What an administrator can word anew


def texts_of(challenge: Challenge) -> Group:
    """Return what can be worded anew of a challenge: never its name, nor how many values it has."""
    question = Item(f"{challenge.key}.question", N_("The question"), QUESTIONS[challenge])
    keys = {value: f"{challenge.key}.{value}" for value in VALUES}
    values = [Item(key, N_("What %(n)s of 4 means", n=n), CRITERIA[key]) for n, key in keys.items()]
    return Group(challenge.label, (question, *values))


FRAMEWORK = Framework(Kind.CHALLENGES, tuple(texts_of(challenge) for challenge in Challenge))
"""The questions and criteria of the four challenges, as an administrator can word them anew."""
