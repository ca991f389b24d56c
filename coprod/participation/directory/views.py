"""The directory of community groups: read by everybody, kept by curators and by the groups."""

from dataclasses import replace

from flask import Blueprint, request
from werkzeug.wrappers import Response

from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.keys import parse_row_key
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line
from coprod.participation.directory import actions, emails, policies, presenters, queries
from coprod.participation.directory.forms import ConnectorForm, OursForm
from coprod.participation.directory.models import Connector
from coprod.participation.directory.presenters import ConnectorRow, DirectoryPage
from coprod.participation.directory.rules import LONGEST_SEARCH, ConnectorFilter, match_places
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import build_choices
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, send_spreadsheet
from coprod.web.headers import hide_from_search_engines

bp = Blueprint("directory", __name__, url_prefix="/community-groups")
GROUP = "/<slug:connector>"
OURS = "/ours/<token:token>"
FORM_PAGE = "participation/directory/edit.html"
OURS_PAGE = "participation/directory/ours.html"


@bp.get("")
@requires_role(Role.VISITOR)
def community_groups() -> Answer:
    return page(
        "participation/directory/community_groups.html",
        directory=build_directory(actor()),
        can_keep=policies.can_keep(actor()),
    )


@bp.get("/file.csv")
@requires_role(Role.VISITOR)
def file() -> Response:
    """Return what everybody sees, whoever asks: a file leaves the register."""
    rows = presenters.build_spreadsheet(build_directory(VISITOR).rows)
    return send_spreadsheet(rows, "community-groups.csv")


def build_directory(reader: Actor) -> DirectoryPage:
    """Return the groups that fit. Of words, those that name a place choose it, if none is."""
    chosen, choices = read_filter(), build_choices(clock.today())
    match = match_places(chosen.words, choices(ListKind.LOCALITY))
    if not chosen.place:
        chosen = replace(chosen, place=match.place)
    found, has_all_words = queries.list_connectors(reader, chosen), True
    if match.stems:
        found, has_all_words = queries.filter_by_stems(found, match.stems)
    rows = presenters.build_rows(found, queries.load_stories_by_connector())
    boxes = presenters.build_boxes(choices, chosen)
    return DirectoryPage(rows, boxes, chosen.words, has_all_words)


def read_filter() -> ConnectorFilter:
    keys = {
        name: parse_row_key(request.args.get(name, "")) or 0 for name in presenters.FILTER_LISTS
    }
    return ConnectorFilter(**keys, words=one_line(request.args.get("q", ""))[:LONGEST_SEARCH])


@bp.get(GROUP)
@requires_role(Role.VISITOR)
def community_group(connector: str) -> Answer:
    found = queries.get_connector(actor(), connector)
    stories = queries.load_stories_by_connector().get(found.id, ())
    return page(
        "participation/directory/community_group.html",
        row=ConnectorRow(found, stories),
        can_keep=policies.can_keep(actor()),
        text_labels=presenters.TEXT_LABELS,
        list_labels=presenters.LIST_LABELS,
    )


# For curators


@bp.get("/new")
@requires_role(Role.CURATOR)
def new_group() -> Answer:
    return page(FORM_PAGE, form=build_form(), connector=None)


@bp.post("/new")
@requires_role(Role.CURATOR)
def new_group_sent() -> Answer:
    form = build_form()
    if form.validate():
        with form.catching_rule_errors():
            added = actions.add_connector(actor(), form.to_draft())
            message = N_("It was added")
            return go(
                "participation.directory.community_group", connector=added.slug, message=message
            )
    return form_page(FORM_PAGE, form=form, connector=None)


@bp.get(f"{GROUP}/change")
@requires_role(Role.CURATOR)
def change_group(connector: str) -> Answer:
    found = queries.get_connector(actor(), connector)
    return page(FORM_PAGE, form=build_form(found), connector=found)


@bp.post(f"{GROUP}/change")
@requires_role(Role.CURATOR)
def change_group_sent(connector: str) -> Answer:
    found = queries.get_connector(actor(), connector, to_change=True)
    form = build_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_connector(actor(), found, form.to_draft(), seen=form.seen)
            return go(
                "participation.directory.community_group", connector=connector, message=N_("Saved")
            )
    return form_page(FORM_PAGE, form=form, connector=found)


def build_form(connector: Connector | None = None) -> ConnectorForm:
    return ConnectorForm.build(build_choices(clock.today()), connector)


@bp.post(f"{GROUP}/take-off")
@requires_role(Role.CURATOR)
def taken_off(connector: str) -> Answer:
    actions.take_off(actor(), queries.get_connector(actor(), connector, to_change=True))
    message = N_("Taken off. Readers do not see it any more")
    return go("participation.directory.community_groups", message=message)


# For the group: a link to its shared mailbox, and what it does with it


@bp.post(f"{GROUP}/link")
@requires_role(Role.VISITOR)
@limits.mail
def link_sent(connector: str) -> Answer:
    """Send the link to the mailbox that the page names: nobody types an address here."""
    found = queries.get_connector(VISITOR, connector, to_change=True)
    token = actions.make_link(found)
    if token:
        emails.send_link(found, token)
    message = N_("We sent a link to the group’s mailbox today. It works for two weeks")
    return go("participation.directory.community_group", connector=connector, message=message)


@bp.get(OURS)
@requires_role(Role.VISITOR)
@limits.links
def ours(token: str) -> Answer:
    found = queries.get_by_token(token)
    return page(OURS_PAGE, **build_ours_page(found, build_ours_form(found), token))


@bp.post(OURS)
@requires_role(Role.VISITOR)
@limits.links
def ours_sent(token: str) -> Answer:
    found = queries.get_by_token(token, to_change=True)
    form = build_ours_form(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.send_change(found, form.get_words())
            emails.write_of_change(found)
            message = N_("Thank you. A curator reads your changes, and then puts them on the page")
            return go("participation.directory.ours", token=token, message=message)
    return form_page(OURS_PAGE, **build_ours_page(found, form, token))


def build_ours_form(connector: Connector) -> OursForm:
    return OursForm.build(build_choices(clock.today()), connector)


def build_ours_page(connector: Connector, form: OursForm, token: str) -> dict[str, object]:
    hide_from_search_engines()
    change = queries.find_change(connector)
    return {"connector": connector, "form": form, "token": token, "change": change}


@bp.post(f"{OURS}/take-off")
@requires_role(Role.VISITOR)
@limits.links
def ours_taken_off(token: str) -> Answer:
    actions.take_off_by_link(queries.get_by_token(token, to_change=True))
    message = N_("Your group is off the list. Nobody sees it here any more")
    return go("participation.directory.community_groups", message=message)
