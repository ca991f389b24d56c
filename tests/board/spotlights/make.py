"""Nominations and spotlights to test with, made as people make them."""

from datetime import timedelta
from typing import Any

from coprod.accounts.users.models import Person
from coprod.board.meetings.models import Meeting
from coprod.board.spotlights import actions, queries
from coprod.board.spotlights.models import Spotlight
from coprod.board.spotlights.rules import SpotlightDraft
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.activities.rules import Naming
from tests import make
from tests.board.meetings import make as meetings


def public_activity(name: str = "Food club") -> Activity:
    return make.activity(status=Status.PUBLISHED, naming=Naming(name))


def nominate(
    activity: Activity, person: Person | None = None, reason: str = "Its members run it"
) -> None:
    person = person or make.person(role=Role.RESIDENT)
    actions.nominate(person.actor, activity, reason)
    session.commit()


def draft(meeting: Meeting | None = None, **given: Any) -> SpotlightDraft:
    usual: dict[str, Any] = {
        "title": "A food club that its members run",
        "words": "Other teams can copy how they did it.",
        "starts_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=30),
        "meeting_id": meeting.id if meeting else None,
        "lead": "Chair",
        "minutes": 20,
    }
    return SpotlightDraft(**{**usual, **given})


def spotlight(
    activity: Activity | None = None, meeting: Meeting | None = None, **given: Any
) -> Spotlight:
    activity = activity or public_activity()
    meeting = meeting or meetings.meeting(meetings.group(), is_public=True)
    whole = get_activity(VISITOR, activity.slug)
    made = actions.choose_spotlight(make.curator(), whole, draft(meeting, **given))
    session.commit()
    return queries.get_spotlight(make.curator(), made.id)
