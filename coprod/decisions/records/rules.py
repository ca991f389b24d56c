"""The parts of a decision record, and what must be true before a post signs it. domain.md, 5.3.

Each part is a small frozen value, written and compared as one: so people who write different
parts do not conflict, and two who write the same one see a conflict. Once signed, a record
takes only additions.
"""

import re
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message
from coprod.decisions.guide.enums import Question
from coprod.decisions.guide.rules import Guidance
from coprod.decisions.records.enums import (
    AdditionKind,
    ChosenLevel,
    DecidedWith,
    PromiseVerdict,
    WayOut,
)

RESERVED_SLUGS = frozenset({"new"})
"""Words that stand in addresses where the name of a record could stand."""
MAX_PRIOR_FEEDBACK = 5
ACTIVITY_PREFIX = "/stories/"
ACTIVITY_ADDRESS = re.compile(rf"{ACTIVITY_PREFIX}([a-z0-9]+(?:-[a-z0-9]+)*)")
MAX_LENGTHS = {
    "title": 200,
    "note": 2000,
    "open_to_change": 3000,
    "not_open": 3000,
    "duty": 500,
    "set_aside": 2000,
    "in_the_room": 1000,
    "reason": 3000,
    "way_out_words": 2000,
    "pledge": 300,
    "post": 150,
    "organisation": 150,
    "words": 3000,
    "address": 2000,
}


# The parts of a record


def label_field(label: Message) -> dict[str, Message]:
    """Say what a field is called where the fields of a part are listed."""
    return {"label": label}


@dataclass(frozen=True)
class DecisionTitle:
    """What is to be decided, as a short heading."""

    title: str


@dataclass(frozen=True)
class Reply:
    """The answer to one of the ten questions."""

    question: Question
    answer: str
    note: str = ""


@dataclass(frozen=True)
class Openness:
    """What is open and what is not, and the duty that is relied on."""

    open_to_change: str = ""
    not_open: str = ""
    duty: str = field(default="", metadata=label_field(N_("The duty that is relied on")))


@dataclass(frozen=True)
class PriorFeedback:
    """One piece of earlier feedback. ``address`` leads to it, here or elsewhere."""

    words: str = field(metadata=label_field(N_("What people told us")))
    address: str = field(default="", metadata=label_field(N_("Where it can be read")))

    @property
    def activity_slug(self) -> str:
        """The name in addresses of the activity that it leads to, or nothing for another site."""
        match = ACTIVITY_ADDRESS.fullmatch(self.address)
        return match[1] if match else ""


@dataclass(frozen=True)
class PriorFeedbackList:
    rows: tuple[PriorFeedback, ...] = ()


@dataclass(frozen=True)
class DecisionScope:
    """Whom it touches and where: terms of the curators' lists."""

    group_ids: tuple[int, ...] = field(default=(), metadata=label_field(N_("Groups most affected")))
    workstream_ids: tuple[int, ...] = field(default=(), metadata=label_field(N_("Workstreams")))
    locality_ids: tuple[int, ...] = ()
    partner_ids: tuple[int, ...] = ()
    board_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Means:
    """The budget and time set aside, and who was there when it was decided."""

    set_aside: str = field(default="", metadata=label_field(N_("Budget and time set aside")))
    decided_with: DecidedWith | None = field(
        default=None, metadata=label_field(N_("Who took part in choosing"))
    )
    in_the_room: str = field(default="", metadata=label_field(N_("Who was in the room")))


@dataclass(frozen=True)
class LevelChoice:
    """What was chosen, why, and how a mismatch is dealt with."""

    chosen: ChosenLevel | None = field(default=None, metadata=label_field(N_("What was decided")))
    reason: str = field(default="", metadata=label_field(N_("Because")))
    way_out: WayOut | None = field(default=None, metadata=label_field(N_("The way out")))
    way_out_words: str = field(default="", metadata=label_field(N_("What will change")))
    review_on: date | None = field(default=None, metadata=label_field(N_("To be looked at again")))


@dataclass(frozen=True)
class PromiseStatement:
    """The promise in one plain sentence, and when people will hear back."""

    pledge: str = ""
    hear_back: PartialDate | None = None


@dataclass(frozen=True)
class Signature:
    """The post that decided: a role in an organisation, never a person's name."""

    post: str
    organisation: str


# What must be true of them


def check_lengths(part: Any) -> None:
    for part_field in fields(part):
        value, maximum = getattr(part, part_field.name), MAX_LENGTHS.get(part_field.name)
        if maximum and isinstance(value, str):
            require_short(value, maximum, field=part_field.name)


def check_title(title: str) -> None:
    if not title:
        raise RuleBrokenError(N_("Say what is to be decided"), field="title")


def check_reply(reply: Reply) -> None:
    """The parts that are open must be named: the level holds for these alone."""
    if reply.question is Question.D1 and reply.answer == "some" and not reply.note:
        raise RuleBrokenError(N_("Name the parts that can still change"), field="note")


def check_prior_feedback(part: PriorFeedbackList) -> None:
    if len(part.rows) > MAX_PRIOR_FEEDBACK:
        raise RuleBrokenError(N_("Name %(most)s or fewer", most=MAX_PRIOR_FEEDBACK))
    for number, row in enumerate(part.rows, 1):
        check_lengths(row)
        if not row.words:
            message = N_("Say in a few words what people told you")
            raise RuleBrokenError(message, field=f"words_{number}")
        if row.address and not (row.activity_slug or is_safe_link(row.address)):
            message = N_("Enter a whole address, such as https://www.example.org/report")
            raise RuleBrokenError(message, field=f"address_{number}")


def check_choice(choice: LevelChoice, guidance: Guidance, today: date) -> None:
    """What has to hold before the choice can be signed."""
    if choice.chosen is None:
        raise RuleBrokenError(N_("Choose a level, or that it does not go ahead"), field="chosen")
    check_way_out(choice, guidance)
    conditions_change = guidance.is_mismatch and choice.way_out is WayOut.CHANGE_CONDITIONS
    if is_beyond(choice, guidance) and not conditions_change:
        message = N_(
            "The answers do not allow you to promise that much. Choose a lower level, "
            "or change the conditions and then the answers"
        )
        raise RuleBrokenError(message, field="chosen")
    check_reason(choice, guidance)
    if choice.review_on is None:
        raise RuleBrokenError(N_("Enter the day to look at this again"), field="review_on")
    if choice.review_on <= today:
        message = N_("The day to look at this again must be in the future")
        raise RuleBrokenError(message, field="review_on")


def check_way_out(choice: LevelChoice, guidance: Guidance) -> None:
    if not guidance.is_mismatch:
        return
    if choice.way_out is None:
        raise RuleBrokenError(N_("Choose one of the three ways out"), field="way_out")
    if (choice.way_out is WayOut.NOT_PROCEED) != (choice.chosen is ChosenLevel.NOT_GO_AHEAD):
        message = N_("The way out and the level say different things. Make them agree")
        raise RuleBrokenError(message, field="way_out")
    if choice.way_out is WayOut.CHANGE_CONDITIONS and not choice.way_out_words:
        message = N_("Say what will change, who is responsible and by when")
        raise RuleBrokenError(message, field="way_out_words")


def is_beyond(choice: LevelChoice, guidance: Guidance) -> bool:
    """More was chosen than the answers allow to promise honestly."""
    level = choice.chosen.level if choice.chosen else None
    return level is not None and level.rank > guidance.stretch.rank


def check_reason(choice: LevelChoice, guidance: Guidance) -> None:
    if choice.reason:
        return
    if choice.chosen is ChosenLevel.NOT_GO_AHEAD:
        raise RuleBrokenError(N_("Say why it does not go ahead"), field="reason")
    if is_below(choice, guidance):
        message = N_("This is less than the answers call for. Say why. Everybody can read it")
        raise RuleBrokenError(message, field="reason")


def is_below(choice: LevelChoice, guidance: Guidance) -> bool:
    """A level was chosen that is less than what is right. Not going ahead is no lower level."""
    level = choice.chosen.level if choice.chosen else None
    return level is not None and level.rank < guidance.recommended.rank


@dataclass(frozen=True)
class Gap:
    """What is still missing, and the page on which to fill it in."""

    part: str
    message: Message


def list_gaps(openness: Openness, choice: LevelChoice, promise: PromiseStatement) -> list[Gap]:
    """Return what a level cannot be signed without, beside the choice itself."""
    if choice.chosen is ChosenLevel.NOT_GO_AHEAD:
        return []
    gaps = []
    if not (openness.open_to_change or openness.not_open):
        gaps.append(Gap("openness", N_("Say what is open to change and what is not")))
    if not promise.pledge:
        gaps.append(Gap("promise", N_("Write the promise in one plain sentence")))
    if promise.hear_back is None:
        gaps.append(Gap("promise", N_("Say when people will hear back")))
    return gaps


def check_signature(signature: Signature) -> None:
    check_lengths(signature)
    if not signature.post:
        raise RuleBrokenError(N_("Say which role decided"), field="post")
    if not signature.organisation:
        raise RuleBrokenError(N_("Say which organisation that role is in"), field="organisation")


def get_check_deadline(promise: PromiseStatement, review_on: date | None) -> date | None:
    """Return the day after which readers may ask whether the promise was kept."""
    return promise.hear_back.latest if promise.hear_back else review_on


# What is added after it was signed off


@dataclass(frozen=True)
class Addition:
    """What is added to a record that was signed off."""

    kind: AdditionKind
    words: str
    verdict: PromiseVerdict | None = None
    with_residents: bool = False
    next_review_on: date | None = None


def check_addition(addition: Addition, today: date) -> None:
    if not addition.words:
        raise RuleBrokenError(N_("Say it in a few words"), field="words")
    if addition.kind is AdditionKind.CHECK and addition.verdict is None:
        raise RuleBrokenError(N_("Say whether the promise was kept"), field="verdict")
    if addition.kind is AdditionKind.REVIEW:
        day = addition.next_review_on
        if day is None or day <= today:
            message = N_("Enter the day to look at it next, in the future")
            raise RuleBrokenError(message, field="next_review_on")
