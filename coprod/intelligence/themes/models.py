"""Groups of comments that look alike, for curators only."""

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.database import Base, Timestamped
from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.themes.enums import ClusterKind, ClusterState


class CommentCluster(Timestamped, Base):
    """Comments that a computer put together. ``words`` are typical of them, and go with theirs.

    It counts for nothing before a curator has read it, named it and chosen its ``theme``.
    """

    __tablename__ = "comment_cluster"
    holds_words = ("name", "words")
    never_seen_by_visitors = True

    kind: Mapped[ClusterKind]
    state: Mapped[ClusterState] = mapped_column(default=ClusterState.SUGGESTED)
    name: Mapped[str] = mapped_column(default="")
    theme: Mapped[Theme | None]
    words: Mapped[list[str]] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def is_unnamed_suggestion(self) -> bool:
        """Whether nobody would miss it: it is suggested anew."""
        return self.state is ClusterState.SUGGESTED and not self.name


class ClusterMember(Base):
    """One comment of a cluster, by its source and key: a file that is counted again keeps both.

    ``position`` says how typical it is, the most typical first. ``has_added_theme``: the comment
    has the theme of the cluster only because it was approved.
    """

    __tablename__ = "comment_cluster_member"
    holds_words = ("source",)
    holds_no_words = {"key": "a hash"}
    __table_args__ = (
        UniqueConstraint("cluster_id", "source", "key"),
        Index(None, "source", "key"),
        Index(None, "cluster_id", "position"),
    )
    never_seen_by_visitors = True

    cluster_id: Mapped[int] = mapped_column(ForeignKey("comment_cluster.id", ondelete="CASCADE"))
    source: Mapped[str]
    key: Mapped[str]
    position: Mapped[int]
    has_added_theme: Mapped[bool] = mapped_column(default=False)
