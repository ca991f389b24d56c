"""Writing a comment, changing or taking back one's own, and answering for a team."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from coprod.accounts.users.queries import hash_token
from coprod.accounts.users.rules import check_email, check_name
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import session
from coprod.core.keyring import PrivateLink
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, Actor
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.engagement.comments import policies, queries, rules
from coprod.engagement.comments.enums import ASK_FOR_AN_ANSWER, Kind, State, Way
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.queries import Beside, WordLists
from coprod.engagement.comments.rules import Subject, Trace, Ways


@dataclass(frozen=True)
class Writing:
    """What somebody wants to say. Everything but the kind and the words may be left out."""

    kind: Kind
    body: str
    name: str = ""
    email: str = ""
    wants_answer: bool = False


@dataclass(frozen=True)
class Behalf:
    """How the words of somebody who did not type them came here, and that they agreed."""

    way: Way
    consent: str


@dataclass(frozen=True)
class Sending:
    """How a comment comes: under which other, by whom it was typed, what it leaves behind."""

    receipt: PrivateLink
    ways: Ways = field(default_factory=Ways)
    trace: Trace = field(default_factory=Trace)
    under: Comment | None = None
    behalf: Behalf | None = None


@dataclass(frozen=True)
class Written:
    """A comment that came in, and whether others waited to be read already."""

    comment: Comment
    others_wait: bool


def write_comment(actor: Actor, subject: Subject, writing: Writing, sending: Sending) -> Written:
    """Take in a comment. It waits for a person, but for those who are trusted.

    Every check that reads the database stands below ``acquire_write_lock``: what the comment is
    about may have gone since the page read it.
    """
    check_may(actor, sending)
    comment = begun(actor, subject, writing, sending)
    lists = queries.word_lists()
    acquire_write_lock()
    found = queries.beside(comment)
    check_is_there(found, sending)
    look_for_marks(comment, sending.trace, lists, is_repeated=found.is_repeated)
    take_in(actor, comment, sending)
    return Written(comment, found.others_wait)


def take_in(actor: Actor, comment: Comment, sending: Sending) -> None:
    session.add(comment)
    session.flush()
    if sending.behalf:
        keep_origin(actor, comment, sending.behalf)
    record_event(actor, "typed comment" if sending.behalf else "wrote comment", comment)
    if sending.behalf is None and is_let_through(actor, comment, sending.ways):
        show(comment, sending.ways)
        record_event(actor, "let comment through", comment)


def check_is_there(found: Beside, sending: Sending) -> None:
    """Refuse words about what readers do not see, or under a comment that they do not see."""
    if not found.is_public:
        raise NotFoundError
    if sending.under:
        queries.public_comment(sending.under.id)


def check_may(actor: Actor, sending: Sending) -> None:
    if sending.behalf and not policies.can_write_on_behalf(actor):
        raise NotAllowedError
    if sending.under and not sending.ways.replies:
        raise NotFoundError


def begun(actor: Actor, subject: Subject, writing: Writing, sending: Sending) -> Comment:
    rules.check_body(writing.body)
    under = sending.under
    is_own = sending.behalf is None
    return Comment(
        subject_kind=subject.kind,
        subject_id=subject.id,
        kind=writing.kind,
        wants_answer=writing.wants_answer,
        state=State.WAITING,
        body=writing.body,
        public_body="",
        name=check_name(writing.name) if writing.name else "",
        email=check_email(writing.email) if writing.email and not (is_own and actor.id) else None,
        person_id=actor.id if is_own else None,
        under_id=(under.under_id or under.id) if under else None,
        sent_at=clock.now(),
        origin=None,
        encrypted_token=sending.receipt.encrypted,
        token_hash=hash_token(sending.receipt.token),
        words_hash=rules.fingerprint_of(writing.body),
    )


def look_for_marks(comment: Comment, trace: Trace, lists: WordLists, *, is_repeated: bool) -> None:
    """Note what looks like spam, and what should be read before all else."""
    marks = rules.marks(comment.body, trace, listed=lists.spam, is_repeated=is_repeated)
    comment.spam_marks = [mark.value for mark in marks]
    comment.looks_like_spam = rules.is_likely(marks)
    comment.may_be_unsafe = bool(lists.safety.find(comment.body))


def keep_origin(actor: Actor, comment: Comment, behalf: Behalf) -> None:
    rules.check_consent(behalf.consent)
    if actor.id is None:
        raise NotAllowedError
    comment.origin = Origin(way=behalf.way, typed_by_id=actor.id, consent=behalf.consent)
    session.flush()


def is_let_through(actor: Actor, comment: Comment, ways: Ways) -> bool:
    """People whose comments were always fine wait for nobody, unless their words need a reader."""
    needs_reader = comment.may_be_unsafe or comment.spam_marks
    if needs_reader or not queries.is_trusted(actor, ways.trust_after):
        return False
    changes = queries.word_lists().changes
    return not rules.claims_a_change(comment.kind, comment.body, changes)


def show(comment: Comment, ways: Ways) -> None:
    """Let readers see a comment, and ask the team for an answer where one is called for."""
    comment.state = State.PUBLISHED
    comment.published_at = clock.now()
    comment.left_on = None
    asks = comment.wants_answer or comment.kind in ASK_FOR_AN_ANSWER
    if asks and comment.under_id is None and not comment.is_official and comment.answer_by is None:
        comment.answer_by = ways.answer_by(clock.today())


def leave(comment: Comment, state: State) -> None:
    """Let readers see a comment no more. Where they saw it once, a marker with the day stays."""
    if comment.state is State.PUBLISHED:
        comment.left_on = clock.today()
    comment.state = state


# What authors do with their own. The caller has found it by its link or in their account.


def change_words(actor: Actor, comment: Comment, body: str) -> Written:
    """Put a comment in other words. They are read again before readers see them."""
    if not policies.may_change(comment):
        raise RuleBrokenError(N_("The time to change your words is over"), field="body")
    rules.check_body(body)
    if comment.state is State.REWORD:
        comment.sent_at = clock.now()
    comment.body, comment.public_body = body, ""
    comment.state, comment.left_on = State.WAITING, None
    comment.words_hash = ""
    session.flush()
    comment.words_hash = rules.fingerprint_of(body)
    found = queries.beside(comment)
    look_for_marks(comment, Trace(), queries.word_lists(), is_repeated=found.is_repeated)
    record_event(actor, "changed comment", comment)
    return Written(comment, queries.others_wait(comment))


def take_back(actor: Actor, comment: Comment) -> None:
    """Delete the words of a comment, and everything that says whose they were."""
    if comment.state is State.TAKEN_BACK:
        raise NotFoundError
    leave(comment, State.TAKEN_BACK)
    comment.body = comment.public_body = comment.name = comment.words_hash = ""
    comment.told = comment.appeal_words = ""
    comment.email = None
    if comment.origin:
        comment.origin.consent = ""
    record_event(actor, "took back comment", comment)


def claim(actor: Actor, comment: Comment) -> None:
    """Move a comment that was written without an account to the account of its author."""
    if actor.id is None or comment.person_id is not None:
        raise NotAllowedError
    comment.person_id = actor.id
    comment.email = comment.token_hash = None
    record_event(actor, "claimed comment", comment)


# What teams do


def answer_comment(actor: Actor, subject: Subject, comment: Comment, body: str) -> Comment:
    """Answer as the team. A curator who has no hand in it reads the answer before it is public."""
    if not policies.can_answer(actor, subject, comment):
        raise NotAllowedError
    rules.check_body(body)
    answer = Comment(
        subject_kind=comment.subject_kind,
        subject_id=comment.subject_id,
        kind=comment.kind,
        state=State.WAITING,
        body=body,
        public_body="",
        is_official=True,
        origin=None,
        person_id=actor.id,
        under_id=comment.under_id or comment.id,
        answers_id=comment.id if comment.under_id else None,
        sent_at=clock.now(),
    )
    session.add(answer)
    comment.answer_sent_at = clock.now()
    session.flush()
    record_event(actor, "answered comment", comment, answer=answer.id)
    return answer


def say_what_it_led_to(actor: Actor, subject: Subject, comment: Comment, step: int | None) -> None:
    """Mark a comment with the change that it led to, or take the mark away."""
    if not policies.can_say_what_it_led_to(actor, subject, comment):
        raise NotAllowedError
    if step is not None and step not in {change.id for change in queries.changes(comment)}:
        raise RuleBrokenError(N_("Choose one of the changes on the list"), field="step")
    comment.led_to_id = step
    record_event(actor, "said what a comment led to", comment, step=step)


def were_asked_again(comments: Iterable[Comment], today: date) -> None:
    for comment in comments:
        comment.chased_on = today
        record_event(SYSTEM, "asked again for an answer", comment)
