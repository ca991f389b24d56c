"""What a resident answers, the rung that comes of it, and the steps in which results are shown."""

import hashlib
import hmac
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coprod.assessment.resident_rating.enums import (
    DONT_KNOW,
    GATE,
    QUESTION_NAMES,
    SCREENS,
    TYPED_IN,
    AnswerChannel,
    Collected,
    StuffingSign,
    list_answer_values,
)
from coprod.assessment.self_assessment.enums import Cap, Choice, FreeChoice, Question
from coprod.assessment.self_assessment.rules import TOP, Answers, find_ceilings
from coprod.core.disclosure.rules import get_fewest_for_answers, get_median, limits, may_be_released
from coprod.core.values.errors import RuleBrokenError, require_short
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
class ResidentReply:
    """What one resident answers. ``remark`` is kept apart from the answers."""

    values: Values
    remark: str = ""


@dataclass(frozen=True)
class Behalf:
    """How an answer came that somebody else types in."""

    given: AnswerChannel
    note: str


def drop_unknown(values: Mapping[str, str | None]) -> dict[str, str]:
    """Leave out what was not answered: "I do not know" has no effect."""
    return {name: value for name, value in values.items() if value and value != DONT_KNOW}


def find_screen(at: str, *, is_back: bool) -> str:
    """Return the screen after this one, or before it; from an unknown one the first."""
    place = SCREENS.index(at) + (-1 if is_back else 1) if at in SCREENS else 0
    return SCREENS[min(max(place, 0), len(SCREENS) - 1)]


def check_reply(reply: ResidentReply) -> None:
    if any(value not in list_answer_values(name) for name, value in reply.values.items()):
        raise RuleBrokenError(N_("Choose one of the answers"))
    if not reply.values:
        raise RuleBrokenError(N_("Answer one question or more. Leave out what you do not know"))
    check_length("remark", reply.remark)


@dataclass(frozen=True)
class CodeIssue:
    """To whom codes are issued, as a role or a group, and for how many people at which session."""

    holder: str
    session: str
    people: int | None


def check_issue(issue: CodeIssue, earlier_sessions: Iterable[str]) -> None:
    """Refuse what is missing, and a second sheet of codes for one session."""
    if not issue.holder:
        raise RuleBrokenError(N_("Say who gets the codes, as a role or a group"), field="holder")
    check_length("holder", issue.holder)
    if not issue.session:
        raise RuleBrokenError(N_("Say which session the codes are for"), field="session")
    check_length("session", issue.session)
    if keep_letters(issue.session) in map(keep_letters, earlier_sessions):
        message = N_("There are codes for this session. Print that sheet again")
        raise RuleBrokenError(message, field="session")
    if issue.people is None or not 0 < issue.people <= MOST_PEOPLE:
        message = N_("Enter a number of people from 1 to %(most)s", most=MOST_PEOPLE)
        raise RuleBrokenError(message, field="people")


def count_codes(people: int) -> int:
    """Return how many codes are issued: one for each person, and a tenth more."""
    return people + -(-people // 10)


def normalise_code(typed: str) -> str:
    """Return a code as it was issued, however somebody typed it."""
    return keep_letters(typed)


def format_code(code: str) -> str:
    """Return a code in groups of four, which are easier to read and type."""
    groups = (code[start : start + GROUP] for start in range(0, len(code), GROUP))
    return " ".join(groups)


def keep_letters(text: str) -> str:
    """Return the letters and digits of a text in one case, to compare what people typed."""
    return "".join(each for each in text.casefold() if each.isalnum())


def hash_code(round_key: str, code: str) -> str:
    """Return the hash by which a second answer with the same code is recognised."""
    return hmac.new(round_key.encode(), code.encode(), hashlib.sha256).hexdigest()


def check_length(name: str, text: str) -> None:
    require_short(text, LONGEST[name], field=name)


def check_behalf(behalf: Behalf) -> None:
    if behalf.given not in TYPED_IN:
        raise RuleBrokenError(N_("Say how the answers were given"), field="given")
    if not behalf.note:
        message = N_(
            "Say when and where, and who wrote the answers down, without naming the person"
        )
        raise RuleBrokenError(message, field="note")
    check_length("note", behalf.note)


def check_closing(closes_on: date, today: date) -> None:
    if closes_on < today:
        raise RuleBrokenError(N_("Choose a day that is still to come"), field="closes_on")
    if closes_on > today + LONGEST_ROUND:
        message = N_("Choose a day within the next four months", days=LONGEST_ROUND.days)
        raise RuleBrokenError(message, field="closes_on")


def check_reason(reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Give a reason. It will be public"), field="reason")
    check_length("reason", reason)


def get_rung(values: Values) -> Rung:
    """Return the lowest ceiling over what somebody answered, by the rule that the team has too.

    Residents are not asked about all four parts of the cycle, so its breadth does not count.
    """
    free = FreeChoice(values[GATE]) if GATE in values else None
    choices = {Question(n): Choice(v) for n, v in values.items() if n != GATE}
    ceilings_found = find_ceilings(Answers(free, choices))
    return Rung(
        min((c for holder, c in ceilings_found.items() if holder is not Cap.BREADTH), default=TOP)
    )


@dataclass(frozen=True)
class Figure:
    """What is shown for one question: the middle answer, and whose answers it is made of."""

    value: str
    answer_ids: Set[int]


@dataclass(frozen=True)
class Result:
    """A result as it is shown: the residents' rung, and the middle answer to each question.

    ``collected``: by whom the answers were. ``needed``: the fewest that it may be shown with.
    """

    answer_ids: Set[int]
    rung: Rung
    figures: Mapping[str, Figure] = field(default_factory=dict)
    collected: Collected = Collected.TEAM
    needed: int = FEWEST_WITHOUT_CODES


@dataclass(frozen=True)
class CountedAnswer:
    """An answer that counts, and how it came.

    ``is_independent``: by a code, or typed in by somebody who never had a hand in the activity.
    """

    values: Values
    given: AnswerChannel = AnswerChannel.LINK
    is_independent: bool = False


def get_collector(answers: Collection[CountedAnswer]) -> Collected:
    """Tell who collected a round: independent are at least five answers, and half of all."""
    number = sum(each.is_independent for each in answers)
    is_enough = number >= FEWEST_INDEPENDENT and 2 * number >= len(answers)
    return Collected.INDEPENDENT if is_enough else Collected.TEAM


def get_fewest_answers(answers: Iterable[CountedAnswer]) -> int:
    """Return how many answers a round needs before anything of it is shown."""
    has_codes = any(each.given is AnswerChannel.CODE for each in answers)
    return limits.fewest if has_codes else max(limits.fewest, FEWEST_WITHOUT_CODES)


def find_result_to_release(
    answers: Mapping[int, CountedAnswer], before: Sequence[Result]
) -> Result | None:
    """Return the one result of a round, or None while it may show nothing new.

    Every answer counts alike: results for each way in which they came could be subtracted.
    """
    needed = get_fewest_answers(answers.values())
    if len(answers) < needed:
        return None
    result = find_next_result({key: each.values for key, each in answers.items()}, before)
    return result and replace(result, collected=get_collector(answers.values()), needed=needed)


def find_next_result(counted: Mapping[int, Values], before: Sequence[Result]) -> Result | None:
    """Return the result to show next, or None while too little has changed since the earlier ones.

    The rung is the middle one of the respondents' rungs: of an even number the lower of the two.
    """
    if not may_be_released(counted.keys(), [each.answer_ids for each in before]):
        return None
    figures = {name: find_next_figure(name, counted, before) for name in QUESTION_NAMES}
    return Result(
        answer_ids=frozenset(counted),
        rung=Rung(get_median([get_rung(values) for values in counted.values()])),
        figures={name: figure for name, figure in figures.items() if figure},
    )


def find_next_figure(
    name: str, counted: Mapping[int, Values], before: Sequence[Result]
) -> Figure | None:
    """Return what to show for one question. Not everybody answers each, so each has its own steps.

    Where too little has changed the last figure stays, unless an answer in it was set aside.
    """
    answered = {key: values[name] for key, values in counted.items() if name in values}
    earlier_figures = [each.figures[name] for each in before if name in each.figures]
    enough = len(answered) >= get_fewest_for_answers()
    if enough and may_be_released(
        answered.keys(), [figure.answer_ids for figure in earlier_figures]
    ):
        order = list_answer_values(name)
        middle = get_median([order.index(value) for value in answered.values()])
        return Figure(order[middle], frozenset(answered))
    stays = earlier_figures and earlier_figures[-1].answer_ids <= answered.keys()
    return earlier_figures[-1] if stays else None


@dataclass(frozen=True)
class SentAnswer:
    """The part of an answer that the signs of ballot stuffing are computed from."""

    id: int
    at: datetime
    given: AnswerChannel
    is_quick: bool
    values: Values


def truncate_to_minute(when: datetime) -> datetime:
    """Return the time as it is stored: to the minute, so that it tells nobody apart."""
    return when.replace(second=0, microsecond=0)


def find_signs(
    answers: Sequence[SentAnswer], opened_on: date, earlier: Iterable["EarlierRound"] = ()
) -> dict[StuffingSign, frozenset[int]]:
    """Return what looks odd, and in which answers. A person decides what it means.

    That many come at once, from one connection or one tablet, is no sign: a session is like that.
    """
    own = [each for each in answers if each.given not in TYPED_IN]
    typed = [each.id for each in answers if each.given in TYPED_IN]
    is_later = follows_worse(get_middle_rung([each.values for each in answers]), opened_on, earlier)
    ids_by_sign = {
        StuffingSign.ALIKE: frozenset().union(
            *(find_clusters(same, ALIKE, ALIKE_WITHIN) for same in group_alike(own))
        ),
        StuffingSign.QUICK: frozenset(each.id for each in own if each.is_quick),
        StuffingSign.TYPED: frozenset(typed if 2 * len(typed) >= len(answers) else ()),
        StuffingSign.LATER: frozenset(each.id for each in answers if is_later),
    }
    return {sign: ids for sign, ids in ids_by_sign.items() if ids}


@dataclass(frozen=True)
class EarlierRound:
    """When a round of the same activity ended, and what its answers came to."""

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


def get_middle_rung(answers: Collection[Values]) -> Rung | None:
    return Rung(get_median([get_rung(values) for values in answers])) if answers else None


def group_alike(answers: Iterable[SentAnswer]) -> list[list[SentAnswer]]:
    groups: dict[tuple[tuple[str, str], ...], list[SentAnswer]] = {}
    for answer in answers:
        groups.setdefault(tuple(sorted(answer.values.items())), []).append(answer)
    return list(groups.values())


def find_clusters(answers: Sequence[SentAnswer], least: int, within: timedelta) -> frozenset[int]:
    """Return the answers that came with so many others within such a time."""
    ids: set[int] = set()
    for first in answers:
        near = {e.id for e in answers if timedelta() <= e.at - first.at <= within}
        ids |= near if len(near) >= least else set()
    return frozenset(ids)
