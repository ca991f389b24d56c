"""The job that reminds curators before a community group's consent ends."""

from flask import current_app

from coprod.core.database import session
from coprod.core.values import clock
from coprod.participation.directory import emails, queries


def remind_of_ends() -> int:
    """Write once about each consent that ends within a month, and return how many that were."""
    today = clock.today()
    with current_app.test_request_context():
        ending = queries.lock_ending_soon(today)
        for connector in ending:
            connector.reminded_on = today
            emails.write_of_end(connector)
    session.commit()
    return len(ending)
