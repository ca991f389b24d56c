"""What an entry tells its readers beyond its first answers, and how to say it."""

from dataclasses import dataclass, replace
from typing import Any

from babel import Locale

from coprod.core.values.actor import Actor
from coprod.reference.lists.queries import get_labels
from coprod.register.activities.models import Activity
from coprod.register.completeness.rules import Completeness, assess_completeness
from coprod.register.sections.presenters import (
    PartContext,
    WorthFinding,
    list_term_ids,
    list_worth_findings,
)
from coprod.register.sections.queries import list_family, read_sections
from coprod.register.sections.rules import (
    ActivitySections,
    Basics,
    Costs,
    Evidence,
    Outcome,
    People,
    Pledge,
    Sessions,
    Working,
    Worth,
)
from coprod.resourcing.totals.presenters import ResourceSection, build_resource_section

LANGUAGES = {name: code for code, name in Locale("en").languages.items()}
PUBLIC_SECTIONS: dict[str, type[Any]] = {
    "basics": Basics,
    "pledge": Pledge,
    "people": People,
    "working": Working,
    "sessions": Sessions,
    "outcome": Outcome,
    "evidence": Evidence,
}


def get_language_code(activity: Activity) -> str:
    """Return the code of the language that a source says its text is in, or nothing.

    A note beside the fact says that the text does not look like it: then nothing is claimed.
    """
    facts = activity.public_facts if activity.source else []
    languages = [fact.value for fact in facts if fact.label == "Language" and not fact.note]
    return LANGUAGES.get(languages[0], "") if languages else ""


@dataclass(frozen=True)
class Story:
    """What the public page of an entry tells beyond its first answers, and how to say it."""

    basics: Basics
    pledge: Pledge
    people: People
    working: Working
    sessions: Sessions
    outcome: Outcome
    evidence: Evidence
    saying: PartContext
    completeness: Completeness
    programme: Activity | None
    strands: list[Activity]

    @property
    def tells_people(self) -> bool:
        return self.people != People()

    @property
    def tells_outcome(self) -> bool:
        return self.outcome != Outcome()

    @property
    def tells_promise(self) -> bool:
        return replace(self.pledge, board_ids=()) != Pledge()


def build_story(actor: Actor, activity: Activity, content: ActivitySections) -> Story:
    """Return what every reader may see of the sections. Counts of people are rounded."""
    programme_id = content[Basics].programme_id
    family = list_family(actor, activity, programme_id)
    parts = {name: content[kind] for name, kind in PUBLIC_SECTIONS.items()}
    saying = PartContext(get_labels(list_term_ids(content[Sessions])), exact=False)
    return Story(
        **parts,
        completeness=assess_completeness(content),
        saying=saying,
        programme=next((each for each in family if each.id == programme_id), None),
        strands=[each for each in family if each.id != programme_id],
    )


def build_effect(activity: Activity) -> tuple[ResourceSection, list[WorthFinding]]:
    """Return what an entry took and whether it was worth it, as every reader may see it."""
    content = read_sections(activity)
    names = PartContext(get_labels(list_term_ids(content[Costs])), exact=False).list_names
    return build_resource_section(content, names), list_worth_findings(content[Worth])
