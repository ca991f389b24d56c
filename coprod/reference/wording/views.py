"""The administrator's pages on which the wording of a framework is kept in versions."""

import hashlib

from flask import Blueprint, current_app

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import N_
from coprod.reference.wording import actions, forms, presenters, queries
from coprod.reference.wording.enums import ENGLISH, Kind
from coprod.reference.wording.rules import Framework, Group, Item, Texts
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.language import CODES, LANGUAGES

bp = Blueprint("wording", __name__, url_prefix="/frameworks")

EACH = ", ".join(f'"{kind}"' for kind in Kind)
KIND = f"/<any({EACH}):kind>"
DRAFT = f"{KIND}/draft"
WORDS = f"{DRAFT}/<key:number>/<any({', '.join(CODES)}):language>"

Lines = list[tuple[Item, str]]


@bp.get("")
@requires_role(Role.ADMINISTRATOR)
def frameworks() -> Answer:
    hooked: dict[Kind, Framework] = current_app.extensions["frameworks"]
    return page(
        "reference/wording/frameworks.html",
        shown=[presenters.overview(kind) for kind in Kind if kind in hooked],
    )


@bp.get(KIND)
@requires_role(Role.ADMINISTRATOR)
def versions(kind: str) -> Answer:
    found = framework(kind)
    return page("reference/wording/versions.html", shown=presenters.overview(found.kind))


@bp.post(f"{KIND}/begin")
@requires_role(Role.ADMINISTRATOR)
def begin(kind: str) -> Answer:
    actions.begin_version(actor(), framework(kind))
    return go(
        "reference.wording.draft",
        kind=kind,
        message=N_("A new version was begun. Nobody sees it yet"),
    )


@bp.get(f"{KIND}/version/<key:version>")
@requires_role(Role.ADMINISTRATOR)
def version(kind: str, version: int) -> Answer:
    found = framework(kind)
    kept = queries.version(found.kind, version)
    return page("reference/wording/version.html", kept=kept, **told(found, version))


@bp.get(DRAFT)
@requires_role(Role.ADMINISTRATOR)
def draft(kind: str) -> Answer:
    found = framework(kind)
    written = queries.draft(found.kind)
    return page(
        "reference/wording/draft.html", languages_to_write=LANGUAGES, **told(found, written.number)
    )


@bp.get(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words(kind: str, number: int, language: str) -> Answer:
    found = framework(kind)
    group, texts = group_of(found, number), now(found)
    lines = presenters.lines(group, texts, language)
    form = forms.TextsForm.asking(lines, language, mark(lines))
    return page("reference/wording/words.html", form=form, **asking(found, number, language, texts))


@bp.post(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words_sent(kind: str, number: int, language: str) -> Answer:
    found = framework(kind)
    written = queries.draft(found.kind, to_change=True)
    group, texts = group_of(found, number), now(found)
    lines = presenters.lines(group, texts, language)
    form = forms.TextsForm.asking(lines, language, mark(lines))
    shown = asking(found, number, language, texts)
    if form.seen.data != mark(lines):
        return somebody_was_first(form, lines, shown)
    if form.validate():
        with form.catching_rule_errors():
            actions.write_texts(actor(), found, written, form.writing(lines, language))
            return go("reference.wording.draft", kind=kind, message=N_("Saved"))
    return form_page("reference/wording/words.html", form=form, **shown)


def somebody_was_first(form: forms.TextsForm, lines: Lines, shown: dict[str, object]) -> Answer:
    """Show both: what somebody else saved, and what was typed, ready to be saved over it."""
    form.seen.data = mark(lines)
    saved = {**shown, "saved_by_other": lines}
    body, _status = form_page("reference/wording/words.html", form=form, **saved)
    return body, 409


@bp.get(f"{DRAFT}/effective")
@requires_role(Role.ADMINISTRATOR)
def effective(kind: str) -> Answer:
    found = framework(kind)
    today = clock.today()
    day = PartialDate(today.year, today.month, today.day)
    form = forms.EffectForm.from_request(day=day)
    return page("reference/wording/effective.html", form=form, **told_of_draft(found))


@bp.post(f"{DRAFT}/effective")
@requires_role(Role.ADMINISTRATOR)
def effective_sent(kind: str) -> Answer:
    found = framework(kind)
    written = queries.draft(found.kind, to_change=True)
    form = forms.EffectForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.make_effective(actor(), found, written, form.effect())
            said = N_("The version is kept. From its day on, whoever begins anew is asked in it")
            return go("reference.wording.versions", kind=kind, message=said)
    return form_page("reference/wording/effective.html", form=form, **told_of_draft(found))


@bp.post(f"{DRAFT}/discard")
@requires_role(Role.ADMINISTRATOR)
def discard(kind: str) -> Answer:
    found = framework(kind)
    actions.discard_version(actor(), queries.draft(found.kind, to_change=True))
    return go("reference.wording.versions", kind=kind, message=N_("The draft was thrown away"))


def framework(kind: str) -> Framework:
    """Return a framework that a package has hooked on."""
    hooked: dict[Kind, Framework] = current_app.extensions["frameworks"]
    found = hooked.get(Kind(kind))
    if found is None:
        raise NotFoundError
    return found


def now(found: Framework) -> Texts:
    return queries.texts(found, queries.draft(found.kind).number)


def group_of(found: Framework, number: int) -> Group:
    if not 1 <= number <= len(found.groups):
        raise NotFoundError
    return found.groups[number - 1]


def mark(lines: Lines) -> str:
    """Return a short mark of what a writer is shown, which changes whenever that does."""
    told = repr([(item.key, text) for item, text in lines])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def told_of_draft(found: Framework) -> dict[str, object]:
    return told(found, queries.draft(found.kind).number)


def told(found: Framework, number: int) -> dict[str, object]:
    return {
        "kind": found.kind,
        "number": number,
        "groups": presenters.worded(found, queries.texts(found, number), ENGLISH),
        "differences": presenters.differences(found, number),
        "language_names": {language.code: language.name for language in LANGUAGES},
    }


def asking(found: Framework, number: int, language: str, texts: Texts) -> dict[str, object]:
    group = group_of(found, number)
    return {
        "kind": found.kind,
        "number": number,
        "group": group,
        "language_of_text": language,
        "english": presenters.lines(group, texts, ENGLISH) if language != ENGLISH else [],
        "language_names": {each.code: each.name for each in LANGUAGES},
        "saved_by_other": [],
    }
