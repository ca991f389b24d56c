"""Nobody but a team announces its sessions, whatever page they come from."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import VISITOR
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.participation.opportunities import actions
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.rules import MessageToTeam
from coprod.register.activities.enums import Status
from tests import make
from tests.participation.opportunities.make import opening


def test_a_stranger_announces_changes_and_calls_off_nothing(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    kept = actions.announce_session(make.owner(entry), entry, opening())

    for stranger in (VISITOR, make.person().actor):
        with pytest.raises(NotAllowedError):
            actions.announce_session(stranger, entry, opening())
        with pytest.raises(NotAllowedError):
            actions.change_session(stranger, kept, opening(title="«other»"))
        with pytest.raises(NotAllowedError):
            actions.call_off_session(stranger, kept)
    assert session.scalars(select(OpenSession)).all() == [kept]
    assert (kept.title, kept.cancelled_at, kept.edition) == (opening().title, None, kept.edition)


def test_what_was_called_off_is_not_changed_and_is_called_off_once(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    owner = make.owner(entry)
    kept = actions.announce_session(owner, entry, opening())
    first = kept.edition

    actions.call_off_session(owner, kept)
    actions.call_off_session(owner, kept)
    assert kept.edition == first + 1
    with pytest.raises(RuleBrokenError):
        actions.change_session(owner, kept, opening())


def test_only_the_team_of_a_public_entry_is_written_to(session: Any) -> None:
    actions.check_can_write_to_team(
        make.activity(status=Status.PUBLISHED), MessageToTeam("May I come?")
    )
    with pytest.raises(NotAllowedError):
        actions.check_can_write_to_team(make.activity(), MessageToTeam("May I come?"))
