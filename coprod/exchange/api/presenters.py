"""What the API tells of each thing: what the page of it is given, said in the same words.

It is the same for everybody: what a visitor may read, whoever asks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.four_ratings.rules import FourRatings, RatingPoint, SourceView
from coprod.challenges.presenters import Card, build_cards
from coprod.core.search_engine.models import SortOrder
from coprod.core.values.actor import VISITOR
from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import N_, Message
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.presenters import (
    DecisionListPage,
    DecisionStory,
    build_story,
    get_rung,
)
from coprod.decisions.records.queries import list_decisions_for_activity
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.presenters import RecordPage, RecordsPage
from coprod.learning.records.queries import list_records_of_activity
from coprod.library.index.enums import ACTIVITY, DECISION, KIND_LABELS, RECORD
from coprod.library.index.presenters import DocumentRow, get_page_address
from coprod.library.stories.presenters import ActivityListPage, ActivityListRow
from coprod.participation.groups.queries import is_activity_shareable
from coprod.reference.lists.enums import LABELS, ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.sections.presenters import LabelledLines, SectionView, build_section_views
from coprod.register.sections.queries import read_sections
from coprod.web.filters import say_date
from coprod.web.language import translate
from coprod.web.mailer import build_address

Told = dict[str, Any]


# Small things


def in_text(told: object) -> str:
    if isinstance(told, (date, datetime, PartialDate)):
        return say_date(told)
    return translate(told) if isinstance(told, Message) else str(told)


def when(told: PartialDate | None) -> str | None:
    return str(told) if told else None


def named(thing: Any) -> Told | None:
    """Return one of our own words, such as an outcome, under its key."""
    return {"key": thing.value, "label": translate(thing.label)} if thing else None


def terms(found: Iterable[Term]) -> list[Told]:
    return [{"key": term.key, "label": term.label} for term in found]


def level(rung: Rung | None) -> Told | None:
    return (
        {"key": rung.key, "label": translate(rung.label), "zone": rung.zone.value} if rung else None
    )


def line(label: Message, *told: object) -> Told:
    return {"label": translate(label), "said": [in_text(each) for each in told if each]}


def link(kind: str, title: str, **name: str) -> Told:
    readable, own = PLACES[kind]
    return {
        "title": title,
        "page": build_address(readable, **name),
        "api": build_address(own, **name),
    }


PLACES = {
    "entry": ("library.stories.activity", "api.entry"),
    "record": ("learning.records.record", "api.record"),
    "decision": ("decisions.records.decision", "api.decision"),
}
"""Where each kind is read by people and by programs."""

# Lists


def paged(
    endpoint: str,
    total: int,
    page: int,
    pages: int,
    get_query: Callable[[int], dict[str, Any]],
) -> Told:
    """Return where one page of a list stands; ``get_query`` gives the query of another page."""
    last = min(page, pages)
    neighbours = {"next": last + 1 if last < pages else 0, "previous": last - 1}
    addresses = {
        name: build_address(endpoint, **get_query(number)) if number else None
        for name, number in neighbours.items()
    }
    return {"total": total, "page": page, "pages": pages, **addresses}


def facets(filters: Sequence[Any]) -> list[Told]:
    return [
        {
            "name": each.name,
            "label": translate(each.label),
            "options": [
                {
                    "key": option.value,
                    "label": translate(option.label),
                    "count": option.count,
                    "is_chosen": option.is_chosen,
                }
                for option in each.options
            ],
        }
        for each in filters
    ]


def entries(shown: ActivityListPage, found: Mapping[int, Activity]) -> Told:
    rated = get_four_ratings(VISITOR, list(found.values()))
    return {
        **paged(
            "api.entries",
            shown.total,
            shown.search.page,
            shown.page_count,
            shown.build_page_address,
        ),
        "did_you_mean": shown.result.correction if shown.result else "",
        "entries": [listed(found[n], rated[n]) for n in shown.activity_ids if n in found],
        "facets": facets(shown.filters),
    }


def records(shown: RecordsPage) -> Told:
    return {
        **paged("api.records", shown.total, shown.record_filter.page, shown.pages, shown.to_page),
        "records": [record_listed(record) for record in shown.records],
        "facets": facets(shown.filters),
    }


def decisions(shown: DecisionListPage) -> Told:
    found = [decision_listed(each) for each in shown.decisions]
    pages = shown.pages, shown.get_page_query
    return {**paged("api.decisions", shown.total, shown.filters.page, *pages), "decisions": found}


# Search

ASKED_OF = {ACTIVITY: "api.entry", RECORD: "api.record", DECISION: "api.decision"}
"""Where programs ask for more of each kind; a collection has its page alone."""


def search_results(shown: ActivityListPage) -> Told:
    answer = shown.result
    return {
        **paged(
            "api.search", shown.total, shown.search.page, shown.page_count, shown.build_page_address
        ),
        "sort": (shown.sort if answer else SortOrder.NEWEST).value,
        "is_plain": answer is None,
        "did_you_mean": answer.correction if answer else "",
        "nearest_words": list(answer.suggestions) if answer else [],
        "without_facets": answer.unfiltered_total if answer and not shown.total else shown.total,
        "results": [result(row) for row in shown.rows if is_there(row)],
        "more_like_these": [result(row) for row in shown.similar_rows if is_there(row)],
        "facets": facets(shown.filters),
    }


def is_there(row: ActivityListRow | DocumentRow) -> bool:
    return not isinstance(row, ActivityListRow) or row.is_readable


def result(row: ActivityListRow | DocumentRow) -> Told:
    page, named = get_page_address(row.kind, row.name)
    asked_of = ASKED_OF.get(row.kind)
    return {
        "kind": {"key": row.kind, "label": translate(KIND_LABELS[row.kind])},
        "title": row.title,
        "slug": row.name,
        "summary": row.summary,
        "published_at": row.at,
        "page": build_address(page, **named),
        "api": build_address(asked_of, **named) if asked_of else None,
        "snippet": [{"text": text, "is_marked": is_marked} for text, is_marked in row.snippet],
        "has_words": list(row.matched_words),
        "lacks_words": list(row.missing_words),
        "ratings": [rating(v) for v in row.ratings.views]
        if isinstance(row, ActivityListRow)
        else [],
    }


# Entries


def entry_link(entry: Activity) -> Told:
    return link("entry", entry.title, slug=entry.slug)


def listed(entry: Activity, ratings: FourRatings) -> Told:
    return {
        **entry_link(entry),
        "slug": entry.slug,
        "summary": entry.summary,
        "led_by": entry.led_by.label if entry.led_by else entry.led_by_name,
        "places": terms(entry.get_terms(ListKind.LOCALITY)),
        "place_words": entry.place_words,
        "started": when(entry.started),
        "ended": when(entry.ended),
        "is_ongoing": entry.is_ongoing,
        "is_example": entry.is_example,
        "may_be_out_of_date": entry.may_be_out_of_date,
        "published_at": entry.published_at,
        "ratings": [rating(view) for view in ratings.views],
    }


def rating(view: SourceView) -> Told:
    told: Told = {
        "source": view.source.value,
        "label": translate(view.source.label),
        "levels": [level(rung) for rung in view.rungs],
        "why_none": "" if view.rungs or not view.why_none else translate(view.why_none),
    }
    mark = view.point
    if mark:
        told["round"] = translate(mark.when)
    if mark and mark.is_by_team:
        told |= {
            "standing": translate(mark.evidence_label) if mark.evidence_label else "",
            "evidence": mark.evidence,
        }
        told |= {"is_provisional": mark.is_provisional, "is_settled": mark.doubts.is_settled}
    if mark and mark.about:
        told["people"] = translate(mark.about)
    if mark and mark.collected:
        told["collected"] = translate(mark.collected)
    if view.earlier:
        told["earlier"] = [earlier(mark) for mark in view.earlier]
    return told


def earlier(mark: RatingPoint) -> Told:
    return {
        "round": translate(mark.when),
        "closed_on": mark.on.isoformat(),
        "level": level(mark.rung),
        "collected": translate(mark.collected) if mark.collected else "",
    }


def entry(found: Activity) -> Told:
    source = None if found.is_example else found.source
    return {
        **listed(found, get_four_ratings(VISITOR, [found])[found.id]),
        "story": found.text.body,
        "learned": found.text.learned,
        "about": [about(listing, found.get_terms(listing)) for listing in listings(found)],
        "sections": [told for each in public_sections(found) if (told := section(each))["lines"]],
        "challenges": [challenge(card) for card in build_cards(VISITOR, found)],
        "source": source and {k: getattr(source, k) for k in ("name", "address", "licence")},
        "learning": [record_link(each) for each in list_records_of_activity(VISITOR, found)],
        "decisions": [decision_link(each) for each in list_decisions_for_activity(VISITOR, found)],
    }


def challenge(card: Card) -> Told:
    return {
        "key": card.challenge.key,
        "label": translate(card.challenge.label),
        "views": [
            {
                "whose": each.view.value,
                "label": translate(each.view.label),
                "state": "told" if each.step is not None else str(each.value),
                "value": each.step,
                "words": translate(each.words),
            }
            for each in card.opinions
        ],
    }


def public_sections(found: Activity) -> list[SectionView]:
    """Return the sections as readers see them: none that is private, counts of people rounded."""
    return build_section_views(read_sections(found), reads_all=False)


def listings(found: Activity) -> list[ListKind]:
    return list(dict.fromkeys(ListKind(term.listing) for term in found.terms))


def about(listing: ListKind, found: Iterable[Term]) -> Told:
    return {"listing": listing.value, "label": translate(LABELS[listing]), "terms": terms(found)}


def section(shown: SectionView) -> Told:
    titled = shown.section.row_title or shown.section.title
    rows: list[LabelledLines] = [(titled, row.lines) for row in shown.rows]
    return {
        "name": shown.section.name,
        "title": translate(shown.section.title),
        "lines": [line(label, *told) for label, told in [*shown.lines, *rows]],
    }


# Learning records


def record_link(found: LearningRecord) -> Told:
    return link("record", found.next_team, lesson=found.slug)


def record_listed(found: LearningRecord) -> Told:
    return {
        **record_link(found),
        "slug": found.slug,
        "tried": found.tried,
        "happened": found.happened,
        "outcome": named(found.outcome),
        "team": found.team if found.shows_team else "",
        "may_be_out_of_date": found.may_be_out_of_date,
        "published_at": found.published_at,
    }


def record(shown: RecordPage) -> Told:
    found, about_entry = shown.record, shown.activity
    return {
        **record_listed(found),
        "written_by": named(found.written_by),
        "entry": entry_link(about_entry)
        if about_entry and is_activity_shareable(about_entry)
        else None,
        "sections": [
            {
                "name": each.name,
                "title": translate(each.title),
                "lines": [line(told.label, told.text) for told in each.lines],
            }
            for each in shown.sections
        ],
        "checked_on": found.checked_on,
        "review_by": found.review_by,
    }


# Decisions


def decision_link(found: DecisionRecord) -> Told:
    return link("decision", found.title, decision=found.slug)


def decision_listed(found: DecisionRecord) -> Told:
    return {
        **decision_link(found),
        "slug": found.slug,
        "decided": translate(found.chosen.sentence) if found.chosen else "",
        "level": level(get_rung(found.chosen.level if found.chosen else None)),
        "reason": found.reason,
        "pledge": found.pledge,
        "hear_back": when(found.hear_back),
        "post": found.signed_post,
        "organisation": found.signed_organisation,
        "signed_at": found.signed_at,
        "is_below": found.is_below,
        "review_by": found.review_by,
        "review_is_overdue": found.review_is_overdue,
    }


def decision(found: DecisionRecord) -> Told:
    told = build_story(VISITOR, found)
    return {
        **decision_listed(found),
        "least_that_is_right": level(told.recommended_rung),
        "most_that_could_be_promised": level(told.stretch_rung),
        "sections": [openness(told)] if told.can_see("hold_openness") else [],
        "held_back": [
            {"part": translate(hold.part.label), "why": hold.reason} for hold in told.holds.values()
        ],
        "entries": [
            entry_link(each.activity)
            for each in told.outcomes
            if is_activity_shareable(each.activity)
        ],
    }


def openness(told: DecisionStory) -> Told:
    it = told.decision
    lines = (
        (N_("Open to change"), it.open_to_change),
        (N_("Not open to change"), it.not_open),
        (N_("The duty to involve people that this relies on:"), it.duty),
    )
    return {
        "name": "openness",
        "title": translate(N_("What is open and what is not")),
        "lines": [line(label, text) for label, text in lines if text],
    }
