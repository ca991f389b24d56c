"""Using what others did, saying how it went, and asking them."""

from datetime import date

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.learning.adoption import policies, rules
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.rules import AdoptionAnswer, AdoptionDetails, TeamQuestion
from coprod.learning.reader_responses.enums import WordsReview
from coprod.register.activities.actions import log_activity
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import read_first_parts
from coprod.register.activities.rules import About, Leading, Naming
from coprod.register.review.rules import check_reason


def adopt_activity(
    actor: Actor, parent: Activity, title: str, details: AdoptionDetails
) -> Adoption:
    """Begin a new activity that remembers where it comes from, and is about the same things."""
    require(policies.can_use(actor, parent))
    rules.check_adoption_details(details)
    about = next(part for part in read_first_parts(parent, About))
    leading = Leading(led_by_id=actor.organisation_id)
    child = log_activity(actor, Naming(title), leading, about)
    adoption = Adoption(parent=parent, child=child, reading=WordsReview.NONE, **vars(details))
    session.add(adoption)
    session.flush()
    record_event(actor, "used an entry", child, parent=parent.id)
    return adoption


def change_adoption_details(actor: Actor, adoption: Adoption, details: AdoptionDetails) -> None:
    require(policies.can_change(actor, adoption))
    rules.check_adoption_details(details)
    for name in vars(details):
        setattr(adoption, name, getattr(details, name))


def save_answer(actor: Actor, adoption: Adoption, answer: AdoptionAnswer) -> None:
    """Say how it went. What became of it is public at once, the words when a curator read them."""
    require(policies.can_answer(actor, adoption))
    rules.check_answer(answer)
    adoption.became, adoption.report, adoption.reported_on = (
        answer.became,
        answer.words,
        clock.today(),
    )
    adoption.reading = WordsReview.WAITING if answer.words else WordsReview.NONE
    record_event(actor, "said how it went", adoption.child)


def show_answer(actor: Actor, adoption: Adoption) -> None:
    check_may_read(actor, adoption)
    adoption.reading = WordsReview.SHOWN
    record_event(actor, "showed words", adoption)


def decline_answer(actor: Actor, adoption: Adoption, reason: str) -> None:
    check_may_read(actor, adoption)
    check_reason(reason)
    adoption.reading = WordsReview.DECLINED
    record_event(actor, "declined words", adoption, reason=reason)


def check_may_read(actor: Actor, adoption: Adoption) -> None:
    require(policies.can_read_answer(actor, adoption))


def record_question_sent(adoption: Adoption, today: date) -> None:
    adoption.reminded_on = today


def ask_team(actor: Actor, activity: Activity, question: TeamQuestion) -> None:
    """Send a question to the team. Neither the question nor the sender is stored."""
    require(policies.can_ask(activity))
    rules.check_question(question)
    record_event(actor, "asked the team", activity)
