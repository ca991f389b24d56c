"""What made-up activities took and changed: who came, what people said, pots of money, feedback."""

from dataclasses import dataclass, field
from datetime import date

from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.feedback.rules import Explanation, Numbers
from coprod.intelligence.reports.rules import RecommendationDraft
from coprod.outcomes.i_statements.rules import LinkDetails
from coprod.outcomes.results.rules import WaveDetails
from coprod.participation.participants.enums import Trait
from coprod.resourcing.funding_pots.rules import GivingDetails, PotDetails
from coprod.resourcing.requests.rules import Given, Step


@dataclass(frozen=True)
class Attendance:
    """How many of each group came to an activity, by its key."""

    activity: str
    day: date
    totals: dict[Trait, dict[str, int]]


@dataclass(frozen=True)
class StatementLink:
    """What an activity has to do with a statement, dated today: no statement was in use before."""

    activity: str
    statement: str
    details: LinkDetails


@dataclass(frozen=True)
class ExampleCounts:
    """How many gave each answer, from "strongly agree" on, of everybody or of one group."""

    statement: str
    counts: list[int]
    group: str = ""


@dataclass(frozen=True)
class ExampleWave:
    """A wave. Without an activity the partnership asked."""

    details: WaveDetails
    rows: list[ExampleCounts]
    activity: str = ""


@dataclass(frozen=True)
class ExampleGiving:
    """Something decided about a pot: the keys of an organisation or an activity that it is for."""

    day: date
    details: GivingDetails
    to: str = ""
    activity: str = ""
    reached: int | None = None
    taken_back: str = ""


@dataclass(frozen=True)
class FundingPot:
    """A pot of money, and what was decided about it."""

    day: date
    details: PotDetails
    givings: list[ExampleGiving]


@dataclass(frozen=True)
class PartnerRequest:
    """What a partner is asked for. ``given`` counts back from the last whole quarter."""

    partner: str
    purpose: str
    steps: list[Step]
    details: str = ""
    board: str = ""
    activity: str = ""
    given: list[Given] = field(default_factory=list)


@dataclass(frozen=True)
class FeedbackSummary:
    """Feedback from so many quarters before the last whole one. ``about``: term keys by list.

    ``felt``: how many comments were positive, neutral and negative.
    """

    quarters_ago: int
    source: str
    tone_counts: list[int]
    people: int | None = None
    about: dict[str, str] = field(default_factory=dict)
    theme: Theme | None = None
    elsewhere: str = ""
    explanation: Explanation = field(default_factory=Explanation)

    @property
    def numbers(self) -> Numbers:
        positive, neutral, negative = self.tone_counts
        return Numbers(self.people, sum(self.tone_counts), positive, neutral, negative)


@dataclass(frozen=True)
class ExampleReport:
    """A report that a curator has read, with what it recommends. ``published`` is a day of it."""

    published: date
    title: str
    publisher: str
    people: int
    method: str
    summary: str
    former_address: str
    recommendations: list[RecommendationDraft]


@dataclass(frozen=True)
class Figures:
    """The whole file, in the order in which it is loaded."""

    statement_links: list[StatementLink]
    attendances: list[Attendance]
    waves: list[ExampleWave]
    pots: list[FundingPot]
    requests: list[PartnerRequest]
    feedback: list[FeedbackSummary]
    reports: list[ExampleReport]
