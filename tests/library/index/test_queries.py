"""Facets that come from elsewhere: what came of it, the stage that was decided, statements."""

from typing import Any
from urllib.parse import parse_qs

import pytest
from sqlalchemy import select

from coprod.core.database import session
from coprod.core.search_engine.facets import count_facets
from coprod.core.values.actor import VISITOR
from coprod.decisions.records import actions as records
from coprod.decisions.records.enums import HoldablePart
from coprod.decisions.records.models import DecisionRecord
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import LearningOutcome
from coprod.learning.records.queries import get_record as lesson
from coprod.learning.stage_gates.enums import GateOutcome
from coprod.learning.stage_gates.models import GateDecision
from coprod.library.index.queries import build_decision_documents
from coprod.library.index.tasks import search_index
from coprod.library.stories.enums import Facet
from coprod.library.stories.presenters import parse_search
from coprod.library.stories.queries import build_query, count_library_facets, count_without_index
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from coprod.register.sections.enums import SpreadStage
from coprod.reviews.actions import decide_subject
from coprod.reviews.rules import Verdict
from tests import make


def found(client: Any, asked: str) -> str:
    return str(client.get(f"/stories?{asked}").text)


def test_what_did_not_work_is_found_as_record_and_as_entry(client: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Failed pilot"))
    make.record(
        writer=owner,
        activity_id=entry.id,
        outcome=LearningOutcome.DID_NOT_WORK,
        next_team="Do not do it",
    )
    make.record(next_team="It went well")

    stories = found(client, "outcome=did_not_work")
    lessons = found(client, "outcome=did_not_work&kind=learning_record")

    assert "Failed pilot" in stories
    assert "Do not do it" in lessons
    assert "It went well" not in stories + lessons
    assert "1 story" in stories
    assert "1 lesson" in lessons
    both = found(client, "outcome=did_not_work&outcome=worked&kind=learning_record")
    assert "It went well" in both
    assert count_without_index(VISITOR, parse_search({"outcome": ["did_not_work"]})) == 1
    assert count_without_index(VISITOR, parse_search({"outcome": ["worked"]})) == 0


def test_a_team_that_stays_unnamed_gives_its_entry_no_outcome(client: Any) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Failed pilot"))
    record = make.record(
        writer=owner,
        activity_id=entry.id,
        outcome=LearningOutcome.STOPPED,
        next_team="Stop in time",
    )
    actor, slug = owner.actor, record.slug
    assert "Failed pilot" in found(client, "outcome=we_stopped")

    learning.hide_team(actor, lesson(actor, slug))
    session.commit()

    assert "Failed pilot" not in found(client, "outcome=we_stopped")
    assert "Stop in time" in found(client, "outcome=we_stopped&kind=learning_record")
    assert count_without_index(VISITOR, parse_search({"outcome": ["we_stopped"]})) == 0


def test_the_stage_that_was_decided_narrows_once_readers_may_know_it(client: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED, naming=Naming("Decided"))
    make.activity(status=Status.PUBLISHED, naming=Naming("Undecided"))
    key = entry.id
    make.gate_decision(entry, stage=SpreadStage.IDEA)
    assert "/stories/decided" not in found(client, "gate=idea")

    show_all(key)

    page = found(client, "gate=idea")
    assert "/stories/decided" in page
    assert "/stories/undecided" not in page
    assert count_without_index(VISITOR, parse_search({"gate": ["idea"]})) == 1

    entry = session.get_one(Activity, key)
    make.gate_decision(entry, by=make.curator(), stage=SpreadStage.PILOT, going=GateOutcome.NO_GO)
    show_all(key)
    assert count_without_index(VISITOR, parse_search({"gate": ["idea"]})) == 1
    assert "/stories/decided" not in found(client, "gate=pilot")


@pytest.mark.parametrize(
    "asked", ["", "q=falls", "rung=co_production", "zone=doing_for", "rung=co_production&q=group"]
)
def test_a_zone_is_counted_as_its_levels_together(session: Any, asked: str) -> None:
    for digits in ("11111111111111", "23323332310221", "33333333333333"):
        make.rating(make.activity(status=Status.PUBLISHED), digits=digits)
    search = build_query(parse_search(parse_qs(asked)))

    given = search_index().ask(lambda index: count_library_facets(index, search, {}))
    itself = search_index().ask(lambda index: count_facets(index, search, [Facet.ZONE]))

    assert given is not None
    assert itself is not None
    assert dict(given[Facet.ZONE]) == itself[Facet.ZONE]
    assert sum(itself[Facet.ZONE].values()) > 0


def show_all(entry: int) -> None:
    """Let a curator read what was decided."""
    curator = make.curator()
    unread = select(GateDecision).where(GateDecision.published_at.is_(None))
    for decision in session.scalars(unread):
        decide_subject(curator, decision, Verdict("show"))
    session.commit()
    session.expunge_all()
    assert session.get(Activity, entry)


@pytest.mark.usefixtures("session")
def test_what_is_held_back_of_a_decision_is_in_no_document_of_the_index() -> None:
    made = make.decision()
    assert "«not open»" in document_text(made)

    records.hold_back(make.curator(), made, (HoldablePart.OPENNESS,), "Commercially sensitive")

    assert "«not open»" not in document_text(made)


def document_text(decision: DecisionRecord) -> str:
    return next(build_decision_documents([decision.id])).text
