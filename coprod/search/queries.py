"""What goes into the index and when. ``SOURCES`` is the one place that names every kind."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from coprod.assessment.queries import latest_submitted
from coprod.db import session
from coprod.history.models import Note
from coprod.kit import clock
from coprod.kit.errors import NotFoundError
from coprod.reference.models import Term
from coprod.register.models import Activity, ActivityTerm
from coprod.register.policies import published
from coprod.register.words import Rung
from coprod.search.models import Meaning
from coprod.search.rules import Source
from coprod.sections.models import ActivityDetail
from coprod.sections.queries import SHARED
from coprod.text_index.rules import Document

ENTRY = "entry"
LATE = timedelta(minutes=15)
"""On PostgreSQL a step may be seen after one of a higher number: so long we look back for it."""


def meanings() -> Sequence[Meaning]:
    return session.scalars(select(Meaning).order_by(Meaning.id)).all()


def meaning(meaning_id: int) -> Meaning:
    found = session.get(Meaning, meaning_id)
    if found is None:
        raise NotFoundError
    return found


def phrases() -> tuple[tuple[str, ...], ...]:
    """Return the groups of phrases that mean the same."""
    kept = session.scalars(select(Meaning.phrases).order_by(Meaning.id))
    return tuple(tuple(group) for group in kept)


def entry_ids() -> Sequence[int]:
    return session.scalars(select(Activity.id).where(published()).order_by(Activity.id)).all()


def entries_of_terms(ids: Sequence[int]) -> Sequence[int]:
    tagged = select(ActivityTerm.activity_id).where(ActivityTerm.term_id.in_(ids))
    led = select(Activity.id).where(Activity.led_by_id.in_(ids))
    return session.scalars(tagged.union(led)).all()


def entry_documents(ids: Sequence[int]) -> Iterator[Document]:
    """Yield what these entries tell everybody: none that is not published, nothing private."""
    whole = (
        joinedload(Activity.led_by),
        joinedload(Activity.text),
        selectinload(Activity.terms),
        selectinload(Activity.promises),
    )
    wanted = select(Activity).where(Activity.id.in_(ids), published()).options(*whole)
    found = session.scalars(wanted).all()
    rungs = latest_submitted(ids)
    kept = select(ActivityDetail).where(ActivityDetail.activity_id.in_(ids))
    details = {each.activity_id: each for each in session.scalars(kept)}
    now = names_now({t.in_use_id for each in found for t in terms_of(each) if t.in_use_id})
    for entry in found:
        yield entry_document(entry, rungs.get(entry.id), details.get(entry.id), now)


def terms_of(entry: Activity) -> list[Term]:
    return [*entry.terms, *([entry.led_by] if entry.led_by else [])]


def names_now(ids: set[int]) -> dict[int, Term]:
    """Return the terms that others became. Most are at hand already."""
    wanted = select(Term).where(Term.id.in_(ids))
    return {term.id: term for term in session.scalars(wanted)} if ids else {}


def entry_document(
    entry: Activity, rung: Rung | None, detail: ActivityDetail | None, now: dict[int, Term]
) -> Document:
    terms = terms_of(entry)
    names = [name for term in terms for name in (term.label, *term.aliases)]
    told = (entry.text.body, entry.text.learned, entry.text.more_words)
    facets = {
        **listed(entry, now),
        "promised": tuple(each.key for each in entry.promised),
        "rung": (rung.key,) if rung else (),
        "zone": (rung.zone.value,) if rung else (),
        "year": (str(entry.started)[:4],) if entry.started else (),
        **sectioned(detail),
    }
    return Document(
        kind=ENTRY,
        number=entry.id,
        title=entry.title,
        summary=entry.summary,
        text="\n\n".join(told),
        labels=tuple(filter(None, (*names, entry.led_by_name, entry.place_words))),
        facets={name: values for name, values in facets.items() if values},
        day=int(entry.published_at.timestamp() * 1000) if entry.published_at else 0,
    )


def listed(entry: Activity, now: dict[int, Term]) -> dict[str, tuple[str, ...]]:
    """Return the keys of what an entry is about, under the names that are in use today."""
    found: dict[str, tuple[str, ...]] = {}
    for term in entry.terms:
        key = now[term.in_use_id].key if term.in_use_id in now else term.key
        found[term.listing] = tuple(dict.fromkeys([*found.get(term.listing, ()), key]))
    led = entry.led_by
    found["organisation"] = (now[led.in_use_id].key if led.in_use_id else led.key,) if led else ()
    return found


def sectioned(detail: ActivityDetail | None) -> dict[str, tuple[str, ...]]:
    if detail is None:
        return {}
    shared = tuple(stage.value for stage, column in SHARED.items() if getattr(detail, column))
    return {"stage": (detail.stage.value,) if detail.stage else (), "co_stage": shared}


SOURCES: tuple[Source, ...] = (
    Source(
        kind=ENTRY,
        everything=entry_ids,
        documents=entry_documents,
        touched={
            "activity": lambda ids: ids,
            "term": entries_of_terms,
            "place": lambda _ids: entry_ids(),
        },
    ),
)


def steps_after(number: int) -> list[tuple[int, str, int]]:
    """Return the steps in the history after one: their numbers, and what they are about."""
    kinds = {kind for source in SOURCES for kind in source.touched}
    wanted = select(Note.id, Note.subject_kind, Note.subject_id)
    wanted = wanted.where(Note.id > number, Note.subject_kind.in_(kinds)).order_by(Note.id)
    return [(number, kind, subject) for number, kind, subject in session.execute(wanted)]


def settled_step() -> int:
    """Return the number of the last step before which none can turn up any more."""
    wanted = select(func.max(Note.id)).where(Note.at < clock.now() - LATE)
    return session.scalar(wanted) or 0


def last_step() -> int:
    return session.scalar(select(func.max(Note.id))) or 0


def touched(steps: Sequence[tuple[int, str, int]]) -> dict[str, set[int]]:
    """Return for each kind of document the keys of those that may tell something else now."""
    found: dict[str, set[int]] = {}
    for source in SOURCES:
        for kind, follow in source.touched.items():
            subjects = sorted({subject for _n, about, subject in steps if about == kind})
            if subjects:
                found.setdefault(source.kind, set()).update(follow(subjects))
    return found


def documents(kind: str, ids: Sequence[int]) -> Iterator[Document]:
    yield from next(source for source in SOURCES if source.kind == kind).documents(ids)
