"""Flattens threads of any depth into one level of answers.

No comment is lost, and each change of place is reported.
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
    sent_at: datetime | None = None


@dataclass(frozen=True)
class PlacedComment:
    """A comment in its place here: the first comment it is ``under``, and the one it answers.

    ``depth`` is its depth in the thread of its source.
    """

    original: SourceComment
    under: str = ""
    answers: str = ""
    depth: int = 0
    has_lost_parent: bool = False
    changes: tuple[PlacementChange, ...] = ()


@dataclass
class SortedComments:
    """The comments of a file that can be imported, and the keys of the others by outcome."""

    placed: list[PlacedComment] = field(default_factory=list)
    left_out: dict[CommentOutcome, list[str]] = field(default_factory=dict)

    def leave_out(self, outcome: CommentOutcome, key: str) -> None:
        self.left_out.setdefault(outcome, []).append(key)


def place_comments(comments: Iterable[SourceComment]) -> SortedComments:
    """Flatten the comments of a file into one level, in the order in which they were written."""
    sorted_comments = SortedComments()
    comments_by_key: dict[str, SourceComment] = {}
    for comment in comments:
        add_comment(comment, comments_by_key, sorted_comments)
    for comment in comments_by_key.values():
        if comment.text:
            sorted_comments.placed.append(place_comment(comment, comments_by_key))
        else:
            sorted_comments.leave_out(CommentOutcome.NO_WORDS, comment.key)
    return sorted_comments


def add_comment(
    comment: SourceComment,
    comments_by_key: dict[str, SourceComment],
    sorted_comments: SortedComments,
) -> None:
    """Add a row. Another row of the same key is added too, unless the two are equal."""
    earlier_comment = comments_by_key.get(comment.key)
    if earlier_comment == comment:
        sorted_comments.leave_out(CommentOutcome.REPEATED, comment.key)
        return
    key = comment.key
    while key in comments_by_key:
        key += "+"
    comments_by_key[key] = SourceComment(
        key, comment.about, comment.text, comment.parent, comment.sent_at
    )


def place_comment(
    comment: SourceComment, comments_by_key: Mapping[str, SourceComment]
) -> PlacedComment:
    ancestors, is_cut = find_ancestors(comment, comments_by_key)
    ancestors_with_text = [ancestor for ancestor in ancestors if ancestor.text]
    is_changed = {
        PlacementChange.LOST_PARENT: is_cut,
        PlacementChange.EMPTY_PARENT: bool(ancestors) and not ancestors[0].text,
        PlacementChange.DEEPER: len(ancestors_with_text) > 1,
        PlacementChange.NO_DATE: comment.sent_at is None,
    }
    return PlacedComment(
        original=comment,
        under=ancestors_with_text[-1].key if ancestors_with_text else "",
        answers=ancestors_with_text[0].key if len(ancestors_with_text) > 1 else "",
        depth=len(ancestors),
        has_lost_parent=is_cut and not ancestors,
        changes=tuple(
            change
            for change, is_true in is_changed.items()
            if is_true and should_report(change, ancestors)
        ),
    )


def should_report(change: PlacementChange, ancestors: Sequence[SourceComment]) -> bool:
    """Report a lost parent where it was lost, and not again for each answer below."""
    return change is not PlacementChange.LOST_PARENT or not ancestors


def find_ancestors(
    comment: SourceComment, comments_by_key: Mapping[str, SourceComment]
) -> tuple[list[SourceComment], bool]:
    """Return the ancestors of a comment, the nearest first, and whether the chain is cut.

    It is cut where a parent is missing or is about something else, or where the chain is a loop.
    """
    ancestors: list[SourceComment] = []
    seen = {comment.key}
    current = comment
    while current.parent:
        parent = comments_by_key.get(current.parent)
        if parent is None or parent.about != comment.about or parent.key in seen:
            return ancestors, True
        ancestors.append(parent)
        seen.add(parent.key)
        current = parent
    return ancestors, False
