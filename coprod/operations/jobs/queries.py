"""Whether the register does by itself what it should: its jobs, mail, search, disk and backups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core import mail, storage
from coprod.core.database import session
from coprod.core.jobs.models import JobState
from coprod.core.jobs.queries import has_worker, list_states
from coprod.core.jobs.rules import Job, get_next, is_free, is_late
from coprod.core.jobs.tasks import get_jobs
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import require
from coprod.library.index.tasks import search_index
from coprod.operations.backup.queries import find_last_backup
from coprod.operations.jobs import policies, rules


@dataclass(frozen=True)
class JobReport:
    """A job and how it went."""

    job: Job
    state: JobState
    next_at: datetime | None
    is_late: bool
    is_running: bool

    @property
    def has_failed(self) -> bool:
        return bool(self.state.error) and not self.is_running

    @property
    def is_in_trouble(self) -> bool:
        return self.has_failed or self.is_late


@dataclass(frozen=True)
class Health:
    """What is behind, and what there is no room for. In few questions: it stands on the desk."""

    reports: Sequence[JobReport]
    has_worker: bool
    mail_failing: int
    has_index: bool
    disk_free: int
    backup_at: datetime | None
    makes_backups: bool

    @property
    def troubles(self) -> list[JobReport]:
        return [each for each in self.reports if each.is_in_trouble]

    @property
    def has_old_backup(self) -> bool:
        return self.makes_backups and rules.is_old(self.backup_at, clock.now())

    @property
    def is_disk_low(self) -> bool:
        return self.disk_free < rules.LOW_DISK

    @property
    def is_good(self) -> bool:
        wrong = (self.troubles, self.mail_failing, self.has_old_backup, self.is_disk_low)
        return self.has_worker and self.has_index and not any(wrong)


def list_reports(states: Mapping[str, JobState]) -> list[JobReport]:
    """Return how each job went, in the order in which they are listed."""
    now = clock.now()
    return [
        build_report(job, states.get(name) or JobState(name=name, lease="", error=""), now)
        for name, job in get_jobs().items()
    ]


def build_report(job: Job, state: JobState, now: datetime) -> JobReport:
    progress = state.progress
    return JobReport(
        job,
        state,
        get_next(job.schedule, progress),
        is_late=is_late(job.schedule, progress, now),
        is_running=not is_free(progress, now),
    )


def list_unreported() -> list[JobReport]:
    """Return the jobs in trouble of which administrators were not told yet."""
    reports = list_reports(list_states())
    return [each for each in reports if each.is_in_trouble and not each.state.reported_at]


def list_administrators() -> Sequence[Person]:
    statement = select(Person).where(Person.role == Role.ADMINISTRATOR, Person.active)
    return session.scalars(statement.order_by(Person.id)).all()


def get_health(actor: Actor) -> Health:
    require(policies.can_see_jobs(actor))
    settings, states = storage.get_settings(), list_states()
    return Health(
        reports=list_reports(states),
        has_worker=has_worker(states),
        mail_failing=len(mail.list_failing()),
        has_index=search_index().is_there(),
        disk_free=storage.count_free_bytes(),
        backup_at=find_last_backup(settings.backup_folder) if settings.backup_folder else None,
        makes_backups=settings.backup_folder is not None,
    )
