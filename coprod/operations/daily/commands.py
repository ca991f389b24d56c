"""``coprod daily``: all that pages promise for a day and nobody does by hand.

What must be hidden from a day on is hidden where it is read. These steps delete it, close what is
over and write the letters that are due. Each can be repeated, and does nothing that was done.
"""

import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import click
import structlog
from flask import Flask
from flask.cli import with_appcontext

from coprod.accounts.autosave.actions import delete_expired_drafts
from coprod.accounts.users.actions import delete_expired_logins
from coprod.assessment.rounds.commands import write_round_reminders
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM
from coprod.decisions.records.commands import remind_of_decisions
from coprod.engagement.comments.commands import chase_answers
from coprod.engagement.commitments.commands import write_commitment_reminders
from coprod.exchange.feedback_imports.actions import delete_old_words, remove_old_uploads
from coprod.learning.adoption.commands import send_due_questions
from coprod.library.index.commands import build_index
from coprod.library.subscriptions.actions import delete_unconfirmed
from coprod.library.subscriptions.commands import write_emails
from coprod.operations.daily import actions
from coprod.outcomes.surveys.actions import count_surveys
from coprod.outcomes.surveys.queries import list_surveys_to_count
from coprod.participation.groups.commands import end_consents
from coprod.register.freshness.commands import write_freshness_reminders
from coprod.register.ownership.actions import delete_expired_invitations
from coprod.web.headers import get_settings

FIRST_LOOK_SECONDS = 5
LOOK_AGAIN_SECONDS = 300
log = structlog.get_logger()


class Outcome(Enum):
    DONE = auto()
    FAILED = auto()
    SKIPPED = auto()


@dataclass(frozen=True)
class Task:
    """One part of the day's work. ``run`` returns how much there was to do."""

    name: str
    run: Callable[[], int]


def get_feedback_folder() -> Path:
    return get_settings().data_folder / "feedback"


STEPS = (
    Task("consents", end_consents),
    Task("surveys", lambda: count_surveys(SYSTEM, list_surveys_to_count(clock.today()))),
    Task("held-words", delete_expired_drafts),
    Task("sign-ins", lambda: delete_expired_logins(get_settings().lifetime)),
    Task("invitations", delete_expired_invitations),
    Task("followers", delete_unconfirmed),
    Task("feedback-words", lambda: delete_old_words(SYSTEM, get_feedback_folder())),
    Task("feedback-files", lambda: remove_old_uploads(SYSTEM, get_feedback_folder())),
    Task("answers", chase_answers),
    Task("decisions", remind_of_decisions),
    Task("freshness", write_freshness_reminders),
    Task("promises", write_commitment_reminders),
    Task("rounds", write_round_reminders),
    Task("adoptions", send_due_questions),
    Task("search", build_index),
)
"""What people were promised comes first; letters and the index, which take longer, come last."""


@click.command("daily")
@click.argument("names", nargs=-1, type=click.Choice([step.name for step in STEPS]))
@with_appcontext
def daily(names: Sequence[str]) -> None:
    """Do the day's work: all of it, or only the steps with these NAMES. Repeating it is safe."""
    steps = [step for step in STEPS if step.name in names or not names]
    outcomes = {step.name: run_step(step) for step in steps}
    failed = [name for name, outcome in outcomes.items() if outcome is Outcome.FAILED]
    if failed:
        sys.exit(f"coprod: these steps failed, the others are done: {', '.join(failed)}")


def run_step(step: Task, *, only_due: bool = False) -> Outcome:
    """Do one step by itself: what goes wrong in it stops no other step."""
    lease = actions.take_step(step.name, only_due=only_due)
    session.commit()
    if lease is None:
        if not only_due:
            log.info("daily_step_skipped", step=step.name)
        return Outcome.SKIPPED
    try:
        number = step.run()
        actions.finish_step(step.name, lease)
        session.commit()
    except Exception as error:
        session.rollback()
        log.warning("daily_step_failed", step=step.name, kind=type(error).__name__)
        actions.fail_step(step.name, lease, error)
        session.commit()
        return Outcome.FAILED
    log.info("daily_step_done", step=step.name, number=number)
    return Outcome.DONE


def start_worker(app: Flask) -> threading.Thread:
    """Do what is due in a thread of this process: for ``coprod serve``, where nothing else runs.

    Letters to those who follow something are written every five minutes.
    """

    def keep_working() -> None:
        time.sleep(FIRST_LOOK_SECONDS)
        while True:
            run_due_steps(app)
            time.sleep(LOOK_AGAIN_SECONDS)

    worker = threading.Thread(target=keep_working, name="daily", daemon=True)
    worker.start()
    return worker


def run_due_steps(app: Flask) -> None:
    """Do the steps that are still to be done today, and write the letters that are due now."""
    try:
        with app.app_context():
            for step in STEPS:
                run_step(step, only_due=True)
            write_emails()
    except Exception as error:
        log.warning("daily_failed", kind=type(error).__name__)
