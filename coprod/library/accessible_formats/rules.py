"""What each format needs, and the mark that tells when the entry has changed since."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_
from coprod.library.accessible_formats.enums import TONGUES, Asked, How, Kind
from coprod.register.activities.rules import pack
from coprod.register.sections.rules import ActivitySections, Worth, is_public

LONGEST = {
    "words": 10_000,
    "address": 2000,
    "checked_by": 120,
    "alt": 300,
    "note": 500,
    "contact": 200,
    "outcome": 500,
}
MOST_LINES = 60
MOST_WORDS = 15


@dataclass(frozen=True)
class Checked:
    """Who looked at a format, as a role, and on which day."""

    by: str
    on: date | None


@dataclass(frozen=True)
class Making:
    """A format as it is written: ``words`` of a translation, ``address`` of a film or recording."""

    kind: Kind
    checked: Checked
    language: str = ""
    words: str = ""
    address: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    asked: Asked
    contact: str
    note: str = ""
    how: How = How.FORM


NEWER = (Worth,)
"""Parts that came when entries had formats already."""


def mark(told: ActivitySections) -> str:
    """Return a mark of all that readers can read of an entry, which changes whenever that does.

    What is empty is left out, so that a field or a part that is new to everybody changes nothing.
    """
    parts = {
        kind.__name__: {name: value for name, value in pack(part).items() if value}
        for kind, part in told.parts.items()
        if is_public(kind) and (kind not in NEWER or part != kind())
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def check_making(made: Making, today: date) -> None:
    CHECKS[made.kind](made)
    if made.kind.has_language and made.language not in TONGUES:
        raise RuleBrokenError(N_("Choose the language"), field="language")
    check_checked(made.checked, today)


def check_checked(checked: Checked, today: date) -> None:
    if not checked.by:
        said = N_("Say who checked it, as a role, such as “Self-advocacy group”")
        raise RuleBrokenError(said, field="checked_by")
    check_length("checked_by", checked.by)
    if checked.on is None:
        raise RuleBrokenError(N_("Enter the day on which it was checked"), field="checked_on")
    if checked.on > today:
        said = N_("That day is still to come. Enter the day on which it was checked")
        raise RuleBrokenError(said, field="checked_on")


def check_address(made: Making) -> None:
    if not is_safe_link(made.address):
        said = N_("Enter a whole address, such as https://www.example.org/film")
        raise RuleBrokenError(said, field="address")


def check_words(made: Making) -> None:
    if not made.words and not made.address:
        raise RuleBrokenError(N_("Write the translation, or give a link to it"), field="words")
    if made.address:
        check_address(made)
    check_length("words", made.words)


def check_lines(made: Making) -> None:
    """Easy read is short: one thing in each sentence."""
    if not made.lines:
        raise RuleBrokenError(N_("Write one short sentence on each line"), field="lines")
    if len(made.lines) > MOST_LINES:
        said = N_("Write %(most)s sentences or fewer", most=MOST_LINES)
        raise RuleBrokenError(said, field="lines")
    for line in made.lines:
        if len(line.split()) > MOST_WORDS or len(line) > LONGEST["alt"]:
            said = N_(
                "Make this shorter, %(most)s words or fewer: %(line)s", most=MOST_WORDS, line=line
            )
            raise RuleBrokenError(said, field="lines")


CHECKS = {
    Kind.EASY_READ: check_lines,
    Kind.BSL: check_address,
    Kind.AUDIO: check_address,
    Kind.TRANSLATION: check_words,
}


def check_picture(file_id: int | None, alt: str) -> None:
    if file_id is not None and not alt:
        said = N_("Say what the picture shows, for people who cannot see it")
        raise RuleBrokenError(said, field="alt")
    check_length("alt", alt)


def check_request(request: Request) -> None:
    if not request.contact:
        raise RuleBrokenError(N_("Say how we can reach you or where to send it"), field="contact")
    check_length("contact", request.contact)
    check_length("note", request.note)


def check_outcome(outcome: str) -> None:
    if not outcome:
        raise RuleBrokenError(N_("Say what was done"), field="outcome")
    check_length("outcome", outcome)


def is_old(made: date, today: date) -> bool:
    """Tell whether a statement about the register is to be gone through again."""
    return today - made > timedelta(days=365)


def check_length(field: str, text: str) -> None:
    if len(text) > LONGEST[field]:
        said = N_("Shorten this to %(most)s characters or fewer", most=LONGEST[field])
        raise RuleBrokenError(said, field=field)
