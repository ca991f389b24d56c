from typing import Any

import pytest

from coprod.accounts.admin import actions, policies
from coprod.accounts.admin.actions import RoleAssignment
from coprod.core.values.actor import SYSTEM, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from tests import make


def test_the_last_administrator_cannot_lose_the_role_or_be_suspended(session: Any) -> None:
    last = make.person(role=Role.ADMINISTRATOR)

    with pytest.raises(RuleBrokenError):
        actions.change_role(SYSTEM, last, RoleAssignment(Role.RESIDENT, None))
    with pytest.raises(RuleBrokenError):
        actions.suspend(SYSTEM, last, "Why not")

    make.person(role=Role.ADMINISTRATOR)
    actions.change_role(SYSTEM, last, RoleAssignment(Role.RESIDENT, None))
    assert last.role is Role.RESIDENT


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_only_those_who_look_after_people_can(session: Any, role: Role) -> None:
    actor, other = make.person(role=role).actor, make.person(role=Role.RESIDENT)

    for act in (
        lambda: actions.invite(actor, "new@example.org", RoleAssignment(Role.RESIDENT, None)),
        lambda: actions.change_role(actor, other, RoleAssignment(Role.LAY_MEMBER, None)),
        lambda: actions.suspend(actor, other, "Why not"),
        lambda: actions.reinstate(actor, other),
        lambda: actions.remove_second_factor(actor, other),
        lambda: actions.allow_domain(actor, "example.org", 1),
        lambda: actions.withdraw_invitation(actor, 1),
    ):
        with pytest.raises(NotAllowedError):
            act()


def test_curators_let_in_residents_lay_members_and_team_members() -> None:
    curator = make_actor(Role.CURATOR)
    granted = {role for role in Role if policies.can_grant(curator, role)}

    assert granted == {Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER}


def test_administrators_give_every_role_that_is_one() -> None:
    administrator = make_actor(Role.ADMINISTRATOR)
    granted = {role for role in Role if policies.can_grant(administrator, role)}

    assert granted == set(Role) - {Role.VISITOR}


def make_actor(role: Role) -> Any:
    return type(SYSTEM)(1, "", role)
