"""Sending an activity in, talking about it, and what a curator decides about it."""

from flask import Blueprint

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.activities import presenters, queries
from coprod.register.activities.actions import change_address
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.review import actions, policies
from coprod.register.review.emails import (
    build_message_email,
    build_planned_email,
    build_removed_email,
    build_submitted_email,
    build_unplanned_email,
    write_to_curators,
    write_to_owners,
)
from coprod.register.review.enums import Voice
from coprod.register.review.forms import (
    AddressForm,
    MessageForm,
    PlanForm,
    SubmitForm,
    WithdrawForm,
)
from coprod.register.review.presenters import build_timeline
from coprod.register.review.queries import find_replacement_at, list_messages
from coprod.reviews.queries import find_review_of
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.forms import Form
from coprod.web.limits import changes
from coprod.web.mailer import Email

bp = Blueprint("review", __name__, url_prefix="/activities")

REMOVING = {
    Status.WITHDRAWN.value: actions.withdraw_activity,
    Status.ARCHIVED.value: actions.archive_activity,
}


@bp.post("/<slug:slug>/submit")
@requires_role(Role.RESIDENT)
def submit(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug, to_change=True)
    form = SubmitForm.from_request()
    if not form.validate():
        raise RuleBrokenError(N_("Choose one of the answers"))
    actions.submit_activity(actor(), activity, form.get_answers())
    write_to_curators(build_submitted_email(activity.title), "register.review.review", slug=slug)
    return go("register.activities.check", slug=slug, message=N_("Sent. A curator will read it"))


@bp.app_template_global("submit_form")
def build_submit_form(activity: Activity) -> SubmitForm:
    """Return the form by which a team sends an entry, with what it said the last time."""
    return SubmitForm(
        None, recognisable=activity.person_recognisable, agreed=activity.person_agreed
    )


@bp.get("/<slug:slug>/review")
@requires_role(Role.CURATOR)
def review(slug: str) -> Answer:
    """Show an entry to curators, who correct it; while it waits for a decision, lead to that."""
    activity = queries.get_activity(actor(), slug)
    waiting = find_review_of("activity", activity.id)
    if waiting is not None and policies.can_decide(actor(), activity):
        return go("reviews.reviews.review", review_id=waiting.id)
    return page("register/review/review.html", **build_review_context(activity))


@bp.get("/<slug:slug>/publication")
@requires_role(Role.CURATOR)
def publication(slug: str) -> Answer:
    """Show the day on which an approved entry becomes public, to change it."""
    activity = queries.get_permitted_activity(actor(), slug, policies.can_change_plan)
    return page("register/review/publication.html", activity=activity, form=PlanForm())


@bp.post("/<slug:slug>/publication")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: queries.get_activity(actor(), slug).id)
def publication_sent(slug: str) -> Answer:
    activity = get_planned_activity(slug)
    form = PlanForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.plan_publication(actor(), activity, form.get_day())
            if activity.publish_on:
                notify_of_plan(activity, build_planned_email(activity.title, activity.publish_on))
            return go("register.review.review", slug=slug, message=N_("The day was changed"))
    return form_page("register/review/publication.html", activity=activity, form=form)


def get_planned_activity(slug: str) -> Activity:
    return queries.get_permitted_activity(actor(), slug, policies.can_change_plan, to_change=True)


def notify_of_plan(activity: Activity, email: Email) -> None:
    write_to_owners(activity, email, "register.activities.check", slug=activity.slug)


@bp.post("/<slug:slug>/publication/cancel")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: queries.get_activity(actor(), slug).id)
def cancel_publication(slug: str) -> Answer:
    activity = get_planned_activity(slug)
    actions.cancel_publication(actor(), activity)
    notify_of_plan(activity, build_unplanned_email(activity.title))
    return go("reviews.reviews.queue", message=N_("It is waiting for a decision again"))


@bp.post("/<slug:slug>/reopen")
@requires_role(Role.RESIDENT)
def reopen(slug: str) -> Answer:
    """Let a team change what waits for its day."""
    activity = queries.get_permitted_activity(actor(), slug, policies.can_reopen, to_change=True)
    actions.reopen_planned(actor(), activity)
    message = N_("You can change it now. Send it to a curator again when you are done")
    return go("register.activities.check", slug=slug, message=message)


@bp.get("/<slug:slug>/withdraw")
@requires_role(Role.CURATOR)
def withdraw(slug: str) -> Answer:
    activity = queries.get_permitted_activity(actor(), slug, policies.can_withdraw)
    return page(
        "register/review/withdraw.html", activity=activity, form=WithdrawForm.from_request()
    )


@bp.post("/<slug:slug>/withdraw")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug: queries.get_activity(actor(), slug).id)
def withdraw_sent(slug: str) -> Answer:
    activity = queries.get_permitted_activity(actor(), slug, policies.can_withdraw, to_change=True)
    form = WithdrawForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            instead = find_replacement_at(activity, form.read_instead.data or "")
            remove = REMOVING[form.how.data]
            remove(actor(), activity, form.reason.data or "", instead=instead)
            email = build_removed_email(activity.title)
            write_to_owners(activity, email, "library.stories.activity", slug=slug)
            return go(
                "library.stories.activity", slug=slug, message=N_("The story is no longer public")
            )
    return form_page("register/review/withdraw.html", activity=activity, form=form)


@bp.get("/<slug:slug>/address")
@requires_role(Role.CURATOR)
def address(slug: str) -> Answer:
    activity = queries.get_activity_heading(actor(), slug)
    return page("register/review/address.html", activity=activity, form=AddressForm.from_request())


@bp.post("/<slug:slug>/address")
@requires_role(Role.CURATOR)
def address_sent(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug, to_change=True)
    form = AddressForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            change_address(actor(), activity, form.address.data or "", is_gone=form.is_gone)
            return go(
                "library.stories.activity",
                slug=activity.slug,
                message=N_("The address was changed"),
            )
    return form_page("register/review/address.html", activity=activity, form=form)


@bp.get("/<slug:slug>/conversation")
@requires_role(Role.RESIDENT)
def conversation(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug)
    return page(
        "register/review/conversation.html",
        **build_conversation_context(activity, MessageForm.from_request()),
    )


@bp.post("/<slug:slug>/conversation")
@requires_role(Role.RESIDENT)
@changes
def conversation_sent(slug: str) -> Answer:
    activity = queries.get_activity(actor(), slug, to_change=True)
    form = MessageForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            message = actions.add_message(actor(), activity, form.body.data or "")
            notify_other_side(activity, message.voice)
            return go(
                "register.review.conversation", slug=slug, message=N_("Your message was sent")
            )
    return form_page(
        "register/review/conversation.html", **build_conversation_context(activity, form)
    )


def notify_other_side(activity: Activity, voice: Voice) -> None:
    """Write to whoever did not speak: the owner, the curators, or both after an adviser."""
    email, slug = build_message_email(activity.title), activity.slug
    if voice is not Voice.OWNER:
        write_to_owners(activity, email, "register.review.conversation", slug=slug)
    if voice is not Voice.CURATOR:
        write_to_curators(email, "register.review.conversation", slug=slug)


def build_conversation_context(activity: Activity, form: Form) -> dict[str, object]:
    messages = list_messages(actor(), activity)
    moments = build_timeline(actor(), list_events(activity, public_only=False), messages)
    return {
        "activity": activity,
        "moments": moments,
        "form": form,
        "voice": policies.get_voice(actor(), activity),
        "can_decide": policies.can_decide(actor(), activity),
    }


def build_review_context(activity: Activity) -> dict[str, object]:
    return {
        **build_conversation_context(activity, MessageForm()),
        "answers": presenters.list_answers(activity),
        "can_correct": policies.can_correct(actor(), activity),
        "can_change_plan": policies.can_change_plan(actor(), activity),
    }
