from typing import Any

from coprod.assessment.four_ratings import queries as ratings
from coprod.core.values.actor import VISITOR
from coprod.register.activities.enums import Rung, Status
from tests import make


def test_only_what_was_sent_in_and_agreed_to_counts(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    sent = make.rating(activity)
    make.proposal(sent, Rung.CO_PRODUCTION)
    make.rating(activity, round="end", submit=False)

    four = ratings.get_four_ratings(VISITOR, [activity])[activity.id]

    assert [mark.rating_id for mark in four.team] == [sent.id]
    assert four.confirmed == ()
    assert four.residents.points == ()


def test_a_second_round_rises_and_the_first_is_untouched(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    first = make.rating(activity, digits="11222120110021")
    before = ratings.get_four_ratings(VISITOR, [activity])[activity.id].team[0]
    make.confirmed_proposal(first, Rung.CONSULTATION)
    second = make.rating(activity, digits="33333333333333", round="end")
    make.confirmed_proposal(second, Rung.CO_PRODUCTION)

    four = ratings.get_four_ratings(VISITOR, [activity])[activity.id]

    assert four.team[0] == before
    assert [mark.rung for mark in four.team] == [Rung.CONSULTATION, Rung.CO_PRODUCTION]
    assert [mark.rung for mark in four.confirmed] == [Rung.CONSULTATION, Rung.CO_PRODUCTION]


def test_many_entries_are_read_in_as_few_queries_as_one(session: Any, queries: list[str]) -> None:
    made = [make.activity(status=Status.PUBLISHED) for _n in range(4)]
    for each in made:
        make.confirmed_proposal(make.rating(each))
    assert [each.promised for each in made]
    queries.clear()

    found = ratings.get_four_ratings(VISITOR, made)

    assert len(queries) == 2  # what teams and curators said, and what residents said
    assert all(found[each.id].confirmed for each in made)


def test_no_entry_is_no_query_that_fails(session: Any) -> None:
    assert ratings.get_four_ratings(VISITOR, []) == {}
