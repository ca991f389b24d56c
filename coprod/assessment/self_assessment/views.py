"""Assessing an activity: a list of tasks, one question a page, a last look, and the result."""

from flask import Blueprint, request

from coprod.assessment.self_assessment import actions, emails, policies, presenters, queries
from coprod.assessment.self_assessment.enums import Choice, Question
from coprod.assessment.self_assessment.forms import BeginForm, GateForm, QuestionForm
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import GATE, QUESTIONS_BY_NAME
from coprod.assessment.self_assessment.rules import NEEDS_EVIDENCE
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.review.emails import write_to_curators
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page

bp = Blueprint("self_assessment", __name__, url_prefix="/activities/<slug:slug>/assess")

NAME_CHOICES = ", ".join(f'"{name}"' for name in QUESTIONS_BY_NAME)
QUESTION_URL = f"/<any({NAME_CHOICES}):name>"


@bp.get("")
@requires_role(Role.RESIDENT)
def overview(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug)
    rating = queries.find_open_rating(actor(), activity)
    if not policies.can_rate(actor(), activity):
        if rating is None:
            raise NotAllowedError
        return go("assessment.self_assessment.check", slug=slug)
    if rating is None:
        return go("assessment.self_assessment.begin", slug=slug)
    return page(
        "assessment/self_assessment/overview.html",
        answers_page=presenters.build_answers_page(activity, rating),
    )


@bp.get("/begin")
@requires_role(Role.RESIDENT)
def begin(slug: str) -> Answer:
    activity = get_activity_to_rate(slug)
    if queries.find_open_rating(actor(), activity):
        return go("assessment.self_assessment.overview", slug=slug)
    earlier_ratings = presenters.list_earlier_ratings(actor(), activity)
    form = BeginForm.build([each.kind for each in earlier_ratings])
    return page(
        "assessment/self_assessment/begin.html",
        activity=activity,
        form=form,
        earlier=earlier_ratings,
    )


@bp.post("/begin")
@requires_role(Role.RESIDENT)
def begin_sent(slug: str) -> Answer:
    activity = get_activity_to_rate(slug)
    form = BeginForm.build()
    if form.validate():
        with form.catching_rule_errors():
            rating = actions.begin_rating(actor(), activity, form.to_details())
            first = presenters.find_first_question(rating)
            return go("assessment.self_assessment.question", slug=slug, name=first)
    earlier_ratings = presenters.list_earlier_ratings(actor(), activity)
    return form_page(
        "assessment/self_assessment/begin.html",
        activity=activity,
        form=form,
        earlier=earlier_ratings,
    )


@bp.get(QUESTION_URL)
@requires_role(Role.RESIDENT)
def question(slug: str, name: str) -> Answer:
    activity = get_activity_to_rate(slug)
    rating = queries.find_open_rating(actor(), activity)
    if rating is None:
        return go("assessment.self_assessment.begin", slug=slug)
    form = build_form(rating, name)
    return page(get_template(name), **build_question_page(rating, name, form))


@bp.post(QUESTION_URL)
@requires_role(Role.RESIDENT)
def question_sent(slug: str, name: str) -> Answer:
    rating = lock_open_rating(slug)
    form = build_form(rating, name)
    if form.validate():
        with form.catching_rule_errors():
            try:
                save_answer(rating, name, form)
            except ConflictError:
                return render_conflict(rating, name, form)
            return go_to_next(rating, name)
    return form_page(get_template(name), **build_question_page(rating, name, form))


def save_answer(rating: Rating, name: str, form: GateForm | QuestionForm) -> None:
    question, seen = QUESTIONS_BY_NAME[name], str(form.seen.data)
    if isinstance(form, QuestionForm) and isinstance(question, Question):
        actions.answer_question(actor(), rating, form.to_reply(question), seen=seen)
    elif isinstance(form, GateForm):
        actions.set_gate(actor(), rating, form.to_free_choice(), seen=seen)


def go_to_next(rating: Rating, name: str) -> Answer:
    """Go to the next open question, to the list if asked to, or to the last look."""
    slug = rating.activity.slug
    if request.form.get("then") == "list":
        return go("assessment.self_assessment.overview", slug=slug)
    following = presenters.find_next_question(rating, name)
    if following:
        return go("assessment.self_assessment.question", slug=slug, name=following)
    return go("assessment.self_assessment.check", slug=slug)


def render_conflict(rating: Rating, name: str, form: GateForm | QuestionForm) -> Answer:
    """Show both: what somebody else saved, and what was chosen here, ready to be saved over it."""
    form.seen.data = compute_fingerprint(get_saved_answer(rating, name))
    saved = presenters.get_saved_line(rating, name)
    values = build_question_page(rating, name, form)
    return conflict_page(get_template(name), **{**values, "saved_by_other": saved})


def get_saved_answer(rating: Rating, name: str) -> object:
    question = QUESTIONS_BY_NAME[name]
    if isinstance(question, Question):
        return queries.get_replies(rating).get(question)
    return rating.free_choice


def build_form(rating: Rating, name: str) -> GateForm | QuestionForm:
    question, seen = (
        QUESTIONS_BY_NAME[name],
        compute_fingerprint(get_saved_answer(rating, name)),
    )
    if isinstance(question, Question):
        wording = queries.get_questions(rating.framework_version).wordings[question]
        now, items = (
            queries.get_replies(rating).get(question),
            queries.list_evidence_items(rating.activity),
        )
        return QuestionForm.build(question, wording, now, seen, items)
    return GateForm.build(rating.free_choice, seen)


def get_template(name: str) -> str:
    return (
        "assessment/self_assessment/free_choice.html"
        if name == GATE
        else "assessment/self_assessment/question.html"
    )


def build_question_page(
    rating: Rating, name: str, form: GateForm | QuestionForm
) -> dict[str, object]:
    question, questions = QUESTIONS_BY_NAME[name], queries.get_questions(rating.framework_version)
    return {
        "activity": rating.activity,
        "name": name,
        "question": question,
        "wording": questions.wordings[question] if isinstance(question, Question) else None,
        "must_be_shown": question in NEEDS_EVIDENCE,
        "form": form,
        "free_choice_question": questions.gate,
        "saved_by_other": None,
    }


@bp.get("/check")
@requires_role(Role.RESIDENT)
def check(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug)
    require(policies.can_see_open(actor(), activity))
    rating = queries.find_open_rating(actor(), activity)
    if rating is None:
        return go("assessment.self_assessment.overview", slug=slug)
    can_rate = policies.can_rate(actor(), activity)
    answers_page = presenters.build_answers_page(activity, rating)
    return page(
        "assessment/self_assessment/check.html", answers_page=answers_page, can_rate=can_rate
    )


@bp.post("/submit")
@requires_role(Role.RESIDENT)
def submit(slug: str) -> Answer:
    rating = lock_open_rating(slug)
    actions.submit_rating(actor(), rating, seen=request.form.get("seen", ""))
    tell_curators(rating)
    message = N_("Your assessment was sent in")
    return go("assessment.self_assessment.result", slug=slug, rating_id=rating.id, message=message)


def tell_curators(rating: Rating) -> None:
    """Write to the curators if an answer waits for them. What is a draft waits for nobody yet."""
    unfit = any(each.choice is Choice.DOES_NOT_APPLY for each in rating.answers)
    if unfit and rating.activity.status is not Status.DRAFT:
        letter = emails.build_unfit_answer_email(rating.activity.title)
        slug = rating.activity.slug
        write_to_curators(
            letter, "assessment.self_assessment.result", slug=slug, rating_id=rating.id
        )


@bp.get("/result/<key:rating_id>")
@requires_role(Role.VISITOR)
def result(slug: str, rating_id: int) -> Answer:
    rating = queries.get_submitted_rating(actor(), slug, rating_id)
    return page(
        "assessment/self_assessment/result.html",
        result_page=presenters.build_result_page(actor(), rating),
    )


def get_activity_to_rate(slug: str) -> Activity:
    activity = queries.get_activity(actor(), slug)
    require(policies.can_rate(actor(), activity))
    return activity


def lock_open_rating(slug: str) -> Rating:
    """Return the open rating with its row locked; ``ConflictError`` if it was submitted since."""
    rating = queries.find_open_rating(actor(), get_activity_to_rate(slug), to_change=True)
    if rating is None:
        raise ConflictError
    return rating
