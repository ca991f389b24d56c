"""The command that reminds whoever made a decision. Run it once a day."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.db import session
from coprod.decisions import actions, queries
from coprod.decisions.pages import reminder
from coprod.kit import clock
from coprod.records.models import Decision
from coprod.web import letters

group = AppGroup("decisions", help="Commands about decision records.")


@group.command("remind")
@with_appcontext
def remind() -> None:
    """Write about decisions that should be looked at again, and promises to be checked."""
    click.echo(f"Reminders written: {write_reminders()}")


def write_reminders() -> int:
    """Write what is due, and return how many letters that was. Asked again, it writes none."""
    today = clock.today()
    with current_app.test_request_context():
        due = queries.to_remind(today)
        written = sum(remind_makers(decision) for decision in due)
        for decision in due:
            actions.was_reminded(decision, today)
    session.commit()
    return written


def remind_makers(decision: Decision) -> int:
    link = letters.address("decisions.decision", decision=decision.slug)
    return letters.write_to_each(queries.makers(decision), reminder(decision.title), link=link)
