"""The lists, for curators to keep."""

from typing import Any

from flask import Blueprint, Flask, current_app

from coprod.core.config import Settings
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import require_found
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists import actions, forms, queries, rules
from coprod.reference.lists.enums import SAFETY_DEFAULTS, ListKind, SafetyField
from coprod.reference.lists.models import Term
from coprod.reference.lists.rules import PlaceDetails, SafetyText, check_real
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.frame import get_place
from coprod.web.language import ENGLISH, LANGUAGES, Language, get_language

bp = Blueprint("lists", __name__, url_prefix="/lists")
TRANSLATED = [each for each in LANGUAGES if each.code != ENGLISH]
LIST = f"/<any({', '.join(ListKind)}):name>"


@bp.get("")
@requires_role(Role.CURATOR)
def lists() -> Answer:
    counted = queries.count_terms(clock.today())
    return page("reference/lists/lists.html", counted=counted)


@bp.get(LIST)
@requires_role(Role.CURATOR)
def listing(name: str) -> Answer:
    chosen = ListKind(name)
    on = clock.today()
    everyone = queries.list_terms(chosen)
    used = {term.id for term in everyone if term.is_in_use(on)}
    others = queries.get_labels({n for t in everyone for n in (t.replaced_by_id, t.within_id) if n})
    return page(
        "reference/lists/listing.html",
        listing=chosen,
        label=chosen.label,
        meaning=chosen.meaning,
        holds_patterns=chosen.holds_patterns,
        now=[term for term in everyone if term.id in used],
        old=[term for term in everyone if term.id not in used],
        others=others,
    )


@bp.get(f"{LIST}/add")
@requires_role(Role.CURATOR)
def add(name: str) -> Answer:
    form = forms.TermForm(within=0, version=0)
    return page("reference/lists/add.html", **build_term_context(form, ListKind(name)))


@bp.post(f"{LIST}/add")
@requires_role(Role.CURATOR)
def add_sent(name: str) -> Answer:
    form, chosen = forms.TermForm.from_request(), ListKind(name)
    context = build_term_context(form, chosen)
    if form.validate():
        with form.catching_rule_errors():
            term = actions.add_term(actor(), chosen, form.details(valid_to=None))
            return go(
                "reference.lists.listing",
                name=name,
                message=N_("“%(name)s” was added", name=term.label),
            )
    return form_page("reference/lists/add.html", **context)


@bp.get(f"{LIST}/<key:term_id>/change")
@requires_role(Role.CURATOR)
def change(name: str, term_id: int) -> Answer:
    term = queries.get_term_of_list(ListKind(name), term_id)
    form = forms.TermForm(
        label=term.label,
        note=term.note,
        aliases="\n".join(term.aliases),
        within=term.within_id or 0,
        valid_from=forms.make_partial_date(term.valid_from),
        position=term.position,
    )
    return page("reference/lists/change.html", term=term, **build_term_context(form, term.listing))


@bp.post(f"{LIST}/<key:term_id>/change")
@requires_role(Role.CURATOR)
def change_sent(name: str, term_id: int) -> Answer:
    term = queries.get_term_of_list(ListKind(name), term_id)
    form = forms.TermForm.from_request()
    context = build_term_context(form, term.listing)
    if form.validate():
        with form.catching_rule_errors():
            details = form.details(valid_to=term.valid_to)
            actions.change_term(actor(), term, details, seen=form.seen)
            return go("reference.lists.listing", name=name, message=build_changed_message(term))
    return form_page("reference/lists/change.html", term=term, **context)


@bp.get(f"{LIST}/<key:term_id>/retire")
@requires_role(Role.CURATOR)
def retire(name: str, term_id: int) -> Answer:
    term = queries.get_term_of_list(ListKind(name), term_id)
    day = term.valid_to or (None if term.replaced_by_id else clock.today())
    form = forms.RetireForm(
        valid_to=forms.make_partial_date(day), replaced_by=term.replaced_by_id or 0
    )
    return page("reference/lists/retire.html", **build_retire_context(form, term))


@bp.post(f"{LIST}/<key:term_id>/retire")
@requires_role(Role.CURATOR)
def retire_sent(name: str, term_id: int) -> Answer:
    term = queries.get_term_of_list(ListKind(name), term_id)
    form = forms.RetireForm.from_request()
    context = build_retire_context(form, term)
    if form.validate():
        with form.catching_rule_errors():
            actions.retire_term(actor(), term, form.details(), seen=form.seen)
            return go("reference.lists.listing", name=name, message=build_changed_message(term))
    return form_page("reference/lists/retire.html", **context)


@bp.post(f"{LIST}/<key:term_id>/use-again")
@requires_role(Role.CURATOR)
def use_again(name: str, term_id: int) -> Answer:
    term = queries.get_term_of_list(ListKind(name), term_id)
    actions.use_term_again(actor(), term)
    return go("reference.lists.listing", name=name, message=build_changed_message(term))


@bp.get("/place")
@requires_role(Role.CURATOR)
def place() -> Answer:
    now = queries.get_place()
    return page("reference/lists/place.html", form=forms.PlaceForm.from_place(now), place=now)


@bp.post("/place")
@requires_role(Role.CURATOR)
def place_sent() -> Answer:
    form, now = forms.PlaceForm.from_request(), queries.get_place()
    if form.validate():
        with form.catching_rule_errors():
            details = form.details(now)
            check_place_is_real(details)
            actions.change_place(actor(), details, seen=form.seen)
            return go("reference.lists.lists", message=N_("The names of the place were changed"))
    return form_page("reference/lists/place.html", form=form, place=now)


SAFETY_TEXTS = f"/place/safety-texts/<any({', '.join(each.code for each in TRANSLATED)}):code>"


@bp.get(SAFETY_TEXTS)
@requires_role(Role.CURATOR)
def safety_texts(code: str) -> Answer:
    context = build_translation_context(code)
    form = forms.SafetyTranslationForm(**queries.get_place().translations.get(code, {}))
    return page("reference/lists/safety_texts.html", form=form, **context)


@bp.post(SAFETY_TEXTS)
@requires_role(Role.CURATOR)
def safety_texts_sent(code: str) -> Answer:
    form, context = forms.SafetyTranslationForm.from_request(), build_translation_context(code)
    if form.validate():
        with form.catching_rule_errors():
            translation = form.translation()
            check_place_is_real(PlaceDetails("", "", translations={code: vars(translation)}))
            actions.translate_safety_texts(actor(), code, translation, seen=form.seen)
            return go("reference.lists.place", message=N_("The safety texts were changed"))
    return form_page("reference/lists/safety_texts.html", form=form, **context)


def build_translation_context(code: str) -> dict[str, object]:
    """Return what the page shows for a language that the register speaks besides English."""
    language = require_found(next((each for each in TRANSLATED if each.code == code), None))
    return {"place": queries.get_place(), "written_in": language, "defaults": SAFETY_DEFAULTS}


# What every page is given


def read_safety_text(name: str) -> SafetyText:
    """Return a safety text for the page that is being made."""
    place: Any = get_place()
    return rules.get_safety_text(place, SafetyField(name), get_language())


def list_safety_numbers() -> list[str]:
    """Return the numbers to dial, which help also who cannot read the text beside them."""
    place: Any = get_place()
    return rules.list_phone_numbers(place.safeguarding)


def list_safety_tasks() -> dict[str, list[Language]]:
    """Return the languages in which safety texts are missing, or checked by no speaker."""
    place: Any = get_place()
    codes = [each.code for each in TRANSLATED]
    missing = rules.list_missing_translations(place, codes)
    unchecked = rules.list_unchecked_translations(place, codes)
    return {
        "missing": [each for each in TRANSLATED if each.code in missing],
        "unchecked": [each for each in TRANSLATED if each.code in unchecked],
    }


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        safety_text=read_safety_text,
        phone_numbers=list_safety_numbers,
        safety_tasks=list_safety_tasks,
    )


def check_place_is_real(details: PlaceDetails) -> None:
    """Where people rely on it, refuse what cannot be real."""
    settings: Settings = current_app.extensions["settings"]
    if settings.is_production:
        check_real(details)


def build_changed_message(term: Term) -> Message:
    return N_("“%(name)s” was changed", name=term.label)


def build_term_context(form: forms.TermForm, chosen: ListKind) -> dict[str, object]:
    """Return what the pages for adding and changing show; only networks lie within a place."""
    form.within.choices = forms.add_none(
        [(t.id, t.label) for t in queries.list_terms(ListKind.LOCALITY)]
    )
    if chosen is not ListKind.NETWORK:
        del form.within
    return {"form": form, "listing": chosen, "label": chosen.label}


def build_retire_context(form: forms.RetireForm, term: Term) -> dict[str, object]:
    """Return what the page shows: any other name of the list can take this one's place."""
    others = [
        (each.id, each.label) for each in queries.list_terms(term.listing) if each is not term
    ]
    form.replaced_by.choices = forms.add_none(others)
    return {"form": form, "term": term, "label": term.listing.label}
