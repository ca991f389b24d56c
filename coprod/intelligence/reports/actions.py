"""Adding a report, taking the text out of it, reading it, and replying to what it recommends."""

import hashlib
from dataclasses import fields

from coprod.core import storage
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import choose_slug, session
from coprod.core.documents.enums import REFUSAL_MESSAGES, TextRefusedError
from coprod.core.documents.schemas import extract_text
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.intelligence.reports import policies, queries, rules
from coprod.intelligence.reports.models import FormerReportAddress, Recommendation, Report
from coprod.intelligence.reports.rules import RecommendationDraft, ReportDraft
from coprod.register.files.actions import remove_when_committed
from coprod.register.files.models import generate_key
from coprod.register.files.queries import KEY_SOURCES
from coprod.register.files.rules import CheckedFile, Upload, check_upload

KEY_SOURCES.append(queries.list_file_keys)
RESERVED_SLUGS = {"new", "find"}


def add_report(actor: Actor, draft: ReportDraft) -> Report:
    """Add a report. Only curators see it until one of them has read it."""
    check_draft(actor, draft, None)
    slug = choose_slug(Report.slug, draft.title, RESERVED_SLUGS)
    report = Report(slug=slug, former_addresses=[], recommendations=[])
    set_report(report, draft)
    session.add(report)
    session.flush()
    record_event(actor, "added a report", report)
    return report


def check_draft(actor: Actor, draft: ReportDraft, report: Report | None) -> None:
    require(policies.can_keep_reports(actor))
    rules.check_report(draft)
    keys = [rules.normalise_address(each) for each in draft.former_addresses]
    if queries.list_taken_keys(keys, report.id if report else None):
        message = N_("One of these addresses leads to another report already")
        raise RuleBrokenError(message, field="former_addresses")


def set_report(report: Report, draft: ReportDraft) -> None:
    """Copy a draft. An address that stays keeps its row."""
    for field in fields(ReportDraft):
        if field.name != "former_addresses":
            setattr(report, field.name, getattr(draft, field.name))
    rows = {each.key: each for each in report.former_addresses}
    by_key = {rules.normalise_address(each): each for each in draft.former_addresses}
    report.former_addresses = [
        rows.get(key) or FormerReportAddress(address=address, key=key, path=rules.get_path(address))
        for key, address in by_key.items()
    ]


def change_report(actor: Actor, report: Report, draft: ReportDraft, *, seen: int) -> None:
    require(seen == report.version, ConflictError)
    check_draft(actor, draft, report)
    set_report(report, draft)
    record_change(actor, "changed a report", report)


def record_change(actor: Actor, verb: str, report: Report) -> None:
    report.version += 1
    session.flush()
    record_event(actor, verb, report, is_public=report.is_public)


def add_document(actor: Actor, slug: str, name: str, data: bytes) -> Report:
    """Store the document of a report, and take the text out of it.

    What takes long comes before the write lock. A new text has to be read before it is public.
    """
    require(policies.can_keep_reports(actor))
    checked = check_document(name, data)
    text = read_text(checked)
    key = generate_key()
    storage.put(key, checked.data)
    try:
        acquire_write_lock()
        report = queries.get_report(actor, slug, to_change=True, with_text=True)
        set_document(report, key, checked)
        report.text, report.is_public = text, False
        record_change(actor, "added a document", report)
    except Exception:
        storage.remove(key)
        raise
    return report


def check_document(name: str, data: bytes) -> CheckedFile:
    checked = check_upload(Upload(name, data, name), largest=storage.get_largest_size())
    if checked.kind.ending not in rules.ENDINGS:
        raise RuleBrokenError(N_("Choose a PDF or a Word document (docx)"), field="file")
    if not storage.is_clean(data):
        raise RuleBrokenError(N_("The virus scanner did not let this file in"), field="file")
    return checked


def read_text(checked: CheckedFile) -> str:
    try:
        return extract_text(checked.data, checked.kind.ending)
    except TextRefusedError as refused:
        raise RuleBrokenError(REFUSAL_MESSAGES[refused.why], field="file") from None


def set_document(report: Report, key: str, checked: CheckedFile) -> None:
    remove_when_committed([report.file_key] if report.file_key else [])
    report.file_key, report.file_name = key, checked.name
    report.file_ending, report.file_size = checked.kind.ending, len(checked.data)
    report.file_sha256 = hashlib.sha256(checked.data).hexdigest()


def publish_report(actor: Actor, report: Report, *, has_read: bool, seen: int) -> None:
    """Let everybody read a report. Whoever does so has read all of it."""
    require(policies.can_keep_reports(actor))
    require(seen == report.version, ConflictError)
    if not has_read:
        message = N_("Read all of it first, and say here that you did")
        raise RuleBrokenError(message, field="has_read")
    report.is_public, report.made_public_at = True, clock.now()
    record_change(actor, "published a report", report)


def withdraw_report(actor: Actor, report: Report) -> None:
    require(policies.can_keep_reports(actor))
    report.is_public = False
    record_change(actor, "withdrew a report", report)


def add_recommendation(actor: Actor, report: Report, draft: RecommendationDraft) -> None:
    require(policies.can_keep_reports(actor))
    rules.check_recommendation(draft)
    if len(report.recommendations) >= rules.MOST_RECOMMENDATIONS:
        most = rules.MOST_RECOMMENDATIONS
        message = N_("A report has %(most)s recommendations at most", most=most)
        raise RuleBrokenError(message, field="words")
    report.recommendations.append(Recommendation(**vars(draft)))
    record_change(actor, "added a recommendation", report)


def answer_recommendation(
    actor: Actor,
    report: Report,
    recommendation: Recommendation,
    draft: RecommendationDraft,
    *,
    seen: int,
) -> None:
    """Write down what a recommendation comes to, or put it in other words."""
    require(policies.can_keep_reports(actor))
    require(seen == report.version, ConflictError)
    rules.check_recommendation(draft)
    for name, value in vars(draft).items():
        setattr(recommendation, name, value)
    record_change(actor, "answered a recommendation", report)
