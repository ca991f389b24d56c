"""``coprod feedback forget``: deletes the words of old comments. For the machine's timetable."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.config import Settings
from coprod.db import session
from coprod.feedback_import.actions import forget_old_words, remove_old_uploads
from coprod.kit.actor import SYSTEM

group = AppGroup("feedback", help="Commands about feedback.")


@group.command("forget")
@with_appcontext
def forget() -> None:
    """Delete words of comments after two years, and counted files after 30 days. Numbers stay."""
    settings: Settings = current_app.extensions["settings"]
    folder = settings.data_folder / "feedback"
    gone, removed = forget_old_words(SYSTEM, folder), remove_old_uploads(SYSTEM, folder)
    session.commit()
    click.echo(f"Comments whose words are deleted: {gone}. Files removed: {removed}.")
