"""The administrator's pages on which pages are given other words, and the words for a reader."""

from flask import Blueprint, request

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.reference.page_texts import actions, forms, queries, rules
from coprod.reference.page_texts.enums import EFFECTS, PageText
from coprod.reference.page_texts.rules import PageWords
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.language import CODES, LANGUAGES, get_language

bp = Blueprint("page_texts", __name__, url_prefix="/page-texts")

TEXT = f"/<any({', '.join(repr(each.value) for each in PageText)}):name>"
WORDS = f"{TEXT}/<any({', '.join(CODES)}):language>"


@bp.get("")
@requires_role(Role.ADMINISTRATOR)
def texts() -> Answer:
    stored = queries.get_stored_texts()
    changed_texts = {
        each: [one for one in LANGUAGES if (each.value, one.code) in stored] for each in PageText
    }
    return page("reference/page_texts/texts.html", changed_texts=changed_texts)


@bp.get(TEXT)
@requires_role(Role.ADMINISTRATOR)
def text(name: str) -> Answer:
    page_text = PageText(name)
    return page(
        "reference/page_texts/text.html",
        shown=page_text,
        stored=rules.keep_text(queries.get_stored_texts(), page_text),
        changes=queries.list_versions_of(page_text),
        effect=EFFECTS[page_text.is_line],
    )


@bp.get(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words(name: str, language: str) -> Answer:
    page_text = PageText(name)
    return page(
        "reference/page_texts/words.html",
        form=build_form(page_text, language),
        **build_context(page_text, language),
    )


@bp.post(WORDS)
@requires_role(Role.ADMINISTRATOR)
def words_sent(name: str, language: str) -> Answer:
    page_text = PageText(name)
    form, context = build_form(page_text, language), build_context(page_text, language)
    seen = rules.compute_seen(queries.get_stored_texts(), page_text)
    if form.seen.data != seen:
        return answer_conflict(form, seen, context)
    if form.validate():
        typed = form.read_words(page_text, language)
        if "preview" in request.form:
            context["preview"] = typed.text
            return page("reference/page_texts/words.html", form=form, **context)
        with form.catching_rule_errors():
            actions.reword_page(actor(), page_text, typed, seen=seen)
            message = N_("Saved. Readers have these words from now on")
            return go("reference.page_texts.text", name=name, message=message)
    return form_page("reference/page_texts/words.html", form=form, **context)


@bp.post(f"{TEXT}/restore")
@requires_role(Role.ADMINISTRATOR)
def restore(name: str) -> Answer:
    actions.restore_page(actor(), PageText(name))
    message = N_("The page has its original words again")
    return go("reference.page_texts.text", name=name, message=message)


def build_form(page_text: PageText, language: str) -> forms.PageTextForm:
    stored = queries.get_stored_texts()
    own = stored.get((page_text.value, language), "")
    return forms.PageTextForm.for_text(page_text, own, rules.compute_seen(stored, page_text))


def build_context(page_text: PageText, language: str) -> dict[str, object]:
    return {
        "shown": page_text,
        "written_in": next(each for each in LANGUAGES if each.code == language),
        "saved": rules.keep_text(queries.get_stored_texts(), page_text),
        "effect": EFFECTS[page_text.is_line],
        "preview": "",
        "is_saved_by_other": False,
    }


def answer_conflict(form: forms.PageTextForm, seen: str, context: dict[str, object]) -> Answer:
    """Show both: what somebody else saved, and what was typed, ready to be saved over it."""
    form.seen.data = seen
    both = {**context, "is_saved_by_other": True}
    return conflict_page("reference/page_texts/words.html", form=form, **both)


@bp.app_template_global("page_words")
def get_page_words(name: str) -> PageWords | None:
    """Return what administrators wrote for a page, for this reader; None for what it ships."""
    return rules.find_words(queries.get_stored_texts(), PageText(name), get_language())
