"""Groups that an activity names say whether it is right; curators read what they say."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, g

from coprod.accounts.users.rules import check_email
from coprod.core.values import clock, workdays
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_, Message
from coprod.participation.groups import actions, emails, forms, policies, queries
from coprod.participation.groups.emails import write_consent_ended
from coprod.participation.groups.enums import (
    AWAITING_ANSWER,
    NO_ANSWER,
    OUTDATED_LABELS,
    EndReason,
)
from coprod.participation.groups.models import GroupStatement, fingerprint_words
from coprod.participation.groups.presenters import RightOfReply, build_right_of_reply
from coprod.reference.lists.queries import get_place
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.register.files.queries import list_files
from coprod.register.review.emails import write_to_curators, write_to_owners
from coprod.register.review.queries import list_curators
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.filters import say_date
from coprod.web.headers import get_settings
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("groups", __name__)

ANSWER_MESSAGES = {
    False: N_("Thank you. We show what you said next to your group’s name"),
    True: N_("Thank you. The team and the curators have been asked to take your name out"),
}
"""What a group reads when it has answered, by whether it asks not to be named."""


# For those who look after the activity


@bp.get("/activities/<slug:slug>/groups")
@requires_role(Role.RESIDENT)
def groups(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage)
    return page(
        "participation/groups/groups.html", **build_groups_page(activity, build_ask_form(activity))
    )


@bp.post("/activities/<slug:slug>/groups")
@requires_role(Role.RESIDENT)
@limits.mail
def groups_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage, to_change=True)
    form = build_ask_form(activity)
    if form.validate():
        with form.catching_rule_errors():
            email, name = check_email(form.email.data or ""), form.group.data or ""
            day = workdays.add_workdays(clock.today(), get_settings().group_days, get_place().off)
            link = mailer.build_address(
                "participation.groups.say", token=actions.ask_group(actor(), activity, name, day)
            )
            mailer.write_email(email, emails.build_question(name, activity.title, day), link=link)
            message = N_("We wrote to the group. The address is not kept")
            return go("participation.groups.groups", slug=slug, message=message)
    return form_page("participation/groups/groups.html", **build_groups_page(activity, form))


def build_ask_form(activity: Activity) -> forms.AskForm:
    return forms.AskForm.for_groups(queries.list_groups_named_by_team(activity))


def build_groups_page(activity: Activity, form: forms.AskForm) -> dict[str, object]:
    return {
        "activity": activity,
        "form": form,
        "names": queries.list_groups_named_by_team(activity),
        "statements": queries.get_statements(activity),
        "days": get_settings().group_days,
    }


# For a group, by its link


@bp.get("/involved/say/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def say(token: str) -> Answer:
    statement = queries.get_statement_by_token(token)
    form = forms.AnswerForm.from_request(**get_last_answer(statement))
    return page("participation/groups/say.html", **build_say_page(statement, form, token))


@bp.post("/involved/say/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def answer_sent(token: str) -> Answer:
    statement = queries.get_statement_by_token(token, to_change=True)
    form = forms.AnswerForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.answer_as_group(statement, form.get_answer(), seen=form.seen.data or "")
            notify_of_answer(statement)
            message = ANSWER_MESSAGES[statement.is_unnamed]
            return go("participation.groups.say", token=token, message=message)
    return form_page("participation/groups/say.html", **build_say_page(statement, form, token))


def get_last_answer(statement: GroupStatement) -> dict[str, object]:
    if statement.stand is None:
        return {}
    return {
        "stand": statement.stand,
        "words": statement.words,
        "may_show_words": statement.may_show_words,
    }


def notify_of_answer(statement: GroupStatement) -> None:
    activity = statement.activity
    build = emails.build_name_unwanted if statement.is_unnamed else emails.build_group_answered
    email, slug = build(activity.title), activity.slug
    write_to_owners(activity, email, "participation.groups.groups", slug=slug)
    write_to_curators(email, "participation.groups.groups", slug=slug)


def build_say_page(
    statement: GroupStatement, form: forms.AnswerForm, token: str
) -> dict[str, object]:
    form.seen.data = fingerprint_words(statement.activity)
    return {
        "statement": statement,
        "form": form,
        "token": token,
        "is_outdated": statement.is_outdated(statement.activity),
    }


# For a group without a link


@bp.get("/activities/<slug:slug>/groups/ours")
@requires_role(Role.VISITOR)
def ours(slug: str) -> Answer:
    activity = get_claimable_activity(slug)
    form = forms.ClaimForm.for_groups(queries.list_named_groups(activity))
    return page("participation/groups/ours.html", activity=activity, form=form)


@bp.post("/activities/<slug:slug>/groups/ours")
@requires_role(Role.VISITOR)
@limits.letters
def ours_sent(slug: str) -> Answer:
    activity = get_claimable_activity(slug)
    form = forms.ClaimForm.for_groups(queries.list_named_groups(activity))
    if form.validate():
        with form.catching_rule_errors():
            actions.claim_group(activity, form.get_claim())
            write_to_claim_curators(activity)
            message = N_("Thank you. A curator will contact you, and then put it on the page")
            return go("library.stories.activity", slug=slug, message=message)
    return form_page("participation/groups/ours.html", activity=activity, form=form)


def write_to_claim_curators(activity: Activity) -> None:
    link = mailer.build_address("desk.queue.desk")
    mailer.write_to_each(list_curators(), emails.build_group_claimed(activity.title), link=link)


def get_claimable_activity(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(policies.can_claim(activity))
    return activity


# Consents: the team keeps them, and whoever agreed takes theirs back


@bp.get("/activities/<slug:slug>/consents")
@requires_role(Role.RESIDENT)
def consents(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage)
    return page(
        "participation/groups/consents.html",
        **build_consents_page(activity, build_consent_form(activity)),
    )


@bp.post("/activities/<slug:slug>/consents")
@requires_role(Role.RESIDENT)
def consents_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage)
    form = build_consent_form(activity)
    if form.validate():
        with form.catching_rule_errors():
            actions.save_consent(actor(), activity, form.get_terms())
            message = N_("Saved. Give the person their link, so that they can take it back")
            return go("participation.groups.consents", slug=slug, message=message)
    return form_page("participation/groups/consents.html", **build_consents_page(activity, form))


@bp.post("/activities/<slug:slug>/consents/<key:consent_id>/end")
@requires_role(Role.RESIDENT)
def consent_ended(slug: str, consent_id: int) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage, to_change=True)
    consent = queries.get_consent(actor(), activity, consent_id)
    actions.end_consent_as_manager(actor(), consent)
    write_consent_ended(consent)
    return go("library.stories.activity", slug=slug, message=N_("What rested on it is hidden now"))


@bp.get("/consent/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def consent(token: str) -> Answer:
    return page(
        "participation/groups/consent.html", consent=queries.get_consent_by_key(token), token=token
    )


@bp.post("/consent/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def consent_taken_back(token: str) -> Answer:
    consent = queries.get_consent_by_key(token, to_change=True)
    if not consent.ended:
        actions.end_consent(actor(), consent, EndReason.TAKEN_BACK)
        write_consent_ended(consent)
    return go(
        "participation.groups.consent",
        token=token,
        message=N_("Taken back. It is hidden from now on"),
    )


def build_consent_form(activity: Activity) -> forms.ConsentForm:
    return forms.ConsentForm.for_files(list_files(actor(), activity))


def build_consents_page(activity: Activity, form: forms.ConsentForm) -> dict[str, object]:
    consents = queries.list_consents(actor(), activity)
    links = {
        consent.id: mailer.build_address("participation.groups.consent", token=consent.key)
        for consent in consents
    }
    return {"activity": activity, "form": form, "consents": consents, "links": links}


# What other pages ask


def build_statements(activity: Activity) -> Context | None:
    """Return what groups say, and who was not asked: whoever decides sees both."""
    statements = queries.get_statements(activity)
    unasked = [name for name in queries.list_named_groups(activity) if name not in statements]
    if not statements and not unasked:
        return None
    return {"activity": activity, "statements": statements, "unasked": unasked}


@bp.app_template_global("statement_label")
def get_statement_label(statement: GroupStatement, activity: Activity) -> Message:
    """Return what stands beside the name of a group that was asked or has spoken."""
    if statement.stand and statement.is_outdated(activity):
        with_day, without = OUTDATED_LABELS[statement.stand]
        day = statement.get_day_of_change(activity)
        return Message(with_day.text, {"day": say_date(day)}) if day else without
    if statement.stand:
        return statement.stand.public_label
    return AWAITING_ANSWER if statement.is_awaiting_answer else NO_ANSWER


@bp.app_template_global("right_of_reply")
def get_right_of_reply(
    activity: Activity, names: Sequence[str], statements: Mapping[str, GroupStatement]
) -> RightOfReply:
    return build_right_of_reply(activity, [statements.get(name) for name in names])


@bp.app_template_global("is_shareable")
def is_shareable(activity: Activity) -> bool:
    """Tell templates, which ask in several places of one page."""
    if "staying" not in g:
        g.staying = queries.list_confined_activity_ids()
    return activity.id not in g.staying


def build_links(activity: Activity) -> Context | None:
    return {"activity": activity} if can_manage(actor(), activity) else None


def build_noindex(activity: Activity | None) -> Context | None:
    return None if activity is None or is_shareable(activity) else {}


add_slot_template(
    bp,
    "activity.review",
    "participation/groups/_before_publication.html",
    build_statements,
    order=10,
)
add_slot_template(bp, "activity.links", "participation/groups/_links.html", build_links, order=10)
add_slot_template(bp, "layout.head", "participation/groups/_noindex.html", build_noindex)
