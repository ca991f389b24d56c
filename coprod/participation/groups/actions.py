"""Asking groups how they are named, saving what they say, and saving and ending consents."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.keyring import hash_token
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_, Message
from coprod.participation.groups import policies, queries, rules
from coprod.participation.groups.enums import (
    WITHDRAWAL_REASON,
    ConsentSubject,
    EndReason,
    Hold,
    Stance,
)
from coprod.participation.groups.models import (
    Consent,
    GroupClaim,
    GroupStatement,
    fingerprint_words,
)
from coprod.participation.groups.rules import ConsentTerms, GroupAnswer, OwnershipClaim
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.files.actions import remove_file
from coprod.register.review.actions import PUBLICATION_HOLDS, return_to_queue, withdraw_activity


def ask_group(actor: Actor, activity: Activity, name: str, answer_by: date) -> str:
    """Make the link for a named group. Whoever calls this sends it; the address is not stored.

    Asked again, the group has a new link, and what it said before stays until it says more.
    """
    require(can_manage(actor, activity))
    if name not in queries.list_groups_named_by_team(activity):
        raise RuleBrokenError(N_("Choose a group that the activity names"), field="group")
    token = secrets.token_urlsafe(32)
    statement = get_or_create_statement(activity, name)
    statement.first_contacted_at = statement.first_contacted_at or clock.now()
    statement.token_hash, statement.invited_on, statement.answer_by = (
        hash_token(token),
        clock.today(),
        answer_by,
    )
    session.flush()
    record_event(actor, "asked a group", activity)
    return token


def get_or_create_statement(activity: Activity, name: str) -> GroupStatement:
    statement = queries.get_statements(activity).get(name)
    if statement is None:
        statement = GroupStatement(activity=activity, name=name, words="")
        session.add(statement)
    return statement


def answer_as_group(statement: GroupStatement, answer: GroupAnswer, *, seen: str) -> None:
    """Take in what a group says by its link. It may say something else later.

    ``seen`` is the fingerprint of the words that it was given: its answer is about no others.
    """
    rules.check_answer(answer)
    if seen != fingerprint_words(statement.activity):
        raise RuleBrokenError(
            N_("The words were changed while you read. Read them again, then answer"), field="stand"
        )
    save_answer(statement, answer, about=seen, is_read=False)
    record_answer(VISITOR, statement)
    if statement.activity.publish_on and answer.stand is not Stance.CONFIRMED:
        return_to_queue(statement.activity)


def save_answer(
    statement: GroupStatement, answer: GroupAnswer, *, about: str, is_read: bool
) -> None:
    statement.stand, statement.answered_at = answer.stand, clock.now()
    statement.words, statement.is_read = answer.words, is_read
    statement.may_show_words = answer.may_show_words
    statement.answered_words = about
    session.flush()


def record_answer(actor: Actor, statement: GroupStatement, **details: Any) -> None:
    """Note what a group stands for. Readers are not led to who asks not to be named."""
    is_public = not statement.is_unnamed
    record_event(
        actor,
        "a group spoke",
        statement.activity,
        is_public=is_public,
        stand=statement.stand,
        **details,
    )


def find_holds(activity: Activity, day: date) -> Sequence[Message]:
    """Return why publication on a day waits for groups that are named."""
    statements = queries.get_statements(activity)
    named = [statements.get(name) for name in queries.list_named_groups(activity)]
    found = {each.get_hold(day) if each else Hold.NEVER_ASKED for each in named}
    return [hold.label for hold in Hold if hold in found]


PUBLICATION_HOLDS.append(find_holds)


def claim_group(activity: Activity, claim: OwnershipClaim) -> GroupClaim:
    """Take in “this is our group”. Nothing is public before a curator has asked them back."""
    require(policies.can_claim(activity))
    rules.check_claim(claim, queries.list_named_groups(activity))
    group_claim = GroupClaim(
        activity=activity,
        name=claim.group,
        stand=claim.answer.stand,
        words=claim.answer.words,
        may_show_words=claim.answer.may_show_words,
        contact=claim.contact,
        answered_words=fingerprint_words(activity),
    )
    session.add(group_claim)
    session.flush()
    return group_claim


def accept_claim(actor: Actor, claim: GroupClaim) -> None:
    """Put what the group says beside its name: a curator knows now that it is the group."""
    require(policies.can_decide(actor, claim.activity))
    statement = get_or_create_statement(claim.activity, claim.name)
    answer = GroupAnswer(claim.stand, claim.words, claim.may_show_words)
    save_answer(statement, answer, about=claim.answered_words, is_read=True)
    record_answer(actor, statement, claim=claim.id)
    session.delete(claim)


def decline_claim(actor: Actor, claim: GroupClaim) -> None:
    require(policies.can_decide(actor, claim.activity))
    record_event(actor, "declined a claim", claim.activity, claim=claim.id)
    session.delete(claim)


def publish_words(actor: Actor, statement: GroupStatement) -> None:
    """Let readers see the words of a group. What it stands for they see already."""
    require(policies.can_decide(actor, statement.activity))
    check_is_unread(statement)
    statement.is_read = True
    record_event(actor, "showed words", statement)


def discard_words(actor: Actor, statement: GroupStatement) -> None:
    """Keep words from readers that name or harm a person. What the group stands for stays."""
    require(policies.can_decide(actor, statement.activity))
    check_is_unread(statement)
    statement.words = ""
    record_event(actor, "declined words", statement)


def check_is_unread(statement: GroupStatement) -> None:
    require(statement.has_words_for_readers and not statement.is_read, ConflictError)


# Consents


def save_consent(actor: Actor, activity: Activity, terms: ConsentTerms) -> Consent:
    require(can_manage(actor, activity))
    actor_id = actor.require_id()
    rules.check_terms(terms, clock.today())
    if terms.file_id and queries.find_file(actor, activity, terms.file_id) is None:
        raise RuleBrokenError(N_("Choose one of this activity’s files"), field="file")
    consent = Consent(
        activity=activity,
        covers=terms.covers,
        file_id=terms.file_id,
        what=terms.what,
        for_what=terms.for_what,
        how=terms.how,
        agreed_on=terms.agreed_on,
        until=terms.until,
        outside=terms.outside,
        by_id=actor_id,
    )
    session.add(consent)
    session.flush()
    set_last_day(consent)
    record_event(actor, "kept a consent", activity, consent=consent.id)
    return consent


def set_last_day(consent: Consent) -> None:
    """Let nobody read what rests on consents after the first of them has ended.

    It is stored with the activity or the file itself: every query for them checks it.
    """
    last_day = queries.get_last_day(consent)
    if consent.covers is ConsentSubject.WORDS:
        consent.activity.public_until = last_day
    elif file := queries.get_stored_file(consent):
        file.public_until = last_day
    session.flush()


def end_consent(actor: Actor, consent: Consent, reason: EndReason) -> None:
    """Unpublish at once what rested on a consent: its file, or the whole activity.

    Words stand in many places of an activity and in its public history. Only hiding the whole of it
    is certain to hide them.
    """
    if consent.ended:
        return
    activity = consent.activity
    consent.ended, consent.ended_at = reason, clock.now()
    record_event(actor, "ended a consent", activity, consent=consent.id, how=reason)
    session.flush()
    if consent.covers is ConsentSubject.FILE:
        remove_covered_file(consent)
    elif activity.status is Status.PUBLISHED:
        withdraw_activity(SYSTEM, activity, WITHDRAWAL_REASON.plain)
    set_last_day(consent)


def remove_covered_file(consent: Consent) -> None:
    if file := queries.get_stored_file(consent):
        session.refresh(file, ["activity"])
        remove_file(SYSTEM, file)
        session.flush()


def end_consent_as_manager(actor: Actor, consent: Consent) -> None:
    """End a consent that the person withdrew by telling the team or a curator."""
    require(can_manage(actor, consent.activity))
    end_consent(actor, consent, EndReason.TAKEN_BACK)
