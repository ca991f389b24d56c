"""The pages on which curators doubt answers and teams reply."""

from collections.abc import Iterable

from flask import Blueprint

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review import actions, emails, forms, policies, presenters, queries
from coprod.assessment.answer_review.models import AnswerQuery
from coprod.assessment.answer_review.presenters import RatingReview
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import (
    QUESTIONS_BY_NAME,
    AnswerLine,
    get_saved_line,
)
from coprod.assessment.self_assessment.queries import get_submitted_rating
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import list_owners
from coprod.register.review.emails import write_to_owners
from coprod.register.review.queries import list_curators
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.mailer import Email
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("answer_review", __name__, url_prefix="/activities/<slug:slug>/assess")

NAME_CHOICES = ", ".join(f'"{name}"' for name in QUESTIONS_BY_NAME)
ANSWER_URL = f"/result/<key:rating_id>/<any({NAME_CHOICES}):name>"
RESULT_ENDPOINT = "assessment.self_assessment.result"
QUERY_URL = "/challenge/<key:challenge_id>"


@bp.get(f"{ANSWER_URL}/challenge")
@requires_role(Role.LAY_MEMBER)
def challenge(slug: str, rating_id: int, name: str) -> Answer:
    rating = get_rating_to_query(slug, rating_id)
    values = build_answer_page(rating, name)
    return page(
        "assessment/answer_review/challenge.html",
        form=forms.AnswerQueryForm.from_request(),
        **values,
    )


@bp.post(f"{ANSWER_URL}/challenge")
@requires_role(Role.LAY_MEMBER)
def challenge_sent(slug: str, rating_id: int, name: str) -> Answer:
    rating = get_rating_to_query(slug, rating_id)
    form = forms.AnswerQueryForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.query_answer(actor(), rating, QUESTIONS_BY_NAME[name], form.words.data or "")
            letter = emails.build_query_email(rating.activity.title)
            write_to_owners(
                rating.activity, letter, RESULT_ENDPOINT, slug=slug, rating_id=rating_id
            )
            return go_back(rating, name, N_("The team is asked, and readers see it"))
    return form_page(
        "assessment/answer_review/challenge.html", form=form, **build_answer_page(rating, name)
    )


@bp.get(f"{QUERY_URL}/reply")
@requires_role(Role.RESIDENT)
def reply(slug: str, challenge_id: int) -> Answer:
    answer_query = get_query_to_reply(slug, challenge_id)
    return page(
        "assessment/answer_review/reply.html",
        form=forms.ReplyForm.from_request(),
        **build_query_page(answer_query),
    )


@bp.post(f"{QUERY_URL}/reply")
@requires_role(Role.RESIDENT)
def reply_sent(slug: str, challenge_id: int) -> Answer:
    answer_query = get_query_to_reply(slug, challenge_id, to_change=True)
    form = forms.ReplyForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.reply_to_query(actor(), answer_query, form.words.data or "")
            letter = emails.build_reply_email(answer_query.rating.activity.title)
            write_about(answer_query, letter, list_curators())
            message = N_("Your reply was sent. A curator reads it before readers see it")
            return go_back(answer_query.rating, presenters.get_name(answer_query), message)
    return form_page(
        "assessment/answer_review/reply.html", form=form, **build_query_page(answer_query)
    )


@bp.get(f"{QUERY_URL}/close")
@requires_role(Role.CURATOR)
def close(slug: str, challenge_id: int) -> Answer:
    answer_query = get_query_to_close(slug, challenge_id)
    return page(
        "assessment/answer_review/close.html",
        form=forms.CloseForm.from_request(),
        **build_query_page(answer_query),
    )


@bp.post(f"{QUERY_URL}/close")
@requires_role(Role.CURATOR)
@decides_about("challenge", "challenge_id")
def close_sent(slug: str, challenge_id: int) -> Answer:
    answer_query = get_query_to_close(slug, challenge_id, to_change=True)
    form = forms.CloseForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.close_query(actor(), answer_query, form.to_closing())
            letter = emails.build_closing_email(answer_query.rating.activity.title)
            write_about(answer_query, letter, list_owners(answer_query.rating.activity))
            return go_back(
                answer_query.rating,
                presenters.get_name(answer_query),
                N_("Closed. It stays on record"),
            )
    return form_page(
        "assessment/answer_review/close.html", form=form, **build_query_page(answer_query)
    )


def write_about(answer_query: AnswerQuery, letter: Email, people: Iterable[Person]) -> None:
    """Write to these people, and to whoever asked, about a question that went on."""
    link = mailer.build_address(
        RESULT_ENDPOINT, slug=answer_query.rating.activity.slug, rating_id=answer_query.rating_id
    )
    everybody = {each.id: each for each in (*people, queries.get_asker(answer_query))}
    mailer.write_to_others(everybody.values(), letter, link=link)


def go_back(rating: Rating, name: str, message: Message) -> Answer:
    """Go back to the answer, among the others."""
    slug = rating.activity.slug
    return go(
        "assessment.self_assessment.result",
        slug=slug,
        rating_id=rating.id,
        _anchor=name,
        message=message,
    )


def get_rating_to_query(slug: str, rating_id: int) -> Rating:
    rating = get_submitted_rating(actor(), slug, rating_id)
    require(policies.can_ask(actor(), rating.activity))
    return rating


def get_query_to_reply(slug: str, challenge_id: int, *, to_change: bool = False) -> AnswerQuery:
    answer_query = queries.get_answer_query(actor(), slug, challenge_id, to_change=to_change)
    require(policies.can_reply(actor(), answer_query.rating.activity))
    return answer_query


def get_query_to_close(slug: str, challenge_id: int, *, to_change: bool = False) -> AnswerQuery:
    answer_query = queries.get_answer_query(actor(), slug, challenge_id, to_change=to_change)
    require(policies.can_scrutinise(actor(), answer_query.rating.activity))
    return answer_query


def build_query_page(answer_query: AnswerQuery) -> dict[str, object]:
    return {
        "answer_query": answer_query,
        **build_answer_page(answer_query.rating, presenters.get_name(answer_query)),
    }


def build_answer_page(rating: Rating, name: str) -> dict[str, object]:
    """Return the answer that a page is about, as it was sent in."""
    line: AnswerLine = get_saved_line(rating, name)
    return {"activity": rating.activity, "rating": rating, "line": line}


@bp.app_template_global("get_rating_review")
def get_rating_review(rating: Rating) -> RatingReview:
    return presenters.build_rating_review(actor(), rating)


def build_team_tasks(activity: Activity, **_page: object) -> Context | None:
    team_tasks = presenters.find_team_tasks(actor(), activity)
    if team_tasks is None or not (team_tasks.answer_queries or team_tasks.is_refused):
        return None
    return {"activity": activity, "team_tasks": team_tasks}


add_slot_template(
    bp, "activity.check", "assessment/answer_review/_team_tasks.html", build_team_tasks, order=10
)
