"""What is said about a place and its lists, and what must be true of it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Protocol

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import SAFETY_DEFAULTS, ListKind, SafetyField
from coprod.reference.safety.rules import check_pattern

ENGLISH = "en"
EMERGENCY_NUMBER = "999"
LONGEST_LABEL = 200
LONGEST_NOTE = 500
LONGEST_ALIAS = 300
MOST_ALIASES = 80
MOST_POSITION = 10_000
MOST_DAYS_OFF = 300
WRITTEN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
EXAMPLE_DOMAIN = re.compile(
    r"[\w.+-]*@?(?:[\w-]+\.)*(?:example\.(?:org|com|net|edu)|\w[\w-]*\.(?:example|test|invalid))\b"
    r"|[\w.+-]+@localhost\b",
    re.IGNORECASE,
)
EXAMPLE_HOUSE = re.compile(
    r"\bexample (?:house|street|road|building)\b|\b[A-Z]{1,2}\d{1,2} 0XX\b", re.IGNORECASE
)
TELEPHONE = re.compile(r"(?:\+44|\b0044|\(?\b0)[\d\s().-]{7,}\d")
DRAMA_NUMBERS = (
    *("01632", "02079460", "02896496", "02920180", "01914980", "03069990", "07700900"),
    *("08081570", "09098790"),
    *(
        f"01{area}4960"
        for area in ("13", "14", "15", "16", "17", "18", "21", "31", "41", "51", "61")
    ),
)
"""The first digits of numbers that Ofcom keeps for films and plays: nobody ever answers them."""
KEY = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


@dataclass(frozen=True)
class PlaceDetails:
    """The place's own names, and how to reach those who keep the register."""

    name: str
    partnership: str
    short_name: str = ""
    register_name: str = "Co-production Register"
    contact_email: str = ""
    contact_phone: str = ""
    contact_post: str = ""
    curator_title: str = "Community voice lead"
    safeguarding: str = ""
    safeguarding_email: str = ""
    privacy_contact: str = ""
    days_off: str = ""
    under_16: str = ""
    consent: str = ""
    translations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class SafetyText:
    """One of the texts that people read before they write, in the language that there is."""

    text: str | Message
    language: str
    is_checked: bool = True


@dataclass(frozen=True)
class SafetyTranslation:
    """The safety texts of a place in one more language."""

    safeguarding: str
    under_16: str
    consent: str
    is_checked: bool = False


class HasSafetyTexts(Protocol):
    """A place, as the safety texts are read from it."""

    @property
    def translations(self) -> Mapping[str, Mapping[str, Any]]: ...


@dataclass(frozen=True)
class MadeUp:
    """A passage that cannot be real, and why."""

    passage: str
    reason: Message

    @property
    def message(self) -> Message:
        return N_("“%(what)s” %(why)s", what=self.passage, why=self.reason)


@dataclass(frozen=True)
class TermData:
    """What a place's file says about one line. What it does not say is left as it is."""

    list_kind: ListKind
    key: str
    values: Mapping[str, object]
    within: str | None = None
    replaced_by: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        aliases: Any = self.values.get("aliases", ())
        return (str(self.values.get("label", "")), *aliases)


@dataclass(frozen=True)
class PlaceData:
    """A place's file, read and checked for shape."""

    place: PlaceDetails
    terms: tuple[TermData, ...] = ()


IS_AN_EXAMPLE = N_("is kept for examples")
IS_A_DRAMA_NUMBER = N_("is a number kept for films and plays")
IS_NO_HOUSE = N_("is not a real place")


def find_made_up(text: str) -> list[MadeUp]:
    """Return what in a text cannot be real: example domains, drama numbers, invented houses."""
    domains = [MadeUp(found[0], IS_AN_EXAMPLE) for found in EXAMPLE_DOMAIN.finditer(text)]
    numbers = [found[0] for found in TELEPHONE.finditer(text)]
    dramas = [MadeUp(each, IS_A_DRAMA_NUMBER) for each in numbers if is_for_drama(each)]
    houses = [MadeUp(found[0], IS_NO_HOUSE) for found in EXAMPLE_HOUSE.finditer(text)]
    return [*domains, *dramas, *houses]


def is_for_drama(number: str) -> bool:
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    national = re.sub(r"^(?:0044|44)0?", "0", digits)
    return national.startswith(DRAMA_NUMBERS)


def list_made_up(details: object) -> list[tuple[str, MadeUp]]:
    """Return everything that is made up about a place, with the name of its field."""
    return [
        (each.name, made_up)
        for each in fields(PlaceDetails)
        for text in list_texts(getattr(details, each.name))
        for made_up in find_made_up(text)
    ]


def list_texts(value: object) -> list[str]:
    """Return the texts of a field, whose translations are kept by language and name."""
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in list_texts(each)]
    return [value] if isinstance(value, str) else []


def check_real(details: PlaceDetails) -> None:
    for name, made_up in list_made_up(details):
        raise RuleBrokenError(made_up.message, field=name)


def get_safety_text(place: HasSafetyTexts, name: SafetyField, language: str) -> SafetyText:
    """Return a text in a language, or in English where the place does not have it."""
    translation = place.translations.get(language, {})
    if translation.get(name):
        return SafetyText(translation[name], language, bool(translation.get("is_checked")))
    return SafetyText(getattr(place, name, "") or SAFETY_DEFAULTS[name], ENGLISH)


def list_missing_translations(place: HasSafetyTexts, languages: Iterable[str]) -> list[str]:
    """Return the languages in which a safety text is still English."""
    return [
        each
        for each in languages
        if any(get_safety_text(place, name, each).language != each for name in SafetyField)
    ]


def list_unchecked_translations(place: HasSafetyTexts, languages: Iterable[str]) -> list[str]:
    """Return the languages whose texts nobody who speaks them has checked."""
    return [
        each
        for each in languages
        if each in place.translations and not place.translations[each].get("is_checked")
    ]


def list_phone_numbers(text: str) -> list[str]:
    """Return the numbers of a text as they are written, the emergency number first."""
    return list(dict.fromkeys([EMERGENCY_NUMBER, *TELEPHONE.findall(text)]))


def check_translation(translation: SafetyTranslation) -> None:
    """The digits of the emergency number stand in every language: they are what people dial."""
    if translation.safeguarding and EMERGENCY_NUMBER not in translation.safeguarding:
        message = N_("Write the number 999 in these digits: people dial it")
        raise RuleBrokenError(message, field="safeguarding")


def parse_days(text: str) -> list[date]:
    """Read a date from each line, as people write it (25/12/2026) or as it is kept."""
    days = {parse_day(line) for each in text.split("\n") if (line := each.strip())}
    if len(days) > MOST_DAYS_OFF:
        message = N_("Keep to %(most)s days or fewer", most=MOST_DAYS_OFF)
        raise RuleBrokenError(message, field="days_off")
    return sorted(days)


def parse_day(line: str) -> date:
    match = WRITTEN_DAY.fullmatch(line)
    try:
        return date(*map(int, match.groups()[::-1])) if match else date.fromisoformat(line)
    except ValueError:
        message = N_(
            "“%(line)s” is not a date. Write it as 25/12/2026, one on each line", line=line
        )
        raise RuleBrokenError(message, field="days_off") from None


def normalize_days(text: str) -> str:
    return "\n".join(day.isoformat() for day in parse_days(text))


def format_days(stored: str) -> str:
    """Return days as a curator reads and writes them."""
    return "\n".join(f"{day.day}/{day.month}/{day.year}" for day in parse_days(stored))


def check_label(label: str) -> None:
    if not label:
        raise RuleBrokenError(N_("Give it a name"), field="label")
    if len(label) > LONGEST_LABEL:
        message = N_("Shorten the name to %(most)s characters or fewer", most=LONGEST_LABEL)
        raise RuleBrokenError(message, field="label")


def check_aliases(aliases: tuple[str, ...]) -> None:
    if len(aliases) > MOST_ALIASES or any(len(alias) > LONGEST_ALIAS for alias in aliases):
        message = N_(
            "Keep to %(most)s other names, of %(longest)s characters or fewer each",
            most=MOST_ALIASES,
            longest=LONGEST_ALIAS,
        )
        raise RuleBrokenError(message, field="aliases")


def check_patterns(listing: ListKind, names: tuple[str, ...]) -> None:
    """Refuse names that cannot be read as patterns, in the lists that hold patterns."""
    for name in list_patterns(listing, names):
        check_pattern(name)


def list_patterns(listing: ListKind, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return which names of a line are patterns: the label of a group is only its name."""
    if not listing.holds_patterns:
        return ()
    return names[1:] if listing is ListKind.SAFETY_GROUP else names


def check_days(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        message = N_("The day it went out of use must not be before the day it began")
        raise RuleBrokenError(message, field="valid_to")


def check_retirement(valid_to: date | None, replaced_by_id: int | None) -> None:
    if valid_to is None and replaced_by_id is None:
        message = N_("Say from which day it is no longer used, or which name took its place")
        raise RuleBrokenError(message, field="valid_to")


def check_key(key: str) -> None:
    if not KEY.fullmatch(key) or len(key) > LONGEST_ALIAS:
        message = N_(
            "The key “%(key)s” must be lower-case letters, digits and underscores", key=key
        )
        raise RuleBrokenError(message, field="key")


def find_successor(start: int, becomes: Mapping[int, int | None]) -> int:
    """Follow what became of a term to the one in use now. It must never lead back to itself."""
    seen = {start}
    current = start
    while (later := becomes.get(current)) is not None:
        if later in seen:
            message = N_("A name cannot be replaced by one that it has itself replaced")
            raise RuleBrokenError(message, field="replaced_by")
        seen.add(later)
        current = later
    return current
