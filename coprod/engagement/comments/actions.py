"""Writing a comment, changing or taking back one's own, and answering for a team."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from coprod.accounts.users.rules import check_email, check_name
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import session
from coprod.core.keyring import PrivateLink, hash_token
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
    require,
)
from coprod.core.values.phrases import N_
from coprod.engagement.comments import policies, queries, rules
from coprod.engagement.comments.enums import (
    KINDS_THAT_ASK_FOR_ANSWER,
    Channel,
    CommentKind,
    CommentState,
)
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.queries import SubmissionContext, WordLists
from coprod.engagement.comments.rules import CommentSettings, Subject, SubmissionSignals


@dataclass(frozen=True)
class CommentDraft:
    """What somebody wants to say. Everything but the kind and the words may be left out."""

    kind: CommentKind
    body: str
    name: str = ""
    email: str = ""
    wants_answer: bool = False


@dataclass(frozen=True)
class OnBehalf:
    """How the words of somebody who did not type them came here, and that they agreed."""

    channel: Channel
    consent: str


@dataclass(frozen=True)
class Submission:
    """How a comment was sent: as an answer to which, typed for whom, with which spam signals."""

    receipt: PrivateLink
    settings: CommentSettings = field(default_factory=CommentSettings)
    signals: SubmissionSignals = field(default_factory=SubmissionSignals)
    parent: Comment | None = None
    on_behalf: OnBehalf | None = None


@dataclass(frozen=True)
class SavedComment:
    """A saved comment, and whether others were waiting for a moderator already."""

    comment: Comment
    are_others_waiting: bool


def write_comment(
    actor: Actor, subject: Subject, draft: CommentDraft, submission: Submission
) -> SavedComment:
    """Save a comment. A moderator reads it first, unless its author is trusted.

    Every check that reads the database stands below ``acquire_write_lock``: what the comment is
    about may have gone since the page read it.
    """
    check_can_submit(actor, submission)
    comment = new_comment(actor, subject, draft, submission)
    lists = queries.load_word_lists()
    acquire_write_lock()
    context = queries.load_submission_context(comment)
    check_visible(context, submission)
    flag_for_moderators(comment, submission.signals, lists, is_repeated=context.is_repeated)
    save_comment(actor, comment, submission)
    return SavedComment(comment, context.are_others_waiting)


def save_comment(actor: Actor, comment: Comment, submission: Submission) -> None:
    session.add(comment)
    session.flush()
    if submission.on_behalf:
        save_origin(actor, comment, submission.on_behalf)
    record_event(actor, "typed comment" if submission.on_behalf else "wrote comment", comment)
    if submission.on_behalf is None and needs_no_moderator(actor, comment, submission.settings):
        publish_comment(comment, submission.settings)
        record_event(actor, "let comment through", comment)


def check_visible(context: SubmissionContext, submission: Submission) -> None:
    """Refuse words about what readers do not see, or under a comment that they do not see."""
    require(context.is_public, NotFoundError)
    if submission.parent:
        queries.get_public_comment(submission.parent.id)


def check_can_submit(actor: Actor, submission: Submission) -> None:
    require(not submission.on_behalf or policies.can_write_on_behalf(actor))
    require(not submission.parent or submission.settings.replies, NotFoundError)


def new_comment(
    actor: Actor, subject: Subject, draft: CommentDraft, submission: Submission
) -> Comment:
    rules.check_body(draft.body)
    parent = submission.parent
    is_own = submission.on_behalf is None
    return Comment(
        subject_kind=subject.kind,
        subject_id=subject.id,
        kind=draft.kind,
        wants_answer=draft.wants_answer,
        state=CommentState.WAITING,
        body=draft.body,
        public_body="",
        name=check_name(draft.name) if draft.name else "",
        email=check_email(draft.email) if draft.email and not (is_own and actor.id) else None,
        person_id=actor.id if is_own else None,
        parent_id=(parent.parent_id or parent.id) if parent else None,
        sent_at=clock.now(),
        origin=None,
        encrypted_token=submission.receipt.encrypted,
        token_hash=hash_token(submission.receipt.token),
        words_hash=rules.hash_words(draft.body),
    )


def flag_for_moderators(
    comment: Comment, submission_signals: SubmissionSignals, lists: WordLists, *, is_repeated: bool
) -> None:
    """Note what looks like spam, and what should be read before all else."""
    spam_signals = rules.find_spam_signals(
        comment.body, submission_signals, spam_words=lists.spam, is_repeated=is_repeated
    )
    comment.spam_codes = [mark.value for mark in spam_signals]
    comment.looks_like_spam = rules.is_likely_spam(spam_signals)
    comment.may_be_unsafe = bool(lists.safety.find_signs(comment.body))


def save_origin(actor: Actor, comment: Comment, on_behalf: OnBehalf) -> None:
    rules.check_consent(on_behalf.consent)
    actor_id = actor.require_id()
    comment.origin = Origin(way=on_behalf.channel, typed_by_id=actor_id, consent=on_behalf.consent)
    session.flush()


def needs_no_moderator(actor: Actor, comment: Comment, settings: CommentSettings) -> bool:
    """People whose comments were always fine wait for nobody, unless their words need a reader."""
    needs_reader = comment.may_be_unsafe or comment.spam_codes
    if needs_reader or not queries.is_trusted(actor, settings.trust_after):
        return False
    changes = queries.load_word_lists().changes
    return not rules.claims_a_change(comment.kind, comment.body, changes)


def publish_comment(comment: Comment, settings: CommentSettings) -> None:
    """Let readers see a comment, and ask the team for an answer where one is called for."""
    comment.state = CommentState.PUBLISHED
    comment.published_at = comment.published_at or clock.now()
    comment.left_on = None
    asks_for_answer = comment.wants_answer or comment.kind in KINDS_THAT_ASK_FOR_ANSWER
    if (
        asks_for_answer
        and comment.parent_id is None
        and not comment.is_official
        and comment.answer_by is None
    ):
        comment.answer_by = settings.answer_by(clock.today())


def hide_comment(comment: Comment, state: CommentState) -> None:
    """Let readers see a comment no more. Where they saw it once, a marker with the day stays."""
    if comment.state is CommentState.PUBLISHED:
        comment.left_on = clock.today()
    comment.state = state


# What authors do with their own. The caller has found it by its link or in their account.


def change_own_comment(actor: Actor, comment: Comment, body: str) -> SavedComment:
    """Put a comment in other words. They are read again before readers see them."""
    if not policies.may_change(comment):
        raise RuleBrokenError(N_("The time to change your words is over"), field="body")
    rules.check_body(body)
    if comment.state is CommentState.REWORD:
        comment.sent_at = clock.now()
    comment.body, comment.public_body = body, ""
    comment.state, comment.left_on = CommentState.WAITING, None
    comment.words_hash = ""
    session.flush()
    comment.words_hash = rules.hash_words(body)
    context = queries.load_submission_context(comment)
    flag_for_moderators(
        comment, SubmissionSignals(), queries.load_word_lists(), is_repeated=context.is_repeated
    )
    record_event(actor, "changed comment", comment)
    return SavedComment(comment, queries.are_others_waiting(comment))


def delete_own_comment(actor: Actor, comment: Comment) -> None:
    """Delete the words of a comment, and everything that says whose they were."""
    require(comment.state is not CommentState.TAKEN_BACK, NotFoundError)
    hide_comment(comment, CommentState.TAKEN_BACK)
    comment.body = comment.public_body = comment.name = comment.words_hash = ""
    comment.message_to_author = comment.appeal_words = ""
    comment.email = None
    if comment.origin:
        comment.origin.consent = ""
    record_event(actor, "took back comment", comment)


def claim_comment(actor: Actor, comment: Comment) -> None:
    """Move a comment that was written without an account to the account of its author."""
    if actor.id is None or comment.person_id is not None:
        raise NotAllowedError
    comment.person_id = actor.id
    comment.email = comment.token_hash = None
    record_event(actor, "claimed comment", comment)


def ask_for_letters(actor: Actor, comment: Comment, email: str) -> None:
    """Leave an address to which letters about a comment go from now on."""
    require(policies.can_ask_for_letters(comment), ConflictError)
    comment.email = email
    session.flush()
    record_event(actor, "asked for letters about comment", comment)


# What teams do


def answer_comment(actor: Actor, subject: Subject, comment: Comment, body: str) -> Comment:
    """Answer as the team. A curator who has no hand in it reads the answer before it is public."""
    require(policies.can_answer(actor, subject, comment))
    rules.check_body(body)
    answer = Comment(
        subject_kind=comment.subject_kind,
        subject_id=comment.subject_id,
        kind=comment.kind,
        state=CommentState.WAITING,
        body=body,
        public_body="",
        is_official=True,
        origin=None,
        person_id=actor.id,
        parent_id=comment.parent_id or comment.id,
        answers_id=comment.id if comment.parent_id else None,
        sent_at=clock.now(),
    )
    session.add(answer)
    comment.answer_sent_at = clock.now()
    session.flush()
    record_event(actor, "answered comment", comment, answer=answer.id)
    return answer


def rate_answer(
    actor: Actor, comment: Comment, settings: CommentSettings, *, is_enough: bool
) -> None:
    """Say whether the team's answer is enough. If not, the team is asked for another, once."""
    require(policies.can_rate_answer(comment), ConflictError)
    comment.answer_rated_at, comment.is_answer_enough = clock.now(), is_enough
    if not is_enough:
        comment.answer_by = settings.answer_by(clock.today())
        comment.answer_sent_at = comment.chased_on = None
    session.flush()
    record_event(actor, "rated an answer", comment)


def say_what_it_led_to(actor: Actor, subject: Subject, comment: Comment, step: int | None) -> None:
    """Mark a comment with the change that it led to, or take the mark away."""
    require(policies.can_say_what_it_led_to(actor, subject, comment))
    if step is not None and step not in {
        change.id for change in queries.list_changes_since(comment)
    }:
        raise RuleBrokenError(N_("Choose one of the changes on the list"), field="step")
    comment.led_to_id = step
    record_event(actor, "said what a comment led to", comment, step=step)


def mark_as_chased(comments: Iterable[Comment], today: date) -> None:
    for comment in comments:
        comment.chased_on = today
        record_event(SYSTEM, "asked again for an answer", comment)
