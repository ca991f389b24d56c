"""What to chase, the letters before they go, and one press that sends them."""

from collections.abc import Iterable

from flask import Blueprint, request

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.desk.chase import actions, presenters, queries
from coprod.desk.chase.emails import build_email
from coprod.desk.chase.rules import MOST_AT_ONCE, ChaseCase
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page

bp = Blueprint("chase", __name__, url_prefix="/desk/chase")


@bp.get("")
@requires_role(Role.CURATOR)
def chase() -> Answer:
    groups = presenters.build_groups(queries.list_cases(actor()))
    can_go = any(line.can_go for group in groups for line in group.lines)
    return page("desk/chase/chase.html", groups=groups, can_go=can_go)


@bp.get("/letters")
@requires_role(Role.CURATOR)
def letters() -> Answer:
    """Show the letters about what was chosen, as they will go."""
    cases = list_chosen(request.args.getlist("case"))
    if not cases:
        return go("desk.chase.chase", message=N_("Choose what the letters are about"))
    lines = [(presenters.CaseLine(case), mailer.reword(build_email(case))) for case in cases]
    return page("desk/chase/letters.html", lines=lines)


@bp.post("/letters")
@requires_role(Role.CURATOR)
def send() -> Answer:
    chosen = list_chosen(request.form.getlist("case"))
    sent = actions.record_letters(actor(), chosen)
    for case in sent:
        write_letter(case)
    return go("desk.chase.chase", message=presenters.describe_sent(chosen, sent))


def list_chosen(keys: Iterable[str]) -> list[ChaseCase]:
    """Return what is still to be chased of what was chosen."""
    chosen = set(keys)
    cases = queries.list_cases(actor()) if chosen else []
    return [case for case in cases if case.key in chosen and case.has_letter][:MOST_AT_ONCE]


def write_letter(case: ChaseCase) -> None:
    link = mailer.build_address(case.endpoint, **case.values)
    mailer.write_to_each(case.recipients, build_email(case), link=link)
