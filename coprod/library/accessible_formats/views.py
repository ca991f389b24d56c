"""Entries in other formats: read, written, checked, asked for, and on a sheet for a noticeboard."""

from flask import Blueprint
from werkzeug.wrappers import Response

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.library.accessible_formats import actions, emails, forms, policies, queries
from coprod.library.accessible_formats.enums import FormatKind
from coprod.library.accessible_formats.models import FormatVersion
from coprod.participation.opportunities.queries import list_upcoming
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.register.review.emails import write_to_curators
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Outcome
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.qr_codes import draw_qr_code
from coprod.web.slots import add_slot_template

bp = Blueprint("accessible_formats", __name__)

ENTRY = "/stories/<slug:slug>"
MANAGED = "/activities/<slug:slug>/formats"
KIND = "<any('easy-read', bsl, audio, translation):format>"


# For readers


@bp.get(f"{ENTRY}/easy-read")
@requires_role(Role.VISITOR)
def easy_read(slug: str) -> Answer:
    activity = get_activity(actor(), slug)
    format_status = queries.get_format(actor(), activity, FormatKind.EASY_READ)
    lines = queries.list_lines(actor(), activity, format_status.version)
    return page(
        "library/accessible_formats/easy_read.html",
        activity=activity,
        format_status=format_status,
        lines=lines,
    )


@bp.get(f"{ENTRY}/in/<slug:code>")
@requires_role(Role.VISITOR)
def translation(slug: str, code: str) -> Answer:
    activity = get_activity(actor(), slug)
    format_status = queries.get_format(actor(), activity, FormatKind.TRANSLATION, code)
    return page(
        "library/accessible_formats/translation.html",
        activity=activity,
        format_status=format_status,
    )


@bp.get(f"{ENTRY}/noticeboard")
@requires_role(Role.VISITOR)
def noticeboard(slug: str) -> Answer:
    activity = get_public_activity(slug)
    return page(
        "library/accessible_formats/noticeboard.html",
        activity=activity,
        outcome=read_part(activity, Outcome),
        sessions=list_upcoming(actor(), activity)[:3],
        link=mailer.build_address("library.stories.activity", slug=slug),
    )


@bp.get(f"{ENTRY}/noticeboard.svg")
@requires_role(Role.VISITOR)
def qr(slug: str) -> Response:
    drawn = draw_qr_code(
        mailer.build_address("library.stories.activity", slug=get_public_activity(slug).slug)
    )
    return Response(drawn, mimetype="image/svg+xml")


def get_public_activity(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(policies.can_ask(activity), NotFoundError)
    return activity


@bp.get(f"{ENTRY}/ask-for-a-format")
@requires_role(Role.VISITOR)
def ask(slug: str) -> Answer:
    return page(
        "library/accessible_formats/ask.html",
        activity=get_public_activity(slug),
        form=build_request_form(),
    )


@bp.post(f"{ENTRY}/ask-for-a-format")
@requires_role(Role.VISITOR)
@limits.letters
def request_sent(slug: str) -> Answer:
    activity, form = get_public_activity(slug), build_request_form()
    if form.validate():
        with form.catching_rule_errors():
            actions.request_format(activity, form.build_request())
            write_to_curators(emails.build_request_email(activity.title), "desk.queue.desk")
            message = N_("Thank you. A curator will deal with it and get back to you")
            return go("library.stories.activity", slug=slug, message=message)
    return form_page("library/accessible_formats/ask.html", activity=activity, form=form)


def build_request_form() -> forms.FormatRequestForm:
    return forms.FormatRequestForm.for_requester(on_behalf=actor().is_at_least(Role.CURATOR))


# For those who look after an entry


@bp.get(MANAGED)
@requires_role(Role.RESIDENT)
def formats(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage)
    format_statuses = queries.list_formats(actor(), activity)
    return page(
        "library/accessible_formats/formats.html",
        activity=activity,
        format_statuses=format_statuses,
        kinds=FormatKind,
    )


@bp.get(f"{MANAGED}/{KIND}")
@requires_role(Role.RESIDENT)
def write(slug: str, format: str) -> Answer:  # noqa: A002 - the address’s word
    activity, kind = get_permitted_activity(actor(), slug, can_manage), FormatKind(format)
    version = None if kind.has_language else queries.find_version(activity, kind, "")
    form = forms.FormatForm.for_kind(kind, version)
    return page("library/accessible_formats/write.html", activity=activity, kind=kind, form=form)


@bp.post(f"{MANAGED}/{KIND}")
@requires_role(Role.RESIDENT)
def written(slug: str, format: str) -> Answer:  # noqa: A002 - the address’s word
    activity = get_permitted_activity(actor(), slug, can_manage, to_change=True)
    kind = FormatKind(format)
    form = forms.FormatForm.for_kind(kind)
    if form.validate():
        with form.catching_rule_errors():
            version = actions.write_format(actor(), activity, form.build_draft(kind))
            if version.waits:
                write_to_curators(emails.build_review_email(activity.title), "desk.queue.desk")
            message = (
                N_("Saved. A curator reads it before readers see it") if version.waits else None
            )
            if kind is FormatKind.EASY_READ:
                return go(
                    "library.accessible_formats.pictures",
                    slug=slug,
                    version_id=version.id,
                    message=message,
                )
            return go("library.accessible_formats.formats", slug=slug, message=message)
    return form_page(
        "library/accessible_formats/write.html", activity=activity, kind=kind, form=form
    )


@bp.get(f"{MANAGED}/<key:version_id>/pictures")
@requires_role(Role.RESIDENT)
def pictures(slug: str, version_id: int) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage)
    version = queries.get_version(actor(), activity, version_id)
    return page(
        "library/accessible_formats/pictures.html",
        **build_pictures_page(activity, version, build_picture_form(activity)),
    )


@bp.post(f"{MANAGED}/<key:version_id>/pictures/<key:number>")
@requires_role(Role.RESIDENT)
def picture(slug: str, version_id: int, number: int) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage, to_change=True)
    version = queries.get_version(actor(), activity, version_id)
    require(number in {line.number for line in version.lines}, NotFoundError)
    form = build_picture_form(activity)
    if form.validate():
        with form.catching_rule_errors():
            alt = form.alt.data or ""
            actions.set_picture(actor(), version, number, form.get_file_id(), alt)
            return go(
                "library.accessible_formats.pictures",
                slug=slug,
                version_id=version_id,
                message=N_("Saved"),
            )
    content = build_pictures_page(activity, version, form, wrong_number=number)
    return form_page("library/accessible_formats/pictures.html", **content)


@bp.post(f"{MANAGED}/<key:version_id>/remove")
@requires_role(Role.RESIDENT)
@decides_about("version", "version_id")
def remove(slug: str, version_id: int) -> Answer:
    activity = get_permitted_activity(actor(), slug, can_manage, to_change=True)
    actions.remove_format(actor(), queries.get_version(actor(), activity, version_id))
    return go("library.accessible_formats.formats", slug=slug, message=N_("Removed"))


def build_picture_form(activity: Activity) -> forms.PictureForm:
    return forms.PictureForm.with_pictures(queries.list_pictures(actor(), activity))


def build_pictures_page(
    activity: Activity, version: FormatVersion, form: forms.PictureForm, wrong_number: int = 0
) -> dict[str, object]:
    lines = queries.list_lines(actor(), activity, version)
    return {
        "activity": activity,
        "version": version,
        "lines": lines,
        "form": form,
        "wrong": wrong_number,
    }


# What the page of an entry asks


add_slot_template(bp, "activity.links", "library/accessible_formats/_manage.html", order=20)


@bp.app_template_global("can_manage_formats")
def can_manage_formats(activity: Activity) -> bool:
    return can_manage(actor(), activity)


@bp.app_template_global("can_approve_format")
def can_approve_format(activity: Activity, version: FormatVersion) -> bool:
    return policies.can_approve(actor(), activity, version)
