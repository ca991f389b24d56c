"""What each kind of public thing tells the index, and what of it has to be written anew.

``SOURCES`` is the one place that names the kinds.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import (
    InstrumentedAttribute,
    Session,
    joinedload,
    scoped_session,
    selectinload,
    undefer,
)

from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.confirmation.queries import get_confirmed_proposals
from coprod.assessment.self_assessment.queries import get_latest_rungs
from coprod.core.audit_trail.models import Event
from coprod.core.audit_trail.queries import EventSummary, list_events_from
from coprod.core.database import open_own_transaction, session
from coprod.core.search_engine.models import Document, build_key
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.core.values.errors import NotFoundError
from coprod.decisions.records.enums import HoldablePart, HoldState
from coprod.decisions.records.models import DecisionRecord, DecisionTerm
from coprod.decisions.records.policies import is_signed
from coprod.decisions.records.queries import is_current
from coprod.intelligence.campaigns.queries import (
    find_campaigns_of_terms,
    list_index_ids,
    list_indexable,
)
from coprod.intelligence.reports.models import Report
from coprod.intelligence.reports.queries import EAGER_LOADS, select_reports
from coprod.learning.adoption.models import Adoption
from coprod.learning.collections.models import Collection, CollectionItem
from coprod.learning.records.models import LearningRecord, RecordTerm
from coprod.learning.records.policies import is_public_record
from coprod.learning.records.queries import (
    get_public_part,
    list_indexable_texts,
    list_public_records,
)
from coprod.learning.records.rules import Effects
from coprod.learning.usefulness.queries import (
    get_ranking_facts_of_activities,
    get_ranking_facts_of_records,
)
from coprod.learning.usefulness.rules import RankingFacts
from coprod.library.index.enums import (
    ACTIVITY,
    CAMPAIGN,
    COLLECTION,
    DECISION,
    MAY_LEAVE,
    NOT_STATED,
    RECORD,
    REPORT,
    YES,
)
from coprod.library.index.models import SynonymGroup
from coprod.library.index.rules import (
    DocumentSource,
    KeyLookup,
    list_words_left_alone,
    to_milliseconds,
)
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import is_public_activity
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.queries import SHARED_COLUMNS

Facets = dict[str, tuple[str, ...]]
BATCH_SIZE = 200
LATE_COMMIT_WINDOW = timedelta(minutes=15)
"""On PostgreSQL a step may be seen after one of a higher number: so long we look back for it."""
REMOVAL = "removal"
"""About which steps are when something was taken out for good (``coprod.desk.redaction``)."""


# What has to be written anew: the steps in the history that the index does not have yet


def list_steps_from(
    number: int, work: Session | scoped_session[Any] = session
) -> list[EventSummary]:
    """Return one step in the history and all after it that the index depends on."""
    kinds = frozenset(kind for each in SOURCES for kind in each.affected_ids)
    return list_events_from(number, kinds | {REMOVAL}, work)


def list_committed_steps_from(number: int) -> list[EventSummary]:
    """Return the same as everybody sees it now: this request may look at an older state."""
    with open_own_transaction() as work:
        return list_steps_from(number, work)


def get_settled_step() -> int:
    """Return the number of the last step before which none can turn up any more."""
    statement = select(func.max(Event.id)).where(Event.at < clock.now() - LATE_COMMIT_WINDOW)
    return session.scalar(statement) or 0


def get_last_step() -> int:
    return session.scalar(select(func.max(Event.id))) or 0


def find_affected_ids(steps: Sequence[EventSummary]) -> dict[str, set[int]]:
    """Return for each kind of document the keys of those that may tell something else now."""
    affected: dict[str, set[int]] = {}
    for source in SOURCES:
        for kind, look_up in source.affected_ids.items():
            subjects = sorted({step.subject_id for step in steps if step.kind == kind})
            if subjects:
                affected.setdefault(source.kind, set()).update(look_up(subjects))
    return affected


def list_expired_activity_ids() -> Sequence[int]:
    """Return the entries that nobody reads any more, because their last day has passed."""
    statement = select(Activity.id).where(
        Activity.status == Status.PUBLISHED, ~is_public_activity()
    )
    return session.scalars(statement.order_by(Activity.id)).all()


# Documents, of whatever kind


def build_documents(kind: str, ids: Sequence[int]) -> Iterator[Document]:
    yield from get_source(kind).build_documents(ids)


def build_indexed_documents(kind: str, ids: Sequence[int]) -> Iterator[Document]:
    for some in split_into_batches(ids):
        yield from get_source(kind).build_indexed_documents(some)


def build_all_documents(after_each: Callable[[], object] = lambda: None) -> Iterator[Document]:
    """Yield every document that is public. ``after_each`` batch memory may be given back."""
    for source in SOURCES:
        for some in split_into_batches(source.list_public_ids()):
            yield from source.build_indexed_documents(some)
            after_each()


def split_into_batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[n : n + BATCH_SIZE] for n in range(0, len(ids), BATCH_SIZE))


def get_source(kind: str) -> DocumentSource:
    return next(source for source in SOURCES if source.kind == kind)


# What an entry tells


def list_activity_ids() -> Sequence[int]:
    return session.scalars(
        select(Activity.id).where(is_public_activity()).order_by(Activity.id)
    ).all()


def find_activities_of_terms(ids: Sequence[int]) -> Sequence[int]:
    tagged = select(ActivityTerm.activity_id).where(ActivityTerm.term_id.in_(ids))
    led = select(Activity.id).where(Activity.led_by_id.in_(ids))
    return session.scalars(tagged.union(led)).all()


def find_with_originals(ids: Sequence[int]) -> Sequence[int]:
    """What an entry was made from is used the more."""
    return [*ids, *session.scalars(select(Adoption.parent_id).where(Adoption.child_id.in_(ids)))]


def build_activity_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these entries tell everybody: none that is not published, nothing private."""
    whole = (
        joinedload(Activity.led_by),
        joinedload(Activity.text),
        selectinload(Activity.terms),
        selectinload(Activity.promises),
    )
    statement = select(Activity).where(Activity.id.in_(ids), is_public_activity()).options(*whole)
    activities = session.scalars(statement).all()
    stays = list_confined_activity_ids()
    rungs, confirmed_rungs = get_latest_rungs(ids), get_confirmed_proposals(VISITOR, ids)
    detail_statement = select(ActivityDetail).where(ActivityDetail.activity_id.in_(ids))
    details = {each.activity_id: each for each in session.scalars(detail_statement)}
    current_terms = load_current_terms(
        {t.in_use_id for each in activities for t in list_terms(each) if t.in_use_id}
    )
    for activity in activities:
        facets = {
            **build_list_facets(activity, current_terms),
            **build_rung_facets(rungs.get(activity.id), confirmed_rungs.get(activity.id)),
            **build_section_facets(details.get(activity.id)),
            MAY_LEAVE: () if activity.id in stays else (YES,),
        }
        yield build_activity_document(activity, facets)


def build_activity_document(activity: Activity, loaded_facets: Facets) -> Document:
    facets = {
        **loaded_facets,
        "promised": tuple(each.key for each in activity.promised) or (NOT_STATED,),
        "year": (str(activity.started)[:4],) if activity.started else (),
    }
    return Document(
        kind=ACTIVITY,
        number=activity.id,
        title=activity.title,
        summary=activity.summary,
        text="\n\n".join((activity.text.body, activity.text.learned, activity.text.more_words)),
        labels=tuple(
            filter(
                None,
                (*list_names(list_terms(activity)), activity.led_by_name, activity.place_words),
            )
        ),
        facets={name: values for name, values in facets.items() if values},
        day=to_milliseconds(activity.published_at),
        name=activity.slug,
    )


def build_list_facets(activity: Activity, current_terms: dict[int, Term]) -> Facets:
    """Return the keys of what an entry is about, under the names that are in use today."""
    facets, led = build_term_facets(activity.terms, current_terms), activity.led_by
    facets["organisation"] = (
        (current_terms[led.in_use_id].key if led.in_use_id else led.key,) if led else ()
    )
    return facets


def build_rung_facets(rung: Rung | None, confirmations: Sequence[Proposal] | None) -> Facets:
    """Return the levels that an entry is found by. Without its own answers it is "not told"."""
    team: Facets = {"rung": (NOT_STATED,)}
    if rung:
        team = {"rung": (rung.key,), "zone": (rung.zone.value,)}
    return team | ({"confirmed": (Rung(confirmations[-1].rung).key,)} if confirmations else {})


def build_section_facets(detail: ActivityDetail | None) -> Facets:
    if detail is None:
        return {}
    shared = tuple(
        stage.value for stage, column in SHARED_COLUMNS.items() if getattr(detail, column)
    )
    return {"stage": (detail.stage.value,) if detail.stage else (), "co_stage": shared}


# What a learning record tells


def list_record_ids() -> Sequence[int]:
    return session.scalars(
        select(LearningRecord.id).where(is_public_record()).order_by(LearningRecord.id)
    ).all()


def build_record_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these learning records tell everybody. None says which entry or team it is of."""
    records = list_public_records(ids)
    current_terms = load_current_terms(
        {term.in_use_id for each in records for term in each.terms if term.in_use_id}
    )
    for each in records:
        yield Document(
            kind=RECORD,
            number=each.id,
            title=each.next_team,
            summary=each.tried,
            text="\n\n".join(list_indexable_texts(each)),
            labels=tuple(list_names(each.terms)),
            facets={
                **build_term_facets(each.terms, current_terms),
                **build_record_facets(each),
                MAY_LEAVE: (YES,),
            },
            day=to_milliseconds(each.published_at),
            name=each.slug,
        )


def build_record_facets(record: LearningRecord) -> Facets:
    """Return what a record is found by beside the lists. ``unnamed`` keeps it from its entry."""
    return {
        "outcome": (record.outcome.value,) if record.outcome else (),
        "statement": tuple(each.value for each in get_public_part(record, Effects).statements),
        "unnamed": () if record.shows_team else ("yes",),
    }


def find_activities_of_records(ids: Sequence[int]) -> Sequence[int]:
    statement = select(LearningRecord.activity_id).where(
        LearningRecord.id.in_(ids), LearningRecord.activity_id.is_not(None)
    )
    return [key for key in session.scalars(statement) if key is not None]


# What a decision tells


def list_decision_ids() -> Sequence[int]:
    return session.scalars(select(DecisionRecord.id).where(is_signed(), is_current())).all()


def find_with_replaced(ids: Sequence[int]) -> Sequence[int]:
    """A decision that is signed off takes the place of the version before it."""
    older = select(DecisionRecord.replaces_id).where(DecisionRecord.id.in_(ids))
    return [*ids, *(key for key in session.scalars(older) if key)]


def build_decision_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these decisions tell everybody: signed off, and nothing that is held back."""
    relations = (selectinload(DecisionRecord.terms), joinedload(DecisionRecord.holds))
    statement = (
        select(DecisionRecord)
        .where(DecisionRecord.id.in_(ids), is_signed(), is_current())
        .options(*relations)
    )
    decisions = session.scalars(statement.order_by(DecisionRecord.id)).unique().all()
    current_terms = load_current_terms(
        {term.in_use_id for each in decisions for term in each.terms if term.in_use_id}
    )
    for each in decisions:
        yield build_decision_document(each, current_terms)


def build_decision_document(decision: DecisionRecord, current_terms: dict[int, Term]) -> Document:
    hidden = {each.part for each in decision.holds if each.state is not HoldState.SHOWN}
    openness = (decision.open_to_change, decision.not_open, decision.duty)
    public_terms = [t for t in decision.terms if t.listing != ListKind.ORGANISATION]
    terms = public_terms if HoldablePart.PARTNERS in hidden else decision.terms
    return Document(
        kind=DECISION,
        number=decision.id,
        title=decision.title,
        summary=decision.pledge,
        text="\n\n".join((decision.reason, *(() if HoldablePart.OPENNESS in hidden else openness))),
        labels=(*list_names(terms), decision.signed_post, decision.signed_organisation),
        facets={**build_term_facets(public_terms, current_terms), MAY_LEAVE: (YES,)},
        day=to_milliseconds(decision.signed_at),
        name=decision.slug,
    )


# What a collection tells


def build_collection_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these collections say of themselves; what is in them is found by itself."""
    statement = (
        select(Collection)
        .where(Collection.id.in_(ids), Collection.is_public)
        .order_by(Collection.id)
    )
    for collection in session.scalars(statement):
        yield Document(
            kind=COLLECTION,
            number=collection.id,
            title=collection.title,
            summary=collection.introduction,
            facets={MAY_LEAVE: (YES,)},
            day=to_milliseconds(collection.published_at),
            name=collection.slug,
        )


def load_collection_extras(ids: Sequence[int]) -> dict[int, RankingFacts]:
    """Return by what key each thing is known that a collection holds."""
    statement = (
        select(Collection).where(Collection.id.in_(ids)).options(selectinload(Collection.items))
    )
    return {
        collection.id: RankingFacts(facets={"holds": tuple(map(get_item_key, collection.items))})
        for collection in session.scalars(statement.order_by(Collection.id))
    }


def get_item_key(item: CollectionItem) -> str:
    is_entry = item.activity_id is not None
    return build_key(ACTIVITY if is_entry else RECORD, item.activity_id or item.record_id or 0)


# What a report tells


def list_report_ids() -> Sequence[int]:
    return session.scalars(select_reports(VISITOR).with_only_columns(Report.id)).all()


def build_report_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these reports tell everybody: those that a curator has read and made public."""
    statement = select_reports(VISITOR).where(Report.id.in_(ids)).order_by(Report.id)
    reports = session.scalars(statement.options(*EAGER_LOADS, undefer(Report.text))).all()
    current_terms = load_current_terms(
        {term.in_use_id for each in reports for term in each.subjects if term.in_use_id}
    )
    for each in reports:
        recommended = (f"{each.words}\n{each.reply}" for each in each.recommendations)
        yield Document(
            kind=REPORT,
            number=each.id,
            title=each.title,
            summary=each.summary,
            text="\n\n".join((*recommended, each.text)),
            labels=(each.publisher, *list_names(each.subjects)),
            facets={
                **build_term_facets(each.subjects, current_terms),
                "year": (str(each.starts or each.published)[:4],),
                MAY_LEAVE: (YES,),
            },
            day=to_milliseconds(each.made_public_at),
            name=each.slug,
        )


def find_reports_of_terms(ids: Sequence[int]) -> Sequence[int]:
    columns = (Report.service_id, Report.locality_id, Report.group_id)
    return session.scalars(select(Report.id).where(or_(*(c.in_(ids) for c in columns)))).all()


# What a campaign tells


def build_campaign_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these campaigns tell everybody; what belongs to them is found by itself."""
    campaigns = list_indexable(ids)
    current_terms = load_current_terms(
        {term.in_use_id for each in campaigns for term in each.terms if term.in_use_id}
    )
    for each in campaigns:
        yield Document(
            kind=CAMPAIGN,
            number=each.id,
            title=each.name,
            summary=each.purpose,
            text="\n\n".join((each.heard, each.came_of)),
            labels=(each.run_by, *list_names(each.terms)),
            facets={
                **build_term_facets(each.terms, current_terms),
                "year": (str(each.starts)[:4],),
                MAY_LEAVE: (YES,),
            },
            day=to_milliseconds(each.made_public_at),
            name=each.slug,
        )


# The lists that they are about


def look_up_by_term(key: InstrumentedAttribute[int], term: InstrumentedAttribute[int]) -> KeyLookup:
    """Follow terms to what is about them."""
    return lambda ids: session.scalars(select(key).where(term.in_(ids))).all()


def list_terms(activity: Activity) -> list[Term]:
    return [*activity.terms, *([activity.led_by] if activity.led_by else [])]


def load_current_terms(ids: set[int]) -> dict[int, Term]:
    """Return the terms that others became. Most are at hand already."""
    statement = select(Term).where(Term.id.in_(ids))
    return {term.id: term for term in session.scalars(statement)} if ids else {}


def list_names(terms: Sequence[Term]) -> list[str]:
    return [name for term in terms for name in (term.label, *term.aliases)]


def build_term_facets(terms: Sequence[Term], current_terms: dict[int, Term]) -> Facets:
    """Return the keys of what something is about, under the names that are in use today."""
    facets: Facets = {}
    for term in terms:
        key = current_terms[term.in_use_id].key if term.in_use_id in current_terms else term.key
        facets[term.listing] = tuple(dict.fromkeys([*facets.get(term.listing, ()), key]))
    return facets


SOURCES: tuple[DocumentSource, ...] = (
    DocumentSource(
        kind=ACTIVITY,
        list_public_ids=list_activity_ids,
        build_documents=build_activity_documents,
        affected_ids={
            "activity": find_with_originals,
            "learning_record": find_activities_of_records,
            "term": find_activities_of_terms,
            "place": lambda _ids: list_activity_ids(),
        },
        load_extras=get_ranking_facts_of_activities,
    ),
    DocumentSource(
        kind=RECORD,
        list_public_ids=list_record_ids,
        build_documents=build_record_documents,
        affected_ids={
            "learning_record": lambda ids: ids,
            "term": look_up_by_term(RecordTerm.record_id, RecordTerm.term_id),
        },
        load_extras=get_ranking_facts_of_records,
    ),
    DocumentSource(
        kind=DECISION,
        list_public_ids=list_decision_ids,
        build_documents=build_decision_documents,
        affected_ids={
            "decision": find_with_replaced,
            "term": look_up_by_term(DecisionTerm.decision_id, DecisionTerm.term_id),
        },
        load_extras=lambda _ids: {},
    ),
    DocumentSource(
        kind=COLLECTION,
        list_public_ids=lambda: session.scalars(
            select(Collection.id).where(Collection.is_public)
        ).all(),
        build_documents=build_collection_documents,
        affected_ids={"collection": lambda ids: ids},
        load_extras=load_collection_extras,
    ),
    DocumentSource(
        kind=REPORT,
        list_public_ids=list_report_ids,
        build_documents=build_report_documents,
        affected_ids={"report": lambda ids: ids, "term": find_reports_of_terms},
        load_extras=lambda _ids: {},
    ),
    DocumentSource(
        kind=CAMPAIGN,
        list_public_ids=list_index_ids,
        build_documents=build_campaign_documents,
        affected_ids={"campaign": lambda ids: ids, "term": find_campaigns_of_terms},
        load_extras=lambda _ids: {},
    ),
)


# Words that mean the same


def list_synonym_groups() -> Sequence[SynonymGroup]:
    return session.scalars(select(SynonymGroup).order_by(SynonymGroup.id)).all()


def get_synonym_group(group_id: int) -> SynonymGroup:
    if group := session.get(SynonymGroup, group_id):
        return group
    raise NotFoundError


def list_synonyms() -> tuple[tuple[str, ...], ...]:
    """Return the groups of phrases that mean the same."""
    return tuple(
        tuple(g) for g in session.scalars(select(SynonymGroup.phrases).order_by(SynonymGroup.id))
    )


def list_names_left_alone() -> frozenset[str]:
    """Return the words that the search never puts right, with those of curators' lists."""
    named = [each for each in ListKind if not each.holds_patterns]
    labels = session.scalars(select(Term.label).where(Term.listing.in_(named)))
    return list_words_left_alone(labels.all())
