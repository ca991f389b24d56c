"""What an entry tells, part by part, and what must be true of it however it arrived."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Audience, Rung

LONGEST_TITLE = 250
TELLS_OF_SOMEBODY = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|mister|missus|dr|prof|professor|rev|reverend|sir|dame"
    r"|cllrs?|councillors?|complain(?:ts?|ed|ants?))\b",
    re.IGNORECASE,
)
"""“MS” alone is an illness."""
DOTS_IN_SHORT = re.compile(r"(?<=\b\w)\.(?=\w\b)")
"""The dots of “M.r.s”."""
ABOUT_SOMEBODY = N_(
    "This title may tell who somebody is, or that somebody complained. Can it be called something "
    "else?"
)
RESERVED = frozenset({"log", "mine", "organisation"})
"""Words that stand in addresses where the name of an entry could stand."""


@dataclass(frozen=True)
class Naming:
    title: str


@dataclass(frozen=True)
class Telling:
    summary: str


@dataclass(frozen=True)
class Leading:
    """Who leads it: an organisation of the list, or a name when it is not there."""

    led_by_id: int | None = None
    led_by_name: str = ""


@dataclass(frozen=True)
class Placing:
    """Where it happens: places of the list, and more exactly in words."""

    locality_ids: tuple[int, ...] = ()
    place_words: str = ""


@dataclass(frozen=True)
class Timing:
    started: PartialDate | None = None
    ended: PartialDate | None = None
    is_ongoing: bool = False


@dataclass(frozen=True)
class PromiseStatement:
    """The levels that people were promised. ``words`` are a source's own, by rung."""

    rungs: tuple[Rung, ...] = ()
    nothing: bool = False
    words: Mapping[Rung, str] | None = None


@dataclass(frozen=True)
class Story:
    """What happened and what was learned, in Markdown."""

    body: str = ""
    learned: str = ""


@dataclass(frozen=True)
class Sourcing:
    """Where an imported entry came from, and what the source tells that has no field here.

    ``audiences``: who may see the facts of a label, where that is not everybody.
    """

    name: str
    key: str
    address: str = ""
    licence: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    audiences: tuple[tuple[str, Audience], ...] = ()


@dataclass(frozen=True)
class Behalf:
    """Somebody typed it for a person who took part: who, in words for a role, and how they agreed.

    Empty when whoever took part typed it themselves. How they agreed is not for readers, so the
    public history leaves this part out.
    """

    is_private: ClassVar[bool] = True

    told_by: str = ""
    typed_by: str = ""
    consent: str = ""


ABOUT = (
    ListKind.WORKSTREAM,
    ListKind.METHOD,
    ListKind.GROUP,
    ListKind.TOPIC,
    ListKind.NETWORK,
)


@dataclass(frozen=True)
class About:
    """What it is about, in the terms of each of the lists in ``ABOUT``."""

    listed: tuple[tuple[ListKind, tuple[int, ...]], ...] = ()


Part = (
    About
    | Behalf
    | Naming
    | Telling
    | Leading
    | Placing
    | Timing
    | PromiseStatement
    | Story
    | Sourcing
)


def check_title(title: str) -> None:
    if not title:
        raise RuleBrokenError(N_("Give it a name"), field="title")
    if len(title) > LONGEST_TITLE:
        said = N_("Shorten the name to %(most)s characters or fewer", most=LONGEST_TITLE)
        raise RuleBrokenError(said, field="title")


def may_tell_of_somebody(title: str) -> bool:
    """Tell whether a title may say who somebody is, or that somebody complained."""
    read = (TELLS_OF_SOMEBODY.finditer(text) for text in ways_to_read(title))
    return any(found.group() != "MS" for ways in read for found in ways)


def ways_to_read(title: str) -> tuple[str, str]:
    """Return a title in plain letters, with what is not seen left out, or taken for a space."""
    letters = [c for c in unicodedata.normalize("NFKD", title) if unicodedata.category(c) != "Mn"]
    plain = DOTS_IN_SHORT.sub("", "".join(letters).replace("_", " "))
    unseen = [c for c in plain if unicodedata.category(c) == "Cf"]
    table = str.maketrans(dict.fromkeys(unseen, " "))
    return plain.translate(dict.fromkeys(map(ord, unseen))), plain.translate(table)


def check_title_is_meant(title: str, *, anyway: bool) -> None:
    if may_tell_of_somebody(title) and not anyway:
        raise RuleBrokenError(ABOUT_SOMEBODY, field="title")


def check_dates(started: PartialDate | None, ended: PartialDate | None) -> None:
    """It cannot have ended before it started, as far as the dates are known."""
    if started and ended and ended.latest < started.earliest:
        raise RuleBrokenError(N_("The end must not be before the start"), field="ended")


def check_promise(rungs: tuple[Rung, ...], *, nothing: bool) -> None:
    if rungs and nothing:
        said = N_("Choose the levels that were promised, or say that nothing was promised")
        raise RuleBrokenError(said, field="promised")


def check_behalf(part: Behalf) -> None:
    """Nobody's story is told without their consent, and readers are told who typed it."""
    told = {"told_by": part.told_by, "typed_by": part.typed_by, "consent": part.consent}
    said = {
        "told_by": N_("Say who told you, as a role and not a name"),
        "typed_by": N_("Say who typed it, as a role and not a name"),
        "consent": N_("Say how they agreed"),
    }
    missing = [name for name, text in told.items() if not text]
    if missing and any(told.values()):
        raise RuleBrokenError(said[missing[0]], field=missing[0])


@dataclass(frozen=True)
class Asked:
    """Which of the six first questions have an answer."""

    title: bool
    summary: bool
    leader: bool
    place: bool
    time: bool
    promise: bool


UNANSWERED: dict[str, Message] = {
    "title": N_("Say what it is called"),
    "summary": N_("Say in a few plain words what it is"),
    "leader": N_("Say who leads it"),
    "place": N_("Say where it happens"),
    "time": N_("Say when it started. A year will do"),
    "promise": N_("Say what level was promised to people"),
}


def unanswered(asked: Asked) -> list[str]:
    """Return the questions that must be answered before an entry is sent to a curator."""
    return [name for name in UNANSWERED if not getattr(asked, name)]


def check_ready(asked: Asked) -> None:
    missing = unanswered(asked)
    if missing:
        raise RuleBrokenError(UNANSWERED[missing[0]])
