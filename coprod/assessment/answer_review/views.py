"""The pages on which curators doubt answers and teams reply."""

from collections.abc import Iterable

from flask import Blueprint

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review import actions, forms, policies, presenters, queries
from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.answer_review.presenters import Scrutiny
from coprod.assessment.self_assessment.actions import let_notes_be_read
from coprod.assessment.self_assessment.enums import Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import NAMES, Line, saved_line
from coprod.assessment.self_assessment.queries import rating as sent_in
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import owners
from coprod.register.review.emails import write_to_owners
from coprod.register.review.queries import curators
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.mailer import Email
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("answer_review", __name__, url_prefix="/assess")

EACH = ", ".join(f'"{name}"' for name in NAMES)
ANSWER = f"/<slug:slug>/result/<key:rating_id>/<any({EACH}):name>"
RESULT = "assessment.self_assessment.result"
CHALLENGE = "/<slug:slug>/challenge/<key:challenge_id>"


@bp.get(f"{ANSWER}/challenge")
@requires_role(Role.LAY_MEMBER)
def challenge(slug: str, rating_id: int, name: str) -> Answer:
    rating = to_ask_about(slug, rating_id)
    shown = about(rating, name)
    return page(
        "assessment/answer_review/challenge.html", form=forms.ChallengeForm.from_request(), **shown
    )


@bp.post(f"{ANSWER}/challenge")
@requires_role(Role.LAY_MEMBER)
def challenge_sent(slug: str, rating_id: int, name: str) -> Answer:
    rating = to_ask_about(slug, rating_id)
    form = forms.ChallengeForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.challenge_answer(actor(), rating, NAMES[name], form.words.data or "")
            letter = presenters.challenged(rating.activity.title)
            write_to_owners(rating.activity, letter, RESULT, slug=slug, rating_id=rating_id)
            return back(rating, name, N_("The team is asked, and readers see it"))
    return form_page("assessment/answer_review/challenge.html", form=form, **about(rating, name))


@bp.get(f"{ANSWER}/settle")
@requires_role(Role.CURATOR)
def rule(slug: str, rating_id: int, name: str) -> Answer:
    rating = in_scrutiny(slug, rating_id)
    to_be_ruled(rating, name)
    shown = about(rating, name)
    return page("assessment/answer_review/rule.html", form=forms.RulingForm.from_request(), **shown)


@bp.post(f"{ANSWER}/settle")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug, rating_id, **_: in_scrutiny(slug, rating_id).activity_id)
def rule_sent(slug: str, rating_id: int, name: str) -> Answer:
    rating = in_scrutiny(slug, rating_id)
    question = to_be_ruled(rating, name)
    form = forms.RulingForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.rule_on_answer(actor(), rating, question, form.judgement())
            letter = presenters.ruled(rating.activity.title)
            write_to_owners(rating.activity, letter, RESULT, slug=slug, rating_id=rating_id)
            return back(rating, name, N_("Kept. The team and readers see it"))
    return form_page("assessment/answer_review/rule.html", form=form, **about(rating, name))


@bp.post("/<slug:slug>/result/<key:rating_id>/notes")
@requires_role(Role.CURATOR)
def notes_read(slug: str, rating_id: int) -> Answer:
    rating = in_scrutiny(slug, rating_id)
    let_notes_be_read(actor(), rating.activity, rating)
    said = N_("Readers see now what the team wrote")
    return go(RESULT, slug=slug, rating_id=rating_id, said=said)


@bp.get(f"{CHALLENGE}/reply")
@requires_role(Role.RESIDENT)
def reply(slug: str, challenge_id: int) -> Answer:
    asked = to_reply(slug, challenge_id)
    return page(
        "assessment/answer_review/reply.html", form=forms.ReplyForm.from_request(), **around(asked)
    )


@bp.post(f"{CHALLENGE}/reply")
@requires_role(Role.RESIDENT)
def reply_sent(slug: str, challenge_id: int) -> Answer:
    asked = to_reply(slug, challenge_id, to_change=True)
    form = forms.ReplyForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.reply_to_challenge(actor(), asked, form.words.data or "")
            letter = presenters.replied(asked.rating.activity.title)
            write_about(asked, letter, curators())
            said = N_("Your reply was sent. A curator reads it before readers see it")
            return back(asked.rating, name_of(asked), said)
    return form_page("assessment/answer_review/reply.html", form=form, **around(asked))


@bp.post(f"{CHALLENGE}/publish")
@requires_role(Role.LAY_MEMBER)
def publish_reply(slug: str, challenge_id: int) -> Answer:
    asked = queries.challenge(actor(), slug, challenge_id, to_change=True)
    actions.publish_reply(actor(), asked)
    return back(asked.rating, name_of(asked), N_("Readers see the reply now"))


@bp.get(f"{CHALLENGE}/close")
@requires_role(Role.CURATOR)
def close(slug: str, challenge_id: int) -> Answer:
    asked = to_close(slug, challenge_id)
    return page(
        "assessment/answer_review/close.html", form=forms.CloseForm.from_request(), **around(asked)
    )


@bp.post(f"{CHALLENGE}/close")
@requires_role(Role.CURATOR)
@decides_about("challenge", "challenge_id")
def close_sent(slug: str, challenge_id: int) -> Answer:
    asked = to_close(slug, challenge_id, to_change=True)
    form = forms.CloseForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.close_challenge(actor(), asked, form.closing())
            letter = presenters.closed(asked.rating.activity.title)
            write_about(asked, letter, owners(asked.rating.activity))
            return back(asked.rating, name_of(asked), N_("Closed. It stays on record"))
    return form_page("assessment/answer_review/close.html", form=form, **around(asked))


def write_about(asked: AnswerQuery, letter: Email, people: Iterable[Person]) -> None:
    """Write to these people, and to whoever asked, about a question that went on."""
    link = mailer.address(RESULT, slug=asked.rating.activity.slug, rating_id=asked.rating_id)
    everybody = {each.id: each for each in (*people, queries.asker(asked))}
    mailer.write_to_others(everybody.values(), letter, link=link)


def back(rating: Rating, name: str, said: Message) -> Answer:
    """Go back to the answer, among the others."""
    slug = rating.activity.slug
    return go(
        "assessment.self_assessment.result", slug=slug, rating_id=rating.id, _anchor=name, said=said
    )


def to_ask_about(slug: str, rating_id: int) -> Rating:
    found = sent_in(actor(), slug, rating_id)
    if not policies.can_ask(actor(), found.activity):
        raise NotAllowedError
    return found


def in_scrutiny(slug: str, rating_id: int) -> Rating:
    found = sent_in(actor(), slug, rating_id)
    if not policies.can_scrutinise(actor(), found.activity):
        raise NotAllowedError
    return found


def to_be_ruled(rating: Rating, name: str) -> Question:
    """Return the question, if the team said that it does not apply."""
    question = NAMES[name]
    if not isinstance(question, Question) or question not in queries.unfit_questions(rating):
        raise NotFoundError
    return question


def to_reply(slug: str, challenge_id: int, *, to_change: bool = False) -> AnswerQuery:
    found = queries.challenge(actor(), slug, challenge_id, to_change=to_change)
    if not policies.can_reply(actor(), found.rating.activity):
        raise NotAllowedError
    return found


def to_close(slug: str, challenge_id: int, *, to_change: bool = False) -> AnswerQuery:
    found = queries.challenge(actor(), slug, challenge_id, to_change=to_change)
    if not policies.can_scrutinise(actor(), found.rating.activity):
        raise NotAllowedError
    return found


def name_of(asked: AnswerQuery) -> str:
    return next(name for name, about in NAMES.items() if about.value == asked.about)


def around(asked: AnswerQuery) -> dict[str, object]:
    return {"asked": asked, **about(asked.rating, name_of(asked))}


def about(rating: Rating, name: str) -> dict[str, object]:
    """Return the answer that a page is about, as it was sent in."""
    line: Line = saved_line(rating, name)
    return {"activity": rating.activity, "rating": rating, "line": line}


@bp.app_template_global("scrutiny_of")
def scrutiny_of(rating: Rating) -> Scrutiny:
    return presenters.scrutiny(actor(), rating)


def build_waits(activity: Activity, **_page: object) -> Context | None:
    waits = presenters.waits_for_team(actor(), activity)
    if waits is None or not (waits.challenges or waits.is_refused):
        return None
    return {"activity": activity, "waits": waits}


add_slot_template(
    bp, "activity.check", "assessment/answer_review/_waits.html", build_waits, order=10
)
