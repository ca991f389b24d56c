"""``coprod work``, which does all that happens later, and ``coprod jobs run`` for use by hand."""

import sys
from collections.abc import Sequence

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext

from coprod.core.jobs import tasks
from coprod.core.jobs.tasks import Outcome

group = AppGroup("jobs", help="Commands about what happens later.")


@click.command("work")
@with_appcontext
def work() -> None:
    """Do all that happens later, until it is stopped: mail, imports, reminders, what has ended."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    tasks.work(app)


@group.command("run")
@click.argument("names", nargs=-1)
@with_appcontext
def run(names: Sequence[str]) -> None:
    """Run all jobs once, or only those with these NAMES. Repeating it is safe."""
    jobs = tasks.get_jobs()
    unknown = [name for name in names if name not in jobs]
    if unknown:
        raise click.BadParameter(f"{unknown[0]!r} is none of: {', '.join(jobs)}")
    outcomes = {name: tasks.run_by_hand(jobs[name]) for name in names or jobs}
    for name, outcome in outcomes.items():
        if outcome is Outcome.SKIPPED:
            click.echo(f"{name}: a worker is at it.")
    failed = [name for name, outcome in outcomes.items() if outcome is Outcome.FAILED]
    if failed:
        sys.exit(f"coprod: these jobs failed, the others are done: {', '.join(failed)}")
