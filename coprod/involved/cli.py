"""The command that ends consents whose day has passed. Run it once a day."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.db import session
from coprod.involved import actions, queries
from coprod.involved.views import tell_that_it_ended
from coprod.involved.words import Ended
from coprod.kit import clock
from coprod.kit.actor import SYSTEM

group = AppGroup("involved", help="Commands about consents.")


@group.command("end")
@with_appcontext
def end() -> None:
    """Hide what rested on a consent that has run out."""
    click.echo(f"Consents ended: {end_consents()}")


def end_consents() -> int:
    """End what has run out, write to those who must know, and return how many that was."""
    with current_app.test_request_context():
        over = queries.run_out(clock.today())
        for consent in over:
            actions.end_consent(SYSTEM, consent, Ended.RAN_OUT)
            tell_that_it_ended(consent)
    session.commit()
    return len(over)
