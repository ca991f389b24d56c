"""Assessing an activity: all questions on one page, a last look, and the result."""

from collections.abc import Sequence

from flask import Blueprint, request

from coprod.assessment.self_assessment import actions, emails, policies, presenters, queries
from coprod.assessment.self_assessment.enums import CLUSTERS, Cap, Choice, FreeChoice
from coprod.assessment.self_assessment.forms import AssessmentForm, BeginForm
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import (
    QUESTIONS_BY_NAME,
    RatingAnswersPage,
    get_question_name,
)
from coprod.assessment.self_assessment.rules import NEEDS_EVIDENCE, TeamReply
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.review.emails import write_to_curators
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.filters import say_clock_time

bp = Blueprint("self_assessment", __name__, url_prefix="/activities/<slug:slug>/assess")

TEMPLATE = "assessment/self_assessment/assessment.html"
PARTS = {each.key for each in CLUSTERS}


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
    answers_page = presenters.build_answers_page(activity, rating)
    values = build_page(answers_page, build_form(rating), [request.args.get("open", "")])
    return page(TEMPLATE, **values)


@bp.post("")
@requires_role(Role.RESIDENT)
def save(slug: str) -> Answer:
    """Save all that was answered. With a mistake, or somebody else's answer, none of it is."""
    rating = lock_open_rating(slug)
    form, before = build_form(rating), presenters.build_answers_page(rating.activity, rating)
    conflicts = save_answers(rating, form) if form.validate() else []
    if form.problems():
        return form_page(TEMPLATE, **build_page(before, form))
    if conflicts:
        return conflict_page(TEMPLATE, **build_page(before, form, conflicts=conflicts))
    return go_on(slug, request.form.get("then", ""))


def save_answers(rating: Rating, form: AssessmentForm) -> list[str]:
    """Save what is new. Return the names of what somebody else saved since the page was shown."""
    saved: dict[str, object] = {Cap.FREE_CHOICE: rating.free_choice}
    saved |= {str(question): reply for question, reply in queries.get_replies(rating).items()}
    conflicts = []
    for key, answer in form.list_answers():
        seen = form.seen.get(key, "")
        if answer != saved.get(key) and compute_fingerprint(answer) != seen:
            with form.forms[key].catching_rule_errors():
                try:
                    save_answer(rating, answer, seen)
                except ConflictError:
                    form.seen[key] = compute_fingerprint(saved.get(key))
                    conflicts.append(get_question_name(key))
    return conflicts


def save_answer(rating: Rating, answer: FreeChoice | TeamReply, seen: str) -> None:
    if isinstance(answer, TeamReply):
        actions.answer_question(actor(), rating, answer, seen=seen)
    else:
        actions.set_gate(actor(), rating, answer, seen=seen)


def go_on(slug: str, then: str) -> Answer:
    """Go to the next part, to the last look, or stop."""
    if then == "check":
        return go("assessment.self_assessment.check", slug=slug)
    message = N_("Saved at %(time)s", time=say_clock_time(clock.now()))
    if then == "stop":
        return go("register.activities.mine", message=message)
    part: dict[str, str] = {"open": then, "_anchor": then} if then in PARTS else {}
    return go("assessment.self_assessment.overview", slug=slug, message=message, **part)


def build_form(rating: Rating) -> AssessmentForm:
    return AssessmentForm.build(
        queries.get_questions(rating.framework_version),
        rating.free_choice,
        queries.get_replies(rating),
        queries.list_evidence_items(rating.activity),
    )


def build_page(
    answers_page: RatingAnswersPage,
    form: AssessmentForm,
    opened: Sequence[str] = (),
    conflicts: Sequence[str] = (),
) -> dict[str, object]:
    """Return what the page is given. Parts with a mistake or a conflict stand open."""
    mistaken = [get_question_name(key) for key, each in form.forms.items() if each.problems()]
    names = [*mistaken, *conflicts] or opened
    return {
        "answers_page": answers_page,
        "form": form,
        "questions": QUESTIONS_BY_NAME,
        "hints": queries.get_questions(answers_page.rating.framework_version).hints,
        "needs_proof": NEEDS_EVIDENCE,
        "conflicts": conflicts,
        "open_parts": presenters.find_open_parts(answers_page, names),
    }


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
            actions.begin_rating(actor(), activity, form.to_details())
            return go("assessment.self_assessment.overview", slug=slug)
    earlier_ratings = presenters.list_earlier_ratings(actor(), activity)
    return form_page(
        "assessment/self_assessment/begin.html",
        activity=activity,
        form=form,
        earlier=earlier_ratings,
    )


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
