"""What operations adds to the app."""

from flask import Flask

import coprod.operations.jobs.emails
import coprod.operations.jobs.views
import coprod.operations.keys.commands
import coprod.operations.place_data.commands
from coprod.core.jobs.tasks import register_jobs
from coprod.core.values.phrases import N_
from coprod.operations.jobs.commands import JOBS
from coprod.web.areas import Area
from coprod.web.letters import LetterGroup


def add_jobs(app: Flask) -> None:
    register_jobs(app, JOBS)


AREA = Area(
    "operations",
    init_functions=(add_jobs,),
    blueprints=(coprod.operations.jobs.views.bp,),
    commands=(
        coprod.operations.keys.commands.group,
        coprod.operations.place_data.commands.group,
    ),
    letters=LetterGroup(
        N_("The register at work"),
        (*coprod.operations.jobs.emails.LETTERS,),
    ),
)
