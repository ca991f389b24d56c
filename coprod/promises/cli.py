"""The command that chases promises. Run it once a day."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.db import session
from coprod.kit import clock
from coprod.promises import actions, queries
from coprod.promises.models import Commitment
from coprod.promises.pages import chasing
from coprod.register.queries import owners
from coprod.web import letters

group = AppGroup("promises", help="Commands about what was promised.")


@group.command("remind")
@with_appcontext
def remind() -> None:
    """Write to the owners of entries with a promise that is overdue."""
    click.echo(f"Reminders written: {write_reminders()}")


def write_reminders() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    today = clock.today()
    with current_app.test_request_context():
        due = queries.to_chase(today)
        written = sum(chase(promise) for promise in due)
        for promise in due:
            actions.was_chased(promise, today)
    session.commit()
    return written


def chase(promise: Commitment) -> int:
    letter = chasing(promise.activity.title, promise.due)
    link = letters.address("promises.step", promise_id=promise.id)
    return letters.write_to_each(owners(promise.activity), letter, link=link)
