"""Comments that answer each other as deep as they like, brought into one level.

Nothing that was written is lost. What stands elsewhere than it stood is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from coprod.exchange.comment_imports.enums import Fate, Flattened


@dataclass(frozen=True)
class Turn:
    """One comment of a source. ``parent`` is empty when it answers none."""

    key: str
    about: str
    text: str
    parent: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Placed:
    """A comment in its place here: under which it stands, and which of those it answers.

    ``depth`` is how many answers deep it stood in its source.
    """

    turn: Turn
    under: str = ""
    answers: str = ""
    depth: int = 0
    has_lost_parent: bool = False
    flattened: tuple[Flattened, ...] = ()


@dataclass
class Sorted:
    """The comments of a file that are worth keeping, and the keys of the others by their fate."""

    placed: list[Placed] = field(default_factory=list)
    left: dict[Fate, list[str]] = field(default_factory=dict)

    def leave(self, fate: Fate, key: str) -> None:
        self.left.setdefault(fate, []).append(key)


def sort_out(turns: Iterable[Turn]) -> Sorted:
    """Bring the comments of a file into one level, in the order in which they were written."""
    found = Sorted()
    known: dict[str, Turn] = {}
    for turn in turns:
        add(turn, known, found)
    for turn in known.values():
        if turn.text:
            found.placed.append(place(turn, known))
        else:
            found.leave(Fate.NO_WORDS, turn.key)
    return found


def add(turn: Turn, known: dict[str, Turn], found: Sorted) -> None:
    """Take a row in. Another row of the same key is kept too, unless it is the very same."""
    before = known.get(turn.key)
    if before == turn:
        found.leave(Fate.TWICE, turn.key)
        return
    key = turn.key
    while key in known:
        key += "+"
    known[key] = Turn(key, turn.about, turn.text, turn.parent, turn.at)


def place(turn: Turn, known: Mapping[str, Turn]) -> Placed:
    above, is_cut = line_above(turn, known)
    speaking = [each for each in above if each.text]
    notes = {
        Flattened.LOST_PARENT: is_cut,
        Flattened.EMPTY_PARENT: bool(above) and not above[0].text,
        Flattened.DEEPER: len(speaking) > 1,
        Flattened.NO_DATE: turn.at is None,
    }
    return Placed(
        turn=turn,
        under=speaking[-1].key if speaking else "",
        answers=speaking[0].key if len(speaking) > 1 else "",
        depth=len(above),
        has_lost_parent=is_cut and not above,
        flattened=tuple(note for note, is_so in notes.items() if is_so and holds(note, above)),
    )


def holds(note: Flattened, above: Sequence[Turn]) -> bool:
    """A lost parent is told where it was lost, and not again for each answer below."""
    return note is not Flattened.LOST_PARENT or not above


def line_above(turn: Turn, known: Mapping[str, Turn]) -> tuple[list[Turn], bool]:
    """Return what a comment answers, what that answers and so on, and whether the line is cut.

    It is cut where a parent is missing, is about something else, or where the line bites its tail.
    """
    above: list[Turn] = []
    seen = {turn.key}
    at = turn
    while at.parent:
        parent = known.get(at.parent)
        if parent is None or parent.about != turn.about or parent.key in seen:
            return above, True
        above.append(parent)
        seen.add(parent.key)
        at = parent
    return above, False
