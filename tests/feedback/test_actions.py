"""Writing summaries down, changing them, and finding what people told already."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from coprod.feedback import actions, queries
from coprod.feedback.queries import Wanted, already_told
from coprod.feedback.rules import Numbers
from coprod.feedback.words import Side, Theme
from coprod.history.models import Note
from coprod.kit.actor import VISITOR, Role
from coprod.kit.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.reference.actions import Retirement, retire_term
from coprod.reference.words import Listing
from tests import make
from tests.feedback.make import insight, summary


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

    actions.change_summary(curator, made, new, seen=actions.seen_of(made))

    note = session.scalars(select(Note).where(Note.verb == "changed feedback")).one()
    assert note.details["was"] == {"positive": 50, "negative": 45}
    assert note.is_public


def test_who_comes_second_is_told(session: Any) -> None:
    made = insight(50, 5, 45)
    curator = make.person(role=Role.CURATOR).actor
    seen = actions.seen_of(made)
    actions.change_summary(
        curator, made, replace(made.summary, numbers=Numbers(9, 100, 40, 5, 55)), seen=seen
    )

    with pytest.raises(RuleBrokenError):
        actions.change_summary(curator, made, made.summary, seen=seen)


def test_a_term_must_be_of_its_own_list(session: Any) -> None:
    group = make.term(Listing.GROUP)

    with pytest.raises(NotFoundError):
        insight(50, 5, 45, locality_id=group.id)


def test_a_private_one_is_found_by_curators_alone(session: Any) -> None:
    made = insight(50, 5, 45, is_public=False)

    with pytest.raises(NotFoundError):
        queries.summary(VISITOR, made.id)
    assert queries.count(VISITOR, Wanted()) == 0
    assert queries.count(make.person(role=Role.CURATOR).actor, Wanted()) == 1


def test_an_old_name_counts_under_the_new_one(session: Any) -> None:
    old, new = make.term(), make.term()
    made = insight(50, 5, 45, locality_id=old.id)
    keeper = make.person(role=Role.CURATOR).actor
    retire_term(keeper, old, Retirement(replaced_by_id=new.id), seen=old.version)
    session.commit()

    found = queries.summaries(VISITOR, Wanted(about={Side.LOCALITY: new.id}))

    assert [each.id for each in found] == [made.id]


def test_what_people_told_already_is_public_and_about_the_place_or_the_theme(
    session: Any,
) -> None:
    place, other = make.term(label="«Bow»"), make.term()
    about = insight(50, 5, 45, locality_id=place.id, narrative="«Long waits»")
    theme = insight(20, 5, 30, theme=Theme.WAITING)
    insight(50, 5, 45, locality_id=other.id)
    insight(50, 5, 45, locality_id=place.id, back=1, is_public=False)
    insight(50, 5, 45, locality_id=place.id, elsewhere="«Newham»")
    curator = make.person(role=Role.CURATOR).actor

    found = already_told(curator, [place.id], Theme.WAITING)

    assert {each.insight_id for each in found} == {about.id, theme.id}
    assert next(e for e in found if e.insight_id == about.id).about == ("«Bow»",)
    assert already_told(VISITOR) == []


def test_what_was_told_is_found_by_what_it_is_about_alone(session: Any) -> None:
    first, place = make.term(), make.term()
    about = insight(1, 2, 3, theme=Theme.WAITING, narrative="«first»")
    insight(1, 2, 3, locality_id=first.id, narrative="«second»")
    insight(1, 2, 3, locality_id=place.id, is_public=False, narrative="«third»")

    def found(*terms: int, theme: Theme | None = None, **given: int) -> set[str]:
        return {each.narrative for each in already_told(VISITOR, terms, theme, **given)}

    assert already_told(VISITOR) == []
    assert found(theme=Theme.WAITING) == {"«first»"}
    assert found(first.id) == {"«second»"}
    assert found(first.id, place.id, theme=Theme.WAITING) == {"«first»", "«second»"}
    assert len(found(first.id, theme=Theme.WAITING, most=1)) == 1
    (told,) = already_told(VISITOR, (), Theme.WAITING)
    assert (told.starts, told.ends, told.source) == (about.starts, about.ends, about.source)
