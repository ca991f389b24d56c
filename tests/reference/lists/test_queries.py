from datetime import date
from typing import Any

import pytest

from coprod.core.values.errors import NotFoundError
from coprod.reference.lists import queries
from coprod.reference.lists.enums import ListKind
from tests import make

ORGANISATION = ListKind.ORGANISATION


@pytest.mark.parametrize("text", ["Réal Voices", " real  VOICES!", "rv", "The Voices"])
def test_a_term_is_found_by_its_name_its_key_or_another_name(session: Any, text: str) -> None:
    term = make.term(ORGANISATION, key="rv", label="Réal Voices", aliases=["The voices"])

    assert queries.find_term(ORGANISATION, text) == term


def test_a_label_is_stronger_than_another_name(session: Any) -> None:
    make.term(ORGANISATION, label="New name", aliases=["Old name"], position=0)
    old = make.term(ORGANISATION, label="Old name", position=1)

    assert queries.find_term(ORGANISATION, "Old name") == old


@pytest.mark.parametrize("text", ["", "  ", "---", "Nobody"])
def test_what_is_on_no_list_is_not_found(session: Any, text: str) -> None:
    make.term(ORGANISATION, label="Somebody")

    assert queries.find_term(ORGANISATION, text) is None


def test_a_term_of_another_list_is_not_found(session: Any) -> None:
    method = make.term(ListKind.METHOD)

    with pytest.raises(NotFoundError):
        queries.get_term_of_list(ORGANISATION, method.id)


def test_a_name_is_in_use_until_the_day_that_it_is_replaced(session: Any) -> None:
    new = make.term(label="New", valid_from=date(2026, 5, 1))
    old = make.term(label="Old", valid_to=date(2026, 5, 1), replaced_by_id=new.id)
    gone = make.term(label="Gone", replaced_by_id=new.id)

    before, after = date(2026, 4, 30), date(2026, 5, 1)

    assert queries.list_terms_in_use(ListKind.LOCALITY, before) == [old]
    assert queries.list_terms_in_use(ListKind.LOCALITY, after) == [new]
    for day in (before, after):
        used = [term for term in (new, old, gone) if term.is_in_use(day)]
        assert used == queries.list_terms_in_use(ListKind.LOCALITY, day)


def test_each_list_is_counted(session: Any) -> None:
    make.term(ListKind.METHOD)
    make.term(ListKind.METHOD, valid_to=date(2020, 1, 1))

    counted = queries.count_terms(date(2026, 1, 1))

    assert counted[ListKind.METHOD] == (1, 1)
    assert counted[ListKind.TOPIC] == (0, 0)
