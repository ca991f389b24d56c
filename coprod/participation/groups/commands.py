"""The job that ends consents whose day has passed."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM
from coprod.participation.groups import actions, queries
from coprod.participation.groups.emails import write_consent_ended
from coprod.participation.groups.enums import EndReason


def end_consents() -> int:
    """End what has run out, write to those who must know, and return how many that was."""
    with current_app.test_request_context():
        expired = queries.lock_expired_consents(clock.today())
        for consent in expired:
            actions.end_consent(SYSTEM, consent, EndReason.RAN_OUT)
            write_consent_ended(consent)
    session.commit()
    return len(expired)
