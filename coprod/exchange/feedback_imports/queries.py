"""Files of comments, and the comments behind a summary. For curators alone."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.quarters import Quarter
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.policies import can_import
from coprod.exchange.imports.queries import UPLOAD_NAME, UploadedTable, check_upload_exists
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import select_current_and_former_terms
from coprod.intelligence.feedback_comments.enums import LISTS_BY_AXIS, Axis
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.reference.lists.queries import map_names_to_terms

LATEST_FILES = 50
COMMENTS_PER_PAGE = 25
AXIS_COLUMNS = tuple(getattr(FeedbackComment, f"{axis}_id") for axis in Axis)


def check_can_see_files(actor: Actor) -> None:
    require(can_import(actor), NotFoundError)


def list_files(actor: Actor) -> Sequence[FeedbackFile]:
    """Return the latest files, the newest first."""
    check_can_see_files(actor)
    statement = select(FeedbackFile).options(joinedload(FeedbackFile.person))
    return session.scalars(statement.order_by(FeedbackFile.id.desc()).limit(LATEST_FILES)).all()


def get_file(actor: Actor, file_id: int, *, to_change: bool = False) -> FeedbackFile:
    check_can_see_files(actor)
    statement = select(FeedbackFile).where(FeedbackFile.id == file_id)
    if to_change:
        statement = statement.with_for_update(of=FeedbackFile)
    return require_found(session.scalars(statement).one_or_none())


def find_earlier_file(feedback_file: FeedbackFile, headings: Sequence[str]) -> FeedbackFile | None:
    """Return the latest other file whose columns were chosen, if its headings are just these."""
    statement = select(FeedbackFile).where(FeedbackFile.id != feedback_file.id)
    latest = session.scalars(statement.order_by(FeedbackFile.id.desc()).limit(LATEST_FILES))
    return next((f for f in latest if list(f.chosen.get("columns", ())) == list(headings)), None)


def open_table(folder: Path, feedback_file: FeedbackFile) -> UploadedTable:
    check_upload_exists(exists=has_upload(folder, feedback_file))
    return UploadedTable(
        folder / feedback_file.token / UPLOAD_NAME, feedback_file.sheet, feedback_file.header_row
    )


def has_upload(folder: Path, feedback_file: FeedbackFile) -> bool:
    return (
        not feedback_file.is_upload_over and (folder / feedback_file.token / UPLOAD_NAME).exists()
    )


@dataclass(frozen=True)
class KnownComment:
    """What is compared of a comment that is stored already."""

    day: date
    feeling: object
    text: str


def get_known_comments(source: str, except_file: FeedbackFile) -> dict[str, KnownComment]:
    """Return every comment of a source by its key, apart from those of one file."""
    one = FeedbackComment
    statement = select(one.key, one.given_on, one.feeling, one.text).where(one.source == source)
    statement = statement.where(one.file_id != except_file.id)
    return {
        key: KnownComment(day, feeling, text)
        for key, day, feeling, text in session.execute(statement)
    }


def list_numbers(source: str, since: date, until: date) -> Sequence[Any]:
    """Return the counted columns of the comments of a source in a period: no words."""
    one = FeedbackComment
    columns = (
        one.given_on,
        one.feeling,
        one.person_mark,
        one.is_labelled,
        one.unplaced,
        one.themes,
        *AXIS_COLUMNS,
    )
    statement = select(*columns).where(one.source == source, one.given_on.between(since, until))
    return session.execute(statement).all()


def list_summaries(source: str, quarters: Collection[Quarter]) -> Sequence[Insight]:
    """Return the summaries of a source that begin with these quarters, with those at nought."""
    days = [quarter.starts for quarter in quarters]
    statement = select(Insight).where(Insight.source == source, Insight.starts.in_(days))
    return session.scalars(statement.order_by(Insight.id)).all()


def list_comments_of_file(feedback_file: FeedbackFile) -> Sequence[FeedbackComment]:
    statement = select(FeedbackComment).where(FeedbackComment.file_id == feedback_file.id)
    return session.scalars(statement.order_by(FeedbackComment.id)).all()


def has_comments(feedback_file: FeedbackFile) -> bool:
    statement = select(FeedbackComment.id).where(FeedbackComment.file_id == feedback_file.id)
    return session.scalar(statement.limit(1)) is not None


def list_comments_by_key(source: str, keys: Collection[str]) -> list[FeedbackComment]:
    one = FeedbackComment
    statement = select(one).where(one.source == source)
    return (
        [comment for comment in session.scalars(statement) if comment.key in keys] if keys else []
    )


def list_repeated_comments() -> Sequence[FeedbackComment]:
    """Return the comments that came in more files than one."""
    return session.scalars(
        select(FeedbackComment).where(FeedbackComment.also_in.is_not(None))
    ).all()


def list_unplaced_comments() -> Sequence[FeedbackComment]:
    """Return the comments with a name that is on no list."""
    statement = select(FeedbackComment).where(FeedbackComment.unplaced.is_not(None))
    statement = statement.options(joinedload(FeedbackComment.file))
    return session.scalars(statement.order_by(FeedbackComment.id)).all()


@dataclass(frozen=True)
class UnplacedName:
    """A name as the files write it, its axis, and how many comments have it."""

    axis: Axis
    name: str
    comments: int


def list_unplaced_names(actor: Actor) -> list[UnplacedName]:
    """Return the names that are on no list, those with most comments first."""
    check_can_see_files(actor)
    comments = [comment for comment in list_unplaced_comments() if not comment.file.are_words_over]
    counts = Counter(pair for comment in comments for pair in (comment.unplaced or {}).items())
    names = [UnplacedName(Axis(axis), name, n) for (axis, name), n in counts.items() if name]
    return sorted(names, key=lambda name: (-name.comments, name.axis, name.name))


def list_comments_behind(actor: Actor, insight: Insight, page: int) -> Sequence[FeedbackComment]:
    """Return a page of the comments behind a summary, and one more if there is another page."""
    check_can_see_files(actor)
    statement = (
        select(FeedbackComment)
        .where(is_behind(insight))
        .options(joinedload(FeedbackComment.file))
        .order_by(FeedbackComment.given_on.desc(), FeedbackComment.id)
    )
    return session.scalars(
        statement.limit(COMMENTS_PER_PAGE + 1).offset((page - 1) * COMMENTS_PER_PAGE)
    ).all()


def is_behind(insight: Insight) -> ColumnElement[bool]:
    one = FeedbackComment
    conditions: list[ColumnElement[bool]] = [
        one.source == insight.source,
        one.given_on.between(insight.starts, insight.ends),
    ]
    if insight.theme:
        conditions.append(one.themes.contains(f"|{insight.theme.value}|", autoescape=True))
    for side in LISTS_BY_SIDE:
        value = insight.subject.get_value(side)
        if value:
            conditions.append(
                getattr(one, f"{side}_id").in_(select_current_and_former_terms(int(value)))
            )
    return and_(*conditions)


def count_comments_with_words(feedback_file: FeedbackFile) -> int:
    """Count the comments of a file whose words are still stored."""
    one = FeedbackComment
    statement = select(func.count(one.id)).where(one.file_id == feedback_file.id, has_words())
    return session.scalar(statement) or 0


def has_words() -> ColumnElement[bool]:
    return or_(FeedbackComment.text != "", FeedbackComment.person_mark != "")


def get_terms(listing: ListKind, ids: Collection[int]) -> dict[int, Term]:
    """Return some terms of a list by their ids."""
    statement = select(Term).where(Term.listing == listing, Term.id.in_(ids))
    return {term.id: term for term in session.scalars(statement)} if ids else {}


def map_names(axes: Collection[Axis]) -> dict[Axis, dict[str, str]]:
    """Return the ids of terms, as forms send them, by every name on the lists of some axes."""
    return {
        axis: {
            name: str(term.in_use_id or term.id)
            for name, term in map_names_to_terms(LISTS_BY_AXIS[axis]).items()
        }
        for axis in axes
    }


def list_all_files() -> Sequence[FeedbackFile]:
    return session.scalars(select(FeedbackFile).order_by(FeedbackFile.id)).all()


def list_files_older_than(day: datetime) -> Sequence[FeedbackFile]:
    """Return the files that came before a day and have comments with words."""
    file_ids = select(FeedbackComment.file_id).where(has_words()).distinct()
    statement = select(FeedbackFile).where(
        FeedbackFile.created_at < day, FeedbackFile.id.in_(file_ids)
    )
    return session.scalars(statement.order_by(FeedbackFile.id)).all()
