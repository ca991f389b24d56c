"""Deep dives are kept, changed and made public by curators."""

from typing import Any

import pytest

from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.intelligence.deep_dives import actions
from tests import make
from tests.intelligence.deep_dives.make import deep_dive, draft


def test_only_curators_keep_them(session: Any) -> None:
    resident, kept = make.person(role=Role.RESIDENT).actor, deep_dive()
    with pytest.raises(NotAllowedError):
        actions.add_deep_dive(resident, draft())
    with pytest.raises(NotAllowedError):
        actions.change_deep_dive(resident, kept, draft(), seen=kept.version)


def test_a_change_takes_the_place_of_all_its_rows(session: Any) -> None:
    curator, kept = make.person(role=Role.CURATOR).actor, deep_dive()
    new = draft(title="«Dentists»", questions={}, steps=draft().steps, events={})
    actions.change_deep_dive(curator, kept, new, seen=1)
    session.expire(kept, ["questions"])
    assert (kept.title, kept.version, kept.events) == ("«Dentists»", 2, [])
    assert [each.words for each in kept.steps] == ["«Takes it to the networks»"]
    with pytest.raises(ConflictError):
        actions.change_deep_dive(curator, kept, draft(), seen=1)


def test_the_trail_says_when_it_was_public(session: Any) -> None:
    curator, kept = make.person(role=Role.CURATOR).actor, deep_dive(is_public=False)
    assert list_events(kept, public_only=True) == []
    for version, is_public in enumerate((True, True, False), 1):
        actions.change_deep_dive(curator, kept, draft(is_public=is_public), seen=version)
    verbs = [each.verb for each in list_events(kept, public_only=False)]
    assert verbs == [
        "wrote a deep dive",
        "published a deep dive",
        "changed a deep dive",
        "withdrew a deep dive",
    ]
