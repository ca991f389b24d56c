"""The pages for files of comments: upload, choose, check, count, read, delete the words."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Blueprint, current_app, request

from coprod.core.spreadsheets.enums import LARGEST_FILE
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.keys import parse_page_number
from coprod.core.values.phrases import N_
from coprod.exchange.feedback_imports import actions, queries
from coprod.exchange.feedback_imports.enums import (
    LEAVE,
    NEW,
    TARGET_LABELS,
    FeedbackChoices,
    FeedbackFileState,
)
from coprod.exchange.feedback_imports.forms import (
    MappingForm,
    NamePlacementForm,
    UploadForm,
    WordsForm,
)
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.presenters import WordsPage, build_words_page
from coprod.exchange.imports.presenters import get_samples
from coprod.exchange.word_matching.presenters import TAGS
from coprod.exchange.word_matching.rules import carry_words
from coprod.intelligence.feedback.actions import publish_summaries
from coprod.intelligence.feedback.queries import (
    get_summary,
    list_counted_from,
    list_subject_names,
)
from coprod.intelligence.feedback_comments.enums import LISTS_BY_AXIS, Axis
from coprod.reference.lists.queries import build_choices, get_term_of_list
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.forms import require_value
from coprod.web.limits import allow_size

bp = Blueprint("feedback_imports", __name__, url_prefix="/what-people-told-us")

FORM_FIELDS_SIZE = 100 * 1024
FILE_PATH = "/import/<key:file_id>"
MOST_NAMES = 100
NOTHING_COUNTED = N_("Nothing was counted. The file is removed")


@dataclass(frozen=True)
class PlacementRow:
    """A name that is on no list, and the form to say what it is."""

    name: queries.UnplacedName
    form: NamePlacementForm
    is_sent: bool


def get_upload_folder() -> Path:
    return Path(current_app.extensions["settings"].data_folder) / "feedback"


def get_file(file_id: int, *, to_change: bool = False) -> FeedbackFile:
    return queries.get_file(actor(), file_id, to_change=to_change)


@bp.get("/import")
@requires_role(Role.CURATOR)
def imports() -> Answer:
    return page(
        "exchange/feedback_imports/imports.html", **build_imports_page(UploadForm.from_request())
    )


@bp.post("/import")
@requires_role(Role.CURATOR)
@allow_size(lambda _settings: LARGEST_FILE + FORM_FIELDS_SIZE)
def upload() -> Answer:
    form = UploadForm.from_request()
    if form.validate():
        uploaded = form.file.data
        with form.catching_rule_errors():
            feedback_file = actions.start_file(
                actor(), get_upload_folder(), uploaded.filename, uploaded.save
            )
            return go("exchange.feedback_imports.columns", file_id=feedback_file.id)
    return form_page("exchange/feedback_imports/imports.html", **build_imports_page(form))


def build_imports_page(form: UploadForm) -> dict[str, object]:
    return {
        "form": form,
        "files": queries.list_files(actor()),
        "states": FeedbackFileState.labels(),
    }


@bp.get(f"{FILE_PATH}/columns")
@requires_role(Role.CURATOR)
def columns(file_id: int) -> Answer:
    feedback_file = get_file(file_id)
    if feedback_file.state not in {FeedbackFileState.CHOOSING, FeedbackFileState.CHECKED}:
        return go("exchange.feedback_imports.report", file_id=feedback_file.id)
    headings = queries.open_table(get_upload_folder(), feedback_file).read_headings()
    earlier = None if feedback_file.choices else find_earlier(feedback_file, headings)
    form = MappingForm.build(
        headings, feedback_file.choices or (earlier.choices if earlier else None)
    )
    form.earlier.data = str(earlier.id) if earlier else ""
    content = {**build_columns_page(feedback_file, form), "earlier": earlier}
    return page("exchange/feedback_imports/columns.html", **content)


def find_earlier(feedback_file: FeedbackFile, headings: list[str]) -> FeedbackFile | None:
    """Return the file whose choices are offered, unless somebody wants to start afresh."""
    is_unwanted = request.args.get("as", "") == "none"
    return None if is_unwanted else queries.find_earlier_file(feedback_file, headings)


@bp.post(f"{FILE_PATH}/columns")
@requires_role(Role.CURATOR)
def columns_sent(file_id: int) -> Answer:
    feedback_file = get_file(file_id, to_change=True)
    if feedback_file.state not in {FeedbackFileState.CHOOSING, FeedbackFileState.CHECKED}:
        return go("exchange.feedback_imports.report", file_id=feedback_file.id)
    headings = queries.open_table(get_upload_folder(), feedback_file).read_headings()
    form = MappingForm.build(headings, None)
    if form.validate():
        with form.catching_rule_errors():
            choices = add_words(feedback_file, form, form.get_choices(headings))
            actions.choose_columns(actor(), get_upload_folder(), feedback_file, choices)
            return go("exchange.feedback_imports.words", file_id=feedback_file.id)
    return form_page(
        "exchange/feedback_imports/columns.html", **build_columns_page(feedback_file, form)
    )


def add_words(
    feedback_file: FeedbackFile, form: MappingForm, choices: FeedbackChoices
) -> FeedbackChoices:
    """Keep the words that were matched before, and propose those of the earlier file."""
    before = feedback_file.choices or FeedbackChoices()
    earlier = queries.find_earlier_file(feedback_file, list(choices.columns))
    is_offered = earlier is not None and str(earlier.id) == form.earlier.data
    model = (earlier.choices if earlier and is_offered else None) or FeedbackChoices()
    words, proposed = carry_words(before, model, choices.columns)
    return replace(choices, words=words, proposed=proposed)


def build_columns_page(feedback_file: FeedbackFile, form: MappingForm) -> dict[str, object]:
    samples = get_samples(queries.open_table(get_upload_folder(), feedback_file))
    return {
        "feedback_file": feedback_file,
        "form": form,
        "samples": list(enumerate(samples.items())),
        "has_comments": queries.has_comments(feedback_file),
        "earlier": None,
    }


@bp.get(f"{FILE_PATH}/words")
@requires_role(Role.CURATOR)
def words(file_id: int) -> Answer:
    feedback_file = get_file(file_id)
    if not can_match_words(feedback_file):
        return go("exchange.feedback_imports.report", file_id=feedback_file.id)
    return page("exchange/feedback_imports/words.html", **build_words_context(feedback_file))


@bp.post(f"{FILE_PATH}/words")
@requires_role(Role.CURATOR)
def words_sent(file_id: int) -> Answer:
    feedback_file = get_file(file_id, to_change=True)
    if not can_match_words(feedback_file):
        return go("exchange.feedback_imports.report", file_id=feedback_file.id)
    context = build_words_context(feedback_file)
    form, words_page, choices = context["form"], context["words"], feedback_file.choices
    if form.validate():
        with form.catching_rule_errors():
            matches = form.get_choices(words_page.columns, choices)
            actions.match_words(actor(), get_upload_folder(), feedback_file, matches)
            endpoint = "report" if request.form.get("then") == "report" else "words"
            return go(
                f"exchange.feedback_imports.{endpoint}",
                file_id=file_id,
                message=N_("Saved. Every row was read again"),
            )
    return form_page("exchange/feedback_imports/words.html", **context)


def can_match_words(feedback_file: FeedbackFile) -> bool:
    is_chosen = feedback_file.state in {FeedbackFileState.CHECKED, FeedbackFileState.COUNTED}
    return is_chosen and queries.has_upload(get_upload_folder(), feedback_file)


def build_words_context(feedback_file: FeedbackFile) -> dict[str, Any]:
    choices = feedback_file.choices or FeedbackChoices()
    found = {parse_page_number(request.args.get("column", "")) - 1: request.args.get("find", "")}
    words_page = build_words_page(feedback_file, choices, queries.map_names(choices.axes), found)
    return {
        "feedback_file": feedback_file,
        "choices": choices,
        "words": words_page,
        "form": build_words_form(feedback_file, choices, words_page),
        "tags": TAGS,
        "targets": TARGET_LABELS,
    }


def build_words_form(
    feedback_file: FeedbackFile, choices: FeedbackChoices, words_page: WordsPage
) -> WordsForm:
    return WordsForm.build(
        words_page.columns,
        build_choices(clock.today()),
        seen=compute_fingerprint(feedback_file.chosen),
        keep=choices.keep_matches,
    )


@bp.get(f"{FILE_PATH}/report")
@requires_role(Role.CURATOR)
def report(file_id: int) -> Answer:
    feedback_file = get_file(file_id)
    if feedback_file.state is FeedbackFileState.CHOOSING:
        return go("exchange.feedback_imports.columns", file_id=feedback_file.id)
    return page(
        "exchange/feedback_imports/report.html",
        feedback_file=feedback_file,
        has_comments=queries.has_comments(feedback_file),
        has_upload=queries.has_upload(get_upload_folder(), feedback_file),
        choices=feedback_file.choices,
        report=feedback_file.report,
        label=feedback_file.state.label,
        can_match=can_match_words(feedback_file),
        with_words=queries.count_comments_with_words(feedback_file),
    )


@bp.post(f"{FILE_PATH}/count")
@requires_role(Role.CURATOR)
def count(file_id: int) -> Answer:
    actions.count_file(actor(), get_upload_folder(), get_file(file_id, to_change=True))
    return go("exchange.feedback_imports.report", file_id=file_id, message=N_("Counted"))


@bp.post(f"{FILE_PATH}/give-up")
@requires_role(Role.CURATOR)
def give_up(file_id: int) -> Answer:
    feedback_file = get_file(file_id, to_change=True)
    actions.remove_file(actor(), get_upload_folder(), feedback_file)
    is_back = feedback_file.state is FeedbackFileState.TAKEN_BACK
    message = N_("Taken back. Nothing is counted from it any more") if is_back else NOTHING_COUNTED
    return go("exchange.feedback_imports.imports", message=message)


@bp.post(f"{FILE_PATH}/map-again")
@requires_role(Role.CURATOR)
def reopen(file_id: int) -> Answer:
    actions.reopen_file(actor(), get_upload_folder(), get_file(file_id, to_change=True))
    return go("exchange.feedback_imports.columns", file_id=file_id)


@bp.get("/not-placed")
@requires_role(Role.CURATOR)
def unplaced_names() -> Answer:
    return page(
        "exchange/feedback_imports/unplaced_names.html", name_forms=build_name_forms(), form=None
    )


@bp.post("/not-placed")
@requires_role(Role.CURATOR)
def unplaced_names_sent() -> Answer:
    name_forms = build_name_forms()
    form = next(
        (name_form.form for name_form in name_forms if name_form.is_sent),
        NamePlacementForm.from_request(),
    )
    if not any(name_form.is_sent for name_form in name_forms):
        form.show_rule_error(
            RuleBrokenError(N_("No comment uses this name any more. Look at the list"))
        )
    elif form.validate():
        with form.catching_rule_errors():
            save_placement(form)
            return go(
                "exchange.feedback_imports.unplaced_names",
                message=N_("Done. Its comments count so now"),
            )
    return form_page(
        "exchange/feedback_imports/unplaced_names.html", name_forms=name_forms, form=form
    )


def save_placement(form: NamePlacementForm) -> None:
    axis, name, chosen = Axis(require_value(form.axis.data)), form.name.data or "", form.term.data
    if chosen == LEAVE:
        actions.ignore_name(actor(), axis, name)
    else:
        term = None if chosen == NEW else get_term_of_list(LISTS_BY_AXIS[axis], int(chosen))
        actions.place_name(actor(), axis, name, term)


def build_name_forms() -> list[PlacementRow]:
    terms = build_choices(clock.today())
    sent = (request.form.get("axis"), request.form.get("name"))
    name_forms = []
    for name in queries.list_unplaced_names(actor())[:MOST_NAMES]:
        is_sent = sent == (name.axis.value, name.name)
        form = NamePlacementForm.build(name, terms(LISTS_BY_AXIS[name.axis]), is_sent=is_sent)
        name_forms.append(PlacementRow(name, form, is_sent))
    return name_forms


@bp.post(f"{FILE_PATH}/<any(show, hide):way>")
@requires_role(Role.CURATOR)
def publish(file_id: int, way: str) -> Answer:
    """Publish every summary that was counted from this source, or make them private."""
    choices = get_file(file_id).choices
    summaries = list_counted_from(actor(), choices.source if choices else "")
    publish_summaries(actor(), summaries, is_public=way == "show")
    message = N_("Readers see the summaries now") if way == "show" else N_("They are private now")
    return go("exchange.feedback_imports.report", file_id=file_id, message=message)


@bp.post(f"{FILE_PATH}/forget")
@requires_role(Role.CURATOR)
def delete_words(file_id: int) -> Answer:
    actions.delete_words(actor(), get_upload_folder(), get_file(file_id, to_change=True))
    message = N_("The words are deleted. The numbers stay")
    return go("exchange.feedback_imports.report", file_id=file_id, message=message)


@bp.get("/summaries/<key:insight_id>/comments")
@requires_role(Role.CURATOR)
def comments(insight_id: int) -> Answer:
    insight = get_summary(actor(), insight_id)
    number = get_page_number()
    rows = queries.list_comments_behind(actor(), insight, number)
    return page(
        "exchange/feedback_imports/comments.html",
        insight=insight,
        names=list(list_subject_names(insight)),
        rows=rows[: queries.COMMENTS_PER_PAGE],
        has_more=len(rows) > queries.COMMENTS_PER_PAGE,
        number=number,
    )


def get_page_number() -> int:
    return parse_page_number(request.args.get("page", ""))
