"""Formats to test with."""

from typing import Any

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.library.accessible_formats import actions
from coprod.library.accessible_formats.enums import Asked, Kind
from coprod.library.accessible_formats.models import FormatRequest, FormatVersion
from coprod.library.accessible_formats.rules import Checked, Making, Request
from coprod.register.activities.models import Activity
from coprod.register.files.actions import add_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from tests import make
from tests.register.files.test_rules import picture

LINES = ("«We met in Bow.»", "«We made a plan.»")


def making(kind: Kind = Kind.EASY_READ, **given: Any) -> Making:
    needs: dict[Kind, dict[str, Any]] = {
        Kind.EASY_READ: {"lines": LINES},
        Kind.BSL: {"address": "https://example.org/film"},
        Kind.AUDIO: {"address": "https://example.org/audio", "language": "syl"},
        Kind.TRANSLATION: {"words": "«translated»", "language": "bn"},
    }
    checked = Checked("«Self-advocacy group»", clock.today())
    return Making(**{"kind": kind, "checked": checked, **needs[kind], **given})


def written(activity: Activity, kind: Kind = Kind.EASY_READ, **given: Any) -> FormatVersion:
    """Write a format as the owner does: it waits for a curator."""
    made = making(kind, **given)
    return make.keep(actions.write_format(make.owner(activity), activity, made))


def shown(activity: Activity, kind: Kind = Kind.EASY_READ, **given: Any) -> FormatVersion:
    """Write a format and let readers see it."""
    version = written(activity, kind, **given)
    actions.approve_format(make.person(role=Role.CURATOR).actor, version)
    return make.keep(version)


def request(activity: Activity) -> FormatRequest:
    asked = Request(Asked.LARGE_PRINT, "«07700 900000»", "«very large»")
    return make.keep(actions.ask_for_format(activity, asked))


def with_picture() -> tuple[Activity, StoredFile]:
    entry = make.activity()
    upload = Upload(name="a.jpg", data=picture(), caption="Us", alt="People round a table")
    return entry, make.keep(add_file(make.owner(entry), entry, upload))
