"""Entries side by side: one aspect after another, and in each the entries in the same order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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
from coprod.library.compare.queries import Beside
from coprod.library.compare.rules import MOST
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

Said = str | Message
Teller = Callable[[Activity, ActivitySections, Beside], Sequence[Said]]


@dataclass(frozen=True)
class Column:
    """One entry. ``without`` are the names of the others, for taking it away."""

    activity: Activity
    ratings: FourRatings
    stages: Sequence[tuple[Message, StageRung]]
    without: list[str]


@dataclass(frozen=True)
class Aspect:
    """What each entry tells of one thing, in the order of the columns; nothing: not recorded."""

    label: Message
    cells: Sequence[Sequence[Said]]


@dataclass(frozen=True)
class ComparePage:
    """``unknown`` are names that lead nowhere, as far as the reader may know."""

    columns: Sequence[Column]
    aspects: Sequence[Aspect]
    unknown: Sequence[str]
    too_many: bool
    others: Sequence[Activity]

    @property
    def slugs(self) -> list[str]:
        return [column.activity.slug for column in self.columns]

    @property
    def has_room(self) -> bool:
        return len(self.columns) < MOST


def compare_page(actor: Actor, slugs: Sequence[str]) -> ComparePage:
    taken = slugs[:MOST]
    found = queries.entries(actor, taken)
    told = queries.told(found) if found else {}
    beside = queries.beside(actor, found) if found else {}
    known = {activity.slug for activity in found}
    return ComparePage(
        columns=columns(actor, found),
        aspects=[
            Aspect(label, [tell(e, told[e.id], beside[e.id]) for e in found])
            for label, tell in ASPECTS
        ],
        unknown=[slug for slug in taken if slug not in known],
        too_many=len(slugs) > MOST,
        others=queries.others(actor, found) if found and len(found) < MOST else (),
    )


def columns(actor: Actor, found: Sequence[Activity]) -> list[Column]:
    fours = get_four_ratings(actor, found)
    rated = queries.latest_answers(actor, fours)
    slugs = [each.slug for each in found]
    return [
        Column(each, fours[each.id], stages(rated, each), [s for s in slugs if s != each.slug])
        for each in found
    ]


def stages(rated: Mapping[int, Rating], activity: Activity) -> list[tuple[Message, StageRung]]:
    """Return how far each part of the cycle goes, by the team's own answers, if it has any."""
    if activity.id not in rated:
        return []
    profile = suggest(get_answers(rated[activity.id])).stages
    return [(stage.label, profile[stage]) for stage in CycleStage]


def of_lists(*listings: ListKind) -> Teller:
    return lambda entry, _told, _beside: [
        term.label for name in listings for term in entry.get_terms(name)
    ]


def one(text: Said | None) -> list[Said]:
    return [text] if text else []


def groups(entry: Activity, told: ActivitySections, _beside: Beside) -> list[Said]:
    return [*(term.label for term in entry.get_terms(ListKind.GROUP)), *told[People].groups]


def where(entry: Activity, _told: ActivitySections, _beside: Beside) -> list[Said]:
    return [*(term.label for term in entry.get_terms(ListKind.LOCALITY)), *one(entry.place_words)]


def leader(entry: Activity, _told: ActivitySections, _beside: Beside) -> list[Said]:
    return one(entry.led_by.label if entry.led_by else entry.led_by_name)


def level(_entry: Activity, told: ActivitySections, _beside: Beside) -> list[Said]:
    kind = told[Basics].level
    return one(kind.label if kind else None)


def cost(_entry: Activity, told: ActivitySections, _beside: Beside) -> list[Said]:
    """Money, staff time and volunteers' time in lines of their own: they are never one number."""
    lines = told[Costs].rows
    protected = [each for each in lines if each.kind is CostKind.PROTECTED]
    return [
        *one(NO_MONEY_OR_TIME if told[Resourcing].unresourced else None),
        *(planned_and_actual(each) for each in build_sums(lines)),
        *(
            Message(PROTECTED.text, {"much": describe_amount(each, exact=False)})
            for each in protected
        ),
    ]


def planned_and_actual(found: Sum) -> Message:
    parts = {"kind": found.kind.label, "unit": UNIT_WORDS[found.unit]}
    sides = {"planned": found.planned.words, "actual": found.actual.words}
    return Message(PLANNED_AND_ACTUAL.text, {**parts, **sides})


def deciding(_entry: Activity, told: ActivitySections, _beside: Beside) -> list[Said]:
    part = told[Resourcing]
    return [*one(part.deciding.label if part.deciding else None), *one(part.deciding_who)]


def worth(_entry: Activity, told: ActivitySections, _beside: Beside) -> list[Said]:
    """Say who sees the change, what it is set against, and what was decided; never a figure."""
    part = told[Worth]
    seen = SEE_IT[part.recognised] if part.recognised else None
    weighed = (seen, part.recognised_by, part.anyway, part.harder, part.worth, part.led_to)
    return [said for each in weighed for said in one(each)]


def each_seat(_entry: Activity, told: ActivitySections, _beside: Beside) -> list[Said]:
    """Say the figure, or why there is none; of an entry that told no cost, nothing."""
    found = build_seat_figure(told)
    if not told[Costs].rows:
        return []
    return [found.words] if found.words else [CANNOT_SAY, *found.missing]


def aims(_entry: Activity, _told: ActivitySections, beside: Beside) -> list[Said]:
    return [
        Message(AIM.text, {"words": each.statement.worded, "kind": each.kind.label})
        for each in beside.aims
    ]


def outcomes(_entry: Activity, _told: ActivitySections, beside: Beside) -> list[Said]:
    """Say what people told, before and after, as it stands on the page of outcomes."""
    return [
        Message(
            RESULT.text,
            {
                "words": each.statement.worded,
                "when": each.wave.moment.label,
                "said": build_sentence(each.figures.whole) or each.figures.whole.words,
            },
        )
        for each in beside.results
    ]


NO_MONEY_OR_TIME = N_("The team says there is no money and no time for it.")
PLANNED_AND_ACTUAL = N_("%(kind)s, %(unit)s. Planned: %(planned)s. Actual: %(actual)s.")
PROTECTED = N_("Protected time: %(much)s.")
CANNOT_SAY = N_("This cannot be said yet:")
AIM = N_("“%(words)s” %(kind)s.")
RESULT = N_("“%(words)s” %(when)s: %(said)s")


def of_challenge(challenge: Challenge) -> Teller:
    """Say the three views one under the other; they are never mixed."""

    def views(_entry: Activity, _told: ActivitySections, beside: Beside) -> list[Said]:
        found = get_values(challenge, beside.facts, beside.said)
        return [
            Message(VIEWS[view].text, {"value": value})
            if isinstance(value, int)
            else NO_VIEWS[view, value]
            for view, value in found.items()
        ]

    return views


VIEWS: dict[View, Message] = {
    View.SUGGESTED: N_("The register suggests %(value)s of 4"),
    View.CLAIMED: N_("The team claims %(value)s of 4"),
    View.JUDGED: N_("A curator judges %(value)s of 4"),
}
NO_VIEWS: dict[tuple[View, NoValue], Message] = {
    (View.SUGGESTED, NoValue.UNKNOWN): N_("The register suggests nothing: it was not told yet"),
    (View.SUGGESTED, NoValue.BETWEEN): N_("The register suggests more than 1 of 4, and not yet 2"),
    (View.CLAIMED, NoValue.NO_VIEW): N_("The team claims nothing yet"),
    (View.JUDGED, NoValue.NO_VIEW): N_("No curator has judged it yet"),
}
ASPECTS: tuple[tuple[Message, Teller], ...] = (
    (N_("What was decided"), lambda _entry, _told, beside: [c.sentence for c in beside.decided]),
    (N_("The promise to residents"), lambda _entry, told, _beside: one(told[Pledge].pledge)),
    (N_("Open to change"), lambda _entry, told, _beside: one(told[Pledge].open_to_change)),
    (N_("Who took part"), groups),
    (N_("Who was missing"), lambda _entry, told, _beside: one(told[People].missing)),
    *((challenge.label, of_challenge(challenge)) for challenge in Challenge),
    (N_("What it takes: planned, and what it really was"), cost),
    (N_("Money for each person at each session"), each_seat),
    (N_("Which I-Statements it is linked to"), aims),
    (N_("What people said when they were asked"), outcomes),
    (N_("What was done"), lambda _entry, told, _beside: one(told[Outcome].did)),
    (N_("What is not being done"), lambda _entry, told, _beside: one(told[Outcome].not_doing)),
    (N_("Who decides how the money is used"), deciding),
    (N_("Was it worth it?"), worth),
    (N_("What was learned"), lambda entry, _told, _beside: one(entry.text.learned)),
    (N_("What they would tell the next team"), lambda _entry, _told, beside: beside.lessons),
    (N_("Kind of work"), level),
    (N_("Workstreams"), of_lists(ListKind.WORKSTREAM)),
    (N_("Who leads it"), leader),
    (N_("Where"), where),
)
