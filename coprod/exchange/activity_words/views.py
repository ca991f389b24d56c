"""Matching the words in a file of activities, between its columns and the check of its rows."""

from pathlib import Path
from typing import Any

from flask import Blueprint, current_app, request

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.keys import parse_page_number
from coprod.exchange.activity_words import actions, queries
from coprod.exchange.activity_words.forms import ActivityWordsForm
from coprod.exchange.activity_words.presenters import build_words_page
from coprod.exchange.imports.enums import TARGET_LABELS, ColumnChoices, ImportState
from coprod.exchange.imports.models import SheetImport
from coprod.exchange.imports.queries import UPLOADS_FOLDER, get_import, open_table
from coprod.exchange.word_matching.presenters import TAGS
from coprod.reference.lists.queries import build_choices
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("activity_words", __name__, url_prefix="/import")


@bp.get("/<key:import_id>/words")
@requires_role(Role.CURATOR)
def words(import_id: int) -> Answer:
    sheet_import = get_import(actor(), import_id)
    if not can_match_words(sheet_import):
        return go("exchange.imports.show", import_id=import_id)
    return page("exchange/activity_words/words.html", **build_context(sheet_import))


@bp.post("/<key:import_id>/words")
@requires_role(Role.CURATOR)
def words_sent(import_id: int) -> Answer:
    sheet_import = get_import(actor(), import_id, to_change=True)
    if not can_match_words(sheet_import):
        return go("exchange.imports.show", import_id=import_id)
    context = build_context(sheet_import)
    form, choices = context["form"], context["choices"]
    if form.validate():
        with form.catching_rule_errors():
            matched = form.choose_words(context["words"].columns, choices.words)
            seen, headings = form.seen.data or "", list(choices.columns)
            actions.match_words(actor(), sheet_import, matched, headings, seen=seen)
            return go("exchange.imports.progress", import_id=sheet_import.id)
    return form_page("exchange/activity_words/words.html", **context)


def can_match_words(sheet_import: SheetImport) -> bool:
    is_open = sheet_import.state in {ImportState.CHOOSING, ImportState.CHECKED}
    return is_open and sheet_import.choices is not None


def build_context(sheet_import: SheetImport) -> dict[str, Any]:
    choices = sheet_import.choices or ColumnChoices()
    found = {parse_page_number(request.args.get("column", "")) - 1: request.args.get("find", "")}
    folder = Path(current_app.extensions["settings"].data_folder) / UPLOADS_FOLDER
    table = open_table(folder, sheet_import)
    words_page = build_words_page(table, choices, queries.map_names(choices), found)
    return {
        "sheet_import": sheet_import,
        "choices": choices,
        "words": words_page,
        "form": ActivityWordsForm.build(
            words_page.columns,
            build_choices(clock.today()),
            seen=compute_fingerprint(sheet_import.chosen),
        ),
        "tags": TAGS,
        "targets": TARGET_LABELS,
    }
