"""Statements with votes as tests want them."""

from coprod.core.values.actor import Role
from coprod.intelligence.statements.actions import publish_poll, save_poll
from coprod.intelligence.statements.models import Poll
from coprod.intelligence.statements.rules import PollContent, StatementVotes
from tests import make


def poll(
    *,
    question: str = "«How should we plan?»",
    words: str = "«Plan it with us»",
    is_public: bool = True,
) -> Poll:
    """Keep a question with one statement on which 50 people voted."""
    statements = (StatementVotes(0, words, 30, 10, 10),)
    content = PollContent(question, "A council", "", 50, 0, statements)
    curator = make.person(role=Role.CURATOR).actor
    saved = save_poll(curator, content)
    publish_poll(curator, saved, is_public=is_public)
    return make.keep(saved)
