"""Made-up boards as their file tells them: their meetings, what they plan, and what they do."""

from dataclasses import dataclass, field
from datetime import date

from coprod.board.action_plan.enums import ActionSource, ActionState
from coprod.board.chains.rules import LinkDraft
from coprod.board.forward_plan.rules import ItemDraft
from coprod.board.indicators.rules import GapDraft, IndicatorDraft, TargetDraft
from coprod.board.leaders.rules import Powers
from coprod.board.meetings.enums import GroupKind
from coprod.board.meetings.rules import MeetingDraft
from coprod.board.member_notes.enums import IdeaAnswer, NoteKind
from coprod.board.spotlights.rules import SpotlightDraft
from coprod.challenges.enums import Challenge


@dataclass(frozen=True)
class MadeUpUpdate:
    """How an action stood from a day on; ``percents`` is how far each of its steps was."""

    day: date
    state: ActionState = ActionState.OPEN
    due: date | None = None
    reason: str = ""
    evidence: str = ""
    percents: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class MadeUpAction:
    day: date
    title: str
    source: ActionSource
    lead: str
    due: date
    details: str = ""
    challenge: Challenge | None = None
    source_words: str = ""
    steps: tuple[str, ...] = ()
    updates: list[MadeUpUpdate] = field(default_factory=list)


@dataclass(frozen=True)
class MadeUpItem:
    """An item, the number of its meeting in the file, and the examples that it is about."""

    item: ItemDraft
    meeting: int | None = None
    about: list[str] = field(default_factory=list)
    outcome: str = ""


@dataclass(frozen=True)
class MadeUpNote:
    """What a lay member wrote on a day, and how the board answered it, if it did.

    ``action`` is the title of an action of the board that it became.
    """

    day: date
    words: str
    kind: NoteKind = NoteKind.IDEA
    meeting: int | None = None
    is_public: bool = False
    answer: IdeaAnswer | None = None
    answered: date | None = None
    answer_words: str = ""
    action: str = ""


@dataclass(frozen=True)
class MadeUpSignature:
    """What a leader signed on a day: an action, the promise of an example, or a statement.

    ``action`` is its number in the file, among those of the board.
    """

    day: date
    powers: Powers
    action: int | None = None
    promise_of: str = ""
    statement: str = ""


@dataclass(frozen=True)
class MadeUpLeader:
    """The role of a leader in an organisation, and what it signed."""

    day: date
    name: str
    organisation: str
    powers: Powers
    signatures: list[MadeUpSignature] = field(default_factory=list)


@dataclass(frozen=True)
class MadeUpLink:
    """A link of a chain, and the example that it leads to."""

    link: LinkDraft
    about: str = ""


@dataclass(frozen=True)
class MadeUpChain:
    title: str
    purpose: str
    links: list[MadeUpLink] = field(default_factory=list)


@dataclass(frozen=True)
class MadeUpSpotlight:
    """An activity that residents nominated and a curator chose for a meeting, on a day.

    Without ``draft``, it was nominated alone. Its meeting is that of the file.
    """

    day: date
    about: str
    reason: str
    meeting: int | None = None
    draft: SpotlightDraft | None = None


@dataclass(frozen=True)
class MadeUpBoard:
    """A board as it was set up on a day. ``term`` is its line in the list of boards, if any."""

    day: date
    name: str
    kind: GroupKind
    purpose: str
    roles: tuple[str, ...]
    term: str = ""
    papers_days: int = 14
    meetings: list[MeetingDraft] = field(default_factory=list)
    items: list[MadeUpItem] = field(default_factory=list)
    actions: list[MadeUpAction] = field(default_factory=list)
    notes: list[MadeUpNote] = field(default_factory=list)
    leaders: list[MadeUpLeader] = field(default_factory=list)
    chains: list[MadeUpChain] = field(default_factory=list)
    spotlights: list[MadeUpSpotlight] = field(default_factory=list)


@dataclass(frozen=True)
class MadeUpTarget:
    """A target, and the key of its place if it is not of the whole area."""

    draft: TargetDraft
    place: str = ""


@dataclass(frozen=True)
class MadeUpIndicator:
    """An indicator with numbers of quarters, the last whole one last, in the area and in places.

    ``links`` says of examples how they mean to move it; ``pots`` are the names of pots of money.
    """

    day: date
    draft: IndicatorDraft
    quarters: list[list[int]] = field(default_factory=list)
    places: dict[str, list[list[int]]] = field(default_factory=dict)
    targets: list[MadeUpTarget] = field(default_factory=list)
    gap: GapDraft | None = None
    links: dict[str, str] = field(default_factory=dict)
    pots: list[str] = field(default_factory=list)
