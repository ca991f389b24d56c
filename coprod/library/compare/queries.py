"""Reading the stories that are compared."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from coprod.assessment.four_ratings.queries import list_ratings_with_answers
from coprod.assessment.four_ratings.rules import FourRatings
from coprod.assessment.self_assessment.models import Rating
from coprod.challenges.models import ChallengeClaim
from coprod.challenges.queries import get_facts, is_latest_claim
from coprod.challenges.rules import Facts
from coprod.core.database import Base, select_together, session
from coprod.core.values.actor import Actor
from coprod.decisions.records.enums import ChosenLevel
from coprod.decisions.records.models import DecisionActivity, DecisionRecord
from coprod.decisions.records.policies import is_signed
from coprod.decisions.records.queries import is_current
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import shows_its_entry
from coprod.library.stories.queries import LibrarySearch, list_ids_without_index, run_search
from coprod.outcomes.i_statements.models import OutcomeLink
from coprod.outcomes.i_statements.policies import is_public
from coprod.outcomes.i_statements.queries import get_rank
from coprod.outcomes.results.queries import StatementResult, get_results_by_activity
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import (
    LIST_COLUMNS,
    ActivityHead,
    load_heads,
    select_visible_activities,
)
from coprod.register.sections.queries import load_details_with, read_part_with
from coprod.register.sections.rules import (
    ActivitySections,
    Basics,
    Costs,
    Outcome,
    People,
    Pledge,
    Resourcing,
    Sessions,
    Worth,
)

PARTS = (Basics, Pledge, People, Sessions, Resourcing, Costs, Outcome, Worth)
"""What is compared of all that an entry tells."""


@dataclass(frozen=True)
class ComparisonContext:
    """What the register knows of an activity besides its own content."""

    facts: Facts
    claims: Sequence[ChallengeClaim] = ()
    decisions: Sequence[ChosenLevel] = ()
    lessons: Sequence[str] = ()
    outcome_links: Sequence[OutcomeLink] = ()
    results: Sequence[StatementResult] = ()


def list_activities(actor: Actor, slugs: Sequence[str]) -> list[Activity]:
    """Return those of these entries that the actor may read, in the order asked for."""
    statement = select_visible_activities(actor).where(
        Activity.slug.in_(slugs), Activity.status.not_in(GONE)
    )
    whole = statement.options(*LIST_COLUMNS, joinedload(Activity.text))
    by_slug = {each.slug: each for each in session.scalars(whole)}
    return [by_slug[slug] for slug in slugs if slug in by_slug]


def load_contents(activities: Sequence[Activity]) -> dict[int, ActivitySections]:
    """Return what each entry tells in the parts that are compared, in the same few queries."""
    sections = load_details_with([each.id for each in activities], *PARTS)
    return {
        each.id: ActivitySections(
            {kind: read_part_with(each, sections.get(each.id), kind) for kind in PARTS}
        )
        for each in activities
    }


def load_latest_ratings(actor: Actor, fours: Mapping[int, FourRatings]) -> dict[int, Rating]:
    """Return the assessment that counts now of each entry that has one, by the entry."""
    ids = [four.team[-1].rating_id for four in fours.values() if four.team]
    return {each.activity_id: each for each in list_ratings_with_answers(actor, ids)}


def load_contexts(actor: Actor, activities: Sequence[Activity]) -> dict[int, ComparisonContext]:
    """Return what is known of these entries, which ``entries`` gave to this actor.

    Of decisions, lessons and outcomes that is what everybody may read, whoever asks.
    """
    ids = [activity.id for activity in activities]
    claims, lessons, outcome_links = (group_by_activity(rows) for rows in load_rows(ids))
    chosen_rungs, results = load_decisions(ids), get_results_by_activity(ids)
    return {
        key: ComparisonContext(
            held,
            claims[key],
            decisions=list(dict.fromkeys(chosen_rungs[key])),
            lessons=list(dict.fromkeys(each.next_team for each in lessons[key])),
            outcome_links=sorted(outcome_links[key], key=get_rank),
            results=results[key],
        )
        for key, held in get_facts(actor, ids).items()
    }


def load_rows(ids: Sequence[int]) -> list[list[Any]]:
    """Return the views of the four challenges, the lessons and the statements of entries."""
    public = (
        select(OutcomeLink.id)
        .join(OutcomeLink.activity)
        .where(is_public(), OutcomeLink.activity_id.in_(ids))
    )
    parts: list[tuple[type[Base], ColumnElement[bool]]] = [
        (ChallengeClaim, and_(ChallengeClaim.activity_id.in_(ids), is_latest_claim())),
        (LearningRecord, and_(LearningRecord.activity_id.in_(ids), shows_its_entry())),
        (OutcomeLink, OutcomeLink.id.in_(public)),
    ]
    return select_together(parts, [joinedload(OutcomeLink.statement)])


def group_by_activity(rows: Sequence[Any]) -> defaultdict[int, list[Any]]:
    rows_by_activity: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        rows_by_activity[row.activity_id].append(row)
    return rows_by_activity


def load_decisions(ids: Sequence[int]) -> defaultdict[int, list[ChosenLevel]]:
    statement = (
        select(DecisionActivity.activity_id, DecisionRecord.chosen)
        .join(DecisionRecord, DecisionRecord.id == DecisionActivity.decision_id)
        .where(DecisionActivity.activity_id.in_(ids), is_signed(), is_current())
        .order_by(DecisionRecord.id)
    )
    decisions: defaultdict[int, list[ChosenLevel]] = defaultdict(list)
    for key, chosen in session.execute(statement):
        if chosen:
            decisions[key].append(chosen)
    return decisions


def list_found_heads(actor: Actor, search: LibrarySearch) -> list[ActivityHead]:
    """Return what a search finds, as far as the actor may read it now, the best match first."""
    result = run_search(search, bool)
    ids = (
        [hit.number for hit in result.found.hits if not hit.is_similar]
        if result
        else list_ids_without_index(actor, search)
    )
    heads = load_heads(actor, ids)
    return [heads[number] for number in ids if number in heads]
