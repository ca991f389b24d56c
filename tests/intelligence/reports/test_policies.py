"""Who reads and keeps reports."""

from typing import Any

import pytest

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.intelligence.reports import policies, queries
from tests.intelligence.reports.make import report


@pytest.mark.parametrize(
    ("role", "may"), [(Role.RESIDENT, False), (Role.CURATOR, True), (Role.ADMINISTRATOR, True)]
)
def test_curators_keep_reports(role: Role, may: bool) -> None:
    assert policies.can_keep_reports(Actor(1, role=role)) is may
    assert not policies.can_keep_reports(Actor(role=role))


def test_readers_find_what_is_public_and_curators_everything(session: Any) -> None:
    public, held = report(), report(is_public=False, title="«Held back»")
    assert queries.list_reports(VISITOR) == [public]
    assert set(queries.list_reports(Actor(1, role=Role.CURATOR))) == {public, held}
    assert queries.count_reports(VISITOR) == 1
