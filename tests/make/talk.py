"""Comments and suggested words to test with."""

from typing import Any

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.keyring import PrivateLink
from coprod.core.values.actor import VISITOR, Role
from coprod.engagement.comments import actions as comments
from coprod.engagement.comments.enums import CommentKind, ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.comments.rules import CommentSettings, SubmissionSignals
from coprod.engagement.moderation import actions as moderation
from coprod.engagement.moderation.enums import Outcome as CommentOutcome
from coprod.engagement.moderation.queries import fingerprint_comment
from coprod.engagement.moderation.queries import get_comment as comment_to_read
from coprod.engagement.moderation.rules import Verdict as CommentVerdict
from coprod.engagement.suggestions.actions import suggest_edit
from coprod.engagement.suggestions.enums import Passage
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.engagement.suggestions.queries import compute_passage_fingerprint
from coprod.engagement.suggestions.rules import SuggestionDraft
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.models import Activity
from tests.make.entries import keep, number, person, term


def comment(
    activity: Activity,
    body: str = "The hall was cold",
    *,
    by: Person | None = None,
    kind: CommentKind = CommentKind.QUESTION,
    outcome: CommentOutcome | None = None,
    **given: Any,
) -> Comment:
    """Write a comment on an entry, by a guest unless ``by`` says who; ``outcome`` decides it."""
    n = next(number)
    receipt = PrivateLink(given.pop("token", f"token-{n:020}"), "")
    sending = comments.Submission(receipt, **given)
    actor = by.actor if by else VISITOR
    about = ACTIVITY_SUBJECTS.build_subject(activity)
    made = comments.write_comment(actor, about, comments.CommentDraft(kind, body), sending).comment
    if outcome:
        decide(made, activity, outcome)
    return keep(made)


def decide(comment: Comment, activity: Activity, outcome: CommentOutcome, **given: Any) -> None:
    """Decide about a comment as a curator with no hand in it."""
    usual: dict[str, Any] = {
        "body": comment.words,
        "message_to_author": "Please leave out the name",
    }
    if outcome is CommentOutcome.EDIT:
        usual["body"] = "The hall was [taken out]"
    if outcome in {CommentOutcome.EDIT, CommentOutcome.DECLINE, CommentOutcome.REWORD}:
        usual["reasons"] = (ModerationReason.NAMES,)
    if outcome is CommentOutcome.ELSEWHERE:
        usual["route_id"] = term(ListKind.ROUTE).id
    curator = person(role=Role.CURATOR).actor
    found = comment_to_read(curator, comment.id)
    reading = moderation.CommentAsSeen(
        found, ACTIVITY_SUBJECTS.build_subject(activity), fingerprint_comment(found)
    )
    moderation.decide_comment(
        curator, reading, CommentVerdict(outcome, **{**usual, **given}), CommentSettings()
    )
    session.commit()


def suggestion(
    activity: Activity,
    person: Person | None = None,
    passage: Passage = Passage.SUMMARY,
    *,
    is_trapped: bool = False,
    **given: str,
) -> EditSuggestion:
    """Suggest better words for a passage of a public entry, as a visitor or a person."""
    draft = SuggestionDraft(passage, **{"words": "«better»", "reason": "«clearer»", **given})
    seen = compute_passage_fingerprint(activity, passage)
    signals = SubmissionSignals(is_trapped)
    actor = person.actor if person else VISITOR
    made = suggest_edit(actor, activity, draft, seen=seen, signals=signals)
    return keep(made)
