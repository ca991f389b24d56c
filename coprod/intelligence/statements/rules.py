"""Statements that people voted on: how many, of whom, and what may be shown of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coprod.core.disclosure.rules import disclose_count, may_numbers_be_released
from coprod.core.values.phrases import N_, Message
from coprod.intelligence.feedback.rules import (
    DisclosedNumbers,
    Numbers,
    disclose,
    disclose_exactly,
    list_disclosable_numbers,
)
from coprod.intelligence.statements.enums import SHARE_LABELS

LONGEST_QUESTION, LONGEST_SOURCE, LONGEST_STATEMENT = 300, 200, 2000


@dataclass(frozen=True)
class StatementVotes:
    """One accepted statement, by its number at the source, and how people voted on it."""

    number: int
    words: str
    agree: int
    passed: int
    disagree: int

    @property
    def all_votes(self) -> int:
        return self.agree + self.passed + self.disagree


@dataclass(frozen=True)
class PollContent:
    """One question, the statements that were accepted, and how many were left out.

    ``address`` identifies the poll: the same one that comes again replaces what it brought before.
    """

    question: str
    source: str
    address: str
    people: int
    rejected: int
    statements: tuple[StatementVotes, ...]

    @property
    def votes(self) -> int:
        return sum(statement.all_votes for statement in self.statements)


def build_numbers(votes: Sequence[int | None]) -> Numbers:
    """Return votes as numbers to disclose: agree, pass and disagree, of those who voted."""
    known = [number for number in votes if number is not None]
    base = sum(known) if len(known) == len(votes) else None
    agree, passed, disagree = votes
    return Numbers(base, base, agree, passed, disagree)


def disclose_votes(numbers: Numbers, *, exact: bool) -> DisclosedNumbers:
    """Return what one reader is shown of a statement, in the words of a vote."""
    disclosed = disclose_exactly(numbers) if exact else disclose(numbers)
    return replace(
        disclosed,
        shares=tuple(replace(each, label=SHARE_LABELS[each.kind]) for each in disclosed.shares),
        numbers=tuple(replace(each, label=SHARE_LABELS[each.kind]) for each in disclosed.numbers),
    )


def describe_base(numbers: Numbers, people: int | None) -> Message:
    """Say of how many the shares are, and who is left out of them. A few are never told apart."""
    voted, took_part = disclose_count(numbers.comments).words, disclose_count(people).words
    return N_(
        "Of those who answered this one (%(voted)s). %(people)s took part in all. Who did not see "
        "it is left out.",
        voted=voted,
        people=took_part,
    )


def may_votes_be_released(now: Numbers, before: Sequence[Numbers]) -> bool:
    """Tell whether no one vote can be read from the numbers before and those now."""
    return may_numbers_be_released(
        list_disclosable_numbers(now), map(list_disclosable_numbers, before)
    )


def rank_by_agreement(disclosed: DisclosedNumbers, number: int) -> tuple[int, int]:
    """Return where a statement stands: by what is shown of its agreement, and nothing else."""
    shown = disclosed.shares[0].per_cent if disclosed.shares else -1
    return -shown, number
