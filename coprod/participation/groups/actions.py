"""Asking groups how they are named, taking in what they say, and keeping and ending consents."""

import secrets
from datetime import date
from typing import Any

from coprod.accounts.users.queries import hash_token
from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.participation.groups import policies, queries, rules
from coprod.participation.groups.enums import WHY_GONE, Covers, Ended
from coprod.participation.groups.models import Consent, GroupClaim, GroupStatement
from coprod.participation.groups.rules import Agreement, Answer, Claim
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.files.actions import remove_file
from coprod.register.review.actions import withdraw_activity


def ask_group(actor: Actor, activity: Activity, name: str, answer_by: date) -> str:
    """Make the link for a named group. Whoever calls this sends it; the address is not kept.

    Asked again, the group has a new link, and what it said before stays until it says more.
    """
    if not policies.can_manage(actor, activity):
        raise NotAllowedError
    if name not in queries.named_by_team(activity):
        raise RuleBrokenError(N_("Choose a group that the entry names"), field="group")
    token = secrets.token_urlsafe(32)
    kept = voice_of(activity, name)
    kept.token_hash, kept.asked_on, kept.answer_by = hash_token(token), clock.today(), answer_by
    session.flush()
    record_event(actor, "asked a group", activity)
    return token


def voice_of(activity: Activity, name: str) -> GroupStatement:
    kept = queries.voices(activity).get(name)
    if kept is None:
        kept = GroupStatement(activity=activity, name=name, words="")
        session.add(kept)
    return kept


def answer_for_group(voice: GroupStatement, answer: Answer) -> None:
    """Take in what a group says by its link. It may say something else later."""
    rules.check_answer(answer)
    speak(voice, answer, is_read=False)
    record_event(VISITOR, "a group spoke", voice.activity, is_public=True, stand=answer.stand)


def speak(voice: GroupStatement, answer: Answer, *, is_read: bool) -> None:
    voice.stand, voice.said_at = answer.stand, clock.now()
    voice.words, voice.is_read = answer.words, is_read
    session.flush()


def claim_group(activity: Activity, claim: Claim) -> GroupClaim:
    """Take in “this is our group”. Nothing is public before a curator has asked them back."""
    if not policies.can_claim(activity):
        raise NotAllowedError
    rules.check_claim(claim, queries.named(activity))
    made = GroupClaim(
        activity=activity,
        name=claim.group,
        stand=claim.answer.stand,
        words=claim.answer.words,
        contact=claim.contact,
    )
    session.add(made)
    session.flush()
    return made


def accept_claim(actor: Actor, claim: GroupClaim) -> None:
    """Put what the group says beside its name: a curator knows now that it is the group."""
    if not policies.can_decide(actor, claim.activity):
        raise NotAllowedError
    voice = voice_of(claim.activity, claim.name)
    speak(voice, Answer(claim.stand, claim.words), is_read=True)
    about: dict[str, Any] = {"stand": claim.stand, "claim": claim.id}
    record_event(actor, "a group spoke", claim.activity, is_public=True, **about)
    session.delete(claim)


def decline_claim(actor: Actor, claim: GroupClaim) -> None:
    if not policies.can_decide(actor, claim.activity):
        raise NotAllowedError
    record_event(actor, "declined a claim", claim.activity, claim=claim.id)
    session.delete(claim)


def show_voice(actor: Actor, voice: GroupStatement) -> None:
    """Let readers see the words of a group. What it stands for they see already."""
    if not policies.can_decide(actor, voice.activity):
        raise NotAllowedError
    check_waits(voice)
    voice.is_read = True
    record_event(actor, "showed words", voice)


def drop_voice_words(actor: Actor, voice: GroupStatement) -> None:
    """Keep words from readers that name or harm a person. What the group stands for stays."""
    if not policies.can_decide(actor, voice.activity):
        raise NotAllowedError
    check_waits(voice)
    voice.words = ""
    record_event(actor, "declined words", voice)


def check_waits(voice: GroupStatement) -> None:
    if voice.is_read or not voice.words:
        raise ConflictError


# Consents


def keep_consent(actor: Actor, activity: Activity, said: Agreement) -> Consent:
    if not policies.can_manage(actor, activity) or actor.id is None:
        raise NotAllowedError
    rules.check_agreement(said, clock.today())
    if said.file_id and queries.file_of(actor, activity, said.file_id) is None:
        raise RuleBrokenError(N_("Choose one of the files of this entry"), field="file")
    made = Consent(
        activity=activity,
        covers=said.covers,
        file_id=said.file_id,
        what=said.what,
        for_what=said.for_what,
        how=said.how,
        agreed_on=said.agreed_on,
        until=said.until,
        outside=said.outside,
        by_id=actor.id,
    )
    session.add(made)
    session.flush()
    set_last_day(made)
    record_event(actor, "kept a consent", activity, consent=made.id)
    return made


def set_last_day(consent: Consent) -> None:
    """Let nobody read what rests on consents after the first of them has ended.

    It is kept with the entry or the file itself: every question for them looks at it.
    """
    last = queries.last_day(consent)
    if consent.covers is Covers.WORDS:
        consent.activity.public_until = last
    elif file := queries.stored_file(consent):
        file.public_until = last
    session.flush()


def end_consent(actor: Actor, consent: Consent, how: Ended) -> None:
    """Unpublish at once what rested on a consent: the file goes, or the whole entry is withdrawn.

    Words are told in many places of an entry and in its public history. Only taking the whole of
    it out of sight is certain to hide them.
    """
    if consent.ended:
        return
    activity = consent.activity
    consent.ended, consent.ended_at = how, clock.now()
    record_event(actor, "ended a consent", activity, consent=consent.id, how=how)
    session.flush()
    if consent.covers is Covers.FILE:
        remove_covered_file(consent)
    elif activity.status is Status.PUBLISHED:
        withdraw_activity(SYSTEM, activity, WHY_GONE.plain)
    set_last_day(consent)


def remove_covered_file(consent: Consent) -> None:
    if file := queries.stored_file(consent):
        session.refresh(file, ["activity"])
        remove_file(SYSTEM, file)
        session.flush()


def end_as_manager(actor: Actor, consent: Consent) -> None:
    """The team or a curator was told by the person that they take it back."""
    if not policies.can_manage(actor, consent.activity):
        raise NotAllowedError
    end_consent(actor, consent, Ended.TAKEN_BACK)
