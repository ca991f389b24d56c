"""Who suggests, who answers for the team, and who decides: without a database."""

import pytest

from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.engagement.suggestions import policies
from coprod.engagement.suggestions.enums import Passage
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, CoOwner

OWNER = Actor(1, "o", Role.TEAM_MEMBER)
RESIDENT = Actor(2, "r", Role.RESIDENT)
CURATOR = Actor(3, "c", Role.CURATOR)


def entry(status: Status = Status.PUBLISHED, owner_id: int = 1) -> Activity:
    return Activity(id=1, owner_id=owner_id, co_owners=[], status=status)


def suggested(activity: Activity, person_id: int | None = None) -> EditSuggestion:
    return EditSuggestion(activity=activity, person_id=person_id, passage=Passage.TITLE)


@pytest.mark.parametrize("actor", [VISITOR, RESIDENT, CURATOR])
def test_anybody_suggests_but_who_looks_after_it(actor: Actor) -> None:
    assert policies.can_suggest(actor, entry())
    assert not policies.can_suggest(OWNER, entry())


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.PUBLISHED])
def test_nobody_suggests_or_decides_what_is_not_public(status: Status) -> None:
    activity = entry(status)
    assert not policies.can_suggest(VISITOR, activity)
    assert not policies.can_answer_as_team(OWNER, suggested(activity))
    assert not policies.can_decide(CURATOR, suggested(activity))


def test_the_team_answers_and_a_curator_decides() -> None:
    suggestion = suggested(entry(), RESIDENT.id)
    assert policies.can_answer_as_team(OWNER, suggestion)
    assert policies.can_decide(CURATOR, suggestion)
    for actor in (VISITOR, RESIDENT, CURATOR):
        assert not policies.can_answer_as_team(actor, suggestion)
    for actor in (VISITOR, RESIDENT, OWNER):
        assert not policies.can_decide(actor, suggestion)


def test_nobody_decides_about_their_own_words_or_an_entry_they_had_a_hand_in() -> None:
    assert not policies.can_decide(CURATOR, suggested(entry(), CURATOR.id))
    assert not policies.can_decide(CURATOR, suggested(entry(owner_id=3)))
    left = entry()
    left.co_owners = [CoOwner(person_id=3, left_at="2026-01-01")]
    assert not policies.can_decide(CURATOR, suggested(left))
    assert not policies.can_answer_as_team(OWNER, suggested(entry(), OWNER.id))
