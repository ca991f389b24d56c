"""Sending an entry in, and what a curator decides about it."""

from flask import Blueprint

from coprod.accounts.models import Person
from coprod.curation import actions, policies
from coprod.curation import pages as letters_of
from coprod.curation.forms import ReturnForm, WithdrawForm
from coprod.curation.queries import curators
from coprod.history.queries import notes
from coprod.kit.actor import Role
from coprod.kit.errors import NotAllowedError
from coprod.kit.phrases import N_
from coprod.register import pages, queries
from coprod.register.models import Activity
from coprod.web import letters
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, go, mistakes, page
from coprod.web.forms import Form
from coprod.web.letters import Letter

bp = Blueprint("curation", __name__, url_prefix="/register")


@bp.post("/<slug:slug>/submit")
@opens_to(Role.RESIDENT)
def submit(slug: str) -> Answer:
    activity = queries.activity(actor(), slug, to_change=True)
    actions.submit_activity(actor(), activity)
    for curator in curators():
        if curator.id != actor().id:
            write_to(curator, letters_of.sent_in(activity.title), "curation.review", slug)
    return go("register.check", slug=slug, said=N_("Sent. A curator will read it"))


@bp.get("/<slug:slug>/review")
@opens_to(Role.CURATOR)
def review(slug: str) -> Answer:
    activity = queries.activity(actor(), slug)
    return page("curation/review.html", **review_page(activity, ReturnForm.from_request()))


@bp.post("/<slug:slug>/publish")
@opens_to(Role.CURATOR)
def publish(slug: str) -> Answer:
    activity = queries.activity(actor(), slug, to_change=True)
    actions.publish_activity(actor(), activity)
    write_to(activity.owner, letters_of.published(activity.title), "library.activity", slug)
    return go("library.activity", slug=slug, said=N_("The entry is now public"))


@bp.post("/<slug:slug>/return")
@opens_to(Role.CURATOR)
def return_(slug: str) -> Answer:
    activity = queries.activity(actor(), slug, to_change=True)
    form = ReturnForm.from_request()
    if form.validate():
        with form.explaining():
            actions.return_activity(actor(), activity, form.reason.data or "")
            write_to(activity.owner, letters_of.sent_back(activity.title), "register.check", slug)
            return go("insight.desk", said=N_("Sent back, with your reason"))
    if not policies.can_decide(actor(), activity):
        raise NotAllowedError
    return mistakes("curation/review.html", **review_page(activity, form))


@bp.get("/<slug:slug>/withdraw")
@opens_to(Role.CURATOR)
def withdraw(slug: str) -> Answer:
    activity = queries.activity(actor(), slug)
    if not policies.can_withdraw(actor(), activity):
        raise NotAllowedError
    return page("curation/withdraw.html", activity=activity, form=WithdrawForm.from_request())


@bp.post("/<slug:slug>/withdraw")
@opens_to(Role.CURATOR)
def withdraw_sent(slug: str) -> Answer:
    activity = queries.activity(actor(), slug, to_change=True)
    if not policies.can_withdraw(actor(), activity):
        raise NotAllowedError
    form = WithdrawForm.from_request()
    if form.validate():
        with form.explaining():
            actions.withdraw_activity(actor(), activity, form.reason.data or "")
            write_to(activity.owner, letters_of.withdrawn(activity.title), "library.activity", slug)
            return go("library.activity", slug=slug, said=N_("The entry is withdrawn"))
    return mistakes("curation/withdraw.html", activity=activity, form=form)


def review_page(activity: Activity, form: Form) -> dict[str, object]:
    return {
        "activity": activity,
        "answers": pages.answers(activity),
        "notes": notes(activity, public_only=False),
        "can_decide": policies.can_decide(actor(), activity),
        "form": form,
    }


def write_to(person: Person, letter: Letter, endpoint: str, slug: str) -> None:
    """Write to somebody, unless they have left."""
    if person.email:
        letters.write(person.email, letter, link=letters.address(endpoint, slug=slug))
