"""A public activity as a report on involvement: a page, and files of text and for spreadsheets."""

from flask import Blueprint, Response

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.exchange.involvement_reports import presenters
from coprod.exchange.involvement_reports.enums import NOT_SAID, PURPOSES, ReportForm
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, page, send_spreadsheet
from coprod.web.language import translate
from coprod.web.mailer import build_address
from coprod.web.page_cache import same_for_all_visitors
from coprod.web.slots import add_slot_template

bp = Blueprint("involvement_reports", __name__, url_prefix="/stories")
REPORT = f"/<slug:slug>/report/<any({', '.join(each.value for each in ReportForm)}):form>"
COLUMNS = (N_("Point"), N_("What it is"), N_("Words"))


@bp.get(REPORT)
@requires_role(Role.VISITOR)
@same_for_all_visitors
def report(slug: str, form: str) -> Answer:
    activity = get_public_activity(slug)
    return page(
        "exchange/involvement_reports/report.html",
        activity=activity,
        form=ReportForm(form),
        forms=PURPOSES,
        answers=presenters.build_report(activity, ReportForm(form)),
        not_said=NOT_SAID,
    )


@bp.get(f"{REPORT}.csv")
@requires_role(Role.VISITOR)
def spreadsheet(slug: str, form: str) -> Answer:
    answers = presenters.build_report(get_public_activity(slug), ReportForm(form))
    heading = [translate(column) for column in COLUMNS]
    return send_spreadsheet([heading, *presenters.list_rows(answers)], f"{slug}-{form}.csv")


@bp.get(f"{REPORT}.md")
@requires_role(Role.VISITOR)
def markdown(slug: str, form: str) -> Answer:
    activity = get_public_activity(slug)
    answers = presenters.build_report(activity, ReportForm(form))
    address = build_address("library.stories.activity", slug=activity.slug)
    text = presenters.format_markdown(activity.title, address, answers)
    response = Response(text, mimetype="text/markdown")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}-{form}.md"'
    return response


def get_public_activity(slug: str) -> Activity:
    """Return an activity that everybody may read: a draft is no report yet."""
    activity = get_activity(actor(), slug)
    require(activity.status is Status.PUBLISHED, NotFoundError)
    return activity


def build_link(activity: Activity) -> dict[str, object]:
    return {"activity": activity}


add_slot_template(bp, "story.links", "exchange/involvement_reports/_link.html", build_link, order=1)
