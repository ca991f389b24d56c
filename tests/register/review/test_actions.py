from dataclasses import replace
from typing import Any

import pytest

from coprod.core.values.actor import Role
from coprod.core.values.answers import YesNoUnknown, YesNoUnsure
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.register.activities.enums import Status
from coprod.register.review import actions
from coprod.register.review.rules import PersonAnswers
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Working
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


def test_an_entry_with_under_18s_is_public_only_with_a_safeguarding_role_and_consent(
    session: Any,
) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR).actor
    activity = make.activity(owner=owner)
    bare = Working(under_18s=YesNoUnknown.YES, safeguarding_role="Youth work lead")
    safe = replace(bare, consent_route="Letters to families")
    write_parts(activity, (bare,))
    with pytest.raises(RuleBrokenError, match="under 18"):
        actions.submit_activity(owner.actor, activity)
    write_parts(activity, (safe,))
    actions.submit_activity(owner.actor, activity)
    write_parts(activity, (bare,))
    with pytest.raises(RuleBrokenError, match="under 18"):
        actions.publish_activity(curator, activity)
    write_parts(activity, (safe,))

    actions.publish_activity(curator, activity)

    assert activity.status is Status.PUBLISHED


def test_whether_somebody_agreed_is_saved_only_where_there_may_be_somebody(session: Any) -> None:
    activity = make.activity()
    owner = make.owner(activity)
    answers = PersonAnswers(YesNoUnsure.NO, YesNoUnsure.YES)
    actions.submit_activity(owner, activity, answers)
    assert (activity.person_recognisable, activity.person_agreed) == (YesNoUnsure.NO, None)

    actions.return_activity(make.curator(), activity, "«Ask them»")
    actions.submit_activity(owner, activity, PersonAnswers(YesNoUnsure.YES, YesNoUnsure.YES))
    assert activity.person_agreed is YesNoUnsure.YES
    actions.return_activity(make.curator(), activity, "«Ask them»")
    actions.submit_activity(owner, activity)
    assert activity.person_agreed is YesNoUnsure.YES
