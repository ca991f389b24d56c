"""Importing activities from a spreadsheet: upload, choose, check, import, read, undo."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, Response, current_app, request

from coprod.core.disclosure.enums import ColumnAnswer
from coprod.core.spreadsheets.enums import LARGEST_FILE
from coprod.core.values.actor import Role
from coprod.core.values.keys import parse_page_number
from coprod.core.values.phrases import N_
from coprod.exchange.imports import actions, presenters, queries
from coprod.exchange.imports.enums import (
    WORKING_STATES,
    ColumnChoices,
    ImportState,
    LeftReason,
    RowSelection,
    RowState,
    Verdict,
)
from coprod.exchange.imports.forms import (
    AudienceForm,
    ColumnsForm,
    SelectionForm,
    SheetForm,
    UploadForm,
    guess_choices,
)
from coprod.exchange.imports.models import SheetImport, SheetMapping
from coprod.exchange.imports.queries import (
    ROWS_PER_PAGE,
    UPLOADS_FOLDER,
    UploadedTable,
    check_upload_exists,
    get_upload_path,
    open_table,
)
from coprod.exchange.imports.rules import settle_date_order
from coprod.exchange.word_matching.rules import carry_words
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.language import translate
from coprod.web.limits import allow_size

bp = Blueprint("imports", __name__, url_prefix="/import")

FORM_FIELDS_SIZE = 100 * 1024
ENDPOINT_BY_STATE = {
    ImportState.CHOOSING: "exchange.imports.columns",
    ImportState.CHECKING: "exchange.imports.progress",
    ImportState.CHECKED: "exchange.imports.check",
    ImportState.TAKING: "exchange.imports.progress",
    ImportState.UNDOING: "exchange.imports.progress",
}


def get_upload_folder() -> Path:
    return Path(current_app.extensions["settings"].data_folder) / UPLOADS_FOLDER


def get_import(import_id: int, *, to_change: bool = False) -> SheetImport:
    return queries.get_import(actor(), import_id, to_change=to_change)


def redirect_to_step(sheet_import: SheetImport) -> Answer:
    """Send the reader to the page that fits the state that the import is in now."""
    return go(
        ENDPOINT_BY_STATE.get(sheet_import.state, "exchange.imports.report"),
        import_id=sheet_import.id,
    )


@bp.get("")
@requires_role(Role.CURATOR)
def imports() -> Answer:
    return page("exchange/imports/imports.html", **build_imports_page(UploadForm.from_request()))


@bp.post("")
@requires_role(Role.CURATOR)
@allow_size(lambda _settings: LARGEST_FILE + FORM_FIELDS_SIZE)
def upload() -> Answer:
    form = UploadForm.from_request()
    if form.validate():
        uploaded = form.file.data
        with form.catching_rule_errors():
            sheet_import = actions.start_import(
                actor(), get_upload_folder(), uploaded.filename, uploaded.save
            )
            return go("exchange.imports.columns", import_id=sheet_import.id)
    return form_page("exchange/imports/imports.html", **build_imports_page(form))


def build_imports_page(form: UploadForm) -> dict[str, object]:
    columns = queries.list_restricted_columns(actor())
    return {
        "form": form,
        "imports": queries.list_imports(actor()),
        "states": ImportState.labels(),
        "columns": columns,
    }


@bp.get("/<key:import_id>")
@requires_role(Role.CURATOR)
def show(import_id: int) -> Answer:
    return redirect_to_step(get_import(import_id))


# Sheet and headings


@bp.get("/<key:import_id>/sheet")
@requires_role(Role.CURATOR)
def sheet(import_id: int) -> Answer:
    sheet_import = get_import(import_id)
    if sheet_import.state not in {ImportState.CHOOSING, ImportState.CHECKED}:
        return redirect_to_step(sheet_import)
    form = SheetForm.build(sheet_import.sheets, sheet_import.sheet, sheet_import.header_row)
    return page(
        "exchange/imports/sheet.html",
        sheet_import=sheet_import,
        form=form,
        tops=list_first_lines_by_sheet(sheet_import),
    )


@bp.post("/<key:import_id>/sheet")
@requires_role(Role.CURATOR)
def sheet_sent(import_id: int) -> Answer:
    sheet_import = get_import(import_id, to_change=True)
    form = SheetForm.build(sheet_import.sheets, sheet_import.sheet, sheet_import.header_row)
    if form.validate():
        with form.catching_rule_errors():
            actions.choose_sheet(
                actor(), sheet_import, int(form.sheet.data), form.header_row.data or 0
            )
            return go("exchange.imports.columns", import_id=sheet_import.id)
    return form_page(
        "exchange/imports/sheet.html",
        sheet_import=sheet_import,
        form=form,
        tops=list_first_lines_by_sheet(sheet_import),
    )


def list_first_lines_by_sheet(
    sheet_import: SheetImport,
) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    if sheet_import.state not in {ImportState.CHOOSING, ImportState.CHECKED}:
        return []
    numbered_sheets = enumerate(sheet_import.sheets)
    return [
        (
            sheet["name"],
            presenters.get_first_lines(open_table(get_upload_folder(), sheet_import, sheet=n)),
        )
        for n, sheet in numbered_sheets
        if sheet["rows"]
    ]


# Columns


@bp.get("/<key:import_id>/columns")
@requires_role(Role.CURATOR)
def columns(import_id: int) -> Answer:
    sheet_import = get_import(import_id)
    if sheet_import.state not in {ImportState.CHOOSING, ImportState.CHECKED}:
        return redirect_to_step(sheet_import)
    table = open_table(get_upload_folder(), sheet_import)
    headings = table.read_headings()
    mappings = queries.list_mappings(headings)
    chosen_mapping = choose_mapping(mappings)
    is_afresh = bool(sheet_import.choices or chosen_mapping or get_mapping_name() == "none")
    earlier = None if is_afresh else queries.find_earlier_import(sheet_import, headings)
    model = chosen_mapping or earlier
    choices = sheet_import.choices or (model.choices if model else None)
    form = ColumnsForm.build(headings, choices)
    form.earlier.data = str(earlier.id) if earlier else ""
    if chosen_mapping and not sheet_import.choices:
        form.remember.data = chosen_mapping.name
    personal_columns = presenters.list_personal_columns(
        table, choices or guess_choices(headings), limit=presenters.ROWS_TO_SAMPLE
    )
    content = {
        **build_columns_page(sheet_import, table, form),
        "mappings": mappings,
        "chosen_mapping": chosen_mapping,
        "earlier": earlier,
        "personal_columns": personal_columns,
    }
    return page("exchange/imports/columns.html", **content)


def choose_mapping(mappings: Sequence[SheetMapping]) -> SheetMapping | None:
    """Return the mapping that the address names, or the newest; none where it says so."""
    name = get_mapping_name()
    if name == "none":
        return None
    named = (mapping for mapping in mappings if mapping.name == name)
    return next(named, mappings[0] if mappings else None)


def get_mapping_name() -> str:
    return request.args.get("mapping", "")


@bp.post("/<key:import_id>/columns")
@requires_role(Role.CURATOR)
def columns_sent(import_id: int) -> Answer:
    sheet_import = get_import(import_id, to_change=True)
    if sheet_import.state not in {ImportState.CHOOSING, ImportState.CHECKED}:
        return redirect_to_step(sheet_import)
    table = open_table(get_upload_folder(), sheet_import)
    headings = table.read_headings()
    form = ColumnsForm.build(headings, None)
    is_valid = form.validate()
    personal_columns = presenters.list_personal_columns(
        table, form.get_choices(headings) if is_valid else guess_choices(headings)
    )
    ambiguous_dates: list[presenters.AmbiguousDates] = []
    if is_valid and form.check_audiences(headings, personal_columns):
        with form.catching_rule_errors():
            dates_by_column = presenters.collect_table_dates(table, form.get_choices(headings))
            ambiguous_dates = presenters.list_ambiguous_dates(dates_by_column)
            choices = settle_date_order(form.get_choices(headings), dates_by_column)
            save_choices(sheet_import, form, choices, headings)
            endpoint = "activity_words.words" if choices.word_columns else "imports.progress"
            return go(f"exchange.{endpoint}", import_id=sheet_import.id)
    content = {
        **build_columns_page(sheet_import, table, form),
        "ambiguous_dates": ambiguous_dates,
        "personal_columns": personal_columns,
    }
    return form_page("exchange/imports/columns.html", **content)


def save_choices(
    sheet_import: SheetImport, form: ColumnsForm, choices: ColumnChoices, headings: list[str]
) -> None:
    """Save what the columns are. Words that were matched before stay matched."""
    choices = add_words(sheet_import, form, choices)
    save = actions.save_columns if choices.word_columns else actions.choose_columns
    save(actor(), sheet_import, choices, headings)
    if form.remember.data:
        actions.save_mapping(actor(), form.remember.data, headings, choices)


def add_words(
    sheet_import: SheetImport, form: ColumnsForm, choices: ColumnChoices
) -> ColumnChoices:
    """Keep the words that were matched before, and propose those of the earlier import."""
    before = sheet_import.choices or ColumnChoices()
    earlier = queries.find_earlier_import(sheet_import, list(choices.columns))
    is_offered = earlier is not None and str(earlier.id) == form.earlier.data
    model = (earlier.choices if earlier and is_offered else None) or ColumnChoices()
    words, proposed = carry_words(before, model, choices.columns)
    return replace(choices, words=words, proposed=proposed)


def build_columns_page(
    sheet_import: SheetImport, table: UploadedTable, form: ColumnsForm
) -> dict[str, object]:
    samples = list(enumerate(presenters.get_samples(table).items()))
    return {
        "sheet_import": sheet_import,
        "form": form,
        "samples": samples,
        "ambiguous_dates": [],
        "mappings": [],
        "chosen_mapping": None,
        "earlier": None,
    }


# Columns of earlier imports


@bp.get("/columns")
@requires_role(Role.CURATOR)
def restricted_columns() -> Answer:
    return page(
        "exchange/imports/restricted_columns.html",
        **build_restricted_columns_page(AudienceForm.build()),
    )


@bp.post("/columns")
@requires_role(Role.CURATOR)
def restricted_columns_sent() -> Answer:
    form = AudienceForm.build()
    name, label = form.source.data or "", form.label.data or ""
    queries.check_is_restricted(actor(), name, label)
    if form.validate():
        with form.catching_rule_errors():
            actions.set_column_audience(actor(), name, label, ColumnAnswer(form.answer.data))
            return go("exchange.imports.restricted_columns", message=N_("Saved"))
    return form_page(
        "exchange/imports/restricted_columns.html", **build_restricted_columns_page(form)
    )


def build_restricted_columns_page(form: AudienceForm) -> dict[str, object]:
    return {"form": form, "columns": queries.list_restricted_columns(actor())}


# Check and confirm


@bp.get("/<key:import_id>/check")
@requires_role(Role.CURATOR)
def check(import_id: int) -> Answer:
    sheet_import = get_import(import_id)
    if sheet_import.state is not ImportState.CHECKED:
        return redirect_to_step(sheet_import)
    return page(
        "exchange/imports/check.html",
        **build_check_page(sheet_import, build_selection_form(sheet_import)),
    )


def build_selection_form(sheet_import: SheetImport) -> SelectionForm:
    selections = presenters.list_selections(queries.count_verdicts(sheet_import))
    return SelectionForm.build(
        [(selection, str(translate(words))) for selection, words in selections]
    )


def build_check_page(sheet_import: SheetImport, form: SelectionForm) -> dict[str, object]:
    verdict, number = get_chosen_verdict(), get_page_number()
    rows = queries.list_rows(sheet_import, verdict, number)
    return {
        "sheet_import": sheet_import,
        "form": form,
        "rows": rows[:ROWS_PER_PAGE],
        "has_more": len(rows) > ROWS_PER_PAGE,
        "number": number,
        "chosen": verdict,
        "counts": queries.count_verdicts(sheet_import),
        "verdicts": Verdict.labels(),
        "choices": sheet_import.choices,
    }


def get_chosen_verdict() -> Verdict | None:
    value = request.args.get("show", "")
    return Verdict(value) if value in set(Verdict) else None


def get_page_number() -> int:
    return parse_page_number(request.args.get("page", ""))


@bp.post("/<key:import_id>/take")
@requires_role(Role.CURATOR)
def confirm(import_id: int) -> Answer:
    sheet_import = get_import(import_id, to_change=True)
    if sheet_import.state is not ImportState.CHECKED:
        return redirect_to_step(sheet_import)
    form = build_selection_form(sheet_import)
    if form.validate():
        with form.catching_rule_errors():
            selection = RowSelection(form.take.data)
            if selection is not RowSelection.NONE:
                check_upload_exists(
                    exists=get_upload_path(get_upload_folder(), sheet_import).exists()
                )
            actions.confirm_import(actor(), sheet_import, selection)
            if selection is RowSelection.NONE:
                return go(
                    "exchange.imports.imports",
                    message=N_("Nothing was imported. The file is removed"),
                )
            return go("exchange.imports.progress", import_id=sheet_import.id)
    return form_page("exchange/imports/check.html", **build_check_page(sheet_import, form))


@bp.post("/<key:import_id>/give-up")
@requires_role(Role.CURATOR)
def give_up(import_id: int) -> Answer:
    actions.give_up_import(actor(), get_import(import_id, to_change=True))
    return go("exchange.imports.imports", message=N_("Nothing was imported. The file is removed"))


# While it runs, and afterwards


@bp.get("/<key:import_id>/progress")
@requires_role(Role.CURATOR)
def progress(import_id: int) -> Answer:
    sheet_import = get_import(import_id)
    if sheet_import.state not in WORKING_STATES:
        return redirect_to_step(sheet_import)
    return page(
        "exchange/imports/progress.html",
        sheet_import=sheet_import,
        label=sheet_import.state.label,
    )


@bp.get("/<key:import_id>/report")
@requires_role(Role.CURATOR)
def report(import_id: int) -> Answer:
    sheet_import = get_import(import_id)
    if sheet_import.state in ENDPOINT_BY_STATE:
        return redirect_to_step(sheet_import)
    row_state_counts = queries.count_row_states(sheet_import)
    return page(
        "exchange/imports/report.html",
        sheet_import=sheet_import,
        label=sheet_import.state.label,
        counts=queries.count_verdicts(sheet_import),
        verdicts=Verdict.labels(),
        outcomes=row_state_counts,
        created=queries.list_created_activities(sheet_import)
        if row_state_counts[RowState.TAKEN]
        else [],
        left=queries.list_left_rows(sheet_import),
        left_reasons=LeftReason.labels(),
        rejected_count=queries.count_rejected_rows(sheet_import),
    )


@bp.get("/<key:import_id>/refused.csv")
@requires_role(Role.CURATOR)
def rejected_rows(import_id: int) -> Response:
    sheet_import = get_import(import_id)
    text = "".join(presenters.render_rejected_csv(queries.list_rejected_rows(sheet_import)))
    name = f"not-taken-in-{sheet_import.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="text/csv", headers=headers)


@bp.post("/<key:import_id>/undo")
@requires_role(Role.CURATOR)
def undo(import_id: int) -> Answer:
    actions.undo_import(actor(), get_import(import_id, to_change=True))
    return go("exchange.imports.progress", import_id=import_id)
