"""The shapes of a search: what stands on the search page, and nothing besides."""

from marshmallow import Schema
from marshmallow.fields import Bool, DateTime, Int, List, Nested, Str

from coprod.exchange.api.schemas import Facet, Named, Page, Rating


class Piece(Schema):
    """A piece of a text. It is marked when it is one of the words that were asked for."""

    text = Str(required=True)
    is_marked = Bool(required=True)


class Result(Schema):
    """Something that was found: read by people at ``page``, by programs at ``api`` if there is one.

    ``has_words`` and ``lacks_words`` say which of the words asked for are in it. Only entries have
    ratings.
    """

    kind = Nested(Named, required=True)
    title = Str(required=True)
    slug = Str(required=True)
    summary = Str(required=True)
    published_at = DateTime(required=True)
    page = Str(required=True)
    api = Str(required=True, allow_none=True)
    snippet = List(Nested(Piece), required=True)
    has_words = List(Str(), required=True)
    lacks_words = List(Str(), required=True)
    ratings = List(Nested(Rating), required=True)


class Results(Page):
    """One page of results.

    ``is_plain`` while the index is being made: then this is a list of entries that have all the
    words, without counts. ``more_like_these`` have none of the words, but share others with those
    that do. Where nothing is found, ``nearest_words`` and ``without_facets`` (how many there are
    without the facets) lead on.
    """

    sort = Str(required=True)
    is_plain = Bool(required=True)
    did_you_mean = Str(required=True)
    nearest_words = List(Str(), required=True)
    without_facets = Int(required=True)
    results = List(Nested(Result), required=True)
    more_like_these = List(Nested(Result), required=True)
    facets = List(Nested(Facet), required=True)
