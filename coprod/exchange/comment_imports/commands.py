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
@click.option("--on", "slug", default="", help="Put all of them under this one activity.")
@click.option("--report", type=NEW_FILE, help="Where to write the report: a .md file.")
def import_command(file: Path, email: str, mapping: Path, slug: str, report: Path | None) -> None:
    """Take in comments and their answers. Every text is kept; the report says what moved."""
    actor, column_mapping = get_curator(email), schemas.read_mapping(mapping)
    sorted_comments = place_comments(schemas.read_comments(TableFile(file), column_mapping))
    activity_ids = get_activity_ids(sorted_comments.placed, column_mapping, slug)
    comments = [c for c in sorted_comments.placed if c.original.about in activity_ids]
    comment_import = CommentImport(column_mapping.source, column_mapping.publish, activity_ids)
    comment_report = schemas.CommentReport.build(
        sorted_comments,
        imported_keys=set(queries.get_imported_comment_ids(column_mapping.source)),
        keys_without_activity={c.original.key for c in sorted_comments.placed}
        - {c.original.key for c in comments},
    )
    actions.import_comments(actor, comments, comment_import)
    session.commit()
    if report:
        report.write_text("\n".join(comment_report.render_in_full()) + "\n", encoding="utf-8")
    for line in comment_report.render_summary():
        click.echo(line)


def get_activity_ids(
    placed: list[PlacedComment], mapping: CommentMapping, slug: str
) -> dict[str, int]:
    """Return the id of the activity that each comment is about, by the value in its column."""
    if not slug:
        return dict(queries.get_activity_ids(mapping.entries_from))
    target = get_subject(VISITOR, ACTIVITY_SUBJECTS.name, slug)
    return {comment.original.about: target.id for comment in placed}
