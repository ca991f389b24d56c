"""Whether there is something to serve: tables, lists and examples as this version has them.

It is asked at each start, and costs a few questions to the database and no import: whoever finds
that something is missing lets ``coprod prepare`` put it there, in a process apart.
"""

import hashlib
from datetime import timedelta

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from coprod.accounts.first_run.queries import list_items
from coprod.accounts.users.commands import are_demo_people_ready
from coprod.core.config import HOME, Settings
from coprod.core.database import get_newest_revision, get_revision, session
from coprod.core.values import clock
from coprod.desk.redaction.queries import list_unknown_removals
from coprod.operations.backup.queries import unfinished_restore
from coprod.operations.daily.queries import last_day
from coprod.reference.lists.commands import made_up_lines, refuse
from coprod.reference.lists.queries import place
from coprod.reference.lists.rules import find_made_up

PLACE = HOME / "examples/tower-hamlets"
A_DAY = timedelta(days=1)
RESTORE_AGAIN = "A restore was interrupted. Do it once more: coprod restore FILE"
REAPPLY = (
    "This database has words that were taken out for good since it was copied. "
    "Take them out again: coprod removals reapply"
)


def is_ready(settings: Settings) -> bool:
    return (
        kept(settings) == wanted(settings)
        and get_revision() == get_newest_revision()
        and place().id is not None
        and (are_demo_people_ready() or not settings.demo)
        and not list_unknown_removals()
    )


def note_ready(settings: Settings) -> None:
    """Write down what this database was prepared from."""
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    (settings.data_folder / "prepared").write_text(wanted(settings))


def kept(settings: Settings) -> str:
    path = settings.data_folder / "prepared"
    return path.read_text() if path.exists() else ""


def wanted(settings: Settings) -> str:
    """Return a mark that another database has not, nor other examples or migrations."""
    mark = hashlib.sha256(f"{settings.database} {settings.demo} {get_newest_revision()}".encode())
    for path in sorted(PLACE.glob("*.yaml")):
        mark.update(path.read_bytes())
    return mark.hexdigest()


@click.command()
@with_appcontext
def check() -> None:
    """Look for what people must not rely on: made-up contacts, and what nobody has confirmed.

    And for what they rely on and nobody does: the work of each day.
    """
    settings: Settings = current_app.extensions["settings"]
    refuse(problems(settings))
    for item in list_items():
        if not item.is_confirmed:
            click.echo(f"Nobody has confirmed yet: {item.item.label.plain}")
    done = last_day()
    if done is None or done < clock.today() - A_DAY:
        click.echo(f"The day’s work (coprod daily) was last done on: {done or 'no day yet'}")
    click.echo("Nothing here is made up.")


def problems(settings: Settings) -> list[str]:
    """Return what is made up about this register, a line for each; or that it has no tables."""
    if get_revision() != get_newest_revision():
        return ["The tables are not those of this version: run coprod database upgrade"]
    told = {"COPROD_MAIL_FROM": settings.mail_from, "COPROD_PUBLIC_URL": settings.public_url}
    from_settings = [
        f"{name}: {made_up.message.plain}"
        for name, value in told.items()
        for made_up in find_made_up(value)
    ]
    return [*made_up_lines(place()), *from_settings]


def refuse_half_restored(settings: Settings) -> None:
    """Do not start where a restore was interrupted: what was taken out may stand there again."""
    refuse([RESTORE_AGAIN] if unfinished_restore(settings).exists() else [])


def refuse_unfit(app: Flask) -> None:
    """Do not start with words that were taken out, nor with contacts that nobody answers."""
    settings: Settings = app.extensions["settings"]
    refuse_half_restored(settings)
    with app.app_context():
        if get_revision() == get_newest_revision() and list_unknown_removals():
            refuse([REAPPLY])
        if settings.is_production:
            refuse(problems(settings))
        session.remove()
