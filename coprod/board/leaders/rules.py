"""What a role and a signature must say, and what is counted of what a role signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from coprod.board.leaders.enums import CanChange, Power, SignatureAnswer
from coprod.core.disclosure.rules import check_public_text
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.engagement.commitments.enums import CommitmentProgress

LONGEST = {"name": 120, "words": 1000, "reason": 1000}
LONGEST_POWER = 500
POWER_WORDS = "{}_words"
"""The name of the field with the words about a power: ``budget_words``."""


@dataclass(frozen=True)
class PowerAnswer:
    """Whether a role may change something, and what is said of it: the limits, or why not."""

    answer: CanChange | None
    words: str = ""


Powers = Mapping[Power, PowerAnswer]


@dataclass(frozen=True)
class RoleDraft:
    name: str
    organisation_id: int | None
    powers: Powers
    is_closed: bool = False


@dataclass(frozen=True)
class SigningDraft:
    """What a leader sends. ``seen`` is the fingerprint of the words that they read."""

    answer: SignatureAnswer | None
    seen: str
    powers: Powers = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class SignableText:
    """The words that are signed, and the day by which they are to be true."""

    words: str
    due: PartialDate | None = None

    @property
    def fingerprint(self) -> str:
        return compute_fingerprint((self.words, str(self.due or "")))


def check_role(draft: RoleDraft) -> None:
    if not draft.name:
        raise RuleBrokenError(N_("Say what the role is called. Write no name"), field="name")
    if not draft.organisation_id:
        raise RuleBrokenError(N_("Choose the organisation"), field="organisation_id")
    check_text("name", draft.name)
    for power, given in draft.powers.items():
        check_power(power, given)


def check_statement(words: str) -> None:
    if not words:
        raise RuleBrokenError(N_("Write the words that the role is to sign"), field="words")
    check_text("words", words)


def check_signing(draft: SigningDraft, text: SignableText) -> None:
    if draft.answer is None:
        raise RuleBrokenError(N_("Say whether you sign these words"), field="answer")
    if draft.answer is SignatureAnswer.DECLINED:
        if not draft.reason:
            raise RuleBrokenError(N_("Say why, in a few words"), field="reason")
        check_text("reason", draft.reason)
        return
    if draft.seen != text.fingerprint:
        message = N_("The words changed while you read. Read them again, and then sign")
        raise RuleBrokenError(message)
    for power, given in draft.powers.items():
        check_power(power, given)
        check_why_not(power, given)


def check_power(power: Power, given: PowerAnswer) -> None:
    if given.answer is None:
        raise RuleBrokenError(N_("Say whether it can be changed"), field=power.value)
    check_public_text(given.words, LONGEST_POWER, field=POWER_WORDS.format(power.value))


def check_why_not(power: Power, given: PowerAnswer) -> None:
    """Say what stands in the way where something cannot be changed: that is what people ask."""
    if given.answer is CanChange.NO and not given.words:
        message = N_("Say why you cannot change it, or who can")
        raise RuleBrokenError(message, field=POWER_WORDS.format(power.value))


def check_text(name: str, text: str) -> None:
    check_public_text(text, LONGEST[name], field=name)


@dataclass(frozen=True)
class SignedCounts:
    """How much a role promised, and what became of it. A statement promises nothing by a day."""

    made: int
    kept: int
    late: int
    not_kept: int


KEPT = {CommitmentProgress.ON_TIME, CommitmentProgress.LATE}


def count_signed(progress: Iterable[CommitmentProgress]) -> SignedCounts:
    found = list(progress)
    return SignedCounts(
        made=len(found),
        kept=sum(each in KEPT for each in found),
        late=found.count(CommitmentProgress.OVERDUE),
        not_kept=found.count(CommitmentProgress.NOT_DOING),
    )
