"""Using what others did, saying how it went, and asking them."""

from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotAllowedError
from coprod.learning.adoption import policies, rules
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.rules import Answer, Question, Using
from coprod.learning.reader_responses.enums import Reading
from coprod.register.activities.actions import log_activity
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import told
from coprod.register.activities.rules import About, Leading, Naming
from coprod.register.review.rules import check_reason


def use_entry(actor: Actor, parent: Activity, title: str, using: Using) -> Adoption:
    """Begin a new entry that remembers where it comes from, and is about the same things."""
    if not policies.can_use(actor, parent):
        raise NotAllowedError
    rules.check_using(using)
    about = next(part for part in told(parent, About))
    leading = Leading(led_by_id=actor.organisation_id)
    child = log_activity(actor, Naming(title), leading, about)
    made = Adoption(parent=parent, child=child, reading=Reading.NONE, **vars(using))
    session.add(made)
    session.flush()
    record_event(actor, "used an entry", child, parent=parent.id)
    return made


def change_using(actor: Actor, adoption: Adoption, using: Using) -> None:
    if not policies.can_change(actor, adoption):
        raise NotAllowedError
    rules.check_using(using)
    for name in vars(using):
        setattr(adoption, name, getattr(using, name))


def answer(actor: Actor, adoption: Adoption, said: Answer) -> None:
    """Say how it went. What became of it is public at once, the words when a curator read them."""
    if not policies.can_answer(actor, adoption):
        raise NotAllowedError
    rules.check_answer(said)
    adoption.became, adoption.told, adoption.told_on = said.became, said.words, clock.today()
    adoption.reading = Reading.WAITING if said.words else Reading.NONE
    record_event(actor, "said how it went", adoption.child)


def show_answer(actor: Actor, adoption: Adoption) -> None:
    check_may_read(actor, adoption)
    adoption.reading = Reading.SHOWN
    record_event(actor, "showed words", adoption)


def decline_answer(actor: Actor, adoption: Adoption, reason: str) -> None:
    check_may_read(actor, adoption)
    check_reason(reason)
    adoption.reading = Reading.DECLINED
    record_event(actor, "declined words", adoption, reason=reason)


def check_may_read(actor: Actor, adoption: Adoption) -> None:
    if not policies.can_read_answer(actor, adoption):
        raise NotAllowedError


def was_asked(adoption: Adoption, today: date) -> None:
    adoption.asked_on = today


def ask_team(actor: Actor, activity: Activity, question: Question) -> None:
    """Let a question to the team go. What was asked, and by whom, is kept nowhere."""
    if not policies.can_ask(activity):
        raise NotAllowedError
    rules.check_question(question)
    record_event(actor, "asked the team", activity)
