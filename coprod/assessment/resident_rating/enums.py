"""What residents are asked, in their words, and what we call the parts of a round.

Six of the team's questions and the free choice. Each answer means what the team's answer of the
same number means (``self_assessment.enums``), said as somebody who was there would say it, and in
few words: the whole form has fewer than 400.
"""

from enum import StrEnum

from coprod.assessment.self_assessment.enums import RESIDENT_SHORT_FORM, FreeChoice, Question
from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message

GATE = "G1"
DONT_KNOW = "dont_know"
STEPS = range(5)

TEXTS: dict[str, Message] = {
    "G1.title": N_("Was it your choice to take part?"),
    "G1.hint": N_("Could you disagree and not lose out?"),
    "G1.yes": N_("Yes"),
    "G1.partly": N_("Partly, or I am not sure"),
    "G1.no": N_("No"),
    "Q2.title": Question.Q2.wording.resident,
    "Q2.0": N_("Nothing was left to decide"),
    "Q2.1": N_("Staff heard us, then decided"),
    "Q2.2": N_("Staff decided, and told everybody what we changed, or why not"),
    "Q2.3": N_("We decided together. Leaders follow it, or say why not"),
    "Q2.4": N_("By written rules, we had half the votes or more"),
    "Q5.title": Question.Q5.wording.resident,
    "Q5.0": N_("No, nothing"),
    "Q5.1": N_("Only costs, if I asked"),
    "Q5.2": N_("Costs within two weeks. Pay or thanks for some"),
    "Q5.3": N_("All were offered pay at a public rate, and benefits advice"),
    "Q5.4": N_("All that, and residents helped set the rate"),
    "Q6.title": Question.Q6.wording.resident,
    "Q6.hint": N_("Such as an interpreter, travel or childcare"),
    "Q6.0": N_("Nobody asked"),
    "Q6.1": N_("They asked. I got some"),
    "Q6.2": N_("They always asked. I got most"),
    "Q6.3": N_("Planned and paid for, with several ways to join in"),
    "Q6.4": N_("All that, and I could take part fully"),
    "Q8.title": Question.Q8.wording.resident,
    "Q8.0": N_("No. Staff knew more"),
    "Q8.1": N_("Late, or in hard words"),
    "Q8.2": N_("Yes, and staff answered our questions"),
    "Q8.3": N_("Yes, and all were trained to work as equals"),
    "Q8.4": N_("We all knew the same at once, even money and limits"),
    "Q9.title": Question.Q9.wording.resident,
    "Q9.0": N_("No. We were told or taught"),
    "Q9.1": N_("We were asked once"),
    "Q9.2": N_("We talked often. Staff wrote the choices"),
    "Q9.3": N_("We made the choices together"),
    "Q9.4": N_("All together, from start to now"),
    "Q13.title": Question.Q13.wording.resident,
    "Q13.0": N_("No, nobody was"),
    "Q13.1": N_("A little, in general"),
    "Q13.2": N_("For each main point: what changed, what not, and why"),
    "Q13.3": N_("All that, checked with us, by the promised day"),
    "Q13.4": N_("All that, and later if it worked"),
    "dont_know": N_("I do not know"),
}
QUESTION_NAMES = (GATE, *RESIDENT_SHORT_FORM)
"""The names of the questions, in the order in which they are asked."""

LAST_SCREEN = "last"
SCREENS = (*QUESTION_NAMES, LAST_SCREEN)
"""One question a screen; then what somebody wants to add, and a code if they have one."""

FACES: dict[str, int] = {FreeChoice.NO: 0, FreeChoice.PARTLY: 2, FreeChoice.YES: 4} | {
    str(step): step for step in STEPS
}
"""Which of the five faces stands beside an answer. The words beside it say the same."""


def list_text_keys(name: str) -> list[str]:
    """Return the keys of all texts of a question: what it asks, a hint if it has one, answers."""
    parts = ("title", "hint", *list_answer_values(name))
    return [key for key in (f"{name}.{part}" for part in parts) if key in TEXTS]


def list_answer_values(name: str) -> tuple[str, ...]:
    """Return the answers to a question, the lowest first."""
    if name == GATE:
        return (FreeChoice.NO, FreeChoice.PARTLY, FreeChoice.YES)
    return tuple(str(step) for step in STEPS)


class AnswerChannel(LabelledEnum):
    """How an answer reached us. A code is issued by a curator, and works once."""

    LINK = "link", N_("By the link")
    CODE = "code", N_("With a code")
    PAPER = "paper", N_("On paper")
    PHONE = "phone", N_("By phone")
    IN_PERSON = "in_person", N_("In person")


TYPED_IN = (AnswerChannel.PAPER, AnswerChannel.PHONE, AnswerChannel.IN_PERSON)


class Collected(LabelledEnum):
    """Who collected the answers of a round. The label is the one phrase for it, everywhere."""

    TEAM = "team", N_("Collected by the team")
    INDEPENDENT = "independent", N_("Collected independently")


class RemarkStatus(StrEnum):
    """Where the words that a resident added have got to. They wait from the release on."""

    HELD = "held"
    WAITS = "waits"
    PUBLISHED = "published"
    DECLINED = "declined"


class StuffingSign(LabelledEnum):
    """What answers look like when somebody sends many. None of these is a proof."""

    ALIKE = "alike", N_("Three or more that are the same in every answer came within an hour.")
    QUICK = (
        "quick",
        N_("These were filled in within 15 seconds. Nobody reads seven questions so fast."),
    )
    TYPED = "typed", N_("Half of the answers or more were typed in by somebody else.")
    LATER = "later", N_("A round that ended less than 60 days before came out lower.")


NOT_ASKED = N_("Residents have not been asked yet")
TEAM_FIRST = N_(
    "Shown when the team has sent in its own answers for this round, or two weeks after it closed"
)
NOT_RELEASED = N_("Shown when the round has closed and a curator outside the team has looked at it")
TOO_FEW = N_("Not enough residents have answered to show this")
"""The same for none and for four: how many are missing would tell how many there are."""
ANSWERS_SET_ASIDE = N_(
    "Some answers were set aside. A new result would show what single people answered"
)
TOO_FEW_HERE = N_("Shown when %(number)s people or more have answered this question")

AUDIT_VERBS: dict[str, Verb] = {
    "asked residents": Verb(N_("Residents are asked how they see it")),
    "stopped asking residents": Verb(N_("No longer asking residents")),
    "released a residents’ round": Verb(
        N_("A curator has looked at what residents said"), is_decision=True
    ),
    "issued codes": Verb(N_("Issued codes for residents to answer with")),
    "typed in an answer": Verb(N_("Typed in a resident’s answers")),
    "set answers aside": Verb(N_("Set residents’ answers aside")),
    "published a remark": Verb(N_("Published what a resident added"), is_decision=True),
    "declined a remark": Verb(N_("Declined what a resident added"), is_decision=True),
}
