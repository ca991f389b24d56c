"""The marker that stands in the place of words that were taken out for good.

It is stored in English, whatever language somebody writes or reads: so it is found again, and each
page says it in the language of its reader.
"""

import re
from collections.abc import Callable
from datetime import date, datetime

from coprod.core.values.phrases import N_

MARKER = N_("(words taken out to protect somebody, %(day)s)")
BEFORE_DAY, AFTER_DAY = MARKER.text.split("%(day)s")
DAY_FORMAT = "%d %B %Y"


def build_pattern(text: str) -> str:
    """Match words with any white space between them: letters are wrapped at some width."""
    return re.escape(text).replace(r"\ ", r"\s+")


STORED = re.compile(
    rf"{build_pattern(BEFORE_DAY)}(?P<day>\d{{1,2}}\s+[A-Z][a-z]+\s+\d{{4}}){build_pattern(AFTER_DAY)}"
)


def build_marker(day: date) -> str:
    return MARKER.text % {"day": f"{day.day} {day:%B} {day.year}"}


def replace_marker(match: re.Match[str], render: Callable[[date], str]) -> str:
    """Return what is shown in the place of a stored marker; what has no such day stays."""
    try:
        return render(datetime.strptime(" ".join(match["day"].split()), DAY_FORMAT).date())  # noqa: DTZ007 - a day alone
    except ValueError:
        return match[0]
