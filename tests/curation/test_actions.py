from typing import Any

import pytest

from coprod.curation import actions
from coprod.kit.actor import Role
from coprod.kit.errors import NotAllowedError, RuleBrokenError
from coprod.register.words import Status
from tests import make


def test_nobody_publishes_their_own_entry(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    own = make.activity(owner=curator, status=Status.SUBMITTED)

    with pytest.raises(NotAllowedError):
        actions.publish_activity(curator.actor, own)


def test_a_draft_cannot_be_published_past_its_owner(session: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor

    with pytest.raises(RuleBrokenError):
        actions.publish_activity(curator, make.activity())
