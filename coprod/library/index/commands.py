"""The command that makes the search index."""

import time

import click
from flask.cli import AppGroup, with_appcontext

from coprod.core.database import analyze_tables, reading, session
from coprod.library.index.queries import build_all_documents
from coprod.library.index.tasks import search_index

group = AppGroup("search", help="Commands about finding things.")


@group.command("build")
@with_appcontext
def build() -> None:
    """Make the index anew from the database. The site goes on with the old one meanwhile."""
    began = time.monotonic()
    if build_index():
        click.echo(f"The index is made. It took {time.monotonic() - began:.0f} s.")
    else:
        raise click.ClickException("Another process is writing the index. Try again in a while.")


def build_index() -> int:
    """Make the index anew, and return how many were made: none while another process writes it.

    Before, the database counts its rows: what is done each night keeps its plans good as well.
    """
    analyze_tables()
    session.commit()
    token = reading.set(True)
    try:
        return int(search_index().build(build_all_documents(after_each=session.remove)))
    finally:
        session.rollback()
        reading.reset(token)
