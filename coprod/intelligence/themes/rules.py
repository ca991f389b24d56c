"""How many groups to look for, and what a theme needs before it counts."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coprod.core.search_engine.analysis import list_words
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.themes.enums import ClusterKind, ClusterState

LONGEST_NAME = 100
FEWEST_COMMENTS = 5
"""So many comments make a group: fewer are read quicker than named."""
FEWEST_COPIES = 3
MOST_COMMENTS = 200_000
MOST_CLUSTERS = 40
COMMENTS_PER_CLUSTER = 10
QUOTES = 3
FEWEST_WORDS_OF_QUOTE = 4


@dataclass(frozen=True)
class FoundCluster:
    """Comments that a computer put together, the most typical first, and their typical words."""

    kind: ClusterKind
    comment_ids: Sequence[int]
    words: Sequence[str] = ()


@dataclass(frozen=True)
class ThemeDraft:
    """What a curator calls a theme, and under which of the fixed themes it counts."""

    name: str
    theme: Theme | None


def choose_number_of_clusters(comments: int) -> int:
    """Return into how many groups to put comments: more of them need more, yet not ten times so."""
    return min(max(round(math.sqrt(comments / COMMENTS_PER_CLUSTER)), 2), MOST_CLUSTERS)


def check_draft(draft: ThemeDraft) -> None:
    if not draft.name:
        raise RuleBrokenError(N_("Give the theme a name"), field="name")
    require_short(draft.name, LONGEST_NAME, field="name")


def check_approval(draft: ThemeDraft, *, has_read: bool) -> None:
    check_draft(draft)
    if draft.theme is None:
        message = N_("Choose the theme under which these comments count")
        raise RuleBrokenError(message, field="theme")
    if not has_read:
        message = N_("Read the comments first, and say here that you did")
        raise RuleBrokenError(message, field="has_read")


def check_is_open(state: ClusterState) -> None:
    if state is not ClusterState.SUGGESTED:
        raise RuleBrokenError(N_("This was already decided. Take that back first"))


def add_theme(themes: str, theme: Theme) -> str:
    """Return the themes of a comment, as they stand between bars, with one more."""
    return themes if has_theme(themes, theme) else f"{themes or '|'}{theme.value}|"


def remove_theme(themes: str, theme: Theme) -> str:
    left = themes.replace(f"|{theme.value}|", "|")
    return "" if left == "|" else left


def has_theme(themes: str, theme: Theme) -> bool:
    return f"|{theme.value}|" in themes


def choose_quotes(texts: Iterable[str]) -> list[str]:
    """Return a few of the texts, which come the most typical first: whole sentences if there are.

    “Nothing”, “Nothing.” and “Nothing!” are one quote, and tell less than a sentence does.
    """
    by_words: dict[tuple[str, ...], str] = {}
    for text in texts:
        words = tuple(list_words(text))
        if words:
            by_words.setdefault(words, text)
    longer_first = sorted(by_words, key=lambda words: len(words) < FEWEST_WORDS_OF_QUOTE)
    return [by_words[words] for words in longer_first[:QUOTES]]
