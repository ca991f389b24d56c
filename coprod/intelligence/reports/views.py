"""Reports that others published: read by everybody once a curator has read them."""

import io

from flask import Blueprint, request, send_file, url_for
from werkzeug.wrappers import Response

from coprod.core import storage
from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import require_found
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback.presenters import build_options_by_side
from coprod.intelligence.feedback.queries import get_terms_by_id
from coprod.intelligence.reports import actions, policies, queries
from coprod.intelligence.reports.forms import DocumentForm, ReadForm, RecommendationForm, ReportForm
from coprod.intelligence.reports.models import Report
from coprod.intelligence.reports.rules import LONGEST, list_passages
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.former_addresses import add_path_finder
from coprod.web.headers import sandbox_response
from coprod.web.limits import takes_files
from coprod.web.transaction import defers_write_lock

bp = Blueprint("reports", __name__, url_prefix="/what-people-told-us/reports")
REPORT = "/<slug:report>"
RECOMMENDATION = f"{REPORT}/recommendations/<key:recommendation_id>"


# For everybody


@bp.get("")
@requires_role(Role.VISITOR)
def reports() -> Answer:
    pages = count_pages(queries.count_reports(actor()), queries.PAGE_SIZE)
    number = parse_page_number(request.args.get("page", ""), pages)
    return page(
        "intelligence/reports/reports.html",
        reports=queries.list_reports(actor(), number),
        number=number,
        pages=pages,
        can_keep=policies.can_keep_reports(actor()),
    )


@bp.get("/find")
@requires_role(Role.VISITOR)
def find() -> Answer:
    """Lead from the address at which a report stood before to where it stands now."""
    address = request.args.get("address", "").strip()[: LONGEST["address"]]
    report = queries.find_by_former_address(actor(), address) if address else None
    if report:
        return go("intelligence.reports.report", report=report.slug)
    answer = page("intelligence/reports/find.html", address=address)
    return answer if not address else (answer, 404)


@bp.get(REPORT)
@requires_role(Role.VISITOR)
def report(report: str) -> Answer:
    found = queries.get_report(actor(), report)
    return page("intelligence/reports/report.html", **build_report_page(found))


def build_report_page(report: Report, form: RecommendationForm | None = None) -> dict[str, object]:
    can_keep = policies.can_keep_reports(actor())
    return {
        "report": report,
        "form": form or RecommendationForm.build(report.version),
        "can_keep": can_keep,
        "notes": list_events(report, public_only=not can_keep),
    }


@bp.get(f"{REPORT}/text")
@requires_role(Role.VISITOR)
def text(report: str) -> Answer:
    found = queries.get_report(actor(), report, with_text=True)
    require_found(found.text or None)
    return page("intelligence/reports/text.html", report=found)


@bp.get(f"{REPORT}/document")
@requires_role(Role.VISITOR)
def document(report: str) -> Response:
    found = queries.get_report(actor(), report)
    data = require_found(storage.get(require_found(found.file_key)))
    sandbox_response()
    return send_file(
        io.BytesIO(data),
        mimetype=found.file_kind.mime,
        as_attachment=True,
        download_name=found.file_name,
        etag=found.file_sha256,
    )


def find_report_at_path(path: str) -> str | None:
    """Return where a report stands whose publisher's site had it at this path, if there is one."""
    slug = queries.find_slug_at_former_path(path)
    return url_for("intelligence.reports.report", report=slug) if slug else None


add_path_finder(bp, find_report_at_path)


# For curators


@bp.get("/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return page("intelligence/reports/edit.html", form=build_form(), report=None)


@bp.post("/new")
@requires_role(Role.CURATOR)
def new_sent() -> Answer:
    form = build_form()
    if form.validate():
        with form.catching_rule_errors():
            added = actions.add_report(actor(), form.to_draft())
            message = N_("Saved. Only curators see it until one of you has read all of it")
            return go("intelligence.reports.report", report=added.slug, message=message)
    return form_page("intelligence/reports/edit.html", form=form, report=None)


@bp.get(f"{REPORT}/change")
@requires_role(Role.CURATOR)
def change(report: str) -> Answer:
    found = queries.get_report(actor(), report)
    return page("intelligence/reports/edit.html", form=build_form(found), report=found)


@bp.post(f"{REPORT}/change")
@requires_role(Role.CURATOR)
def change_sent(report: str) -> Answer:
    found = queries.get_report(actor(), report, to_change=True)
    form = build_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_report(actor(), found, form.to_draft(), seen=form.seen)
            return go("intelligence.reports.report", report=report, message=N_("Saved"))
    return form_page("intelligence/reports/edit.html", form=form, report=found)


def build_form(report: Report | None = None) -> ReportForm:
    return ReportForm.build(build_options_by_side(list(get_terms_by_id().values())), report)


@bp.get(f"{REPORT}/document/new")
@requires_role(Role.CURATOR)
def new_document(report: str) -> Answer:
    found = queries.get_report(actor(), report)
    return page("intelligence/reports/document.html", form=DocumentForm(), report=found)


@bp.post(f"{REPORT}/document/new")
@requires_role(Role.CURATOR)
@takes_files
@defers_write_lock
def document_sent(report: str) -> Answer:
    found = queries.get_report(actor(), report)
    form = DocumentForm.from_request()
    sent = request.files.get("file")
    if form.validate():
        with form.catching_rule_errors():
            name, data = (sent.filename or "", sent.read()) if sent else ("", b"")
            actions.add_document(actor(), report, name, data)
            message = N_("This is the text we found. Read it before others can")
            return go("intelligence.reports.read", report=report, message=message)
    return form_page("intelligence/reports/document.html", form=form, report=found)


@bp.get(f"{REPORT}/read")
@requires_role(Role.CURATOR)
def read(report: str) -> Answer:
    found = queries.get_report(actor(), report, with_text=True)
    form = ReadForm.from_request(version=found.version)
    return page("intelligence/reports/read.html", **build_read_page(found, form))


@bp.post(f"{REPORT}/read")
@requires_role(Role.CURATOR)
@decides_about("report", queries.find_report_id)
def read_sent(report: str) -> Answer:
    found = queries.get_report(actor(), report, to_change=True, with_text=True)
    form = ReadForm.from_request(version=found.version)
    if form.validate():
        with form.catching_rule_errors():
            has_read = bool(form.has_read.data)
            actions.publish_report(actor(), found, has_read=has_read, seen=form.seen)
            message = N_("Everybody can read it now")
            return go("intelligence.reports.report", report=report, message=message)
    return form_page("intelligence/reports/read.html", **build_read_page(found, form))


def build_read_page(report: Report, form: ReadForm) -> dict[str, object]:
    return {
        "report": report,
        "form": form,
        "passages": list_passages("\n".join((report.title, report.summary, report.text))),
    }


@bp.post(f"{REPORT}/withdraw")
@requires_role(Role.CURATOR)
def withdraw(report: str) -> Answer:
    actions.withdraw_report(actor(), queries.get_report(actor(), report, to_change=True))
    message = N_("Only curators see it now")
    return go("intelligence.reports.report", report=report, message=message)


@bp.post(f"{REPORT}/recommendations")
@requires_role(Role.CURATOR)
def recommendation_sent(report: str) -> Answer:
    found = queries.get_report(actor(), report, to_change=True)
    form = RecommendationForm.build(found.version)
    if form.validate():
        with form.catching_rule_errors():
            actions.add_recommendation(actor(), found, form.to_draft())
            return go("intelligence.reports.report", report=report, message=N_("Saved"))
    return form_page("intelligence/reports/report.html", **build_report_page(found, form))


@bp.get(RECOMMENDATION)
@requires_role(Role.CURATOR)
def recommendation(report: str, recommendation_id: int) -> Answer:
    found = queries.get_report(actor(), report)
    chosen = queries.get_recommendation(found, recommendation_id)
    form = RecommendationForm.build(found.version, chosen)
    return page("intelligence/reports/recommendation.html", report=found, chosen=chosen, form=form)


@bp.post(RECOMMENDATION)
@requires_role(Role.CURATOR)
def reply_sent(report: str, recommendation_id: int) -> Answer:
    found = queries.get_report(actor(), report, to_change=True)
    chosen = queries.get_recommendation(found, recommendation_id)
    form = RecommendationForm.build(found.version, chosen)
    if form.validate():
        with form.catching_rule_errors():
            draft = form.to_draft()
            actions.answer_recommendation(actor(), found, chosen, draft, seen=form.seen)
            return go("intelligence.reports.report", report=report, message=N_("Saved"))
    return form_page(
        "intelligence/reports/recommendation.html", report=found, chosen=chosen, form=form
    )
