"""Writing summaries down, changing them, and finding what people told already."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.audit_trail.models import Event
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.intelligence.feedback import actions, queries
from coprod.intelligence.feedback.enums import Side, Theme
from coprod.intelligence.feedback.queries import SummaryFilter
from coprod.intelligence.feedback.rules import Numbers
from coprod.reference.lists.actions import Retirement, retire_term
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.intelligence.feedback.make import insight, summary


def test_only_curators_write_them_down(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_summary(make.person(role=Role.TEAM_MEMBER).actor, summary(50, 5, 45))


def test_the_same_source_time_and_subject_is_written_down_once(session: Any) -> None:
    insight(50, 5, 45)

    with pytest.raises(RuleBrokenError):
        insight(51, 5, 45)

    assert insight(51, 5, 45, theme=Theme.WAITING).id


def test_a_change_keeps_what_stood_there_before(session: Any) -> None:
    made = insight(50, 5, 45)
    curator = make.person(role=Role.CURATOR).actor
    new = replace(made.summary, numbers=Numbers(None, 100, 40, 5, 55))

    actions.change_summary(curator, made, new, seen=actions.fingerprint_summary(made))

    note = session.scalars(select(Event).where(Event.verb == "changed feedback")).one()
    assert note.details["was"] == {"positive": 50, "negative": 45}
    assert note.is_public


def test_who_comes_second_is_told(session: Any) -> None:
    made = insight(50, 5, 45)
    curator = make.person(role=Role.CURATOR).actor
    seen = actions.fingerprint_summary(made)
    actions.change_summary(
        curator, made, replace(made.summary, numbers=Numbers(9, 100, 40, 5, 55)), seen=seen
    )

    with pytest.raises(RuleBrokenError):
        actions.change_summary(curator, made, made.summary, seen=seen)


def test_a_term_must_be_of_its_own_list(session: Any) -> None:
    group = make.term(ListKind.GROUP)

    with pytest.raises(NotFoundError):
        insight(50, 5, 45, locality_id=group.id)


def test_a_private_one_is_found_by_curators_alone(session: Any) -> None:
    made = insight(50, 5, 45, is_public=False)

    with pytest.raises(NotFoundError):
        queries.get_summary(VISITOR, made.id)
    assert queries.count_summaries(VISITOR, SummaryFilter()) == 0
    assert queries.count_summaries(make.person(role=Role.CURATOR).actor, SummaryFilter()) == 1


def test_an_old_name_counts_under_the_new_one(session: Any) -> None:
    old, new = make.term(), make.term()
    made = insight(50, 5, 45, locality_id=old.id)
    keeper = make.person(role=Role.CURATOR).actor
    retire_term(keeper, old, Retirement(replaced_by_id=new.id), seen=old.version)
    session.commit()

    found = queries.list_summaries(VISITOR, SummaryFilter(about={Side.LOCALITY: new.id}))

    assert [each.id for each in found] == [made.id]
