"""Suggesting themes, and what curators make of them: name, merge, approve, dismiss, take back."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import delete_rows, session
from coprod.core.jobs.actions import queue_when_committed
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.intelligence.themes import policies, queries, rules
from coprod.intelligence.themes.enums import ClusterKind, ClusterState
from coprod.intelligence.themes.models import ClusterMember, CommentCluster
from coprod.intelligence.themes.rules import FoundCluster, ThemeDraft

INSERT_BATCH = 1_000
JOB = "themes"
Quarters = Mapping[str, Collection[Quarter]]
THEME_LISTENERS: list[Callable[[Actor, Quarters], object]] = []
"""Called with the quarters of each source whose comments have other themes now."""


def ask_for_suggestions(actor: Actor) -> None:
    require(policies.can_sort_comments(actor))
    queue_when_committed(JOB)


# What a curator decides


def check_may_change(actor: Actor, cluster: CommentCluster, seen: int) -> None:
    require(policies.can_sort_comments(actor))
    require(seen == cluster.version, ConflictError)


def record_change(actor: Actor, verb: str, cluster: CommentCluster, **details: Any) -> None:
    cluster.version += 1
    session.flush()
    record_event(actor, verb, cluster, **details)


def name_cluster(actor: Actor, cluster: CommentCluster, draft: ThemeDraft, *, seen: int) -> None:
    """Give a theme its name: it stays when others are suggested anew. It counts for nothing yet."""
    check_may_change(actor, cluster, seen)
    rules.check_is_open(cluster.state)
    rules.check_draft(draft)
    cluster.name, cluster.theme = draft.name, draft.theme
    record_change(actor, "named a theme", cluster)


def approve_cluster(
    actor: Actor, cluster: CommentCluster, draft: ThemeDraft, *, has_read: bool, seen: int
) -> None:
    """Let the comments count under the theme that somebody chose who read them."""
    check_may_change(actor, cluster, seen)
    rules.check_is_open(cluster.state)
    rules.check_approval(draft, has_read=has_read)
    cluster.name, cluster.theme = draft.name, draft.theme
    cluster.state, cluster.words = ClusterState.APPROVED, []
    record_change(actor, "approved a theme", cluster, comments=queries.count_comments(cluster))
    add_themes(actor, cluster)


def add_themes(actor: Actor, cluster: CommentCluster) -> None:
    """Give the comments of an approved cluster its theme, where they do not have it yet."""
    changed = []
    for member, comment in queries.list_members_with_comments(cluster):
        if cluster.theme and not rules.has_theme(comment.themes, cluster.theme):
            comment.themes = rules.add_theme(comment.themes, cluster.theme)
            member.has_added_theme = True
            changed.append(comment)
    notify_listeners(actor, changed)


def remove_themes(actor: Actor, cluster: CommentCluster) -> None:
    """Take back the theme of the comments that have it only because of this cluster."""
    changed = []
    for member, comment in queries.list_members_with_comments(cluster):
        if cluster.theme and member.has_added_theme:
            comment.themes = rules.remove_theme(comment.themes, cluster.theme)
            member.has_added_theme = False
            changed.append(comment)
    notify_listeners(actor, changed)


def notify_listeners(actor: Actor, comments: Sequence[FeedbackComment]) -> None:
    session.flush()
    quarters: dict[str, set[Quarter]] = defaultdict(set)
    for comment in comments:
        quarters[comment.source].add(Quarter.containing(comment.given_on))
    for listener in THEME_LISTENERS if quarters else ():
        listener(actor, quarters)


def merge_clusters(
    actor: Actor, cluster: CommentCluster, into: CommentCluster, *, seen: int
) -> None:
    """Put the comments of a suggestion with those of another theme, which takes its place."""
    check_may_change(actor, cluster, seen)
    rules.check_is_open(cluster.state)
    if into.id == cluster.id or into.kind is not cluster.kind:
        raise RuleBrokenError(N_("Choose another theme"), field="into")
    comments = queries.count_comments(cluster)
    move_members(cluster, into)
    name = cluster.name
    session.delete(cluster)
    record_change(actor, "merged a theme", into, comments=comments, name=name)
    if into.state is ClusterState.APPROVED:
        add_themes(actor, into)


def move_members(cluster: CommentCluster, into: CommentCluster) -> None:
    """Move the comments that the other does not have; the others go with their cluster."""
    here = {(one.source, one.key) for one in queries.list_members(into)}
    for member in queries.list_members(cluster):
        if (member.source, member.key) not in here:
            member.cluster_id = into.id
    session.flush()


def dismiss_cluster(actor: Actor, cluster: CommentCluster, *, seen: int) -> None:
    """Note that comments make no theme, or that somebody looked at copies. They stay counted."""
    check_may_change(actor, cluster, seen)
    rules.check_is_open(cluster.state)
    cluster.state, cluster.words = ClusterState.DISMISSED, []
    is_theme = cluster.kind is ClusterKind.THEME
    record_change(actor, "dismissed a theme" if is_theme else "looked at copies", cluster)


def reopen_cluster(actor: Actor, cluster: CommentCluster, *, seen: int) -> None:
    """Take back what was decided. Comments lose the theme that they had from it."""
    check_may_change(actor, cluster, seen)
    if cluster.state is ClusterState.SUGGESTED:
        raise RuleBrokenError(N_("Nothing is decided about this yet"))
    remove_themes(actor, cluster)
    cluster.state = ClusterState.SUGGESTED
    record_change(actor, "reopened a theme", cluster)


# What the job writes


def save_suggestions(clusters: Sequence[FoundCluster]) -> int:
    """Put new suggestions in place of those that nobody has named yet, and return how many.

    What a curator named or decided while they were made stays out of them.
    """
    delete_rows(delete(CommentCluster).where(~queries.is_kept()))
    keys = {kind: queries.map_undecided_keys(kind) for kind in ClusterKind}
    for found in clusters:
        cluster = CommentCluster(kind=found.kind, words=list(found.words))
        session.add(cluster)
        session.flush()
        undecided = keys[found.kind]
        add_members(cluster, [undecided[each] for each in found.comment_ids if each in undecided])
    return len(clusters)


def add_members(cluster: CommentCluster, keys: Sequence[tuple[str, str]]) -> None:
    rows = [
        {"cluster_id": cluster.id, "source": source, "key": key, "position": position}
        for position, (source, key) in enumerate(keys)
    ]
    for begin in range(0, len(rows), INSERT_BATCH):
        session.execute(insert(ClusterMember), rows[begin : begin + INSERT_BATCH])


def delete_unsupported_words() -> int:
    """Delete the words typical of comments whose own words are gone, and return of how many.

    A suggestion that nobody named goes as a whole: there is nothing left to read.
    """
    clusters = queries.list_clusters_without_words()
    for cluster in clusters:
        cluster.words = []
        if cluster.is_unnamed_suggestion:
            session.delete(cluster)
    session.flush()
    return len(clusters)
