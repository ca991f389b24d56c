"""Reports to test with."""

from typing import Any

from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.intelligence.reports import actions
from coprod.intelligence.reports.models import Report
from coprod.intelligence.reports.rules import RecommendationDraft, ReportDraft
from tests import make


def draft(**given: Any) -> ReportDraft:
    values: dict[str, Any] = {
        "title": "«Getting a GP appointment»",
        "publisher": "«Healthwatch»",
        "published": PartialDate(2023, 6),
        "summary": "«Most people waited for long»",
    }
    return ReportDraft(**{**values, **given})


def recommendation(**given: Any) -> RecommendationDraft:
    values: dict[str, Any] = {"words": "«Answer the phone»", "owner_role": "«Primary care lead»"}
    return RecommendationDraft(**{**values, **given})


def report(*, is_public: bool = True, recommends: bool = True, **given: Any) -> Report:
    curator = make.person(role=Role.CURATOR).actor
    added = actions.add_report(curator, draft(**given))
    if recommends:
        actions.add_recommendation(curator, added, recommendation())
    if is_public:
        actions.publish_report(curator, added, has_read=True, seen=added.version)
    return make.keep(added)
