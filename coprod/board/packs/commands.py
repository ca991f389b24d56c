"""Commands about Board packs."""

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from coprod.board.packs import presenters, queries, tasks
from coprod.board.packs.enums import FileKind
from coprod.core.values.actor import VISITOR

group = AppGroup("packs", help="Commands about Board packs.")


@group.command("files")
@with_appcontext
def make_all_files() -> None:
    """Make the PDF and the Word file of every frozen pack that has none."""
    packs = queries.list_packs(VISITOR)
    for pack in packs:
        build_pack_files(pack.id)
    click.echo(f"Files of {len(packs)} packs are there.")


def build_pack_files(pack_id: int) -> None:
    """Make the files of one frozen pack, as far as this machine can."""
    with current_app.test_request_context():
        html = presenters.render_file_page(queries.get_pack_by_id(pack_id))
    for kind in FileKind:
        if tasks.can_make(kind):
            tasks.make_file(pack_id, kind, html)
