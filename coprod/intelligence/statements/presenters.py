"""What the pages of polls are given."""

from dataclasses import dataclass

from coprod.core.disclosure.rules import disclose_count
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.intelligence.feedback.rules import DisclosedNumbers
from coprod.intelligence.statements import policies
from coprod.intelligence.statements.models import Poll, PollStatement
from coprod.intelligence.statements.rules import describe_base, disclose_votes, rank_by_agreement


@dataclass(frozen=True)
class StatementView:
    """A statement as this reader may see it, with the base of its shares."""

    statement: PollStatement
    disclosed: DisclosedNumbers
    base: Message


@dataclass(frozen=True)
class PollView:
    poll: Poll
    people: Message
    rows: tuple[StatementView, ...]


def build_poll_view(actor: Actor, poll: Poll) -> PollView:
    """Build the page of a poll, with the statements that most agree with first."""
    exact = policies.can_keep_polls(actor)
    rows = [build_statement_view(poll, each, exact=exact) for each in poll.statements]
    rows.sort(key=lambda row: rank_by_agreement(row.disclosed, row.statement.number))
    return PollView(poll, disclose_count(poll.people).words, tuple(rows))


def build_statement_view(poll: Poll, statement: PollStatement, *, exact: bool) -> StatementView:
    numbers = statement.numbers if exact else statement.public_numbers
    base = describe_base(numbers, poll.people)
    return StatementView(statement, disclose_votes(numbers, exact=exact), base)
