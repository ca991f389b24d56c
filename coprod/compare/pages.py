"""Entries side by side: one aspect after another, and in each the entries in the same order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coprod.assessment.models import Rating
from coprod.assessment.queries import answers
from coprod.assessment.rules import StageRung, suggest
from coprod.assessment.words import LABELS
from coprod.assessment.words import Stage as CoStage
from coprod.challenges.pages import values
from coprod.challenges.words import Challenge, View
from coprod.checks.queries import told_by_each
from coprod.compare import queries
from coprod.compare.queries import Beside
from coprod.compare.rules import MOST
from coprod.kit.actor import Actor
from coprod.kit.phrases import N_, Phrase
from coprod.ratings.queries import four
from coprod.ratings.rules import FourRatings
from coprod.reference.words import Listing
from coprod.register.models import Activity
from coprod.sections.rules import Basics, Outcome, People, Pledge, Told

Said = str | Phrase
Teller = Callable[[Activity, Told, Beside], Sequence[Said]]


@dataclass(frozen=True)
class Column:
    """One entry. ``without`` are the names of the others, for taking it away."""

    activity: Activity
    ratings: FourRatings
    stages: Sequence[tuple[Phrase, StageRung]]
    without: list[str]


@dataclass(frozen=True)
class Aspect:
    """What each entry tells of one thing, in the order of the columns; nothing: not recorded."""

    label: Phrase
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
    told = told_by_each(found) if found else {}
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
    fours = four(actor, found)
    rated = queries.latest_answers(actor, fours)
    slugs = [each.slug for each in found]
    return [
        Column(each, fours[each.id], stages(rated, each), [s for s in slugs if s != each.slug])
        for each in found
    ]


def stages(rated: Mapping[int, Rating], activity: Activity) -> list[tuple[Phrase, StageRung]]:
    """Return how far each part of the cycle goes, by the team's own answers, if it has any."""
    if activity.id not in rated:
        return []
    profile = suggest(answers(rated[activity.id])).stages
    return [(LABELS[stage], profile[stage]) for stage in CoStage]


def of_lists(*listings: Listing) -> Teller:
    return lambda entry, _told, _beside: [
        term.label for name in listings for term in entry.listed(name)
    ]


def one(text: Said | None) -> list[Said]:
    return [text] if text else []


def groups(entry: Activity, told: Told, _beside: Beside) -> list[Said]:
    return [*(term.label for term in entry.listed(Listing.GROUP)), *told[People].groups]


def where(entry: Activity, _told: Told, _beside: Beside) -> list[Said]:
    return [*(term.label for term in entry.listed(Listing.LOCALITY)), *one(entry.place_words)]


def leader(entry: Activity, _told: Told, _beside: Beside) -> list[Said]:
    return one(entry.led_by.label if entry.led_by else entry.led_by_name)


def level(_entry: Activity, told: Told, _beside: Beside) -> list[Said]:
    kind = told[Basics].level
    return one(kind.label if kind else None)


def not_yet(_entry: Activity, _told: Told, _beside: Beside) -> list[Said]:
    return []


def of_challenge(challenge: Challenge) -> Teller:
    """Say the three views one under the other; they are never mixed."""

    def views(_entry: Activity, _told: Told, beside: Beside) -> list[Said]:
        found = values(challenge, beside.facts, beside.said)
        return [
            NO_VIEWS[view] if value is None else Phrase(VIEWS[view].text, {"value": value})
            for view, value in found.items()
        ]

    return views


VIEWS: dict[View, Phrase] = {
    View.SUGGESTED: N_("The register suggests %(value)s of 4"),
    View.CLAIMED: N_("The team claims %(value)s of 4"),
    View.JUDGED: N_("A curator judges %(value)s of 4"),
}
NO_VIEWS: dict[View, Phrase] = {
    View.SUGGESTED: N_("The register cannot tell yet"),
    View.CLAIMED: N_("The team claims nothing yet"),
    View.JUDGED: N_("No curator has judged it yet"),
}
ASPECTS: tuple[tuple[Phrase, Teller], ...] = (
    (N_("What was decided"), lambda _entry, _told, beside: [c.sentence for c in beside.decided]),
    (N_("The promise to residents"), lambda _entry, told, _beside: one(told[Pledge].pledge)),
    (N_("Open to change"), lambda _entry, told, _beside: one(told[Pledge].open_to_change)),
    (N_("Who took part"), groups),
    (N_("Who was missing"), lambda _entry, told, _beside: one(told[People].missing)),
    *((challenge.label, of_challenge(challenge)) for challenge in Challenge),
    (N_("What it cost"), not_yet),
    (N_("What was done"), lambda _entry, told, _beside: one(told[Outcome].did)),
    (N_("What is not being done"), lambda _entry, told, _beside: one(told[Outcome].not_doing)),
    (N_("What was learned"), lambda entry, _told, _beside: one(entry.text.learned)),
    (N_("What they would tell the next team"), lambda _entry, _told, beside: beside.lessons),
    (N_("Kind of work"), level),
    (N_("Workstreams"), of_lists(Listing.WORKSTREAM)),
    (N_("Who leads it"), leader),
    (N_("Where"), where),
)
