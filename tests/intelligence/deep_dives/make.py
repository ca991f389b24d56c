"""Deep dives to test with."""

from datetime import date
from typing import Any

from coprod.core.values.actor import Role
from coprod.intelligence.deep_dives import actions
from coprod.intelligence.deep_dives.enums import AnswerState, PagePart
from coprod.intelligence.deep_dives.models import DeepDive
from coprod.intelligence.deep_dives.rules import DeepDiveDraft, EventDraft, QuestionDraft, StepDraft
from tests import make


def draft(**given: Any) -> DeepDiveDraft:
    values: dict[str, Any] = {
        "title": "«GP access»",
        "cut": "",
        "narrative": "«Most people waited for long»",
        "limits": ("«People chose to speak»",),
        "questions": {
            1: QuestionDraft(
                "«Ethnic group»", PagePart.ETHNIC_GROUPS, AnswerState.IN_PART, "«four of seven»"
            )
        },
        "steps": {1: StepDraft("«Primary care lead»", "«Takes it to the networks»")},
        "events": {1: EventDraft("«New phone system»", date(2022, 4, 1))},
        "is_public": True,
    }
    return DeepDiveDraft(**{**values, **given})


def deep_dive(**given: Any) -> DeepDive:
    curator = make.person(role=Role.CURATOR).actor
    return make.keep(actions.add_deep_dive(curator, draft(**given)))
