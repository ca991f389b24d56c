from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.reference.lists.enums import ListKind
from coprod.resourcing.requests import actions, queries
from coprod.resourcing.requests.enums import RequestState
from coprod.resourcing.requests.rules import Given
from tests import make
from tests.resourcing.requests import make as requests
from tests.resourcing.requests.make import HALF_A_POST


def test_nobody_but_curators_writes(session: Any) -> None:
    made, member = requests.agreed(), make.person(role=Role.TEAM_MEMBER).actor
    quarter = get_last_whole_quarter(clock.today())
    for refused in (
        lambda: actions.add_request(member, requests.draft(), requests.step()),
        lambda: actions.change_request(member, made, requests.draft(), seen=made.version),
        lambda: actions.revise_request(member, made, requests.step(), seen=made.version),
        lambda: actions.record_quarter(member, made, quarter, HALF_A_POST, seen=made.version),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_old_versions_stay_with_their_day_and_reason(session: Any) -> None:
    made = requests.request(of=requests.terms(Given(posts_tenths=10)))
    requests.answer(made, RequestState.PARTLY, requests.terms(), "Half the money is there")
    session.expunge_all()
    found = queries.get_request(make.curator(), made.id)
    assert [each.posts_tenths for each in found.versions] == [10, 5]
    assert found.versions[-1].reason == "Half the money is there"
    assert found.requested
    assert found.requested.given.posts_tenths == 10
    assert found.agreed
    assert found.agreed.given.posts_tenths == 5


def test_an_organisation_of_another_list_is_refused(session: Any) -> None:
    board = make.term(ListKind.BOARD)
    with pytest.raises(NotFoundError):
        requests.request(board)
    with pytest.raises(NotFoundError):
        requests.request(board_id=make.term(ListKind.ORGANISATION).id)


def test_two_who_write_do_not_overwrite_each_other(session: Any) -> None:
    made, curator = requests.agreed(), make.curator()
    quarter = get_last_whole_quarter(clock.today())
    with pytest.raises(ConflictError):
        actions.change_request(curator, made, requests.draft(), seen=1)
    with pytest.raises(ConflictError):
        actions.revise_request(curator, made, requests.step(reason="Why"), seen=1)
    with pytest.raises(ConflictError):
        actions.record_quarter(curator, made, quarter, HALF_A_POST, seen=1)


def test_a_quarter_is_written_again_and_taken_out(session: Any) -> None:
    made = requests.record(requests.agreed())
    quarter = get_last_whole_quarter(clock.today())
    requests.record(made, Given(posts_tenths=0))
    session.expunge_all()
    found = queries.get_request(make.curator(), made.id)
    assert found.find_given(quarter) == Given(posts_tenths=0)
    requests.record(found, Given())
    session.expunge_all()
    assert queries.get_request(make.curator(), made.id).quarters == []


def test_nothing_is_given_before_it_is_agreed_or_before_the_quarter_is_over(session: Any) -> None:
    quarter = get_last_whole_quarter(clock.today())
    with pytest.raises(RuleBrokenError):
        requests.record(requests.request())
    with pytest.raises(RuleBrokenError):
        requests.record(requests.agreed(), quarter=quarter.back(-1))


def test_what_ends_is_found_by_its_day(session: Any) -> None:
    today = clock.today()
    soon = requests.agreed(of=requests.terms(until=20))
    for other in (requests.terms(until=400), requests.terms(until=None)):
        requests.agreed(of=other)
    requests.request(of=requests.terms(until=20))
    found = queries.list_ends(make.curator(), today, today + timedelta(days=30))
    assert [(each.id, day) for each, day in found] == [(soon.id, today + timedelta(days=20))]
    assert replace(soon.current, until=None).has_ended(today) is False
