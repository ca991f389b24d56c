"""Comments that answer each other as deep as they like, brought into one level.

Nothing that was written is lost. What stands elsewhere than it stood is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from coprod.exchange.comment_imports.enums import CommentOutcome, PlacementChange


@dataclass(frozen=True)
class SourceComment:
    """One comment of a source. ``parent`` is empty when it answers none."""

    key: str
    about: str
    text: str
    parent: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class PlacedComment:
    """A comment in its place here: under which it stands, and which of those it answers.

    ``depth`` is how many answers deep it stood in its source.
    """

    source_comment: SourceComment
    under: str = ""
    answers: str = ""
    depth: int = 0
    has_lost_parent: bool = False
    changes: tuple[PlacementChange, ...] = ()


@dataclass
class SortedComments:
    """The comments of a file that are worth keeping, and the keys of the others by their fate."""

    placed: list[PlacedComment] = field(default_factory=list)
    left_out: dict[CommentOutcome, list[str]] = field(default_factory=dict)

    def leave_out(self, outcome: CommentOutcome, key: str) -> None:
        self.left_out.setdefault(outcome, []).append(key)


def place_comments(comments: Iterable[SourceComment]) -> SortedComments:
    """Bring the comments of a file into one level, in the order in which they were written."""
    found = SortedComments()
    known: dict[str, SourceComment] = {}
    for turn in comments:
        add_comment(turn, known, found)
    for turn in known.values():
        if turn.text:
            found.placed.append(place_comment(turn, known))
        else:
            found.leave_out(CommentOutcome.NO_WORDS, turn.key)
    return found


def add_comment(
    comment: SourceComment,
    comments_by_key: dict[str, SourceComment],
    sorted_comments: SortedComments,
) -> None:
    """Take a row in. Another row of the same key is kept too, unless it is the very same."""
    before = comments_by_key.get(comment.key)
    if before == comment:
        sorted_comments.leave_out(CommentOutcome.REPEATED, comment.key)
        return
    key = comment.key
    while key in comments_by_key:
        key += "+"
    comments_by_key[key] = SourceComment(
        key, comment.about, comment.text, comment.parent, comment.at
    )


def place_comment(
    comment: SourceComment, comments_by_key: Mapping[str, SourceComment]
) -> PlacedComment:
    above, is_cut = find_ancestors(comment, comments_by_key)
    speaking = [each for each in above if each.text]
    notes = {
        PlacementChange.LOST_PARENT: is_cut,
        PlacementChange.EMPTY_PARENT: bool(above) and not above[0].text,
        PlacementChange.DEEPER: len(speaking) > 1,
        PlacementChange.NO_DATE: comment.at is None,
    }
    return PlacedComment(
        source_comment=comment,
        under=speaking[-1].key if speaking else "",
        answers=speaking[0].key if len(speaking) > 1 else "",
        depth=len(above),
        has_lost_parent=is_cut and not above,
        changes=tuple(
            note for note, is_so in notes.items() if is_so and should_report(note, above)
        ),
    )


def should_report(change: PlacementChange, ancestors: Sequence[SourceComment]) -> bool:
    """A lost parent is told where it was lost, and not again for each answer below."""
    return change is not PlacementChange.LOST_PARENT or not ancestors


def find_ancestors(
    comment: SourceComment, comments_by_key: Mapping[str, SourceComment]
) -> tuple[list[SourceComment], bool]:
    """Return what a comment answers, what that answers and so on, and whether the line is cut.

    It is cut where a parent is missing, is about something else, or where the line bites its tail.
    """
    above: list[SourceComment] = []
    seen = {comment.key}
    at = comment
    while at.parent:
        parent = comments_by_key.get(at.parent)
        if parent is None or parent.about != comment.about or parent.key in seen:
            return above, True
        above.append(parent)
        seen.add(parent.key)
        at = parent
    return above, False
