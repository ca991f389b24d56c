"""Reading rounds. What readers are shown comes from the last release, never from the answers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from coprod.accounts.users.queries import find_by_email
from coprod.accounts.users.rules import check_email
from coprod.assessment.resident_rating import policies
from coprod.assessment.resident_rating.enums import (
    ASKED,
    LOOKED_AT,
    NOT_RELEASED,
    TEAM_FIRST,
    TOO_FEW,
    TOO_FEW_HERE,
    Collected,
    Standing,
)
from coprod.assessment.resident_rating.models import (
    CodeSheet,
    Release,
    ResidentAnswer,
    ResidentRemark,
    ResidentRound,
    SetAside,
)
from coprod.assessment.resident_rating.rules import Counted, Figure, Result, Sent
from coprod.assessment.self_assessment.enums import Round
from coprod.core.database import IDS, cache_statement, session
from coprod.core.disclosure import rules as disclosure
from coprod.core.disclosure.enums import Count, Hidden
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import in_hand_of, published, visible_to


@dataclass(frozen=True)
class RoundResult:
    """What anybody may see of one round. ``people`` is how many the result rests on."""

    asking_id: int
    activity_id: int
    round: Round
    opened_on: date
    closes_on: date
    is_over: bool
    rung: Rung | Hidden
    people: Count | Hidden
    figures: Mapping[str, str | Hidden]
    framework_version: int
    collected: Collected = Collected.TEAM

    @property
    def is_shown(self) -> bool:
        return isinstance(self.rung, Rung)

    @property
    def was_shown(self) -> bool:
        """It is shown, or was until an answer in it was set aside: then readers are told why."""
        return isinstance(self.rung, Rung) or self.rung.reason == LOOKED_AT


@dataclass(frozen=True)
class Beside:
    """What stands beside a result that is shown: answers set aside, and words that were added."""

    set_aside: list[tuple[str, Count | Hidden]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def result(actor: Actor, activity: Activity) -> list[RoundResult]:
    """Return the rounds of one entry, the first one first."""
    return results(actor, [activity.id]).get(activity.id, [])


def results(actor: Actor, activity_ids: Sequence[int]) -> dict[int, list[RoundResult]]:
    """Return the rounds of many entries, in one question to the database.

    Only public entries have a result, and it is the same for every reader.
    """
    found: dict[int, list[RoundResult]] = {}
    rows = session.execute(asked_about(actor, clock.today()), {"ids": activity_ids})
    for asking, release, team_first in rows:
        why = why_hidden(asking, release, team_went_first=bool(team_first))
        found.setdefault(asking.activity_id, []).append(shown(asking, release, why))
    return found


@cache_statement
def asked_about(actor: Actor, today: date) -> Select[*tuple[ResidentRound, Release, bool]]:
    """Select the rounds of entries with what was released of each and may be shown on a day."""
    return (
        select(ResidentRound, Release, policies.team_went_first(today))
        .join(Activity, Activity.id == ResidentRound.activity_id)
        .outerjoin(Release, is_last())
        .where(visible_to(actor), published(), ResidentRound.activity_id.in_(IDS))
        .order_by(ResidentRound.id)
    )


def is_last() -> ColumnElement[bool]:
    other = aliased(Release)
    last = (
        select(func.max(other.number))
        .where(other.asking_id == ResidentRound.id)
        .correlate(ResidentRound)
    )
    return (Release.asking_id == ResidentRound.id) & (Release.number == last.scalar_subquery())


def why_hidden(
    asking: ResidentRound, release: Release | None, *, team_went_first: bool
) -> Hidden | None:
    """The first two reasons say nothing of the answers; the others stand only where they do not."""
    if not asking.is_released:
        return Hidden(NOT_RELEASED)
    if not team_went_first:
        return Hidden(TEAM_FIRST)
    if release is None or len(release.of) < max(release.needed, disclosure.limits.fewest):
        return Hidden(N_(TOO_FEW.text, number=disclosure.limits.fewest))
    return Hidden(LOOKED_AT) if release.is_ended else None


def shown(asking: ResidentRound, release: Release | None, why: Hidden | None) -> RoundResult:
    nothing = why or release is None
    return RoundResult(
        asking_id=asking.id,
        activity_id=asking.activity_id,
        round=asking.round,
        opened_on=asking.opened_on,
        closes_on=asking.closes_on,
        is_over=asking.is_over,
        rung=why or Rung(release.rung if release else 0),
        people=why or disclosure.answers(len(release.of) if release else 0),
        figures={} if nothing or release is None else figures(release),
        framework_version=asking.framework_version,
        collected=release.collected if release else Collected.TEAM,
    )


def figures(release: Release) -> dict[str, str | Hidden]:
    """Return the middle answer to each question that enough people answered.

    What was kept of a release that was made under a lower limit is not shown any longer.
    """
    kept, needed = release.figures, disclosure.fewest_for_answers()
    enough = {name for name, each in kept.items() if len(each["of"]) >= needed}
    few = Hidden(N_(TOO_FEW_HERE.text, number=needed))
    return {name: kept[name]["value"] if name in enough else few for name in ASKED}


def beside(rounds: Sequence[RoundResult]) -> dict[int, Beside]:
    """Return what readers are told beside results; nothing where none was shown."""
    found = {each.asking_id: Beside() for each in rounds if each.was_shown}
    if not found:
        return found
    notices = select(SetAside).where(SetAside.asking_id.in_(found), SetAside.is_shown)
    for notice in session.scalars(notices.order_by(SetAside.id)):
        number = disclosure.answers(notice.number)
        found[notice.asking_id].set_aside.append((notice.reason, number))
    for remark in session.scalars(public_remarks(each for each in rounds if each.is_shown)):
        found[remark.asking_id].remarks.append(remark.body)
    return found


def public_remarks(rounds: Iterable[RoundResult]) -> Select[ResidentRemark]:
    wanted = select(ResidentRemark).where(
        ResidentRemark.asking_id.in_([each.asking_id for each in rounds]),
        ResidentRemark.is_ripe,
        ResidentRemark.standing == Standing.PUBLISHED,
    )
    return wanted.order_by(ResidentRemark.id)


# Rounds


def askings(actor: Actor, activity: Activity) -> Sequence[ResidentRound]:
    if not policies.can_manage(actor, activity):
        raise NotAllowedError
    wanted = select(ResidentRound).where(ResidentRound.activity_id == activity.id)
    wanted = wanted.options(joinedload(ResidentRound.activity))
    return session.scalars(wanted.order_by(ResidentRound.id.desc())).all()


def visible(actor: Actor) -> Select[ResidentRound]:
    wanted = (
        select(ResidentRound)
        .join(ResidentRound.activity)
        .options(joinedload(ResidentRound.activity))
    )
    return wanted.where(visible_to(actor))


def asking(actor: Actor, slug: str, asking_id: int, *, to_change: bool = False) -> ResidentRound:
    """Return a round for those who look after it, and for those who collect its answers.

    ``to_change`` lets two writers come in turn.
    """
    wanted = visible(actor).where(Activity.slug == slug, ResidentRound.id == asking_id)
    found = one(wanted, to_change=to_change)
    if not policies.can_type_in(actor, found, holders(found)):
        raise NotAllowedError
    return found


def by_link(actor: Actor, key: str, *, to_change: bool = False) -> ResidentRound:
    """Return the round that a link or a poster leads to, while its entry is public."""
    return one(visible(actor).where(published(), ResidentRound.key == key), to_change=to_change)


def one(wanted: Select[ResidentRound], *, to_change: bool) -> ResidentRound:
    held = wanted.with_for_update(of=ResidentRound) if to_change else wanted
    found = session.scalars(held).one_or_none()
    if found is None:
        raise NotFoundError
    return found


def has_open(activity: Activity) -> ResidentRound | None:
    wanted = select(ResidentRound).where(ResidentRound.open_activity_id == activity.id)
    return session.scalars(wanted).one_or_none()


def has_answered(asking: ResidentRound, *marks: str) -> bool:
    same = (ResidentAnswer.asking_id == asking.id, ResidentAnswer.once.in_(marks))
    return bool(session.scalar(select(exists().where(*same))))


# Single answers: for a curator who has no part in the entry


def answers(actor: Actor, asking: ResidentRound) -> Sequence[ResidentAnswer]:
    if not policies.can_look(actor, asking.activity):
        raise NotAllowedError
    wanted = select(ResidentAnswer).where(ResidentAnswer.asking_id == asking.id)
    return session.scalars(wanted.order_by(ResidentAnswer.at, ResidentAnswer.id)).all()


def rounds_of(activity_ids: Iterable[int]) -> Sequence[ResidentRound]:
    wanted = select(ResidentRound).where(ResidentRound.activity_id.in_(list(activity_ids)))
    return session.scalars(wanted.order_by(ResidentRound.id)).all()


def answers_that_count(asking_ids: Iterable[int]) -> dict[int, list[Sent]]:
    """Return what the signs of rounds are read from, by round."""
    found: dict[int, list[Sent]] = {each: [] for each in asking_ids}
    wanted = select(ResidentAnswer).where(
        ResidentAnswer.asking_id.in_(list(found)), ResidentAnswer.set_aside_id.is_(None)
    )
    for each in session.scalars(wanted.order_by(ResidentAnswer.at, ResidentAnswer.id)):
        found[each.asking_id].append(as_sent(each))
    return found


def to_release(actor: Actor) -> Sequence[ResidentRound]:
    """Return the rounds that have closed and wait for a curator who has no part in their entry."""
    wanted = visible(actor).where(
        published(),
        ~in_hand_of(actor),
        ResidentRound.released_at.is_(None),
        or_(ResidentRound.open_activity_id.is_(None), ResidentRound.closes_on < clock.today()),
    )
    return session.scalars(wanted.order_by(ResidentRound.closes_on, ResidentRound.id)).all()


def counted(asking: ResidentRound) -> dict[int, Counted]:
    """Return the answers that count, for the rules alone."""
    wanted = select(ResidentAnswer).where(
        ResidentAnswer.asking_id == asking.id, ResidentAnswer.set_aside_id.is_(None)
    )
    found = session.scalars(wanted)
    return {each.id: Counted(each.values, each.given, each.is_independent) for each in found}


def account(email: str) -> Actor | None:
    """Return who has an account with an address; nobody where none was given."""
    if not email:
        return None
    found = find_by_email(check_email(email))
    if found is None:
        message = N_("Nobody has an account with this address. If they have none, leave this empty")
        raise RuleBrokenError(message, field="email")
    return found.actor


def sheets(asking: ResidentRound) -> Sequence[CodeSheet]:
    wanted = select(CodeSheet).where(CodeSheet.asking_id == asking.id)
    return session.scalars(wanted.order_by(CodeSheet.id)).all()


def sheets_of(actor: Actor, asking: ResidentRound) -> list[CodeSheet]:
    """Return the sheets of a round that an actor may print, the latest first."""
    found = [each for each in sheets(asking) if policies.can_print_codes(actor, asking, each)]
    return found[::-1]


def sheet(actor: Actor, asking: ResidentRound, sheet_id: int) -> CodeSheet:
    found = next((each for each in sheets(asking) if each.id == sheet_id), None)
    if found is None:
        raise NotFoundError
    if not policies.can_print_codes(actor, asking, found):
        raise NotAllowedError
    return found


def codes(asking: ResidentRound) -> set[str]:
    return {code for sheet in sheets(asking) for code in sheet.codes}


def holders(asking: ResidentRound) -> set[int]:
    """Return the accounts to which codes of a round were issued."""
    return {sheet.holder_id for sheet in sheets(asking) if sheet.holder_id is not None}


def releases(asking: ResidentRound) -> Sequence[Release]:
    wanted = select(Release).where(Release.asking_id == asking.id)
    return session.scalars(wanted.order_by(Release.number)).all()


def as_result(release: Release) -> Result:
    kept = release.figures.items()
    made = {name: Figure(each["value"], frozenset(each["of"])) for name, each in kept}
    return Result(
        frozenset(release.of), Rung(release.rung), made, release.collected, release.needed
    )


def as_sent(answer: ResidentAnswer) -> Sent:
    return Sent(answer.id, answer.at, answer.given, answer.is_quick, answer.values)


def unread(actor: Actor) -> Select[ResidentRemark]:
    """Select what residents added and nobody has read, but for entries the reader had a hand in.

    How much there is would tell them of answers in a round that is open.
    """
    wanted = select(ResidentRemark).join(ResidentRemark.asking).join(ResidentRound.activity)
    return wanted.where(ResidentRemark.standing == Standing.WAITS, ~in_hand_of(actor))


def waiting_remarks(actor: Actor) -> Sequence[ResidentRemark]:
    if not actor.is_at_least(Role.CURATOR):
        return []
    of = joinedload(ResidentRemark.asking).joinedload(ResidentRound.activity)
    return session.scalars(unread(actor).options(of).order_by(ResidentRemark.id)).all()


def remark(actor: Actor, remark_id: int) -> ResidentRemark:
    of = joinedload(ResidentRemark.asking).joinedload(ResidentRound.activity)
    wanted = select(ResidentRemark).where(ResidentRemark.id == remark_id).options(of)
    found = session.scalars(wanted).one_or_none()
    if found is None or not policies.can_look(actor, found.asking.activity):
        raise NotFoundError
    return found
