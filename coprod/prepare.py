"""Making a database ready to serve: ``coprod prepare`` and ``coprod database upgrade``.

It runs in a process of its own: what it takes (Alembic, the readers of the examples, the stories
of made-up entries) is a tenth of a start, and a server that finds all in place never needs it.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from coprod.accounts.users.commands import DEMO_PASSWORD, grant_administrator, make_demo_people
from coprod.accounts.users.queries import find_by_email
from coprod.accounts.users.rules import check_email
from coprod.core.config import Settings
from coprod.core.database import analyze_tables, db
from coprod.core.migrations import migrate
from coprod.core.values.actor import SYSTEM, Actor, Role
from coprod.core.values.errors import RuleBrokenError
from coprod.demo.boards.actions import make_boards, make_indicators
from coprod.demo.boards.schemas import read_boards, read_indicators
from coprod.demo.connectors.actions import make_connectors
from coprod.demo.connectors.schemas import read_connectors
from coprod.demo.examples.actions import load_examples
from coprod.demo.examples.rules import Cast
from coprod.demo.examples.schemas import read_examples
from coprod.demo.feedback.actions import load_feedback
from coprod.demo.figures.actions import load_figures
from coprod.demo.figures.schemas import read_figures
from coprod.demo.lessons.actions import load_lessons
from coprod.demo.lessons.schemas import read_lessons
from coprod.demo.packs.actions import make_packs
from coprod.demo.packs.schemas import read_packs
from coprod.demo.stories.actions import tell_stories
from coprod.demo.stories.schemas import read_stories
from coprod.desk.redaction.commands import reapply_removals
from coprod.operations.place_data.actions import load_files
from coprod.operations.place_data.commands import FOLDER, load_place, read_own_place
from coprod.operations.place_data.schemas import read_folder
from coprod.ready import PLACE_FOLDER, list_problems, save_fingerprint
from coprod.reference.lists.commands import exit_with, list_made_up_lines
from coprod.reference.lists.queries import get_place

OWN_PLACE = "Write the files of your own place, and load them: coprod place load FOLDER"


@click.group()
def database() -> None:
    """Commands about the database."""


@database.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the tables up to date."""
    migrate()
    click.echo("The database is up to date.")


@click.command()
@with_appcontext
def prepare() -> None:
    """Make tables, lists, examples and sign-ins that are missing. ``coprod serve`` does it too."""
    settings: Settings = current_app.extensions["settings"]
    migrate()
    reapply_removals()
    load_content(settings)
    if settings.is_production:
        exit_with(list_problems(settings))
    save_fingerprint(settings)


@click.command("first-start")
@click.argument("folder", type=FOLDER)
@click.argument("email")
@with_appcontext
def first_start(folder: Path, email: str) -> None:
    """Begin a register: its tables, the place of FOLDER, and EMAIL as an administrator.

    It may be run again: what is there stays. The link that it prints works once.
    """
    try:
        address = check_email(email)
    except RuleBrokenError as broken:
        raise click.ClickException(broken.message.plain) from None
    files = read_own_place(folder)
    migrate()
    load_place(files)
    settings: Settings = current_app.extensions["settings"]
    exit_with(list_problems(settings) if settings.is_production else [])
    click.echo(f"{address} can sign in as an administrator. The link works once:")
    click.echo(grant_administrator(address))


def load_content(settings: Settings) -> None:
    """Load what is known of the place; with ``COPROD_DEMO=1`` examples and sign-ins too."""
    load_place_files(settings)
    if settings.demo:
        people = {role: get_demo_actor(email) for role, email in make_demo_people(DEMO_PASSWORD)}
        if load_demo(build_cast(people)):
            load_feedback(people[Role.CURATOR], Path(settings.data_folder) / "feedback")
    analyze_tables()
    db.session.commit()


def load_place_files(settings: Settings) -> None:
    """Load the place that we ship where there is none yet, and later what is new in its files.

    A register of another place, or one that people rely on, has files of its own.
    """
    files = read_folder(PLACE_FOLDER)
    is_new, is_ours = get_place().id is None, get_place().name == files.place.place.name
    if is_new and settings.is_production:
        exit_with([*list_made_up_lines(files.place.place), OWN_PLACE])
    if is_new or settings.demo or (is_ours and not settings.is_production):
        load_files(SYSTEM, files)


def load_demo(cast: Cast) -> bool:
    """Load the made-up entries that are missing, and the first time what happened to them.

    Where people have tried the register before, the entries may stand differently by now. Tells
    whether it is the first time.
    """
    examples = read_examples(PLACE_FOLDER / "entries.yaml")
    is_first = load_examples(cast.team, cast.curator, examples) == len(examples)
    if is_first:
        packs = read_packs(PLACE_FOLDER / "packs.yaml")
        tell_stories(cast, read_stories(PLACE_FOLDER / "stories.yaml"))
        make_packs(cast, packs.earlier)
        load_lessons(cast, read_lessons(PLACE_FOLDER / "lessons.yaml"))
        load_figures(cast, read_figures(PLACE_FOLDER / "figures.yaml"))
        make_boards(cast, read_boards(PLACE_FOLDER / "boards.yaml"))
        make_indicators(cast, read_indicators(PLACE_FOLDER / "targets.yaml"))
        make_packs(cast, packs.later)
        make_connectors(cast.curator, read_connectors(PLACE_FOLDER / "community_groups.yaml"))
    return is_first


def build_cast(people: Mapping[Role, Actor]) -> Cast:
    return Cast(
        team=people[Role.TEAM_MEMBER],
        curator=people[Role.CURATOR],
        lay_member=people[Role.LAY_MEMBER],
        resident=people[Role.RESIDENT],
        administrator=people[Role.ADMINISTRATOR],
    )


def get_demo_actor(email: str) -> Actor:
    found = find_by_email(email)
    if found is None:
        sys.exit(f"coprod: the demo sign-in {email} is missing.")
    return found.actor
