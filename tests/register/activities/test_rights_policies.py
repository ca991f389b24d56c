"""A right holds within one organisation or workstream, and opens nothing of another."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import Actor, Right, Role, ScopedRight
from coprod.reference.lists.enums import ListKind
from coprod.register.activities import policies
from coprod.register.activities.enums import GONE, Status
from coprod.register.activities.models import Activity
from coprod.register.review import policies as review
from tests import make

HOLDER, ORGANISATION, ELSEWHERE = 99_999, 7, 8


def holder(*rights: Right, within: int = ORGANISATION, role: Role = Role.TEAM_MEMBER) -> Actor:
    return Actor(
        HOLDER, "Holder", role, rights=frozenset(ScopedRight(each, within) for each in rights)
    )


def entry(status: Status = Status.DRAFT, **given: Any) -> Activity:
    usual = {"owner_id": 1, "led_by_id": ORGANISATION, "co_owners": [], "terms": []}
    return Activity(status=status, **{**usual, **given})


@pytest.mark.parametrize("status", list(Status))
def test_whoever_looks_after_by_right_writes_as_an_owner_would(status: Status) -> None:
    actor = holder(Right.LOOK_AFTER)

    assert policies.can_edit(actor, entry(status)) is (status in {Status.DRAFT, Status.RETURNED})
    assert policies.can_propose(actor, entry(status)) is (status is Status.PUBLISHED)
    assert not policies.can_discard(actor, entry(status))
    assert not policies.can_read_notes(actor, entry(status))


def test_its_owner_may_keep_it_to_themselves() -> None:
    assert not policies.can_edit(holder(Right.LOOK_AFTER), entry(is_closed_to_organisation=True))


@pytest.mark.parametrize("right", list(Right))
@pytest.mark.parametrize("status", list(Status))
def test_nothing_of_another_organisation_is_opened(right: Right, status: Status) -> None:
    actor, theirs = holder(right), entry(status, led_by_id=ELSEWHERE, organisation_id=ORGANISATION)

    for may in (policies.can_edit, policies.can_propose, policies.can_open, review.can_review):
        assert not may(actor, theirs)
    assert review.get_voice(actor, theirs) is None


@pytest.mark.parametrize("status", list(Status))
def test_who_sees_drafts_changes_nothing(status: Status) -> None:
    actor = holder(Right.SEE_DRAFTS)

    assert policies.can_open(actor, entry(status)) is (status not in GONE)
    assert not policies.can_write(actor, entry(status))
    assert not review.can_review(actor, entry(status))


@pytest.mark.parametrize("status", list(Status))
def test_who_reads_first_decides_about_what_waits(status: Status) -> None:
    waits = status is Status.SUBMITTED

    assert review.can_decide(holder(Right.READ_FIRST), entry(status)) is waits
    assert not review.can_withdraw(holder(Right.READ_FIRST), entry(status))
    assert not policies.can_write(holder(Right.READ_FIRST), entry(status))


def test_nobody_decides_about_what_they_logged_or_may_write() -> None:
    both = holder(Right.READ_FIRST, Right.LOOK_AFTER)

    assert not review.can_decide(both, entry(Status.SUBMITTED))
    assert not review.can_decide(
        holder(Right.READ_FIRST), entry(Status.SUBMITTED, owner_id=HOLDER, led_by_id=ORGANISATION)
    )


def test_a_visitor_has_no_right() -> None:
    nobody = Actor(rights=frozenset({ScopedRight(Right.LOOK_AFTER, ORGANISATION)}))

    assert not policies.can_edit(nobody, entry())


def test_what_is_logged_is_led_by_the_organisation_of_the_right() -> None:
    assert policies.find_leading_organisation(holder(Right.LOG)) == ORGANISATION
    assert policies.find_leading_organisation(holder(Right.SEE_DRAFTS)) is None
    at_home = Actor(2, "x", Role.TEAM_MEMBER, 5, frozenset({ScopedRight(Right.LOG, ORGANISATION)}))
    assert policies.find_leading_organisation(at_home) == 5


@pytest.mark.parametrize(
    ("right", "sees"),
    [
        (Right.LOG, set()),
        (Right.READ_FIRST, {Status.SUBMITTED}),
        (Right.LOOK_AFTER, set(Status) - GONE - {Status.PUBLISHED}),
        (Right.SEE_DRAFTS, set(Status) - GONE - {Status.PUBLISHED}),
    ],
)
def test_queries_begin_with_what_a_right_shows(
    session: Any, right: Right, sees: set[Status]
) -> None:
    ours, theirs = make.term(ListKind.ORGANISATION), make.term(ListKind.ORGANISATION)
    workstream = make.term(ListKind.WORKSTREAM)
    for status in Status:
        for home in (ours, theirs):
            made = make.activity(status=status)
            made.led_by_id = home.id
            make.keep(made)
    tagged = make.activity()
    tagged.terms = [workstream]
    make.keep(tagged)

    def seen(within: int) -> list[Activity]:
        hidden = select(Activity).where(
            policies.visible_to(holder(right, within=within)), Activity.status != Status.PUBLISHED
        )
        return list(session.scalars(hidden.where(Activity.status.not_in(GONE))))

    assert {each.status for each in seen(ours.id)} == sees
    assert {each.led_by_id for each in seen(ours.id)} <= {ours.id}
    by_workstream = {each.id for each in seen(workstream.id)}
    assert by_workstream == ({tagged.id} if Status.DRAFT in sees else set())
