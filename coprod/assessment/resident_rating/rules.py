"""What a resident answers, the rung that comes of it, and the steps in which results are shown."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coprod.assessment.resident_rating.enums import (
    ASKED,
    DONT_KNOW,
    GATE,
    TYPED_IN,
    Collected,
    Given,
    Sign,
    offered,
)
from coprod.assessment.self_assessment.enums import Cap, Choice, FreeChoice, Question
from coprod.assessment.self_assessment.rules import TOP, Answers, ceilings
from coprod.core.disclosure.rules import fewest_for_answers, limits, may_follow, median
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Rung

LONGEST = {"remark": 2000, "note": 500, "reason": 500, "holder": 200, "session": 200}
MOST_PEOPLE = 300
LONGEST_ROUND = timedelta(days=120)
SHOWN_AFTER = timedelta(days=14)
TOO_QUICK = timedelta(seconds=15)
ALIKE, ALIKE_WITHIN = 3, timedelta(hours=1)
SOON_AFTER = timedelta(days=60)
FEWEST_INDEPENDENT = 5
FEWEST_WITHOUT_CODES = 10
CODE_LENGTH, GROUP = 8, 4

Values = Mapping[str, str]
"""What was answered: the name of a question, and the value of its answer. No "I do not know"."""


@dataclass(frozen=True)
class Reply:
    """What one resident answers. ``remark`` is kept apart from the answers."""

    values: Values
    remark: str = ""


@dataclass(frozen=True)
class Behalf:
    """How an answer came that somebody else types in."""

    given: Given
    note: str


def known(values: Mapping[str, str | None]) -> dict[str, str]:
    """Leave out what was not answered: "I do not know" has no effect."""
    return {name: value for name, value in values.items() if value and value != DONT_KNOW}


def check_reply(reply: Reply) -> None:
    if any(value not in offered(name) for name, value in reply.values.items()):
        raise RuleBrokenError(N_("Choose one of the answers"))
    if not reply.values:
        raise RuleBrokenError(N_("Answer one question or more. Leave out what you do not know"))
    check_length("remark", reply.remark)


@dataclass(frozen=True)
class Issue:
    """To whom codes are issued, as a role or a group, and for how many people at which session."""

    holder: str
    session: str
    people: int | None


def check_issue(issue: Issue, earlier_sessions: Iterable[str]) -> None:
    """Refuse what is missing, and a second sheet of codes for one session."""
    if not issue.holder:
        raise RuleBrokenError(N_("Say who gets the codes, as a role or a group"), field="holder")
    check_length("holder", issue.holder)
    if not issue.session:
        raise RuleBrokenError(N_("Say which session the codes are for"), field="session")
    check_length("session", issue.session)
    if only_letters(issue.session) in map(only_letters, earlier_sessions):
        message = N_("There are codes for this session. Print that sheet again")
        raise RuleBrokenError(message, field="session")
    if issue.people is None or not 0 < issue.people <= MOST_PEOPLE:
        message = N_("Enter a number of people from 1 to %(most)s", most=MOST_PEOPLE)
        raise RuleBrokenError(message, field="people")


def codes_for(people: int) -> int:
    """Return how many codes are issued: one for each person, and a tenth more."""
    return people + -(-people // 10)


def plain_code(typed: str) -> str:
    """Return a code as it was issued, however somebody typed it."""
    return only_letters(typed)


def spaced_code(code: str) -> str:
    """Return a code in groups of four, which are easier to read and type."""
    groups = (code[start : start + GROUP] for start in range(0, len(code), GROUP))
    return " ".join(groups)


def only_letters(text: str) -> str:
    """Return the letters and digits of a text in one case, to compare what people typed."""
    return "".join(each for each in text.casefold() if each.isalnum())


def mark_of_code(round_key: str, code: str) -> str:
    """Return the mark by which a second answer with the same code is known."""
    return hmac.new(round_key.encode(), code.encode(), hashlib.sha256).hexdigest()


def check_length(name: str, text: str) -> None:
    if len(text) > LONGEST[name]:
        said = N_("Shorten this to %(most)s characters or fewer", most=LONGEST[name])
        raise RuleBrokenError(said, field=name)


def check_behalf(behalf: Behalf) -> None:
    if behalf.given not in TYPED_IN:
        raise RuleBrokenError(N_("Say how the answers were given"), field="given")
    if not behalf.note:
        said = N_("Say when and where, and who wrote the answers down, without naming the person")
        raise RuleBrokenError(said, field="note")
    check_length("note", behalf.note)


def check_closing(closes_on: date, today: date) -> None:
    if closes_on < today:
        raise RuleBrokenError(N_("Choose a day that is still to come"), field="closes_on")
    if closes_on > today + LONGEST_ROUND:
        said = N_("Choose a day within the next four months", days=LONGEST_ROUND.days)
        raise RuleBrokenError(said, field="closes_on")


def check_reason(reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Give a reason. It will be public"), field="reason")
    check_length("reason", reason)


def rung(values: Values) -> Rung:
    """Return the lowest ceiling over what somebody answered, by the rule that the team has too.

    Residents are not asked about all four parts of the cycle, so its breadth does not count.
    """
    free = FreeChoice(values[GATE]) if GATE in values else None
    choices = {Question(n): Choice(v) for n, v in values.items() if n != GATE}
    found = ceilings(Answers(free, choices))
    return Rung(min((c for holder, c in found.items() if holder is not Cap.BREADTH), default=TOP))


@dataclass(frozen=True)
class Figure:
    """What is shown for one question: the middle answer, and whose answers it is made of."""

    value: str
    of: Set[int]


@dataclass(frozen=True)
class Result:
    """A result as it is shown: the residents' rung, and the middle answer to each question.

    ``collected``: by whom the answers were. ``needed``: the fewest that it may be shown with.
    """

    of: Set[int]
    rung: Rung
    figures: Mapping[str, Figure] = field(default_factory=dict)
    collected: Collected = Collected.TEAM
    needed: int = FEWEST_WITHOUT_CODES


@dataclass(frozen=True)
class Counted:
    """An answer that counts, and how it came.

    ``is_independent``: by a code, or typed in by somebody who never had a hand in the entry.
    """

    values: Values
    given: Given = Given.LINK
    is_independent: bool = False


def collected(answers: Collection[Counted]) -> Collected:
    """Tell who collected a round: independent are at least five answers, and half of all."""
    number = sum(each.is_independent for each in answers)
    is_enough = number >= FEWEST_INDEPENDENT and 2 * number >= len(answers)
    return Collected.INDEPENDENT if is_enough else Collected.TEAM


def fewest(answers: Iterable[Counted]) -> int:
    """Return how many answers a round needs before anything of it is shown."""
    has_codes = any(each.given is Given.CODE for each in answers)
    return limits.fewest if has_codes else max(limits.fewest, FEWEST_WITHOUT_CODES)


def result_to_release(answers: Mapping[int, Counted], before: Sequence[Result]) -> Result | None:
    """Return the one result of a round, or None while it may show nothing new.

    Every answer counts alike: results for each way in which they came could be subtracted.
    """
    needed = fewest(answers.values())
    if len(answers) < needed:
        return None
    found = next_result({key: each.values for key, each in answers.items()}, before)
    return found and replace(found, collected=collected(answers.values()), needed=needed)


def next_result(counted: Mapping[int, Values], before: Sequence[Result]) -> Result | None:
    """Return the result to show next, or None while too little has changed since the earlier ones.

    The rung is the middle one of the respondents' rungs: of an even number the lower of the two.
    """
    if not may_follow(counted.keys(), [each.of for each in before]):
        return None
    figures = {name: next_figure(name, counted, before) for name in ASKED}
    return Result(
        of=frozenset(counted),
        rung=Rung(median([rung(values) for values in counted.values()])),
        figures={name: figure for name, figure in figures.items() if figure},
    )


def next_figure(
    name: str, counted: Mapping[int, Values], before: Sequence[Result]
) -> Figure | None:
    """Return what to show for one question. Not everybody answers each, so each has its own steps.

    Where too little has changed the last figure stays, unless an answer in it was set aside.
    """
    answered = {key: values[name] for key, values in counted.items() if name in values}
    shown = [each.figures[name] for each in before if name in each.figures]
    enough = len(answered) >= fewest_for_answers()
    if enough and may_follow(answered.keys(), [figure.of for figure in shown]):
        order = offered(name)
        middle = median([order.index(value) for value in answered.values()])
        return Figure(order[middle], frozenset(answered))
    stays = shown and shown[-1].of <= answered.keys()
    return shown[-1] if stays else None


@dataclass(frozen=True)
class Sent:
    """What the signs of stuffing are read from."""

    id: int
    at: datetime
    given: Given
    is_quick: bool
    values: Values


def to_the_minute(when: datetime) -> datetime:
    """Return all that is kept of the time at which somebody answered."""
    return when.replace(second=0, microsecond=0)


def signs(
    answers: Sequence[Sent], opened_on: date, earlier: Iterable["EarlierRound"] = ()
) -> dict[Sign, frozenset[int]]:
    """Return what looks odd, and in which answers. A person decides what it means.

    That many come at once, from one connection or one tablet, is no sign: a session is like that.
    """
    own = [each for each in answers if each.given not in TYPED_IN]
    typed = [each.id for each in answers if each.given in TYPED_IN]
    is_later = follows_worse(middle_rung([each.values for each in answers]), opened_on, earlier)
    found = {
        Sign.ALIKE: frozenset().union(
            *(together(same, ALIKE, ALIKE_WITHIN) for same in alike(own))
        ),
        Sign.QUICK: frozenset(each.id for each in own if each.is_quick),
        Sign.TYPED: frozenset(typed if 2 * len(typed) >= len(answers) else ()),
        Sign.LATER: frozenset(each.id for each in answers if is_later),
    }
    return {sign: ids for sign, ids in found.items() if ids}


@dataclass(frozen=True)
class EarlierRound:
    """When a round of the same entry ended, and what its answers came to."""

    ended_on: date
    rung: Rung | None


def follows_worse(rung_now: Rung | None, opened_on: date, earlier: Iterable[EarlierRound]) -> bool:
    """Tell whether a round came soon after one whose result was lower."""
    return any(
        rung_now is not None
        and each.rung is not None
        and each.rung < rung_now
        and opened_on - each.ended_on <= SOON_AFTER
        for each in earlier
    )


def middle_rung(answers: Collection[Values]) -> Rung | None:
    return Rung(median([rung(values) for values in answers])) if answers else None


def alike(answers: Iterable[Sent]) -> list[list[Sent]]:
    groups: dict[tuple[tuple[str, str], ...], list[Sent]] = {}
    for each in answers:
        groups.setdefault(tuple(sorted(each.values.items())), []).append(each)
    return list(groups.values())


def together(answers: Sequence[Sent], least: int, within: timedelta) -> frozenset[int]:
    """Return the answers that came with so many others within such a time."""
    found: set[int] = set()
    for first in answers:
        near = {e.id for e in answers if timedelta() <= e.at - first.at <= within}
        found |= near if len(near) >= least else set()
    return frozenset(found)
