"""Making the files of Board packs: by the worker, and by a command."""

import click
import structlog
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.board.packs import presenters, queries, tasks
from coprod.board.packs.enums import FileKind
from coprod.core.database import session
from coprod.core.values.actor import VISITOR

log = structlog.get_logger()
group = AppGroup("packs", help="Commands about Board packs.")


@group.command("files")
@with_appcontext
def make_all_files() -> None:
    """Make the PDF and the Word file of every frozen pack that has none."""
    click.echo(f"{make_missing_files()} files were made.")


def make_missing_files() -> int:
    """Make what is missing of the files of frozen packs, as far as this machine can; count it.

    What fails stops no other file; it is raised at the end, so that administrators are told.
    """
    errors: list[Exception] = []
    pack_ids = [pack.id for pack in queries.list_packs(VISITOR)]
    number = sum(make_files(pack_id, errors) for pack_id in pack_ids)
    if errors:
        raise ExceptionGroup("Files of Board packs", errors)
    return number


def make_files(pack_id: int, errors: list[Exception]) -> int:
    """Make the missing files of a pack, and throw away those of a page that it had before."""
    html = render_page(pack_id)
    made = 0
    for kind in FileKind:
        path = tasks.get_path(pack_id, kind, html)
        if not path.exists() and tasks.can_make(kind):
            try:
                made += tasks.make_file(kind, path, html)
            except Exception as error:
                log.warning("pack_file_failed", pack=pack_id, kind=kind.value)
                errors.append(error)
    tasks.remove_old_files(pack_id, render_page(pack_id) if made else html)
    return made


def render_page(pack_id: int) -> str:
    with current_app.test_request_context():
        html = presenters.render_file_page(queries.get_pack_by_id(pack_id))
    session.commit()  # a file takes seconds, in which others want to write
    return html
