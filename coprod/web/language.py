"""The reader's language: chosen by the reader, kept in a cookie, English where nothing is said."""

from dataclasses import dataclass
from gettext import NullTranslations
from typing import Any

from babel import Locale
from flask import Flask, g, has_app_context, request
from flask_babel import Babel, get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept

from coprod.core.values.phrases import Message, TranslatedMessage

COOKIE = "language"
ENGLISH = "en"


@dataclass(frozen=True)
class Language:
    """``name`` is what the people who speak it call it."""

    code: str
    name: str


LANGUAGES = (
    Language("en", "English"),
    Language("bn", "\u09ac\u09be\u0982\u09b2\u09be"),
    Language("so", "Soomaali"),
)
CODES = [language.code for language in LANGUAGES]

babel = Babel()


def init_app(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(app.extensions["home"] / "translations")
    babel.init_app(
        app, locale_selector=chosen, default_locale="en", default_timezone="Europe/London"
    )
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.globals.update(_=words, gettext=words, ngettext=words_for)
    app.jinja_env.globals.update(languages=LANGUAGES, language=current)
    app.jinja_env.filters["translate"] = translate
    app.jinja_env.filters["say_reason"] = say_reason


def chosen() -> str:
    """Return the language that the reader chose, or the best that the browser asks for."""
    return language_for(request.cookies.get(COOKIE, ""), request.accept_languages)


def language_for(code: str, accepted: LanguageAccept) -> str:
    return code if code in CODES else accepted.best_match(CODES, "en")


def current() -> str:
    return str(locale().language)


def locale() -> Locale:
    """Return how the reader's language writes numbers and dates. A list asks a hundred times."""
    kept: Locale | None = kept_by_babel("babel_locale")
    return kept or get_locale() or Locale(ENGLISH)


def kept_by_babel(name: str) -> Any:
    """Return what Flask-Babel, or we beside it, keep until the language changes; or nothing."""
    here = g.get("_flask_babel") if has_app_context() else None
    return getattr(here, name, None)


def catalogue() -> NullTranslations:
    """Return the words of the reader's language.

    Flask-Babel looks for them anew for each word, which is a tenth of a page with a long list.
    They are kept where it forgets them itself when the language changes in between.
    """
    kept: NullTranslations | None = kept_by_babel("babel_translations")
    if kept is not None:
        return kept
    found: NullTranslations = get_translations()
    if has_app_context():
        g._flask_babel.babel_translations = found
    return found


@pass_eval_context
def words(here: EvalContext, text: str, **given: object) -> str:
    """Say words of a template. Jinja's own way from ``_()`` to this takes three times as long."""
    return filled(here, catalogue().gettext(text), given)


@pass_eval_context
def words_for(here: EvalContext, one: str, many: str, number: int, /, **given: object) -> str:
    return filled(here, catalogue().ngettext(one, many, number), {"num": number, **given})


def filled(here: EvalContext, said: str, given: dict[str, object]) -> str:
    """Put into words what belongs there; the words may be markup, what is put in is not."""
    whole = Markup(said) if here.autoescape else said  # noqa: S704 - ours, or our translators'
    return whole % given if given or "%" in said else whole


def translate(phrase: Message | str) -> str:
    """Say a phrase of the domain in the reader's language; a plain string is somebody's words."""
    if not isinstance(phrase, Message):
        return phrase
    if isinstance(phrase, TranslatedMessage) and current() in phrase.translations:
        return phrase.translations[current()]
    parts = {name: said(part) for name, part in phrase.parts.items()}
    words = str(catalogue().gettext(phrase.text))
    return words % parts if parts else words


def say_reason(text: str) -> str:
    """Say a reason in the reader's language if it is one that the register gives by itself.

    Both kinds are stored as text; what somebody typed is in no catalogue, and stays as it is.
    """
    return str(catalogue().gettext(text)) if text else ""


def said(part: object) -> object:
    return translate(part) if isinstance(part, Message) else part
