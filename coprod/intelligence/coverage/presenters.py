"""What the page of gaps is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter, get_last_whole_quarter
from coprod.intelligence.coverage import queries
from coprod.intelligence.coverage.enums import ENTRIES_BY, Kind
from coprod.intelligence.coverage.queries import Entry
from coprod.intelligence.coverage.rules import Done
from coprod.intelligence.feedback import rules as trends
from coprod.intelligence.feedback.enums import LISTED, NOT_ON_LIST, Side, Window
from coprod.intelligence.feedback.presenters import span
from coprod.intelligence.feedback.queries import Gathered, gathered
from coprod.intelligence.feedback.rules import Key
from coprod.reference.lists.enums import LABELS

FALL = Window.EIGHTEEN_MONTHS
SILENCE = Window.FOUR_QUARTERS
BY_ENTRIES = frozenset(side for side, listing in LISTED.items() if listing in ENTRIES_BY)


@dataclass(frozen=True)
class Gap:
    """One gap: of what, said in a sentence, with the rows behind it.

    ``summaries`` is the link to the feedback behind it, ``entries`` are public entries.
    """

    name: str | Message
    sentence: Message
    summaries: Mapping[str, str] | None = None
    entries: Sequence[Entry] = ()


@dataclass(frozen=True)
class Found:
    """Gaps of one kind on one side, such as places or services.

    ``unplaced`` are silent too, but none can be called a gap: ``why_unplaced``.
    """

    label: Message
    gaps: Sequence[Gap]
    of: int
    unplaced: Sequence[str | Message] = ()
    why_unplaced: Message | None = None

    @property
    def linked(self) -> list[Gap]:
        """Those with rows behind them."""
        return [gap for gap in self.gaps if gap.summaries or gap.entries]

    @property
    def bare(self) -> list[Gap]:
        """Those of which there is nothing to show: they stand together under one sentence."""
        return [gap for gap in self.gaps if not (gap.summaries or gap.entries)]


@dataclass(frozen=True)
class GapsPage:
    until: Quarter
    kinds: Mapping[Kind, Sequence[Found]]


def gaps_page(actor: Actor) -> GapsPage:
    until = get_last_whole_quarter(clock.today())
    told = gathered(actor, until)
    kinds = {
        Kind.SILENT: [silent(told, side) for side in LISTED if told.names[side]],
        Kind.FALLING: falling(told),
        Kind.UNANSWERED: unanswered(),
    }
    return GapsPage(until, kinds)


def silent(told: Gathered, side: Side) -> Found:
    quarters = SILENCE.quarters(told.until)
    heard = trends.within(told.pieces, quarters)
    names = told.names[side]
    quiet = {key: name for key, name in names.items() if not trends.heard(heard, side, key)}
    if quiet and trends.may_be_unplaced(told.unplaced, side, quarters):
        return Found(side.label, [], len(names), [*quiet.values()], NOT_ON_LIST[side])
    return Found(side.label, [silence(told, side, *each) for each in quiet.items()], len(names))


def silence(told: Gathered, side: Side, key: Key, name: str | Message) -> Gap:
    before = trends.heard(told.pieces, side, key)
    if not before:
        return Gap(name, N_("No feedback in more than three years."))
    last = Quarter.containing(max(piece.ends for piece in before))
    said = N_("No feedback in the last four quarters. The last was from %(when)s.", when=last.label)
    return Gap(name, said, {side.value: str(key)})


def falling(told: Gathered) -> list[Found]:
    """Return what falls on each side, where no public entry shares the work with people."""
    found = []
    for side in LISTED:
        names = told.names[side]
        fall = {k: n for k, n in names.items() if falls(told, side, k)}
        shared = shared_about(side, fall)
        gaps = [fallen(told, side, key, name) for key, name in fall.items() if key not in shared]
        found.append(Found(side.label, gaps, len(names)))
    return [each for each in found if each.of]


def falls(told: Gathered, side: Side, key: Key) -> bool:
    return trends.is_falling(trends.about(told.pieces, side, key), told.until)


def shared_about(side: Side, names: Mapping[Key, str | Message]) -> set[Key]:
    """Return those about which a public entry promises or shows co-design or more."""
    if side in BY_ENTRIES:
        return {*queries.shared([int(key) for key in names])}
    return {*queries.named({int(key): str(name) for key, name in names.items()})}


def fallen(told: Gathered, side: Side, key: Key, name: str | Message) -> Gap:
    said = N_("Fewer comments are positive than before, and no public entry works on it together.")
    return Gap(name, said, {side.value: str(key), **span(FALL.quarters(told.until))})


def unanswered() -> list[Found]:
    terms = queries.terms()
    owing = queries.unanswered()
    found = []
    for listing in ENTRIES_BY:
        listed = [term for term in terms if term.listing is listing]
        gaps = [
            Gap(term.label, counted(owing[term.id][0]), entries=owing[term.id][1])
            for term in listed
            if term.id in owing
        ]
        found.append(Found(LABELS[listing], gaps, len(listed)))
    return [each for each in found if each.of]


def counted(done: Done) -> Message:
    return N_(
        "%(entries)s public entries. %(unanswered)s of them have not told here what came of it.",
        entries=done.entries,
        unanswered=done.unanswered,
    )
