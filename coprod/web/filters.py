"""Filters for templates: dates in words, counts, and Markdown made safe."""

from datetime import date, datetime
from functools import lru_cache

import nh3
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import format_datetime, gettext
from markdown_it import MarkdownIt
from markupsafe import Markup

from coprod.core.money.rules import format_pounds
from coprod.core.values.clock import LONDON, to_day
from coprod.core.values.dates import PartialDate
from coprod.core.values.links import is_safe_link
from coprod.core.values.reading import describe_reading_age
from coprod.core.values.text import excerpt
from coprod.web.addresses import keep_own_address
from coprod.web.language import ENGLISH, get_reader_locale

LONGEST_MARKDOWN = 200_000
CACHED_MARKDOWN_CHARS = 12_000
CACHED_TEXTS = 512
CACHED_FORMATS = 4_096
"""Dates and numbers in words: a list says the same few again and again."""

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "hr"}
MAIL = "mailto:"
HEADING_LEVELS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}


class SafeLinkMarkdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library’s name
        """Link to the open web, to pages of ours and to mail addresses alone."""
        return (
            is_safe_link(url) or bool(keep_own_address(url, otherwise="")) or url.startswith(MAIL)
        )


markdown_parser = SafeLinkMarkdown("js-default", {"html": False, "maxNesting": 20})
markdown_parser.disable(["image", "table"])


def say_date(when: date | datetime | PartialDate | None) -> str:
    """Say a date in words: 5 March 2019, March 2019 or 2019."""
    if when is None:
        return str(gettext("not known"))
    if isinstance(when, PartialDate):
        return say_partial_date(when)
    day = to_day(when) if isinstance(when, datetime) else when
    return say_day(day, "d MMMM yyyy", get_reader_locale())


def say_partial_date(when: PartialDate) -> str:
    pattern = "d MMMM yyyy" if when.day else "MMMM yyyy" if when.month else "yyyy"
    return say_day(when.earliest, pattern, get_reader_locale())


@lru_cache(maxsize=CACHED_FORMATS)
def say_day(day: date, pattern: str, language: Locale) -> str:
    return str(format_date(day, pattern, locale=language))


def say_short_month(day: date) -> str:
    """Say a month in as little room as a column has: Apr 26."""
    return say_day(day, "LLL yy", get_reader_locale())


def say_near_day(day: date) -> str:
    """Say a day of the next months, which needs no year: 8 January."""
    return say_day(day, "d MMMM", get_reader_locale())


def say_time(when: datetime) -> str:
    """Say a time to the minute, as the clocks of the people here show it."""
    return str(format_datetime(when, "d MMMM yyyy, HH:mm"))


def say_clock_time(when: datetime) -> str:
    """Say the time of the day as people here see it on the clock: 14:05."""
    return f"{when.astimezone(LONDON):%H:%M}"


def say_number(number: int) -> str:
    """Say a number in the digits of the language. English is most of it, and quickly said."""
    language = get_reader_locale()
    return f"{number:,}" if language.language == ENGLISH else format_number(number, language)


@lru_cache(maxsize=CACHED_FORMATS)
def format_number(number: int, language: Locale) -> str:
    return str(format_decimal(number, locale=language))


def render_markdown(text: str) -> Markup:
    """Turn Markdown into HTML. Texts of a usual length are cached."""
    return (
        convert_markdown_once(text)
        if len(text) <= CACHED_MARKDOWN_CHARS
        else convert_markdown(text)
    )


def convert_markdown(text: str) -> Markup:
    """Return HTML that holds no script, no outside image and no strange link."""
    tokens = markdown_parser.parse(text[:LONGEST_MARKDOWN])
    for token in tokens:
        token.tag = HEADING_LEVELS.get(token.tag, token.tag)
    html = markdown_parser.renderer.render(tokens, markdown_parser.options, {})
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(safe)  # noqa: S704 - the one place where made HTML is trusted


def render_page_markdown(text: str) -> Markup:
    """Turn Markdown into HTML whose headings stand right below the title of a page."""
    html = str(render_markdown(text))
    for level in (3, 4):
        html = html.replace(f"<h{level}>", f"<h{level - 1}>")
        html = html.replace(f"</h{level}>", f"</h{level - 1}>")
    return Markup(html)  # noqa: S704 - safe as above: only the level of its headings is another


convert_markdown_once = lru_cache(maxsize=CACHED_TEXTS)(convert_markdown)
"""It depends on the text alone. Texts and HTML take 12 MB at most, or twice that with curly quotes:
512 of 12,000 letters and what they become."""


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        in_words=say_date,
        short_month=say_short_month,
        near_day=say_near_day,
        at=say_time,
        o_clock=say_clock_time,
        count=say_number,
        pounds=format_pounds,
        markdown=render_markdown,
        page_markdown=render_page_markdown,
        excerpt=excerpt,
    )
    app.jinja_env.tests["safe_link"] = is_safe_link
    app.jinja_env.globals["reading_age"] = describe_reading_age
