from typing import Any

from coprod.core.values.actor import VISITOR
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.sections.enums import CostCategory
from coprod.resourcing.totals import queries as resources
from coprod.resourcing.totals.queries import SilenceCounts
from tests import make
from tests.register.sections.make import costs, line, pounds

PROTECTED: dict[str, Any] = {"category": CostCategory.PROTECTED_TIME, "amount": None}


def test_only_published_entries_count_and_a_renamed_partner_under_its_name_now(
    session: Any,
) -> None:
    now = make.term(ListKind.ORGANISATION, label="Now")
    then = make.term(ListKind.ORGANISATION, in_use_id=now.id, replaced_by_id=now.id)
    costs(make.activity(status=Status.PUBLISHED), line(given_by_id=then.id), line(2))
    costs(make.activity(), line(given_by_id=now.id, amount=pounds(999)))
    assert {(each.key, each.name, each.entries) for each in resources.list_givers()} == {
        (now.id, "Now", 1),
        (None, "", 1),
    }
    found = resources.list_partner_sums()
    assert {(each.partner_id, each.line.amount, each.number) for each in found} == {
        (now.id, pounds(120), 1),
        (None, pounds(120), 1),
    }
    assert [each.line.number for each in resources.list_partner_lines(VISITOR, now.id)] == [1]
    assert [each.line.number for each in resources.list_partner_lines(VISITOR, None)] == [2]


def test_silence_is_counted(session: Any) -> None:
    make.activity(status=Status.PUBLISHED)
    make.activity()
    costs(make.activity(status=Status.PUBLISHED), line())
    costs(make.activity(status=Status.PUBLISHED), unresourced="No")
    make.activity(status=Status.WITHDRAWN)
    assert resources.count_silence() == SilenceCounts(entries=3, say_nothing=1, without=1)
