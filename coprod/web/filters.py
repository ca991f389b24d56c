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
from coprod.core.values.clock import LONDON
from coprod.core.values.dates import PartialDate
from coprod.core.values.links import is_safe_link
from coprod.core.values.reading import describe_reading_age
from coprod.core.values.text import excerpt
from coprod.web.addresses import ours
from coprod.web.language import ENGLISH, locale

LONGEST_MARKDOWN = 200_000
A_USUAL_STORY = 12_000
MOST_STORIES = 512
MOST_REMEMBERED = 4_096
"""Dates and numbers in words: a list says the same few again and again."""

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h2", "h3", "h4", "blockquote", "hr"}
MAIL = "mailto:"
SHOWN_AS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}


class Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library’s name
        """Link to the open web, to pages of ours and to mail addresses alone."""
        return is_safe_link(url) or bool(ours(url, otherwise="")) or url.startswith(MAIL)


markdown = Markdown("js-default", {"html": False, "maxNesting": 20})
markdown.disable(["image", "table"])


def in_words(when: date | datetime | PartialDate | None) -> str:
    """Say a date in words: 5 March 2019, March 2019 or 2019."""
    if when is None:
        return str(gettext("not known"))
    if isinstance(when, PartialDate):
        return part_in_words(when)
    day = when.astimezone(LONDON).date() if isinstance(when, datetime) else when
    return day_in_words(day, "d MMMM yyyy", locale())


def part_in_words(when: PartialDate) -> str:
    pattern = "d MMMM yyyy" if when.day else "MMMM yyyy" if when.month else "yyyy"
    return day_in_words(when.earliest, pattern, locale())


@lru_cache(maxsize=MOST_REMEMBERED)
def day_in_words(day: date, pattern: str, told_in: Locale) -> str:
    return str(format_date(day, pattern, locale=told_in))


def at(when: datetime) -> str:
    """Say a time to the minute, as the clocks of the people here show it."""
    return str(format_datetime(when, "d MMMM yyyy, HH:mm"))


def o_clock(when: datetime) -> str:
    """Say the time of the day as people here see it on the clock: 14:05."""
    return f"{when.astimezone(LONDON):%H:%M}"


def count(number: int) -> str:
    """Say a number in the digits of the language. English is most of it, and quickly said."""
    told_in = locale()
    return f"{number:,}" if told_in.language == ENGLISH else in_digits(number, told_in)


@lru_cache(maxsize=MOST_REMEMBERED)
def in_digits(number: int, told_in: Locale) -> str:
    return str(format_decimal(number, locale=told_in))


def safe_markdown(text: str) -> Markup:
    """Turn Markdown into HTML. Stories of a usual length are remembered from edition to edition."""
    return remembered(text) if len(text) <= A_USUAL_STORY else rendered(text)


def rendered(text: str) -> Markup:
    """Return HTML that holds no script, no outside image and no strange link."""
    tokens = markdown.parse(text[:LONGEST_MARKDOWN])
    for token in tokens:
        token.tag = SHOWN_AS.get(token.tag, token.tag)
    html = markdown.renderer.render(tokens, markdown.options, {})
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(safe)  # noqa: S704 - the one place where made HTML is trusted


remembered = lru_cache(maxsize=MOST_STORIES)(rendered)
"""It depends on the text alone. Texts and HTML take 12 MB at most, or twice that with curly quotes:
512 of 12,000 letters and what they become."""


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        in_words=in_words,
        at=at,
        o_clock=o_clock,
        count=count,
        pounds=format_pounds,
        markdown=safe_markdown,
        excerpt=excerpt,
    )
    app.jinja_env.tests["safe_link"] = is_safe_link
    app.jinja_env.globals["reading_age"] = describe_reading_age
