"""People whom an activity quotes say whether its words are right."""

from collections.abc import Sequence

from flask import Blueprint

from coprod.core.values import clock, workdays
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_, Message
from coprod.participation.quotations import actions, emails, forms, presenters, queries
from coprod.participation.quotations.models import Quotation
from coprod.participation.quotations.presenters import QuotationRow
from coprod.reference.lists.queries import get_place
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.activities.queries import get_permitted_activity
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.headers import get_settings, hide_from_search_engines
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("quotations", __name__)

LIST = "/activities/<slug:slug>/groups/quotes"
REPLY = "/quotes/<token:token>"


# For those who look after the activity


@bp.get(LIST)
@requires_role(Role.RESIDENT)
def quotations(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage)
    return page(
        "participation/quotations/quotations.html",
        **build_list_page(activity, forms.AskPersonForm.from_request()),
    )


@bp.post(LIST)
@requires_role(Role.RESIDENT)
@limits.mail
def quotations_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage, to_change=True)
    form = forms.AskPersonForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            message = ask_person(activity, form)
            return go("participation.quotations.quotations", slug=slug, message=message)
    return form_page("participation/quotations/quotations.html", **build_list_page(activity, form))


def ask_person(activity: Activity, form: forms.AskPersonForm) -> Message:
    """Ask by letter, or make a link that the team hands over."""
    words, recipient = form.words.data or "", form.email.data or ""
    day = workdays.add_workdays(clock.today(), get_settings().group_days, get_place().off)
    token = actions.ask_person(actor(), activity, words, day, is_handed_over=not recipient)
    if not recipient:
        return N_("Here is the link. Hand it over to the person")
    email = emails.build_question(activity.title, day)
    mailer.write_email(recipient, email, link=build_link(token))
    return N_("We wrote to the person. The address is not kept")


@bp.post(f"{LIST}/<key:quotation_id>/out")
@requires_role(Role.RESIDENT)
def take_out(slug: str, quotation_id: int) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage, to_change=True)
    actions.take_out(actor(), queries.get_quotation(actor(), activity, quotation_id))
    message = N_("Noted. Publication does not wait for this person")
    return go("participation.quotations.quotations", slug=slug, message=message)


def build_list_page(activity: Activity, form: forms.AskPersonForm) -> dict[str, object]:
    return {
        "activity": activity,
        "form": form,
        "rows": build_rows(activity, has_links=True),
        "days": get_settings().group_days,
    }


def build_rows(activity: Activity, *, has_links: bool = False) -> list[QuotationRow]:
    texts = queries.list_texts(activity)
    tokens = {
        each: queries.get_quotation_token(each) if has_links else ""
        for each in queries.list_quotations(activity)
    }
    return [
        presenters.build_row(each, texts, build_link(token) if token else "")
        for each, token in tokens.items()
    ]


def build_link(token: str) -> str:
    return mailer.build_address("participation.quotations.reply", token=token)


# For somebody who is quoted, by their link


@bp.get(REPLY)
@requires_role(Role.VISITOR)
@limits.links
def reply(token: str) -> Answer:
    quotation = queries.get_by_token(token)
    given = {"answer": quotation.answer, "words": quotation.other_words} if quotation.answer else {}
    form = forms.ReplyForm.from_request(**given)
    return page("participation/quotations/reply.html", **build_reply_page(quotation, form, token))


@bp.post(REPLY)
@requires_role(Role.VISITOR)
@limits.links
def reply_sent(token: str) -> Answer:
    quotation = queries.get_by_token(token, to_change=True)
    form = forms.ReplyForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            answer = form.get_reply()
            actions.answer_as_person(quotation, answer)
            emails.notify_of_reply(quotation)
            message = answer.answer.thanks
            return go("participation.quotations.reply", token=token, message=message)
    return form_page(
        "participation/quotations/reply.html", **build_reply_page(quotation, form, token)
    )


def build_reply_page(quotation: Quotation, form: forms.ReplyForm, token: str) -> dict[str, object]:
    hide_from_search_engines()
    row = presenters.build_row(quotation, queries.list_texts(quotation.activity))
    return {"row": row, "quotation": quotation, "form": form, "token": token}


# What other pages ask


def build_review(activity: Activity) -> Context | None:
    """Return what people who are quoted say, for whoever decides."""
    rows, is_unasked = build_rows(activity), actions.is_unasked(activity)
    if not rows and not is_unasked:
        return None
    return {"activity": activity, "rows": rows}


@bp.app_template_global("describe_asking")
def describe_asking(activity: Activity, quoted: Sequence[Quotation]) -> Message | None:
    return presenters.describe_asking(activity, quoted)


def build_links(activity: Activity) -> Context | None:
    return {"activity": activity} if can_manage(actor(), activity) else None


add_slot_template(
    bp,
    "activity.review",
    "participation/quotations/_before_publication.html",
    build_review,
    order=11,
)
add_slot_template(
    bp, "activity.links", "participation/quotations/_links.html", build_links, order=9
)
