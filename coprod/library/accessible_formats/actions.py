"""Writing a format, letting readers see it, and asking for one."""

from typing import Any

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.library.accessible_formats import policies, queries, rules
from coprod.library.accessible_formats.enums import FormatKind
from coprod.library.accessible_formats.models import EasyReadLine, FormatRequest, FormatVersion
from coprod.library.accessible_formats.rules import FormatDraft, FormatRequestDraft
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_manage
from coprod.register.sections.queries import read_sections


def write_format(actor: Actor, activity: Activity, draft: FormatDraft) -> FormatVersion:
    """Write a format, or write it anew: from now on it fits the entry as it is today."""
    require(can_manage(actor, activity))
    rules.check_draft(draft, clock.today())
    language = draft.language if draft.kind.has_language else ""
    content_hash = rules.compute_content_hash(read_sections(activity))
    version = queries.find_version(activity, draft.kind, language)
    if version is None:
        version = FormatVersion(activity=activity, kind=draft.kind, language=language, lines=[])
        session.add(version)
    version.words, version.address = draft.words, draft.address
    version.checked_by, version.checked_on = draft.check.by, draft.check.on  # type: ignore[assignment]  # was checked
    version.mark, version.waits = content_hash, policies.needs_reading(actor, activity)
    if draft.kind is FormatKind.EASY_READ:
        write_lines(version, draft.lines)
    session.flush()
    record_event(actor, "wrote a format", activity, is_public=not version.waits, format=draft.kind)
    return version


def write_lines(version: FormatVersion, lines: tuple[str, ...]) -> None:
    """Put new sentences in the place of the old. One that stays as it was keeps its picture."""
    before = {line.words: (line.file_id, line.alt) for line in version.lines}
    version.lines = []
    session.flush()
    for number, words in enumerate(lines, start=1):
        file_id, alt = before.get(words, (None, ""))
        version.lines.append(EasyReadLine(number=number, words=words, file_id=file_id, alt=alt))


def set_picture(
    actor: Actor, version: FormatVersion, number: int, file_id: int | None, alt: str
) -> None:
    """Put a picture of the entry beside a sentence, or take it away."""
    activity = version.activity
    require(can_manage(actor, activity))
    rules.check_picture(file_id, alt)
    if file_id and file_id not in {each.id for each in queries.list_pictures(actor, activity)}:
        raise RuleBrokenError(N_("Choose a picture from this activity"), field="file")
    line = require_found(next((each for each in version.lines if each.number == number), None))
    line.file_id, line.alt = file_id, alt if file_id else ""
    version.waits = policies.needs_reading(actor, activity)
    session.flush()


def remove_format(actor: Actor, version: FormatVersion) -> None:
    require(can_manage(actor, version.activity))
    record_event(actor, "removed a format", version.activity, **describe_version(version))
    session.delete(version)


def approve_format(actor: Actor, version: FormatVersion) -> None:
    """Let readers see it."""
    require(policies.can_approve(actor, version.activity, version))
    version.waits = False
    record_event(
        actor, "approved a format", version.activity, is_public=True, **describe_version(version)
    )


def describe_version(version: FormatVersion) -> dict[str, Any]:
    """Return what a note says of a version."""
    return {"format": version.kind, "version": version.id}


def request_format(activity: Activity, draft: FormatRequestDraft) -> FormatRequest:
    """Ask for a format. Who asks is nobody in the history."""
    require(policies.can_ask(activity))
    rules.check_request(draft)
    request = FormatRequest(
        activity=activity,
        format=draft.requested_format,
        note=draft.note,
        contact=draft.contact,
        how=draft.channel,
    )
    session.add(request)
    session.flush()
    return request


def close_request(actor: Actor, request: FormatRequest, outcome: str) -> None:
    """Say what was done. How to reach them is deleted."""
    rules.check_outcome(outcome)
    request.done_at, request.outcome, request.contact = clock.now(), outcome, ""
    record_event(actor, "closed a format request", request.activity, request=request.id)
