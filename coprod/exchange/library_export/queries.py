"""Reading the library table by table, a batch at a time: what every reader may see, and no draft.

Activities of which something was agreed to for this place alone are in no file: a file leaves it.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from coprod.assessment.four_ratings.enums import Source
from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.four_ratings.rules import FourRatings, RatingPoint
from coprod.board.action_plan.models import BoardAction
from coprod.board.packs.models import Pack, PackFigure
from coprod.board.packs.policies import visible_to as is_pack_visible_to
from coprod.core.content_version import ContentVersion, get_content_version
from coprod.core.database import Base, load_together, session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import require, require_found
from coprod.decisions.records.enums import HoldablePart, HoldState
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.policies import is_signed
from coprod.decisions.records.queries import OWN_ROWS
from coprod.engagement.commitments.models import Commitment
from coprod.engagement.commitments.queries import select_public
from coprod.exchange.library_export import policies
from coprod.exchange.library_export.enums import CURATORS_FILE_LASTS, ExportKind
from coprod.exchange.library_export.models import LibraryExport, LibraryExportFile
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.policies import visible_to as is_insight_visible_to
from coprod.intelligence.feedback.queries import EAGER_LOADS
from coprod.intelligence.feedback.rules import DisclosedNumbers, disclose, disclose_exactly
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.policies import is_public as is_wave_public
from coprod.outcomes.results.queries import (
    StatementResult,
    list_results_by_wave,
    select_public_tallies,
)
from coprod.outcomes.results.rules import Figure
from coprod.participation.groups.policies import is_shareable
from coprod.participation.participants.models import PublishedTotals
from coprod.participation.participants.queries import TraitCounts, list_trait_counts
from coprod.reference.lists.queries import get_labels
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity
from coprod.register.sections.models import ActivityCost, ActivityDetail
from coprod.register.sections.queries import (
    build_sections,
    get_public_titles,
    load_details,
    read_cost,
)
from coprod.register.sections.rules import ActivitySections, Basics, CostLine
from coprod.resourcing.funding_pots.models import Pot, PotGiving

ModelT = TypeVar("ModelT", bound=Base)
BATCH_SIZE = 500


# The files


def find_made(actor: Actor, kind: ExportKind) -> LibraryExport | None:
    """Return the newest export that is made, with its files. Those for curators last a day."""
    if not policies.can_read(actor, kind):
        return None
    statement = select(LibraryExport).where(
        LibraryExport.kind == kind, LibraryExport.made_at.is_not(None)
    )
    if kind is ExportKind.CURATORS:
        statement = statement.where(LibraryExport.made_at > clock.now() - CURATORS_FILE_LASTS)
    statement = statement.options(selectinload(LibraryExport.files))
    return session.scalars(statement.order_by(LibraryExport.id.desc()).limit(1)).first()


def get_file(actor: Actor, kind: ExportKind, name: str) -> tuple[date, LibraryExportFile]:
    """Return a file of the export that is in force by its name, and when it was made."""
    require(policies.can_read(actor, kind))
    made = require_found(find_made(actor, kind))
    found = require_found(next((each for each in made.files if each.name == name), None))
    return made.day, found


def find_waiting(kind: ExportKind) -> LibraryExport | None:
    """Return the export that a worker makes now, or is about to."""
    statement = select(LibraryExport).where(
        LibraryExport.kind == kind, LibraryExport.made_at.is_(None)
    )
    return session.scalars(statement.order_by(LibraryExport.id).limit(1)).first()


def list_exports(*conditions: ColumnElement[bool]) -> Sequence[LibraryExport]:
    statement = select(LibraryExport).where(*conditions).options(selectinload(LibraryExport.files))
    return session.scalars(statement.order_by(LibraryExport.id)).all()


def list_file_keys() -> set[str]:
    return set(session.scalars(select(LibraryExportFile.key)))


def format_content_version() -> str:
    version: ContentVersion = get_content_version()
    return f"{version.number}.{version.version_id}"[:64]


# Batches


def iterate_batches(statement: Select[ModelT], model: type[ModelT]) -> Iterator[Sequence[ModelT]]:
    """Yield rows by their keys, a few hundred at a time: memory stays the same however many."""
    last = 0
    while rows := session.scalars(
        statement.where(model.id > last).order_by(model.id).limit(BATCH_SIZE)
    ).all():
        last = rows[-1].id
        yield rows
        session.expunge_all()


# Activities


def may_leave() -> ColumnElement[bool]:
    """Return the condition that an activity is public and may be shared outside this place."""
    return and_(is_public_activity(), is_shareable())


@dataclass(frozen=True)
class ActivityRow:
    """An activity with all that its columns are read from."""

    activity: Activity
    sections: ActivitySections
    ratings: FourRatings
    names: Mapping[int, str]
    titles: Mapping[int, str]


def iterate_activities() -> Iterator[Sequence[ActivityRow]]:
    statement = (
        select(Activity)
        .where(may_leave())
        .options(
            joinedload(Activity.led_by),
            joinedload(Activity.text),
            joinedload(Activity.source),
            selectinload(Activity.promises),
            selectinload(Activity.terms),
        )
    )
    for activities in iterate_batches(statement, Activity):
        yield build_activity_rows(activities)


def build_activity_rows(activities: Sequence[Activity]) -> list[ActivityRow]:
    details = load_details([each.id for each in activities])
    ratings = get_four_ratings(VISITOR, activities)
    names = {term.id: term.label for each in activities for term in each.terms}
    programmes = {each.programme_id for each in details.values() if each.programme_id}
    titles = get_public_titles(programmes)
    return [
        ActivityRow(
            each, build_sections(each, details.get(each.id)), ratings[each.id], names, titles
        )
        for each in activities
    ]


def get_programme_title(row: ActivityRow) -> str:
    return row.titles.get(row.sections[Basics].programme_id or 0, "")


@dataclass(frozen=True)
class RatingRow:
    """What one side said in one round. What was promised has no round."""

    activity: Activity
    source: Source
    rung: Rung
    point: RatingPoint | None = None


def iterate_ratings() -> Iterator[Sequence[RatingRow]]:
    statement = select(Activity).where(may_leave()).options(selectinload(Activity.promises))
    for activities in iterate_batches(statement, Activity):
        ratings = get_four_ratings(VISITOR, activities)
        yield [row for each in activities for row in build_rating_rows(each, ratings[each.id])]


def build_rating_rows(activity: Activity, ratings: FourRatings) -> Iterator[RatingRow]:
    for rung in ratings.promised:
        yield RatingRow(activity, Source.PROMISED, rung)
    points = {
        Source.TEAM: ratings.team,
        Source.RESIDENTS: ratings.residents.points,
        Source.CONFIRMED: ratings.confirmed,
    }
    for source, each in points.items():
        yield from (RatingRow(activity, source, point.rung, point) for point in each)


@dataclass(frozen=True)
class CostRow:
    slug: str
    line: CostLine
    given_by: str


def iterate_costs() -> Iterator[Sequence[CostRow]]:
    statement = (
        select(ActivityCost)
        .join(ActivityDetail, ActivityDetail.id == ActivityCost.detail_id)
        .join(Activity, Activity.id == ActivityDetail.activity_id)
        .where(may_leave())
    )
    for costs in iterate_batches(statement, ActivityCost):
        names = get_labels({each.given_by_id for each in costs if each.given_by_id})
        slugs = get_slugs_by_detail([each.detail_id for each in costs])
        yield [
            CostRow(slugs[each.detail_id], read_cost(each), names.get(each.given_by_id or 0, ""))
            for each in costs
        ]


def get_slugs_by_detail(ids: Sequence[int]) -> dict[int, str]:
    statement = select(ActivityDetail.id, Activity.slug).join(
        Activity, Activity.id == ActivityDetail.activity_id
    )
    return dict(session.execute(statement.where(ActivityDetail.id.in_(ids))).all())


# What teams learned, and what was decided


@dataclass(frozen=True)
class LearningRow:
    """A learning record. ``slug`` is of its activity, where readers may know which it is."""

    record: LearningRecord
    slug: str


def iterate_learning() -> Iterator[Sequence[LearningRow]]:
    statement = (
        select(LearningRecord)
        .where(is_public_record())
        .options(selectinload(LearningRecord.parts), selectinload(LearningRecord.terms))
    )
    for records in iterate_batches(statement, LearningRecord):
        slugs = get_public_slugs({each.activity_id for each in records if each.shows_team})
        yield [LearningRow(each, slugs.get(each.activity_id, "")) for each in records]


def get_public_slugs(ids: set[int | None]) -> dict[int | None, str]:
    """Return the keys of activities that may leave this place, by their numbers."""
    known = {each for each in ids if each is not None}
    statement = select(Activity.id, Activity.slug).where(may_leave(), Activity.id.in_(known))
    return dict(session.execute(statement).all()) if known else {}


@dataclass(frozen=True)
class DecisionRow:
    """A signed decision, and the parts of it that are held back from readers."""

    decision: DecisionRecord
    hidden: frozenset[HoldablePart]
    slugs: tuple[str, ...]
    replaced_by: str


def iterate_decisions() -> Iterator[Sequence[DecisionRow]]:
    statement = (
        select(DecisionRecord)
        .where(is_signed())
        .options(selectinload(DecisionRecord.terms), selectinload(DecisionRecord.links))
    )
    for decisions in iterate_batches(statement, DecisionRecord):
        load_together(decisions, OWN_ROWS)
        slugs = get_public_slugs({link.activity_id for each in decisions for link in each.links})
        newer = get_newer_versions([each.id for each in decisions])
        yield [build_decision_row(each, slugs, newer) for each in decisions]


def build_decision_row(
    decision: DecisionRecord, slugs: Mapping[int | None, str], newer: Mapping[int | None, str]
) -> DecisionRow:
    hidden = frozenset(each.part for each in decision.holds if each.state is not HoldState.SHOWN)
    linked = tuple(slugs[link.activity_id] for link in decision.links if link.activity_id in slugs)
    return DecisionRow(decision, hidden, linked, newer.get(decision.id, ""))


def get_newer_versions(ids: Sequence[int]) -> dict[int | None, str]:
    """Return the keys of the decisions that were signed in the place of others."""
    statement = select(DecisionRecord.replaces_id, DecisionRecord.slug)
    statement = statement.where(is_signed(), DecisionRecord.replaces_id.in_(ids))
    return dict(session.execute(statement.order_by(DecisionRecord.id)).all())


# Promises, boards and their packs


def iterate_promises() -> Iterator[Sequence[Commitment]]:
    statement = (
        select_public(VISITOR)
        .where(is_shareable())
        .options(contains_eager(Commitment.activity), selectinload(Commitment.steps))
    )
    return iterate_batches(statement, Commitment)


def iterate_board_actions() -> Iterator[Sequence[BoardAction]]:
    statement = select(BoardAction).options(
        joinedload(BoardAction.group),
        selectinload(BoardAction.steps),
        selectinload(BoardAction.updates),
    )
    return iterate_batches(statement, BoardAction)


@dataclass(frozen=True)
class PackRow:
    """A figure of a frozen pack."""

    pack: Pack
    figure: PackFigure


def iterate_pack_figures() -> Iterator[Sequence[PackRow]]:
    is_frozen = select(Pack.id).where(is_pack_visible_to(VISITOR))
    statement = select(PackFigure).where(PackFigure.pack_id.in_(is_frozen))
    for figures in iterate_batches(statement, PackFigure):
        packs = load_packs({each.pack_id for each in figures})
        yield [PackRow(packs[each.pack_id], each) for each in figures]


def load_packs(ids: Set[int]) -> dict[int, Pack]:
    return {each.id: each for each in session.scalars(select(Pack).where(Pack.id.in_(ids)))}


# Pots of money


def iterate_pots() -> Iterator[Sequence[Pot]]:
    return iterate_batches(select(Pot), Pot)


@dataclass(frozen=True)
class GivingRow:
    """What was decided about money of a pot. ``slug`` is of its activity, if readers see it."""

    giving: PotGiving
    slug: str


def iterate_givings() -> Iterator[Sequence[GivingRow]]:
    statement = select(PotGiving).options(joinedload(PotGiving.to))
    for givings in iterate_batches(statement, PotGiving):
        slugs = get_public_slugs({each.activity_id for each in givings})
        yield [GivingRow(each, slugs.get(each.activity_id, "")) for each in givings]


# What people said, and who they were


@dataclass(frozen=True)
class ResultRow:
    """What everybody, or one group, answered to one statement."""

    result: StatementResult
    group: str
    figure: Figure


def iterate_results() -> Iterator[Sequence[ResultRow]]:
    may_be_told = or_(Wave.activity_id.is_(None), may_leave())
    statement = select(Wave.id).outerjoin(Wave.activity).where(is_wave_public(), may_be_told)
    ids = session.scalars(statement.order_by(Wave.id)).all()
    for start in range(0, len(ids), BATCH_SIZE):
        some = select_public_tallies().where(Wave.id.in_(ids[start : start + BATCH_SIZE]))
        yield [row for each in list_results_by_wave(some) for row in build_result_rows(each)]
        session.expunge_all()


def build_result_rows(result: StatementResult) -> Iterator[ResultRow]:
    yield ResultRow(result, "", result.figures.whole)
    for group, figure in result.figures.groups.items():
        yield ResultRow(result, group, figure)


@dataclass(frozen=True)
class FeedbackRow:
    """A summary as every reader sees it, and as curators do."""

    insight: Insight
    public: DisclosedNumbers
    exact: DisclosedNumbers


def iterate_feedback() -> Iterator[Sequence[FeedbackRow]]:
    statement = select(Insight).where(is_insight_visible_to(VISITOR)).options(*EAGER_LOADS)
    for insights in iterate_batches(statement, Insight):
        yield [
            FeedbackRow(each, disclose(each.public_numbers), disclose_exactly(each.numbers))
            for each in insights
        ]


@dataclass(frozen=True)
class ParticipantsRow:
    """One characteristic of those who took part in an activity, as everybody sees it."""

    activity: Activity
    counts: TraitCounts


def iterate_participants() -> Iterator[Sequence[ParticipantsRow]]:
    has_numbers = exists().where(PublishedTotals.activity_id == Activity.id)
    statement = select(Activity).where(may_leave(), has_numbers)
    for activities in iterate_batches(statement.options(selectinload(Activity.terms)), Activity):
        yield [
            ParticipantsRow(each, counts)
            for each in activities
            for counts in list_trait_counts(each)
        ]
