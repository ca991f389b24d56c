"""The administrator's pages on which the wording of a framework is kept in versions."""

from flask import Blueprint, current_app

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.reference.wording import actions, forms, presenters, queries
from coprod.reference.wording.enums import ENGLISH, FrameworkKind
from coprod.reference.wording.rules import Framework, FrameworkItem, ItemGroup, Texts
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.language import CODES, LANGUAGES

bp = Blueprint("wording", __name__, url_prefix="/frameworks")

EACH = ", ".join(f'"{kind}"' for kind in FrameworkKind)
KIND = f"/<any({EACH}):kind>"
DRAFT = f"{KIND}/draft"
WORDS = f"{DRAFT}/<key:number>/<any({', '.join(CODES)}):language>"

Lines = list[tuple[FrameworkItem, str]]


@bp.get("")
@requires_role(Role.ADMINISTRATOR)
def frameworks() -> Answer:
    registered: dict[FrameworkKind, Framework] = current_app.extensions["frameworks"]
    return page(
        "reference/wording/frameworks.html",
        shown=[presenters.build_overview(kind) for kind in FrameworkKind if kind in registered],
    )


@bp.get(KIND)
@requires_role(Role.ADMINISTRATOR)
def versions(kind: str) -> Answer:
    framework = get_framework(kind)
    return page("reference/wording/versions.html", shown=presenters.build_overview(framework.kind))


@bp.post(f"{KIND}/begin")
@requires_role(Role.ADMINISTRATOR)
def begin(kind: str) -> Answer:
    actions.begin_version(actor(), get_framework(kind))
    return go(
        "reference.wording.draft",
        kind=kind,
        message=N_("A new version was started. Nobody sees it yet"),
    )


@bp.get(f"{KIND}/version/<key:version>")
@requires_role(Role.ADMINISTRATOR)
def version(kind: str, version: int) -> Answer:
    framework = get_framework(kind)
    version_row = queries.get_version(framework.kind, version)
    return page(
        "reference/wording/version.html",
        kept=version_row,
        **build_version_context(framework, version),
    )


@bp.get(DRAFT)
@requires_role(Role.ADMINISTRATOR)
def draft(kind: str) -> Answer:
    framework = get_framework(kind)
    written = queries.get_draft(framework.kind)
    return page(
        "reference/wording/draft.html",
        languages_to_write=LANGUAGES,
        **build_version_context(framework, written.number),
    )


@bp.get(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words(kind: str, number: int, language: str) -> Answer:
    framework = get_framework(kind)
    group, texts = get_group(framework, number), get_draft_texts(framework)
    lines = presenters.list_lines(group, texts, language)
    form = forms.TextsForm.for_lines(lines, language, hash_lines(lines))
    return page(
        "reference/wording/words.html",
        form=form,
        **build_words_context(framework, number, language, texts),
    )


@bp.post(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words_sent(kind: str, number: int, language: str) -> Answer:
    framework = get_framework(kind)
    version = queries.get_draft(framework.kind, to_change=True)
    group, texts = get_group(framework, number), get_draft_texts(framework)
    lines = presenters.list_lines(group, texts, language)
    form = forms.TextsForm.for_lines(lines, language, hash_lines(lines))
    context = build_words_context(framework, number, language, texts)
    if form.seen.data != hash_lines(lines):
        return answer_conflict(form, lines, context)
    if form.validate():
        with form.catching_rule_errors():
            actions.write_texts(actor(), framework, version, form.read_changes(lines, language))
            return go("reference.wording.draft", kind=kind, message=N_("Saved"))
    return form_page("reference/wording/words.html", form=form, **context)


def answer_conflict(form: forms.TextsForm, lines: Lines, context: dict[str, object]) -> Answer:
    """Show both: what somebody else saved, and what was typed, ready to be saved over it."""
    form.seen.data = hash_lines(lines)
    saved = {**context, "saved_by_other": lines}
    return conflict_page("reference/wording/words.html", form=form, **saved)


@bp.get(f"{DRAFT}/effective")
@requires_role(Role.ADMINISTRATOR)
def effective(kind: str) -> Answer:
    framework = get_framework(kind)
    today = clock.today()
    day = PartialDate.from_day(today)
    form = forms.EffectForm.from_request(day=day)
    return page("reference/wording/effective.html", form=form, **build_draft_context(framework))


@bp.post(f"{DRAFT}/effective")
@requires_role(Role.ADMINISTRATOR)
def effective_sent(kind: str) -> Answer:
    framework = get_framework(kind)
    version = queries.get_draft(framework.kind, to_change=True)
    form = forms.EffectForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.make_effective(actor(), framework, version, form.effect())
            message = N_("The version is saved. Assessments that start from its day on use it")
            return go("reference.wording.versions", kind=kind, message=message)
    return form_page(
        "reference/wording/effective.html", form=form, **build_draft_context(framework)
    )


@bp.post(f"{DRAFT}/discard")
@requires_role(Role.ADMINISTRATOR)
def discard(kind: str) -> Answer:
    framework = get_framework(kind)
    actions.discard_version(actor(), queries.get_draft(framework.kind, to_change=True))
    return go("reference.wording.versions", kind=kind, message=N_("The draft was deleted"))


def get_framework(kind: str) -> Framework:
    """Return a framework that a package has hooked on."""
    registered: dict[FrameworkKind, Framework] = current_app.extensions["frameworks"]
    return require_found(registered.get(FrameworkKind(kind)))


def get_draft_texts(framework: Framework) -> Texts:
    return queries.get_texts(framework, queries.get_draft(framework.kind).number)


def get_group(framework: Framework, number: int) -> ItemGroup:
    require(1 <= number <= len(framework.groups), NotFoundError)
    return framework.groups[number - 1]


def hash_lines(lines: Lines) -> str:
    """Return a short mark of what a writer is shown, which changes whenever that does."""
    return compute_fingerprint([(item.key, text) for item, text in lines])


def build_draft_context(framework: Framework) -> dict[str, object]:
    return build_version_context(framework, queries.get_draft(framework.kind).number)


def build_version_context(framework: Framework, number: int) -> dict[str, object]:
    return {
        "kind": framework.kind,
        "number": number,
        "groups": presenters.list_worded_groups(
            framework, queries.get_texts(framework, number), ENGLISH
        ),
        "differences": presenters.list_differences(framework, number),
        "language_names": {language.code: language.name for language in LANGUAGES},
    }


def build_words_context(
    framework: Framework, number: int, language: str, texts: Texts
) -> dict[str, object]:
    group = get_group(framework, number)
    return {
        "kind": framework.kind,
        "number": number,
        "group": group,
        "language_of_text": language,
        "english": presenters.list_lines(group, texts, ENGLISH) if language != ENGLISH else [],
        "language_names": {each.code: each.name for each in LANGUAGES},
        "saved_by_other": [],
    }
