"""What each format needs, and the mark that tells when the entry has changed since."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, timedelta

from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_
from coprod.library.accessible_formats.enums import (
    FORMAT_LANGUAGES,
    FormatKind,
    RequestChannel,
    RequestedFormat,
)
from coprod.register.activities.rules import pack
from coprod.register.sections.rules import ActivitySections, is_public

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
class FormatCheck:
    """Who looked at a format, as a role, and on which day."""

    by: str
    on: date | None


@dataclass(frozen=True)
class FormatDraft:
    """A format as it is written: ``words`` of a translation, ``address`` of a film or recording."""

    kind: FormatKind
    check: FormatCheck
    language: str = ""
    words: str = ""
    address: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormatRequestDraft:
    requested_format: RequestedFormat
    contact: str
    note: str = ""
    channel: RequestChannel = RequestChannel.FORM


def compute_content_hash(content: ActivitySections) -> str:
    """Return a mark of all that readers can read of an entry, which changes whenever that does.

    What is empty is left out, so that a field or a part that is new to everybody changes nothing.
    """
    parts = {
        kind.__name__: values
        for kind, part in content.parts.items()
        if is_public(kind)
        and (values := {name: value for name, value in pack(part).items() if value})
    }
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def check_draft(draft: FormatDraft, today: date) -> None:
    CHECKS[draft.kind](draft)
    if draft.kind.has_language and draft.language not in FORMAT_LANGUAGES:
        raise RuleBrokenError(N_("Choose the language"), field="language")
    check_reviewer(draft.check, today)


def check_reviewer(check: FormatCheck, today: date) -> None:
    if not check.by:
        message = N_("Say who checked it, as a role, such as “Self-advocacy group”")
        raise RuleBrokenError(message, field="checked_by")
    check_length("checked_by", check.by)
    if check.on is None:
        raise RuleBrokenError(N_("Enter the day on which it was checked"), field="checked_on")
    if check.on > today:
        message = N_("That day is still to come. Enter the day on which it was checked")
        raise RuleBrokenError(message, field="checked_on")


def check_address(draft: FormatDraft) -> None:
    if not is_safe_link(draft.address):
        message = N_("Enter a whole address, such as https://www.example.org/film")
        raise RuleBrokenError(message, field="address")


def check_words(draft: FormatDraft) -> None:
    if not draft.words and not draft.address:
        raise RuleBrokenError(N_("Write the translation, or give a link to it"), field="words")
    if draft.address:
        check_address(draft)
    check_length("words", draft.words)


def check_lines(draft: FormatDraft) -> None:
    """Easy read is short: one thing in each sentence."""
    if not draft.lines:
        raise RuleBrokenError(N_("Write one short sentence on each line"), field="lines")
    if len(draft.lines) > MOST_LINES:
        message = N_("Write %(most)s sentences or fewer", most=MOST_LINES)
        raise RuleBrokenError(message, field="lines")
    for line in draft.lines:
        if len(line.split()) > MOST_WORDS or len(line) > LONGEST["alt"]:
            message = N_(
                "Make this shorter, %(most)s words or fewer: %(line)s", most=MOST_WORDS, line=line
            )
            raise RuleBrokenError(message, field="lines")


CHECKS = {
    FormatKind.EASY_READ: check_lines,
    FormatKind.BSL: check_address,
    FormatKind.AUDIO: check_address,
    FormatKind.TRANSLATION: check_words,
}


def check_picture(file_id: int | None, alt: str) -> None:
    if file_id is not None and not alt:
        message = N_("Say what the picture shows, for people who cannot see it")
        raise RuleBrokenError(message, field="alt")
    check_length("alt", alt)


def check_request(request: FormatRequestDraft) -> None:
    if not request.contact:
        raise RuleBrokenError(N_("Say how we can reach you or where to send it"), field="contact")
    check_length("contact", request.contact)
    check_length("note", request.note)


def check_outcome(outcome: str) -> None:
    if not outcome:
        raise RuleBrokenError(N_("Say what was done"), field="outcome")
    check_length("outcome", outcome)


def is_overdue(reviewed_on: date, today: date) -> bool:
    """Tell whether a statement about the register is to be gone through again."""
    return today - reviewed_on > timedelta(days=365)


def check_length(field: str, text: str) -> None:
    require_short(text, LONGEST[field], field=field)
