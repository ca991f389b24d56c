"""The team's side of comments: what waits for an answer, answering, and what came of it."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.engagement.answers import actions, policies, queries
from coprod.engagement.answers.forms import AnswerForm, LedToForm
from coprod.engagement.comments.actions import Written
from coprod.engagement.comments.emails import tell_curators
from coprod.engagement.comments.presenters import titles
from coprod.engagement.comments.queries import its_subject, others_wait, public_comment
from coprod.engagement.subjects.queries import subjects
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("answers", __name__, url_prefix="/comments")


@bp.get("/to-answer")
@requires_role(Role.RESIDENT)
def to_answer() -> Answer:
    found = queries.to_answer(actor())
    known = subjects((each.subject_kind, each.subject_id) for each in found)
    return page("engagement/answers/to_answer.html", comments=found, about=titles(found, known))


@bp.get("/number/<key:comment_id>/answer")
@requires_role(Role.RESIDENT)
def answer(comment_id: int) -> Answer:
    comment = public_comment(comment_id)
    about = its_subject(comment)
    if not policies.can_answer(actor(), about, comment):
        raise NotAllowedError
    form = AnswerForm.from_request()
    return page("engagement/answers/answer.html", comment=comment, subject=about, form=form)


@bp.post("/number/<key:comment_id>/answer")
@requires_role(Role.RESIDENT)
def answer_sent(comment_id: int) -> Answer:
    comment = public_comment(comment_id, to_change=True)
    about, form = its_subject(comment), AnswerForm.from_request()
    if not policies.can_answer(actor(), about, comment):
        raise NotAllowedError
    if form.validate():
        with form.catching_rule_errors():
            sent = actions.answer_comment(actor(), about, comment, form.body.data or "")
            tell_curators(Written(sent, others_wait(sent)))
            said = N_("Your answer was sent. A curator reads it before it is public")
            return go("answers.to_answer", said=said)
    return form_page("engagement/answers/answer.html", comment=comment, subject=about, form=form)


@bp.get("/number/<key:comment_id>/led-to")
@requires_role(Role.RESIDENT)
def led_to(comment_id: int) -> Answer:
    comment = public_comment(comment_id)
    about = its_subject(comment)
    if not policies.can_say_what_it_led_to(actor(), about, comment):
        raise NotAllowedError
    form = LedToForm.of(list(queries.changes(comment)), step=str(comment.led_to_id or ""))
    return page("engagement/answers/led_to.html", comment=comment, subject=about, form=form)


@bp.post("/number/<key:comment_id>/led-to")
@requires_role(Role.RESIDENT)
def led_to_sent(comment_id: int) -> Answer:
    comment = public_comment(comment_id, to_change=True)
    about, form = its_subject(comment), LedToForm.of(list(queries.changes(comment)))
    if not policies.can_say_what_it_led_to(actor(), about, comment):
        raise NotAllowedError
    if form.validate():
        with form.catching_rule_errors():
            actions.say_what_it_led_to(actor(), about, comment, form.chosen())
            said = N_("Thank you. Readers see what it led to")
            return go("comments.of_subject", kind=about.kind, slug=about.slug, said=said)
    return form_page("engagement/answers/led_to.html", comment=comment, subject=about, form=form)
