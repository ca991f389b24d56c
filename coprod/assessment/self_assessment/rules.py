"""The lowest ceiling: each answer allows up to a rung, and the lowest of these is suggested.

Nothing is added up or averaged. To the letter: domain.md, 3.3, 3.5, 3.6 and the YAML in 10.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from coprod.assessment.self_assessment.enums import (
    SCALE,
    Cap,
    Choice,
    Evidence,
    FreeChoice,
    ItemKind,
    Question,
    TeachOrTell,
)
from coprod.core.values.answers import CycleStage
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Rung

RULE_VERSION = 2
LONGEST = {"reason": 2000, "note": 2000, "link": 500, "correction": 500}

CEILINGS: Mapping[Question, tuple[int, int, int, int, int]] = {
    Question.Q1: (4, 5, 6, 7, 7),
    Question.Q2: (3, 4, 6, 7, 7),
    Question.Q3: (5, 6, 7, 7, 7),
    Question.Q4: (5, 6, 7, 7, 7),
    Question.Q5: (5, 6, 7, 7, 7),
    Question.Q6: (5, 6, 7, 7, 7),
    Question.Q7: (7, 7, 7, 7, 7),
    Question.Q8: (4, 5, 7, 7, 7),
    Question.Q9: (3, 4, 5, 7, 7),
    Question.Q10: (6, 6, 7, 7, 7),
    Question.Q11: (6, 6, 7, 7, 7),
    Question.Q12: (6, 6, 7, 7, 7),
    Question.Q13: (4, 5, 7, 7, 7),
    Question.Q14: (5, 6, 7, 7, 7),
}
STAGE_CEILINGS: Mapping[CycleStage, tuple[int, int, int, int, int]] = {
    CycleStage.CO_PLANNING: (3, 4, 5, 7, 7),
    CycleStage.CO_DECISION: (3, 4, 6, 7, 7),
    CycleStage.CO_DELIVERY: (3, 5, 6, 7, 7),
    CycleStage.CO_EVALUATION: (3, 4, 6, 7, 7),
}
FREE_CHOICE_CEILINGS = {FreeChoice.YES: 7, FreeChoice.PARTLY: 3, FreeChoice.NO: 1}
EDUCATING_CEILING, NOT_YET_CEILING, BREADTH_CEILING = 2, 6, 6
FLATTERS, STRONG, BREADTH_COUNT = 2, 3, 2
BREADTH = (Question.Q9, Question.Q10, Question.Q11, Question.Q12)
STAGE_QUESTIONS = dict(zip(CycleStage, BREADTH, strict=True))
WEIGHED = (Question.Q1, Question.Q2, *BREADTH)
"""The answers about power and the cycle, by which the word of a rung is found."""
WEAKEST_FIRST = (Evidence.CLAIMED, Evidence.GIVEN, Evidence.CHECKED)
POWER_AND_CYCLE: tuple["Holder", ...] = (*WEIGHED, Cap.BREADTH)
MAY_BE_NOT_YET = frozenset(Question(f"Q{n}") for n in range(10, 15))
NEEDS_EVIDENCE = frozenset({Question.Q1, Question.Q2, Question.Q10})
TOP = Rung.CO_PRODUCTION

Holder = Question | Cap
StageRung = Rung | Literal[Choice.NOT_YET] | None


@dataclass(frozen=True)
class Answers:
    """All that a team has answered so far."""

    free_choice: FreeChoice | None
    choices: Mapping[Question, Choice]
    teach_or_tell: TeachOrTell | None = None

    def step(self, question: Question) -> int | None:
        choice = self.choices.get(question)
        return choice.step if choice else None


@dataclass(frozen=True)
class Change:
    """What would lift one thing that holds the rung down. ``to`` is None for the breadth rule."""

    holder: Holder
    to: int | FreeChoice | None


@dataclass(frozen=True)
class Suggestion:
    rung: Rung
    held_by: tuple[Holder, ...]
    power_and_cycle_rung: Rung
    conditions_rung: Rung
    is_provisional: bool
    stages: Mapping[CycleStage, StageRung]
    next_rung: Rung
    to_next: tuple[Change, ...]


def suggest(answers: Answers) -> Suggestion:
    """Return the rung that the answers allow, what holds it there, and what would lift it."""
    check_complete(answers)
    ceilings = find_ceilings(answers)
    rung = Rung(min(ceilings.values()))
    held_by = tuple(h for h, ceiling in ceilings.items() if ceiling == rung < TOP)
    to_next = tuple(Change(holder, find_next_answer(holder, answers, rung)) for holder in held_by)
    return Suggestion(
        rung=rung,
        held_by=held_by,
        power_and_cycle_rung=Rung(min(c for h, c in ceilings.items() if h in POWER_AND_CYCLE)),
        conditions_rung=Rung(min(c for h, c in ceilings.items() if h not in POWER_AND_CYCLE)),
        is_provisional=Choice.NOT_YET in answers.choices.values(),
        stages={stage: get_stage_rung(stage, answers) for stage in CycleStage},
        next_rung=Rung(
            min({**ceilings, **{c.holder: get_new_ceiling(c) for c in to_next}}.values())
        ),
        to_next=to_next,
    )


def find_ceilings(answers: Answers) -> dict[Holder, int]:
    """Return how far each answer lets the rung go. What does not apply is left out."""
    found_ceilings: dict[Holder, int] = {}
    if answers.free_choice:
        found_ceilings[Cap.FREE_CHOICE] = FREE_CHOICE_CEILINGS[answers.free_choice]
    for question in Question:
        ceiling = get_ceiling(question, answers)
        if ceiling is not None:
            found_ceilings[question] = ceiling
    found_ceilings[Cap.BREADTH] = get_breadth_ceiling(answers)
    return found_ceilings


def get_ceiling(question: Question, answers: Answers) -> int | None:
    if answers.choices.get(question) is Choice.NOT_YET:
        return NOT_YET_CEILING
    if is_educating(question, answers):
        return EDUCATING_CEILING
    step = answers.step(question)
    return None if step is None else CEILINGS[question][step]


def is_educating(question: Question, answers: Answers) -> bool:
    """People were mainly taught: the one answer that has a second question behind it."""
    taught = answers.teach_or_tell is TeachOrTell.TEACH
    return taught and question is Question.Q9 and answers.choices.get(question) is Choice.A0


def get_breadth_ceiling(answers: Answers) -> int:
    strong = [q for q in BREADTH if is_strong(q, answers)]
    return TOP if len(strong) >= BREADTH_COUNT else BREADTH_CEILING


def find_next_answer(holder: Holder, answers: Answers, rung: int) -> int | FreeChoice | None:
    """Return the lowest next answer up that would allow a higher rung than now."""
    if holder is Cap.BREADTH:
        return None
    if isinstance(holder, Cap):
        better = [choice for choice, top in FREE_CHOICE_CEILINGS.items() if top > rung]
        return min(better, key=FREE_CHOICE_CEILINGS.__getitem__)
    now = answers.step(holder)
    above = range(0 if now is None else now + 1, len(SCALE))
    return next(step for step in above if CEILINGS[holder][step] > rung)


def get_new_ceiling(change: Change) -> int:
    if isinstance(change.to, FreeChoice):
        return FREE_CHOICE_CEILINGS[change.to]
    if isinstance(change.holder, Question) and change.to is not None:
        return CEILINGS[change.holder][change.to]
    return TOP


def get_stage_rung(stage: CycleStage, answers: Answers) -> StageRung:
    """Return how far one part of the cycle goes, by its own question. None: it does not apply."""
    question = STAGE_QUESTIONS[stage]
    choice = answers.choices[question]
    if choice is Choice.NOT_YET:
        return Choice.NOT_YET
    if choice.step is None:
        return None
    own = STAGE_CEILINGS[stage][choice.step]
    gate = FREE_CHOICE_CEILINGS[answers.free_choice or FreeChoice.YES]
    return Rung(min(own, gate, EDUCATING_CEILING if is_educating(question, answers) else TOP))


def is_facilitator_advised(answers: Answers) -> bool:
    """Independent facilitation never moves the rung; where there is none, we advise it."""
    return answers.step(Question.Q7) in {0, 1}


def list_unanswered(answers: Answers) -> list[Holder]:
    """Return what has no answer yet; the second half of question 9 counts as a part of it."""
    gate = [] if answers.free_choice else [Cap.FREE_CHOICE]
    return [*gate, *(q for q in Question if not is_answered(q, answers))]


def is_answered(question: Question, answers: Answers) -> bool:
    choice = answers.choices.get(question)
    if question is Question.Q9 and choice is Choice.A0:
        return answers.teach_or_tell is not None
    return choice is not None


def check_complete(answers: Answers) -> None:
    if list_unanswered(answers):
        raise RuleBrokenError(N_("Answer every question before you send the assessment"))


@dataclass(frozen=True)
class ItemKey:
    """Which thing of the activity is attached to an answer as evidence."""

    kind: ItemKind
    id: int

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True)
class TeamReply:
    """What a team says to one question, and how somebody else could check it."""

    question: Question
    choice: Choice
    reason: str = ""
    note: str = ""
    link: str = ""
    teach_or_tell: TeachOrTell | None = None
    item: ItemKey | None = None

    @property
    def has_evidence(self) -> bool:
        """Something stands beside it that others can follow. Whether it proves it, people say."""
        return says_something(self.note) or bool(self.link or self.item)

    @property
    def is_noted(self) -> bool:
        return bool(self.note or self.link)

    @property
    def has_words(self) -> bool:
        return bool(self.reason) or self.is_noted


def list_choices(question: Question) -> tuple[Choice, ...]:
    """Return the answers that a question takes, in the order in which they are shown."""
    early = (Choice.NOT_YET,) if question in MAY_BE_NOT_YET else ()
    return (*SCALE, *early, Choice.DOES_NOT_APPLY, Choice.DONT_KNOW)


def check_correction(correction: str, *, is_second: bool) -> None:
    if is_second and not correction:
        raise RuleBrokenError(N_("Say what this puts right in the last one"), field="correction")
    check_length("correction", correction)


WORDS = re.compile(r"\w+")


def split_words(note: str) -> list[str]:
    """Return the words of a note, without what makes no difference between two notes."""
    return WORDS.findall(note.casefold())


def says_something(note: str) -> bool:
    """One word, or one again and again, says neither what nor where."""
    return len(set(split_words(note))) > 1


def check_reply(reply: TeamReply) -> None:
    check_choice(reply)
    check_lengths(reply)
    if reply.note and not says_something(reply.note):
        raise RuleBrokenError(N_("Say what shows this, and where to find it"), field="note")
    check_link(reply.link)
    check_evidence(reply)


def check_choice(reply: TeamReply) -> None:
    if reply.choice not in list_choices(reply.question):
        raise RuleBrokenError(N_("Choose one of the answers"), field="choice")
    if reply.choice is Choice.DOES_NOT_APPLY and not reply.reason:
        raise RuleBrokenError(N_("Say why this does not apply. It will be shown"), field="reason")
    asks_more = reply.question is Question.Q9 and reply.choice is Choice.A0
    if asks_more and reply.teach_or_tell is None:
        raise RuleBrokenError(N_("Say if it was mainly to teach or to tell"), field="teach_or_tell")


def check_note(reply: TeamReply, others: Iterable[TeamReply]) -> None:
    """Each answer has a note of its own, or none."""
    words = split_words(reply.note)
    for other in others:
        if words and other.question is not reply.question and split_words(other.note) == words:
            number = other.question.number
            message = N_(
                "You wrote this beside question %(number)s. Say what shows it here", number=number
            )
            raise RuleBrokenError(message, field="note")


def check_lengths(reply: TeamReply) -> None:
    for name in ("reason", "note", "link"):
        check_length(name, getattr(reply, name))


def check_length(name: str, text: str) -> None:
    most = LONGEST[name]
    require_short(text, most, field=name)


def check_link(link: str) -> None:
    if link and not is_safe_link(link):
        message = N_("Enter a whole address, such as https://www.example.org/minutes")
        raise RuleBrokenError(message, field="link")


def needs_evidence(question: Question, choice: Choice) -> bool:
    return question in NEEDS_EVIDENCE and (choice.step or 0) >= STRONG


def lacks_evidence(reply: TeamReply) -> bool:
    return needs_evidence(reply.question, reply.choice) and not reply.has_evidence


def check_evidence(reply: TeamReply) -> None:
    if lacks_evidence(reply):
        message = N_("Say how others could check this, give a link, or choose something below")
        raise RuleBrokenError(message, field="note")


def is_strong(question: Question, answers: Answers) -> bool:
    return (answers.step(question) or 0) >= STRONG


def get_answer_evidence(reply: TeamReply, *, is_checked: bool = False) -> Evidence | None:
    """Return the word that an answer bears. Nobody flatters with a 0 or a 1: it bears none."""
    if (reply.choice.step or 0) < FLATTERS:
        return None
    if not reply.has_evidence:
        return Evidence.CLAIMED
    return Evidence.CHECKED if is_checked else Evidence.GIVEN


def get_rung_evidence(
    rung: Rung, replies: Mapping[Question, TeamReply], checked: Collection[Question] = ()
) -> Evidence | None:
    """Return the word that a rung bears: the weakest of the answers about power and the cycle.

    A rung at Consultation or below bears none. One that rests on no such answer is claimed.
    """
    if rung <= Rung.CONSULTATION:
        return None
    weighed = [replies[question] for question in WEIGHED if question in replies]
    words = [get_answer_evidence(reply, is_checked=reply.question in checked) for reply in weighed]
    return min(filter(None, words), key=WEAKEST_FIRST.index, default=Evidence.CLAIMED)


def get_evidence_by_rule_1(*, has_evidence: bool) -> Evidence:
    """Return the word of the first rule, by which any note was enough."""
    return Evidence.EVIDENCED_BY_RULE_1 if has_evidence else Evidence.CLAIMED_BY_RULE_1
