"""The curator's desk, and what lay members are asked to advise on."""

from flask import Blueprint, request

from coprod.assessment.confirmation.queries import list_activities_to_answer
from coprod.core.mail import list_failing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import require, require_found
from coprod.core.values.keys import parse_row_key
from coprod.core.values.phrases import N_
from coprod.desk.chase.queries import count_to_chase
from coprod.desk.queue import actions, presenters
from coprod.desk.queue.policies import can_advise
from coprod.library.accessible_formats.enums import STATEMENT_REVIEWED_ON
from coprod.library.accessible_formats.rules import is_overdue
from coprod.register.review.queries import list_awaiting_review
from coprod.reviews.enums import Whose
from coprod.reviews.presenters import QueueFilter, build_queue
from coprod.reviews.queries import count_weeks
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page
from coprod.web.menu import Link

bp = Blueprint("queue", __name__)

TOOLS = (
    Link("desk.calendar.calendar", N_("What is due in the next few weeks")),
    Link("desk.decision_log.decisions", N_("What was decided, and why")),
    Link("board.packs.packs", N_("Board packs"), Role.CURATOR),
    Link("learning.collections.collections", N_("Collections: what to read first")),
    Link("reviews.reviews.stand_ins", N_("Stand-ins: who decides what a curator cannot")),
    Link("accounts.admin.people", N_("People: invite, change roles, suspend")),
    Link("accounts.first_run.items", N_("Before people rely on it: contacts and safety words")),
    Link("reference.lists.lists", N_("Lists: places, organisations, workstreams and more")),
    Link("library.index.meanings", N_("Search: words that mean the same")),
    Link("resourcing.rate_card.rates", N_("Rate card: what things usually cost")),
    Link("exchange.imports.imports", N_("Import: bring in activities from a spreadsheet")),
    Link("desk.queue.mail", N_("E-mails that did not go out")),
    Link("reference.wording.frameworks", N_("Wording of the questions"), Role.ADMINISTRATOR),
    Link("reference.letters.letters", N_("Words of the letters"), Role.ADMINISTRATOR),
    Link("reference.page_texts.texts", N_("Words of the pages"), Role.ADMINISTRATOR),
    Link("intelligence.feedback.trends", N_("What people told us: summaries, trends and gaps")),
    Link("exchange.feedback_imports.imports", N_("Feedback: count a file of comments")),
    Link("desk.audit.audit", N_("Who did what"), Role.ADMINISTRATOR),
)


@bp.get("/desk")
@requires_role(Role.CURATOR)
def desk() -> Answer:
    return page(
        "desk/queue/desk.html",
        queue=build_queue(actor(), read_filter()),
        weeks=count_weeks(clock.now()),
        desk=presenters.build_desk(actor()),
        to_chase=count_to_chase(actor()),
        me=actor().id,
        old_statement=is_overdue(STATEMENT_REVIEWED_ON, clock.today()),
        tools=[tool for tool in TOOLS if tool.is_for(actor().role)],
    )


def read_filter() -> QueueFilter:
    whose = request.args.get("whose", "")
    return QueueFilter(
        kind=request.args.get("kind", ""),
        workstream_id=parse_row_key(request.args.get("workstream", "")) or 0,
        whose=Whose(whose) if whose in set(Whose) else Whose.EVERYBODY,
        whole_group=request.args.get("whole", ""),
    )


@bp.get("/advice")
@requires_role(Role.LAY_MEMBER)
def advice() -> Answer:
    require(can_advise(actor()))
    return page(
        "desk/queue/advice.html",
        waiting=list_awaiting_review(actor()),
        proposed=list_activities_to_answer(actor()),
        is_lay=actor().role is Role.LAY_MEMBER,
    )


@bp.get("/desk/mail")
@requires_role(Role.CURATOR)
def mail() -> Answer:
    return page("desk/queue/mail.html", failing=list_failing())


@bp.post("/desk/mail/<key:message_id>/again")
@requires_role(Role.CURATOR)
def mail_again(message_id: int) -> Answer:
    message = require_found(next((each for each in list_failing() if each.id == message_id), None))
    actions.try_mail_again(actor(), message)
    return go("desk.queue.mail", message=N_("The next try is in a few seconds"))
