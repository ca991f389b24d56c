"""Assessing an activity: a list of tasks, one question a page, a last look, and the result."""

from flask import Blueprint, request

from coprod.assessment.self_assessment import actions, policies, presenters, queries
from coprod.assessment.self_assessment.enums import Choice, Question
from coprod.assessment.self_assessment.forms import BeginForm, GateForm, QuestionForm
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import GATE, NAMES
from coprod.assessment.self_assessment.rules import NEEDS_EVIDENCE
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.review.emails import write_to_curators
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("self_assessment", __name__, url_prefix="/assess")

EACH = ", ".join(f'"{name}"' for name in NAMES)
QUESTION = f"/<slug:slug>/<any({EACH}):name>"


@bp.get("/<slug:slug>")
@requires_role(Role.RESIDENT)
def overview(slug: str) -> Answer:
    activity = queries.rated(actor(), slug)
    rating = queries.open_rating(actor(), activity)
    if not policies.can_rate(actor(), activity):
        if rating is None:
            raise NotAllowedError
        return go("assessment.self_assessment.check", slug=slug)
    if rating is None:
        return go("assessment.self_assessment.begin", slug=slug)
    return page(
        "assessment/self_assessment/overview.html", shown=presenters.answers_page(activity, rating)
    )


@bp.get("/<slug:slug>/begin")
@requires_role(Role.RESIDENT)
def begin(slug: str) -> Answer:
    activity = to_rate(slug)
    if queries.open_rating(actor(), activity):
        return go("assessment.self_assessment.overview", slug=slug)
    earlier = presenters.earlier(actor(), activity)
    form = BeginForm.asked([each.kind for each in earlier])
    return page(
        "assessment/self_assessment/begin.html", activity=activity, form=form, earlier=earlier
    )


@bp.post("/<slug:slug>/begin")
@requires_role(Role.RESIDENT)
def begin_sent(slug: str) -> Answer:
    activity = to_rate(slug)
    form = BeginForm.asked()
    if form.validate():
        with form.catching_rule_errors():
            actions.begin_rating(actor(), activity, form.details())
            return go("assessment.self_assessment.question", slug=slug, name=GATE)
    earlier = presenters.earlier(actor(), activity)
    return form_page(
        "assessment/self_assessment/begin.html", activity=activity, form=form, earlier=earlier
    )


@bp.get(QUESTION)
@requires_role(Role.RESIDENT)
def question(slug: str, name: str) -> Answer:
    activity = to_rate(slug)
    rating = queries.open_rating(actor(), activity)
    if rating is None:
        return go("assessment.self_assessment.begin", slug=slug)
    form = form_for(rating, name)
    return page(template(name), **question_page(rating, name, form))


@bp.post(QUESTION)
@requires_role(Role.RESIDENT)
def question_sent(slug: str, name: str) -> Answer:
    rating = held(slug)
    form = form_for(rating, name)
    if form.validate():
        with form.catching_rule_errors():
            try:
                keep(rating, name, form)
            except ConflictError:
                return somebody_was_first(rating, name, form)
            return go_on(rating, name)
    return form_page(template(name), **question_page(rating, name, form))


def keep(rating: Rating, name: str, form: GateForm | QuestionForm) -> None:
    asked, seen = NAMES[name], str(form.seen.data)
    if isinstance(form, QuestionForm) and isinstance(asked, Question):
        actions.answer_question(actor(), rating, form.reply(asked), seen=seen)
    elif isinstance(form, GateForm):
        actions.set_gate(actor(), rating, form.answer(), seen=seen)


def go_on(rating: Rating, name: str) -> Answer:
    """Go to the next open question, to the list if asked to, or to the last look."""
    slug = rating.activity.slug
    if request.form.get("then") == "list":
        return go("assessment.self_assessment.overview", slug=slug)
    following = presenters.following(rating, name)
    if following:
        return go("assessment.self_assessment.question", slug=slug, name=following)
    return go("assessment.self_assessment.check", slug=slug)


def somebody_was_first(rating: Rating, name: str, form: GateForm | QuestionForm) -> Answer:
    """Show both: what somebody else saved, and what was chosen here, ready to be saved over it."""
    form.seen.data = queries.fingerprint(told(rating, name))
    saved = presenters.saved_line(rating, name)
    shown = question_page(rating, name, form)
    body, _status = form_page(template(name), **{**shown, "saved_by_other": saved})
    return body, 409


def told(rating: Rating, name: str) -> object:
    asked = NAMES[name]
    if isinstance(asked, Question):
        return queries.replies(rating).get(asked)
    return rating.free_choice


def form_for(rating: Rating, name: str) -> GateForm | QuestionForm:
    asked, seen = NAMES[name], queries.fingerprint(told(rating, name))
    if isinstance(asked, Question):
        wording = queries.questions(rating.framework_version).wordings[asked]
        now, items = queries.replies(rating).get(asked), queries.items(rating.activity)
        return QuestionForm.asked(asked, wording, now, seen, items)
    return GateForm.asked(rating.free_choice, seen)


def template(name: str) -> str:
    return (
        "assessment/self_assessment/free_choice.html"
        if name == GATE
        else "assessment/self_assessment/question.html"
    )


def question_page(rating: Rating, name: str, form: GateForm | QuestionForm) -> dict[str, object]:
    asked, questions = NAMES[name], queries.questions(rating.framework_version)
    return {
        "activity": rating.activity,
        "name": name,
        "asked": asked,
        "wording": questions.wordings[asked] if isinstance(asked, Question) else None,
        "must_be_shown": asked in NEEDS_EVIDENCE,
        "form": form,
        "free_choice_question": questions.gate,
        "saved_by_other": None,
    }


@bp.get("/<slug:slug>/check")
@requires_role(Role.RESIDENT)
def check(slug: str) -> Answer:
    activity = queries.rated(actor(), slug)
    if not policies.can_see_open(actor(), activity):
        raise NotAllowedError
    rating = queries.open_rating(actor(), activity)
    if rating is None:
        return go("assessment.self_assessment.overview", slug=slug)
    can_rate = policies.can_rate(actor(), activity)
    shown = presenters.answers_page(activity, rating)
    return page("assessment/self_assessment/check.html", shown=shown, can_rate=can_rate)


@bp.post("/<slug:slug>/submit")
@requires_role(Role.RESIDENT)
def submit(slug: str) -> Answer:
    rating = held(slug)
    actions.submit_rating(actor(), rating, seen=request.form.get("seen", ""))
    tell_curators(rating)
    said = N_("Your assessment was sent in")
    return go("assessment.self_assessment.result", slug=slug, rating_id=rating.id, said=said)


def tell_curators(rating: Rating) -> None:
    """Write to the curators if an answer waits for them. What is a draft waits for nobody yet."""
    unfit = any(each.choice is Choice.DOES_NOT_APPLY for each in rating.answers)
    if unfit and rating.activity.status is not Status.DRAFT:
        letter = presenters.awaits_curators(rating.activity.title)
        slug = rating.activity.slug
        write_to_curators(
            letter, "assessment.self_assessment.result", slug=slug, rating_id=rating.id
        )


@bp.get("/<slug:slug>/result/<key:rating_id>")
@requires_role(Role.VISITOR)
def result(slug: str, rating_id: int) -> Answer:
    rating = queries.rating(actor(), slug, rating_id)
    return page(
        "assessment/self_assessment/result.html", shown=presenters.result_page(actor(), rating)
    )


def to_rate(slug: str) -> Activity:
    activity = queries.rated(actor(), slug)
    if not policies.can_rate(actor(), activity):
        raise NotAllowedError
    return activity


def held(slug: str) -> Rating:
    """Return the open rating, held for this writer. If it was sent in meanwhile, say so."""
    rating = queries.open_rating(actor(), to_rate(slug), to_change=True)
    if rating is None:
        raise ConflictError
    return rating
