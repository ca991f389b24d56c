"""What must be true of an entry, whoever made it and however it arrived."""

from dataclasses import dataclass

from coprod.kit.dates import PartialDate
from coprod.kit.errors import RuleBrokenError
from coprod.kit.phrases import N_, Phrase
from coprod.register.words import Rung

LONGEST_TITLE = 250


def check_title(title: str) -> None:
    if not title:
        raise RuleBrokenError(N_("Give it a name"), field="title")
    if len(title) > LONGEST_TITLE:
        said = N_("Shorten the name to %(most)s characters or fewer", most=LONGEST_TITLE)
        raise RuleBrokenError(said, field="title")


def check_dates(started: PartialDate | None, ended: PartialDate | None) -> None:
    """It cannot have ended before it started, as far as the dates are known."""
    if started and ended and ended.latest < started.earliest:
        raise RuleBrokenError(N_("The end must not be before the start"), field="ended")


def check_promise(rungs: tuple[Rung, ...], *, nothing: bool) -> None:
    if rungs and nothing:
        said = N_("Choose the levels that were promised, or say that nothing was promised")
        raise RuleBrokenError(said, field="promised")


@dataclass(frozen=True)
class Asked:
    """Which of the six first questions have an answer."""

    title: bool
    summary: bool
    leader: bool
    place: bool
    time: bool
    promise: bool


UNANSWERED: dict[str, Phrase] = {
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
