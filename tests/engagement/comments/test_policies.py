from datetime import UTC, datetime

import pytest

from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.engagement.comments import policies
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.rules import Subject

ENTRY = Subject("entry", 1, "falls-group", "Falls group", "library.entry", owner_ids=frozenset({1}))
ON_TIME = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("role", list(Role))
def test_an_owner_is_one_of_those_who_look_after_it_whatever_their_role(role: Role) -> None:
    assert policies.is_owner(Actor(1, "x", role), ENTRY)
    assert not policies.is_owner(Actor(2, "x", role), ENTRY)
    assert not policies.is_owner(Actor(None, "x", role), ENTRY)


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (VISITOR, False),
        (SYSTEM, False),
        (Actor(1, "x", Role.RESIDENT), False),
        (Actor(1, "x", Role.LAY_MEMBER), False),
        (Actor(1, "x", Role.TEAM_MEMBER), True),
        (Actor(1, "x", Role.CURATOR), True),
    ],
    ids=str,
)
def test_team_members_and_curators_type_for_others(actor: Actor, may: bool) -> None:
    assert policies.can_write_on_behalf(actor) is may


@pytest.mark.parametrize(
    ("state", "public_body", "may"),
    [
        (CommentState.WAITING, "", False),
        (CommentState.PUBLISHED, "", False),
        (CommentState.PUBLISHED, "The hall was [taken out]", True),
        (CommentState.REWORD, "", False),
        (CommentState.HELD, "", False),
        (CommentState.DECLINED, "", True),
        (CommentState.PASSED_ON, "", True),
        (CommentState.TAKEN_BACK, "", False),
    ],
)
def test_who_was_not_published_as_they_wrote_appeals_once(
    state: CommentState, public_body: str, may: bool
) -> None:
    comment = Comment(state=state, body="The hall was cold", public_body=public_body)

    assert policies.can_appeal(comment) is may
    comment.appealed_at = ON_TIME
    assert not policies.can_appeal(comment)
