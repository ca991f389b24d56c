"""A line tells the same as the entry, and only of what its reader may read."""

from datetime import timedelta
from typing import Any

import pytest

from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import EXAMPLES, Activity, Source
from coprod.register.activities.policies import can_manage
from coprod.register.activities.queries import (
    count_by_term,
    get_activity,
    get_permitted_activity,
    load_heads,
    load_heads_with_texts,
    load_rows,
)
from coprod.register.activities.rules import Leading, Naming, Placing, PromiseStatement, Timing
from tests import make


def told(entry: Activity) -> Any:
    return load_rows(load_heads(VISITOR, [entry.id]))[entry.id]


def test_a_line_tells_what_the_entry_tells(session: Any) -> None:
    bow, poplar = (make.term(ListKind.LOCALITY, label=each, position=1) for each in ("Bow", "Pop"))
    made = make.activity(
        status=Status.PUBLISHED,
        leading=Leading(led_by_id=make.term(ListKind.ORGANISATION, label="The forum").id),
        placing=Placing((poplar.id, bow.id), "By the canal"),
        timing=Timing(PartialDate(2024, 3), PartialDate(2025)),
        promising=PromiseStatement((Rung.CO_DESIGN, Rung.CONSULTATION)),
    )
    made.source = Source(name=EXAMPLES, key="1", taken_on=clock.today())
    session.commit()

    line, entry = told(made), get_activity(VISITOR, made.slug)

    head = line.head
    for name in ("id", "slug", "title", "summary", "place_words", "started", "ended", "review_by"):
        assert getattr(head, name) == getattr(entry, name), name
    assert head.at == entry.published_at
    assert head.led_by == "The forum"
    assert head.is_example
    assert not head.is_ongoing
    assert (
        line.places == [term.label for term in entry.get_terms(ListKind.LOCALITY)] == ["Bow", "Pop"]
    )
    assert tuple(line.promised) == entry.promised == (Rung.CONSULTATION, Rung.CO_DESIGN)


def test_an_entry_with_little_has_a_line_too(session: Any) -> None:
    made = make.activity(status=Status.PUBLISHED, promising=PromiseStatement(nothing=True))

    line = told(made)

    assert line.head.led_by == made.led_by_name
    assert (line.promised, line.places) == ([], [])
    assert not line.head.is_example


def test_a_line_says_when_it_may_be_out_of_date(session: Any) -> None:
    made = make.activity(status=Status.PUBLISHED)
    made.review_by = clock.today()
    session.commit()
    assert not told(made).head.may_be_out_of_date
    assert not made.may_be_out_of_date

    made.review_by = clock.today() - timedelta(days=1)
    session.commit()

    assert told(made).head.may_be_out_of_date
    assert made.may_be_out_of_date


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.PUBLISHED])
def test_what_is_not_published_has_no_line_for_anybody(session: Any, status: Status) -> None:
    made = make.activity(status=status, naming=Naming("A secret"))

    for who in (VISITOR, make.owner(made), Actor(role=Role.CURATOR, id=make.person().id)):
        assert load_heads(who, [made.id]) == load_heads_with_texts(who, [made.id]) == {}


def test_the_texts_are_what_a_search_marks_words_in(session: Any) -> None:
    made = make.activity(status=Status.PUBLISHED)
    made.text.learned, made.text.body = "Begin early", "It began " + "late " * 20_000
    session.commit()

    summary, learned, body = load_heads_with_texts(VISITOR, [made.id])[made.id].texts

    assert (summary, learned) == (made.summary, "Begin early")
    assert made.text.body.startswith(body)
    assert len(body) == 60_000
    assert load_heads(VISITOR, [made.id])[made.id].texts == (made.summary, "", "")


def test_nothing_is_asked_about_nothing(queries: list[str]) -> None:
    assert load_heads(VISITOR, []) == load_heads_with_texts(VISITOR, []) == {}
    assert load_rows({}) == {}
    assert queries == []


def test_an_entry_is_refused_to_those_who_see_it_and_not_found_by_others(session: Any) -> None:
    public, draft = make.activity(status=Status.PUBLISHED), make.activity(status=Status.DRAFT)
    stranger = make.person().actor

    for entry in (public, draft):
        assert get_permitted_activity(make.owner(entry), entry.slug, can_manage) == entry
    with pytest.raises(NotAllowedError):
        get_permitted_activity(stranger, public.slug, can_manage)
    with pytest.raises(NotFoundError):
        get_permitted_activity(stranger, draft.slug, can_manage)


def test_activities_count_under_the_name_that_a_place_has_today(session: Any) -> None:
    new = make.term(label="East")
    old = make.term(label="North East", replaced_by_id=new.id, in_use_id=new.id)
    make.term(label="Nobody yet")
    for status in (Status.PUBLISHED, Status.DRAFT):
        make.activity(status=status, placing=Placing(locality_ids=(old.id, new.id)))

    counts = count_by_term(ListKind.LOCALITY, clock.today())

    assert [(each.label, each.number) for each in counts] == [("East", 1), ("Nobody yet", 0)]
