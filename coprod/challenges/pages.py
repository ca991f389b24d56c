"""What the pages of the four challenges are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.challenges.models import Standpoint
from coprod.challenges.queries import A_PAGE, Counts, Reading, Value, Wanted
from coprod.challenges.rules import Facts, Suggestion, suggest
from coprod.challenges.words import NO_VIEW, VALUES, Challenge, View, criterion
from coprod.kit.phrases import N_, Phrase
from coprod.register.models import Activity
from coprod.web.letters import Letter

NONE = "none"
"""How "no view yet" stands in addresses."""
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Opinion:
    """The value of one view, with who stands for it, or none yet."""

    view: View
    value: Value
    words: Phrase
    said: Standpoint | None = None


@dataclass(frozen=True)
class Card:
    """One challenge of an entry: what the register suggests, the team claims, a curator judges."""

    challenge: Challenge
    suggestion: Suggestion
    opinions: Sequence[Opinion]


def card(challenge: Challenge, facts: Facts, said: Sequence[Standpoint]) -> Card:
    """Put the three views side by side. ``said`` is what was said, the latest first."""
    suggestion = suggest(challenge, facts)
    latest = [latest_of(said, challenge, view) for view in (View.CLAIMED, View.JUDGED)]
    opinions = [
        opinion(challenge, View.SUGGESTED, suggestion.value),
        opinion(challenge, View.CLAIMED, *latest[0]),
        opinion(challenge, View.JUDGED, *latest[1]),
    ]
    return Card(challenge, suggestion, opinions)


def latest_of(
    said: Sequence[Standpoint], challenge: Challenge, view: View
) -> tuple[Value, Standpoint | None]:
    found = next((s for s in said if s.challenge is challenge and s.view is view), None)
    return (found.value, found) if found else (None, None)


def opinion(
    challenge: Challenge, view: View, value: Value, said: Standpoint | None = None
) -> Opinion:
    return Opinion(view, value, words(challenge, value), said)


def words(challenge: Challenge, value: Value) -> Phrase:
    return NO_VIEW if value is None else criterion(challenge, value)


# The partnership's page


@dataclass(frozen=True)
class Cell:
    """How many entries stand at a value in one view, and how long a bar of 100 that makes."""

    view: View
    count: int
    bar: int


@dataclass(frozen=True)
class Row:
    """One value, and the counts of the three views for it. They are not added up."""

    value: Value
    words: Phrase
    cells: Sequence[Cell]

    @property
    def in_address(self) -> str:
        return NONE if self.value is None else str(self.value)


@dataclass(frozen=True)
class Standing:
    """How the public entries stand on one challenge."""

    challenge: Challenge
    total: int
    rows: Sequence[Row]
    reading: Sequence[Reading] = ()


def standing(challenge: Challenge, counts: Counts, reading: Sequence[Reading] = ()) -> Standing:
    of = {view: counts[challenge, view] for view in View}
    total = sum(of[View.SUGGESTED].values())
    rows = [row(challenge, value, of, total) for value in (*reversed(VALUES), None)]
    return Standing(challenge, total, rows, reading)


def row(challenge: Challenge, value: Value, of: Mapping[View, dict[Value, int]], total: int) -> Row:
    numbers = {view: of[view].get(value, 0) for view in View}
    cells = [Cell(view, n, -(-100 * n // total) if total else 0) for view, n in numbers.items()]
    return Row(value, words(challenge, value), cells)


@dataclass(frozen=True)
class Found:
    """The entries behind a count."""

    wanted: Wanted
    words: Phrase
    entries: Sequence[Activity]
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    def to_page(self, number: int) -> dict[str, object]:
        value = NONE if self.wanted.value is None else str(self.wanted.value)
        page = {"page": number} if number > 1 else {}
        return {"view": self.wanted.view.value, "value": value, **page}


def wanted(challenge: Challenge, asked: Mapping[str, str]) -> Wanted | None:
    """Read which entries an address asks for; nothing if it asks for none that there can be."""
    values: dict[str, Value] = {NONE: None, **{str(value): value for value in VALUES}}
    value, view = asked.get("value", ""), asked.get("view", "")
    if value not in values or view not in set(View):
        return None
    return Wanted(challenge, View(view), values[value], page_number(asked.get("page", "")))


def page_number(text: str) -> int:
    known = text.isascii() and text.isdigit() and len(text) < 6
    return min(max(int(text) if known else 1, 1), LAST_PAGE)


def judged(title: str) -> Letter:
    """To the owners. What the curator thinks stands on the page."""
    return Letter(
        subject=N_("A curator has given a view on your entry"),
        before=(
            N_("A curator has looked at one of the four challenges for: %(title)s.", title=title),
            N_("What your team claims stays beside it. You can claim something new at any time."),
        ),
        link_says=N_("Read the view and its reason"),
    )
