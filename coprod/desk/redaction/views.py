"""A curator takes words, a number or a file out for good: asked, shown where, and done."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotFoundError, RuleBrokenError, require
from coprod.desk.redaction import actions, presenters, queries, tasks
from coprod.desk.redaction.actions import ChosenPlaces, RemovalRequest
from coprod.desk.redaction.enums import RemovalSubject
from coprod.desk.redaction.forms import ConfirmForm, FileForm, PassageForm
from coprod.desk.redaction.policies import can_take_out
from coprod.desk.redaction.presenters import RemovalOrigin
from coprod.desk.redaction.rules import FoundPlace, Passage, fingerprint_places
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.headers import hide_from_search_engines
from coprod.web.slots import Context, add_slot_template
from coprod.web.transaction import defers_write_lock

bp = Blueprint("redaction", __name__, url_prefix="/take-out")

SUBJECT_NAMES = ", ".join(each.value for each in RemovalSubject)
SUBJECT_ROUTE = f"/<any({SUBJECT_NAMES}):kind>/<key:thing_id>"
ENDPOINTS_BY_SLUG = {
    RemovalSubject.ACTIVITY: ("library.stories.activity", "slug"),
    RemovalSubject.RECORD: ("learning.records.record", "record_slug"),
    RemovalSubject.DECISION: ("decisions.records.decision", "decision"),
}
ENDPOINTS_BY_ID = {
    RemovalSubject.COMMENT: ("engagement.moderation.read", "comment_id"),
    RemovalSubject.INSIGHT: ("intelligence.feedback.summary", "insight_id"),
    RemovalSubject.WAVE: ("outcomes.results.wave", "wave_id"),
}
"""Things without a name of their own in their address."""

after_commit = tasks.finish_after_commit
"""What follows outside the database is listened for as soon as this is imported."""


@bp.get(SUBJECT_ROUTE)
@requires_role(Role.CURATOR)
def ask(kind: str, thing_id: int) -> Answer:
    return page("desk/redaction/ask.html", **build_ask_page(get_origin(kind, thing_id)))


@bp.post(SUBJECT_ROUTE)
@requires_role(Role.CURATOR)
@defers_write_lock
def preview(kind: str, thing_id: int) -> Answer:
    """Show every place. Nothing is changed, and what was pasted is kept nowhere."""
    origin, form = get_origin(kind, thing_id), PassageForm.from_request()
    passage = Passage(form.passage.data or "")
    if form.validate():
        with form.catching_rule_errors():
            places = actions.find_places(actor(), build_request(origin, form), passage)
            return page(
                "desk/redaction/preview.html", **build_preview_page(origin, form, passage, places)
            )
    return form_page("desk/redaction/ask.html", **build_ask_page(origin, form))


@bp.post(f"{SUBJECT_ROUTE}/confirm")
@requires_role(Role.CURATOR)
@defers_write_lock
def confirm(kind: str, thing_id: int) -> Answer:
    origin, form = get_origin(kind, thing_id), ConfirmForm.from_request()
    passage = Passage(form.passage.data or "")
    form.places.choices = [(name, name) for name in form.places.data or ()]
    if not form.validate():
        return form_page("desk/redaction/ask.html", **build_ask_page(origin, form))
    chosen = ChosenPlaces(frozenset(form.places.data or ()), str(form.seen.data))
    try:
        removal = actions.take_words_out(actor(), build_request(origin, form), passage, chosen)
    except ConflictError:
        return show_places_again(origin, form, passage)
    except RuleBrokenError as broken:
        form.show_rule_error(broken)
        return show_places_again(origin, form, passage)
    return go("desk.redaction.done", removal_id=removal.id)


@bp.post(f"{SUBJECT_ROUTE}/file")
@requires_role(Role.CURATOR)
def file(kind: str, thing_id: int) -> Answer:
    origin = get_origin(kind, thing_id)
    form = build_file_form(origin)
    require(form.file.choices, NotFoundError)
    if form.validate():
        with form.catching_rule_errors():
            removal = actions.take_file_out(actor(), build_request(origin, form), form.file.data)
            return go("desk.redaction.done", removal_id=removal.id)
    return form_page("desk/redaction/ask.html", **build_ask_page(origin, file=form))


@bp.get("/done/<key:removal_id>")
@requires_role(Role.CURATOR)
def done(removal_id: int) -> Answer:
    removal = queries.get_removal(removal_id)
    origin = get_origin(removal.subject, removal.subject_id)
    return page(
        "desk/redaction/done.html",
        removal=removal,
        counts=presenters.count_by_label(removal),
        origin=origin,
    )


def get_origin(kind: str, number: int) -> RemovalOrigin:
    hide_from_search_engines()
    subject_kind, subject = RemovalSubject(kind), queries.get_subject(RemovalSubject(kind), number)
    title = getattr(subject, "title", "") or getattr(subject, "next_team", "")
    if subject_kind in ENDPOINTS_BY_ID:
        endpoint, name = ENDPOINTS_BY_ID[subject_kind]
        return RemovalOrigin(subject_kind, number, title, endpoint, {name: number})
    endpoint, name = ENDPOINTS_BY_SLUG[subject_kind]
    return RemovalOrigin(subject_kind, number, title, endpoint, {name: subject.slug})


def build_link(**thing: object) -> Context | None:
    return thing if can_take_out(actor()) else None


add_slot_template(bp, "curator.actions", "desk/redaction/_link.html", build_link)
add_slot_template(bp, "comment.actions", "desk/redaction/_comment_link.html", build_link)


def build_request(origin: RemovalOrigin, form: PassageForm | FileForm) -> RemovalRequest:
    return RemovalRequest(origin.kind, origin.number, form.reason.data or "")


def build_file_form(origin: RemovalOrigin) -> FileForm:
    form = FileForm.from_request(prefix="file-")
    files = queries.list_files(origin.kind, origin.number)
    form.file.choices = [(each.id, each.caption or each.name) for each in files]
    return form


def build_ask_page(
    origin: RemovalOrigin, form: PassageForm | None = None, file: FileForm | None = None
) -> dict[str, object]:
    file = file or build_file_form(origin)
    return {"origin": origin, "form": form or PassageForm(), "file": file}


def build_preview_page(
    origin: RemovalOrigin, form: PassageForm, passage: Passage, places: list[FoundPlace]
) -> dict[str, object]:
    return {
        "origin": origin,
        "form": form,
        "passage": passage,
        "groups": presenters.group_places(places),
        "number": len(places),
        "seen": fingerprint_places(places),
        "moved": False,
        "chosen": set() if passage.needs_choice else {each.place.name for each in places},
    }


def show_places_again(origin: RemovalOrigin, form: ConfirmForm, passage: Passage) -> Answer:
    """Show the places as they are now and take nothing out: others, or one must be ticked."""
    values: dict[str, object] = {}
    is_wrong = bool(form.errors)
    with form.catching_rule_errors():
        places = actions.find_places(actor(), build_request(origin, form), passage)
        values = build_preview_page(origin, form, passage, places)
    if not values:
        return form_page("desk/redaction/ask.html", **build_ask_page(origin, form))
    values |= {"moved": not is_wrong, "chosen": set(form.places.data or ())}
    body, status = form_page("desk/redaction/preview.html", **values)
    return body, status if is_wrong else 409
