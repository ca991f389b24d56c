"""Reading rounds. What readers are shown comes from the last release, never from the answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from coprod.accounts.users.queries import find_by_email
from coprod.accounts.users.rules import check_email
from coprod.assessment.resident_rating import policies
from coprod.assessment.resident_rating.enums import (
    ANSWERS_SET_ASIDE,
    NOT_RELEASED,
    QUESTION_NAMES,
    TEAM_FIRST,
    TOO_FEW,
    TOO_FEW_HERE,
    Collected,
    RemarkStatus,
)
from coprod.assessment.resident_rating.models import (
    CodeSheet,
    Release,
    ResidentAnswer,
    ResidentRemark,
    ResidentRound,
    SetAside,
)
from coprod.assessment.resident_rating.rules import CountedAnswer, Figure, Result, SentAnswer
from coprod.assessment.self_assessment.enums import Round
from coprod.core.database import IDS, cache_statement, session
from coprod.core.disclosure.enums import Hidden, RoundedCount
from coprod.core.disclosure.rules import disclose_answers, get_fewest_for_answers, limits
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.errors import RuleBrokenError, require, require_found
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_public_activity, visible_to, was_ever_owned_by


@dataclass(frozen=True)
class RoundResult:
    """What anybody may see of one round. ``people`` is how many the result rests on."""

    round_id: int
    activity_id: int
    round: Round
    opened_on: date
    closes_on: date
    is_over: bool
    rung: Rung | Hidden
    people: RoundedCount | Hidden
    figures: Mapping[str, str | Hidden]
    framework_version: int
    collected: Collected = Collected.TEAM

    @property
    def is_visible(self) -> bool:
        return isinstance(self.rung, Rung)

    @property
    def was_visible(self) -> bool:
        """A result is or was public: if an answer in it was set aside since, readers see why."""
        return isinstance(self.rung, Rung) or self.rung.reason == ANSWERS_SET_ASIDE


MOST_OPEN_ROUNDS = 24


def select_open_rounds() -> Select[ResidentRound]:
    """Select the rounds of public activities in which residents can answer today."""
    statement = select(ResidentRound).join(ResidentRound.activity)
    return statement.where(
        visible_to(VISITOR),
        is_public_activity(),
        ResidentRound.open_activity_id.is_not(None),
        ResidentRound.closes_on >= clock.today(),
    )


def list_open_rounds() -> Sequence[ResidentRound]:
    """Return them with their activities, the one that closes first at the top."""
    statement = select_open_rounds().options(contains_eager(ResidentRound.activity))
    statement = statement.order_by(ResidentRound.closes_on, ResidentRound.id)
    return session.scalars(statement.limit(MOST_OPEN_ROUNDS)).all()


def count_open_rounds() -> int:
    return session.scalar(select_open_rounds().with_only_columns(func.count(ResidentRound.id))) or 0


@dataclass(frozen=True)
class RoundNotices:
    """What is published with a result: notices of answers set aside, and residents' remarks."""

    set_aside: list[tuple[str, RoundedCount | Hidden]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def list_round_results(actor: Actor, activity: Activity) -> list[RoundResult]:
    """Return the rounds of one activity, the first one first."""
    return get_round_results(actor, [activity.id]).get(activity.id, [])


def get_round_results(actor: Actor, activity_ids: Sequence[int]) -> dict[int, list[RoundResult]]:
    """Return the rounds of many activities, in one question to the database.

    Only public activities have a result, and it is the same for every reader.
    """
    results_by_activity: dict[int, list[RoundResult]] = {}
    rows = session.execute(select_rounds(actor, clock.today()), {"ids": activity_ids})
    for resident_round, release, team_first in rows:
        why = find_hidden_reason(resident_round, release, team_went_first=bool(team_first))
        results_by_activity.setdefault(resident_round.activity_id, []).append(
            build_round_result(resident_round, release, why)
        )
    return results_by_activity


def select_open_round_ids() -> Select[int]:
    """Select the activities about which residents are asked today: to narrow what one may see."""
    is_open = ResidentRound.open_activity_id.is_not(None)
    return select(ResidentRound.activity_id).where(
        is_open, ResidentRound.closes_on >= clock.today()
    )


def list_closing_days(activity_ids: Sequence[int]) -> dict[int, date]:
    """Return until when residents are asked about those of these activities that ask today."""
    statement = select(ResidentRound.activity_id, ResidentRound.closes_on).where(
        ResidentRound.open_activity_id.in_(activity_ids), ResidentRound.closes_on >= clock.today()
    )
    rows = session.execute(statement).all() if activity_ids else ()
    return {row.activity_id: row.closes_on for row in rows}


@cache_statement
def select_rounds(actor: Actor, today: date) -> Select[*tuple[ResidentRound, Release, bool]]:
    """Select the rounds of activities with what was released of each and may be shown on a day."""
    return (
        select(ResidentRound, Release, policies.has_team_gone_first(today))
        .join(Activity, Activity.id == ResidentRound.activity_id)
        .outerjoin(Release, is_last_release())
        .where(visible_to(actor), is_public_activity(), ResidentRound.activity_id.in_(IDS))
        .order_by(ResidentRound.id)
    )


def is_last_release() -> ColumnElement[bool]:
    other = aliased(Release)
    last = (
        select(func.max(other.number))
        .where(other.round_id == ResidentRound.id)
        .correlate(ResidentRound)
    )
    return (Release.round_id == ResidentRound.id) & (Release.number == last.scalar_subquery())


def find_hidden_reason(
    resident_round: ResidentRound, release: Release | None, *, team_went_first: bool
) -> Hidden | None:
    """The first two reasons say nothing of the answers; the others stand only where they do not."""
    if not resident_round.is_released:
        return Hidden(NOT_RELEASED)
    if not team_went_first:
        return Hidden(TEAM_FIRST)
    if release is None or len(release.of) < max(release.needed, limits.fewest):
        return Hidden(TOO_FEW)
    return Hidden(ANSWERS_SET_ASIDE) if release.is_ended else None


def build_round_result(
    resident_round: ResidentRound, release: Release | None, hidden: Hidden | None
) -> RoundResult:
    nothing = hidden or release is None
    return RoundResult(
        round_id=resident_round.id,
        activity_id=resident_round.activity_id,
        round=resident_round.round,
        opened_on=resident_round.opened_on,
        closes_on=resident_round.closes_on,
        is_over=resident_round.is_over,
        rung=hidden or Rung(release.rung if release else 0),
        people=hidden or disclose_answers(len(release.of) if release else 0),
        figures={} if nothing or release is None else get_figures(release),
        framework_version=resident_round.framework_version,
        collected=release.collected if release else Collected.TEAM,
    )


def get_figures(release: Release) -> dict[str, str | Hidden]:
    """Return the middle answer to each question that enough people answered.

    Figures stored under a lower limit are no longer shown.
    """
    stored, needed = release.figures, get_fewest_for_answers()
    enough = {name for name, each in stored.items() if len(each["of"]) >= needed}
    few = Hidden(N_(TOO_FEW_HERE.text, number=needed))
    return {name: stored[name]["value"] if name in enough else few for name in QUESTION_NAMES}


def get_round_notices(rounds: Sequence[RoundResult]) -> dict[int, RoundNotices]:
    """Return the notices and remarks of rounds whose result is or was public."""
    notices_by_round = {each.round_id: RoundNotices() for each in rounds if each.was_visible}
    if not notices_by_round:
        return notices_by_round
    notices = select(SetAside).where(SetAside.round_id.in_(notices_by_round), SetAside.is_published)
    for notice in session.scalars(notices.order_by(SetAside.id)):
        number = disclose_answers(notice.number)
        notices_by_round[notice.round_id].set_aside.append((notice.reason, number))
    for remark in session.scalars(
        select_public_remarks(each for each in rounds if each.is_visible)
    ):
        notices_by_round[remark.round_id].remarks.append(remark.body)
    return notices_by_round


def select_public_remarks(rounds: Iterable[RoundResult]) -> Select[ResidentRemark]:
    statement = select(ResidentRemark).where(
        ResidentRemark.round_id.in_([each.round_id for each in rounds]),
        ResidentRemark.status == RemarkStatus.PUBLISHED,
    )
    return statement.order_by(ResidentRemark.id)


# Rounds


def list_rounds(actor: Actor, activity: Activity) -> Sequence[ResidentRound]:
    require(policies.can_manage(actor, activity))
    statement = select(ResidentRound).where(ResidentRound.activity_id == activity.id)
    statement = statement.options(joinedload(ResidentRound.activity))
    return session.scalars(statement.order_by(ResidentRound.id.desc())).all()


def select_visible_rounds(actor: Actor) -> Select[ResidentRound]:
    statement = (
        select(ResidentRound)
        .join(ResidentRound.activity)
        .options(joinedload(ResidentRound.activity))
    )
    return statement.where(visible_to(actor))


def get_round(actor: Actor, slug: str, round_id: int, *, to_change: bool = False) -> ResidentRound:
    """Return a round for those who look after it, and for those who collect its answers.

    ``to_change`` locks the row.
    """
    statement = select_visible_rounds(actor).where(
        Activity.slug == slug, ResidentRound.id == round_id
    )
    resident_round = get_one(statement, to_change=to_change)
    require(policies.can_type_in(actor, resident_round, list_holders(resident_round)))
    return resident_round


def get_round_by_link(actor: Actor, key: str, *, to_change: bool = False) -> ResidentRound:
    """Return the round that a link or a poster leads to, while its activity is public."""
    return get_one(
        select_visible_rounds(actor).where(is_public_activity(), ResidentRound.key == key),
        to_change=to_change,
    )


def get_one(statement: Select[ResidentRound], *, to_change: bool) -> ResidentRound:
    locked = statement.with_for_update(of=ResidentRound) if to_change else statement
    return require_found(session.scalars(locked).one_or_none())


def find_open_round(activity: Activity) -> ResidentRound | None:
    statement = select(ResidentRound).where(ResidentRound.open_activity_id == activity.id)
    return session.scalars(statement).one_or_none()


def has_answered(resident_round: ResidentRound, *marks: str) -> bool:
    same = (ResidentAnswer.round_id == resident_round.id, ResidentAnswer.once.in_(marks))
    return bool(session.scalar(select(exists().where(*same))))


# Single answers: for a curator who has no part in the activity


def list_answers(actor: Actor, resident_round: ResidentRound) -> Sequence[ResidentAnswer]:
    require(policies.can_review_answers(actor, resident_round.activity))
    statement = select(ResidentAnswer).where(ResidentAnswer.round_id == resident_round.id)
    return session.scalars(statement.order_by(ResidentAnswer.at, ResidentAnswer.id)).all()


def list_rounds_of_activities(activity_ids: Iterable[int]) -> Sequence[ResidentRound]:
    statement = select(ResidentRound).where(ResidentRound.activity_id.in_(list(activity_ids)))
    return session.scalars(statement.order_by(ResidentRound.id)).all()


def get_counting_answers(round_ids: Iterable[int]) -> dict[int, list[SentAnswer]]:
    """Return what the signs of rounds are read from, by round."""
    answers_by_round: dict[int, list[SentAnswer]] = {each: [] for each in round_ids}
    statement = select(ResidentAnswer).where(
        ResidentAnswer.round_id.in_(list(answers_by_round)), ResidentAnswer.set_aside_id.is_(None)
    )
    for answer in session.scalars(statement.order_by(ResidentAnswer.at, ResidentAnswer.id)):
        answers_by_round[answer.round_id].append(build_sent_answer(answer))
    return answers_by_round


def list_rounds_to_release(actor: Actor) -> Sequence[ResidentRound]:
    """Return the closed rounds that wait for a curator who has no part in their activity."""
    statement = select_rounds_to_release(actor)
    return session.scalars(statement.order_by(ResidentRound.closes_on, ResidentRound.id)).all()


def select_rounds_to_release(actor: Actor) -> Select[ResidentRound]:
    return select_visible_rounds(actor).where(
        is_public_activity(),
        ~was_ever_owned_by(actor),
        ResidentRound.released_at.is_(None),
        ResidentRound.open_activity_id.is_(None),
    )


def list_finished_rounds(today: date) -> Sequence[ResidentRound]:
    """Return the rounds whose last day has passed, and that nobody closed."""
    statement = select(ResidentRound).where(
        ResidentRound.open_activity_id.is_not(None), ResidentRound.closes_on < today
    )
    return session.scalars(statement.order_by(ResidentRound.id)).all()


def list_closing_rounds(actor: Actor, first: date, last: date) -> Sequence[ResidentRound]:
    """Return the open rounds of public activities that close between two days."""
    statement = select_visible_rounds(actor).where(
        is_public_activity(),
        ResidentRound.open_activity_id.is_not(None),
        ResidentRound.closes_on.between(first, last),
    )
    return session.scalars(statement.order_by(ResidentRound.closes_on, ResidentRound.id)).all()


def get_counted_answers(resident_round: ResidentRound) -> dict[int, CountedAnswer]:
    """Return the answers that count, for the rules alone."""
    statement = select(ResidentAnswer).where(
        ResidentAnswer.round_id == resident_round.id, ResidentAnswer.set_aside_id.is_(None)
    )
    answers = session.scalars(statement)
    return {
        each.id: CountedAnswer(each.values, each.given, each.is_independent) for each in answers
    }


def find_account(email: str) -> Actor | None:
    """Return who has an account with an address; nobody where none was given."""
    if not email:
        return None
    person = find_by_email(check_email(email))
    if person is None:
        message = N_("Nobody has an account with this address. If they have none, leave this empty")
        raise RuleBrokenError(message, field="email")
    return person.actor


def list_sheets(resident_round: ResidentRound) -> Sequence[CodeSheet]:
    statement = select(CodeSheet).where(CodeSheet.round_id == resident_round.id)
    return session.scalars(statement.order_by(CodeSheet.id)).all()


def list_printable_sheets(actor: Actor, resident_round: ResidentRound) -> list[CodeSheet]:
    """Return the sheets of a round that an actor may print, the latest first."""
    printable = [
        each
        for each in list_sheets(resident_round)
        if policies.can_print_codes(actor, resident_round, each)
    ]
    return printable[::-1]


def get_sheet(actor: Actor, resident_round: ResidentRound, sheet_id: int) -> CodeSheet:
    code_sheet = require_found(
        next((each for each in list_sheets(resident_round) if each.id == sheet_id), None)
    )
    require(policies.can_print_codes(actor, resident_round, code_sheet))
    return code_sheet


def list_codes(resident_round: ResidentRound) -> set[str]:
    return {code for sheet in list_sheets(resident_round) for code in sheet.codes}


def list_holders(resident_round: ResidentRound) -> set[int]:
    """Return the accounts to which codes of a round were issued."""
    return {sheet.holder_id for sheet in list_sheets(resident_round) if sheet.holder_id is not None}


def list_releases(resident_round: ResidentRound) -> Sequence[Release]:
    statement = select(Release).where(Release.round_id == resident_round.id)
    return session.scalars(statement.order_by(Release.number)).all()


def build_result(release: Release) -> Result:
    stored = release.figures.items()
    figures_by_name = {name: Figure(each["value"], frozenset(each["of"])) for name, each in stored}
    return Result(
        frozenset(release.of),
        Rung(release.rung),
        figures_by_name,
        release.collected,
        release.needed,
    )


def build_sent_answer(answer: ResidentAnswer) -> SentAnswer:
    return SentAnswer(answer.id, answer.at, answer.given, answer.is_quick, answer.values)


def list_held_remarks(resident_round: ResidentRound) -> Sequence[ResidentRemark]:
    """Return what residents added in a round that is not released, in no order that tells when."""
    statement = select(ResidentRemark).where(
        ResidentRemark.round_id == resident_round.id, ResidentRemark.status == RemarkStatus.HELD
    )
    return session.scalars(statement.order_by(ResidentRemark.body)).all()
