"""What the pages of the four challenges are given."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coprod.challenges import queries
from coprod.challenges.enums import (
    BY_PEOPLE,
    CRITERIA,
    VALUES,
    Challenge,
    NoValue,
    Value,
    View,
)
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.queries import (
    PAGE_SIZE,
    VALUES_BY_NAME,
    ActivityFilter,
    Counts,
    RecommendedActivity,
    list_gates_since_results,
    list_signed_changes,
)
from coprod.challenges.rules import UPPER_LIMITS, Facts, Suggestion, suggest
from coprod.core.values.actor import Actor
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.phrases import N_, Message
from coprod.decisions.records.queries import list_drawing_on
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_current_version, get_version_texts
from coprod.reference.wording.rules import Framework, FrameworkItem, ItemGroup, VersionTexts
from coprod.register.activities.models import Activity
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Resourcing, Worth

# One activity


@dataclass(frozen=True)
class Opinion:
    """The value of one view, with who stands for it, or why there is none."""

    view: View
    value: Value
    words: Message
    claim: ChallengeClaim | None = None

    @property
    def step(self) -> int | None:
        return None if isinstance(self.value, NoValue) else self.value


@dataclass(frozen=True)
class Card:
    """One challenge of an activity: the suggestion, the team's claim and a curator's judgement."""

    challenge: Challenge
    question: Message
    suggestion: Suggestion
    opinions: Sequence[Opinion]


@dataclass(frozen=True)
class Criteria:
    """What the numbers mean today, and in the versions in which somebody chose one before."""

    current: VersionTexts
    by_version: Mapping[int, VersionTexts]

    def get_text(self, claim: ChallengeClaim) -> Message:
        return get_text(self.by_version[claim.framework_version], claim.challenge, claim.value)


def build_criteria(claims: Sequence[ChallengeClaim] = ()) -> Criteria:
    version = get_current_version(FrameworkKind.CHALLENGES)
    wordings = get_version_texts(
        FRAMEWORK, {version, *(claim.framework_version for claim in claims)}
    )
    return Criteria(wordings[version], wordings)


def build_cards(actor: Actor, activity: Activity) -> list[Card]:
    """Return the four cards of an activity that the actor may read."""
    facts = queries.get_facts(actor, [activity.id])[activity.id]
    claims = queries.list_claims(actor, activity)
    texts = build_criteria(claims)
    return [build_card(challenge, facts, claims, texts) for challenge in Challenge]


def build_card(
    challenge: Challenge, facts: Facts, claims: Sequence[ChallengeClaim], criteria: Criteria
) -> Card:
    """Put the three views side by side. ``claims`` are the latest first."""
    suggestion, wording = suggest(challenge, facts), criteria.current
    suggested = get_text(wording, challenge, suggestion.value)
    opinions = [
        Opinion(View.SUGGESTED, suggestion.value, suggested),
        *(
            build_opinion(view, find_latest(claims, challenge, view), criteria)
            for view in BY_PEOPLE
        ),
    ]
    return Card(challenge, wording[f"{challenge.key}.question"], suggestion, opinions)


def build_opinion(view: View, claim: ChallengeClaim | None, criteria: Criteria) -> Opinion:
    if claim is None:
        return Opinion(view, NoValue.NO_VIEW, NoValue.NO_VIEW.label)
    return Opinion(view, claim.value, criteria.get_text(claim), claim)


def find_latest(
    claims: Sequence[ChallengeClaim], challenge: Challenge, view: View
) -> ChallengeClaim | None:
    return next((s for s in claims if s.challenge is challenge and s.view is view), None)


def get_values(
    challenge: Challenge, facts: Facts, claims: Sequence[ChallengeClaim]
) -> dict[View, Value]:
    """Return the three values alone."""
    latest = {view: find_latest(claims, challenge, view) for view in BY_PEOPLE}
    claimed = {view: claim.value if claim else NoValue.NO_VIEW for view, claim in latest.items()}
    return {View.SUGGESTED: suggest(challenge, facts).value, **claimed}


def get_text(wording: VersionTexts, challenge: Challenge, value: Value) -> Message:
    return value.label if isinstance(value, NoValue) else wording[f"{challenge.key}.{value}"]


# What stands behind a fact


@dataclass(frozen=True)
class Ground:
    """A piece of evidence, with an address elsewhere (``link``) or a page of ours (``page``).

    As with an answer of the assessment: evidenced with something to follow, and claimed without.
    """

    statements: tuple[object, ...]
    link: str = ""
    endpoint: str = ""
    url_values: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_evidenced(self) -> bool:
        return bool(self.link or self.endpoint)


def list_grounds(activity: Activity, suggestion: Suggestion) -> Mapping[str, Sequence[Ground]]:
    """Return what stands behind those of the facts that somebody has to tell."""
    held = {fact.name for fact in (*suggestion.used, *suggestion.also)}
    return {name: list(ground(activity)) for name, ground in GROUNDS.items() if name in held}


def list_shared_money_grounds(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Resourcing)
    if part.deciding and part.is_shared:
        yield Ground((part.deciding.label, part.deciding_who), part.deciding_link)
    else:
        message = N_("The team said so in its latest assessment, with evidence")
        yield Ground(
            (message,), endpoint="library.stories.ratings", url_values={"slug": activity.slug}
        )


def list_recognition_grounds(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Worth)
    if part.is_recognised:
        yield Ground((part.recognised_by,), part.recognised_link)
    for record in list_signed_changes(activity):
        message = N_(
            "People who took part signed a learning record that says what changed for them"
        )
        place = {"record_slug": record.slug}
        yield Ground(
            (message, record.next_team), endpoint="learning.records.record", url_values=place
        )


def list_fair_look_grounds(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Worth)
    yield Ground((part.anyway, part.harder, part.worth), part.worth_link)


def list_decision_grounds(activity: Activity) -> Iterator[Ground]:
    part = read_part(activity, Worth)
    if part.led_to:
        yield Ground((part.led_to, part.led_to_post, part.led_to_on), part.led_to_link)
    for decision in list_drawing_on(activity):
        message = N_("A decision record lists this activity under what people had already told us")
        place = {"decision": decision.slug}
        yield Ground(
            (message, decision.title), endpoint="decisions.records.decision", url_values=place
        )
    for gate in list_gates_since_results(activity):
        message = N_("The results were public when it was decided how it goes on")
        place = {"slug": activity.slug}
        yield Ground(
            (message, gate.post, gate.decided_on),
            endpoint="learning.stage_gates.stages",
            url_values=place,
        )


GROUNDS: Mapping[str, Callable[[Activity], Iterator[Ground]]] = {
    "money_shared": list_shared_money_grounds,
    "recognised": list_recognition_grounds,
    "fair_look": list_fair_look_grounds,
    "led_to_decision": list_decision_grounds,
}
"""By the names of facts. The others stand on the activity's own page for everybody to see."""


# The partnership's page


@dataclass(frozen=True)
class Cell:
    """How many activities stand at a value in one view, and how long a bar of 100 that makes.

    Without a count the view has no such value: nobody claims "not told yet".
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
class ChallengeSummary:
    """How the public activities stand on one challenge."""

    challenge: Challenge
    question: Message
    total: int
    rows: Sequence[Row]
    recommended: Sequence[RecommendedActivity] = ()


def build_summary(
    challenge: Challenge,
    counts: Counts,
    wording: VersionTexts,
    recommended: Sequence[RecommendedActivity] = (),
) -> ChallengeSummary:
    total = sum(counts[View.SUGGESTED].values())
    rows = [
        build_row(value, get_text(wording, challenge, value), counts, total)
        for value in list_values(challenge)
    ]
    return ChallengeSummary(
        challenge, wording[f"{challenge.key}.question"], total, rows, recommended
    )


def list_values(challenge: Challenge) -> list[Value]:
    """Return where an activity can stand on a challenge, the highest first."""
    values: list[Value] = [*reversed(VALUES)]
    if challenge in UPPER_LIMITS:
        values.insert(values.index(UPPER_LIMITS[challenge][0]), NoValue.BETWEEN)
    return [*values, NoValue.UNKNOWN, NoValue.NO_VIEW]


def build_row(
    value: Value, words: Message, counts: Mapping[View, dict[Value, int]], total: int
) -> Row:
    numbers = {
        view: counts[view].get(value, 0) if is_possible(view, value) else None for view in View
    }
    cells = [Cell(view, n, -(-100 * n // total) if n else 0) for view, n in numbers.items()]
    return Row(value, words, cells)


def is_possible(view: View, value: Value) -> bool:
    """Tell whether a view can stand there: people choose a value or have none yet."""
    is_no_view = value is NoValue.NO_VIEW
    return not isinstance(value, NoValue) or is_no_view is (view in BY_PEOPLE)


@dataclass(frozen=True)
class CountedActivities:
    """The activities behind a count."""

    filters: ActivityFilter
    words: Message
    activities: Sequence[Activity]
    total: int

    @property
    def pages(self) -> int:
        return count_pages(self.total, PAGE_SIZE)

    def get_page_query(self, number: int) -> dict[str, object]:
        page = {"page": number} if number > 1 else {}
        return {"view": self.filters.view.value, "value": str(self.filters.value), **page}

    @property
    def number(self) -> int | None:
        return None if isinstance(self.filters.value, NoValue) else self.filters.value


def read_filter(challenge: Challenge, query: Mapping[str, str]) -> ActivityFilter | None:
    """Read which activities an address asks for; nothing if it asks for none that there can be."""
    value, view = VALUES_BY_NAME.get(query.get("value", "")), query.get("view", "")
    if value is None or view not in set(View) or not is_possible(View(view), value):
        return None
    if value not in list_values(challenge):
        return None
    number = parse_page_number(query.get("page", ""))
    return ActivityFilter(challenge, View(view), value, number)


# What an administrator can word anew


def build_wording_group(challenge: Challenge) -> ItemGroup:
    """Return what can be worded anew of a challenge: never its name, nor how many values it has."""
    question = FrameworkItem(f"{challenge.key}.question", N_("The question"), challenge.question)
    keys = {value: f"{challenge.key}.{value}" for value in VALUES}
    values = [
        FrameworkItem(key, N_("What %(n)s of 4 means", n=n), CRITERIA[key])
        for n, key in keys.items()
    ]
    return ItemGroup(challenge.label, (question, *values))


FRAMEWORK = Framework(
    FrameworkKind.CHALLENGES, tuple(build_wording_group(challenge) for challenge in Challenge)
)
"""The questions and criteria of the four challenges, as an administrator can word them anew."""
