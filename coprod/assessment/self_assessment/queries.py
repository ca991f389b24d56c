"""Reading ratings. Those for one reader take the actor; what they may not see is not found."""

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
from coprod.assessment.self_assessment.rules import FLATTERS, WEIGHED, Answers, ItemKey, TeamReply
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import require_found
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import Message
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.queries import get_wording
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import visible_to
from coprod.register.files.models import StoredFile
from coprod.register.files.policies import is_public_file
from coprod.register.sections.enums import CostCategory, SpreadStage
from coprod.register.sections.models import ActivityCost, ActivityDetail, ActivitySession


def get_activity(actor: Actor, slug: str) -> Activity:
    """Return an activity with no more of it than an assessment needs."""
    statement = select(Activity).where(visible_to(actor), Activity.slug == slug)
    return require_found(session.scalars(statement).one_or_none())


def select_visible_ratings(actor: Actor) -> Select[Rating]:
    whole = (joinedload(Rating.activity), selectinload(Rating.answers))
    return select(Rating).where(policies.rating_visible_to(actor)).options(*whole)


def find_open_rating(actor: Actor, activity: Activity, *, to_change: bool = False) -> Rating | None:
    """Return the rating that is not sent in yet, if there is one.

    ``to_change`` locks the row until the end of the transaction.
    """
    statement = select_visible_ratings(actor).where(Rating.open_activity_id == activity.id)
    if to_change:
        statement = statement.with_for_update(of=Rating)
    return session.scalars(statement).one_or_none()


def get_submitted_rating(actor: Actor, slug: str, rating_id: int) -> Rating:
    """Return a rating that was sent in."""
    statement = select_visible_ratings(actor).join(Activity, Activity.id == Rating.activity_id)
    statement = statement.where(Rating.id == rating_id, Activity.slug == slug)
    return require_found(
        session.scalars(statement.where(Rating.submitted_at.is_not(None))).one_or_none()
    )


def list_submitted_ratings(actor: Actor, activity: Activity) -> Sequence[Rating]:
    """Return the ratings that were sent in, the latest first."""
    statement = select_visible_ratings(actor).where(Rating.activity_id == activity.id)
    statement = statement.where(Rating.submitted_at.is_not(None))
    return session.scalars(statement.order_by(Rating.id.desc())).all()


def find_latest_rating(actor: Actor, activity: Activity) -> Rating | None:
    """Return the rating that counts now, without its answers."""
    statement = select(Rating).where(
        policies.rating_visible_to(actor), Rating.activity_id == activity.id
    )
    return session.scalars(statement.where(is_latest())).one_or_none()


def get_latest_rungs(activity_ids: Sequence[int]) -> dict[int, Rung]:
    """Return the team's rung of each of these activities, which the caller knows may be seen."""
    statement = select(Rating.activity_id, Rating.rung).where(Rating.activity_id.in_(activity_ids))
    rows = session.execute(statement.where(is_latest()))
    return {activity_id: Rung(rung) for activity_id, rung in rows if rung is not None}


def select_latest_rung() -> ColumnElement[Any]:
    """Return the team's rung of an activity, as a column for queries over ``Activity``."""
    latest_rung = select(Rating.rung).where(Rating.activity_id == Activity.id, is_latest())
    return latest_rung.correlate(Activity).scalar_subquery()


def is_latest() -> ColumnElement[bool]:
    """An activity has one open rating at a time, so the highest number was also sent in last."""
    other = aliased(Rating)
    last = select(func.max(other.id)).where(
        other.activity_id == Rating.activity_id, other.submitted_at.is_not(None)
    )
    return Rating.id == last.correlate(Rating).scalar_subquery()


def has_assessment() -> ColumnElement[bool]:
    """Return the condition that the team of an activity has sent an assessment in."""
    return exists().where(Rating.activity_id == Activity.id, Rating.submitted_at.is_not(None))


def has_round(activity: Activity, kind: Round) -> bool:
    """Tell whether this round was assessed before."""
    statement = select(func.count(Rating.id)).where(
        Rating.activity_id == activity.id, Rating.round == kind, Rating.submitted_at.is_not(None)
    )
    return bool(session.scalar(statement))


def find_notes_reading(rating: Rating) -> NotesReading | None:
    """Return who read the notes of a rating, or what waits for somebody to read them."""
    statement = select(NotesReading).where(NotesReading.rating_id == rating.id)
    return session.scalars(statement).one_or_none()


def are_notes_read(rating: Rating) -> bool:
    reading = find_notes_reading(rating)
    return reading is not None and reading.at is not None


def has_read_notes() -> ColumnElement[bool]:
    """Return the condition that the notes of a ``Rating`` were read before readers see them."""
    return exists().where(NotesReading.rating_id == Rating.id, NotesReading.at.is_not(None))


def has_unread_notes() -> ColumnElement[bool]:
    words = or_(RatingAnswer.reason != "", RatingAnswer.note != "", RatingAnswer.link != "")
    has_answer_words = exists().where(RatingAnswer.rating_id == Rating.id, words).correlate(Rating)
    return and_(or_(Rating.correction != "", has_answer_words), ~has_read_notes())


def select_evidence() -> ColumnElement[Any]:
    """Return the word of the rung of a ``Rating``: what was given, checked since, or lost since.

    “Checked” needs what readers can check: it stands once they can read the notes.
    """
    claimed, checked = (
        literal(each, Rating.evidence.type) for each in (Evidence.CLAIMED, Evidence.CHECKED)
    )
    is_given = Rating.evidence == Evidence.GIVEN
    is_lost = and_(is_given, has_lost_evidence())
    is_checked = and_(is_given, ~has_unchecked_answer(), ~has_unread_notes())
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


def has_unchecked_answer() -> ColumnElement[bool]:
    """Return the condition that nobody agreed with some answer by which a ``Rating`` is weighed."""
    has_check = exists().where(EvidenceCheck.answer_id == RatingAnswer.id)
    return exists().where(is_weighed(), ~has_check)


# Evidence items: things of the activity that a team attaches to its answers


@dataclass(frozen=True)
class EvidenceItem:
    """A public thing that serves as evidence: its name, and the endpoint and values of its page."""

    key: ItemKey
    words: str | Message
    endpoint: str
    place: Mapping[str, object]
    on: PartialDate | None = None


@dataclass(frozen=True)
class ItemSource:
    """Where things of one kind come from, for an activity and as they were there on a day.

    ``rows`` selects what readers see: its key, its words, a day or none, and the word that its
    address has. ``describe`` makes the thing of these, and of the address of its activity.
    """

    key: Any
    rows: Callable[[Any, Any], Select[*tuple[Any, ...]]]
    describe: Callable[[Any, str], tuple[str | Message, str, Mapping[str, object]]]


NO_DAY = literal(None, ActivitySession.held.type)


def select_session_items(activity_id: Any, _day: Any) -> Select[*tuple[Any, ...]]:
    columns = (ActivitySession.id, ActivitySession.place, ActivitySession.held, literal(""))
    statement = select(*columns).join(
        ActivityDetail, ActivityDetail.id == ActivitySession.detail_id
    )
    return statement.where(ActivityDetail.activity_id == activity_id)


def select_cost_items(activity_id: Any, _day: Any) -> Select[*tuple[Any, ...]]:
    category = type_coerce(ActivityCost.category, String)
    columns = (ActivityCost.id, category, ActivityCost.since, literal(""))
    statement = select(*columns).join(ActivityDetail, ActivityDetail.id == ActivityCost.detail_id)
    return statement.where(ActivityDetail.activity_id == activity_id)


def select_file_items(activity_id: Any, day: Any) -> Select[*tuple[Any, ...]]:
    words = func.coalesce(func.nullif(StoredFile.caption, ""), StoredFile.name)
    statement = select(StoredFile.id, words, NO_DAY, StoredFile.key)
    own = and_(StoredFile.activity_id == activity_id, StoredFile.at <= day)
    return statement.where(own, is_public_file())


ITEM_SOURCES: dict[ItemKind, ItemSource] = {
    ItemKind.SESSION: ItemSource(
        ActivitySession.id,
        select_session_items,
        lambda row, slug: (row.words, "library.stories.activity", {"slug": slug, "_anchor": "how"}),
    ),
    ItemKind.COST: ItemSource(
        ActivityCost.id,
        select_cost_items,
        lambda row, slug: (
            CostCategory(row.words).label,
            "library.stories.effect",
            {"slug": slug, "_anchor": "takes"},
        ),
    ),
    ItemKind.FILE: ItemSource(
        StoredFile.id,
        select_file_items,
        lambda row, _slug: (row.words, "register.files.file", {"token": row.word}),
    ),
}


def add_item_source(kind: ItemKind, source: ItemSource) -> None:
    """Register a kind of evidence item that belongs to an area above this one."""
    ITEM_SOURCES[kind] = source


def list_evidence_items(activity: Activity) -> list[EvidenceItem]:
    """Return the public items that a team can attach to an answer as evidence, in one query."""
    rows = [
        source.rows(activity.id, clock.now()).add_columns(literal(kind.value))
        for kind, source in ITEM_SOURCES.items()
    ]
    names = ("id", "words", "on", "word", "kind")
    all_items = union_all(*rows).subquery()
    columns = [column.label(name) for column, name in zip(all_items.c, names, strict=True)]
    statement = select(*columns).order_by("kind", "id")
    return [build_evidence_item(row, activity.slug) for row in session.execute(statement)]


def build_evidence_item(row: Any, slug: str) -> EvidenceItem:
    kind = ItemKind(row.kind)
    words, endpoint, place = ITEM_SOURCES[kind].describe(row, slug)
    return EvidenceItem(ItemKey(kind, row.id), words, endpoint, place, row.on)


def has_item() -> ColumnElement[bool]:
    """Return the condition that readers still see the evidence item of a ``RatingAnswer``.

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


def get_visible_item_keys(rating: Rating) -> dict[Question, ItemKey]:
    """Return the evidence items of the answers of a rating that readers still see, by question."""
    chosen = {
        each.question: ItemKey(each.item_kind, each.item_id)
        for each in rating.answers
        if each.item_kind is not None and each.item_id is not None
    }
    if not chosen:
        return {}
    statement = select(RatingAnswer.question).join(Rating, Rating.id == RatingAnswer.rating_id)
    questions = session.scalars(statement.where(Rating.id == rating.id, has_item()))
    return {question: chosen[question] for question in questions}


def list_checked_questions(rating: Rating) -> set[Question]:
    """Return the questions whose evidence is checked: agreed with, and public."""
    return set(session.scalars(select_agreed_questions(rating).where(~has_unread_notes())))


def list_agreed_questions(rating: Rating) -> set[Question]:
    """Return the questions whose evidence somebody without a hand in it agreed with."""
    return set(session.scalars(select_agreed_questions(rating)))


def select_agreed_questions(rating: Rating) -> Select[Question]:
    statement = select(RatingAnswer.question).join(Rating, Rating.id == RatingAnswer.rating_id)
    statement = statement.join(EvidenceCheck, EvidenceCheck.answer_id == RatingAnswer.id)
    return statement.where(Rating.id == rating.id)


def get_evidence_by_question(rating: Rating) -> dict[Question, Evidence | None]:
    """Return the word of each answer, by the rule under which it was sent in."""
    team_replies = get_replies(rating)
    if rating.rule_version == 1:
        return {
            q: rules.get_evidence_by_rule_1(has_evidence=r.is_noted)
            for q, r in team_replies.items()
        }
    checked_questions = list_checked_questions(rating) if rating.is_submitted else set()
    return {
        q: rules.get_answer_evidence(r, is_checked=q in checked_questions)
        for q, r in team_replies.items()
    }


def get_current_stage(rating: Rating) -> SpreadStage | None:
    """Return how far the activity has come, by what it tells now."""
    statement = select(ActivityDetail.stage).where(ActivityDetail.activity_id == rating.activity_id)
    return session.scalar(statement)


def get_replies(rating: Rating) -> dict[Question, TeamReply]:
    """Return what was answered, in the order of the questions."""
    answers_by_question = {answer.question: answer for answer in rating.answers}
    item_keys = get_visible_item_keys(rating)
    return {
        q: TeamReply(
            q, a.choice, a.reason, a.note, a.link, get_teach_or_tell(rating, q), item_keys.get(q)
        )
        for q, a in ((q, answers_by_question[q]) for q in Question if q in answers_by_question)
    }


@dataclass(frozen=True)
class QuestionSet:
    """The questions as one version of the wording asks them."""

    gate: Message
    wordings: Mapping[Question, Wording]

    @property
    def hints(self) -> dict[Question, Message | None]:
        return {question: wording.hint for question, wording in self.wordings.items()}


def get_questions(version: int) -> QuestionSet:
    """Return the questions in the words that a rating was made under."""
    say = get_wording(FrameworkKind.SELF_ASSESSMENT, version).get_message

    def build_wording(question: Question) -> Wording:
        shipped = question.wording
        hint = say(f"{question}.hint", shipped.hint) if shipped.hint else None
        facts = [say(f"{question}.{n}", fact) for n, fact in enumerate(shipped.anchors)]
        title = say(question, shipped.title)
        return Wording(title, *facts, resident=shipped.resident, hint=hint)

    wordings = {question: build_wording(question) for question in Question}
    return QuestionSet(say(Cap.FREE_CHOICE, FREE_CHOICE_QUESTION), wordings)


def get_teach_or_tell(rating: Rating, question: Question) -> Any:
    return rating.teach_or_tell if question is Question.Q9 else None


def get_answers(rating: Rating) -> Answers:
    """Return what was answered, in the form that the rule takes."""
    choices = {question: reply.choice for question, reply in get_replies(rating).items()}
    return Answers(rating.free_choice, choices, rating.teach_or_tell)


def compute_rating_fingerprint(rating: Rating) -> str:
    return compute_fingerprint((rating.free_choice, get_replies(rating)))
