"""What each kind of public thing tells the index, and what of it has to be written anew.

``SOURCES`` is the one place that names the kinds.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, scoped_session, selectinload

from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.confirmation.queries import get_confirmed_proposals
from coprod.assessment.self_assessment.queries import get_latest_rungs
from coprod.core.audit_trail import queries as history
from coprod.core.audit_trail.models import Event
from coprod.core.audit_trail.queries import EventSummary
from coprod.core.database import open_own_transaction, session
from coprod.core.search_engine.models import Document, build_key
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.core.values.errors import NotFoundError
from coprod.decisions.records.enums import HoldablePart, HoldState
from coprod.decisions.records.models import DecisionRecord, DecisionTerm
from coprod.decisions.records.policies import is_signed
from coprod.decisions.records.queries import is_current
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
from coprod.library.index.enums import COLLECTION, DECISION, ENTRY, LEAVES, NOT_TOLD, RECORD, YES
from coprod.library.index.models import SynonymGroup
from coprod.library.index.rules import Follow, Source, milliseconds
from coprod.participation.groups.queries import list_confined_activity_ids
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import is_public_activity
from coprod.register.sections.models import ActivityDetail
from coprod.register.sections.queries import SHARED_COLUMNS

Facets = dict[str, tuple[str, ...]]
A_BATCH = 200
LATE = timedelta(minutes=15)
"""On PostgreSQL a step may be seen after one of a higher number: so long we look back for it."""
REMOVAL = "removal"
"""About which steps are when something was taken out for good (``coprod.desk.redaction``)."""


# What has to be written anew: the steps in the history that the index does not have yet


def steps_from(number: int, work: Session | scoped_session[Any] = session) -> list[EventSummary]:
    """Return one step in the history and all after it that the index depends on."""
    kinds = frozenset(kind for each in SOURCES for kind in each.touched)
    return history.list_events_from(number, kinds | {REMOVAL}, work)


def committed_steps_from(number: int) -> list[EventSummary]:
    """Return the same as everybody sees it now: this request may look at an older state."""
    with open_own_transaction() as work:
        return steps_from(number, work)


def settled_step() -> int:
    """Return the number of the last step before which none can turn up any more."""
    wanted = select(func.max(Event.id)).where(Event.at < clock.now() - LATE)
    return session.scalar(wanted) or 0


def last_step() -> int:
    return session.scalar(select(func.max(Event.id))) or 0


def touched(steps: Sequence[EventSummary]) -> dict[str, set[int]]:
    """Return for each kind of document the keys of those that may tell something else now."""
    found: dict[str, set[int]] = {}
    for source in SOURCES:
        for kind, follow in source.touched.items():
            subjects = sorted({step.subject_id for step in steps if step.kind == kind})
            if subjects:
                found.setdefault(source.kind, set()).update(follow(subjects))
    return found


def entries_over() -> Sequence[int]:
    """Return the entries that nobody reads any more, because their last day has passed."""
    over = select(Activity.id).where(Activity.status == Status.PUBLISHED, ~is_public_activity())
    return session.scalars(over.order_by(Activity.id)).all()


# Documents, of whatever kind


def documents(kind: str, ids: Sequence[int]) -> Iterator[Document]:
    yield from source_of(kind).documents(ids)


def to_index(kind: str, ids: Sequence[int]) -> Iterator[Document]:
    for some in batches(ids):
        yield from source_of(kind).to_index(some)


def everything(after_each: Callable[[], object] = lambda: None) -> Iterator[Document]:
    """Yield every document that is public. ``after_each`` batch memory may be given back."""
    for source in SOURCES:
        for some in batches(source.everything()):
            yield from source.to_index(some)
            after_each()


def batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[n : n + A_BATCH] for n in range(0, len(ids), A_BATCH))


def source_of(kind: str) -> Source:
    return next(source for source in SOURCES if source.kind == kind)


# What an entry tells


def entry_ids() -> Sequence[int]:
    return session.scalars(
        select(Activity.id).where(is_public_activity()).order_by(Activity.id)
    ).all()


def entries_of_terms(ids: Sequence[int]) -> Sequence[int]:
    tagged = select(ActivityTerm.activity_id).where(ActivityTerm.term_id.in_(ids))
    led = select(Activity.id).where(Activity.led_by_id.in_(ids))
    return session.scalars(tagged.union(led)).all()


def with_sources(ids: Sequence[int]) -> Sequence[int]:
    """What an entry was made from is used the more."""
    return [*ids, *session.scalars(select(Adoption.parent_id).where(Adoption.child_id.in_(ids)))]


def entry_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these entries tell everybody: none that is not published, nothing private."""
    whole = (
        joinedload(Activity.led_by),
        joinedload(Activity.text),
        selectinload(Activity.terms),
        selectinload(Activity.promises),
    )
    wanted = select(Activity).where(Activity.id.in_(ids), is_public_activity()).options(*whole)
    found = session.scalars(wanted).all()
    stays = list_confined_activity_ids()
    rungs, agreed = get_latest_rungs(ids), get_confirmed_proposals(VISITOR, ids)
    kept = select(ActivityDetail).where(ActivityDetail.activity_id.in_(ids))
    details = {each.activity_id: each for each in session.scalars(kept)}
    now = names_now({t.in_use_id for each in found for t in terms_of(each) if t.in_use_id})
    for entry in found:
        facets = {
            **listed(entry, now),
            **rated(rungs.get(entry.id), agreed.get(entry.id)),
            **sectioned(details.get(entry.id)),
            LEAVES: () if entry.id in stays else (YES,),
        }
        yield entry_document(entry, facets)


def entry_document(entry: Activity, known: Facets) -> Document:
    facets = {
        **known,
        "promised": tuple(each.key for each in entry.promised) or (NOT_TOLD,),
        "year": (str(entry.started)[:4],) if entry.started else (),
    }
    return Document(
        kind=ENTRY,
        number=entry.id,
        title=entry.title,
        summary=entry.summary,
        text="\n\n".join((entry.text.body, entry.text.learned, entry.text.more_words)),
        labels=tuple(
            filter(None, (*names_of(terms_of(entry)), entry.led_by_name, entry.place_words))
        ),
        facets={name: values for name, values in facets.items() if values},
        day=milliseconds(entry.published_at),
        name=entry.slug,
    )


def listed(entry: Activity, now: dict[int, Term]) -> Facets:
    """Return the keys of what an entry is about, under the names that are in use today."""
    found, led = narrowed(entry.terms, now), entry.led_by
    found["organisation"] = (now[led.in_use_id].key if led.in_use_id else led.key,) if led else ()
    return found


def rated(rung: Rung | None, agreed: Sequence[Proposal] | None) -> Facets:
    """Return the levels that an entry is found by. Without its own answers it is "not told"."""
    team: Facets = {"rung": (NOT_TOLD,)}
    if rung:
        team = {"rung": (rung.key,), "zone": (rung.zone.value,)}
    return team | ({"confirmed": (Rung(agreed[-1].rung).key,)} if agreed else {})


def sectioned(detail: ActivityDetail | None) -> Facets:
    if detail is None:
        return {}
    shared = tuple(
        stage.value for stage, column in SHARED_COLUMNS.items() if getattr(detail, column)
    )
    return {"stage": (detail.stage.value,) if detail.stage else (), "co_stage": shared}


# What a learning record tells


def record_ids() -> Sequence[int]:
    return session.scalars(
        select(LearningRecord.id).where(is_public_record()).order_by(LearningRecord.id)
    ).all()


def record_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these learning records tell everybody. None says which entry or team it is of."""
    found = list_public_records(ids)
    now = names_now({term.in_use_id for each in found for term in each.terms if term.in_use_id})
    for each in found:
        yield Document(
            kind=RECORD,
            number=each.id,
            title=each.next_team,
            summary=each.tried,
            text="\n\n".join(list_indexable_texts(each)),
            labels=tuple(names_of(each.terms)),
            facets={**narrowed(each.terms, now), **answered(each), LEAVES: (YES,)},
            day=milliseconds(each.published_at),
            name=each.slug,
        )


def answered(record: LearningRecord) -> Facets:
    """Return what a record is found by beside the lists. ``unnamed`` keeps it from its entry."""
    return {
        "outcome": (record.outcome.value,) if record.outcome else (),
        "statement": tuple(each.value for each in get_public_part(record, Effects).statements),
        "unnamed": () if record.shows_team else ("yes",),
    }


def entries_of_records(ids: Sequence[int]) -> Sequence[int]:
    about = select(LearningRecord.activity_id).where(
        LearningRecord.id.in_(ids), LearningRecord.activity_id.is_not(None)
    )
    return [key for key in session.scalars(about) if key is not None]


# What a decision tells


def decision_ids() -> Sequence[int]:
    return session.scalars(select(DecisionRecord.id).where(is_signed(), is_current())).all()


def with_older(ids: Sequence[int]) -> Sequence[int]:
    """A decision that is signed off takes the place of the version before it."""
    older = select(DecisionRecord.replaces_id).where(DecisionRecord.id.in_(ids))
    return [*ids, *(key for key in session.scalars(older) if key)]


def decision_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these decisions tell everybody: signed off, and nothing that is held back."""
    beside = (selectinload(DecisionRecord.terms), joinedload(DecisionRecord.holds))
    wanted = (
        select(DecisionRecord)
        .where(DecisionRecord.id.in_(ids), is_signed(), is_current())
        .options(*beside)
    )
    found = session.scalars(wanted.order_by(DecisionRecord.id)).unique().all()
    now = names_now({term.in_use_id for each in found for term in each.terms if term.in_use_id})
    for each in found:
        yield decision_document(each, now)


def decision_document(decision: DecisionRecord, now: dict[int, Term]) -> Document:
    hidden = {each.part for each in decision.holds if each.state is not HoldState.SHOWN}
    openness = (decision.open_to_change, decision.not_open, decision.duty)
    shown = [t for t in decision.terms if t.listing != ListKind.ORGANISATION]
    terms = shown if HoldablePart.PARTNERS in hidden else decision.terms
    return Document(
        kind=DECISION,
        number=decision.id,
        title=decision.title,
        summary=decision.pledge,
        text="\n\n".join((decision.reason, *(() if HoldablePart.OPENNESS in hidden else openness))),
        labels=(*names_of(terms), decision.signed_post, decision.signed_organisation),
        facets={**narrowed(shown, now), LEAVES: (YES,)},
        day=milliseconds(decision.signed_at),
        name=decision.slug,
    )


# What a collection tells


def collection_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these collections say of themselves; what is in them is found by itself."""
    wanted = (
        select(Collection)
        .where(Collection.id.in_(ids), Collection.is_public)
        .order_by(Collection.id)
    )
    for each in session.scalars(wanted):
        yield Document(
            kind=COLLECTION,
            number=each.id,
            title=each.title,
            summary=each.introduction,
            facets={LEAVES: (YES,)},
            day=milliseconds(each.published_at),
            name=each.slug,
        )


def beside_collections(ids: Sequence[int]) -> dict[int, RankingFacts]:
    """Return by what key each thing is known that a collection holds."""
    wanted = (
        select(Collection).where(Collection.id.in_(ids)).options(selectinload(Collection.items))
    )
    return {
        shelf.id: RankingFacts(facets={"holds": tuple(map(key_of_item, shelf.items))})
        for shelf in session.scalars(wanted.order_by(Collection.id))
    }


def key_of_item(item: CollectionItem) -> str:
    is_entry = item.activity_id is not None
    return build_key(ENTRY if is_entry else RECORD, item.activity_id or item.record_id or 0)


# The lists that they are about


def of_terms(its: InstrumentedAttribute[int], term: InstrumentedAttribute[int]) -> Follow:
    """Follow terms to what is about them."""
    return lambda ids: session.scalars(select(its).where(term.in_(ids))).all()


def terms_of(entry: Activity) -> list[Term]:
    return [*entry.terms, *([entry.led_by] if entry.led_by else [])]


def names_now(ids: set[int]) -> dict[int, Term]:
    """Return the terms that others became. Most are at hand already."""
    wanted = select(Term).where(Term.id.in_(ids))
    return {term.id: term for term in session.scalars(wanted)} if ids else {}


def names_of(terms: Sequence[Term]) -> list[str]:
    return [name for term in terms for name in (term.label, *term.aliases)]


def narrowed(terms: Sequence[Term], now: dict[int, Term]) -> Facets:
    """Return the keys of what something is about, under the names that are in use today."""
    found: Facets = {}
    for term in terms:
        key = now[term.in_use_id].key if term.in_use_id in now else term.key
        found[term.listing] = tuple(dict.fromkeys([*found.get(term.listing, ()), key]))
    return found


SOURCES: tuple[Source, ...] = (
    Source(
        kind=ENTRY,
        everything=entry_ids,
        documents=entry_documents,
        touched={
            "activity": with_sources,
            "learning_record": entries_of_records,
            "term": entries_of_terms,
            "place": lambda _ids: entry_ids(),
        },
        beside=get_ranking_facts_of_activities,
    ),
    Source(
        kind=RECORD,
        everything=record_ids,
        documents=record_documents,
        touched={
            "learning_record": lambda ids: ids,
            "term": of_terms(RecordTerm.record_id, RecordTerm.term_id),
        },
        beside=get_ranking_facts_of_records,
    ),
    Source(
        kind=DECISION,
        everything=decision_ids,
        documents=decision_documents,
        touched={
            "decision": with_older,
            "term": of_terms(DecisionTerm.decision_id, DecisionTerm.term_id),
        },
        beside=lambda _ids: {},
    ),
    Source(
        kind=COLLECTION,
        everything=lambda: session.scalars(select(Collection.id).where(Collection.is_public)).all(),
        documents=collection_documents,
        touched={"collection": lambda ids: ids},
        beside=beside_collections,
    ),
)


# Words that mean the same


def meanings() -> Sequence[SynonymGroup]:
    return session.scalars(select(SynonymGroup).order_by(SynonymGroup.id)).all()


def meaning(meaning_id: int) -> SynonymGroup:
    if found := session.get(SynonymGroup, meaning_id):
        return found
    raise NotFoundError


def phrases() -> tuple[tuple[str, ...], ...]:
    """Return the groups of phrases that mean the same."""
    return tuple(
        tuple(g) for g in session.scalars(select(SynonymGroup.phrases).order_by(SynonymGroup.id))
    )
