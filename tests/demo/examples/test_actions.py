from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from coprod.assessment.answer_review.models import Ruling
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.perception_gap.queries import get_undiscussed_activities, list_conversations
from coprod.assessment.resident_rating.enums import Collected
from coprod.assessment.resident_rating.queries import list_round_results
from coprod.assessment.self_assessment.enums import Evidence
from coprod.core.database import db
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR
from coprod.decisions.records.models import DecisionRecord
from coprod.demo.examples.queries import get_example_activity
from coprod.demo.examples.rules import Cast
from coprod.demo.examples.schemas import read_examples
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.learning.collections.queries import list_collections, list_public_items
from coprod.learning.records.models import LearningRecord
from coprod.prepare import load_demo
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from tests.conftest import forget

PLACE = Path(__file__).parents[3] / "examples/tower-hamlets"


@pytest.fixture
def session(cast: Cast) -> Iterator[Any]:
    """Look at the demo, which is loaded once for this file."""
    forget()
    yield db.session
    db.session.rollback()


@pytest.fixture
def loaded() -> int:
    return len(read_examples(PLACE / "entries.yaml"))


def counted(session: Any) -> list[int]:
    kinds = (Activity, Comment, DecisionRecord, LearningRecord, Proposal)
    return [session.scalar(select(func.count()).select_from(kind)) for kind in kinds]


def test_loading_it_again_changes_nothing(session: Any, cast: Cast) -> None:
    before = counted(session)

    load_demo(cast)

    assert counted(session) == before


NOT_PUBLIC = {Status.SUBMITTED: 1, Status.DRAFT: 2, Status.WITHDRAWN: 1}


def test_made_up_entries_show_every_status(session: Any, loaded: int) -> None:
    by_status = dict(
        session.execute(select(Activity.status, func.count()).group_by(Activity.status)).all()
    )

    assert by_status == {Status.PUBLISHED: loaded - sum(NOT_PUBLIC.values()), **NOT_PUBLIC}
    assert loaded == 20


def test_some_were_said_to_be_true_again_and_some_may_be_out_of_date(
    session: Any, loaded: int
) -> None:
    entries = select(Activity).where(Activity.status == Status.PUBLISHED)
    out_of_date = [
        each
        for each in session.scalars(entries)
        if each.review_by and each.review_by < clock.today()
    ]

    assert 0 < len(out_of_date) < loaded // 4


def test_made_up_entries_span_four_years_and_every_level(session: Any, loaded: int) -> None:
    entries = session.scalars(select(Activity).options(selectinload(Activity.promises))).all()
    levels = {
        mark.rung for each in get_four_ratings(VISITOR, entries).values() for mark in each.team
    }
    days = session.scalars(select(Activity.published_at)).all()
    ages = [(clock.now() - day).days for day in days if day]

    assert levels == set(Rung)
    assert {age // 365 for age in ages} == {0, 1, 2, 3}


def test_every_one_is_marked_as_made_up(client: Any, session: Any, loaded: int) -> None:
    page = client.get("/stories?kind=entry").text

    assert page.count("Made-up example") == loaded - sum(NOT_PUBLIC.values())


def test_decisions_and_learning_say_in_their_own_words_that_they_are_made_up(
    session: Any, loaded: int
) -> None:
    decided = session.scalars(select(DecisionRecord.title)).all()
    learned = session.scalars(select(LearningRecord.happened)).all()

    assert [len(decided), len(learned)] == [4, 8]
    assert all(words.startswith("Made-up example") for words in [*decided, *learned])


def test_second_rounds_rise_and_the_first_stay(session: Any, loaded: int) -> None:
    entries = [get_example_activity(key) for key in ("crisis-cafe", "bengali-diabetes")]
    found = get_four_ratings(VISITOR, entries)

    for entry in entries:
        first, second = found[entry.id].team
        assert second.rung > first.rung


def test_fewer_than_five_answers_are_kept_back(session: Any, loaded: int) -> None:
    for key in ("falls-group", "budget-vote"):
        assert [
            each.is_visible for each in list_round_results(VISITOR, get_example_activity(key))
        ] == [False]
    assert all(
        each.is_visible for each in list_round_results(VISITOR, get_example_activity("crisis-cafe"))
    )


def test_each_gap_was_talked_about_and_none_waits(session: Any, loaded: int) -> None:
    cafe = get_example_activity("crisis-cafe")

    assert len(list_conversations(cafe)) == 2
    assert cafe.id not in {
        each for ids in get_undiscussed_activities(SYSTEM).values() for each in ids
    }


def test_levels_of_every_word_and_rounds_of_both_kinds_stand_there(
    session: Any, loaded: int
) -> None:
    entries = session.scalars(select(Activity).options(selectinload(Activity.promises))).all()
    found = get_four_ratings(VISITOR, entries)

    words = {mark.evidence for each in found.values() for mark in each.team}
    collected = {mark.collected_by for each in found.values() for mark in each.residents.points}
    cafe = found[get_example_activity("crisis-cafe").id].residents.points

    assert words >= {Evidence.CLAIMED, Evidence.GIVEN, Evidence.CHECKED}
    assert collected == {each.label.plain for each in Collected}
    assert len(cafe) == 2


def test_there_is_work_for_every_role(session: Any, loaded: int) -> None:
    states = set(session.scalars(select(Comment.state)))
    unanswered = select(Proposal).where(
        Proposal.id.not_in(select(ProposalAnswer.proposal_id)),
    )

    assert {CommentState.WAITING, CommentState.PUBLISHED, CommentState.DECLINED} <= states
    assert len(session.scalars(unanswered).all()) == 1
    assert [each.verdict for each in session.scalars(select(Ruling))] == [None], "one waits"


def test_the_collection_is_read_by_everybody(session: Any, loaded: int) -> None:
    (shelf,) = list_collections(VISITOR)

    assert len(list_public_items(shelf)) == 4


def test_what_is_told_happened_before_today(session: Any, loaded: int) -> None:
    published = session.scalars(select(Activity.published_at)).all()

    assert all(when < clock.now() for when in published if when)
    assert len(set(published)) > loaded // 2
