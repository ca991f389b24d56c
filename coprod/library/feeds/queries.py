"""What search engines and other sites may know of: public things, and when each was changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute

import coprod.decisions.records.policies
import coprod.learning.collections.policies
from coprod.core.audit_trail.enums import get_verb_text
from coprod.core.audit_trail.models import Event
from coprod.core.database import Base, session
from coprod.core.search_engine import ranking
from coprod.core.search_engine.models import SearchResults, SortOrder
from coprod.core.values.actor import VISITOR
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.policies import is_signed
from coprod.decisions.records.queries import is_current
from coprod.engagement.comments.queries import INSIGHT_SUBJECTS
from coprod.engagement.commitments.models import Commitment, CommitmentStep
from coprod.engagement.commitments.queries import select_public
from coprod.intelligence.campaigns.models import Campaign
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.reports.models import Report
from coprod.learning.collections.models import Collection
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.policies import is_public_record
from coprod.library.feeds.enums import NewsTopic
from coprod.library.index.rules import to_milliseconds
from coprod.library.index.tasks import search_index
from coprod.library.stories.queries import LibrarySearch, build_query
from coprod.participation.groups.policies import is_shareable
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import is_readable_by
from coprod.resourcing.funding_pots.models import Pot

MOST_NEWS = 50
SITEMAP_PART_SIZE = 10_000
"""How many addresses one part of the map of the site takes; 50,000 is the most there may be."""


@dataclass(frozen=True)
class PublicPage:
    """Something public: its name in addresses, and the last step in its life that was public."""

    slug: str
    changed_at: datetime | None


@dataclass(frozen=True)
class NewsPeriod:
    """A time, from after one moment up to another; without an end, all of it."""

    since: datetime | None = None
    until: datetime | None = None


def find_news(
    search: LibrarySearch, period: NewsPeriod, when_behind: Callable[[], object]
) -> SearchResults | None:
    """Return what came out in a time and has what a search asks for, the newest first.

    The search page ranks, so one word is enough there. Here nothing is ranked: more than half of
    the words are wanted. Nothing comes back while there is no index to ask.
    """
    query = replace(
        build_query(search),
        sort=SortOrder.NEWEST,
        first=0,
        most=MOST_NEWS,
        since=to_milliseconds(period.since),
        until=to_milliseconds(period.until),
        has_most=True,
    )
    return search_index().ask(lambda index: ranking.search(index, query), when_behind)


@dataclass(frozen=True)
class TopicNews:
    """One piece of news of a topic: where it is read, and a key that never changes."""

    title: str
    about: Message
    at: datetime
    key: str
    endpoint: str
    values: Mapping[str, object]


def list_topic_news(topic: NewsTopic, period: NewsPeriod) -> Sequence[TopicNews]:
    """Return what is new of a topic, the newest first, as visitors may read it now."""
    return TOPIC_NEWS[topic](period)


def list_promise_news(period: NewsPeriod) -> Sequence[TopicNews]:
    """Return the steps of promises. Of an activity that may not leave this place, none."""
    statement = (
        select_public(VISITOR)
        .join(Commitment.steps)
        .with_only_columns(Commitment.words, CommitmentStep)
    )
    statement = statement.where(
        is_shareable(),
        CommitmentStep.read_at.is_not(None),
        *list_period_conditions(CommitmentStep.read_at, period),
    )
    statement = statement.order_by(CommitmentStep.read_at.desc(), CommitmentStep.id.desc())
    rows = session.execute(statement.limit(MOST_NEWS)).all()
    return [
        TopicNews(
            title=excerpt(words),
            about=N_("Promise: %(state)s", state=step.state.label),
            at=step.read_at or step.at,
            key=f"step-{step.id}",
            endpoint="engagement.commitments.promise",
            values={"promise_id": step.commitment_id},
        )
        for words, step in rows
    ]


def list_pot_news(period: NewsPeriod) -> Sequence[TopicNews]:
    statement = select(Event, Pot).join(Pot, Pot.id == Event.subject_id)
    statement = statement.where(*list_event_conditions(Pot, period)).order_by(Event.id.desc())
    rows = session.execute(statement.limit(MOST_NEWS)).all()
    return [
        TopicNews(
            title=pot.name,
            about=get_verb_text(event.verb),
            at=event.at,
            key=f"step-{event.id}",
            endpoint="resourcing.funding_pots.pot",
            values={"pot_id": pot.id},
        )
        for event, pot in rows
    ]


def list_insight_news(period: NewsPeriod) -> Sequence[TopicNews]:
    statement = select(Event).where(
        *list_event_conditions(Insight, period),
        Event.subject_id.in_(INSIGHT_SUBJECTS.select_public_ids()),
    )
    events = session.scalars(statement.order_by(Event.id.desc()).limit(MOST_NEWS)).all()
    subjects = INSIGHT_SUBJECTS.load_by_ids(event.subject_id for event in events)
    return [
        TopicNews(
            title=subjects[event.subject_id].title,
            about=get_verb_text(event.verb),
            at=event.at,
            key=f"step-{event.id}",
            endpoint=subjects[event.subject_id].endpoint,
            values=subjects[event.subject_id].url_values,
        )
        for event in events
    ]


def list_event_conditions(model: type[Base], period: NewsPeriod) -> list[ColumnElement[bool]]:
    is_about = Event.subject_kind == model.__tablename__
    return [is_about, Event.is_public.is_(True), *list_period_conditions(Event.at, period)]


def list_period_conditions(
    column: InstrumentedAttribute[Any], period: NewsPeriod
) -> list[ColumnElement[bool]]:
    return [
        *([column > period.since] if period.since else []),
        *([column <= period.until] if period.until else []),
    ]


TOPIC_NEWS: Mapping[NewsTopic, Callable[[NewsPeriod], Sequence[TopicNews]]] = {
    NewsTopic.PROMISES: list_promise_news,
    NewsTopic.MONEY: list_pot_news,
    NewsTopic.INSIGHTS: list_insight_news,
}


def count_activities() -> int:
    statement = select(func.count(Activity.id)).where(is_readable_by(VISITOR), is_shareable())
    return session.scalar(statement) or 0


def list_activities(part: int) -> Sequence[PublicPage]:
    """Return one part of the public entries, the first being 1."""
    changed = select_last_public_step("activity", Activity.id)
    statement = select(Activity.slug, changed).where(is_readable_by(VISITOR), is_shareable())
    statement = statement.order_by(Activity.id)
    rows = session.execute(
        statement.limit(SITEMAP_PART_SIZE).offset((part - 1) * SITEMAP_PART_SIZE)
    )
    return [PublicPage(slug, at) for slug, at in rows]


def select_last_public_step(kind: str, key: InstrumentedAttribute[int]) -> ScalarSelect[datetime]:
    statement = select(func.max(Event.at)).where(Event.is_public, Event.subject_kind == kind)
    return statement.where(Event.subject_id == key).scalar_subquery()


def list_records() -> Sequence[PublicPage]:
    statement = select(LearningRecord.slug, LearningRecord.published_at).where(is_public_record())
    rows = session.execute(statement.order_by(LearningRecord.id).limit(SITEMAP_PART_SIZE))
    return [PublicPage(slug, at) for slug, at in rows]


def list_signed_decisions() -> Sequence[PublicPage]:
    signed = (coprod.decisions.records.policies.visible_to(VISITOR), is_signed(), is_current())
    statement = select(DecisionRecord.slug, DecisionRecord.signed_at).where(*signed)
    rows = session.execute(statement.order_by(DecisionRecord.id).limit(SITEMAP_PART_SIZE))
    return [PublicPage(slug, at) for slug, at in rows]


def list_reports() -> Sequence[PublicPage]:
    statement = select(Report.slug, Report.made_public_at).where(Report.is_public)
    rows = session.execute(statement.order_by(Report.id).limit(SITEMAP_PART_SIZE))
    return [PublicPage(slug, at) for slug, at in rows]


def list_campaigns() -> Sequence[PublicPage]:
    statement = select(Campaign.slug, Campaign.made_public_at).where(Campaign.is_public)
    rows = session.execute(statement.order_by(Campaign.id).limit(SITEMAP_PART_SIZE))
    return [PublicPage(slug, at) for slug, at in rows]


def list_collections() -> Sequence[PublicPage]:
    statement = (
        select(Collection.slug)
        .where(coprod.learning.collections.policies.visible_to(VISITOR))
        .order_by(Collection.id)
    )
    return [PublicPage(slug, None) for slug in session.scalars(statement.limit(SITEMAP_PART_SIZE))]
