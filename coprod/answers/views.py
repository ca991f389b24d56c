"""The team's side of comments: what waits for an answer, answering, and what came of it."""

from flask import Blueprint

from coprod.answers import actions, pages, policies, queries
from coprod.answers.forms import AnswerForm, LedToForm
from coprod.comments.actions import Written
from coprod.comments.models import Comment
from coprod.comments.pages import titles
from coprod.comments.queries import others_wait, public_comment
from coprod.comments.views import tell_curators
from coprod.kit.actor import Role
from coprod.kit.errors import NotAllowedError, NotFoundError
from coprod.kit.phrases import N_
from coprod.subjects.policies import KINDS
from coprod.subjects.queries import subjects
from coprod.subjects.rules import Subject
from coprod.web import letters
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, go, mistakes, page
from coprod.web.filters import in_words

bp = Blueprint("answers", __name__, url_prefix="/comments")


@bp.get("/to-answer")
@opens_to(Role.RESIDENT)
def to_answer() -> Answer:
    found = queries.to_answer(actor())
    known = subjects((each.subject_kind, each.subject_id) for each in found)
    return page("answers/to_answer.html", comments=found, about=titles(found, known))


@bp.get("/number/<key:comment_id>/answer")
@opens_to(Role.RESIDENT)
def answer(comment_id: int) -> Answer:
    comment = public_comment(comment_id)
    about = its_subject(comment)
    if not policies.can_answer(actor(), about, comment):
        raise NotAllowedError
    form = AnswerForm.from_request()
    return page("answers/answer.html", comment=comment, subject=about, form=form)


@bp.post("/number/<key:comment_id>/answer")
@opens_to(Role.RESIDENT)
def answer_sent(comment_id: int) -> Answer:
    comment = public_comment(comment_id, to_change=True)
    about, form = its_subject(comment), AnswerForm.from_request()
    if not policies.can_answer(actor(), about, comment):
        raise NotAllowedError
    if form.validate():
        with form.explaining():
            sent = actions.answer_comment(actor(), about, comment, form.body.data or "")
            tell_curators(Written(sent, others_wait(sent)))
            said = N_("Your answer was sent. A curator reads it before it is public")
            return go("answers.to_answer", said=said)
    return mistakes("answers/answer.html", comment=comment, subject=about, form=form)


@bp.get("/number/<key:comment_id>/led-to")
@opens_to(Role.RESIDENT)
def led_to(comment_id: int) -> Answer:
    comment = public_comment(comment_id)
    about = its_subject(comment)
    if not policies.can_say_what_it_led_to(actor(), about, comment):
        raise NotAllowedError
    form = LedToForm.of(list(queries.changes(comment)), step=str(comment.led_to_id or ""))
    return page("answers/led_to.html", comment=comment, subject=about, form=form)


@bp.post("/number/<key:comment_id>/led-to")
@opens_to(Role.RESIDENT)
def led_to_sent(comment_id: int) -> Answer:
    comment = public_comment(comment_id, to_change=True)
    about, form = its_subject(comment), LedToForm.of(list(queries.changes(comment)))
    if not policies.can_say_what_it_led_to(actor(), about, comment):
        raise NotAllowedError
    if form.validate():
        with form.explaining():
            actions.say_what_it_led_to(actor(), about, comment, form.chosen())
            said = N_("Thank you. Readers see what it led to")
            return go("comments.of_subject", kind=about.kind, slug=about.slug, said=said)
    return mistakes("answers/led_to.html", comment=comment, subject=about, form=form)


def its_subject(comment: Comment) -> Subject:
    """Return what a comment is about, which readers see."""
    key = (comment.subject_kind, comment.subject_id)
    found = subjects([key]).get(key)
    if found is None:
        raise NotFoundError
    return found


def ask_for_answer(comment: Comment) -> None:
    """Write to the team of a comment that has become public and asks for an answer."""
    if comment.answer_by is None or not comment.waits_for_answer:
        return
    about = its_subject(comment)
    letter = pages.asked(about.title, in_words(comment.answer_by))
    link = letters.address("answers.answer", comment_id=comment.id)
    letters.write_to_each(KINDS[about.kind].owners(about.id), letter, link=link)
