"""The team's questions, and what their answers are called. Our own wording: domain.md, 3.2."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class FreeChoice(StrEnum):
    """The gate: nothing else counts for much if people had no free choice."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def label(self) -> Message:
        return LABELS[self]


FREE_CHOICE_QUESTION = N_(
    "Did people have a free choice about taking part, and could they disagree without losing out?"
)
FREE_CHOICE_NAME = N_("A free choice to take part")


class Question(StrEnum):
    Q1 = "Q1"
    Q2 = "Q2"
    Q3 = "Q3"
    Q4 = "Q4"
    Q5 = "Q5"
    Q6 = "Q6"
    Q7 = "Q7"
    Q8 = "Q8"
    Q9 = "Q9"
    Q10 = "Q10"
    Q11 = "Q11"
    Q12 = "Q12"
    Q13 = "Q13"
    Q14 = "Q14"

    @property
    def number(self) -> int:
        return int(self.value[1:])

    @property
    def wording(self) -> "Wording":
        return WORDINGS[self]


class Choice(StrEnum):
    """What can be answered: one of five facts, or why there is none."""

    A0 = "0"
    A1 = "1"
    A2 = "2"
    A3 = "3"
    A4 = "4"
    NOT_YET = "not_yet"
    DOES_NOT_APPLY = "does_not_apply"
    DONT_KNOW = "dont_know"

    @property
    def step(self) -> int | None:
        """The place on the scale from 0 to 4. What a team does not know counts as 0."""
        if self is Choice.DONT_KNOW:
            return 0
        return int(self.value) if self.value.isdigit() else None


SCALE = (Choice.A0, Choice.A1, Choice.A2, Choice.A3, Choice.A4)


class TeachOrTell(StrEnum):
    """Asked when people were told or taught, and not asked: educating is not informing."""

    TEACH = "teach"
    TELL = "tell"

    @property
    def label(self) -> Message:
        return LABELS[self]


class Cap(StrEnum):
    FREE_CHOICE = "free_choice"
    BREADTH = "breadth"


QuestionOrGate = Question | Literal[Cap.FREE_CHOICE]

BREADTH_NAME = N_("More than one part of the cycle shared")
BREADTH_NEEDS = N_("One of the last two answers in at least two of the four parts of the cycle")


@dataclass(frozen=True)
class Cluster:
    """Questions that belong together. Sharing resources is a matter of power and of the cycle."""

    key: str
    label: Message
    numbers: tuple[int, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(Question(f"Q{n}") for n in self.numbers)


CLUSTERS = (
    Cluster("power", N_("Who decides"), (1, 2, 10)),
    Cluster("people", N_("Who takes part, and what they need"), (4, 5, 6)),
    Cluster("conditions", N_("What makes it possible"), (3, 7, 8, 14)),
    Cluster("together", N_("Planning, money, doing it and checking it"), (9, 10, 11, 12)),
    Cluster("trust", N_("Coming back to people"), (13,)),
)


HOME_CLUSTERS = tuple(
    replace(each, numbers=tuple(n for n in each.numbers if n not in later))
    for place, each in enumerate(CLUSTERS)
    for later in [{n for other in CLUSTERS[place + 1 :] for n in other.numbers}]
)
"""The clusters with each question once, where it is asked and listed."""


class Evidence(StrEnum):
    """How far others can follow an answer, or the answers that a level rests on.

    Assessments by the first rule keep the words that they had, and say so.
    """

    CLAIMED = "claimed"
    GIVEN = "given"
    CHECKED = "checked"
    CLAIMED_BY_RULE_1 = "claimed_by_rule_1"
    EVIDENCED_BY_RULE_1 = "evidenced_by_rule_1"

    @property
    def label(self) -> Message:
        return LABELS[self]

    @property
    def meaning(self) -> Message:
        return MEANINGS.get(self, BY_RULE_1)


class ItemKind(StrEnum):
    """A thing of an activity that a team can put beside an answer, so that others can follow it."""

    SESSION = "session"
    COST = "cost"
    DECISION = "decision"
    FILE = "file"
    PROMISE = "promise"

    @property
    def label(self) -> Message:
        return LABELS[self]


class Round(StrEnum):
    """When in the life of an activity it is assessed."""

    START = "start"
    MIDPOINT = "midpoint"
    END = "end"
    AFTER_SCALING = "after_scaling"
    ASKED_FOR = "asked_for"

    @property
    def label(self) -> Message:
        return LABELS[self]


LABELS: dict[StrEnum, Message] = {
    FreeChoice.YES: N_("Yes"),
    FreeChoice.PARTLY: N_("Partly, or we are not sure"),
    FreeChoice.NO: N_("No"),
    Choice.NOT_YET: N_("Not yet: it is too early to say"),
    Choice.DOES_NOT_APPLY: N_("This does not apply to us"),
    Choice.DONT_KNOW: N_("We do not know"),
    TeachOrTell.TEACH: N_("Mainly to teach: so that people use or understand a service better"),
    TeachOrTell.TELL: N_("Mainly to tell: so that people know what is decided"),
    Evidence.CLAIMED: N_("Claimed"),
    Evidence.GIVEN: N_("Evidence given"),
    Evidence.CHECKED: N_("Evidence checked"),
    Evidence.CLAIMED_BY_RULE_1: N_("Claimed (rule 1)"),
    Evidence.EVIDENCED_BY_RULE_1: N_("Evidenced (rule 1)"),
    ItemKind.SESSION: N_("Session"),
    ItemKind.COST: N_("Cost"),
    ItemKind.DECISION: N_("Decision record"),
    ItemKind.FILE: N_("File"),
    ItemKind.PROMISE: N_("Promise"),
    Round.START: N_("At the start"),
    Round.MIDPOINT: N_("Part of the way through"),
    Round.END: N_("At the end"),
    Round.AFTER_SCALING: N_("After it was taken up elsewhere"),
    Round.ASKED_FOR: N_("Because residents asked for it"),
}
MEANINGS: dict[Evidence, Message] = {
    Evidence.CLAIMED: N_(
        "The level rests on at least one answer about power and the cycle with nothing beside it "
        "that others can follow."
    ),
    Evidence.GIVEN: N_(
        "Beside each answer about power and the cycle that the level rests on, the team has put "
        "something that others can follow. It is not all checked yet."
    ),
    Evidence.CHECKED: N_(
        "Somebody who never worked on this agrees with what the team put beside its answers "
        "about power and the cycle."
    ),
}
BY_RULE_1 = N_("The word is from the first rule, by which any note was enough.")
NO_EVIDENCE_NEEDED = N_("A level at Consultation or below needs no evidence.")
RESIDENT_SHORT_FORM = tuple(Question(f"Q{n}") for n in (2, 5, 6, 8, 9, 13))


class Wording:
    """A question: its title, the five facts it is answered with, and how residents hear it."""

    def __init__(
        self, title: Message, *anchors: Message, resident: Message, hint: Message | None = None
    ) -> None:
        self.title, self.anchors, self.resident, self.hint = title, anchors, resident, hint

    def get_answer(self, choice: Choice) -> Message:
        return LABELS.get(choice) or self.anchors[int(choice)]


WORDINGS: dict[Question, Wording] = {
    Question.Q1: Wording(
        N_("Who set the question?"),
        N_("The organisation alone"),
        N_("The organisation, using feedback it already had"),
        N_("The organisation wrote a draft and residents changed it"),
        N_("Residents and staff wrote it together"),
        N_("Residents raised it and the organisation joined them"),
        resident=N_("Did you get to say what this work should be about?"),
        hint=N_("Who said what this work should be about?"),
    ),
    Question.Q2: Wording(
        N_("Who makes the decision?"),
        N_("It was already made, or there is nothing to decide"),
        N_("Staff decide. Views are one thing they look at"),
        N_("Staff decide, and publish how views changed it, or why not"),
        N_("Decided together. A formal body, if any, agreed to follow it or publish its reasons"),
        N_("Residents have equal or more votes under written rules, or the decision is theirs"),
        resident=N_("Could your words change the decision?"),
    ),
    Question.Q3: Wording(
        N_("What is set aside for working together?"),
        N_("Nothing"),
        N_("Staff time only"),
        N_("A budget held by staff. Residents know how much it is"),
        N_("A budget agreed with residents"),
        N_("Residents or a community organisation hold or direct the budget"),
        resident=N_("Were you told what money there was for this?"),
    ),
    Question.Q4: Wording(
        N_("Who is involved?"),
        N_("One or two people, or we do not know who"),
        N_("Mostly people we already work with"),
        N_("Some of the groups most affected. We know who is missing"),
        N_("Most of the groups most affected, including those with the worst health"),
        N_("Most of them, those with the worst health too, and residents help find who is missing"),
        resident=N_("Were people like you, and people most affected, in the room?"),
    ),
    Question.Q5: Wording(
        N_("Payment and expenses"),
        N_("Nothing is paid"),
        N_("Expenses, if people ask"),
        N_("Expenses up front or within two weeks. Payment or a thank-you for some roles"),
        N_("Payment offered for every role at a published rate, with advice about benefits"),
        N_("Payment for every role, with advice about benefits, at rates agreed with residents"),
        resident=N_("Were you paid for your costs and time?"),
    ),
    Question.Q6: Wording(
        N_("Access and support"),
        N_("We did not ask what people need"),
        N_("We asked. Some needs were met"),
        N_("We ask every time. Most needs are met"),
        N_("Planned and paid for from the start, with more than one way to take part"),
        N_("Planned and paid for, and residents confirm that they could take part fully"),
        resident=N_("Did you get what you needed to take part?"),
        hint=N_("Interpreting, sign language, travel, childcare, respite, help to get online"),
    ),
    Question.Q7: Wording(
        N_("Who ran the sessions?"),
        N_("The team that owns the decision"),
        N_("Someone else in the same organisation"),
        N_("An independent person, for the key sessions"),
        N_("An independent person throughout, whom residents trust"),
        N_("Led with trained resident facilitators, who can slow or stop things"),
        resident=N_("Did the person running it keep things fair?"),
        hint=N_("This does not change the rung. It may bring advice"),
    ),
    Question.Q8: Wording(
        N_("Information and skills"),
        N_("Staff knew things that residents did not"),
        N_("Information was shared, but late or in jargon"),
        N_("Plain papers in good time. Questions were answered"),
        N_("Plain papers in good time, and training for residents and staff to work as equals"),
        N_("Everyone has the same facts at the same time, including money and limits"),
        resident=N_("Did you get plain facts in time?"),
    ),
    Question.Q9: Wording(
        N_("Planning together"),
        N_("People were told or taught. They were not asked for their views"),
        N_("People were asked for their views once"),
        N_("Options were talked through several times. Staff wrote them"),
        N_("Options were designed together"),
        N_("Designed together from the start, and still joint while the plan is carried out"),
        resident=N_("Did you help make the plan?"),
    ),
    Question.Q10: Wording(
        N_("Sharing out resources"),
        N_("People have no say and are not told"),
        N_("People are told, or asked what matters. Staff decide"),
        N_("A clear part is decided together: a grant pot, a rota, how a contract is scored"),
        N_("The main choices are decided together"),
        N_("Residents hold the budget or have an equal vote"),
        resident=N_("Did you have a say in how money or staff time was used?"),
        hint=N_("Money, staff time and space"),
    ),
    Question.Q11: Wording(
        N_("Delivering together"),
        N_("Staff only"),
        N_("Residents help now and then"),
        N_("Named, supported roles for residents, peers or volunteers"),
        N_("Residents and staff deliver it together as normal. Roles are recognised"),
        N_("Residents or a community organisation lead parts of it"),
        resident=N_("Do residents help run it, with proper support?"),
        hint=N_("Who does the work? Volunteers count"),
    ),
    Question.Q12: Wording(
        N_("Checking together"),
        N_("It is not checked, or by staff only"),
        N_("Residents fill in a survey"),
        N_("Residents help to choose what to measure, or to make sense of it"),
        N_("Residents and staff evaluate it together, from start to finish"),
        N_("Residents lead the evaluation, and its results change what happens next"),
        resident=N_("Did residents help judge whether it worked?"),
    ),
    Question.Q13: Wording(
        N_("Telling people what happened"),
        N_("Nobody was told"),
        N_("A general summary"),
        N_("Each main point is answered: what changed, what did not, and why"),
        N_("Each main point is answered, checked with residents, and out by a promised date"),
        N_("All of that, on time, and a later update on whether the change worked"),
        resident=N_("Were you told what your words changed?"),
    ),
    Question.Q14: Wording(
        N_("Keeping going"),
        N_("A one-off. No time is set aside"),
        N_("It carries on while goodwill lasts"),
        N_("Dates and named people are agreed. There is some protected time"),
        N_("Protected time and a budget for at least a year, and a plan for handing over"),
        N_("It is part of normal governance and contracts"),
        resident=N_("Do you know what happens next and who to ask?"),
    ),
}

AUDIT_VERBS: dict[str, Verb] = {
    "began to assess": Verb(N_("The team began to assess it")),
    "assessed": Verb(N_("Assessed by the team")),
    "let notes be read": Verb(N_("Read what the team wrote beside its answers")),
    "checked evidence": Verb(N_("Somebody agreed with the evidence beside an answer of the team")),
    "answered": Verb(N_("Answered")),
}
