"""Reading packs: those that the actor may see, their figures, and the rows behind each.

A frozen pack has the figures that were stored; a draft has those of today. Neither depends on who
reads. What a row is about may be taken down after the pack was frozen: then the row tells nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.accounts.users.models import Person
from coprod.assessment.confirmation.models import Proposal, ProposalAnswer
from coprod.assessment.confirmation.queries import is_agreed, select_confirmed_rung
from coprod.board.action_plan.models import BoardAction
from coprod.board.figures.enums import FigureKey, RowKind, ValueState
from coprod.board.figures.queries import FigureContext, build_figures
from coprod.board.figures.rules import (
    Figure,
    FigurePart,
    FigureRow,
    FigureValue,
    to_disclosed_count,
)
from coprod.board.indicators.models import BoardIndicator
from coprod.board.meetings.models import Meeting
from coprod.board.packs import policies, rules
from coprod.board.packs.enums import TAKEN_DOWN, PackKind, PackState, SectionKey
from coprod.board.packs.models import (
    Pack,
    PackAsk,
    PackFigure,
    PackNote,
    PackReader,
    PackRow,
    PackSection,
    PackStory,
)
from coprod.board.packs.rules import FigureChange, Piece, SectionProgress
from coprod.board.spotlights.queries import was_in_spotlight
from coprod.core.content_version import (
    ContentVersion,
    cached_by_name,
    get_content_version,
    reading_past_caches,
)
from coprod.core.database import session
from coprod.core.disclosure.rules import DisclosedCount
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import require_found
from coprod.core.values.text import excerpt
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.policies import is_signed
from coprod.engagement.commitments.enums import CommitmentState
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.engagement.commitments.queries import select_public
from coprod.intelligence.deep_dives.models import DeepDive
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.outcomes.results.models import Wave
from coprod.outcomes.results.policies import is_public
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to
from coprod.register.files.enums import PICTURE_ENDINGS
from coprod.register.files.models import StoredFile
from coprod.register.files.policies import is_public_file
from coprod.register.files.queries import select_visible_files
from coprod.resourcing.requests.models import ResourceRequest
from coprod.resourcing.requests.policies import is_readable_by

PAGE_SIZE = 50
ROWS_IN_PRINT = 12
LONGEST_STORY = 400
AT_ONCE = 400
"""So many keys are asked about in one question: SQLite takes no more than 500."""
WHOLE = (
    joinedload(Pack.board),
    selectinload(Pack.sections),
    selectinload(Pack.asks),
    selectinload(Pack.stories),
    selectinload(Pack.notes),
)


def list_packs(actor: Actor) -> Sequence[Pack]:
    """Return the packs that the actor may see, the last meeting first."""
    statement = select(Pack).where(policies.visible_to(actor)).options(joinedload(Pack.board))
    return session.scalars(statement.order_by(Pack.meeting_on.desc(), Pack.id.desc())).all()


def list_meetings(actor: Actor, first: date, last: date) -> Sequence[Pack]:
    """Return the packs that the actor may see of meetings between two days."""
    statement = select(Pack).where(policies.visible_to(actor), Pack.meeting_on.between(first, last))
    statement = statement.options(joinedload(Pack.board)).order_by(Pack.meeting_on, Pack.id)
    return session.scalars(statement).all()


def list_for_meeting(actor: Actor, meeting: Meeting) -> Sequence[Pack]:
    """Return the packs that the actor may see of the board and the day of a meeting."""
    if meeting.group.term_id is None:
        return ()
    statement = select(Pack).where(policies.visible_to(actor), Pack.meeting_on == meeting.day)
    statement = statement.where(Pack.board_id == meeting.group.term_id)
    return session.scalars(statement.order_by(Pack.id)).all()


def get_pack(actor: Actor, slug: str, *, to_change: bool = False) -> Pack:
    statement = select(Pack).where(Pack.slug == slug, policies.visible_to(actor)).options(*WHOLE)
    found = session.scalars(lock(statement) if to_change else statement)
    return require_found(found.one_or_none())


def get_pack_by_id(pack_id: int, *, to_change: bool = False) -> Pack:
    statement = select(Pack).where(Pack.id == pack_id).options(*WHOLE)
    return session.scalars(lock(statement) if to_change else statement).one()


def lock(statement: Select[Pack]) -> Select[Pack]:
    return statement.with_for_update(of=Pack).execution_options(populate_existing=True)


def get_section(pack: Pack, key: SectionKey) -> PackSection:
    return require_found(next((each for each in pack.sections if each.key is key), None))


def find_last_frozen(board_id: int, kind: PackKind) -> Pack | None:
    """Return the pack that was frozen last for a board: of this kind, if there is one."""
    statement = select(Pack).where(Pack.board_id == board_id, Pack.state == PackState.FROZEN)
    same_kind_first = (case((Pack.kind == kind, 0), else_=1), Pack.frozen_at.desc())
    return session.scalars(statement.order_by(*same_kind_first).limit(1)).first()


def find_report_back() -> Pack | None:
    """Return the last frozen report back on the four challenges: what can be handed in."""
    is_frozen = (Pack.kind == PackKind.REPORT_BACK, Pack.state == PackState.FROZEN)
    statement = select(Pack).where(*is_frozen).order_by(Pack.frozen_at.desc()).limit(1)
    return session.scalars(statement).first()


def find_previous(pack: Pack) -> Pack | None:
    if pack.previous_id is None:
        return None
    statement = select(Pack).where(Pack.id == pack.previous_id, Pack.state == PackState.FROZEN)
    return session.scalars(statement.options(selectinload(Pack.notes))).one_or_none()


def list_slugs_like(stem: str) -> Sequence[str]:
    return session.scalars(select(Pack.slug).where(Pack.slug.startswith(stem))).all()


def list_possible_readers() -> Sequence[Person]:
    """Return the people who can be named as readers of a draft. Curators read it anyway."""
    may_read = (Role.LAY_MEMBER, Role.TEAM_MEMBER)
    statement = select(Person).where(Person.closed_at.is_(None), Person.role.in_(may_read))
    return session.scalars(statement.order_by(Person.name, Person.id)).all()


@dataclass(frozen=True)
class NamedReader:
    """Somebody who may read a draft. ``is_current``: what they read is what stands there now."""

    person: Person
    read_at: datetime | None
    is_current: bool


def list_readers(pack: Pack) -> list[NamedReader]:
    statement = select(Person, PackReader).join(PackReader, PackReader.person_id == Person.id)
    statement = statement.where(PackReader.pack_id == pack.id).order_by(Person.name, Person.id)
    return [
        NamedReader(person, reader.read_at, reader.read_version == pack.version)
        for person, reader in session.execute(statement)
    ]


# Figures


def list_figure_keys(pack: Pack) -> list[FigureKey]:
    """Return the figures of a pack's sections, and those that its sentences name."""
    texts = [text for each in pack.sections for text in (each.headline, each.narrative)]
    keys = {key for each in pack.sections for key in each.key.figures}
    keys |= rules.list_used_figures(*texts)
    return [key for key in FigureKey if key in keys]


def load_figures(pack: Pack, keys: Sequence[FigureKey] | None = None) -> dict[FigureKey, Figure]:
    """Return figures: as they were frozen, without their rows, or as they are today."""
    wanted_keys = list_figure_keys(pack) if keys is None else keys
    if pack.is_frozen:
        frozen = load_frozen_figures(pack.id)
        return {key: frozen[key] for key in wanted_keys if key in frozen}
    return build_figures(wanted_keys, build_context(pack))


@dataclass(frozen=True)
class CountedPack:
    """The figures of a draft with their rows, and the content version that they are of."""

    content_version: ContentVersion
    figures: Mapping[FigureKey, Figure]
    rows_hash: str

    @property
    def is_current(self) -> bool:
        return self.content_version == get_content_version()


MOST_COUNTS = 3


def count_quietly(pack: Pack) -> CountedPack:
    """Count a draft, a few times over where the register moves meanwhile."""
    counted = count_pack(pack)
    for _again in range(1, MOST_COUNTS):
        if counted.is_current:
            break
        counted = count_pack(pack)
    return counted


def count_pack(pack: Pack) -> CountedPack:
    version = get_content_version()
    with reading_past_caches():
        figures = load_figures(pack)
    return CountedPack(version, figures, rules.hash_rows(iterate_rows(figures.values())))


def build_context(pack: Pack) -> FigureContext:
    return FigureContext(clock.today(), pack.starts, load_people_before())


def load_people_before() -> dict[int, list[DisclosedCount]]:
    """Return what all frozen packs told of how many took part, by activity, the last one last."""
    counts: dict[int, list[DisclosedCount]] = defaultdict(list)
    for subject_id, number, group in session.execute(select_people_before()):
        counts[subject_id].append(to_disclosed_count(number, group))
    return counts


def select_people_before() -> Select[*tuple[Any, ...]]:
    """Select what was printed of each activity, but for what nobody had told."""
    return (
        select(PackRow.subject_id, PackRow.number, PackRow.group)
        .join(PackFigure, PackFigure.id == PackRow.figure_id)
        .join(Pack, Pack.id == PackFigure.pack_id)
        .where(PackFigure.key == FigureKey.TOOK_PART, PackRow.group != ValueState.UNKNOWN)
        .order_by(Pack.frozen_at, Pack.id, PackRow.position)
    )


def load_frozen_figures(pack_id: int) -> dict[FigureKey, Figure]:
    statement = select(PackFigure).where(PackFigure.pack_id == pack_id).order_by(PackFigure.id)
    return {each.key: read_figure(each) for each in session.scalars(statement)}


def read_figure(stored: PackFigure) -> Figure:
    value = FigureValue(stored.state, stored.words, stored.number, stored.whole)
    return Figure(stored.key, value, tuple(read_part(each) for each in stored.parts))


def read_part(stored: Mapping[str, Any]) -> FigurePart:
    value = FigureValue(
        ValueState(stored["state"]), stored["words"], stored["number"], stored["whole"]
    )
    return FigurePart(stored["key"], stored["column"], stored["label"], value)


def pack_part(part: FigurePart) -> dict[str, Any]:
    """Return a part as it is stored; ``read_part`` is its other side."""
    names = {"key": part.key, "column": part.column, "label": part.label}
    value = part.value
    numbers = {"words": value.words, "number": value.number, "whole": value.whole}
    return {**names, "state": value.state.value, **numbers}


ROW_COLUMNS: tuple[Any, ...] = (
    PackRow.subject_id,
    PackRow.title,
    PackRow.words,
    PackRow.group,
    PackRow.is_counted,
    PackRow.number,
    PackRow.kind,
)


ROW_NAMES = tuple(column.key for column in ROW_COLUMNS)


def read_row(columns: Any) -> FigureRow:
    """Return a row of a figure from ``ROW_COLUMNS``."""
    subject_id, title, words, group, is_counted, number, kind = columns
    return FigureRow(
        subject_id, title, words, group, is_counted=is_counted, number=number, kind=kind
    )


# The rows behind a figure, and where each leads


@dataclass(frozen=True)
class PublicRow:
    """A row for readers: with an address where there is one, or emptied once it was taken down."""

    row: FigureRow
    endpoint: str = ""
    address: Mapping[str, str | int] = field(default_factory=dict)
    is_taken_down: bool = False


@dataclass(frozen=True)
class RowTarget:
    """Where rows of a kind lead: the key of the thing, a page, and its argument."""

    key: Any
    endpoint: str
    argument: str


TARGETS: Mapping[RowKind, RowTarget] = {
    RowKind.ACTIVITY: RowTarget(Activity.id, "library.stories.activity", "slug"),
    RowKind.PROMISE: RowTarget(Commitment.id, "engagement.commitments.promise", "promise_id"),
    RowKind.RECORD: RowTarget(LearningRecord.id, "learning.records.record", "record_slug"),
    RowKind.DECISION: RowTarget(DecisionRecord.id, "decisions.records.decision", "decision"),
    RowKind.WAVE: RowTarget(Wave.id, "outcomes.results.wave", "wave_id"),
    RowKind.ACTION: RowTarget(BoardAction.id, "board.action_plan.action", "action_id"),
    RowKind.REQUEST: RowTarget(ResourceRequest.id, "resourcing.requests.request", "resource_id"),
    RowKind.DEEP_DIVE: RowTarget(DeepDive.id, "intelligence.deep_dives.deep_dive", "deep_dive"),
    RowKind.TARGET: RowTarget(BoardIndicator.id, "board.indicators.indicator", "indicator"),
}


def select_public_things() -> dict[RowKind, Select[*tuple[Any, ...]]]:
    """Select what is public now of each kind: its key, and what its address needs."""
    public = (visible_to(VISITOR), is_public_activity())
    promises = select_public(VISITOR)
    waves = select(Wave.id, Wave.id.label("number")).outerjoin(Wave.activity)
    return {
        RowKind.ACTIVITY: select(Activity.id, Activity.slug).where(*public),
        RowKind.PROMISE: promises.with_only_columns(Commitment.id, Commitment.id.label("number")),
        RowKind.RECORD: select(LearningRecord.id, LearningRecord.slug).where(is_public_record()),
        RowKind.DECISION: select(DecisionRecord.id, DecisionRecord.slug).where(is_signed()),
        RowKind.WAVE: waves.where(is_public()),
        RowKind.ACTION: select(BoardAction.id, BoardAction.id.label("number")),
        RowKind.REQUEST: select(ResourceRequest.id, ResourceRequest.id.label("number")).where(
            is_readable_by(VISITOR)
        ),
        RowKind.DEEP_DIVE: select(DeepDive.id, DeepDive.slug).where(DeepDive.is_public.is_(True)),
        RowKind.TARGET: select(BoardIndicator.id, BoardIndicator.slug),
    }


def list_public_rows(rows: Sequence[FigureRow]) -> list[PublicRow]:
    """Give each row its address; of what is no longer public, nothing is left but that it was."""
    addresses = {
        kind: find_addresses(kind, things, [row.subject_id for row in rows if row.kind is kind])
        for kind, things in select_public_things().items()
    }
    return [build_public_row(row, addresses) for row in rows]


def find_addresses(
    kind: RowKind, things: Select[*tuple[Any, ...]], ids: Iterable[int | None]
) -> dict[int, str | int]:
    keys = sorted({each for each in ids if each is not None})
    found: dict[int, str | int] = {}
    for first in range(0, len(keys), AT_ONCE):
        part = things.where(TARGETS[kind].key.in_(keys[first : first + AT_ONCE]))
        found.update((key, value) for key, value in session.execute(part))
    return found


def build_public_row(
    row: FigureRow, addresses: Mapping[RowKind, Mapping[int, str | int]]
) -> PublicRow:
    if row.kind is RowKind.OTHER or row.subject_id is None:
        return PublicRow(row)
    address = addresses[row.kind].get(row.subject_id)
    if address is None:
        empty = replace(row, title=TAKEN_DOWN.plain, words="", subject_id=None)
        return PublicRow(empty, is_taken_down=True)
    target = TARGETS[row.kind]
    return PublicRow(row, target.endpoint, {target.argument: address})


def count_rows(pack: Pack, figure: Figure) -> int:
    if not pack.is_frozen:
        return len(figure.rows)
    statement = select(PackFigure.row_count).where(PackFigure.pack_id == pack.id)
    return session.scalar(statement.where(PackFigure.key == figure.key)) or 0


def list_rows(pack: Pack, figure: Figure, first: int = 0) -> list[PublicRow]:
    """Return a page of the rows of a figure, those that are in its number first."""
    if not pack.is_frozen:
        return list_public_rows(figure.ordered_rows[first : first + PAGE_SIZE])
    statement = select_stored_rows(pack).where(PackFigure.key == figure.key)
    statement = statement.where(PackRow.position >= first, PackRow.position < first + PAGE_SIZE)
    return list_public_rows([read_row(columns) for _key, *columns in session.execute(statement)])


def select_stored_rows(pack: Pack) -> Select[*tuple[Any, ...]]:
    """Select the rows of a frozen pack, each after the key of its figure."""
    statement = select(PackFigure.key, *ROW_COLUMNS).select_from(PackFigure)
    statement = statement.join(PackRow, PackRow.figure_id == PackFigure.id)
    return statement.where(PackFigure.pack_id == pack.id).order_by(
        PackRow.figure_id, PackRow.position
    )


def group_rows(statement: Select[*tuple[Any, ...]]) -> dict[FigureKey, list[FigureRow]]:
    rows: dict[FigureKey, list[FigureRow]] = defaultdict(list)
    for key, *columns in session.execute(statement):
        rows[key].append(read_row(columns))
    return rows


def load_moving_rows(pack: Pack, figures: Iterable[Figure]) -> dict[FigureKey, Figure]:
    """Return figures with the rows that are in their numbers: those that can have moved them."""
    if not pack.is_frozen:
        return {each.key: each for each in figures}
    rows = group_rows(select_stored_rows(pack).where(PackRow.is_counted))
    return {each.key: replace(each, rows=tuple(rows[each.key])) for each in figures}


@dataclass(frozen=True)
class PrintedRows:
    """The first rows that are in a number, and how many stand behind it in all."""

    rows: Sequence[FigureRow] = ()
    total: int = 0


def pick_first_rows(figure: Figure) -> PrintedRows:
    counted = (row for row in figure.rows if row.is_counted)
    return PrintedRows(tuple(islice(counted, ROWS_IN_PRINT)), len(figure.rows))


def load_first_rows(pack: Pack) -> dict[FigureKey, PrintedRows]:
    totals = select(PackFigure.key, PackFigure.row_count).where(PackFigure.pack_id == pack.id)
    is_first = and_(PackRow.is_counted, PackRow.position < ROWS_IN_PRINT)
    rows = group_rows(select_stored_rows(pack).where(is_first))
    return {key: PrintedRows(rows[key], total) for key, total in session.execute(totals)}


@dataclass(frozen=True)
class FigureSummary:
    """What a page of a pack shows of a figure: not its rows, but the first, and what moved it."""

    figure: Figure
    printed: PrintedRows
    change: FigureChange | None = None


Summaries = dict[FigureKey, FigureSummary]


def summarise_pack(
    pack: Pack, before: Pack | None, keys: Sequence[FigureKey] | None = None
) -> Summaries:
    """Return figures of a pack as pages show them, each compared with those of one before."""
    if pack.is_frozen:
        figures, rows = load_figures(pack, keys), load_first_rows(pack)
        changes = find_changes(before, pack, figures) if before else {}
        return {
            key: FigureSummary(figure, rows[key], changes.get(key))
            for key, figure in figures.items()
        }
    known = get_draft_summaries(f"{pack.starts} {before.id if before else ''}")
    chosen = list_figure_keys(pack) if keys is None else keys
    known.update(summarise_draft(pack, before, [key for key in chosen if key not in known]))
    return {key: known[key] for key in chosen}


@cached_by_name
def get_draft_summaries(_days_and_earlier_pack: str) -> Summaries:
    """Return what was counted for drafts since the register moved last; drafts do not move it."""
    return {}


def summarise_draft(pack: Pack, before: Pack | None, keys: Sequence[FigureKey]) -> Summaries:
    figures = load_figures(pack, keys)
    changes = find_changes(before, pack, figures) if before else {}
    return {
        key: FigureSummary(replace(figure, rows=()), pick_first_rows(figure), changes.get(key))
        for key, figure in figures.items()
    }


# Stories with their pictures


@dataclass(frozen=True)
class StoryChoice:
    """A picture of a public activity that can be chosen with its story, and why a rule says so."""

    file: StoredFile
    has_risen: bool = False
    has_kept: bool = False
    was_in_spotlight: bool = False


MOST_CHOICES = 20


def select_story_pictures() -> Select[StoredFile]:
    """Select the pictures that readers see of public activities, with words for the blind."""
    return select_visible_files(VISITOR).where(
        is_public_activity(),
        is_public_file(),
        StoredFile.alt != "",
        StoredFile.ending.in_(PICTURE_ENDINGS),
    )


def list_story_choices(pack: Pack, words: str = "") -> list[StoryChoice]:
    """Return the pictures that were chosen, then those that a rule proposes, then the newest."""
    level_rose, promise_kept = has_risen(pack.starts), has_kept_promise(pack.starts)
    chosen = StoredFile.id.in_([each.file_id for each in pack.stories])
    in_spotlight = was_in_spotlight(pack.starts, pack.meeting_on)
    statement = select_story_pictures().add_columns(level_rose, promise_kept, in_spotlight)
    if words:
        statement = statement.where(or_(chosen, Activity.title.icontains(words, autoescape=True)))
    order = (
        chosen.desc(),
        in_spotlight.desc(),
        level_rose.desc(),
        promise_kept.desc(),
        Activity.published_at.desc(),
        StoredFile.id,
    )
    return [
        StoryChoice(*row) for row in session.execute(statement.order_by(*order).limit(MOST_CHOICES))
    ]


def has_risen(since: date) -> ColumnElement[bool]:
    """Return the condition that the last level that was confirmed is higher than the one before."""
    agreed = (
        select(Proposal.id)
        .join(Proposal.answer)
        .where(
            Proposal.activity_id == Activity.id,
            is_agreed(),
            ProposalAnswer.at >= clock.get_midnight(since),
        )
    )
    is_higher = select_confirmed_rung() > func.coalesce(
        select_confirmed_rung(back=1), Rung.CO_PRODUCTION
    )
    return and_(agreed.correlate(Activity).exists(), is_higher)


def has_kept_promise(since: date) -> ColumnElement[bool]:
    """Return the condition that readers saw that a promise of an activity was kept since a day."""
    read = select(CommitmentStep.id).where(
        CommitmentStep.commitment_id == Commitment.id,
        CommitmentStep.state == CommitmentState.MADE,
        CommitmentStep.read_at.is_not(None),
        CommitmentStep.at >= clock.get_midnight(since),
    )
    promises = select(Commitment.id).where(
        Commitment.activity_id == Activity.id,
        Commitment.state == CommitmentState.MADE,
        Commitment.published_at.is_not(None),
        read.correlate(Commitment).exists(),
    )
    return promises.correlate(Activity).exists()


def list_story_pictures(file_ids: Iterable[int]) -> dict[int, StoredFile]:
    """Return those of these pictures that readers see, by their keys."""
    statement = select_story_pictures().where(StoredFile.id.in_(sorted(file_ids)))
    return {each.id: each for each in session.scalars(statement)}


@dataclass(frozen=True)
class PrintedStory:
    """A story as it is printed, or emptied. ``picture`` is the key of its file."""

    title: str
    words: str
    slug: str = ""
    picture: str = ""
    alt: str = ""
    caption: str = ""
    is_taken_down: bool = False


def list_stories(pack: Pack) -> list[PrintedStory]:
    """Return the stories of a pack: as they are today, or as they were when it was frozen."""
    if not pack.stories:
        return []
    ids = [each.activity_id for each in pack.stories]
    columns = (Activity.id, Activity.slug, Activity.title, Activity.summary)
    public = select(*columns).where(Activity.id.in_(ids), visible_to(VISITOR), is_public_activity())
    activities = {row.id: row for row in session.execute(public)}
    pictures = list_story_pictures(each.file_id for each in pack.stories)
    return [
        print_story(pack, each, activities.get(each.activity_id), pictures.get(each.file_id))
        for each in pack.stories
    ]


def print_story(
    pack: Pack, story: PackStory, activity: Any | None, file: StoredFile | None
) -> PrintedStory:
    if activity is None:
        return PrintedStory(TAKEN_DOWN.plain, "", is_taken_down=True)
    title, words = activity.title, excerpt(activity.summary, limit=LONGEST_STORY)
    if pack.is_frozen:
        title, words = story.title, story.words
    if file is None:
        return PrintedStory(title, words, activity.slug)
    source = story if pack.is_frozen else file
    return PrintedStory(title, words, activity.slug, file.key, source.alt, source.caption)


# What changed


@dataclass(frozen=True)
class PublicCause:
    public_row: PublicRow
    is_up: bool


@dataclass(frozen=True)
class PublicChange:
    change: FigureChange
    causes: list[PublicCause]


def find_changes(
    before: Pack, now: Pack, figures: Mapping[FigureKey, Figure]
) -> dict[FigureKey, FigureChange]:
    """Compare two packs, figure by figure, with what moved each. What both have is compared."""
    earlier = load_frozen_figures(before.id) if figures else {}
    both = [key for key in figures if key in earlier]
    if not both:
        return {}
    old = load_moving_rows(before, [earlier[key] for key in both])
    new = load_moving_rows(now, [figures[key] for key in both])
    return {key: rules.compare_figures(old[key], new[key]) for key in both}


def list_changes(summaries: Summaries) -> list[PublicChange]:
    """Return what moved since the pack that a summary was compared with, for readers."""
    changes = [each.change for each in summaries.values() if each.change]
    public_rows = iter(list_public_rows([cause.row for each in changes for cause in each.causes]))
    return [
        PublicChange(each, [PublicCause(next(public_rows), cause.is_up) for cause in each.causes])
        for each in changes
    ]


# A whole pack, for a page or a file


@dataclass(frozen=True)
class PrintedFigure:
    figure: Figure
    label: str
    limits: str
    rows: list[PublicRow]
    row_count: int


@dataclass(frozen=True)
class PrintedSection:
    section: PackSection
    headline: list[Piece]
    narrative: list[Piece]
    figures: list[PrintedFigure]
    is_accepted: bool


@dataclass(frozen=True)
class PackDocument:
    """All that a pack prints. ``changes`` is None where there is no pack to compare it with."""

    pack: Pack
    previous: Pack | None
    sections: list[PrintedSection]
    changes: list[PublicChange] | None
    stories: list[PrintedStory]
    values: Mapping[str, FigureValue]
    """What is printed for each reference to a figure."""

    @property
    def progress(self) -> list[SectionProgress]:
        return [
            SectionProgress(each.section.key, each.is_accepted, bool(each.section.narrative))
            for each in self.sections
        ]

    @property
    def open_points(self) -> list[Any]:
        return rules.list_open_points(self.pack.state, self.progress)


def build_document(pack: Pack, *, with_changes: bool = True) -> PackDocument:
    previous = find_previous(pack)
    has_changes = with_changes and any(each.key is SectionKey.CHANGES for each in pack.sections)
    is_compared = has_changes or not pack.is_frozen  # once for all pages of a draft
    summaries = summarise_pack(pack, previous if is_compared else None)
    printed = print_figures(pack, summaries)
    sections = [print_section(pack, each, printed) for each in pack.sections]
    changes = list_changes(summaries) if previous and has_changes else None
    values = rules.list_references(each.figure for each in summaries.values())
    return PackDocument(pack, previous, sections, changes, list_stories(pack), values)


def load_labels(pack: Pack) -> dict[FigureKey, tuple[str, str]]:
    """Return what each figure is called, and its limits: of a frozen pack as they were worded."""
    today = {key: (key.label.plain, key.limits.plain) for key in FigureKey}
    columns = select(PackFigure.key, PackFigure.label, PackFigure.limits)
    frozen = session.execute(columns.where(PackFigure.pack_id == pack.id))
    return today | {key: (label, limits) for key, label, limits in frozen}


def print_figures(pack: Pack, summaries: Summaries) -> dict[FigureKey, PrintedFigure]:
    labels = load_labels(pack)
    first_rows = [row for each in summaries.values() for row in each.printed.rows]
    public_rows = iter(list_public_rows(first_rows))
    return {
        key: PrintedFigure(
            each.figure,
            *labels[key],
            [next(public_rows) for _row in each.printed.rows],
            each.printed.total,
        )
        for key, each in summaries.items()
    }


def print_section(
    pack: Pack, section: PackSection, printed: Mapping[FigureKey, PrintedFigure]
) -> PrintedSection:
    values = rules.list_references(each.figure for each in printed.values())
    return PrintedSection(
        section,
        rules.split_references(section.headline, values),
        rules.split_references(section.narrative, values),
        [printed[key] for key in section.key.figures if key in printed],
        is_accepted=pack.is_frozen or is_accepted(section, values),
    )


def is_accepted(section: PackSection, values: Mapping[str, FigureValue]) -> bool:
    """Tell whether a person accepted a headline just as it would be printed now."""
    sentence = rules.fill_references(section.headline, values)
    return bool(sentence) and sentence == section.accepted_as


def list_progress(pack: Pack, figures: Mapping[FigureKey, Figure]) -> list[SectionProgress]:
    values = rules.list_references(figures.values())
    return [
        SectionProgress(each.key, pack.is_frozen or is_accepted(each, values), bool(each.narrative))
        for each in pack.sections
    ]


# The mark of a frozen pack


def describe_for_hash(pack: Pack) -> dict[str, Any]:
    """Return the texts and figures of a frozen pack, as they are stored."""
    statement = select(PackFigure).where(PackFigure.pack_id == pack.id).order_by(PackFigure.id)
    return {
        "pack": [pack.title, pack.board_name, pack.kind, pack.meeting_on, pack.starts, pack.ends],
        "sections": [[s.key, s.headline, s.narrative, s.author] for s in pack.sections],
        "asks": [[a.kind, a.title, a.reason, a.cost, a.lead] for a in pack.asks],
        "stories": [
            [s.activity_id, s.file_id, s.title, s.words, s.alt, s.caption, s.sha256]
            for s in pack.stories
        ],
        "figures": [
            [f.key, f.label, f.limits, f.state, f.words, f.number, f.whole, f.parts]
            for f in session.scalars(statement)
        ],
    }


def iterate_rows(figures: Iterable[Figure]) -> Iterator[list[Any]]:
    """Yield the rows of figures that are about to freeze, as ``iterate_stored_rows`` will."""
    for figure in figures:
        for row in figure.ordered_rows:
            yield [figure.key, *(getattr(row, name) for name in ROW_NAMES)]


def iterate_stored_rows(pack: Pack) -> Iterator[list[Any]]:
    statement = select(PackFigure.key, *ROW_COLUMNS).join(
        PackFigure, PackFigure.id == PackRow.figure_id
    )
    statement = statement.where(PackFigure.pack_id == pack.id)
    for row in session.execute(statement.order_by(PackFigure.id, PackRow.position)):
        yield list(row)


def find_pack_ids(places: Sequence[tuple[str, int]]) -> set[int]:
    """Return which packs these rows, by table and key, are parts of."""
    ids_by_table: dict[str, list[int]] = defaultdict(list)
    for table, row_id in places:
        ids_by_table[table].append(row_id)
    found = set(ids_by_table[Pack.__tablename__])
    for model in (PackSection, PackAsk, PackFigure, PackNote, PackStory):
        keys = ids_by_table[model.__tablename__]
        found.update(session.scalars(select(model.pack_id).where(model.id.in_(keys))))
    of_rows = select(PackFigure.pack_id).join(PackRow, PackRow.figure_id == PackFigure.id)
    file_ids = ids_by_table[StoredFile.__tablename__]
    pack_ids = select(PackStory.pack_id).where(PackStory.file_id.in_(file_ids))
    found.update(session.scalars(pack_ids))
    row_ids = ids_by_table[PackRow.__tablename__]
    return found | set(session.scalars(of_rows.where(PackRow.id.in_(row_ids))))
