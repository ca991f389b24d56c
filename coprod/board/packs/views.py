"""Board packs: everybody reads the frozen ones; curators make them, with readers whom they name."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, make_response, request

from coprod.board.figures.enums import FigureKey
from coprod.board.meetings.models import Meeting
from coprod.board.meetings.queries import find_meeting_of_day
from coprod.board.packs import actions, emails, policies, presenters, queries, tasks
from coprod.board.packs.enums import CHALLENGE_SECTIONS, FileKind, FileState, SectionKey
from coprod.board.packs.forms import (
    AskForm,
    ChangeDaysForm,
    NoteForm,
    PackForm,
    ReadersForm,
    SectionForm,
    SectionsForm,
    SeenForm,
    StoriesForm,
)
from coprod.board.packs.models import Pack
from coprod.board.packs.rules import LONGEST_LINE
from coprod.challenges.enums import Challenge
from coprod.core.jobs.actions import queue_when_committed
from coprod.core.jobs.queries import list_states
from coprod.core.jobs.tasks import queue_job
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import ConflictError, NotFoundError, require, require_found
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import get_place, list_choices
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.slots import add_slot_template
from coprod.web.transaction import defers_write_lock

bp = Blueprint("packs", __name__, url_prefix="/board/packs")
PACK = "/<slug:pack>"
SECTION = f"{PACK}/<any({', '.join(repr(each.value) for each in SectionKey)}):section>"
LOOKS_AGAIN_SECONDS = 10
"""Without JavaScript. With it, the page looks sooner, and not while somebody is on a link."""
FIGURE = f"{PACK}/figures/<any({', '.join(repr(each.value) for each in FigureKey)}):figure>"


@bp.get("")
@requires_role(Role.VISITOR)
def packs() -> Answer:
    return page(
        "board/packs/packs.html",
        packs=queries.list_packs(actor()),
        can_keep=policies.can_keep_packs(actor()),
    )


@bp.get("/new")
@requires_role(Role.CURATOR)
def new() -> Answer:
    return page("board/packs/new.html", form=build_pack_form())


@bp.post("/new")
@requires_role(Role.CURATOR)
@defers_write_lock
def new_sent() -> Answer:
    form = build_pack_form()
    if form.validate():
        with form.catching_rule_errors():
            pack = actions.create_pack(actor(), form.to_draft())
            return go("board.packs.pack", pack=pack.slug, message=N_("The pack was started"))
    return form_page("board/packs/new.html", form=form)


def build_pack_form() -> PackForm:
    return PackForm.build(list_choices(ListKind.BOARD, clock.today()))


@bp.get(PACK)
@requires_role(Role.VISITOR)
def pack(pack: str) -> Answer:
    return render_pack(queries.get_pack(actor(), pack))


def render_pack(pack: Pack) -> Answer:
    return page("board/packs/pack.html", **build_pack_page(pack))


def build_pack_page(pack: Pack) -> dict[str, object]:
    return {
        "document": presenters.build_document_page(queries.build_document(pack)),
        "pack": pack,
        "form": SeenForm.from_request(version=pack.version),
        "meeting": find_meeting_of_day(actor(), pack.board_id, pack.meeting_on),
        "rights": presenters.build_rights(actor(), pack),
        "readers": queries.list_readers(pack) if policies.can_write(actor(), pack) else (),
    }


@bp.get(f"{PACK}.pdf")
@requires_role(Role.VISITOR)
def pdf(pack: str) -> Answer:
    return send_pack_file(pack, FileKind.PDF)


@bp.get(f"{PACK}.docx")
@requires_role(Role.VISITOR)
def word(pack: str) -> Answer:
    return send_pack_file(pack, FileKind.WORD)


def send_pack_file(slug: str, kind: FileKind) -> Answer:
    """Send a file of a frozen pack, or say how far it is while the worker makes it."""
    found = get_frozen_pack(slug)
    path = tasks.get_path(found.id, kind, presenters.render_file_page(found))
    state = tasks.find_state(list_states(), found.id, kind, path)
    if state is FileState.NOT_POSSIBLE:
        return page("board/packs/no_file.html", pack=found, kind=kind)
    if state is not FileState.MADE:
        queue_job(tasks.FILES_JOB)
        return go("board.packs.files", pack=found.slug)
    response = Response(path.read_bytes(), mimetype=kind.mimetype)
    response.headers["Content-Disposition"] = f'inline; filename="{found.slug}.{kind}"'
    return response


def get_frozen_pack(slug: str, *, to_change: bool = False) -> Pack:
    found = queries.get_pack(actor(), slug, to_change=to_change)
    require(found.is_frozen, NotFoundError)
    return found


@bp.get(f"{PACK}/files")
@requires_role(Role.VISITOR)
def files(pack: str) -> Answer:
    """Show which files of a pack are made. Pages are always; the worker makes the others."""
    found = get_frozen_pack(pack)
    html = presenters.render_file_page(found)
    built = presenters.build_files_page(found.id, html, list_states())
    can_retry = policies.can_keep_packs(actor())
    context = {"pack": found, "files": built, "can_retry": can_retry}
    response = make_response(page("board/packs/files.html", **context))
    if built.will_change:
        response.headers["Refresh"] = str(LOOKS_AGAIN_SECONDS)
    return response


@bp.post(f"{PACK}/files")
@requires_role(Role.CURATOR)
def files_sent(pack: str) -> Answer:
    """Let the worker try again what did not work."""
    found = get_frozen_pack(pack)
    tasks.remove_failures(found.id)
    queue_when_committed(tasks.FILES_JOB)
    return go("board.packs.files", pack=pack, message=N_("The worker tries again"))


@bp.get(f"{PACK}/summary")
@requires_role(Role.VISITOR)
def summary(pack: str) -> Answer:
    found = queries.get_pack(actor(), pack)
    document = presenters.build_document_page(queries.build_document(found, with_changes=False))
    return page("board/packs/summary.html", document=document, pack=found)


@bp.get(f"{PACK}/changes")
@requires_role(Role.VISITOR)
def changes(pack: str) -> Answer:
    """Show what moved since the last pack, or since another that the address names."""
    now = queries.get_pack(actor(), pack)
    named = request.args.get("since", "")
    before = queries.get_pack(actor(), named) if named else queries.find_previous(now)
    if before is not None and not before.is_frozen:
        raise NotFoundError
    summaries = queries.summarise_pack(now, before)
    compared = queries.list_changes(summaries) if before else None
    others = [each for each in queries.list_packs(actor()) if each.is_frozen and each.id != now.id]
    return page(
        "board/packs/changes.html", pack=now, earlier=before, changes=compared, others=others
    )


@bp.get(f"{PACK}/figures")
@requires_role(Role.VISITOR)
def figures(pack: str) -> Answer:
    found = queries.get_pack(actor(), pack)
    summaries = queries.summarise_pack(found, queries.find_previous(found))
    return page(
        "board/packs/figures.html",
        pack=found,
        figures=[each.figure for each in summaries.values()],
        labels=queries.load_labels(found),
    )


@bp.get(FIGURE)
@requires_role(Role.VISITOR)
def figure(pack: str, figure: str) -> Answer:
    found, key = queries.get_pack(actor(), pack), FigureKey(figure)
    loaded = require_found(queries.load_figures(found, [key]).get(key))
    require(key in queries.list_figure_keys(found), NotFoundError)
    number = parse_page_number(request.args.get("page", ""))
    first = (number - 1) * queries.PAGE_SIZE
    return page(
        "board/packs/figure.html",
        pack=found,
        figure=loaded,
        table=presenters.build_table(loaded),
        labels=queries.load_labels(found)[key],
        rows=queries.list_rows(found, loaded, first=first),
        total=queries.count_rows(found, loaded),
        number=number,
        pages=count_pages(queries.count_rows(found, loaded), queries.PAGE_SIZE),
    )


# Writing a draft


def get_writable_pack(slug: str, *, to_change: bool = False) -> Pack:
    found = queries.get_pack(actor(), slug, to_change=to_change)
    require(policies.can_write(actor(), found))
    return found


@bp.get(SECTION)
@requires_role(Role.VISITOR)
def section(pack: str, section: str) -> Answer:
    found = queries.get_pack(actor(), pack)
    return page("board/packs/section.html", **build_section_page(found, SectionKey(section)))


@bp.post(SECTION)
@requires_role(Role.CURATOR)
@defers_write_lock
def section_sent(pack: str, section: str) -> Answer:
    found, key = get_writable_pack(pack, to_change=True), SectionKey(section)
    form = SectionForm.from_request()
    is_second = False
    if form.validate():
        try:
            with form.catching_rule_errors():
                actions.write_section(actor(), found, key, form.to_draft(), seen=form.seen)
                return go_to_next(found, key)
        except ConflictError:
            is_second = True
            form.version.data = str(queries.get_section(found, key).version)
    context = build_section_page(found, key, form)
    return form_page("board/packs/section.html", **context, is_second=is_second)


def go_to_next(pack: Pack, key: SectionKey) -> Answer:
    keys = [each.key for each in pack.sections]
    following = keys[keys.index(key) + 1 :][:1]
    if not following:
        return go("board.packs.pack", pack=pack.slug, message=N_("Saved"))
    return go("board.packs.section", pack=pack.slug, section=following[0], message=N_("Saved"))


def build_section_page(
    pack: Pack, key: SectionKey, form: SectionForm | None = None
) -> dict[str, object]:
    section = queries.get_section(pack, key)
    built = queries.build_document(pack, with_changes=key is SectionKey.CHANGES)
    document = presenters.build_document_page(built)
    printed = next(each for each in document.sections if each.key is key)
    shown_form = form or SectionForm.build(
        section, is_accepted=printed.is_accepted, author=get_place().curator_title
    )
    return {
        "pack": pack,
        "document": document,
        "printed": printed,
        "form": shown_form,
        "stored": section,
        "references": [(name, value.words) for name, value in built.values.items()],
        "rights": presenters.build_rights(actor(), pack),
    }


@bp.post(f"{SECTION}/restore")
@requires_role(Role.CURATOR)
def restore(pack: str, section: str) -> Answer:
    found, key = queries.get_pack(actor(), pack, to_change=True), SectionKey(section)
    actions.restore_headline(actor(), found, key)
    message = N_("The headline was written from today’s figures")
    return go("board.packs.section", pack=pack, section=section, message=message)


@bp.get(f"{PACK}/sections")
@requires_role(Role.CURATOR)
def sections(pack: str) -> Answer:
    found = get_writable_pack(pack)
    return page("board/packs/sections.html", pack=found, form=SectionsForm.build(found))


@bp.post(f"{PACK}/sections")
@requires_role(Role.CURATOR)
def sections_sent(pack: str) -> Answer:
    found = get_writable_pack(pack, to_change=True)
    form = SectionsForm.build(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_sections(actor(), found, form.keys, seen=form.seen)
            return go("board.packs.pack", pack=pack, message=N_("Saved"))
    return form_page("board/packs/sections.html", pack=found, form=form)


@bp.get(f"{PACK}/days")
@requires_role(Role.CURATOR)
def days(pack: str) -> Answer:
    found = get_writable_pack(pack)
    return page("board/packs/days.html", pack=found, form=ChangeDaysForm.build(found))


@bp.post(f"{PACK}/days")
@requires_role(Role.CURATOR)
def days_sent(pack: str) -> Answer:
    found = get_writable_pack(pack, to_change=True)
    form = ChangeDaysForm.build(found)
    if form.validate():
        with form.catching_rule_errors():
            lapsed = actions.change_days(actor(), found, form.to_days(), seen=form.seen)
            return go("board.packs.pack", pack=pack, message=describe_lapsed(lapsed))
    return form_page("board/packs/days.html", pack=found, form=form)


def describe_lapsed(sections: Sequence[SectionKey]) -> Message:
    if not sections:
        return N_("The days were changed. Every headline that was accepted still is")
    number = len(sections)
    return N_("The days were changed. Headlines to accept again: %(number)s", number=number)


@bp.get(f"{PACK}/stories")
@requires_role(Role.CURATOR)
def stories(pack: str) -> Answer:
    found = get_writable_pack(pack)
    return page("board/packs/stories.html", **build_stories_page(found))


@bp.post(f"{PACK}/stories")
@requires_role(Role.CURATOR)
def stories_sent(pack: str) -> Answer:
    found = get_writable_pack(pack, to_change=True)
    context = build_stories_page(found)
    form: StoriesForm = context["form"]
    if form.validate():
        with form.catching_rule_errors():
            actions.choose_stories(actor(), found, form.stories.data or (), seen=form.seen)
            return go(
                "board.packs.section",
                pack=pack,
                section=SectionKey.STORIES,
                message=N_("The stories were chosen"),
            )
    return form_page("board/packs/stories.html", **context)


def build_stories_page(pack: Pack) -> dict[str, Any]:
    words = request.args.get("q", "").strip()[:LONGEST_LINE]
    choices = queries.list_story_choices(pack, words)
    named = [(each.file.id, each.file.activity.title) for each in choices]
    form = StoriesForm.build(pack, named)
    return {"pack": pack, "choices": choices, "form": form, "words": words}


@bp.get(f"{PACK}/readers")
@requires_role(Role.CURATOR)
def readers(pack: str) -> Answer:
    found = get_writable_pack(pack)
    return page("board/packs/readers.html", **build_readers_page(found, build_readers_form(found)))


@bp.post(f"{PACK}/readers")
@requires_role(Role.CURATOR)
def readers_sent(pack: str) -> Answer:
    found = get_writable_pack(pack, to_change=True)
    form = build_readers_form(found)
    if form.validate():
        with form.catching_rule_errors():
            chosen = {int(each) for each in form.readers.data or ()}
            emails.write_to_readers(found, actions.name_readers(actor(), found, chosen))
            return go("board.packs.pack", pack=pack, message=N_("Saved"))
    return form_page("board/packs/readers.html", **build_readers_page(found, form))


def build_readers_form(pack: Pack) -> ReadersForm:
    people = [(each.id, each.display_name) for each in queries.list_possible_readers()]
    return ReadersForm.build(people, [each.person_id for each in pack.readers])


def build_readers_page(pack: Pack, form: ReadersForm) -> dict[str, object]:
    return {"pack": pack, "form": form, "readers": queries.list_readers(pack)}


@bp.get(f"{PACK}/asks")
@requires_role(Role.CURATOR)
def asks(pack: str) -> Answer:
    found = get_writable_pack(pack)
    return page("board/packs/asks.html", pack=found, form=AskForm.build())


@bp.post(f"{PACK}/asks")
@requires_role(Role.CURATOR)
def asks_sent(pack: str) -> Answer:
    found = get_writable_pack(pack, to_change=True)
    form = AskForm.build()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_ask(actor(), found, form.to_draft())
            return go("board.packs.asks", pack=pack, message=N_("Saved"))
    return form_page("board/packs/asks.html", pack=found, form=form)


@bp.post(f"{PACK}/asks/<key:ask_id>/remove")
@requires_role(Role.CURATOR)
def ask_removed(pack: str, ask_id: int) -> Answer:
    found = queries.get_pack(actor(), pack, to_change=True)
    actions.remove_ask(actor(), found, ask_id)
    return go("board.packs.asks", pack=pack, message=N_("The ask was removed"))


# Reading it through, freezing it, and notes


@bp.post(f"{PACK}/review")
@requires_role(Role.LAY_MEMBER)
@decides_about("board_pack", lambda pack, **_: queries.get_pack(actor(), pack).id)
def review(pack: str) -> Answer:
    message = N_("You have said that you read it")
    return change_state(pack, policies.can_record_reading, actions.record_review, message)


@bp.post(f"{PACK}/freeze")
@requires_role(Role.CURATOR)
@decides_about("board_pack", lambda pack, **_: queries.get_pack(actor(), pack).id)
@defers_write_lock
def freeze(pack: str) -> Answer:
    queue_when_committed(tasks.FILES_JOB)
    message = N_("The pack is frozen and public")
    return change_state(pack, policies.can_freeze, actions.freeze_pack, message)


def change_state(
    slug: str,
    is_allowed: Callable[[Actor, Pack], bool],
    change: Callable[..., None],
    message: Message,
) -> Answer:
    """Change a pack as it was seen, or show it again with what stands in the way."""
    pack = queries.get_pack(actor(), slug, to_change=True)
    require(is_allowed(actor(), pack))
    form = SeenForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            change(actor(), pack, seen=form.seen)
            return go("board.packs.pack", pack=pack.slug, message=message)
    return form_page("board/packs/pack.html", **(build_pack_page(pack) | {"form": form}))


@bp.get(f"{PACK}/note")
@requires_role(Role.CURATOR)
def note(pack: str) -> Answer:
    found = queries.get_pack(actor(), pack)
    require(policies.can_note(actor(), found))
    form = NoteForm.build(queries.list_figure_keys(found))
    return page("board/packs/note.html", pack=found, form=form)


@bp.post(f"{PACK}/note")
@requires_role(Role.CURATOR)
def note_sent(pack: str) -> Answer:
    found = queries.get_pack(actor(), pack, to_change=True)
    require(policies.can_note(actor(), found))
    form = NoteForm.build(queries.list_figure_keys(found))
    if form.validate():
        with form.catching_rule_errors():
            actions.add_note(actor(), found, form.key, form.words.data or "")
            return go("board.packs.pack", pack=pack, message=N_("The note was added"))
    return form_page("board/packs/note.html", pack=found, form=form)


# What the page of a meeting asks


def build_papers(meeting: Meeting) -> dict[str, object] | None:
    """Return the packs that were written for a meeting, as far as the reader may see them."""
    packs = queries.list_for_meeting(actor(), meeting)
    return {"packs": packs} if packs else None


def build_report_back(challenge: Challenge) -> dict[str, object] | None:
    """Return the paper that answers the challenges, and which section is about this one."""
    pack = queries.find_report_back()
    if pack is None:
        return None
    return {"pack": pack, "section": CHALLENGE_SECTIONS[challenge.number - 1]}


add_slot_template(
    bp, "challenge.answer", "board/packs/_report_back.html", build_report_back, order=1
)
add_slot_template(bp, "meeting.papers", "board/packs/_papers.html", build_papers)
