"""Keeping polls: bringing one in or in again, showing it to readers, taking it out."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import choose_slug, session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.text import fold
from coprod.intelligence.statements import policies, queries
from coprod.intelligence.statements.models import VOTES, Poll, PollStatement
from coprod.intelligence.statements.rules import PollContent, may_votes_be_released

RESERVED_SLUGS = {"import"}


def save_poll(actor: Actor, content: PollContent) -> Poll:
    """Keep a poll, or what is new in one that is here already. Private until it was read.

    A statement that is accepted no longer goes. Votes that readers saw stay until the next ones may
    stand beside them.
    """
    require(policies.can_keep_polls(actor))
    key = compute_fingerprint((content.address or fold(content.question),))
    poll = queries.find_by_key(key)
    if poll is None:
        slug = choose_slug(Poll.slug, content.question, RESERVED_SLUGS)
        poll = Poll(slug=slug, key=key, statements=[])
        session.add(poll)
    poll.question, poll.source, poll.address = content.question, content.source, content.address
    poll.people, poll.rejected, poll.is_public = content.people, content.rejected, False
    set_statements(poll, content)
    session.flush()
    record_event(actor, "brought in votes", poll, statements=len(content.statements))
    return poll


def set_statements(poll: Poll, content: PollContent) -> None:
    rows = {row.number: row for row in poll.statements}
    statements = []
    for statement in content.statements:
        row = rows.get(statement.number) or PollStatement(number=statement.number, released=[])
        row.words = statement.words
        row.agree, row.passed, row.disagree = statement.agree, statement.passed, statement.disagree
        statements.append(row)
    poll.statements = statements


def publish_poll(actor: Actor, poll: Poll, *, is_public: bool) -> None:
    """Show a poll to readers, or take it back from them."""
    require(policies.can_keep_polls(actor))
    if poll.is_public is is_public:
        return
    poll.is_public = is_public
    for statement in poll.statements if is_public else ():
        release_votes(statement)
    verb = "published votes" if is_public else "made votes private"
    record_event(actor, verb, poll, is_public=is_public)


def release_votes(statement: PollStatement) -> None:
    """Give readers the votes as they are now, unless one vote could be read from the change."""
    before, now = statement.released_numbers, statement.numbers
    if before and before[-1] == now:
        return
    if may_votes_be_released(now, before):
        votes = [getattr(statement, name) for name in VOTES]
        statement.released = [*statement.released, votes]


def remove_poll(actor: Actor, poll: Poll) -> None:
    """Take a poll out with all its statements and votes."""
    require(policies.can_keep_polls(actor))
    record_event(actor, "took votes back", poll)
    session.delete(poll)
    session.flush()
