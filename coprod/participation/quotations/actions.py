"""Asking people who are quoted, and taking in what they answer."""

from collections.abc import Sequence
from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.keyring import create_private_link, hash_token
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.answers import YesNoUnsure
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_, Message
from coprod.participation.quotations import queries, rules
from coprod.participation.quotations.enums import QuoteAnswer, QuoteHold
from coprod.participation.quotations.models import Quotation
from coprod.participation.quotations.rules import QuoteReply
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.review.actions import PUBLICATION_HOLDS, return_to_queue


def ask_person(
    actor: Actor, activity: Activity, words: str, answer_by: date, *, is_handed_over: bool
) -> str:
    """Make the link for somebody who is quoted, and return its token.

    Asked again about the same words, they have a new link, and what they said stays until they say
    more.
    """
    require(can_manage(actor, activity))
    rules.check_quotation(queries.list_texts(activity), words)
    link = create_private_link()
    quotation = get_or_create_quotation(activity, words)
    quotation.first_contacted_at = quotation.first_contacted_at or clock.now()
    quotation.token_hash, quotation.invited_on = hash_token(link.token), clock.today()
    quotation.answer_by, quotation.removed_on = answer_by, None
    quotation.is_handed_over = is_handed_over
    quotation.encrypted_token = link.encrypted if is_handed_over else ""
    session.flush()
    record_event(actor, "asked a person", activity)
    return link.token


def get_or_create_quotation(activity: Activity, words: str) -> Quotation:
    folded = rules.fold_words(words)
    quotations = queries.list_quotations(activity)
    quotation = next((each for each in quotations if rules.fold_words(each.words) == folded), None)
    if quotation is None:
        quotation = Quotation(activity=activity, words=words, other_words="")
        session.add(quotation)
    return quotation


def answer_as_person(quotation: Quotation, reply: QuoteReply) -> None:
    """Take in what somebody says by their link. They may say something else later."""
    rules.check_reply(reply)
    is_changed = reply.answer is QuoteAnswer.CHANGED
    quotation.answer, quotation.answered_at = reply.answer, clock.now()
    quotation.other_words = reply.words if is_changed else ""
    quotation.encrypted_token = ""
    session.flush()
    record_event(VISITOR, "a person answered", quotation.activity, answer=reply.answer)
    if quotation.activity.publish_on and reply.answer is not QuoteAnswer.AGREED:
        return_to_queue(quotation.activity)


def take_out(actor: Actor, quotation: Quotation) -> None:
    """Note that the words are out: publication waits for this person no more."""
    require(can_manage(actor, quotation.activity))
    if rules.contains_words(queries.list_texts(quotation.activity), quotation.words):
        raise RuleBrokenError(N_("The activity still says these words. Take them out first"))
    quotation.removed_on = clock.today()
    session.flush()
    record_event(actor, "took out a quotation", quotation.activity)


def find_holds(activity: Activity, day: date) -> Sequence[Message]:
    """Return why publication on a day waits for people who are quoted."""
    quotations = queries.list_quotations(activity)
    texts = queries.list_texts(activity)
    found = {get_hold(each, texts, day) for each in quotations}
    if not quotations and is_unasked(activity):
        found.add(QuoteHold.NEVER_ASKED)
    return [hold.label for hold in QuoteHold if hold in found]


def get_hold(quotation: Quotation, texts: Sequence[str], day: date) -> QuoteHold | None:
    """Return why publication on a day waits for this person, if it does."""
    if is_out(quotation, texts) or quotation.answer is QuoteAnswer.AGREED:
        return None
    if quotation.answer is QuoteAnswer.REFUSED:
        return QuoteHold.REFUSED
    if quotation.answer is QuoteAnswer.CHANGED:
        is_used = rules.contains_words(texts, quotation.other_words)
        return None if is_used else QuoteHold.CHANGED
    return QuoteHold.HAS_TIME if quotation.has_time_on(day) else None


def is_out(quotation: Quotation, texts: Sequence[str]) -> bool:
    """Tell whether the team took the words out, and they were not put back since."""
    return quotation.removed_on is not None and not rules.contains_words(texts, quotation.words)


def is_unasked(activity: Activity) -> bool:
    """Tell whether the team says that a person is in the words, and not that they agreed."""
    is_recognisable = activity.person_recognisable is YesNoUnsure.YES
    return is_recognisable and activity.person_agreed is not YesNoUnsure.YES


PUBLICATION_HOLDS.append(find_holds)
