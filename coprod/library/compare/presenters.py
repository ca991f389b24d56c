"""Stories side by side: one aspect after another, and in each the stories in the same order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.four_ratings.rules import FourRatings
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.queries import get_answers
from coprod.assessment.self_assessment.rules import StageRung, suggest
from coprod.challenges.enums import Challenge, NoValue, View
from coprod.challenges.presenters import get_values
from coprod.core.values.actor import Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.phrases import N_, Message
from coprod.library.compare import queries
from coprod.library.compare.queries import ComparisonContext
from coprod.library.compare.rules import MOST, MOST_PRINTED
from coprod.library.stories.presenters import build_page_parameters, restrict_to_activities
from coprod.library.stories.queries import LibrarySearch
from coprod.outcomes.results.presenters import build_sentence
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity
from coprod.register.sections.enums import CostKind
from coprod.register.sections.presenters import SEE_IT, describe_amount
from coprod.register.sections.rules import (
    ActivitySections,
    Basics,
    Costs,
    Outcome,
    People,
    Pledge,
    Resourcing,
    Worth,
)
from coprod.resourcing.totals.enums import UNIT_WORDS
from coprod.resourcing.totals.presenters import build_seat_figure
from coprod.resourcing.totals.rules import Sum, build_sums

Text = str | Message
CellBuilder = Callable[[Activity, ActivitySections, ComparisonContext], Sequence[Text]]


@dataclass(frozen=True)
class Column:
    """One entry. ``without`` are the names of the others, for taking it away."""

    activity: Activity
    ratings: FourRatings
    stages: Sequence[tuple[Message, StageRung]]
    other_slugs: list[str]


@dataclass(frozen=True)
class Aspect:
    """What each story tells of one thing, in the order of the columns; nothing: not recorded."""

    label: Message
    cells: Sequence[Sequence[Text]]

    @property
    def is_empty(self) -> bool:
        return not any(self.cells)

    @property
    def is_same(self) -> bool:
        """All stories tell the same. What one alone tells has nothing to differ from."""
        return len(self.cells) > 1 and all(cell == self.cells[0] for cell in self.cells)


@dataclass(frozen=True)
class Choice:
    """A story that can be ticked, to be compared or printed."""

    slug: str
    title: str
    is_chosen: bool


@dataclass(frozen=True)
class StoryChooser:
    """Titles to tick: what is chosen already, then what was looked for.

    ``filters`` are what the list was narrowed to from which the reader came.
    """

    words: str
    filters: Mapping[str, object]
    choices: Sequence[Choice]


@dataclass(frozen=True)
class ComparePage:
    """``unknown`` are names that lead nowhere, as far as the reader may know."""

    columns: Sequence[Column]
    aspects: Sequence[Aspect]
    unknown: Sequence[str]
    too_many: bool
    chooser: StoryChooser | None = None

    @property
    def slugs(self) -> list[str]:
        return [column.activity.slug for column in self.columns]

    @cached_property
    def differences(self) -> list[Aspect]:
        return [each for each in self.aspects if not each.is_empty and not each.is_same]

    @cached_property
    def same(self) -> list[Aspect]:
        return [each for each in self.aspects if not each.is_empty and each.is_same]

    @cached_property
    def empty(self) -> list[Aspect]:
        return [each for each in self.aspects if each.is_empty]

    @property
    def own_aspects(self) -> list[Aspect]:
        """What the stories tell themselves: views of the four challenges are for comparing."""
        views = [challenge.label for challenge in Challenge]
        return [each for each in self.aspects if each.label not in views]

    @property
    def has_stages(self) -> bool:
        return any(column.stages for column in self.columns)


def build_compare_page(
    actor: Actor, slugs: Sequence[str], search: LibrarySearch | None = None
) -> ComparePage:
    """Return up to four stories side by side, with titles to choose from while there is room."""
    compared = build_columns_page(actor, slugs, MOST)
    if search is None and len(compared.columns) >= MOST:
        return compared
    return replace(compared, chooser=build_chooser(actor, compared, search or LibrarySearch()))


def build_document(actor: Actor, slugs: Sequence[str]) -> ComparePage:
    """Return the same of more stories, to print them one after the other."""
    return build_columns_page(actor, slugs, MOST_PRINTED)


def build_columns_page(actor: Actor, slugs: Sequence[str], most: int) -> ComparePage:
    compared = slugs[:most]
    activities = queries.list_activities(actor, compared)
    contents = queries.load_contents(activities) if activities else {}
    contexts = queries.load_contexts(actor, activities) if activities else {}
    known_slugs = {activity.slug for activity in activities}
    return ComparePage(
        columns=build_columns(actor, activities),
        aspects=[
            Aspect(label, [tell(e, contents[e.id], contexts[e.id]) for e in activities])
            for label, tell in ASPECTS
        ],
        unknown=[slug for slug in compared if slug not in known_slugs],
        too_many=len(slugs) > most,
    )


def build_chooser(actor: Actor, compared: ComparePage, search: LibrarySearch) -> StoryChooser:
    """Return the titles that a search finds; without one, the newest."""
    search = restrict_to_activities(search)
    chosen = [Choice(c.activity.slug, c.activity.title, is_chosen=True) for c in compared.columns]
    found = [
        Choice(head.slug, head.title, is_chosen=False)
        for head in queries.list_found_heads(actor, search)
        if head.slug not in compared.slugs
    ]
    filters = {n: v for n, v in build_page_parameters(search).items() if n not in ("q", "page")}
    return StoryChooser(search.words, filters, [*chosen, *found])


def build_columns(actor: Actor, activities: Sequence[Activity]) -> list[Column]:
    fours = get_four_ratings(actor, activities)
    ratings = queries.load_latest_ratings(actor, fours)
    slugs = [each.slug for each in activities]
    return [
        Column(
            each, fours[each.id], list_stages(ratings, each), [s for s in slugs if s != each.slug]
        )
        for each in activities
    ]


def list_stages(
    ratings: Mapping[int, Rating], activity: Activity
) -> list[tuple[Message, StageRung]]:
    """Return how far each part of the cycle goes, by the team's own answers, if it has any."""
    if activity.id not in ratings:
        return []
    profile = suggest(get_answers(ratings[activity.id])).stages
    return [(stage.label, profile[stage]) for stage in CycleStage]


def build_terms_of(*listings: ListKind) -> CellBuilder:
    return lambda activity, _content, _context: [
        term.label for name in listings for term in activity.get_terms(name)
    ]


def wrap(text: Text | None) -> list[Text]:
    return [text] if text else []


def list_groups(
    activity: Activity, content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    return [*(term.label for term in activity.get_terms(ListKind.GROUP)), *content[People].groups]


def list_places(
    activity: Activity, _content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    return [
        *(term.label for term in activity.get_terms(ListKind.LOCALITY)),
        *wrap(activity.place_words),
    ]


def get_leader(
    activity: Activity, _content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    return wrap(activity.led_by.label if activity.led_by else activity.led_by_name)


def get_level(
    _activity: Activity, content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    kind = content[Basics].level
    return wrap(kind.label if kind else None)


def list_costs(
    _activity: Activity, content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    """Money, staff time and volunteers' time in lines of their own: they are never one number."""
    lines = content[Costs].rows
    protected = [each for each in lines if each.kind is CostKind.PROTECTED]
    return [
        *wrap(NO_MONEY_OR_TIME if content[Resourcing].unresourced else None),
        *(describe_sum(each) for each in build_sums(lines)),
        *(
            Message(PROTECTED.text, {"much": describe_amount(each, exact=False)})
            for each in protected
        ),
    ]


def describe_sum(total: Sum) -> Message:
    parts = {"kind": total.kind.label, "unit": UNIT_WORDS[total.unit]}
    sides = {"planned": total.planned.words, "actual": total.actual.words}
    return Message(PLANNED_AND_ACTUAL.text, {**parts, **sides})


def list_deciders(
    _activity: Activity, content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    part = content[Resourcing]
    return [*wrap(part.deciding.label if part.deciding else None), *wrap(part.deciding_who)]


def list_worth(
    _activity: Activity, content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    """Say who sees the change, what it is set against, and what was decided; never a figure."""
    part = content[Worth]
    recognition = SEE_IT[part.recognised] if part.recognised else None
    texts = (recognition, part.recognised_by, part.anyway, part.harder, part.worth, part.led_to)
    return [text for text in texts if text]


def list_cost_per_seat(
    _activity: Activity, content: ActivitySections, _context: ComparisonContext
) -> list[Text]:
    """Say the figure, or why there is none; of an entry that told no cost, nothing."""
    per_seat = build_seat_figure(content)
    if not content[Costs].rows:
        return []
    return [per_seat.words] if per_seat.words else [CANNOT_SAY, *per_seat.missing]


def list_outcome_links(
    _activity: Activity, _content: ActivitySections, context: ComparisonContext
) -> list[Text]:
    return [
        Message(AIM.text, {"words": each.statement.worded, "kind": each.kind.label})
        for each in context.outcome_links
    ]


def list_results(
    _activity: Activity, _content: ActivitySections, context: ComparisonContext
) -> list[Text]:
    """Say what people told, before and after, as it stands on the page of outcomes."""
    return [
        Message(
            RESULT.text,
            {
                "words": result.statement.worded,
                "when": result.wave.moment.label,
                "said": build_sentence(result.figures.whole) or result.figures.whole.words,
            },
        )
        for result in context.results
    ]


NO_MONEY_OR_TIME = N_("The team says there is no money and no time for it.")
PLANNED_AND_ACTUAL = N_("%(kind)s, %(unit)s. Planned: %(planned)s. Actual: %(actual)s.")
PROTECTED = N_("Protected time: %(much)s.")
CANNOT_SAY = N_("We cannot say this yet:")
AIM = N_("“%(words)s” %(kind)s.")
RESULT = N_("“%(words)s” %(when)s: %(said)s")


def build_views_of(challenge: Challenge) -> CellBuilder:
    """Say the three views one under the other; they are never mixed."""

    def list_views(
        _activity: Activity, _content: ActivitySections, context: ComparisonContext
    ) -> list[Text]:
        values_by_view = get_values(challenge, context.facts, context.claims)
        return [
            Message(VIEWS[view].text, {"value": value})
            if isinstance(value, int)
            else NO_VIEWS[view, value]
            for view, value in values_by_view.items()
        ]

    return list_views


VIEWS: dict[View, Message] = {
    View.SUGGESTED: N_("The register suggests %(value)s of 4"),
    View.CLAIMED: N_("The team claims %(value)s of 4"),
    View.JUDGED: N_("A curator judges %(value)s of 4"),
}
NO_VIEWS: dict[tuple[View, NoValue], Message] = {
    (View.SUGGESTED, NoValue.UNKNOWN): N_("The register suggests nothing: it has no facts yet"),
    (View.SUGGESTED, NoValue.BETWEEN): N_("The register suggests more than 1 of 4, and not yet 2"),
    (View.CLAIMED, NoValue.NO_VIEW): N_("The team claims nothing yet"),
    (View.JUDGED, NoValue.NO_VIEW): N_("No curator has judged it yet"),
}
ASPECTS: tuple[tuple[Message, CellBuilder], ...] = (
    (
        N_("What was decided"),
        lambda _activity, _content, context: [c.sentence for c in context.decisions],
    ),
    (
        N_("The promise to residents"),
        lambda _activity, content, _context: wrap(content[Pledge].pledge),
    ),
    (
        N_("What people could change"),
        lambda _activity, content, _context: wrap(content[Pledge].open_to_change),
    ),
    (N_("Who took part"), list_groups),
    (N_("Who was missing"), lambda _activity, content, _context: wrap(content[People].missing)),
    *((challenge.label, build_views_of(challenge)) for challenge in Challenge),
    (N_("What it takes: planned and actual"), list_costs),
    (N_("Money for each person at each session"), list_cost_per_seat),
    (N_("Which I-Statements it is linked to"), list_outcome_links),
    (N_("What people said when they were asked"), list_results),
    (N_("What was done"), lambda _activity, content, _context: wrap(content[Outcome].did)),
    (
        N_("What is not being done"),
        lambda _activity, content, _context: wrap(content[Outcome].not_doing),
    ),
    (N_("Who decides how the money is used"), list_deciders),
    (N_("Was it worth it?"), list_worth),
    (N_("What was learned"), lambda activity, _content, _context: wrap(activity.text.learned)),
    (
        N_("What they would tell the next team"),
        lambda _activity, _content, context: context.lessons,
    ),
    (N_("Kind of work"), get_level),
    (N_("Workstreams"), build_terms_of(ListKind.WORKSTREAM)),
    (N_("Who leads it"), get_leader),
    (N_("Where"), list_places),
)
