"""Whether there is something to serve: tables, lists and examples as this version has them.

It is asked at each start, and costs a few questions to the database and no import: whoever finds
that something is missing lets ``coprod prepare`` put it there, in a process apart.
"""

import hashlib

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from coprod.accounts.first_run.queries import list_items
from coprod.accounts.users.commands import are_demo_people_ready
from coprod.core.config import HOME, Settings
from coprod.core.database import get_newest_revision, get_revision, session
from coprod.core.jobs.queries import has_worker, list_states
from coprod.desk.redaction.queries import list_unknown_removals
from coprod.operations.backup.queries import get_restore_marker
from coprod.operations.jobs.queries import list_reports
from coprod.reference.lists.commands import exit_with, list_made_up_lines
from coprod.reference.lists.queries import get_place
from coprod.reference.lists.rules import find_made_up

PLACE_FOLDER = HOME / "examples/tower-hamlets"
RESTORE_AGAIN = "A restore was interrupted. Do it once more: coprod restore FILE"
REAPPLY = (
    "This database has words that were taken out for good since it was copied. Take them out "
    "again: coprod removals reapply"
)
NO_SECURITY_CONTACT = (
    "Nobody can report a weakness: the place has no e-mail address, so there is no "
    "/.well-known/security.txt"
)


def is_ready(settings: Settings) -> bool:
    return (
        read_fingerprint(settings) == build_fingerprint(settings)
        and get_revision() == get_newest_revision()
        and get_place().id is not None
        and (are_demo_people_ready() or not settings.demo)
        and not list_unknown_removals()
    )


def save_fingerprint(settings: Settings) -> None:
    """Write down what this database was prepared from."""
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    (settings.data_folder / "prepared").write_text(build_fingerprint(settings))


def read_fingerprint(settings: Settings) -> str:
    path = settings.data_folder / "prepared"
    return path.read_text() if path.exists() else ""


def build_fingerprint(settings: Settings) -> str:
    """Return a mark that another database has not, nor other examples or migrations."""
    digest = hashlib.sha256(f"{settings.database} {settings.demo} {get_newest_revision()}".encode())
    for path in sorted(PLACE_FOLDER.glob("*.yaml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@click.command()
@with_appcontext
def check() -> None:
    """Look for what people must not rely on: made-up contacts, and what nobody has confirmed.

    And for what they rely on and nobody does: what happens later.
    """
    settings: Settings = current_app.extensions["settings"]
    exit_with(list_problems(settings))
    for item in list_items():
        if not item.is_confirmed:
            click.echo(f"Nobody has confirmed yet: {item.item.label.plain}")
    if not get_place().contact_email:
        click.echo(NO_SECURITY_CONTACT)
    for line in list_job_troubles():
        click.echo(line)
    click.echo("Nothing here is made up.")


def list_job_troubles() -> list[str]:
    """Return a line for each job that failed or is late, and one if no worker does any."""
    states = list_states()
    worker = [] if has_worker(states) else ["No worker does what happens later: run coprod work"]
    troubles = (each for each in list_reports(states) if each.is_in_trouble)
    return [*worker, *(f"The job {each.job.name} failed or is late" for each in troubles)]


def list_problems(settings: Settings) -> list[str]:
    """Return what is made up about this register, a line for each; or that it has no tables."""
    if get_revision() != get_newest_revision():
        return ["The tables are not those of this version: run coprod database upgrade"]
    values = {"COPROD_MAIL_FROM": settings.mail_from, "COPROD_PUBLIC_URL": settings.public_url}
    from_settings = [
        f"{name}: {made_up.message.plain}"
        for name, value in values.items()
        for made_up in find_made_up(value)
    ]
    return [*list_made_up_lines(get_place()), *from_settings]


def refuse_half_restored(settings: Settings) -> None:
    """Do not start where a restore was interrupted: what was taken out may stand there again."""
    exit_with([RESTORE_AGAIN] if get_restore_marker(settings).exists() else [])


def refuse_unfit(app: Flask) -> None:
    """Do not start with words that were taken out, nor with contacts that nobody answers."""
    settings: Settings = app.extensions["settings"]
    refuse_half_restored(settings)
    with app.app_context():
        if get_revision() == get_newest_revision() and list_unknown_removals():
            exit_with([REAPPLY])
        if settings.is_production:
            exit_with(list_problems(settings))
        session.remove()
