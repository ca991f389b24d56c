"""Finding text that says more than the rung does. Pure; a hint, never a refusal.

A word counts as a claim unless it plainly is none: when it is denied or wished for ("was not
co-produced", "should have been co-designed"), when it is what something is about ("a talk about
co-production"), or when it is part of a name ("the Co-production Network", "our co-production
officer"). Only nouns can be names: "Co-produced Falls Group" claims. Where every word has a capital
letter, as in some titles, capitals make no name. When in doubt it counts: the team can keep the
word and say why. What residents said stays in their own words, and is not looked at.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from coprod.assessment.honest_labels.enums import (
    NOT_ASSESSED,
    PROMISES_LESS,
    SAY_INSTEAD,
    TOO_MUCH,
    Word,
)
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung
from coprod.register.activities.rules import Naming, PromiseStatement, Story, Telling
from coprod.register.completeness.rules import PLACES
from coprod.register.sections.rules import ActivitySections, Outcome, People, Worth

LONGEST_REASON = 1000
NEAR = 80
"""How many letters before and after a word are looked at."""

CHECKED_FIELDS: tuple[tuple[type[Any], str, str], ...] = (
    (Naming, "title", "title"),
    (Telling, "summary", "summary"),
    (Story, "body", "body"),
    (Story, "learned", "learned"),
    (People, "found", "found"),
    (People, "roles", "roles"),
    (Outcome, "asked", "were_asked"),
    (Outcome, "did", "did"),
    (Outcome, "not_doing", "not_doing"),
    (Outcome, "why_not", "why_not"),
    (Worth, "worth", "worth"),
    (Worth, "led_to", "led_to"),
)
"""The texts that a team writes about its work: the part, its field, and the box on its page."""

THIN = r"[\s\u00ad\u200b-\u200d\u2060]{0,2}"
SAYS = re.compile(
    rf"(?<![^\W_])(?<![#@])co{THIN}[-\u2010-\u2015\u2212]?{THIN}"
    r"(?:(?P<produce>produc(?:ed?|es|ers?|ing|tions?|tive(?:ly)?))|design(?:s|ed|ers?|ing)?)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
NOUN = re.compile(r"(?:production|design)s?$", re.IGNORECASE)
COMPANY = re.compile(r"(?:&|\band)\s*$", re.IGNORECASE)
DENIED = re.compile(
    r"(?:\b(?:not(?!\s+(?:only|just|merely)\b)|never|cannot|no|nor|neither|rather\s+than|"
    r"instead\s+of|short\s+of|should|would|might|whether)|n[’']t)"
    r"(?:\s+[\w’'-]+){0,3}\s*[“\"'‘(*_]*$",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:about|towards?)(?:\s+(?:the|real|true|genuine|good|full|more))?\s*[“\"'‘(*_]*$",
    re.IGNORECASE,
)
JOB_OR_PAPER = re.compile(
    r"\s+(?:champion|officer|lead|manager|co-?ordinator|facilitator|advis[eo]r|worker|trainer|"
    r"training|course|toolkit|strateg|polic|framework|charter|principle|ladder|guide|guidance|"
    r"handbook|network|collective|conference|week|award|team|level)",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"\s+[A-Z]")
CAPITAL_BEFORE = re.compile(r"\w\W+[A-Z][\w’'-]*\s+$")
SMALL_WORD = re.compile(r"\b(?!(?:of|and|the|for|in|with|to|a|an|by|on|at|or)\b)[a-z]")
ENDS = re.compile(r"[.!?;:\n]")


@dataclass(frozen=True)
class ClaimPlace:
    """Where a word stands: the page and the box, and the words around it."""

    page: str
    box: str
    around: str


@dataclass(frozen=True)
class Claim:
    """A word as the text first has it, and every place where it stands."""

    word: Word
    quote: str
    places: tuple[ClaimPlace, ...]


@dataclass(frozen=True)
class Overclaim:
    """A word that the rung does not carry. ``rung`` is None while nobody has assessed it.

    Until then ``promised`` is the highest level that people were promised.
    """

    claim: Claim
    rung: Rung | None
    promised: Rung | None = None

    @property
    def level(self) -> Rung | None:
        """The level that speaks against the word, if one does."""
        level = self.rung or self.promised
        return None if carries(level, self.claim.word) else level

    @property
    def instead(self) -> Message | None:
        """What may honestly be said, where that is known."""
        return SAY_INSTEAD[self.level] if self.level else None

    @property
    def words(self) -> Message:
        quote = self.claim.quote
        if self.level is None:
            return Message(NOT_ASSESSED.text, {"said": quote})
        parts = {"said": quote, "rung": self.level.label, "instead": self.instead}
        return Message((TOO_MUCH if self.rung else PROMISES_LESS).text, parts)


def find_overclaims(content: ActivitySections, rung: Rung | None) -> list[Overclaim]:
    """Return the words that an activity says and its rung does not carry."""
    promised = max(content[PromiseStatement].rungs, default=None)
    return [
        Overclaim(each, rung, promised)
        for each in find_claims(content)
        if not carries(rung, each.word)
    ]


def check_justified(overclaims: Iterable[Overclaim], justified: Collection[Word]) -> None:
    """A word that says more than the level stays with a reason, or does not become public."""
    for overclaim in overclaims:
        if overclaim.level and overclaim.claim.word not in justified:
            message = N_(
                "Say why you keep “%(said)s”, or change the words", said=overclaim.claim.quote
            )
            raise RuleBrokenError(message)


def carries(rung: Rung | None, word: Word) -> bool:
    return rung is not None and rung >= word.needs


def find_claims(content: ActivitySections) -> list[Claim]:
    """Return the words by which an activity claims something, each with all of its places."""
    quotes_by_word: dict[Word, list[tuple[str, ClaimPlace]]] = {}
    for kind, field, box in CHECKED_FIELDS:
        text = getattr(content[kind], field)
        for match in find_claiming_words(text):
            place = ClaimPlace(PLACES[kind], box, get_context(text, match))
            quote = " ".join(match[0].split())
            quotes_by_word.setdefault(get_word(match), []).append((quote, place))
    return [
        Claim(
            word, quotes_by_word[word][0][0], tuple(place for _said, place in quotes_by_word[word])
        )
        for word in Word
        if word in quotes_by_word
    ]


def get_word(match: re.Match[str]) -> Word:
    return Word.CO_PRODUCTION if match["produce"] else Word.CO_DESIGN


def find_claiming_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words in a text that claim something about the work."""
    plain = ADDRESS.sub(lambda address: " " * len(address[0]), text)
    for match in SAYS.finditer(plain):
        before = ENDS.split(plain[max(0, match.start() - NEAR) : match.start()])[-1]
        after = ENDS.split(plain[match.end() : match.end() + NEAR])[0]
        if not (is_denied(match[0], before) or is_name(match[0], before, after)):
            yield match


def is_denied(word: str, before: str) -> bool:
    """Tell whether a word is denied, wished for or only talked about, or is no such word at all."""
    is_company = " " in word and "-" not in word and COMPANY.search(before)
    return bool(is_company or DENIED.search(before) or ABOUT.search(before))


def is_name(word: str, before: str, after: str) -> bool:
    """Tell whether a word is part of what somebody or something is called."""
    if not NOUN.search(word):
        return False
    if JOB_OR_PAPER.match(after):
        return True
    has_capital = word[0].isupper() and not word.isupper()
    has_small = SMALL_WORD.search(f"{before} {after}")
    has_capital_beside = CAPITAL.match(after) or CAPITAL_BEFORE.search(before)
    return bool(has_capital and has_small and has_capital_beside)


def get_context(text: str, match: re.Match[str]) -> str:
    """Return the words around a word, for finding it again in a long text."""
    start, end = max(0, match.start() - NEAR // 2), match.end() + NEAR // 2
    excerpt = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{excerpt}{' …' if end < len(text) else ''}"


def check_reason(reason: str) -> None:
    if not reason:
        raise RuleBrokenError(N_("Say why you keep the word. Readers will see it"), field="reason")
    require_short(reason, LONGEST_REASON, field="reason")
