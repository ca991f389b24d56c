"""The pages of suggested themes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coprod.core.values.actor import Actor
from coprod.core.values.text import excerpt
from coprod.intelligence.themes import queries
from coprod.intelligence.themes.enums import ClusterKind, ClusterState
from coprod.intelligence.themes.models import CommentCluster

WORDS_OF_TITLE = 4
LONGEST_TITLE = 60


@dataclass(frozen=True)
class ClusterRow:
    """A cluster with what can be read of it today: typical words without quotes are not shown."""

    cluster: CommentCluster
    comments: int
    quotes: Sequence[str] = ()

    @property
    def words(self) -> list[str]:
        return self.cluster.words if self.quotes else []

    @property
    def other_words(self) -> list[str]:
        """The typical words that are not in its title."""
        return self.words if self.cluster.name else self.words[WORDS_OF_TITLE:]

    @property
    def title(self) -> str:
        first_quote = excerpt(self.quotes[0], limit=LONGEST_TITLE) if self.quotes else ""
        return self.cluster.name or ", ".join(self.words[:WORDS_OF_TITLE]) or first_quote


@dataclass(frozen=True)
class ClustersPage:
    """One page of suggestions, and how many pages there are."""

    rows: Sequence[ClusterRow]
    total: int
    number: int
    pages: int


def build_clusters_page(actor: Actor, kind: ClusterKind, number: int) -> ClustersPage:
    found = queries.list_clusters(actor, kind, ClusterState.SUGGESTED)
    pages = max(-(-len(found) // queries.CLUSTERS_PER_PAGE), 1)
    number = min(number, pages)
    begin = (number - 1) * queries.CLUSTERS_PER_PAGE
    rows = build_rows(found[begin : begin + queries.CLUSTERS_PER_PAGE])
    return ClustersPage(rows, len(found), number, pages)


def build_rows(found: Sequence[tuple[CommentCluster, int]]) -> list[ClusterRow]:
    quotes = queries.list_quotes([cluster for cluster, _comments in found])
    return [ClusterRow(cluster, number, quotes.get(cluster.id, ())) for cluster, number in found]


def build_row(cluster: CommentCluster) -> ClusterRow:
    (row,) = build_rows([(cluster, queries.count_comments(cluster))])
    return row


def list_other_themes(actor: Actor, cluster: CommentCluster) -> list[tuple[int, str]]:
    """Return the themes that a suggestion can be the same as: those with a name come first."""
    states = (ClusterState.APPROVED, ClusterState.SUGGESTED)
    found: list[Any] = [
        each for state in states for each in queries.list_clusters(actor, cluster.kind, state)
    ]
    rows = [row for row in build_rows(found) if row.cluster.id != cluster.id]
    named = sorted(rows, key=lambda row: not row.cluster.name)
    return [(row.cluster.id, f"{row.title} ({row.comments})") for row in named]
