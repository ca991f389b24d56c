"""A curator takes words, a number or a file out for good: asked, shown where, and done."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotFoundError, RuleBrokenError
from coprod.desk.redaction import actions, presenters, queries, tasks
from coprod.desk.redaction.actions import About, Choice
from coprod.desk.redaction.enums import Subject
from coprod.desk.redaction.forms import ConfirmForm, FileForm, PassageForm
from coprod.desk.redaction.policies import can_take_out
from coprod.desk.redaction.presenters import Origin
from coprod.desk.redaction.rules import Found, Passage, seen_mark
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.headers import keep_from_search_engines
from coprod.web.slots import Context, add_slot_template
from coprod.web.transaction import defers_write_lock

bp = Blueprint("redaction", __name__, url_prefix="/take-out")

KINDS = ", ".join(each.value for each in Subject)
ABOUT = f"/<any({KINDS}):kind>/<key:thing_id>"
ADDRESSES = {
    Subject.ACTIVITY: ("library.stories.activity", "slug"),
    Subject.RECORD: ("learning.records.record", "lesson"),
    Subject.DECISION: ("decisions.records.decision", "decision"),
}
BY_KEY = {
    Subject.COMMENT: ("engagement.moderation.read", "comment_id"),
    Subject.INSIGHT: ("intelligence.feedback.summary", "insight_id"),
    Subject.WAVE: ("outcomes.results.wave", "wave_id"),
}
"""Things without a name of their own in their address."""

after_commit = tasks.it_is_certain
"""What follows outside the database is listened for as soon as this is imported."""


@bp.get(ABOUT)
@requires_role(Role.CURATOR)
def ask(kind: str, thing_id: int) -> Answer:
    return page("desk/redaction/ask.html", **asked(origin(kind, thing_id)))


@bp.post(ABOUT)
@requires_role(Role.CURATOR)
@defers_write_lock
def preview(kind: str, thing_id: int) -> Answer:
    """Show every place. Nothing is changed, and what was pasted is kept nowhere."""
    begun, form = origin(kind, thing_id), PassageForm.from_request()
    passage = Passage(form.passage.data or "")
    if form.validate():
        with form.catching_rule_errors():
            found = actions.find_places(actor(), about(begun, form), passage)
            return page("desk/redaction/preview.html", **shown(begun, form, passage, found))
    return form_page("desk/redaction/ask.html", **asked(begun, form))


@bp.post(f"{ABOUT}/confirm")
@requires_role(Role.CURATOR)
@defers_write_lock
def confirm(kind: str, thing_id: int) -> Answer:
    begun, form = origin(kind, thing_id), ConfirmForm.from_request()
    passage = Passage(form.passage.data or "")
    form.places.choices = [(name, name) for name in form.places.data or ()]
    if not form.validate():
        return form_page("desk/redaction/ask.html", **asked(begun, form))
    choice = Choice(frozenset(form.places.data or ()), str(form.seen.data))
    try:
        removal = actions.take_words_out(actor(), about(begun, form), passage, choice)
    except ConflictError:
        return look_again(begun, form, passage)
    except RuleBrokenError as broken:
        form.show(broken)
        return look_again(begun, form, passage)
    return go("desk.redaction.done", removal_id=removal.id)


@bp.post(f"{ABOUT}/file")
@requires_role(Role.CURATOR)
def file(kind: str, thing_id: int) -> Answer:
    begun = origin(kind, thing_id)
    form = file_form(begun)
    if not form.file.choices:
        raise NotFoundError
    if form.validate():
        with form.catching_rule_errors():
            removal = actions.take_file_out(actor(), about(begun, form), form.file.data)
            return go("desk.redaction.done", removal_id=removal.id)
    return form_page("desk/redaction/ask.html", **asked(begun, file=form))


@bp.get("/done/<key:removal_id>")
@requires_role(Role.CURATOR)
def done(removal_id: int) -> Answer:
    removal = queries.removal(removal_id)
    begun = origin(removal.subject, removal.subject_id)
    return page(
        "desk/redaction/done.html", removal=removal, counts=presenters.counts(removal), origin=begun
    )


def origin(kind: str, number: int) -> Origin:
    keep_from_search_engines()
    about, found = Subject(kind), queries.subject_of(Subject(kind), number)
    title = getattr(found, "title", "") or getattr(found, "next_team", "")
    if about in BY_KEY:
        endpoint, name = BY_KEY[about]
        return Origin(about, number, title, endpoint, {name: number})
    endpoint, name = ADDRESSES[about]
    return Origin(about, number, title, endpoint, {name: found.slug})


def build_link(**thing: object) -> Context | None:
    return thing if can_take_out(actor()) else None


add_slot_template(bp, "curator.actions", "desk/redaction/_link.html", build_link)
add_slot_template(bp, "comment.actions", "desk/redaction/_comment_link.html", build_link)


def about(begun: Origin, form: PassageForm | FileForm) -> About:
    return About(begun.kind, begun.number, form.reason.data or "")


def file_form(begun: Origin) -> FileForm:
    form = FileForm.from_request(prefix="file-")
    found = queries.files_of(begun.kind, begun.number)
    form.file.choices = [(each.id, each.caption or each.name) for each in found]
    return form


def asked(
    begun: Origin, form: PassageForm | None = None, file: FileForm | None = None
) -> dict[str, object]:
    file = file or file_form(begun)
    return {"origin": begun, "form": form or PassageForm(), "file": file}


def shown(
    begun: Origin, form: PassageForm, passage: Passage, found: list[Found]
) -> dict[str, object]:
    return {
        "origin": begun,
        "form": form,
        "passage": passage,
        "groups": presenters.groups(found),
        "number": len(found),
        "seen": seen_mark(found),
        "moved": False,
        "chosen": set() if passage.asks_where else {each.place.name for each in found},
    }


def look_again(begun: Origin, form: ConfirmForm, passage: Passage) -> Answer:
    """Show the places as they are now and take nothing out: others, or one must be ticked."""
    told: dict[str, object] = {}
    is_wrong = bool(form.errors)
    with form.catching_rule_errors():
        found = actions.find_places(actor(), about(begun, form), passage)
        told = shown(begun, form, passage, found)
    if not told:
        return form_page("desk/redaction/ask.html", **asked(begun, form))
    told |= {"moved": not is_wrong, "chosen": set(form.places.data or ())}
    body, status = form_page("desk/redaction/preview.html", **told)
    return body, status if is_wrong else 409
