"""How long a group has to answer, what it may say, and what a consent must tell."""

from dataclasses import dataclass
from datetime import date

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.participation.groups.enums import Covers, Stand

LONGEST = {"words": 1500, "contact": 200, "what": 300, "for_what": 500, "how": 500}


@dataclass(frozen=True)
class Answer:
    """What a group says of how it is named."""

    stand: Stand
    words: str = ""


@dataclass(frozen=True)
class Claim:
    """The same, from somebody without a link: a curator asks them back before it counts."""

    group: str
    answer: Answer
    contact: str


@dataclass(frozen=True)
class Agreement:
    """Who agreed is not kept here: only to what, for what, until when, and how."""

    covers: Covers
    what: str
    for_what: str
    how: str
    agreed_on: date | None
    until: date | None = None
    outside: bool = False
    file_id: int | None = None


def check_answer(answer: Answer) -> None:
    """Who corrects or disputes says what is wrong; a bare yes needs no words."""
    if answer.stand is not Stand.CONFIRMED and not answer.words:
        raise RuleBrokenError(N_("Say what is not right, and how it was"), field="words")
    check_length("words", answer.words)


def check_claim(claim: Claim, named: tuple[str, ...]) -> None:
    if claim.group not in named:
        raise RuleBrokenError(N_("Choose your group from the list"), field="group")
    check_there("contact", claim.contact, N_("Say how we can reach you. Only curators see it"))
    check_answer(claim.answer)


def check_agreement(said: Agreement, today: date) -> None:
    check_there("what", said.what, N_("Say what it is, without naming the person"))
    check_there("for_what", said.for_what, N_("Say what the person agreed to"))
    check_there("how", said.how, N_("Say how the person agreed, such as “signed form”"))
    if said.agreed_on is None or said.agreed_on > today:
        raise RuleBrokenError(N_("Enter the day on which they agreed"), field="agreed_on")
    if said.until and said.until < today:
        raise RuleBrokenError(N_("This day has passed already"), field="until")
    if (said.covers is Covers.FILE) is (said.file_id is None):
        text = N_("Choose the file if it is for a file, and no file if it is for words")
        raise RuleBrokenError(text, field="file")


def check_there(field: str, text: str, message: Message) -> None:
    if not text:
        raise RuleBrokenError(message, field=field)
    check_length(field, text)


def check_length(field: str, text: str) -> None:
    if len(text) > LONGEST[field]:
        said = N_("Shorten this to %(most)s characters or fewer", most=LONGEST[field])
        raise RuleBrokenError(said, field=field)
