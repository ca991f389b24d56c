"""The administrator's pages on which letters are given other words."""

from collections.abc import Sequence

from flask import Blueprint, current_app, request

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.reference.letters import actions, forms, presenters, queries, rules
from coprod.reference.letters.presenters import LetterOverview
from coprod.reference.letters.rules import LetterLine
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.language import CODES, LANGUAGES
from coprod.web.letters import Letter, LetterGroup

bp = Blueprint("letters", __name__, url_prefix="/letters")

WORDS = f"/<dotted:letter_key>/<any({', '.join(CODES)}):language>"


@bp.get("")
@requires_role(Role.ADMINISTRATOR)
def letters() -> Answer:
    groups = presenters.build_groups(list_groups(), queries.get_stored_texts())
    return page("reference/letters/letters.html", groups=groups, **name_languages())


@bp.get("/<dotted:letter_key>")
@requires_role(Role.ADMINISTRATOR)
def show_letter(letter_key: str) -> Answer:
    overview = presenters.build_overview(get_letter(letter_key), queries.get_stored_texts())
    changes = presenters.build_changes(overview.texts, queries.list_versions_of(letter_key))
    return page(
        "reference/letters/letter.html", overview=overview, changes=changes, **name_languages()
    )


@bp.get(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words(letter_key: str, language: str) -> Answer:
    stored = queries.get_stored_texts()
    overview = presenters.build_overview(get_letter(letter_key), stored)
    lines = get_lines(overview, language)
    form = forms.LetterForm.for_lines(lines, rules.compute_seen(overview.texts, stored, language))
    return page(
        "reference/letters/words.html", form=form, **build_words_context(overview, lines, language)
    )


@bp.post(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words_sent(letter_key: str, language: str) -> Answer:
    stored = queries.get_stored_texts()
    overview = presenters.build_overview(get_letter(letter_key), stored)
    lines, seen = (
        get_lines(overview, language),
        rules.compute_seen(overview.texts, stored, language),
    )
    form = forms.LetterForm.for_lines(lines, seen)
    context = build_words_context(overview, lines, language)
    if form.seen.data != seen:
        return answer_conflict(form, seen, context)
    if form.validate():
        typed = form.read_words(lines, language)
        if "preview" in request.form:
            after = rules.apply_words(stored, overview.texts, typed)
            preview = presenters.build_preview(overview.letter, after, language)
            return page(
                "reference/letters/words.html", form=form, **{**context, "preview": preview}
            )
        with form.catching_rule_errors():
            actions.reword_letter(actor(), letter_key, overview.texts, typed, seen=seen)
            message = N_("Saved. Letters from now on have these words")
            return go("reference.letters.show_letter", letter_key=letter_key, message=message)
    return form_page("reference/letters/words.html", form=form, **context)


@bp.post("/<dotted:letter_key>/restore")
@requires_role(Role.ADMINISTRATOR)
def restore(letter_key: str) -> Answer:
    actions.restore_letter(actor(), get_letter(letter_key).key)
    message = N_("Letters from now on have their original words")
    return go("reference.letters.show_letter", letter_key=letter_key, message=message)


def answer_conflict(form: forms.LetterForm, seen: str, context: dict[str, object]) -> Answer:
    """Show both: what somebody else saved, and what was typed, ready to be saved over it."""
    form.seen.data = seen
    both = {**context, "is_saved_by_other": True}
    return conflict_page("reference/letters/words.html", form=form, **both)


def list_groups() -> Sequence[LetterGroup]:
    groups: Sequence[LetterGroup] = current_app.extensions["letters"]
    return groups


def get_letter(letter_key: str) -> Letter:
    known = {letter.key: letter for group in list_groups() for letter in group.letters}
    require(letter_key in known, NotFoundError)
    return known[letter_key]


def get_lines(overview: LetterOverview, language: str) -> Sequence[LetterLine]:
    return next(each.lines for each in overview.languages if each.language.code == language)


def build_words_context(
    overview: LetterOverview, lines: Sequence[LetterLine], language: str
) -> dict[str, object]:
    return {
        "overview": overview,
        "lines": lines,
        "language_of_text": language,
        "english": overview.languages[0].lines if language != CODES[0] else [],
        "preview": "",
        "is_saved_by_other": False,
        **name_languages(),
    }


def name_languages() -> dict[str, object]:
    return {"language_names": {each.code: each.name for each in LANGUAGES}}
