"""The reader's language: of the address, or chosen and kept in a cookie, or the browser's."""

from dataclasses import dataclass
from datetime import timedelta
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
COOKIE_LIFETIME = timedelta(days=365)
IN_ADDRESS = "coprod.language"
"""Where the request keeps the language that its address begins with: see ``language_addresses``."""
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
        app, locale_selector=choose_language, default_locale="en", default_timezone="Europe/London"
    )
    app.jinja_env.newstyle_gettext = True  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        _=translate_template_text,
        gettext=translate_template_text,
        ngettext=translate_template_plural,
    )
    app.jinja_env.globals.update(languages=LANGUAGES, language=get_language)
    app.jinja_env.filters["translate"] = translate
    app.jinja_env.filters["say_reason"] = translate_reason


def choose_language() -> str:
    """Return the language of the address, or that was chosen, or that the browser asks for."""
    if IN_ADDRESS in request.environ:
        return str(request.environ[IN_ADDRESS])
    return match_language(request.cookies.get(COOKIE, ""), request.accept_languages)


def match_language(code: str, accepted: LanguageAccept) -> str:
    return code if code in CODES else accepted.best_match(CODES, "en")


def get_language() -> str:
    return str(get_reader_locale().language)


def find_locale_language(*, is_in_request: bool) -> str:
    """Return the language that is written now: English where nobody asked and none was set."""
    if is_in_request:
        return get_language()
    cached: Locale | None = get_cached_by_babel("babel_locale")
    return str(cached.language) if cached else ENGLISH


def get_reader_locale() -> Locale:
    """Return how the reader's language writes numbers and dates. A list asks a hundred times."""
    cached: Locale | None = get_cached_by_babel("babel_locale")
    return cached or get_locale() or Locale(ENGLISH)


def get_cached_by_babel(name: str) -> Any:
    """Return what Flask-Babel, or we beside it, keep until the language changes; or nothing."""
    cache = g.get("_flask_babel") if has_app_context() else None
    return getattr(cache, name, None)


def get_catalogue() -> NullTranslations:
    """Return the words of the reader's language.

    Flask-Babel looks for them anew for each word, which is a tenth of a page with a long list.
    They are kept where it forgets them itself when the language changes in between.
    """
    cached: NullTranslations | None = get_cached_by_babel("babel_translations")
    if cached is not None:
        return cached
    catalogue: NullTranslations = get_translations()
    if has_app_context():
        g._flask_babel.babel_translations = catalogue
    return catalogue


@pass_eval_context
def translate_template_text(context: EvalContext, text: str, **values: object) -> str:
    """Say words of a template. Jinja's own way from ``_()`` to this takes three times as long."""
    return interpolate(context, get_catalogue().gettext(text), values)


@pass_eval_context
def translate_template_plural(
    context: EvalContext, one: str, many: str, number: int, /, **values: object
) -> str:
    return interpolate(
        context, get_catalogue().ngettext(one, many, number), {"num": number, **values}
    )


def interpolate(context: EvalContext, text: str, values: dict[str, object]) -> str:
    """Put into words what belongs there; the words may be markup, what is put in is not."""
    template = Markup(text) if context.autoescape else text  # noqa: S704 - ours, or our translators'
    return template % values if values or "%" in text else template


def translate(message: Message | str) -> str:
    """Say a phrase of the domain in the reader's language; a plain string is somebody's words."""
    if not isinstance(message, Message):
        return message
    parts = {name: translate_part(part) for name, part in message.parts.items()}
    words = find_translation(message)
    return words % parts if parts else words


def find_translation(message: Message) -> str:
    """Return the words of a phrase in the reader's language, its places still unfilled."""
    if isinstance(message, TranslatedMessage) and get_language() in message.translations:
        return message.translations[get_language()]
    return str(get_catalogue().gettext(message.text))


def translate_reason(text: str) -> str:
    """Say a reason in the reader's language if it is one that the register gives by itself.

    Both kinds are stored as text; what somebody typed is in no catalogue, and stays as it is.
    """
    return str(get_catalogue().gettext(text)) if text else ""


def translate_part(part: object) -> object:
    return translate(part) if isinstance(part, Message) else part
