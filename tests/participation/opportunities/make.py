"""Sessions to come to test with."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from coprod.core.values import clock
from coprod.participation.opportunities import actions
from coprod.participation.opportunities.models import OpenSession
from coprod.participation.opportunities.rules import SessionDetails
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from tests import make


def opening(**given: Any) -> SessionDetails:
    usual = SessionDetails(
        title="«Design day»",
        day=clock.today() + timedelta(days=7),
        begins=time(18, 30),
        ends=time(20, 0),
        place="«A hall in Bow»",
        what_for="«To draw the plan»",
        support="«Hearing loop»",
        offered="«£20 and the bus fare»",
        rung=Rung.CO_DESIGN,
        ask="«Engagement officer, 020 7946 0000»",
    )
    return replace(usual, **given)


def open_session(activity: Activity, **given: Any) -> OpenSession:
    """Announce a session as the owner of an entry does."""
    return make.keep(actions.announce_session(make.owner(activity), activity, opening(**given)))
