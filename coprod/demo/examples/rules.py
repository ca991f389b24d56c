"""A made-up activity as its file describes it, in the keys of the place's lists."""

from dataclasses import dataclass, field
from datetime import date

from coprod.assessment.self_assessment.enums import Round, TeachOrTell
from coprod.core.values.actor import Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.howmany import HowMany
from coprod.learning.adoption.rules import AdoptionDetails
from coprod.register.activities.enums import Status
from coprod.register.sections.rules import CostLine, Resourcing, Session, Worth


@dataclass(frozen=True)
class Cast:
    """Who plays in made-up activities. All are sign-ins of the demo."""

    team: Actor
    curator: Actor
    lay_member: Actor
    resident: Actor
    administrator: Actor
    """Decides where the curator had a hand in it."""


@dataclass(frozen=True)
class Answers:
    """A round of the team's answers: the gate, then Q1 to Q14 as a step from 0 to 4 or a word.

    ``evidence`` is the note beside a question, and ``reasons`` say why one does not apply.
    ``teach_or_tell`` counts where Q9 is 0.
    """

    free: str
    q: list[int | str]
    evidence: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    round: Round = Round.START
    teach_or_tell: TeachOrTell = TeachOrTell.TELL


@dataclass(frozen=True)
class AdoptionSource:
    """From which activity one was made with “Use this”, and what its team changed."""

    key: str
    details: AdoptionDetails


@dataclass(frozen=True)
class ChallengePosition:
    """What the team claims, or a curator judges, about one of the four challenges."""

    challenge: str
    value: int
    reason: str
    link: str = ""


@dataclass(frozen=True)
class ExampleCost:
    """A line of what it takes. ``given_by`` is the key of the partner who gave it."""

    line: CostLine
    given_by: str = ""


@dataclass(frozen=True)
class ExamplePicture:
    """A drawing at the head of a story: a file of the folder ``drawings``, and what it shows."""

    file: str
    caption: str
    alt: str
    credit: str


@dataclass(frozen=True)
class Withdrawal:
    """On which day an activity was taken out of sight, and what its marker says."""

    day: date
    reason: str


@dataclass(frozen=True)
class Example:
    """One made-up activity, in the keys of the place's lists.

    ``confirmed_on``: the days on which its team said that it is still true.
    """

    key: str
    title: str
    summary: str
    started: str
    promised: list[str]
    led_by: str = ""
    led_by_name: str = ""
    localities: list[str] = field(default_factory=list)
    ended: str = ""
    is_ongoing: bool = False
    workstreams: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    body: str = ""
    learned: str = ""
    logged: date | None = None
    status: Status = Status.PUBLISHED
    confirmed_on: list[date] = field(default_factory=list)
    withdrawal: Withdrawal | None = None
    picture: ExamplePicture | None = None
    adopted_from: AdoptionSource | None = None
    answers: Answers | None = None
    pledge: str = ""
    open_to_change: str = ""
    not_open: str = ""
    hear_back: str = ""
    decided_by: str = ""
    found: str = ""
    missing: str = ""
    question_to_people: str = ""
    answer_from_people: str = ""
    did: str = ""
    not_doing: str = ""
    why: str = ""
    claims: list[ChallengePosition] = field(default_factory=list)
    judgements: list[ChallengePosition] = field(default_factory=list)
    label_reasons: dict[str, str] = field(default_factory=dict)
    took_part: HowMany | None = None
    sessions: list[Session] = field(default_factory=list)
    resourcing: Resourcing = field(default_factory=Resourcing)
    shared: tuple[CycleStage, ...] = ()
    worth: Worth = field(default_factory=Worth)
    costs: list[ExampleCost] = field(default_factory=list)
