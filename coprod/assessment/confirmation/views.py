"""A curator and a lay member confirm a rung together."""

from flask import Blueprint

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review.presenters import challenged
from coprod.assessment.confirmation import actions, presenters, queries
from coprod.assessment.confirmation.enums import Verdict
from coprod.assessment.confirmation.forms import AnswerForm, ProposalForm
from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.confirmation.rules import Reading
from coprod.assessment.self_assessment.models import Rating
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.register.activities import policies
from coprod.register.activities import queries as register
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.review.emails import write_to_owners
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.mailer import Email

bp = Blueprint("confirmation", __name__, url_prefix="/confirm")


@bp.get("/<slug:slug>")
@requires_role(Role.RESIDENT)
def confirm(slug: str) -> Answer:
    activity = register.activity(actor(), slug)
    if activity.status in GONE:
        raise NotFoundError
    return page("assessment/confirmation/confirm.html", **confirm_page(activity))


@bp.post("/<slug:slug>/propose")
@requires_role(Role.LAY_MEMBER)
def propose(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    actions.check_may_propose(actor(), activity)
    shown = confirm_page(activity)
    form = shown["form"]
    if isinstance(form, ProposalForm) and form.validate():
        with form.catching_rule_errors():
            if form.is_reading_first:
                return read_first(activity, queries.rated(activity)[0], form.reading())
            details = form.details()
            made = actions.propose_rung(actor(), activity, details)
            tell_the_team(activity, details.rating_id, details.reading)
            tell_the_other_side(activity, made)
            said = N_("Proposed. It waits for the other side")
            return go("assessment.confirmation.confirm", slug=slug, said=said)
    return form_page("assessment/confirmation/confirm.html", **shown)


@bp.post("/<slug:slug>/answer")
@requires_role(Role.LAY_MEMBER)
@decides_about("activity", lambda slug: register.activity(actor(), slug).id)
def answer(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    proposal = waiting(activity)
    actions.check_may_answer(actor(), activity, proposal)
    shown = confirm_page(activity)
    form = shown["answer_form"]
    if isinstance(form, AnswerForm) and form.validate():
        with form.catching_rule_errors():
            if form.is_reading_first:
                return read_first(activity, queries.rating(proposal), form.reading())
            details = form.details()
            actions.answer_proposal(actor(), activity, proposal, details)
            tell_the_team(activity, proposal.rating_id, details.reading)
            return tell_what_came_of_it(activity, proposal, details.verdict)
    return form_page("assessment/confirmation/confirm.html", **shown)


def read_first(activity: Activity, rating: Rating, reading: Reading) -> Answer:
    actions.read_evidence_first(actor(), rating, reading)
    tell_the_team(activity, rating.id, reading)
    said = N_("Kept. You can come back and say which level it is")
    return go("assessment.confirmation.confirm", slug=activity.slug, said=said)


def tell_the_team(activity: Activity, rating_id: int, reading: Reading) -> None:
    """Write to the owners, once, if anything is asked."""
    if reading.questions:
        letter, slug = challenged(activity.title), activity.slug
        write_to_owners(
            activity, letter, "assessment.self_assessment.result", slug=slug, rating_id=rating_id
        )


@bp.post("/<slug:slug>/take-back")
@requires_role(Role.LAY_MEMBER)
@decides_about("activity", lambda slug: register.activity(actor(), slug).id)
def take_back(slug: str) -> Answer:
    activity = register.activity(actor(), slug, to_change=True)
    actions.take_back_proposal(actor(), activity, waiting(activity))
    return go("assessment.confirmation.confirm", slug=slug, said=N_("You took it back"))


def waiting(activity: Activity) -> Proposal:
    """Return the proposal that waits. If somebody answered it meanwhile, say so."""
    found = queries.open_proposal(activity)
    if found is None:
        raise ConflictError
    return found


def confirm_page(activity: Activity) -> dict[str, object]:
    ratings = queries.rated(activity)
    shown = presenters.confirm_page(actor(), activity, ratings)
    form, answer_form = ProposalForm.asked(ratings), AnswerForm.from_request()
    for each in (form, answer_form):
        each.offer(shown.to_agree, shown.to_ask)
    return {"shown": shown, "ratings": ratings, "form": form, "answer_form": answer_form}


def tell_the_other_side(activity: Activity, proposal: Proposal) -> None:
    """Write to those who may answer: nobody who looks after the entry is asked."""
    for person in queries.people_of(proposal.side.other):
        if not policies.had_a_hand(person.actor, activity):
            write_to(
                person,
                presenters.proposed(activity.title),
                "assessment.confirmation.confirm",
                activity,
            )


def tell_what_came_of_it(activity: Activity, proposal: Proposal, verdict: Verdict) -> Answer:
    proposer = queries.person(proposal)
    if verdict is Verdict.AGREES:
        for person in (proposer, *register.owners(activity)):
            write_to(
                person, presenters.confirmed(activity.title), "library.stories.activity", activity
            )
        return go(
            "assessment.confirmation.confirm", slug=activity.slug, said=N_("The level is confirmed")
        )
    write_to(
        proposer, presenters.not_agreed(activity.title), "assessment.confirmation.confirm", activity
    )
    said = N_("Your answer was kept. The level is not confirmed")
    return go("assessment.confirmation.confirm", slug=activity.slug, said=said)


def write_to(person: Person, letter: Email, endpoint: str, activity: Activity) -> None:
    link = mailer.address(endpoint, slug=activity.slug)
    mailer.write_to_others([person], letter, link=link)
