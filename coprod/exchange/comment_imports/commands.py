"""Comments from another site: ``coprod comments import FILE --as EMAIL --mapping MAPPING``."""

from pathlib import Path

import click
from flask.cli import AppGroup

from coprod.core.database import session
from coprod.core.values.actor import VISITOR
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS, get_subject
from coprod.exchange.comment_imports import actions, queries, schemas
from coprod.exchange.comment_imports.actions import CommentImport
from coprod.exchange.comment_imports.enums import CommentMapping
from coprod.exchange.comment_imports.rules import PlacedComment, place_comments
from coprod.exchange.imports.commands import EXISTING_FILE, NEW_FILE, get_curator
from coprod.exchange.imports.schemas import TableFile

group = AppGroup("comments", help="Commands about comments.")


@group.command("import")
@click.argument("file", type=EXISTING_FILE)
@click.option("--as", "email", required=True, help="The e-mail address of the curator who does it.")
@click.option(
    "--mapping", type=EXISTING_FILE, required=True, help="A YAML file: which column is which."
)
@click.option("--on", "slug", default="", help="Put all of them under this one entry.")
@click.option("--report", type=NEW_FILE, help="Where to write the report: a .md file.")
def import_command(file: Path, email: str, mapping: Path, slug: str, report: Path | None) -> None:
    """Take in comments and their answers. Every text is kept; the report says what moved."""
    actor, named = get_curator(email), schemas.read_mapping(mapping)
    found = place_comments(schemas.read_comments(TableFile(file), named))
    entries = get_activity_ids(found.placed, named, slug)
    here = set(queries.get_imported_comment_ids(named.source))
    homeless = {
        each.source_comment.key for each in found.placed if each.source_comment.about not in entries
    }
    told = schemas.CommentReport.build(found, here, homeless)
    housed = [each for each in found.placed if each.source_comment.key not in homeless]
    actions.import_comments(actor, housed, CommentImport(named.source, named.publish, entries))
    session.commit()
    if report:
        report.write_text("\n".join(told.render_in_full()) + "\n", encoding="utf-8")
    for line in told.render_summary():
        click.echo(line)


def get_activity_ids(
    placed: list[PlacedComment], mapping: CommentMapping, slug: str
) -> dict[str, int]:
    """Return the entry that each comment is about, by what stands in the column for it."""
    if not slug:
        return dict(queries.get_activity_ids(mapping.entries_from))
    target = get_subject(VISITOR, ACTIVITY_SUBJECTS.name, slug)
    return {comment.source_comment.about: target.id for comment in placed}
