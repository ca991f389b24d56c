"""What the page of gaps is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.intelligence.coverage import queries
from coprod.intelligence.coverage.enums import LISTS_OF_ACTIVITIES, GapKind
from coprod.intelligence.coverage.queries import ActivityLink
from coprod.intelligence.coverage.rules import AnswerCounts
from coprod.intelligence.feedback import rules
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, NOT_ON_LIST_MESSAGES, Side, Window
from coprod.intelligence.feedback.presenters import build_span_arguments
from coprod.intelligence.feedback.queries import TrendData, load_trend_data
from coprod.intelligence.feedback.rules import Key

FALL_WINDOW = Window.EIGHTEEN_MONTHS
SILENCE_WINDOW = Window.FOUR_QUARTERS
SIDES_OF_ACTIVITIES = frozenset(
    side for side, listing in LISTS_BY_SIDE.items() if listing in LISTS_OF_ACTIVITIES
)


@dataclass(frozen=True)
class Gap:
    """One gap: of what, said in a sentence, with the rows behind it.

    ``summaries`` is the link to the feedback behind it, ``entries`` are public activities.
    """

    name: str | Message
    sentence: Message
    summaries: Mapping[str, str] | None = None
    entries: Sequence[ActivityLink] = ()


@dataclass(frozen=True)
class GapGroup:
    """Gaps of one kind on one side, such as places or services.

    ``unplaced`` are silent too, but none can be called a gap: ``why_unplaced``.
    """

    label: Message
    gaps: Sequence[Gap]
    total: int
    unplaced: Sequence[str | Message] = ()
    why_unplaced: Message | None = None

    @property
    def linked(self) -> list[Gap]:
        """Those with rows behind them."""
        return [gap for gap in self.gaps if gap.summaries or gap.entries]

    @property
    def unlinked(self) -> list[Gap]:
        """Those of which there is nothing to show: they stand together under one sentence."""
        return [gap for gap in self.gaps if not (gap.summaries or gap.entries)]


@dataclass(frozen=True)
class GapsPage:
    until: Quarter
    kinds: Mapping[GapKind, Sequence[GapGroup]]


def build_gaps_page(actor: Actor) -> GapsPage:
    until = get_last_whole_quarter(clock.today())
    data = load_trend_data(actor, until)
    kinds = {
        GapKind.SILENT: [
            build_silent_group(data, side) for side in LISTS_BY_SIDE if data.names[side]
        ],
        GapKind.FALLING: build_falling_groups(data),
        GapKind.UNANSWERED: build_unanswered_groups(),
    }
    return GapsPage(until, kinds)


def build_silent_group(data: TrendData, side: Side) -> GapGroup:
    quarters = SILENCE_WINDOW.list_quarters(data.until)
    recent_pieces = rules.filter_within(data.pieces, quarters)
    names = data.names[side]
    quiet = {
        key: name
        for key, name in names.items()
        if not rules.filter_with_comments(recent_pieces, side, key)
    }
    if quiet and rules.may_be_unplaced(data.unplaced, side, quarters):
        return GapGroup(side.label, [], len(names), [*quiet.values()], NOT_ON_LIST_MESSAGES[side])
    return GapGroup(
        side.label, [build_silent_gap(data, side, *each) for each in quiet.items()], len(names)
    )


def build_silent_gap(data: TrendData, side: Side, key: Key, name: str | Message) -> Gap:
    before = rules.filter_with_comments(data.pieces, side, key)
    if not before:
        return Gap(name, N_("No feedback in more than three years."))
    last = Quarter.containing(max(piece.ends for piece in before))
    sentence = N_(
        "No feedback in the last four quarters. The last was from %(when)s.", when=last.label
    )
    return Gap(name, sentence, {side.value: str(key)})


def build_falling_groups(data: TrendData) -> list[GapGroup]:
    """Return what falls on each side, where no public activity shares the work with people."""
    groups = []
    for side in LISTS_BY_SIDE:
        names = data.names[side]
        falling_names = {k: n for k, n in names.items() if is_falling(data, side, k)}
        shared = list_shared(side, falling_names)
        gaps = [
            build_falling_gap(data, side, key, name)
            for key, name in falling_names.items()
            if key not in shared
        ]
        groups.append(GapGroup(side.label, gaps, len(names)))
    return [each for each in groups if each.total]


def is_falling(data: TrendData, side: Side, key: Key) -> bool:
    return rules.is_falling(rules.filter_by_subject(data.pieces, side, key), data.until)


def list_shared(side: Side, names: Mapping[Key, str | Message]) -> set[Key]:
    """Return those about which a public activity promises or shows co-design or more."""
    if side in SIDES_OF_ACTIVITIES:
        return {*queries.find_shared_terms([int(key) for key in names])}
    return {*queries.find_shared_names({int(key): str(name) for key, name in names.items()})}


def build_falling_gap(data: TrendData, side: Side, key: Key, name: str | Message) -> Gap:
    sentence = N_(
        "Fewer comments are positive than before, and no public activity shares power over it."
    )
    return Gap(
        name,
        sentence,
        {side.value: str(key), **build_span_arguments(FALL_WINDOW.list_quarters(data.until))},
    )


def build_unanswered_groups() -> list[GapGroup]:
    terms = queries.list_terms()
    unanswered_by_term = queries.list_unanswered_by_term()
    groups = []
    for listing in LISTS_OF_ACTIVITIES:
        listed = [term for term in terms if term.listing is listing]
        gaps = [
            Gap(
                term.label,
                describe_unanswered(unanswered_by_term[term.id][0]),
                entries=unanswered_by_term[term.id][1],
            )
            for term in listed
            if term.id in unanswered_by_term
        ]
        groups.append(GapGroup(listing.label, gaps, len(listed)))
    return [each for each in groups if each.total]


def describe_unanswered(counts: AnswerCounts) -> Message:
    return N_(
        "%(entries)s public activities. %(unanswered)s of them have not said here what came of it.",
        entries=counts.entries,
        unanswered=counts.unanswered,
    )
