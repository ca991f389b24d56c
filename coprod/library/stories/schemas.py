"""What a story tells its readers beyond its first answers, and how to say it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from babel import Locale

from coprod.core.values.actor import Actor
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.models import Commitment
from coprod.library.stories import rules
from coprod.library.stories.enums import ChangeKind
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
    Resourcing,
    Sessions,
    Working,
    Worth,
)
from coprod.resourcing.totals.presenters import ResourceSection, build_resource_section
from coprod.resourcing.totals.rules import Sum, build_sums

LANGUAGES = {name: code for code, name in Locale("en").languages.items()}
PUBLIC_SECTIONS: dict[str, type[Any]] = {
    "basics": Basics,
    "pledge": Pledge,
    "people": People,
    "working": Working,
    "sessions": Sessions,
    "outcome": Outcome,
    "evidence": Evidence,
    "resourcing": Resourcing,
}


def get_language_code(activity: Activity) -> str:
    """Return the code of the language that a source says its text is in, or nothing.

    A note beside the fact says that the text does not look like it: then nothing is claimed.
    """
    facts = activity.public_facts if activity.source else []
    languages = [fact.value for fact in facts if fact.label == "Language" and not fact.note]
    return LANGUAGES.get(languages[0], "") if languages else ""


@dataclass(frozen=True)
class ChangeLine:
    """One line of what changed: what it is, the words, and why something is not being done.

    ``question`` is the one that people were asked, above what they said.
    """

    kind: ChangeKind
    words: str
    question: str = ""
    why: str = ""


def list_changes(outcome: Outcome, commitments: Sequence[Commitment]) -> list[ChangeLine]:
    """Return what people said, what was done and what is not being done.

    Where the team told nothing of the whole, its promises tell it one by one.
    """
    lines = [
        ChangeLine(ChangeKind.SAID, outcome.said, question=outcome.asked),
        ChangeLine(ChangeKind.DID, outcome.did),
        ChangeLine(ChangeKind.NOT_DOING, outcome.not_doing, why=outcome.why_not),
    ]
    with_words = [line for line in lines if line.words or line.question]
    return with_words or [line for each in commitments for line in list_lines_of(each)]


def list_lines_of(commitment: Commitment) -> Iterator[ChangeLine]:
    if commitment.state is CommitmentState.PLANNED:
        return
    if commitment.request:
        yield ChangeLine(ChangeKind.SAID, commitment.request)
    if commitment.state is CommitmentState.MADE:
        yield ChangeLine(ChangeKind.DID, commitment.words)
    else:
        yield ChangeLine(ChangeKind.NOT_DOING, commitment.words, why=commitment.last.reason)


@dataclass(frozen=True)
class FirstLines:
    """What stands open of the two long texts: the summary and what happened.

    ``lead`` stands below the title; ``folded`` is what of the text is read by opening it.
    """

    lead: str
    rest: str
    body: str
    folded: str


def build_first_lines(activity: Activity) -> FirstLines:
    return FirstLines(*rules.split_summary(activity.summary), *rules.split_text(activity.text.body))


@dataclass(frozen=True)
class Story:
    """What the public page of an activity tells beyond its first answers, and how to say it."""

    basics: Basics
    pledge: Pledge
    people: People
    working: Working
    sessions: Sessions
    outcome: Outcome
    evidence: Evidence
    resourcing: Resourcing
    sums: list[Sum]
    text: FirstLines
    changes: list[ChangeLine]
    commitments: Sequence[Commitment]
    saying: PartContext
    completeness: Completeness
    programme: Activity | None
    strands: list[Activity]

    @property
    def tells_people(self) -> bool:
        return self.people != People()

    @property
    def tells_promise(self) -> bool:
        return replace(self.pledge, board_ids=()) != Pledge()


def build_story(
    actor: Actor,
    activity: Activity,
    content: ActivitySections,
    commitments: Sequence[Commitment] = (),
) -> Story:
    """Return what every reader may see of the sections. Counts of people are rounded."""
    programme_id = content[Basics].programme_id
    family = list_family(actor, activity, programme_id)
    parts = {name: content[kind] for name, kind in PUBLIC_SECTIONS.items()}
    saying = PartContext(get_labels(list_term_ids(content[Sessions])), exact=False)
    return Story(
        **parts,
        sums=build_sums(content[Costs].rows),
        text=build_first_lines(activity),
        changes=list_changes(content[Outcome], commitments),
        commitments=commitments,
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
