"""``coprod feedback forget``: deletes the words of old comments. For the machine's timetable."""

import click
from flask.cli import AppGroup, with_appcontext

from coprod.db import session
from coprod.feedback_import.actions import forget_old_words
from coprod.kit.actor import SYSTEM

group = AppGroup("feedback", help="Commands about feedback.")


@group.command("forget")
@with_appcontext
def forget() -> None:
    """Delete the words of comments that came more than two years ago. Their numbers stay."""
    gone = forget_old_words(SYSTEM)
    session.commit()
    click.echo(f"Comments whose words are deleted: {gone}.")
