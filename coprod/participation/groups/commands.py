"""The step of ``coprod daily`` that ends consents whose day has passed."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM
from coprod.participation.groups import actions, queries
from coprod.participation.groups.emails import tell_that_it_ended
from coprod.participation.groups.enums import Ended


def end_consents() -> int:
    """End what has run out, write to those who must know, and return how many that was."""
    with current_app.test_request_context():
        over = queries.run_out(clock.today())
        for consent in over:
            actions.end_consent(SYSTEM, consent, Ended.RAN_OUT)
            tell_that_it_ended(consent)
    session.commit()
    return len(over)
