"""What happened to a made-up activity after it was published, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from coprod.assessment.answer_review.rules import QueryClosing
from coprod.assessment.confirmation.rules import AnswerDetails, EvidenceReading
from coprod.assessment.perception_gap.rules import GapTalk
from coprod.assessment.self_assessment.enums import Cap, Question, Round
from coprod.demo.examples.rules import Answers
from coprod.engagement.comments.enums import CommentKind, ModerationReason
from coprod.engagement.commitments import rules as promises
from coprod.learning.stage_gates.enums import GateOutcome
from coprod.register.activities.enums import Rung
from coprod.register.sections.enums import SpreadStage


@dataclass(frozen=True)
class AssessmentStep:
    """The team assessed it again."""

    day: date
    answers: Answers


@dataclass(frozen=True)
class ResidentRoundStep:
    """Residents were asked. Each row of ``replies`` is what one of them answered, in order.

    A number says which of the answers offered it was, from the lowest; None: they did not know.
    ``collector``: to whom a curator issued codes for a ``session``. Without one the answers came by
    the link.
    """

    day: date
    closes_on: date
    round: Round
    replies: list[list[int | None]]
    remarks: list[str] = field(default_factory=list)
    collector: str = ""
    session: str = ""
    released_on: date | None = None


@dataclass(frozen=True)
class ConversationStep:
    """The team and residents talked about a gap."""

    day: date
    talk: GapTalk


@dataclass(frozen=True)
class AnswerQueryStep:
    """A curator challenged an answer; the team may have replied, and the curator closed it."""

    day: date
    subject: Question | Cap
    words: str
    reply: str = ""
    replied_on: date | None = None
    closing: QueryClosing | None = None


@dataclass(frozen=True)
class ProposalStep:
    """A curator proposed a rung. Without an answer it waits for a lay member."""

    day: date
    rung: str
    reason: str
    answer: AnswerDetails | None = None
    reading: EvidenceReading = field(default_factory=EvidenceReading)

    @property
    def level(self) -> Rung:
        return Rung[self.rung.upper()]


@dataclass(frozen=True)
class StageGateStep:
    """A post decided about a stage of scaling."""

    day: date
    stage: SpreadStage
    outcome: GateOutcome
    post: str
    reason: str


@dataclass(frozen=True)
class CommitmentProgress:
    """What the team says came of a promise, and that a curator read it."""

    day: date
    step: promises.StepDraft


@dataclass(frozen=True)
class CommitmentStep:
    """What the team promised. Until a curator has read it, readers do not see it."""

    day: date
    draft: promises.CommitmentDraft
    is_read: bool = True
    progress: list[CommitmentProgress] = field(default_factory=list)


@dataclass(frozen=True)
class CommentStep:
    """Somebody commented: with a name that they chose, or in their account.

    It waits to be read, unless ``is_public`` says that a curator published it or ``declined`` why
    not. What the team answered is public too.
    """

    day: date
    kind: CommentKind
    words: str
    name: str = ""
    in_account: bool = False
    is_public: bool = False
    declined: list[ModerationReason] = field(default_factory=list)
    message_to_author: str = ""
    answer: str = ""
    promises: list[CommitmentStep] = field(default_factory=list)


Step = (
    CommitmentStep
    | AssessmentStep
    | ResidentRoundStep
    | ConversationStep
    | AnswerQueryStep
    | ProposalStep
    | StageGateStep
    | CommentStep
)


@dataclass(frozen=True)
class Story:
    """All that happened to one activity, under the key that it has in the file of activities."""

    key: str
    assessments: list[AssessmentStep] = field(default_factory=list)
    resident_rounds: list[ResidentRoundStep] = field(default_factory=list)
    conversations: list[ConversationStep] = field(default_factory=list)
    answer_queries: list[AnswerQueryStep] = field(default_factory=list)
    proposals: list[ProposalStep] = field(default_factory=list)
    stage_gates: list[StageGateStep] = field(default_factory=list)
    comments: list[CommentStep] = field(default_factory=list)
    commitments: list[CommitmentStep] = field(default_factory=list)

    def list_steps(self) -> Iterator[Step]:
        """Yield the steps as they followed each other."""
        steps_by_kind: list[list[Step]] = [
            [*self.assessments],
            [*self.resident_rounds],
            [*self.conversations],
            [*self.answer_queries],
            [*self.proposals],
            [*self.stage_gates],
            [*self.comments],
            [*self.commitments],
        ]
        yield from sorted(chain(*steps_by_kind), key=lambda step: step.day)
