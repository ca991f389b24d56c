"""Making the files of Board packs: by the worker, and by a command."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.board.packs import presenters, queries, tasks
from coprod.board.packs.enums import FileKind
from coprod.core.database import session
from coprod.core.jobs.tasks import Outcome
from coprod.core.values.actor import VISITOR

group = AppGroup("packs", help="Commands about Board packs.")


@group.command("files")
@with_appcontext
def make_all_files() -> None:
    """Make the PDF and the Word file of every frozen pack that has none."""
    click.echo(f"{make_missing_files()} files were made.")


def make_missing_files() -> int:
    """Make what is missing of the files of frozen packs, as far as this machine can; count it.

    What fails stops no other file; it is said at the end, so that administrators are told.
    """
    pack_ids = [pack.id for pack in queries.list_packs(VISITOR)]
    outcomes = [outcome for pack_id in pack_ids for outcome in make_files(pack_id)]
    if Outcome.FAILED in outcomes:
        raise FilesError
    return outcomes.count(Outcome.DONE)


class FilesError(Exception):
    """Files of Board packs could not be made. The state of each says why."""


def make_files(pack_id: int) -> list[Outcome]:
    """Make the missing files of a pack, and throw away those of a page that it had before."""
    html = render_page(pack_id)
    paths = {kind: tasks.get_path(pack_id, kind, html) for kind in FileKind}
    missing = [kind for kind in FileKind if tasks.can_make(kind) and not paths[kind].exists()]
    outcomes = [tasks.make_file(pack_id, kind, paths[kind], html) for kind in missing]
    tasks.remove_old_files(pack_id, render_page(pack_id) if missing else html)
    return outcomes


def render_page(pack_id: int) -> str:
    with current_app.test_request_context():
        html = presenters.render_file_page(queries.get_pack_by_id(pack_id))
    session.commit()  # a file takes seconds, in which others want to write
    return html
