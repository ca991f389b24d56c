"""``coprod place load FOLDER``: all that is known of a place, by one command."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.core.config import Settings
from coprod.core.database import session
from coprod.core.values.actor import SYSTEM
from coprod.operations.place_data.actions import load_files
from coprod.operations.place_data.rules import PlaceFiles
from coprod.operations.place_data.schemas import read_folder
from coprod.reference.lists.commands import exit_with, list_made_up_lines

group = AppGroup("place", help="Commands about the place that the register belongs to.")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@group.command("load")
@with_appcontext
@click.argument("folder", type=FOLDER)
def load(folder: Path) -> None:
    """Load the files of a place: place.yaml and those beside it.

    These are safety, outlines, meanings, rates, statements and population (as .yaml, .csv or both);
    each may be left out.

    Loading again adds what the files have and was never loaded, and changes nothing else.
    """
    load_place(read_own_place(folder))


def read_own_place(folder: Path) -> PlaceFiles:
    """Read the files of a place; production takes no contacts that are made up."""
    files = read_folder(folder)
    settings: Settings = current_app.extensions["settings"]
    if settings.is_production:
        exit_with(list_made_up_lines(files.place.place))
    return files


def load_place(files: PlaceFiles) -> None:
    """Add what these files have and was never loaded, and say how much of what."""
    added = load_files(SYSTEM, files)
    session.commit()
    for what, number in added.items():
        click.echo(f"{number} added: {what}")
