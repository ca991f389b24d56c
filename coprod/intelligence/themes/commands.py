"""Suggesting themes: a job of the worker."""

from importlib import import_module
from typing import Any

from coprod.core.database import session
from coprod.core.near_duplicates import group_near_duplicates
from coprod.intelligence.themes import actions, queries, rules
from coprod.intelligence.themes.enums import ClusterKind
from coprod.intelligence.themes.rules import FoundCluster

Texts = list[tuple[int, str]]


def suggest_themes() -> int:
    """Suggest themes anew from all comments that may be read, and return how many there are.

    All texts are read first: to place them takes seconds, in which others want to write.
    """
    actions.delete_unsupported_words()
    texts = list(queries.list_readable_texts(ClusterKind.THEME))
    all_texts = list(queries.list_readable_texts(ClusterKind.COPIES))
    session.commit()
    return actions.save_suggestions([*find_themes(texts), *find_copies(all_texts)])


def find_themes(texts: Texts) -> list[FoundCluster]:
    semantics = load_library()
    space = semantics.build_space(texts)
    groups = semantics.group_texts(space, rules.choose_number_of_clusters(len(space.ids)))
    return [
        FoundCluster(ClusterKind.THEME, group.ids, group.words)
        for group in groups
        if len(group.ids) >= rules.FEWEST_COMMENTS
    ]


def find_copies(texts: Texts) -> list[FoundCluster]:
    groups = group_near_duplicates(texts, rules.FEWEST_COPIES)
    return [FoundCluster(ClusterKind.COPIES, ids) for ids in groups]


def load_library() -> Any:
    """Import numpy and scipy, which take long, once there is something to do for them."""
    return import_module("coprod.core.latent_semantics")
