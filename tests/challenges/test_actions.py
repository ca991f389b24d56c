from typing import Any

import pytest

from coprod.challenges import actions, queries
from coprod.challenges.enums import Challenge, View
from coprod.challenges.rules import Argument
from coprod.core.audit_trail.queries import list_events
from coprod.core.values.actor import VISITOR
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Story
from coprod.register.sections.actions import write_parts
from tests import make


def test_a_new_claim_leaves_the_old_one_in_the_history(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.claim(entry, Challenge.C2, 3)
    make.claim(entry, Challenge.C2, 1)

    said = queries.list_claims(VISITOR, entry, Challenge.C2)

    assert [each.value for each in said] == [1, 3]
    assert [n.verb for n in list_events(entry, public_only=True)][-2:] == ["claimed challenge"] * 2


def test_a_claim_remembers_what_the_register_suggested_then(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    before = make.claim(entry, Challenge.C1, 3)
    write_parts(entry, (Story("", "Ask earlier"),))
    after = make.claim(entry, Challenge.C1, 4)

    assert (before.suggested, after.suggested) == (None, 1)


def test_a_judgement_stands_beside_the_claim(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.claim(entry, Challenge.C3, 4)
    make.judgement(entry, Challenge.C3, 4)

    views = [each.view for each in queries.list_claims(VISITOR, entry, Challenge.C3)]

    assert views == [View.JUDGED, View.CLAIMED]


def test_the_same_again_is_refused_and_anything_new_is_kept(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.claim(entry, Challenge.C3, 2)

    with pytest.raises(RuleBrokenError):
        make.claim(entry, Challenge.C3, 2)
    make.claim(entry, Challenge.C3, 2, "https://example.org/minutes")


def test_what_was_said_cannot_be_changed(session: Any) -> None:
    said = make.claim(make.activity(), Challenge.C1, 4)

    said.value = 2
    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()


def test_only_the_team_claims_and_only_another_curator_judges(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    argument = Argument(2, "Because")

    with pytest.raises(NotAllowedError):
        actions.claim(make.curator(), entry, Challenge.C1, argument)
    with pytest.raises(NotAllowedError):
        actions.judge(make.owner(entry), entry, Challenge.C1, argument)
