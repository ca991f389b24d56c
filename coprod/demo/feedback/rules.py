"""Made-up comments about GP access, row by row: nobody said any of them.

How many felt how is set for each network, ethnic group, theme and role of staff. Which of them come
together is shuffled, always in the same way, so that every demo has the same file.
"""

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from coprod.core.values.quarters import Quarter
from coprod.core.values.text import escape_cell

SOURCE = "Example Healthwatch (made up)"
HEADINGS = (
    *("Reference", "Date", "Experience", "Service", "Network", "Theme", "Staff role"),
    *("Ethnic group", "Borough", "Comment"),
)
QUARTERS = 6
THREE_YEARS = 12
SEED = 1418
HOME = "Tower Hamlets"


@dataclass(frozen=True)
class Felt:
    """How many had something to say of one thing, and how many of them were positive."""

    all: int
    positive: int


NETWORKS = {
    "Example network 1": Felt(150, 57),
    "Example network 2": Felt(140, 57),
    "Example network 3": Felt(95, 32),
    "Example network 4": Felt(120, 43),
    "Example network 5": Felt(165, 61),
    "Example network 6": Felt(110, 38),
    "Example network 7": Felt(135, 53),
    "Example network 8": Felt(98, 32),
    "Example network 9": Felt(290, 160),
    "Other network": Felt(115, 36),
}
ETHNIC_GROUPS = {
    "White British": Felt(355, 163),
    "Other White": Felt(110, 50),
    "Other Asian": Felt(95, 41),
    "Other mixed": Felt(30, 13),
    "Black African": Felt(115, 42),
    "Black Caribbean": Felt(35, 14),
    "Bangladeshi": Felt(455, 164),
    "Arab": Felt(13, 3),
    "": Felt(210, 79),
}
STAFF_ROLES = {
    "Doctors": Felt(350, 276),
    "Nurses": Felt(190, 116),
    "Receptionists": Felt(405, 117),
    "Pharmacists": Felt(17, 12),
    "": Felt(456, 48),
}
THEMES = {
    "Support": Felt(210, 155),
    "Quality of treatment": Felt(305, 217),
    "How staff treat people": Felt(340, 211),
    "Letters, records and other paperwork": Felt(260, 62),
    "Waiting": Felt(285, 43),
    "Booking and the phone": Felt(845, 100),
}
"""One comment can be about several of these, so they come to more than all comments."""
OTHER_BOROUGHS = {
    "Newham": Felt(240, 113),
    "Hackney": Felt(310, 136),
    "Redbridge": Felt(180, 70),
    "Waltham Forest": Felt(12, 5),
}
EARLIER = Felt(610, 317)
NEUTRAL = 27


def build_main_file(until: Quarter) -> bytes:
    """Return 1,418 rows of the 18 months up to the end of a quarter: 40 per cent are positive."""
    shuffle = random.Random(SEED)  # noqa: S311 - made-up rows, and no secret
    positive = sum(each.positive for each in NETWORKS.values())
    every = sum(each.all for each in NETWORKS.values())
    rows: list[list[str]] = []
    for is_positive, number in ((True, positive), (False, every - positive)):
        columns = [
            deal(each, number, shuffle, is_positive=is_positive)
            for each in (NETWORKS, STAFF_ROLES, ETHNIC_GROUPS)
        ]
        themes = deal_themes(number, shuffle, is_positive=is_positive)
        for at, (network, role, group) in enumerate(zip(*columns, strict=True)):
            feeling = "Positive" if is_positive else "Neutral" if at < NEUTRAL else "Negative"
            rows.append([feeling, "GP services", network, themes[at], role, group, HOME])
    shuffle.shuffle(rows)
    return write_file("m", rows, list_days(until, QUARTERS))


def build_other_file(until: Quarter) -> bytes:
    """Return rows of other boroughs, and of here three years earlier."""
    days = list_days(until, QUARTERS)
    rows = [
        [*fill_feeling(felt, at), "GP services", "", "", "", "", borough]
        for borough, felt in OTHER_BOROUGHS.items()
        for at in range(felt.all)
    ]
    earlier = [
        [*fill_feeling(EARLIER, at), "GP services", "", "", "", "", HOME]
        for at in range(EARLIER.all)
    ]
    here = write_file("o", rows, days)
    before = write_file("e", earlier, list_days(until.back(THREE_YEARS), QUARTERS))
    return here + before.split(b"\n", 1)[1]


def fill_feeling(felt: Felt, at: int) -> list[str]:
    return ["Positive" if at < felt.positive else "Negative"]


def deal(
    names: Mapping[str, Felt], number: int, shuffle: random.Random, *, is_positive: bool
) -> list[str]:
    """Return each name as often as so many felt so, in a shuffled order."""
    cards = [
        name
        for name, felt in names.items()
        for _ in range(felt.positive if is_positive else felt.all - felt.positive)
    ]
    shuffle.shuffle(cards)
    return cards[:number] + [""] * (number - len(cards))


def deal_themes(number: int, shuffle: random.Random, *, is_positive: bool) -> Sequence[str]:
    """Return the themes of each comment: all of them are dealt out, round by round."""
    whole = sum(each.all for each in THEMES.values())
    cards = deal(THEMES, whole, shuffle, is_positive=is_positive)
    hands: list[list[str]] = [[] for _ in range(number)]
    for hand, card in zip(cycle(hands), filter(None, cards)):
        hand.append(card)
    return ["; ".join(dict.fromkeys(hand)) for hand in hands]


def list_days(until: Quarter, quarters: int) -> Iterator[date]:
    """Yield days of the quarters over and over, so that every month has as many."""
    first, last = until.back(quarters - 1).starts, until.ends
    return cycle([first + timedelta(days=n) for n in range(0, (last - first).days + 1, 2)])


def write_file(mark: str, rows: Sequence[Sequence[str]], days: Iterator[date]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS)
    for number, row in enumerate(rows, 1):
        day = next(days)
        words = f"Made-up comment {number}. Nobody said this."
        cells = [f"{mark}{number}", f"{day:%d/%m/%Y}", *row, words]
        writer.writerow([escape_cell(cell) for cell in cells])
    return text.getvalue().encode()
