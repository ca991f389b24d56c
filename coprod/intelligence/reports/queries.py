"""Finding reports. None of these returns what the actor may not read."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import require_found
from coprod.intelligence.reports import policies
from coprod.intelligence.reports.models import FormerReportAddress, Recommendation, Report
from coprod.intelligence.reports.rules import get_path, normalise_address

EAGER_LOADS = (
    *(joinedload(each) for each in (Report.service, Report.locality, Report.group)),
    selectinload(Report.recommendations),
)
FOR_ONE = (*EAGER_LOADS, selectinload(Report.former_addresses))
PAGE_SIZE = 20


def select_reports(actor: Actor) -> Select[Report]:
    return select(Report).where(policies.is_visible_to(actor))


def count_reports(actor: Actor) -> int:
    statement = select_reports(actor).with_only_columns(func.count(Report.id))
    return session.scalar(statement) or 0


def list_reports(actor: Actor, page: int = 1) -> Sequence[Report]:
    """Return one page of the reports, the newest first."""
    statement = select_reports(actor).order_by(Report.published.desc(), Report.id.desc())
    statement = statement.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    return session.scalars(statement.options(*EAGER_LOADS)).all()


def get_report(
    actor: Actor, slug: str, *, to_change: bool = False, with_text: bool = False
) -> Report:
    statement = select_reports(actor).where(Report.slug == slug).options(*FOR_ONE)
    if with_text:
        statement = statement.options(undefer(Report.text))
    if to_change:
        statement = statement.with_for_update(of=Report)
        statement = statement.execution_options(populate_existing=True)
    return require_found(session.scalars(statement).one_or_none())


def find_by_former_address(actor: Actor, address: str) -> Report | None:
    """Return the report that once stood at a whole address."""
    return find_one(actor, FormerReportAddress.key == normalise_address(address))


def find_slug_at_former_path(path: str) -> str | None:
    """Return the public report that once stood at this path on the site of its publisher."""
    report = find_one(VISITOR, FormerReportAddress.path == get_path(path))
    return report.slug if report else None


def find_one(actor: Actor, condition: ColumnElement[bool]) -> Report | None:
    statement = select_reports(actor).join(Report.former_addresses).where(condition)
    return session.scalars(statement.order_by(Report.id).limit(1)).first()


def find_report_id(report: str) -> int:
    """Return the number of the report with this slug, whoever asks; 0 if there is none."""
    return session.scalar(select(Report.id).where(Report.slug == report)) or 0


def get_recommendation(report: Report, recommendation_id: int) -> Recommendation:
    found = (each for each in report.recommendations if each.id == recommendation_id)
    return require_found(next(found, None))


def list_taken_keys(keys: Sequence[str], report_id: int | None) -> set[str]:
    """Return which of these addresses lead to another report already."""
    taken = select(FormerReportAddress.key).where(
        FormerReportAddress.key.in_(keys), FormerReportAddress.report_id.is_distinct_from(report_id)
    )
    return set(session.scalars(taken))


def list_file_keys() -> set[str]:
    """Return the keys of all documents, which the store should hold."""
    return set(session.scalars(select(Report.file_key).where(Report.file_key.is_not(None))))
