"""The first-run list: what must be confirmed before people rely on this register."""

from flask import Blueprint, current_app, g

from coprod.accounts.first_run import actions, queries
from coprod.accounts.first_run.enums import Item
from coprod.accounts.first_run.forms import ConfirmItemForm
from coprod.accounts.users.enums import ROLE_LABELS
from coprod.core.config import Environment, Settings
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("first_run", __name__, url_prefix="/first-run")


@bp.get("")
@requires_role(Role.CURATOR)
def items() -> Answer:
    return page(
        "accounts/first_run/items.html", items=queries.list_items(), roles=ROLE_LABELS, form=None
    )


@bp.post(f"/<any({', '.join(repr(each.value) for each in Item)}):name>")
@requires_role(Role.CURATOR)
def confirm(name: str) -> Answer:
    form = ConfirmItemForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.confirm_item(actor(), Item(name), seen=form.value.data or "")
            return go("accounts.first_run.items", message=N_("Confirmed. Readers can rely on it"))
    return form_page(
        "accounts/first_run/items.html", items=queries.list_items(), roles=ROLE_LABELS, form=form
    )


def list_reminders() -> tuple[Item, ...]:
    """Return what staff are reminded of on every page: neither in the demo nor in tests."""
    settings: Settings = current_app.extensions["settings"]
    if settings.demo or settings.environment is Environment.TEST:
        return ()
    if "first_run" not in g:
        g.first_run = queries.list_unconfirmed(actor())
    items: tuple[Item, ...] = g.first_run
    return items


def build_reminder() -> Context | None:
    items = list_reminders()
    return {"items": items} if items else None


add_slot_template(bp, "layout.notice", "accounts/first_run/_reminder.html", build_reminder)
