"""People who are quoted, to test with."""

from datetime import timedelta
from typing import Any

from coprod.core.database import session
from coprod.core.values import clock
from coprod.participation.quotations import actions
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.participation.quotations.models import Quotation
from coprod.participation.quotations.queries import get_by_token
from coprod.participation.quotations.rules import QuoteReply
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Story
from tests import make

WORDS = "«I felt heard for once»"
STORY = Story(body=f"A neighbour said: {WORDS}, and smiled.")


def quoting(status: Status = Status.SUBMITTED, **given: Any) -> Activity:
    """Make an entry that quotes somebody."""
    return make.activity(status=status, story=STORY, **given)


def asked(activity: Activity, *, days: int = 10, is_handed_over: bool = True) -> str:
    """Ask the person, as the owner does, and return the token of the link."""
    day = clock.today() + timedelta(days=days)
    token = actions.ask_person(
        make.owner(activity), activity, WORDS, day, is_handed_over=is_handed_over
    )
    session.commit()
    return token


def answered(activity: Activity, answer: QuoteAnswer, words: str = "") -> Quotation:
    quotation = get_by_token(asked(activity))
    actions.answer_as_person(quotation, QuoteReply(answer, words))
    return make.keep(quotation)
