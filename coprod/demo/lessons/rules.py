"""What made-up teams decided and learned: decision records, learning records and a collection."""

from dataclasses import dataclass, field
from datetime import date

from coprod.decisions.guide.enums import Question
from coprod.decisions.records.rules import (
    Addition,
    DecisionTitle,
    LevelChoice,
    Means,
    Openness,
    PriorFeedback,
    PriorFeedbackList,
    PromiseStatement,
    Signature,
)
from coprod.learning.adoption.rules import AdoptionAnswer
from coprod.learning.collections.rules import CollectionDetails
from coprod.learning.reader_responses.rules import NewSignature
from coprod.learning.records.rules import (
    Comparison,
    CoreComponents,
    Effects,
    EvidenceBase,
    Mechanism,
    Pitfalls,
    RecordCosts,
    Requirements,
    ShortRecord,
)


@dataclass(frozen=True)
class LaterAddition:
    """What was added to a decision record afterwards."""

    day: date
    addition: Addition


@dataclass(frozen=True)
class ExampleDecision:
    """A decision record, from the ten questions to the check, with the keys of its activities."""

    day: date
    title: DecisionTitle
    answers: dict[Question, str]
    level_choice: LevelChoice
    signature: Signature
    notes: dict[Question, str] = field(default_factory=dict)
    openness: Openness = field(default_factory=Openness)
    means: Means = field(default_factory=Means)
    promise: PromiseStatement = field(default_factory=PromiseStatement)
    prior_feedback: list[PriorFeedback] = field(default_factory=list)
    activities: list[str] = field(default_factory=list)
    additions: list[LaterAddition] = field(default_factory=list)

    @property
    def parts(self) -> tuple[object, ...]:
        prior_feedback = PriorFeedbackList(tuple(self.prior_feedback))
        return (self.openness, self.means, self.level_choice, self.promise, prior_feedback)


@dataclass(frozen=True)
class ExampleSignature:
    """What a resident who took part said to a learning record, and that a curator showed it."""

    day: date
    details: NewSignature


@dataclass(frozen=True)
class ExampleRecord:
    """A learning record. ``activity`` is the key of the one that it is about.

    ``used``: how many readers said that they used it.
    """

    key: str
    day: date
    short: ShortRecord
    activity: str = ""
    by_resident: bool = False
    used: int = 0
    comparison: Comparison | None = None
    mechanism: Mechanism | None = None
    effects: Effects | None = None
    core_components: CoreComponents | None = None
    requirements: Requirements | None = None
    pitfalls: Pitfalls | None = None
    evidence_base: EvidenceBase | None = None
    costs: RecordCosts | None = None
    signature: ExampleSignature | None = None

    @property
    def parts(self) -> tuple[object, ...]:
        parts = (
            self.comparison,
            self.mechanism,
            self.effects,
            self.core_components,
            self.requirements,
            self.pitfalls,
            self.evidence_base,
            self.costs,
        )
        return tuple(part for part in parts if part)


@dataclass(frozen=True)
class ExampleItem:
    """An activity or a learning record in a collection, by its key, and why it is there."""

    key: str
    why: str


@dataclass(frozen=True)
class ExampleCollection:
    day: date
    details: CollectionDetails
    items: list[ExampleItem]


@dataclass(frozen=True)
class ExampleAdoptionAnswer:
    """How it went, by the team of an activity that was made from another."""

    day: date
    activity: str
    answer: AdoptionAnswer


@dataclass(frozen=True)
class Lessons:
    """The whole file, in the order in which it is loaded."""

    decisions: list[ExampleDecision]
    records: list[ExampleRecord]
    adoption_answers: list[ExampleAdoptionAnswer]
    collections: list[ExampleCollection]
