"""What programs are told of a search: the rows of the search page, said in the same words."""

from coprod.core.search_engine.models import Sort
from coprod.exchange.api.presenters import Told, facets, paged, rating
from coprod.library.index.enums import DECISION, ENTRY, KIND_LABELS, RECORD
from coprod.library.index.presenters import ThingRow, place_of
from coprod.library.stories.presenters import EntriesPage, Row
from coprod.web.language import translate
from coprod.web.mailer import address

ASKED_OF = {ENTRY: "api.entry", RECORD: "api.record", DECISION: "api.decision"}
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
    page, named = place_of(row.kind, row.name)
    asked_of = ASKED_OF.get(row.kind)
    return {
        "kind": {"key": row.kind, "label": translate(KIND_LABELS[row.kind])},
        "title": row.title,
        "slug": row.name,
        "summary": row.summary,
        "published_at": row.at,
        "page": address(page, **named),
        "api": address(asked_of, **named) if asked_of else None,
        "snippet": [{"text": text, "is_marked": is_marked} for text, is_marked in row.snippet],
        "has_words": list(row.has),
        "lacks_words": list(row.lacks),
        "ratings": [rating(v) for v in row.ratings.views] if isinstance(row, Row) else [],
    }
