"""Which confirmed rung counts, when a team has assessed and confirmed more than once."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.assessment.confirmation import actions, queries
from coprod.assessment.confirmation.enums import ProposalVerdict
from coprod.assessment.confirmation.rules import AnswerDetails
from coprod.core.database import session as db
from coprod.core.values.actor import VISITOR, Role
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from tests import make


def rungs_now(activity: Activity) -> tuple[int | None, int | None]:
    """Return what counts of one entry, as a column of a list and as its own page reads it."""
    column = select(queries.select_confirmed_rung()).where(Activity.id == activity.id)
    found = queries.get_confirmed_proposals(VISITOR, [activity.id]).get(activity.id)
    from_list: int | None = db.scalar(column)
    return from_list, found[-1].rung if found else None


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def test_the_last_round_counts_whichever_was_confirmed_first(entry: Activity) -> None:
    first, second, third = (make.rating(entry, correction="«why»") for _each in range(3))
    assert rungs_now(entry) == (None, None)

    make.confirmed_proposal(second, Rung.CO_DESIGN)
    assert rungs_now(entry) == (Rung.CO_DESIGN, Rung.CO_DESIGN)
    make.confirmed_proposal(first, Rung.INFORMING)
    assert rungs_now(entry) == (Rung.CO_DESIGN, Rung.CO_DESIGN)
    make.confirmed_proposal(third, Rung.CONSULTATION)
    assert rungs_now(entry) == (Rung.CONSULTATION, Rung.CONSULTATION)


def test_of_one_round_what_was_agreed_last_counts(entry: Activity) -> None:
    rating = make.rating(entry)
    make.confirmed_proposal(rating, Rung.CO_DESIGN)
    make.confirmed_proposal(rating, Rung.CONSULTATION)

    assert rungs_now(entry) == (Rung.CONSULTATION, Rung.CONSULTATION)


def test_what_nobody_agreed_to_counts_for_nothing(entry: Activity) -> None:
    rating = make.rating(entry)
    make.confirmed_proposal(rating, Rung.CONSULTATION)
    proposal = make.proposal(rating, Rung.CO_PRODUCTION)
    assert rungs_now(entry) == (Rung.CONSULTATION, Rung.CONSULTATION)

    lay = make.person(role=Role.LAY_MEMBER).actor
    actions.answer_proposal(
        lay, entry, proposal, AnswerDetails(ProposalVerdict.DISAGREES, "Not so")
    )
    assert rungs_now(entry) == (Rung.CONSULTATION, Rung.CONSULTATION)


def test_the_rung_of_one_entry_is_not_that_of_another(entry: Activity) -> None:
    make.confirmed_proposal(make.rating(make.activity(status=Status.PUBLISHED)), Rung.CO_DESIGN)

    assert rungs_now(entry) == (None, None)
