"""Reading ratings. Those for one reader take the actor; what they may not see is not found."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased, joinedload, selectinload

from coprod.assessment.self_assessment import policies, rules
from coprod.assessment.self_assessment.enums import (
    FREE_CHOICE_QUESTION,
    SCALE,
    Cap,
    Evidence,
    ItemKind,
    Question,
    Round,
    Wording,
)
from coprod.assessment.self_assessment.models import (
    EvidenceCheck,
    NotesReading,
    Rating,
    RatingAnswer,
)
from coprod.assessment.self_assessment.rules import FLATTERS, WEIGHED, Answers, ItemKey, Reply
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import Message
from coprod.reference.wording import queries as frameworks
from coprod.reference.wording.enums import Kind
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import visible_to
from coprod.register.files.models import StoredFile
from coprod.register.files.policies import published as is_public_file
from coprod.register.sections.enums import Category
from coprod.register.sections.enums import SpreadStage as HowFar
from coprod.register.sections.models import ActivityCost, ActivityDetail, ActivitySession


def rated(actor: Actor, slug: str) -> Activity:
    """Return an entry with no more of it than an assessment needs."""
    wanted = select(Activity).where(visible_to(actor), Activity.slug == slug)
    found = session.scalars(wanted).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def visible(actor: Actor) -> Select[Rating]:
    whole = (joinedload(Rating.activity), selectinload(Rating.answers))
    return select(Rating).where(policies.visible_to(actor)).options(*whole)


def open_rating(actor: Actor, activity: Activity, *, to_change: bool = False) -> Rating | None:
    """Return the rating that is not sent in yet, if there is one.

    ``to_change`` holds it until the end of the transaction, so that two writers come in turn.
    """
    wanted = visible(actor).where(Rating.open_activity_id == activity.id)
    if to_change:
        wanted = wanted.with_for_update(of=Rating)
    return session.scalars(wanted).one_or_none()


def rating(actor: Actor, slug: str, rating_id: int) -> Rating:
    """Return a rating that was sent in."""
    wanted = visible(actor).join(Activity, Activity.id == Rating.activity_id)
    wanted = wanted.where(Rating.id == rating_id, Activity.slug == slug)
    found = session.scalars(wanted.where(Rating.submitted_at.is_not(None))).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def ratings(actor: Actor, activity: Activity) -> Sequence[Rating]:
    """Return the ratings that were sent in, the latest first."""
    wanted = visible(actor).where(Rating.activity_id == activity.id)
    wanted = wanted.where(Rating.submitted_at.is_not(None))
    return session.scalars(wanted.order_by(Rating.id.desc())).all()


def latest(actor: Actor, activity: Activity) -> Rating | None:
    """Return the rating that counts now, without its answers."""
    wanted = select(Rating).where(policies.visible_to(actor), Rating.activity_id == activity.id)
    return session.scalars(wanted.where(is_latest())).one_or_none()


def latest_submitted(activity_ids: Sequence[int]) -> dict[int, Rung]:
    """Return the team's rung of each of these entries, which the caller knows may be seen."""
    wanted = select(Rating.activity_id, Rating.rung).where(Rating.activity_id.in_(activity_ids))
    rows = session.execute(wanted.where(is_latest()))
    return {activity_id: Rung(rung) for activity_id, rung in rows if rung is not None}


def latest_rung() -> ColumnElement[Any]:
    """Return the team's rung of an entry, as a column for queries over ``Activity``."""
    its = select(Rating.rung).where(Rating.activity_id == Activity.id, is_latest())
    return its.correlate(Activity).scalar_subquery()


def is_latest() -> ColumnElement[bool]:
    """An entry has one open rating at a time, so the highest number was also sent in last."""
    other = aliased(Rating)
    last = select(func.max(other.id)).where(
        other.activity_id == Rating.activity_id, other.submitted_at.is_not(None)
    )
    return Rating.id == last.correlate(Rating).scalar_subquery()


def has_round(activity: Activity, kind: Round) -> bool:
    """Tell whether this round was assessed before."""
    wanted = select(func.count(Rating.id)).where(
        Rating.activity_id == activity.id, Rating.round == kind, Rating.submitted_at.is_not(None)
    )
    return bool(session.scalar(wanted))


def notes_are_read(rating: Rating) -> bool:
    wanted = select(NotesReading.id).where(NotesReading.rating_id == rating.id)
    return session.scalar(wanted) is not None


def is_read() -> ColumnElement[bool]:
    """Return the condition that the notes of a ``Rating`` were read before readers see them."""
    return exists().where(NotesReading.rating_id == Rating.id)


def has_unread_notes() -> ColumnElement[bool]:
    words = or_(RatingAnswer.reason != "", RatingAnswer.note != "", RatingAnswer.link != "")
    beside = exists().where(RatingAnswer.rating_id == Rating.id, words).correlate(Rating)
    return and_(or_(Rating.correction != "", beside), ~is_read())


def evidence() -> ColumnElement[Any]:
    """Return the word of the rung of a ``Rating``: what was given, checked since, or lost since.

    “Checked” needs what readers can check: it stands once they can read the notes.
    """
    claimed, checked = (
        literal(each, Rating.evidence.type) for each in (Evidence.CLAIMED, Evidence.CHECKED)
    )
    is_given = Rating.evidence == Evidence.GIVEN
    is_lost = and_(is_given, has_lost_evidence())
    is_checked = and_(is_given, ~has_unchecked(), ~has_unread_notes())
    return case((is_lost, claimed), (is_checked, checked), else_=Rating.evidence).label("evidence")


def is_weighed() -> ColumnElement[bool]:
    """Return the condition that the word of a ``Rating`` rests on a ``RatingAnswer``."""
    return and_(
        RatingAnswer.rating_id == Rating.id,
        RatingAnswer.question.in_(WEIGHED),
        RatingAnswer.choice.in_(SCALE[FLATTERS:]),
    )


def has_lost_evidence() -> ColumnElement[bool]:
    """Return the condition that all that stood beside some answer was taken away or hidden."""
    has_no_words = and_(RatingAnswer.note == "", RatingAnswer.link == "")
    its_item = and_(RatingAnswer.item_id.is_not(None), ~has_item())
    return exists().where(is_weighed(), has_no_words, its_item)


def has_unchecked() -> ColumnElement[bool]:
    """Return the condition that nobody agreed with some answer by which a ``Rating`` is weighed."""
    has_check = exists().where(EvidenceCheck.answer_id == RatingAnswer.id)
    return exists().where(is_weighed(), ~has_check)


# Things of the entry that stand beside answers


@dataclass(frozen=True)
class EvidenceItem:
    """A thing that readers see, by its name, with the page on which it stands."""

    key: ItemKey
    words: str | Message
    endpoint: str
    place: Mapping[str, object]
    on: PartialDate | None = None


@dataclass(frozen=True)
class ItemSource:
    """Where things of one kind come from, for an entry and as they were there on a day.

    ``rows`` selects what readers see: its key, its words, a day or none, and the word that its
    address has. ``describe`` makes the thing of these, and of the address of its entry.
    """

    key: Any
    rows: Callable[[Any, Any], Select[*tuple[Any, ...]]]
    describe: Callable[[Any, str], tuple[str | Message, str, Mapping[str, object]]]


NO_DAY = literal(None, ActivitySession.held.type)


def session_rows(activity_id: Any, _day: Any) -> Select[*tuple[Any, ...]]:
    columns = (ActivitySession.id, ActivitySession.place, ActivitySession.held, literal(""))
    wanted = select(*columns).join(ActivityDetail, ActivityDetail.id == ActivitySession.detail_id)
    return wanted.where(ActivityDetail.activity_id == activity_id)


def cost_rows(activity_id: Any, _day: Any) -> Select[*tuple[Any, ...]]:
    category = type_coerce(ActivityCost.category, String)
    columns = (ActivityCost.id, category, ActivityCost.since, literal(""))
    wanted = select(*columns).join(ActivityDetail, ActivityDetail.id == ActivityCost.detail_id)
    return wanted.where(ActivityDetail.activity_id == activity_id)


def file_rows(activity_id: Any, day: Any) -> Select[*tuple[Any, ...]]:
    words = func.coalesce(func.nullif(StoredFile.caption, ""), StoredFile.name)
    wanted = select(StoredFile.id, words, NO_DAY, StoredFile.key)
    own = and_(StoredFile.activity_id == activity_id, StoredFile.at <= day)
    return wanted.where(own, is_public_file())


ITEM_SOURCES: dict[ItemKind, ItemSource] = {
    ItemKind.SESSION: ItemSource(
        ActivitySession.id,
        session_rows,
        lambda row, slug: (row.words, "library.stories.activity", {"slug": slug, "_anchor": "how"}),
    ),
    ItemKind.COST: ItemSource(
        ActivityCost.id,
        cost_rows,
        lambda row, slug: (
            Category(row.words).label,
            "library.stories.effect",
            {"slug": slug, "_anchor": "takes"},
        ),
    ),
    ItemKind.FILE: ItemSource(
        StoredFile.id,
        file_rows,
        lambda row, _slug: (row.words, "register.files.file", {"token": row.word}),
    ),
}


def add_item_source(kind: ItemKind, source: ItemSource) -> None:
    """Let one more kind of thing stand beside answers: one of a package above this one."""
    ITEM_SOURCES[kind] = source


def items(activity: Activity) -> list[EvidenceItem]:
    """Return all that a team can put beside an answer, in one query: what readers see."""
    rows = [
        source.rows(activity.id, clock.now()).add_columns(literal(kind.value))
        for kind, source in ITEM_SOURCES.items()
    ]
    names = ("id", "words", "on", "word", "kind")
    every = union_all(*rows).subquery()
    columns = [column.label(name) for column, name in zip(every.c, names, strict=True)]
    wanted = select(*columns).order_by("kind", "id")
    return [item(row, activity.slug) for row in session.execute(wanted)]


def item(row: Any, slug: str) -> EvidenceItem:
    kind = ItemKind(row.kind)
    words, endpoint, place = ITEM_SOURCES[kind].describe(row, slug)
    return EvidenceItem(ItemKey(kind, row.id), words, endpoint, place, row.on)


def has_item() -> ColumnElement[bool]:
    """Return the condition that readers still see the thing beside a ``RatingAnswer``.

    A database may give a number again: what came after the rating was sent in is another thing.
    """
    day = func.coalesce(Rating.submitted_at, clock.now())
    return or_(
        *(
            and_(
                RatingAnswer.item_kind == kind,
                source.rows(Rating.activity_id, day)
                .where(source.key == RatingAnswer.item_id)
                .correlate(Rating, RatingAnswer)
                .exists(),
            )
            for kind, source in ITEM_SOURCES.items()
        )
    )


def items_beside(rating: Rating) -> dict[Question, ItemKey]:
    """Return what stands beside the answers of a rating, as far as readers see it now."""
    chosen = {
        each.question: ItemKey(each.item_kind, each.item_id)
        for each in rating.answers
        if each.item_kind is not None and each.item_id is not None
    }
    if not chosen:
        return {}
    wanted = select(RatingAnswer.question).join(Rating, Rating.id == RatingAnswer.rating_id)
    there = session.scalars(wanted.where(Rating.id == rating.id, has_item()))
    return {question: chosen[question] for question in there}


def checked(rating: Rating) -> set[Question]:
    """Return the questions whose evidence is checked: agreed with, and public."""
    return set(session.scalars(agreements(rating).where(~has_unread_notes())))


def agreed(rating: Rating) -> set[Question]:
    """Return the questions whose evidence somebody without a hand in it agreed with."""
    return set(session.scalars(agreements(rating)))


def agreements(rating: Rating) -> Select[Question]:
    wanted = select(RatingAnswer.question).join(Rating, Rating.id == RatingAnswer.rating_id)
    wanted = wanted.join(EvidenceCheck, EvidenceCheck.answer_id == RatingAnswer.id)
    return wanted.where(Rating.id == rating.id)


def evidence_of(rating: Rating) -> dict[Question, Evidence | None]:
    """Return the word of each answer, by the rule under which it was sent in."""
    told = replies(rating)
    if rating.rule_version == 1:
        return {q: rules.evidence_by_rule_1(has_evidence=r.is_noted) for q, r in told.items()}
    its = checked(rating)
    return {q: rules.evidence_of(r, is_checked=q in its) for q, r in told.items()}


def stage_now(rating: Rating) -> HowFar | None:
    """Return how far the entry has come, by what it tells now."""
    wanted = select(ActivityDetail.stage).where(ActivityDetail.activity_id == rating.activity_id)
    return session.scalar(wanted)


def replies(rating: Rating) -> dict[Question, Reply]:
    """Return what was answered, in the order of the questions."""
    kept = {answer.question: answer for answer in rating.answers}
    beside = items_beside(rating)
    return {
        q: Reply(q, a.choice, a.reason, a.note, a.link, second_half(rating, q), beside.get(q))
        for q, a in ((q, kept[q]) for q in Question if q in kept)
    }


@dataclass(frozen=True)
class Questions:
    """The questions as one version of the wording asks them."""

    gate: Message
    wordings: Mapping[Question, Wording]


def questions(version: int) -> Questions:
    """Return the questions in the words that a rating was made under."""
    say = frameworks.wording(Kind.SELF_ASSESSMENT, version).say

    def worded(question: Question) -> Wording:
        shipped = question.wording
        hint = say(f"{question}.hint", shipped.hint) if shipped.hint else None
        facts = [say(f"{question}.{n}", fact) for n, fact in enumerate(shipped.anchors)]
        title = say(question, shipped.title)
        return Wording(title, *facts, resident=shipped.resident, hint=hint)

    wordings = {question: worded(question) for question in Question}
    return Questions(say(Cap.FREE_CHOICE, FREE_CHOICE_QUESTION), wordings)


def second_half(rating: Rating, question: Question) -> Any:
    return rating.teach_or_tell if question is Question.Q9 else None


def answers(rating: Rating) -> Answers:
    """Return what was answered, in the form that the rule takes."""
    choices = {question: reply.choice for question, reply in replies(rating).items()}
    return Answers(rating.free_choice, choices, rating.teach_or_tell)


def fingerprint(told: object) -> str:
    """Return a short mark of what a writer is shown, which changes whenever that does."""
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def fingerprint_of_all(rating: Rating) -> str:
    return fingerprint((rating.free_choice, replies(rating)))
