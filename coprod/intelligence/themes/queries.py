"""Clusters of comments with their quotes. For curators alone."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import joinedload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.intelligence.themes.enums import ClusterKind, ClusterState
from coprod.intelligence.themes.models import ClusterMember, CommentCluster
from coprod.intelligence.themes.policies import can_sort_comments
from coprod.intelligence.themes.rules import MOST_COMMENTS, choose_quotes

CLUSTERS_PER_PAGE = 10
COMMENTS_PER_PAGE = 25
QUOTE_CANDIDATES = 30
"""So many of the most typical comments are looked at for quotes that are not the same."""
READ_BATCH = 2_000
IS_MEMBER = and_(
    ClusterMember.source == FeedbackComment.source, ClusterMember.key == FeedbackComment.key
)


def check_can_see_clusters(actor: Actor) -> None:
    require(can_sort_comments(actor), NotFoundError)


def list_clusters(
    actor: Actor, kind: ClusterKind, state: ClusterState
) -> list[tuple[CommentCluster, int]]:
    """Return the clusters of a kind in a state with their numbers of comments, largest first."""
    check_can_see_clusters(actor)
    number = func.count(ClusterMember.id)
    statement = (
        select(CommentCluster, number)
        .join(ClusterMember, ClusterMember.cluster_id == CommentCluster.id)
        .where(CommentCluster.kind == kind, CommentCluster.state == state)
        .group_by(CommentCluster.id)
        .order_by(number.desc(), CommentCluster.id)
    )
    return [(cluster, count) for cluster, count in session.execute(statement)]


def get_cluster(actor: Actor, cluster_id: int, *, to_change: bool = False) -> CommentCluster:
    check_can_see_clusters(actor)
    statement = select(CommentCluster).where(CommentCluster.id == cluster_id)
    if to_change:
        statement = statement.with_for_update(of=CommentCluster)
    return require_found(session.scalars(statement).one_or_none())


def list_quotes(clusters: Collection[CommentCluster]) -> Mapping[int, list[str]]:
    """Return by cluster the words of its most typical comments that may still be read."""
    ids = [cluster.id for cluster in clusters]
    statement = (
        select(ClusterMember.cluster_id, FeedbackComment)
        .join(FeedbackComment, IS_MEMBER)
        .where(ClusterMember.cluster_id.in_(ids), ClusterMember.position < QUOTE_CANDIDATES)
        .options(joinedload(FeedbackComment.file))
        .order_by(ClusterMember.position, ClusterMember.id)
    )
    texts: dict[int, list[str]] = defaultdict(list)
    for cluster_id, comment in session.execute(statement) if ids else ():
        texts[cluster_id].append(comment.readable_text)
    return {cluster_id: choose_quotes(own) for cluster_id, own in texts.items()}


def list_comments(cluster: CommentCluster, page: int) -> Sequence[FeedbackComment]:
    """Return a page of the comments of a cluster, and one more if there is another page."""
    statement = (
        select_comments(cluster)
        .options(joinedload(FeedbackComment.file))
        .order_by(ClusterMember.position, ClusterMember.id)
    )
    return session.scalars(
        statement.limit(COMMENTS_PER_PAGE + 1).offset((page - 1) * COMMENTS_PER_PAGE)
    ).all()


def select_comments(cluster: CommentCluster) -> Select[FeedbackComment]:
    statement = select(FeedbackComment).join(ClusterMember, IS_MEMBER)
    return statement.where(ClusterMember.cluster_id == cluster.id)


def count_comments(cluster: CommentCluster) -> int:
    statement = select(func.count(ClusterMember.id)).where(ClusterMember.cluster_id == cluster.id)
    return session.scalar(statement) or 0


def list_members(cluster: CommentCluster) -> Sequence[ClusterMember]:
    statement = select(ClusterMember).where(ClusterMember.cluster_id == cluster.id)
    return session.scalars(statement.order_by(ClusterMember.position, ClusterMember.id)).all()


def list_members_with_comments(
    cluster: CommentCluster,
) -> Sequence[tuple[ClusterMember, FeedbackComment]]:
    statement = select(ClusterMember, FeedbackComment).join(FeedbackComment, IS_MEMBER)
    rows = session.execute(statement.where(ClusterMember.cluster_id == cluster.id))
    return [(member, comment) for member, comment in rows]


def map_approved_themes(source: str) -> Mapping[str, set[Theme]]:
    """Return by the key of a comment the themes that curators approved for it."""
    statement = (
        select(ClusterMember.key, CommentCluster.theme)
        .join(CommentCluster, CommentCluster.id == ClusterMember.cluster_id)
        .where(ClusterMember.source == source, is_approved())
    )
    themes: dict[str, set[Theme]] = defaultdict(set)
    for key, theme in session.execute(statement):
        themes[key] |= {theme} if theme else set()
    return themes


def is_approved() -> ColumnElement[bool]:
    return and_(CommentCluster.state == ClusterState.APPROVED, CommentCluster.theme.is_not(None))


# What the job reads


def list_readable_texts(kind: ClusterKind) -> Iterator[tuple[int, str]]:
    """Yield the comments whose words may be read and that nobody decided about, newest first."""
    statement = (
        select(FeedbackComment.id, FeedbackComment.text)
        .where(FeedbackComment.text != "", FeedbackComment.file_id.in_(list_readable_file_ids()))
        .where(is_undecided(kind))
        .order_by(FeedbackComment.id.desc())
        .limit(MOST_COMMENTS)
        .execution_options(yield_per=READ_BATCH)
    )
    for row in session.execute(statement):
        yield row.id, row.text


def is_undecided(kind: ClusterKind) -> ColumnElement[bool]:
    """Return the condition that a comment is in no cluster that a curator named or decided."""
    decided = select(ClusterMember.id).join(
        CommentCluster, CommentCluster.id == ClusterMember.cluster_id
    )
    decided = decided.where(IS_MEMBER, CommentCluster.kind == kind, is_kept())
    return ~decided.correlate(FeedbackComment).exists()


def is_kept() -> ColumnElement[bool]:
    """Return the condition that a cluster stays when others are suggested anew."""
    return (CommentCluster.state != ClusterState.SUGGESTED) | (CommentCluster.name != "")


def list_readable_file_ids() -> list[int]:
    """Return the files whose words may be read today, by one comment of each."""
    first = select(func.min(FeedbackComment.id)).group_by(FeedbackComment.file_id)
    statement = select(FeedbackComment).where(FeedbackComment.id.in_(first))
    comments = session.scalars(statement.options(joinedload(FeedbackComment.file)))
    return [comment.file_id for comment in comments if not comment.file.are_words_over]


def map_undecided_keys(kind: ClusterKind) -> Mapping[int, tuple[str, str]]:
    """Return the source and the key of the comments that nobody decided about, by their ids."""
    columns = FeedbackComment.id, FeedbackComment.source, FeedbackComment.key
    rows = session.execute(select(*columns).where(is_undecided(kind)))
    return {comment_id: (source, key) for comment_id, source, key in rows}


def list_clusters_without_words() -> Sequence[CommentCluster]:
    """Return the suggestions and typical words of whose comments no words are left."""
    left = select(ClusterMember.id).join(FeedbackComment, IS_MEMBER)
    left = left.where(ClusterMember.cluster_id == CommentCluster.id, FeedbackComment.text != "")
    statement = select(CommentCluster).where(~left.correlate(CommentCluster).exists())
    clusters = session.scalars(statement.order_by(CommentCluster.id)).all()
    return [each for each in clusters if each.words or each.is_unnamed_suggestion]
