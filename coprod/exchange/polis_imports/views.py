"""The page on which a curator brings in an export of Polis."""

from flask import Blueprint

from coprod.core.spreadsheets.enums import LARGEST_FILE
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.exchange.polis_imports.actions import import_export
from coprod.exchange.polis_imports.forms import ExportForm
from coprod.exchange.polis_imports.schemas import read_files
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.limits import allow_size

bp = Blueprint("polis_imports", __name__, url_prefix="/what-people-told-us/votes/import")
FORM_FIELDS_SIZE = 100 * 1024


@bp.get("")
@requires_role(Role.CURATOR)
def upload() -> Answer:
    return page("exchange/polis_imports/upload.html", form=ExportForm.from_sent())


@bp.post("")
@requires_role(Role.CURATOR)
@allow_size(lambda _settings: LARGEST_FILE + FORM_FIELDS_SIZE)
def upload_sent() -> Answer:
    form = ExportForm.from_sent()
    if form.validate():
        with form.catching_rule_errors():
            export = read_files(form.list_files())
            poll = import_export(actor(), export, form.source.data or "")
            message = N_("The files add up. Read the statements before you show them to readers")
            return go("intelligence.statements.poll", poll=poll.slug, message=message)
    return form_page("exchange/polis_imports/upload.html", form=form)
