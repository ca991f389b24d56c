"""Entries in other formats: read, written, checked, asked for, and on a sheet for a noticeboard."""

from flask import Blueprint
from werkzeug.wrappers import Response

from coprod.assessment.resident_rating.presenters import draw_qr_code
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.library.accessible_formats import actions, forms, policies, presenters, queries
from coprod.library.accessible_formats.enums import Kind
from coprod.library.accessible_formats.models import FormatVersion
from coprod.participation.opportunities.queries import list_upcoming
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity as entry
from coprod.register.review.emails import write_to_curators
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Outcome
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.slots import add_slot_template

bp = Blueprint("accessible_formats", __name__)

ENTRY = "/library/<slug:slug>"
MANAGED = "/formats/<slug:slug>"
KIND = "<any('easy-read', bsl, audio, translation):format>"


# For readers


@bp.get(f"{ENTRY}/easy-read")
@requires_role(Role.VISITOR)
def easy_read(slug: str) -> Answer:
    found = entry(actor(), slug)
    shown = queries.shown(actor(), found, Kind.EASY_READ)
    lines = queries.lines(actor(), found, shown.version)
    return page(
        "library/accessible_formats/easy_read.html", activity=found, shown=shown, lines=lines
    )


@bp.get(f"{ENTRY}/in/<slug:code>")
@requires_role(Role.VISITOR)
def translation(slug: str, code: str) -> Answer:
    found = entry(actor(), slug)
    shown = queries.shown(actor(), found, Kind.TRANSLATION, code)
    return page("library/accessible_formats/translation.html", activity=found, shown=shown)


@bp.get(f"{ENTRY}/noticeboard")
@requires_role(Role.VISITOR)
def noticeboard(slug: str) -> Answer:
    found = public(slug)
    return page(
        "library/accessible_formats/noticeboard.html",
        activity=found,
        outcome=read_part(found, Outcome),
        sessions=list_upcoming(actor(), found)[:3],
        link=mailer.address("library.stories.activity", slug=slug),
    )


@bp.get(f"{ENTRY}/noticeboard.svg")
@requires_role(Role.VISITOR)
def qr(slug: str) -> Response:
    drawn = draw_qr_code(mailer.address("library.stories.activity", slug=public(slug).slug))
    return Response(drawn, mimetype="image/svg+xml")


def public(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_ask(found):
        raise NotFoundError
    return found


@bp.get(f"{ENTRY}/ask-for-a-format")
@requires_role(Role.VISITOR)
def ask(slug: str) -> Answer:
    return page("library/accessible_formats/ask.html", activity=public(slug), form=asking())


@bp.post(f"{ENTRY}/ask-for-a-format")
@requires_role(Role.VISITOR)
@limits.letters
def asked(slug: str) -> Answer:
    found, form = public(slug), asking()
    if form.validate():
        with form.catching_rule_errors():
            actions.ask_for_format(found, form.request())
            write_to_curators(presenters.asked(found.title), "library.accessible_formats.desk")
            said = N_("Thank you. A curator will see to it and reach you")
            return go("library.stories.activity", slug=slug, said=said)
    return form_page("library/accessible_formats/ask.html", activity=found, form=form)


def asking() -> forms.AskForm:
    return forms.AskForm.asking(on_behalf=actor().is_at_least(Role.CURATOR))


# For those who look after an entry


@bp.get(MANAGED)
@requires_role(Role.RESIDENT)
def formats(slug: str) -> Answer:
    found = managed(slug)
    shown = queries.formats(actor(), found)
    return page("library/accessible_formats/formats.html", activity=found, shown=shown, kinds=Kind)


@bp.get(f"{MANAGED}/{KIND}")
@requires_role(Role.RESIDENT)
def write(slug: str, format: str) -> Answer:  # noqa: A002 - the address’s word
    found, kind = managed(slug), Kind(format)
    before = None if kind.has_language else queries.kept(found, kind, "")
    form = forms.FormatForm.of(kind, before)
    return page("library/accessible_formats/write.html", activity=found, kind=kind, form=form)


@bp.post(f"{MANAGED}/{KIND}")
@requires_role(Role.RESIDENT)
def written(slug: str, format: str) -> Answer:  # noqa: A002 - the address’s word
    found, kind = managed(slug, to_change=True), Kind(format)
    form = forms.FormatForm.of(kind)
    if form.validate():
        with form.catching_rule_errors():
            kept = actions.write_format(actor(), found, form.making(kind))
            if kept.waits:
                write_to_curators(presenters.wrote(found.title), "library.accessible_formats.desk")
            said = N_("Kept. A curator reads it before readers see it") if kept.waits else None
            if kind is Kind.EASY_READ:
                return go(
                    "library.accessible_formats.pictures", slug=slug, version_id=kept.id, said=said
                )
            return go("library.accessible_formats.formats", slug=slug, said=said)
    return form_page("library/accessible_formats/write.html", activity=found, kind=kind, form=form)


@bp.get(f"{MANAGED}/<key:version_id>/pictures")
@requires_role(Role.RESIDENT)
def pictures(slug: str, version_id: int) -> Answer:
    found = managed(slug)
    version = queries.version(actor(), found, version_id)
    return page(
        "library/accessible_formats/pictures.html",
        **pictures_page(found, version, picturing(found)),
    )


@bp.post(f"{MANAGED}/<key:version_id>/pictures/<key:number>")
@requires_role(Role.RESIDENT)
def picture(slug: str, version_id: int, number: int) -> Answer:
    found = managed(slug, to_change=True)
    version = queries.version(actor(), found, version_id)
    if number not in {line.number for line in version.lines}:
        raise NotFoundError
    form = picturing(found)
    if form.validate():
        with form.catching_rule_errors():
            alt = form.alt.data or ""
            actions.set_picture(actor(), version, number, form.file_id(), alt)
            return go(
                "library.accessible_formats.pictures",
                slug=slug,
                version_id=version_id,
                said=N_("Kept"),
            )
    shown = pictures_page(found, version, form, wrong=number)
    return form_page("library/accessible_formats/pictures.html", **shown)


@bp.post(f"{MANAGED}/<key:version_id>/<any(approve, remove):step>")
@requires_role(Role.RESIDENT)
@decides_about("version", "version_id")
def decide(slug: str, version_id: int, step: str) -> Answer:
    found = managed(slug, to_change=True)
    act, said = DECIDED[step]
    act(actor(), queries.version(actor(), found, version_id))
    return go("library.accessible_formats.formats", slug=slug, said=said)


DECIDED = {
    "approve": (actions.approve_format, N_("Readers can see it now")),
    "remove": (actions.remove_format, N_("Taken away")),
}


def managed(slug: str, *, to_change: bool = False) -> Activity:
    found = entry(actor(), slug, to_change=to_change)
    if not policies.can_manage(actor(), found):
        raise NotAllowedError
    return found


def picturing(found: Activity) -> forms.PictureForm:
    return forms.PictureForm.offering(queries.pictures_of(actor(), found))


def pictures_page(
    found: Activity, version: FormatVersion, form: forms.PictureForm, wrong: int = 0
) -> dict[str, object]:
    lines = queries.lines(actor(), found, version)
    return {"activity": found, "version": version, "lines": lines, "form": form, "wrong": wrong}


# The curator’s desk


@bp.get("/desk/formats")
@requires_role(Role.CURATOR)
def desk() -> Answer:
    return page("library/accessible_formats/desk.html", **desk_page(forms.DoneForm()))


@bp.post("/desk/formats/<key:request_id>/done")
@requires_role(Role.CURATOR)
@decides_about("request", "request_id")
def done(request_id: int) -> Answer:
    found = queries.request(actor(), request_id)
    form = forms.DoneForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.close_request(actor(), found, form.outcome.data or "")
            return go(
                "library.accessible_formats.desk", said=N_("Done. How to reach them is deleted")
            )
    return form_page("library/accessible_formats/desk.html", **desk_page(form, wrong=request_id))


def desk_page(form: forms.DoneForm, wrong: int = 0) -> dict[str, object]:
    asked, waiting = queries.requests(actor()), queries.waiting_versions(actor())
    return {"requests": asked, "waiting": waiting, "form": form, "wrong": wrong}


# What the page of an entry asks


add_slot_template(bp, "activity.links", "library/accessible_formats/_manage.html", order=20)


@bp.app_template_global("can_manage_formats")
def can_manage_formats(activity: Activity) -> bool:
    return policies.can_manage(actor(), activity)


@bp.app_template_global("can_approve_format")
def can_approve_format(activity: Activity, version: FormatVersion) -> bool:
    return policies.can_approve(actor(), activity, version)
