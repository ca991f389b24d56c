"""All that happens later, in the order in which it is begun, and the two jobs of operations.

What must be hidden from a day on is hidden where it is read. These jobs delete it, close what is
over and write the letters that are due. What people were promised comes first.
"""

from datetime import time, timedelta
from pathlib import Path

from flask import current_app

from coprod.accounts.autosave.actions import delete_expired_drafts
from coprod.accounts.users.actions import delete_expired_logins
from coprod.assessment.resident_rating.actions import close_finished_rounds
from coprod.assessment.rounds.commands import write_round_reminders
from coprod.board.packs.commands import make_missing_files
from coprod.core import mail
from coprod.core.jobs.rules import EACH_FIVE_MINUTES, EACH_MINUTE, Job, Schedule
from coprod.core.storage import get_settings
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM
from coprod.core.values.phrases import N_
from coprod.decisions.records.commands import remind_of_decisions
from coprod.engagement.comments.commands import chase_answers
from coprod.engagement.commitments.commands import write_commitment_reminders
from coprod.exchange.feedback_imports.actions import delete_old_words, remove_old_uploads
from coprod.exchange.imports.commands import work_on_imports
from coprod.exchange.library_export.commands import make_library_files
from coprod.exchange.library_export.enums import JOB_NAME as EXPORT_JOB
from coprod.intelligence.breakdowns.actions import recount_comments
from coprod.intelligence.breakdowns.enums import RECOUNT_JOB
from coprod.intelligence.themes.actions import JOB as THEMES
from coprod.intelligence.themes.commands import suggest_themes
from coprod.learning.adoption.commands import send_due_questions
from coprod.library.index.commands import build_index
from coprod.library.subscriptions.actions import delete_unconfirmed
from coprod.library.subscriptions.commands import write_emails
from coprod.operations.backup.actions import back_up_into
from coprod.operations.jobs import actions, queries
from coprod.operations.jobs.emails import write_trouble
from coprod.outcomes.surveys.actions import count_surveys
from coprod.outcomes.surveys.queries import list_surveys_to_count
from coprod.participation.directory.commands import remind_of_ends
from coprod.participation.groups.commands import end_consents
from coprod.register.freshness.commands import write_freshness_reminders
from coprod.register.ownership.actions import delete_expired_invitations
from coprod.register.review.commands import publish_planned_activities
from coprod.reviews.commands import route_reviews


def get_feedback_folder() -> Path:
    return get_settings().data_folder / "feedback"


def count_closed_surveys() -> int:
    return count_surveys(SYSTEM, list_surveys_to_count(clock.today()))


def back_up() -> int:
    settings = get_settings()
    if settings.backup_folder is None:
        return 0
    back_up_into(settings.backup_folder, timedelta(days=settings.backup_days))
    return 1


def report_trouble() -> int:
    """Write one letter about all jobs that failed or are late, and return to how many it went."""
    reports = actions.claim_reports(queries.list_unreported())
    if not reports:
        return 0
    with current_app.test_request_context():
        return write_trouble(reports, queries.list_administrators())


JOBS = (
    mail.JOB,
    Job("imports", N_("Check and bring in spreadsheets"), work_on_imports, EACH_MINUTE),
    Job("news", N_("Write to people who follow something"), write_emails, EACH_FIVE_MINUTES),
    Job(
        "stand-ins",
        N_("Pass to stand-ins what a curator worked on"),
        route_reviews,
        EACH_FIVE_MINUTES,
    ),
    Job("trouble", N_("Tell administrators what did not work"), report_trouble, EACH_FIVE_MINUTES),
    Job(
        "publications",
        N_("Publish activities on the day that a curator chose"),
        publish_planned_activities,
        Schedule(at=time(0, 0)),
    ),
    Job("consents", N_("End consents whose day has passed"), end_consents),
    Job(
        "community-groups",
        N_("Remind curators of groups whose consent ends soon"),
        remind_of_ends,
    ),
    Job("surveys", N_("Count surveys that have closed"), count_closed_surveys),
    Job("residents-rounds", N_("Close residents’ rounds that are over"), close_finished_rounds),
    Job("held-words", N_("Delete words that nobody saved"), delete_expired_drafts),
    Job(
        "sign-ins",
        N_("Forget sign-ins and links that are over"),
        lambda: delete_expired_logins(get_settings().lifetime),
    ),
    Job("invitations", N_("Forget invitations to share an activity"), delete_expired_invitations),
    Job("followers", N_("Forget addresses that never said yes"), delete_unconfirmed),
    Job(
        "feedback-words",
        N_("Delete old words of people from files of comments"),
        lambda: delete_old_words(SYSTEM, get_feedback_folder()),
    ),
    Job(
        "feedback-files",
        N_("Delete old files of comments"),
        lambda: remove_old_uploads(SYSTEM, get_feedback_folder()),
    ),
    Job(RECOUNT_JOB, N_("Count comments by several things at once"), recount_comments),
    Job(THEMES, N_("Suggest themes of comments"), suggest_themes),
    Job("answers", N_("Remind teams of comments to answer"), chase_answers),
    Job("decisions", N_("Remind people of decisions to look at again"), remind_of_decisions),
    Job("freshness", N_("Ask teams if their stories are still true"), write_freshness_reminders),
    Job("promises", N_("Remind teams of promises"), write_commitment_reminders),
    Job("rounds", N_("Remind teams to assess again"), write_round_reminders),
    Job("adoptions", N_("Ask teams how it went with what they reused"), send_due_questions),
    Job("pack-files", N_("Make the PDF and Word files of Board packs"), make_missing_files),
    Job(
        EXPORT_JOB,
        N_("Make the files of the library"),
        make_library_files,
        Schedule(every=timedelta(minutes=55)),
    ),
    Job("search", N_("Rebuild the search index"), build_index),
    Job("backup", N_("Make a backup"), back_up, Schedule(at=time(0, 40)), setting="backup_folder"),
)
