"""Bringing in entries from a spreadsheet: upload, choose, check, take in, read, undo."""

from pathlib import Path

from flask import Blueprint, Response, current_app, request

from coprod.core.disclosure.enums import ColumnAnswer as ColumnAnswer
from coprod.core.spreadsheets.enums import LARGEST_FILE
from coprod.core.values.actor import Role
from coprod.core.values.keys import parse_page_number
from coprod.core.values.phrases import N_
from coprod.exchange.imports import actions, presenters, queries
from coprod.exchange.imports.enums import (
    LEFT,
    STATES,
    VERDICTS,
    WORKING,
    Choices,
    RowState,
    State,
    Take,
    Verdict,
)
from coprod.exchange.imports.forms import (
    AudienceForm,
    ColumnsForm,
    SheetForm,
    TakeForm,
    UploadForm,
    guessed,
)
from coprod.exchange.imports.models import SheetImport
from coprod.exchange.imports.queries import A_PAGE, Table, check_is_here, file_of, table
from coprod.exchange.imports.rules import settle_date_order
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.language import translate
from coprod.web.limits import allow_size

bp = Blueprint("imports", __name__, url_prefix="/import")

ROOM_FOR_THE_FORM = 100 * 1024
PLACES = {
    State.CHOOSING: "exchange.imports.columns",
    State.CHECKING: "exchange.imports.progress",
    State.CHECKED: "exchange.imports.check",
    State.TAKING: "exchange.imports.progress",
    State.UNDOING: "exchange.imports.progress",
}


def folder() -> Path:
    return Path(current_app.extensions["settings"].data_folder) / "imports"


def found(import_id: int, *, to_change: bool = False) -> SheetImport:
    return queries.sheet_import(actor(), import_id, to_change=to_change)


def onward(of: SheetImport) -> Answer:
    """Send the reader to the page that fits the state that the import is in now."""
    return go(PLACES.get(of.state, "exchange.imports.report"), import_id=of.id)


@bp.get("")
@requires_role(Role.CURATOR)
def imports() -> Answer:
    return page("exchange/imports/imports.html", **imports_page(UploadForm.from_request()))


@bp.post("")
@requires_role(Role.CURATOR)
@allow_size(lambda _settings: LARGEST_FILE + ROOM_FOR_THE_FORM)
def upload() -> Answer:
    form = UploadForm.from_request()
    if form.validate():
        sent = form.file.data
        with form.catching_rule_errors():
            begun = actions.start_import(actor(), folder(), sent.filename, sent.save)
            return go("exchange.imports.columns", import_id=begun.id)
    return form_page("exchange/imports/imports.html", **imports_page(form))


def imports_page(form: UploadForm) -> dict[str, object]:
    columns = queries.kept_back(actor())
    return {"form": form, "imports": queries.imports(actor()), "states": STATES, "columns": columns}


@bp.get("/<key:import_id>")
@requires_role(Role.CURATOR)
def show(import_id: int) -> Answer:
    return onward(found(import_id))


# Sheet and headings


@bp.get("/<key:import_id>/sheet")
@requires_role(Role.CURATOR)
def sheet(import_id: int) -> Answer:
    of = found(import_id)
    if of.state not in {State.CHOOSING, State.CHECKED}:
        return onward(of)
    form = SheetForm.build(of.sheets, of.sheet, of.header_row)
    return page("exchange/imports/sheet.html", of=of, form=form, tops=tops(of))


@bp.post("/<key:import_id>/sheet")
@requires_role(Role.CURATOR)
def sheet_sent(import_id: int) -> Answer:
    of = found(import_id, to_change=True)
    form = SheetForm.build(of.sheets, of.sheet, of.header_row)
    if form.validate():
        with form.catching_rule_errors():
            actions.choose_sheet(actor(), of, int(form.sheet.data), form.header_row.data or 0)
            return go("exchange.imports.columns", import_id=of.id)
    return form_page("exchange/imports/sheet.html", of=of, form=form, tops=tops(of))


def tops(of: SheetImport) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    if of.state not in {State.CHOOSING, State.CHECKED}:
        return []
    all_of_them = enumerate(of.sheets)
    return [
        (each["name"], presenters.top(table(folder(), of, sheet=n)))
        for n, each in all_of_them
        if each["rows"]
    ]


# Columns


@bp.get("/<key:import_id>/columns")
@requires_role(Role.CURATOR)
def columns(import_id: int) -> Answer:
    of = found(import_id)
    if of.state not in {State.CHOOSING, State.CHECKED}:
        return onward(of)
    read = table(folder(), of)
    known = queries.mappings(read.headings())
    wanted = request.args.get("mapping", "")
    used = next((each for each in known if each.name == wanted), known[0] if known else None)
    before = None if wanted == "none" else used
    choices = of.choices or (before.choices if before else None)
    form = ColumnsForm.build(read.headings(), choices)
    if before and not of.choices:
        form.remember.data = before.name
    asked = presenters.asked_columns(
        read, choices or guessed(read.headings()), most=presenters.LOOKED_THROUGH
    )
    shown = {**columns_page(of, read, form), "known": known, "used": before, "asked": asked}
    return page("exchange/imports/columns.html", **shown)


@bp.post("/<key:import_id>/columns")
@requires_role(Role.CURATOR)
def columns_sent(import_id: int) -> Answer:
    of = found(import_id, to_change=True)
    if of.state not in {State.CHOOSING, State.CHECKED}:
        return onward(of)
    read = table(folder(), of)
    headings = read.headings()
    form = ColumnsForm.build(headings, None)
    is_valid = form.validate()
    asked = presenters.asked_columns(read, form.chosen(headings) if is_valid else guessed(headings))
    unsure: list[presenters.UnsureDates] = []
    if is_valid and form.check_asked(headings, asked):
        with form.catching_rule_errors():
            seen = presenters.seen_dates(read, form.chosen(headings))
            unsure = presenters.unsure_dates(seen)
            choose(of, form, settle_date_order(form.chosen(headings), seen), headings)
            return go("exchange.imports.progress", import_id=of.id)
    shown = {**columns_page(of, read, form), "unsure": unsure, "asked": asked}
    return form_page("exchange/imports/columns.html", **shown)


def choose(of: SheetImport, form: ColumnsForm, choices: Choices, headings: list[str]) -> None:
    actions.choose_columns(actor(), of, choices, headings)
    if form.remember.data:
        actions.remember_mapping(actor(), form.remember.data, headings, choices)


def columns_page(of: SheetImport, read: Table, form: ColumnsForm) -> dict[str, object]:
    samples = list(enumerate(presenters.samples(read).items()))
    return {"of": of, "form": form, "samples": samples, "unsure": [], "known": [], "used": None}


# Columns of imports that are here already


@bp.get("/columns")
@requires_role(Role.CURATOR)
def kept_back() -> Answer:
    return page("exchange/imports/kept_back.html", **kept_back_page(AudienceForm.build()))


@bp.post("/columns")
@requires_role(Role.CURATOR)
def kept_back_sent() -> Answer:
    form = AudienceForm.build()
    name, label = form.source.data or "", form.label.data or ""
    queries.check_kept_back(actor(), name, label)
    if form.validate():
        with form.catching_rule_errors():
            actions.answer_column(actor(), name, label, ColumnAnswer(form.answer.data))
            return go("exchange.imports.kept_back", message=N_("Saved"))
    return form_page("exchange/imports/kept_back.html", **kept_back_page(form))


def kept_back_page(form: AudienceForm) -> dict[str, object]:
    return {"form": form, "columns": queries.kept_back(actor())}


# Check and take in


@bp.get("/<key:import_id>/check")
@requires_role(Role.CURATOR)
def check(import_id: int) -> Answer:
    of = found(import_id)
    if of.state is not State.CHECKED:
        return onward(of)
    return page("exchange/imports/check.html", **check_page(of, take_form(of)))


def take_form(of: SheetImport) -> TakeForm:
    offers = presenters.offers(queries.verdicts(of))
    return TakeForm.build([(take, str(translate(words))) for take, words in offers])


def check_page(of: SheetImport, form: TakeForm) -> dict[str, object]:
    verdict, number = chosen_verdict(), get_page_number()
    rows = queries.rows(of, verdict, number)
    return {
        "of": of,
        "form": form,
        "rows": rows[:A_PAGE],
        "has_more": len(rows) > A_PAGE,
        "number": number,
        "chosen": verdict,
        "counts": queries.verdicts(of),
        "verdicts": VERDICTS,
        "choices": of.choices,
    }


def chosen_verdict() -> Verdict | None:
    given = request.args.get("show", "")
    return Verdict(given) if given in set(Verdict) else None


def get_page_number() -> int:
    return parse_page_number(request.args.get("page", ""), 9_999, most_digits=4)


@bp.post("/<key:import_id>/take")
@requires_role(Role.CURATOR)
def take(import_id: int) -> Answer:
    of = found(import_id, to_change=True)
    if of.state is not State.CHECKED:
        return onward(of)
    form = take_form(of)
    if form.validate():
        with form.catching_rule_errors():
            which = Take(form.take.data)
            if which is not Take.NONE:
                check_is_here(is_here=file_of(folder(), of).exists())
            actions.take(actor(), of, which)
            if which is Take.NONE:
                return go(
                    "exchange.imports.imports",
                    message=N_("Nothing was taken in. The file is removed"),
                )
            return go("exchange.imports.progress", import_id=of.id)
    return form_page("exchange/imports/check.html", **check_page(of, form))


@bp.post("/<key:import_id>/give-up")
@requires_role(Role.CURATOR)
def give_up(import_id: int) -> Answer:
    actions.give_up(actor(), found(import_id, to_change=True))
    return go("exchange.imports.imports", message=N_("Nothing was taken in. The file is removed"))


# While it runs, and afterwards


@bp.get("/<key:import_id>/progress")
@requires_role(Role.CURATOR)
def progress(import_id: int) -> Answer:
    of = found(import_id)
    if of.state not in WORKING:
        return onward(of)
    return page("exchange/imports/progress.html", of=of, label=STATES[of.state])


@bp.get("/<key:import_id>/report")
@requires_role(Role.CURATOR)
def report(import_id: int) -> Answer:
    of = found(import_id)
    if of.state in PLACES:
        return onward(of)
    outcomes = queries.outcomes(of)
    return page(
        "exchange/imports/report.html",
        of=of,
        label=STATES[of.state],
        counts=queries.verdicts(of),
        verdicts=VERDICTS,
        outcomes=outcomes,
        made=queries.made(of) if outcomes[RowState.TAKEN] else [],
        left=queries.left(of),
        left_why=LEFT,
        set_aside=queries.count_set_aside(of),
    )


@bp.get("/<key:import_id>/refused.csv")
@requires_role(Role.CURATOR)
def refused(import_id: int) -> Response:
    of = found(import_id)
    text = "".join(presenters.refused_csv(queries.set_aside(of)))
    name = f"not-taken-in-{of.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, mimetype="text/csv", headers=headers)


@bp.post("/<key:import_id>/undo")
@requires_role(Role.CURATOR)
def undo(import_id: int) -> Answer:
    actions.undo(actor(), found(import_id, to_change=True))
    return go("exchange.imports.progress", import_id=import_id)
