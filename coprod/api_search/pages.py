"""What programs are told of a search: the rows of the search page, said in the same words."""

from coprod.api.pages import Told, facets, paged, rating
from coprod.catalogue.words import COLLECTION, DECISION, ENTRY, KIND_LABELS, RECORD
from coprod.library.pages import EntriesPage, Row
from coprod.search.pages import ADDRESSES, ENTRY_ADDRESS, ThingRow
from coprod.text_index.rules import Sort
from coprod.web.language import say
from coprod.web.letters import address

ASKED_OF = {ENTRY: "api.entry", RECORD: "api.record", DECISION: "api.decision", COLLECTION: None}
"""Where programs ask for more of each kind; a collection has its page alone."""


def found(shown: EntriesPage) -> Told:
    answer = shown.answer
    return {
        **paged(shown, "api_search.search"),
        "sort": (shown.sort if answer else Sort.NEWEST).value,
        "is_plain": answer is None,
        "did_you_mean": answer.meant if answer else "",
        "nearest_words": list(answer.near) if answer else [],
        "without_facets": answer.unfiltered if answer and not shown.total else shown.total,
        "results": [result(row) for row in shown.rows if is_there(row)],
        "more_like_these": [result(row) for row in shown.likes if is_there(row)],
        "facets": facets(shown.filters),
    }


def is_there(row: Row | ThingRow) -> bool:
    return not isinstance(row, Row) or row.is_there


def result(row: Row | ThingRow) -> Told:
    own = entry(row) if isinstance(row, Row) else thing(row)
    page, named = ADDRESSES.get(row.kind, ENTRY_ADDRESS)
    asked_of = ASKED_OF[row.kind]
    return {
        **own,
        "kind": {"key": row.kind, "label": say(KIND_LABELS[row.kind])},
        "page": address(page, **{named: own["slug"]}),
        "api": address(asked_of, **{named: own["slug"]}) if asked_of else None,
        "snippet": [{"text": text, "is_marked": is_marked} for text, is_marked in row.snippet],
        "has_words": list(row.has),
        "lacks_words": list(row.lacks),
    }


def entry(row: Row) -> Told:
    found = row.activity
    return {
        "title": found.title,
        "slug": found.slug,
        "summary": found.summary,
        "ratings": [rating(view) for view in row.ratings.views],
    }


def thing(row: ThingRow) -> Told:
    return {"title": row.title, "slug": row.name, "summary": row.summary, "ratings": []}
