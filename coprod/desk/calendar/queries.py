"""What comes in the next weeks: a few questions for each kind, however much there is."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.assessment.resident_rating.queries import list_closing_rounds
from coprod.board.meetings.queries import list_between
from coprod.board.packs.queries import list_meetings
from coprod.core import keyring
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.phrases import N_, Message, quote
from coprod.desk.calendar import policies, rules
from coprod.desk.calendar.enums import CalendarKind
from coprod.desk.calendar.models import CalendarAddress
from coprod.desk.calendar.rules import CalendarItem
from coprod.desk.chase.queries import list_consent_ends, list_money_ends
from coprod.engagement.commitments.queries import list_due
from coprod.participation.directory.queries import list_ending_between
from coprod.register.activities.models import Activity
from coprod.resourcing.requests.queries import list_ends
from coprod.reviews.queries import list_waiting


def list_items(actor: Actor) -> list[CalendarItem]:
    """Return what comes in the weeks of the calendar, in the order of time."""
    require(policies.can_see_calendar(actor))
    first, last = rules.find_window(clock.today())
    return rules.sort_items(item for find in FINDERS for item in find(actor, first, last))


def find_reviews(actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    """Yield what this actor may decide, in the file by its kind alone: it is not public yet."""
    for each in list_waiting(actor):
        if each.may_decide and first <= each.review.due_on <= last:
            yield CalendarItem(
                CalendarKind.REVIEWS,
                each.review.id,
                each.review.due_on,
                title=each.kind.get_title(each.subject),
                summary=N_("Waiting to be read: %(kind)s", kind=each.kind.label),
                endpoint="reviews.reviews.review",
                values={"review_id": each.review.id},
            )


def find_promises(_actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    for each in list_due(first, last):
        yield CalendarItem(
            CalendarKind.PROMISES,
            each.id,
            each.due.latest,
            title=quote(each.activity.title),
            summary=N_("A promise is due: %(title)s", title=each.activity.title),
            endpoint="engagement.commitments.step",
            values={"promise_id": each.id},
        )


def find_money(_actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    for activity, day in dict.fromkeys(list_money_ends(first, last)):
        summary = N_("Money ends: %(title)s", title=activity.title)
        yield build_activity_item(CalendarKind.MONEY, activity, day, summary)


def find_resources(actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    """Yield what partners agreed to until a day. The file names no request that is not public."""
    for each, day in list_ends(actor, first, last):
        kind = CalendarKind.RESOURCES
        summary = N_("What a partner gives ends: %(purpose)s", purpose=each.purpose)
        yield CalendarItem(
            kind,
            each.id,
            day,
            title=quote(each.purpose),
            summary=summary if each.is_public else kind.label,
            endpoint="resourcing.requests.request",
            values={"resource_id": each.id},
        )


def find_consents(_actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    """Yield the activities with a consent that ends, never what it is about or whose it is."""
    ends = ((each.activity, each.until) for each in list_consent_ends(first, last))
    for activity, day in dict.fromkeys(ends):
        if day is not None:
            summary = N_("A consent ends")
            yield build_activity_item(CalendarKind.CONSENTS, activity, day, summary)


def find_community_groups(_actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    """Yield the community groups whose consent to be listed ends."""
    for each in list_ending_between(first, last):
        yield CalendarItem(
            CalendarKind.CONSENTS,
            each.id,
            each.consent_until,
            title=quote(each.name),
            summary=N_("The consent of a community group ends: %(group)s", group=each.name),
            endpoint="participation.directory.community_group",
            values={"connector": each.slug},
        )


def find_rounds(actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    for each in list_closing_rounds(actor, first, last):
        yield CalendarItem(
            CalendarKind.ROUNDS,
            each.id,
            each.closes_on,
            title=quote(each.activity.title),
            summary=N_("A residents’ round closes: %(title)s", title=each.activity.title),
            endpoint="library.stories.activity",
            values={"slug": each.activity.slug},
        )


def find_meetings(actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    for each in list_meetings(actor, first, last):
        yield CalendarItem(
            CalendarKind.MEETINGS,
            each.id,
            each.meeting_on,
            title=quote(each.title),
            summary=N_("Meeting with a Board pack: %(board)s", board=each.board_label),
            endpoint="board.packs.pack",
            values={"pack": each.slug},
        )


def find_group_meetings(actor: Actor, first: date, last: date) -> Iterator[CalendarItem]:
    """Yield meetings and their papers. The file names no board that meets in private."""
    for each in list_between(actor, first, last):
        name = each.group.name
        days = (
            (CalendarKind.GROUP_MEETINGS, each.day, N_("Meeting: %(board)s", board=name)),
            (CalendarKind.PAPERS, each.papers_on, N_("Papers are due: %(board)s", board=name)),
        )
        for kind, day, summary in days:
            if first <= day <= last:
                yield CalendarItem(
                    kind,
                    each.id,
                    day,
                    title=quote(name),
                    summary=summary if each.is_public else kind.label,
                    endpoint="board.meetings.meeting",
                    values={"meeting_id": each.id},
                )


FINDERS: Sequence[Callable[[Actor, date, date], Iterator[CalendarItem]]] = (
    find_reviews,
    find_promises,
    find_money,
    find_resources,
    find_consents,
    find_community_groups,
    find_rounds,
    find_meetings,
    find_group_meetings,
)


def build_activity_item(
    kind: CalendarKind, activity: Activity, day: date, summary: Message
) -> CalendarItem:
    return CalendarItem(
        kind,
        activity.id,
        day,
        title=quote(activity.title),
        summary=summary,
        endpoint="library.stories.activity",
        values={"slug": activity.slug},
    )


# The private address


def find_address(actor: Actor) -> CalendarAddress | None:
    statement = select(CalendarAddress).where(CalendarAddress.person_id == actor.id)
    return session.scalars(statement).one_or_none()


def get_reader(token: str) -> Actor:
    """Return whose calendar a private address is of, while they may see it."""
    statement = (
        select(CalendarAddress)
        .where(CalendarAddress.token_hash == keyring.hash_token(token))
        .options(joinedload(CalendarAddress.person))
    )
    person = require_found(session.scalars(statement).one_or_none()).person
    require(person.active and policies.can_see_calendar(person.actor), NotFoundError)
    return person.actor


def get_token(address: CalendarAddress) -> str:
    return keyring.find_link_token(address.encrypted_token, address.token_hash, ())
