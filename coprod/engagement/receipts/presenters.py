"""What the pages about one's own comment are given, and where they are."""

from flask import url_for

from coprod.engagement.comments import policies
from coprod.engagement.comments.enums import State
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.presenters import edits, get_comment_settings
from coprod.engagement.subjects.queries import subjects
from coprod.web import mailer
from coprod.web.access import actor


def told(comment: Comment, token: str) -> dict[str, object]:
    """Return what every page about one's own comment shows."""
    key, ways = (comment.subject_kind, comment.subject_id), get_comment_settings()
    return {
        "comment": comment,
        "subject": subjects([key]).get(key),
        "at": {"token": token} if token else {"comment_id": comment.id},
        "link": mailer.address("receipts.receipt", token=token) if token else "",
        "read_by": ways.read_by(comment.sent_at),
        "ways": ways,
        "may_change": policies.may_change(comment),
        "edits": edits(comment),
        "can_appeal": policies.can_appeal(comment),
        "is_gone": comment.state is State.TAKEN_BACK,
        "can_claim": bool(token and actor().id and comment.person_id is None),
    }


def back(comment: Comment, token: str) -> str:
    at: dict[str, str | int] = {"token": token} if token else {"comment_id": comment.id}
    return url_for("receipts.receipt", **at)  # type: ignore[arg-type]
