from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.assessment.self_assessment import queries as ratings
from coprod.assessment.self_assessment.enums import Round
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotFoundError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from tests import make

ALL_THREES, LEAFLET = "3" * 14, "0" * 14


def test_the_latest_rung_of_a_list_comes_in_one_query(session: Any, queries: list[str]) -> None:
    first, second, third = (make.activity(status=Status.PUBLISHED) for _ in range(3))
    make.rating(first, digits=ALL_THREES)
    make.rating(first, round=Round.END)
    make.rating(second, digits=ALL_THREES)
    make.rating(second, round=Round.END, submit=False)
    queries.clear()

    rungs = ratings.get_latest_rungs([first.id, second.id, third.id])

    assert rungs == {first.id: Rung.CO_DESIGN, second.id: Rung.CO_PRODUCTION}
    assert len(queries) == 1


def test_the_rung_is_a_column_for_queries_over_entries(session: Any) -> None:
    rated, plain = make.activity(), make.activity()
    make.rating(rated, digits=ALL_THREES)
    make.rating(rated, round=Round.END)

    rows = session.execute(
        select(Activity.id, ratings.select_latest_rung()).order_by(Activity.id)
    ).all()
    found = session.scalars(select(Activity.id).where(ratings.select_latest_rung().in_([6]))).all()

    rung = ratings.select_latest_rung()
    counted = session.execute(
        select(rung, func.count(Activity.id)).where(rung.is_not(None)).group_by(rung)
    ).all()

    assert [tuple(row) for row in counted] == [(6, 1)]
    assert [tuple(row) for row in rows] == [(rated.id, 6), (plain.id, None)]
    assert found == [rated.id]


def test_ratings_come_with_their_answers_in_two_queries(session: Any, queries: list[str]) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    first, second = make.rating(activity), make.rating(activity, round=Round.END)
    session.expunge_all()
    queries.clear()

    found = ratings.list_submitted_ratings(VISITOR, activity)

    assert [rating.id for rating in found] == [second.id, first.id]
    assert len(ratings.get_replies(found[0])) == 14
    assert len(queries) == 2


def test_what_was_sent_in_is_seen_by_whoever_reads_the_entry(session: Any) -> None:
    draft, published = make.activity(), make.activity(status=Status.PUBLISHED)
    withdrawn = make.activity(status=Status.PUBLISHED)
    for activity in (draft, published, withdrawn):
        make.rating(activity)
    make.withdraw(withdrawn)
    owner, curator = make.owner(withdrawn), make.person(role=Role.CURATOR).actor

    assert len(ratings.list_submitted_ratings(VISITOR, published)) == 1
    assert not ratings.list_submitted_ratings(VISITOR, draft)
    assert not ratings.list_submitted_ratings(VISITOR, withdrawn)
    assert len(ratings.list_submitted_ratings(owner, withdrawn)) == 1
    assert len(ratings.list_submitted_ratings(curator, draft)) == 1


def test_open_answers_are_hidden_from_readers(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    rating = make.rating(activity, submit=False)
    curator = make.person(role=Role.CURATOR).actor

    assert ratings.find_open_rating(VISITOR, activity) is None
    assert ratings.find_open_rating(make.person().actor, activity) is None
    assert ratings.find_open_rating(curator, activity) == rating
    assert ratings.find_open_rating(make.owner(activity), activity) == rating
    assert ratings.find_latest_rating(VISITOR, activity) is None
    with pytest.raises(NotFoundError):
        ratings.get_submitted_rating(curator, activity.slug, rating.id)


def test_a_rating_is_found_under_its_own_entry_only(session: Any) -> None:
    one, other = (make.activity(status=Status.PUBLISHED) for _ in range(2))
    rating = make.rating(one)

    assert ratings.get_submitted_rating(VISITOR, one.slug, rating.id) == rating
    with pytest.raises(NotFoundError):
        ratings.get_submitted_rating(VISITOR, other.slug, rating.id)
