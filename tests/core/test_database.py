"""Rows of several tables in one statement."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.core.database import load_together, select_together
from coprod.core.database import session as database
from coprod.core.submissions import FormSubmission
from coprod.register.sections import actions as sections
from coprod.register.sections.models import ActivityDetail, ActivityLink, ActivitySession
from tests import make


def full_detail() -> ActivityDetail:
    made = make.activity()
    sections.write_parts(made, tuple(make.everything(made).values()))
    make.keep(made)
    return detail(made.id)


def detail(activity_id: int) -> ActivityDetail:
    database.expunge_all()
    return database.scalars(select(ActivityDetail).filter_by(activity_id=activity_id)).one()


def test_rows_of_two_tables_stand_under_each_other(session: Any, queries: list[str]) -> None:
    own = full_detail()
    queries.clear()

    links, meetings = select_together(
        [
            (ActivityLink, ActivityLink.detail_id == own.id),
            (ActivitySession, ActivitySession.detail_id == own.id),
        ]
    )

    assert len(queries) == 1
    assert len(links) == session.query(ActivityLink).count() > 0
    assert len(meetings) == session.query(ActivitySession).count() > 0


def test_collections_are_loaded_whole_in_order_and_each_to_its_owner(
    session: Any, queries: list[str]
) -> None:
    one, other = full_detail(), full_detail()
    one = detail(one.activity_id)
    owners = [one, session.get_one(ActivityDetail, other.id)]
    queries.clear()

    load_together(
        owners,
        [ActivityDetail.sessions, ActivityDetail.links, ActivityDetail.costs],
        [joinedload(ActivitySession.supports)],
    )

    assert len(queries) == 1
    for owner in owners:
        assert {each.detail_id for each in (*owner.links, *owner.costs, *owner.sessions)} == {
            owner.id
        }
        assert [each.number for each in owner.costs] == sorted(each.number for each in owner.costs)
    assert len(one.links) == len(owners[1].links) > 0
    assert [len(each.supports) for each in one.sessions] == [
        len(each.supports) for each in owners[1].sessions
    ]


def test_what_was_changed_in_a_loaded_collection_stays(session: Any) -> None:
    own = full_detail()
    load_together([own], [ActivityDetail.links])
    own.links[0].title = "Another title"
    own.links.append(ActivityLink(number=9, title="New", address="https://example.org/"))

    load_together([own], [ActivityDetail.links])

    assert [own.links[0].title, own.links[-1].title] == ["Another title", "New"]


def test_the_number_of_a_deleted_row_is_given_to_no_other(session: Any) -> None:
    first = FormSubmission(key="a", answer="")
    session.add(first)
    session.flush()
    session.delete(first)
    session.flush()
    second = FormSubmission(key="b", answer="")
    session.add(second)
    session.flush()

    assert second.id > first.id


def test_nothing_is_asked_for_nobody(session: Any, queries: list[str]) -> None:
    queries.clear()

    load_together([], [ActivityDetail.links])

    assert queries == []
