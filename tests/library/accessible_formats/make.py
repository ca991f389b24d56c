"""Formats to test with."""

from typing import Any

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.library.accessible_formats import actions
from coprod.library.accessible_formats.enums import FormatKind, RequestedFormat
from coprod.library.accessible_formats.models import FormatRequest, FormatVersion
from coprod.library.accessible_formats.rules import FormatCheck, FormatDraft, FormatRequestDraft
from coprod.register.activities.models import Activity
from coprod.register.files.actions import add_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from tests import make
from tests.register.files.test_rules import picture

LINES = ("«We met in Bow.»", "«We made a plan.»")


def making(kind: FormatKind = FormatKind.EASY_READ, **given: Any) -> FormatDraft:
    needs: dict[FormatKind, dict[str, Any]] = {
        FormatKind.EASY_READ: {"lines": LINES},
        FormatKind.BSL: {"address": "https://example.org/film"},
        FormatKind.AUDIO: {"address": "https://example.org/audio", "language": "syl"},
        FormatKind.TRANSLATION: {"words": "«translated»", "language": "bn"},
    }
    checked = FormatCheck("«Self-advocacy group»", clock.today())
    return FormatDraft(**{"kind": kind, "check": checked, **needs[kind], **given})


def written(
    activity: Activity, kind: FormatKind = FormatKind.EASY_READ, **given: Any
) -> FormatVersion:
    """Write a format as the owner does: it waits for a curator."""
    made = making(kind, **given)
    return make.keep(actions.write_format(make.owner(activity), activity, made))


def shown(
    activity: Activity, kind: FormatKind = FormatKind.EASY_READ, **given: Any
) -> FormatVersion:
    """Write a format and let readers see it."""
    version = written(activity, kind, **given)
    actions.approve_format(make.person(role=Role.CURATOR).actor, version)
    return make.keep(version)


def request(activity: Activity) -> FormatRequest:
    asked = FormatRequestDraft(RequestedFormat.LARGE_PRINT, "«07700 900000»", "«very large»")
    return make.keep(actions.request_format(activity, asked))


def with_picture() -> tuple[Activity, StoredFile]:
    entry = make.activity()
    upload = Upload(name="a.jpg", data=picture(), caption="Us", alt="People round a table")
    return entry, make.keep(add_file(make.owner(entry), entry, upload))
