"""Commands about other people's entries: ``coprod exchange import FILE --as EMAIL``."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import force_locale

from coprod.accounts.users.queries import by_email
from coprod.core.database import session
from coprod.core.disclosure.enums import Answer, Sign
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.exchange.imports import actions, forms, queries, rules, schemas
from coprod.exchange.imports.enums import Map, Outcome

group = AppGroup("exchange")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW = click.Path(dir_okay=False, writable=True, path_type=Path)


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--as", "email", required=True, help="The e-mail address of the curator who does it.")
@click.option("--mapping", type=FILE, help="A YAML file that says which column is which.")
@click.option("--sheet", default="", help="The sheet of a workbook, if it is not the first.")
@click.option("--strict", is_flag=True, help="Take in nothing when any row is refused.")
@click.option("--report", type=NEW, help="Where to write the report: a .csv or .md file.")
def take_in(file: Path, email: str, mapping: Path | None, sheet: str, **how: Any) -> None:
    """Take in the entries of a CSV file or a workbook: every good row, or nothing at all."""
    actor = curator(email)
    chosen = schemas.read_map(mapping, file)
    table = schemas.Table(file, sheet, chosen.header_row)
    asked = rules.columns_to_ask(chosen, table.rows())
    chosen = rules.settled(chosen, table.rows())
    with force_locale("en"):
        report = checked(chosen, table)
        stop = bool(how["strict"] and report.count(Outcome.REFUSED))
        taken = (
            0
            if stop
            else actions.import_activities(actor, good(chosen, table), publish=chosen.publish)
        )
    if how["report"]:
        schemas.write_report(report, how["report"])
    session.commit()
    tell(report, taken)
    tell_kept_back(chosen, asked)


def curator(email: str) -> Actor:
    person = by_email(email)
    if person is None:
        raise RuleBrokenError(N_("Nobody here has the e-mail address %(email)s", email=email))
    actions.check_may(person.actor)
    return person.actor


def examiner(chosen: Map) -> forms.Examiner:
    return forms.Examiner(chosen, queries.lists(), queries.keys_from(chosen.source.name))


def checked(chosen: Map, table: schemas.Table) -> schemas.Report:
    """Look at every row before anything is kept."""
    report = schemas.Report(table.headings())
    for line, _entry in examiner(chosen).examine(table.rows()):
        report.add(line)
    return report


def good(chosen: Map, table: schemas.Table) -> Iterator[actions.Entry]:
    """Read the file again for its good rows, so that no long file has to fit into memory."""
    for _line, entry in examiner(chosen).examine(table.rows()):
        if entry is not None:
            yield entry


def tell_kept_back(chosen: Map, asked: Mapping[str, Sign]) -> None:
    """Name the columns that nobody sees but curators, until one says who may."""
    for column in sorted(asked.keys() - chosen.columns.keys()):
        click.echo(
            f"{column}: kept back. {asked[column].label.plain} Say under “columns” in the mapping "
            f"who may see it ({', '.join(Answer)}), or on the page “Columns kept back”."
        )


def tell(report: schemas.Report, taken: int) -> None:
    for name, became, to, times, why in report.by_column():
        click.echo("  ".join(filter(None, [name, str(became), to, str(times), why])))
    for line in report.lines:
        if line.why and line.outcome is not Outcome.HERE:
            click.echo(f"Row {line.number} ({line.key}): {line.outcome.value}. {line.why}")
    here, refused = report.count(Outcome.HERE), report.count(Outcome.REFUSED)
    click.echo(f"{taken} taken in, {here} here already, {refused} refused.")
