"""How long a group has to answer, what it may say, and what a consent must tell."""

from dataclasses import dataclass
from datetime import date

from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message
from coprod.participation.groups.enums import ConsentSubject, Stance

MAX_LENGTHS = {"words": 1500, "contact": 200, "what": 300, "for_what": 500, "how": 500}


@dataclass(frozen=True)
class GroupAnswer:
    """What a group says of how it is named."""

    stand: Stance
    words: str = ""
    may_show_words: bool = False


@dataclass(frozen=True)
class OwnershipClaim:
    """The same, from somebody without a link: a curator asks them back before it counts."""

    group: str
    answer: GroupAnswer
    contact: str


@dataclass(frozen=True)
class ConsentTerms:
    """Who agreed is not stored: only to what, for what, until when, and how."""

    covers: ConsentSubject
    what: str
    for_what: str
    how: str
    agreed_on: date | None
    until: date | None = None
    outside: bool = False
    file_id: int | None = None


def check_answer(answer: GroupAnswer) -> None:
    """Who corrects or disputes says what is wrong; a bare yes needs no words."""
    if answer.stand in {Stance.CORRECTED, Stance.DISPUTED} and not answer.words:
        raise RuleBrokenError(N_("Say what is not right, and how it was"), field="words")
    check_length("words", answer.words)


def check_claim(claim: OwnershipClaim, named_groups: tuple[str, ...]) -> None:
    if claim.group not in named_groups:
        raise RuleBrokenError(N_("Choose your group from the list"), field="group")
    check_present("contact", claim.contact, N_("Say how we can reach you. Only curators see it"))
    check_answer(claim.answer)


def check_terms(terms: ConsentTerms, today: date) -> None:
    check_present("what", terms.what, N_("Say what it is, without naming the person"))
    check_present("for_what", terms.for_what, N_("Say what the person agreed to"))
    check_present("how", terms.how, N_("Say how the person agreed, such as “signed form”"))
    if terms.agreed_on is None or terms.agreed_on > today:
        raise RuleBrokenError(N_("Enter the day on which they agreed"), field="agreed_on")
    if terms.until and terms.until < today:
        raise RuleBrokenError(N_("This day has passed already"), field="until")
    if (terms.covers is ConsentSubject.FILE) is (terms.file_id is None):
        message = N_("Choose the file if it is for a file, and no file if it is for words")
        raise RuleBrokenError(message, field="file")


def check_present(field: str, text: str, message: Message) -> None:
    if not text:
        raise RuleBrokenError(message, field=field)
    check_length(field, text)


def check_length(field: str, text: str) -> None:
    require_short(text, MAX_LENGTHS[field], field=field)
