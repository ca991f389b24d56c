"""A curator and a lay member confirm a rung together."""

from flask import Blueprint

from coprod.assessment.answer_review.emails import build_query_email
from coprod.assessment.confirmation import actions, emails, presenters, queries
from coprod.assessment.confirmation.enums import ProposalVerdict
from coprod.assessment.confirmation.forms import AnswerForm, ProposalForm
from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.confirmation.rules import EvidenceReading
from coprod.assessment.self_assessment.models import Rating
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.register.activities import policies
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.review.emails import write_to_owners
from coprod.reviews.actions import close_review
from coprod.reviews.queries import find_review_of
from coprod.reviews.rules import Verdict
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about

bp = Blueprint("confirmation", __name__, url_prefix="/activities/<slug:slug>/confirm")

OUTCOMES = {
    ProposalVerdict.AGREES: N_("The level is confirmed"),
    ProposalVerdict.DISAGREES: N_("Your answer was kept. The level is not confirmed"),
}


@bp.get("")
@requires_role(Role.RESIDENT)
def confirm(slug: str) -> Answer:
    activity = get_activity(actor(), slug)
    require(activity.status not in GONE, NotFoundError)
    return page("assessment/confirmation/confirm.html", **build_confirm_page(activity))


@bp.post("/propose")
@requires_role(Role.LAY_MEMBER)
def propose(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.check_may_propose(actor(), activity)
    values = build_confirm_page(activity)
    form = values["form"]
    if isinstance(form, ProposalForm) and form.validate():
        with form.catching_rule_errors():
            if form.is_reading_first:
                return save_reading(
                    activity, queries.list_confirmable_ratings(activity)[0], form.to_reading()
                )
            details = form.to_details()
            proposal = actions.propose_rung(actor(), activity, details)
            tell_the_team(activity, details.rating_id, details.reading)
            tell_the_other_side(activity, proposal)
            message = N_("Proposed. It is waiting for the other side")
            return go("assessment.confirmation.confirm", slug=slug, message=message)
    return form_page("assessment/confirmation/confirm.html", **values)


@bp.post("/answer")
@requires_role(Role.LAY_MEMBER)
@decides_about("activity", lambda slug: get_activity(actor(), slug).id)
def answer(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    proposal = get_open_proposal(activity)
    actions.check_may_answer(actor(), activity, proposal)
    values = build_confirm_page(activity)
    form = values["answer_form"]
    if isinstance(form, AnswerForm) and form.validate():
        with form.catching_rule_errors():
            if form.is_reading_first:
                return save_reading(activity, queries.get_rating(proposal), form.to_reading())
            details = form.to_details()
            decide_review_of(proposal, details.verdict)
            actions.answer_proposal(actor(), activity, proposal, details)
            tell_the_team(activity, proposal.rating_id, details.reading)
            emails.write_about_answer(activity, proposal, details.verdict)
            message = OUTCOMES[details.verdict]
            return go("assessment.confirmation.confirm", slug=slug, message=message)
    return form_page("assessment/confirmation/confirm.html", **values)


def decide_review_of(proposal: Proposal, verdict: ProposalVerdict) -> None:
    """Close the review with the answer that was given on this page, with its evidence."""
    review = find_review_of("level", proposal.id)
    if review is not None:
        close_review(actor(), review, Verdict(verdict.value))


def save_reading(activity: Activity, rating: Rating, reading: EvidenceReading) -> Answer:
    actions.read_evidence_first(actor(), rating, reading)
    tell_the_team(activity, rating.id, reading)
    message = N_("Saved. You can come back and say which level it is")
    return go("assessment.confirmation.confirm", slug=activity.slug, message=message)


def tell_the_team(activity: Activity, rating_id: int, reading: EvidenceReading) -> None:
    """Write to the owners, once, if anything is asked."""
    if reading.questions:
        letter, slug = build_query_email(activity.title), activity.slug
        write_to_owners(
            activity, letter, "assessment.self_assessment.result", slug=slug, rating_id=rating_id
        )


@bp.post("/take-back")
@requires_role(Role.LAY_MEMBER)
@decides_about("activity", lambda slug: get_activity(actor(), slug).id)
def take_back(slug: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.take_back_proposal(actor(), activity, get_open_proposal(activity))
    return go("assessment.confirmation.confirm", slug=slug, message=N_("You took it back"))


def get_open_proposal(activity: Activity) -> Proposal:
    """Return the proposal that waits. If somebody answered it meanwhile, say so."""
    proposal = queries.find_open_proposal(activity)
    if proposal is None:
        raise ConflictError
    return proposal


def build_confirm_page(activity: Activity) -> dict[str, object]:
    ratings = queries.list_confirmable_ratings(activity)
    confirm_page = presenters.build_confirm_page(actor(), activity, ratings)
    form, answer_form = ProposalForm.build(ratings), AnswerForm.from_request()
    for evidence_form in (form, answer_form):
        evidence_form.offer_stances(confirm_page.to_agree, confirm_page.to_ask)
    return {
        "confirm_page": confirm_page,
        "ratings": ratings,
        "form": form,
        "answer_form": answer_form,
    }


def tell_the_other_side(activity: Activity, proposal: Proposal) -> None:
    """Write to those who may answer: nobody who looks after the activity is asked."""
    for person in queries.list_people(proposal.side.other):
        if not policies.was_ever_owner(person.actor, activity):
            email = emails.build_proposal_email(activity.title)
            emails.write_to(person, email, "assessment.confirmation.confirm", activity)
