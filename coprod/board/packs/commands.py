"""Making the files of Board packs: by the worker, and by a command."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.board.packs import presenters, queries, tasks
from coprod.board.packs.enums import FileKind
from coprod.core.database import session
from coprod.core.values.actor import VISITOR

group = AppGroup("packs", help="Commands about Board packs.")


@group.command("files")
@with_appcontext
def make_all_files() -> None:
    """Make the PDF and the Word file of every frozen pack that has none."""
    click.echo(f"{make_missing_files()} files were made.")


def make_missing_files() -> int:
    """Make what is missing of the files of frozen packs, as far as this machine can; count it."""
    kinds = [kind for kind in FileKind if tasks.can_make(kind)]
    number = 0
    pack_ids = [pack.id for pack in queries.list_packs(VISITOR)]
    for pack_id in pack_ids:
        with current_app.test_request_context():
            html = presenters.render_file_page(queries.get_pack_by_id(pack_id))
        session.commit()  # a file takes seconds, in which others want to write
        missing = [kind for kind in kinds if not tasks.get_path(pack_id, kind, html).exists()]
        for kind in missing:
            tasks.make_file(pack_id, kind, html)
        number += len(missing)
    return number
