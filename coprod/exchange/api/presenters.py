"""Builds the answers of the API from the content of the pages, in the same words.

They are the same for everybody: what a visitor may read, whoever asks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.four_ratings.rules import FourRatings, RatingPoint, SourceView
from coprod.assessment.quick_pass.rules import QuickPassPoint
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
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from coprod.register.sections.presenters import LabelledLines, SectionView, build_section_views
from coprod.register.sections.queries import read_sections
from coprod.web.filters import say_date
from coprod.web.language import translate
from coprod.web.mailer import build_address

JsonObject = dict[str, Any]


# Values and links


def format_value(value: object) -> str:
    if isinstance(value, (date, datetime, PartialDate)):
        return say_date(value)
    return translate(value) if isinstance(value, Message) else str(value)


def format_partial_date(date: PartialDate | None) -> str | None:
    return str(date) if date else None


def build_named(thing: Any) -> JsonObject | None:
    """Return one of our own words, such as an outcome, under its key."""
    return {"key": thing.value, "label": translate(thing.label)} if thing else None


def build_terms(terms: Iterable[Term]) -> list[JsonObject]:
    return [{"key": term.key, "label": term.label} for term in terms]


def build_level(rung: Rung | None) -> JsonObject | None:
    return (
        {"key": rung.key, "label": translate(rung.label), "zone": rung.zone.value} if rung else None
    )


def build_line(label: Message, *values: object) -> JsonObject:
    return {"label": translate(label), "said": [format_value(value) for value in values if value]}


def build_link(kind: str, title: str, **url_values: str) -> JsonObject:
    page_endpoint, api_endpoint = ENDPOINTS[kind]
    return {
        "title": title,
        "page": build_address(page_endpoint, **url_values),
        "api": build_address(api_endpoint, **url_values),
    }


ENDPOINTS = {
    "entry": ("library.stories.activity", "api.entry"),
    "record": ("learning.records.record", "api.record"),
    "decision": ("decisions.records.decision", "api.decision"),
}
"""Where each kind is read by people and by programs."""

# Lists


def build_paging(
    endpoint: str, total: int, page: int, pages: int, get_query: Callable[[int], dict[str, Any]]
) -> JsonObject:
    """Return the place of a page in its list; ``get_query`` gives the query of another page."""
    last = min(page, pages)
    neighbours = {"next": last + 1 if last < pages else 0, "previous": last - 1}
    addresses = {
        name: build_address(endpoint, **get_query(number)) if number else None
        for name, number in neighbours.items()
    }
    return {"total": total, "page": page, "pages": pages, **addresses}


def build_facets(filters: Sequence[Any]) -> list[JsonObject]:
    return [
        {
            "name": facet.name,
            "label": translate(facet.label),
            "options": [
                {
                    "key": option.value,
                    "label": translate(option.label),
                    "count": option.count,
                    "is_chosen": option.is_chosen,
                }
                for option in facet.options
            ],
        }
        for facet in filters
    ]


def build_entry_list(page: ActivityListPage, activities: Mapping[int, Activity]) -> JsonObject:
    ratings = get_four_ratings(VISITOR, list(activities.values()))
    return {
        **build_paging(
            "api.entries", page.total, page.search.page, page.page_count, page.build_page_address
        ),
        "did_you_mean": page.result.correction if page.result else "",
        "entries": [
            build_entry_summary(activities[n], ratings[n])
            for n in page.activity_ids
            if n in activities
        ],
        "facets": build_facets(page.filters),
    }


def build_record_list(page: RecordsPage) -> JsonObject:
    return {
        **build_paging(
            "api.records", page.total, page.record_filter.page, page.pages, page.to_page
        ),
        "records": [build_record_summary(record) for record in page.records],
        "facets": build_facets(page.filters),
    }


def build_decision_list(page: DecisionListPage) -> JsonObject:
    summaries = [build_decision_summary(decision) for decision in page.decisions]
    pages = page.pages, page.get_page_query
    return {
        **build_paging("api.decisions", page.total, page.filters.page, *pages),
        "decisions": summaries,
    }


# Search

API_ENDPOINTS = {ACTIVITY: "api.entry", RECORD: "api.record", DECISION: "api.decision"}
"""The endpoint for one of each kind. Collections, reports and campaigns have a page alone."""


def build_search_results(page: ActivityListPage) -> JsonObject:
    answer = page.result
    return {
        **build_paging(
            "api.search", page.total, page.search.page, page.page_count, page.build_page_address
        ),
        "sort": (page.sort if answer else SortOrder.NEWEST).value,
        "is_plain": answer is None,
        "did_you_mean": answer.correction if answer else "",
        "nearest_words": list(answer.suggestions) if answer else [],
        "without_facets": answer.unfiltered_total if answer and not page.total else page.total,
        "results": [build_result(row) for row in page.rows if is_readable(row)],
        "more_like_these": [build_result(row) for row in page.similar_rows if is_readable(row)],
        "facets": build_facets(page.filters),
    }


def is_readable(row: ActivityListRow | DocumentRow) -> bool:
    return not isinstance(row, ActivityListRow) or row.is_readable


def build_result(row: ActivityListRow | DocumentRow) -> JsonObject:
    page_endpoint, url_values = get_page_address(row.kind, row.name)
    api_endpoint = API_ENDPOINTS.get(row.kind)
    return {
        "kind": {"key": row.kind, "label": translate(KIND_LABELS[row.kind])},
        "title": row.title,
        "slug": row.name,
        "summary": row.summary,
        "published_at": row.at,
        "page": build_address(page_endpoint, **url_values),
        "api": build_address(api_endpoint, **url_values) if api_endpoint else None,
        "snippet": [{"text": text, "is_marked": is_marked} for text, is_marked in row.snippet],
        "has_words": list(row.matched_words),
        "lacks_words": list(row.missing_words),
        "ratings": [build_rating(view) for view in row.ratings.views]
        if isinstance(row, ActivityListRow)
        else [],
    }


# Activities, which the API calls entries


def build_entry_link(activity: Activity) -> JsonObject:
    return build_link("entry", activity.title, slug=activity.slug)


def build_entry_summary(activity: Activity, ratings: FourRatings) -> JsonObject:
    return {
        **build_entry_link(activity),
        "slug": activity.slug,
        "summary": activity.summary,
        "led_by": activity.led_by.label if activity.led_by else activity.led_by_name,
        "places": build_terms(activity.get_terms(ListKind.LOCALITY)),
        "place_words": activity.place_words,
        "started": format_partial_date(activity.started),
        "ended": format_partial_date(activity.ended),
        "is_ongoing": activity.is_ongoing,
        "is_example": activity.is_example,
        "may_be_out_of_date": activity.may_be_out_of_date,
        "published_at": activity.published_at,
        "ratings": [build_rating(view) for view in ratings.views],
    }


def build_rating(view: SourceView) -> JsonObject:
    content: JsonObject = {
        "source": view.source.value,
        "label": translate(view.source.label),
        "levels": [build_level(rung) for rung in view.rungs],
        "why_none": "" if view.rungs or not view.why_none else translate(view.why_none),
    }
    if view.quick_pass:
        content["quick_pass"] = build_quick_pass(view.quick_pass)
    if view.point:
        content |= build_point(view.point)
    if view.earlier:
        content["earlier"] = [build_earlier_round(point) for point in view.earlier]
    return content


def build_point(point: RatingPoint) -> JsonObject:
    content: JsonObject = {"round": translate(point.when)}
    if point.is_by_team:
        content |= {
            "standing": translate(point.evidence_label) if point.evidence_label else "",
            "evidence": point.evidence,
        }
        content |= {"is_provisional": point.is_provisional, "is_settled": point.doubts.is_settled}
    if point.about:
        content["people"] = translate(point.about)
    if point.collected:
        content["collected"] = translate(point.collected)
    return content


def build_quick_pass(point: QuickPassPoint) -> JsonObject:
    return {
        "on": point.on.isoformat(),
        "words": translate(point.label),
        "level": build_level(point.rung) if point.rung else None,
    }


def build_earlier_round(point: RatingPoint) -> JsonObject:
    return {
        "round": translate(point.when),
        "closed_on": point.on.isoformat(),
        "level": build_level(point.rung),
        "collected": translate(point.collected) if point.collected else "",
    }


def build_entry(activity: Activity) -> JsonObject:
    source = None if activity.is_example else activity.source
    return {
        **build_entry_summary(activity, get_four_ratings(VISITOR, [activity])[activity.id]),
        "story": activity.text.body,
        "learned": activity.text.learned,
        "about": [
            build_list_terms(list_kind, activity.get_terms(list_kind))
            for list_kind in get_list_kinds(activity)
        ],
        "sections": [
            content
            for section in list_public_sections(activity)
            if (content := build_section(section))["lines"]
        ],
        "challenges": [build_challenge(card) for card in build_cards(VISITOR, activity)],
        "source": source and {k: getattr(source, k) for k in ("name", "address", "licence")},
        "learning": [
            build_record_link(record) for record in list_records_of_activity(VISITOR, activity)
        ],
        "decisions": [
            build_decision_link(decision)
            for decision in list_decisions_for_activity(VISITOR, activity)
        ],
    }


def build_challenge(card: Card) -> JsonObject:
    return {
        "key": card.challenge.key,
        "label": translate(card.challenge.label),
        "views": [
            {
                "whose": opinion.view.value,
                "label": translate(opinion.view.label),
                "state": "told" if opinion.step is not None else str(opinion.value),
                "value": opinion.step,
                "words": translate(opinion.words),
            }
            for opinion in card.opinions
        ],
    }


def list_public_sections(activity: Activity) -> list[SectionView]:
    """Return the sections as readers see them: none that is private, counts of people rounded."""
    return build_section_views(read_sections(activity), reads_all=False)


def get_list_kinds(activity: Activity) -> list[ListKind]:
    return list(dict.fromkeys(ListKind(term.listing) for term in activity.terms))


def build_list_terms(list_kind: ListKind, terms: Iterable[Term]) -> JsonObject:
    return {
        "listing": list_kind.value,
        "label": translate(list_kind.label),
        "terms": build_terms(terms),
    }


def build_section(view: SectionView) -> JsonObject:
    row_title = view.section.row_title or view.section.title
    rows: list[LabelledLines] = [(row_title, row.lines) for row in view.rows]
    return {
        "name": view.section.name,
        "title": translate(view.section.title),
        "lines": [build_line(label, *values) for label, values in [*view.lines, *rows]],
    }


# Learning records


def build_record_link(record: LearningRecord) -> JsonObject:
    return build_link("record", record.next_team, record_slug=record.slug)


def build_record_summary(record: LearningRecord) -> JsonObject:
    return {
        **build_record_link(record),
        "slug": record.slug,
        "tried": record.tried,
        "happened": record.happened,
        "outcome": build_named(record.outcome),
        "team": record.team if record.shows_team else "",
        "may_be_out_of_date": record.may_be_out_of_date,
        "published_at": record.published_at,
    }


def build_record(page: RecordPage) -> JsonObject:
    record, activity = page.record, page.activity
    return {
        **build_record_summary(record),
        "written_by": build_named(record.written_by),
        "entry": build_entry_link(activity)
        if activity and is_activity_shareable(activity)
        else None,
        "sections": [
            {
                "name": section.name,
                "title": translate(section.title),
                "lines": [build_line(line.label, line.text) for line in section.lines],
            }
            for section in page.sections
        ],
        "checked_on": record.checked_on,
        "review_by": record.review_by,
    }


# Decisions


def build_decision_link(decision: DecisionRecord) -> JsonObject:
    return build_link("decision", decision.title, decision=decision.slug)


def build_decision_summary(decision: DecisionRecord) -> JsonObject:
    return {
        **build_decision_link(decision),
        "slug": decision.slug,
        "decided": translate(decision.chosen.sentence) if decision.chosen else "",
        "level": build_level(get_rung(decision.chosen.level if decision.chosen else None)),
        "reason": decision.reason,
        "pledge": decision.pledge,
        "hear_back": format_partial_date(decision.hear_back),
        "post": decision.signed_post,
        "organisation": decision.signed_organisation,
        "signed_at": decision.signed_at,
        "is_below": decision.is_below,
        "review_by": decision.review_by,
        "review_is_overdue": decision.review_is_overdue,
    }


def build_decision(decision: DecisionRecord) -> JsonObject:
    story = build_story(VISITOR, decision)
    return {
        **build_decision_summary(decision),
        "least_that_is_right": build_level(story.recommended_rung),
        "most_that_could_be_promised": build_level(story.stretch_rung),
        "sections": [build_openness(story)] if story.can_see("hold_openness") else [],
        "held_back": [
            {"part": translate(hold.part.label), "why": hold.reason}
            for hold in story.holds.values()
        ],
        "entries": [
            build_entry_link(outcome.activity)
            for outcome in story.outcomes
            if is_activity_shareable(outcome.activity)
        ],
    }


def build_openness(story: DecisionStory) -> JsonObject:
    decision = story.decision
    lines = (
        (N_("Open to change"), decision.open_to_change),
        (N_("Not open to change"), decision.not_open),
        (N_("The duty to involve people that this relies on:"), decision.duty),
    )
    return {
        "name": "openness",
        "title": translate(N_("What is open and what is not")),
        "lines": [build_line(label, text) for label, text in lines if text],
    }
