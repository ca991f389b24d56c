"""Comments to test with."""

from typing import Any

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.keyring import PrivateLink
from coprod.core.values.actor import VISITOR, Role
from coprod.engagement.comments import actions as comments
from coprod.engagement.comments.enums import Kind, Reason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import ENTRIES
from coprod.engagement.comments.rules import Ways
from coprod.engagement.moderation import actions as moderation
from coprod.engagement.moderation.enums import Outcome as CommentOutcome
from coprod.engagement.moderation.queries import comment as comment_to_read
from coprod.engagement.moderation.queries import seen
from coprod.engagement.moderation.rules import Verdict as CommentVerdict
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity
from tests.make.entries import keep, number, person, term


def comment(
    activity: Activity,
    body: str = "The hall was cold",
    *,
    by: Person | None = None,
    kind: Kind = Kind.QUESTION,
    outcome: CommentOutcome | None = None,
    **given: Any,
) -> Comment:
    """Write a comment on an entry, by a guest unless ``by`` says who; ``outcome`` decides it."""
    n = next(number)
    receipt = PrivateLink(given.pop("token", f"token-{n:020}"), "")
    sending = comments.Sending(receipt, **given)
    actor = by.actor if by else VISITOR
    about = ENTRIES.of(activity)
    made = comments.write_comment(actor, about, comments.Writing(kind, body), sending).comment
    if outcome:
        decide(made, activity, outcome)
    return keep(made)


def decide(comment: Comment, activity: Activity, outcome: CommentOutcome, **given: Any) -> None:
    """Decide about a comment as a curator with no hand in it."""
    usual: dict[str, Any] = {"body": comment.words, "told": "Please leave out the name"}
    if outcome is CommentOutcome.EDIT:
        usual["body"] = "The hall was [taken out]"
    if outcome in {CommentOutcome.EDIT, CommentOutcome.DECLINE, CommentOutcome.REWORD}:
        usual["reasons"] = (Reason.NAMES,)
    if outcome is CommentOutcome.ELSEWHERE:
        usual["route_id"] = term(ListKind.ROUTE).id
    curator = person(role=Role.CURATOR).actor
    found = comment_to_read(curator, comment.id)
    reading = moderation.Reading(found, ENTRIES.of(activity), seen(found))
    moderation.decide(curator, reading, CommentVerdict(outcome, **{**usual, **given}), Ways())
    session.commit()
