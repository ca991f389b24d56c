"""Suggesting better words, agreeing to them as the team, taking and declining them."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.keyring import create_private_link, hash_token
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, NotFoundError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.engagement.comments.queries import load_word_lists
from coprod.engagement.comments.rules import SubmissionSignals, find_spam_signals, is_likely_spam
from coprod.engagement.suggestions import policies, queries, rules
from coprod.engagement.suggestions.enums import Passage, SuggestionState
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.engagement.suggestions.rules import PASSAGE_KINDS, SuggestionDraft
from coprod.register.activities.models import Activity
from coprod.register.revisions.actions import publish_suggestion
from coprod.register.sections.queries import read_part


def suggest_edit(
    actor: Actor,
    activity: Activity,
    draft: SuggestionDraft,
    *,
    seen: str,
    signals: SubmissionSignals,
) -> EditSuggestion:
    """Save other words for a passage. ``seen`` is the fingerprint of the words that they read."""
    require(policies.can_suggest(actor, activity))
    current_words = read_current_words(activity, draft.passage, seen=seen)
    rules.check_words(draft.passage, draft.words, current_words)
    rules.check_reason(draft.reason)
    suggestion = EditSuggestion(
        activity=activity,
        person_id=actor.id,
        passage=draft.passage,
        before=current_words,
        words=rules.clean_words(draft.passage, draft.words),
        reason=draft.reason,
        thanks=draft.thanks,
        email=(draft.email or None) if actor.id is None else None,
    )
    add_private_link(suggestion)
    flag_for_curators(suggestion, signals)
    session.add(suggestion)
    session.flush()
    record_event(actor, "suggested an edit", activity)
    return suggestion


def read_current_words(activity: Activity, passage: Passage, *, seen: str) -> str:
    """Return the words of a passage, if there are any and they are still those that were read."""
    current_words = queries.read_passage(activity, passage)
    require(current_words, NotFoundError)
    require(seen == queries.compute_passage_fingerprint(activity, passage), ConflictError)
    return current_words


def add_private_link(suggestion: EditSuggestion) -> None:
    link = create_private_link()
    suggestion.encrypted_token, suggestion.token_hash = link.encrypted, hash_token(link.token)


def flag_for_curators(suggestion: EditSuggestion, signals: SubmissionSignals) -> None:
    """Note what looks like spam, and what should be read before all else."""
    lists = load_word_lists()
    text = "\n".join([suggestion.words, suggestion.reason, suggestion.thanks])
    added = "\n".join([suggestion.reason, suggestion.thanks])
    spam_signals = find_spam_signals(text, signals, spam_words=lists.spam, is_repeated=False)
    suggestion.looks_like_spam = is_likely_spam(spam_signals)
    suggestion.may_be_unsafe = bool(lists.safety.find_signs(added))


def agree_as_team(actor: Actor, suggestion: EditSuggestion, words: str) -> None:
    """Agree to the words, as they are or changed. A curator reads them before readers do."""
    check_waits(suggestion, may_answer=policies.can_answer_as_team(actor, suggestion))
    passage = suggestion.passage
    rules.check_words(passage, words, queries.read_passage(suggestion.activity, passage))
    suggestion.team_words = rules.clean_words(passage, words)
    suggestion.team_agreed_on = clock.today()
    session.flush()
    record_event(actor, "agreed to a suggestion", suggestion.activity)


def take_suggestion(actor: Actor, suggestion: EditSuggestion, words: str, thanks: str) -> None:
    """Publish the words, as they were suggested or changed, and thank whoever suggested them."""
    check_waits(suggestion, may_answer=policies.can_decide(actor, suggestion))
    part = read_part(suggestion.activity, PASSAGE_KINDS[suggestion.passage])
    better_part = rules.replace_words(part, suggestion.passage, words)
    suggestion.state = SuggestionState.TAKEN
    publish_suggestion(
        actor, suggestion.activity, better_part, thanks=thanks if suggestion.thanks else ""
    )


def decline_suggestion(actor: Actor, suggestion: EditSuggestion, answer: str) -> None:
    """Leave the words as they are, for a reason."""
    may_answer = policies.can_decide(actor, suggestion) or policies.can_answer_as_team(
        actor, suggestion
    )
    check_waits(suggestion, may_answer=may_answer)
    if not answer:
        raise RuleBrokenError(N_("Say why the words stay as they are"), field="answer")
    suggestion.state, suggestion.answer = SuggestionState.DECLINED, answer
    session.flush()
    record_event(actor, "declined a suggestion", suggestion.activity)


def erase_address(suggestion: EditSuggestion) -> None:
    """Keep no address of a visitor who was told what became of their words."""
    suggestion.email = None
    session.flush()


def check_waits(suggestion: EditSuggestion, *, may_answer: bool) -> None:
    require(may_answer)
    require(suggestion.state is SuggestionState.WAITING, ConflictError)
