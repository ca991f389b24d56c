"""Comments from another site: ``coprod comments import FILE --as EMAIL --mapping MAPPING``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from coprod.core.database import session
from coprod.core.values.actor import VISITOR
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS, get_subject
from coprod.exchange.comment_imports import actions, queries, schemas
from coprod.exchange.comment_imports.actions import Bringing
from coprod.exchange.comment_imports.enums import ThreadMap
from coprod.exchange.comment_imports.rules import Placed, sort_out
from coprod.exchange.imports.commands import FILE, NEW, curator
from coprod.exchange.imports.schemas import Table

group = AppGroup("comments", help="Commands about comments.")


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--as", "email", required=True, help="The e-mail address of the curator who does it.")
@click.option("--mapping", type=FILE, required=True, help="A YAML file: which column is which.")
@click.option("--on", "slug", default="", help="Put all of them under this one entry.")
@click.option("--report", type=NEW, help="Where to write the report: a .md file.")
def import_command(file: Path, email: str, mapping: Path, slug: str, report: Path | None) -> None:
    """Take in comments and their answers. Every text is kept; the report says what moved."""
    actor, named = curator(email), schemas.read_map(mapping)
    found = sort_out(schemas.read_turns(Table(file), named))
    entries = entries_for(found.placed, named, slug)
    here = set(queries.here_already(named.source))
    homeless = {each.turn.key for each in found.placed if each.turn.about not in entries}
    told = schemas.Report.build(found, here, homeless)
    housed = [each for each in found.placed if each.turn.key not in homeless]
    actions.bring_in(actor, housed, Bringing(named.source, named.publish, entries))
    session.commit()
    if report:
        report.write_text("\n".join(told.in_full()) + "\n", encoding="utf-8")
    for line in told.lines():
        click.echo(line)


def entries_for(placed: list[Placed], named: ThreadMap, slug: str) -> dict[str, int]:
    """Return the entry that each comment is about, by what stands in the column for it."""
    if not slug:
        return dict(queries.entries_from(named.entries_from))
    about = get_subject(VISITOR, ACTIVITY_SUBJECTS.name, slug)
    return {each.turn.about: about.id for each in placed}
