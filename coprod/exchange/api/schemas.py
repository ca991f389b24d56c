"""The schemas of queries and answers. Every field is one that readers see on the pages too."""

from typing import Any

from marshmallow import Schema
from marshmallow.fields import Bool, Date, DateTime, Int, List, Nested, Str
from marshmallow.validate import Length, OneOf, Range

from coprod.core.search_engine.models import SortOrder
from coprod.core.values.keys import LAST_PAGE
from coprod.core.values.phrases import Message
from coprod.decisions.records.enums import ChosenLevel
from coprod.exchange.api import enums
from coprod.learning.records.enums import Facet
from coprod.library.stories.enums import FACET_LABELS
from coprod.library.stories.presenters import LONGEST_WORDS

LONGEST_KEY = 100


def describe(phrase: Message) -> dict[str, Any]:
    return {"description": phrase.plain}


def build_page_field() -> Int:
    return Int(validate=Range(1, LAST_PAGE), metadata=describe(enums.PAGE))


def build_key_field(phrase: Message) -> Str:
    return Str(validate=Length(max=LONGEST_KEY), metadata=describe(phrase))


def build_keys_field(phrase: Message) -> List[str]:
    return List(Str(validate=Length(max=LONGEST_KEY)), metadata=describe(phrase))


EntriesQuerySchema = Schema.from_dict(
    {
        "q": Str(validate=Length(max=LONGEST_WORDS), metadata=describe(enums.QUESTION)),
        **{facet.value: build_keys_field(label) for facet, label in FACET_LABELS.items()},
        "sort": Str(
            validate=OneOf([order.value for order in SortOrder]), metadata=describe(enums.SORT)
        ),
        "page": build_page_field(),
    },
    name="EntriesQuerySchema",
)
RecordsQuerySchema = Schema.from_dict(
    {
        **{facet.value: build_keys_field(label) for facet, label in Facet.labels().items()},
        "page": build_page_field(),
    },
    name="RecordsQuerySchema",
)


class DecisionsQuerySchema(Schema):
    decided = List(
        Str(validate=OneOf([level.value for level in ChosenLevel])),
        metadata=describe(enums.DECIDED),
    )
    below = Str(validate=OneOf(["yes"]), metadata=describe(enums.BELOW))
    overdue = Str(validate=OneOf(["yes"]), metadata=describe(enums.OVERDUE))
    workstream = build_key_field(enums.WORKSTREAM)
    place = build_key_field(enums.PLACE)
    page = build_page_field()


class NamedSchema(Schema):
    """Something from one of the curators' lists: its key stays, its label may change."""

    key = Str(required=True)
    label = Str(required=True)


class LevelSchema(NamedSchema):
    zone = Str(required=True)


class EarlierRoundSchema(Schema):
    """What residents said in an earlier round of the last year."""

    round = Str(required=True)
    closed_on = Str(required=True)
    level = Nested(LevelSchema, required=True)
    collected = Str(required=True)


class QuickPassSchema(Schema):
    """What a team answered in six questions: without a level it is Engagement or above."""

    on = Str(required=True)
    words = Str(required=True)
    level = Nested(LevelSchema, allow_none=True, required=True)


class RatingSchema(Schema):
    """One of the four views of how far people shared the decisions. They are never combined.

    Without levels ``why_none`` says why. ``people`` is how many answered, in words that do not
    reveal a small number; ``collected`` says if the team collected the answers or somebody else.
    ``evidence`` is how far others can follow the team's level: "claimed",
    "given" or "checked", which ``standing`` puts into words; a level at Consultation or below has
    none. Older assessments have the words of the first rule. A level is not
    settled while an answer that "does not apply" was not accepted by a curator. ``quick_pass`` is
    there while the team has answered six questions alone: it is no level of the team.
    """

    source = Str(required=True)
    label = Str(required=True)
    levels = List(Nested(LevelSchema), required=True)
    why_none = Str(required=True)
    round = Str()
    standing = Str()
    evidence = Str(allow_none=True)
    is_provisional = Bool()
    is_settled = Bool()
    people = Str()
    collected = Str()
    earlier = List(Nested(EarlierRoundSchema))
    quick_pass = Nested(QuickPassSchema)


class ChallengeViewSchema(Schema):
    """One of the three views of a challenge: from 0 to 4 where ``state`` is "told".

    Otherwise there is no value, and that is not a nought: "not_told" yet, "between" two values, or
    "none" where nobody has a view yet.
    """

    whose = Str(required=True)
    label = Str(required=True)
    state = Str(required=True)
    value = Int(allow_none=True, required=True)
    words = Str(required=True)


class ChallengeCardSchema(Schema):
    """How far an activity meets one of the four challenges, in three views, never combined."""

    key = Str(required=True)
    label = Str(required=True)
    views = List(Nested(ChallengeViewSchema), required=True)


class LinkedSchema(Schema):
    """Something else in the register, with its address at ``api`` and its ``page``."""

    title = Str(required=True)
    api = Str(required=True)
    page = Str(required=True)


class LineSchema(Schema):
    """The values under one label, in words."""

    label = Str(required=True)
    said = List(Str(), required=True)


class SectionSchema(Schema):
    name = Str(required=True)
    title = Str(required=True)
    lines = List(Nested(LineSchema), required=True)


class OptionSchema(NamedSchema):
    count = Int(required=True)
    is_chosen = Bool(required=True)


class FacetSchema(Schema):
    name = Str(required=True)
    label = Str(required=True)
    options = List(Nested(OptionSchema), required=True)


class ListedSchema(LinkedSchema):
    """An activity in a list. Dates are as precise as is known: 2019, 2019-03 or 2019-03-05."""

    slug = Str(required=True)
    summary = Str(required=True)
    led_by = Str(required=True)
    places = List(Nested(NamedSchema), required=True)
    place_words = Str(required=True)
    started = Str(allow_none=True)
    ended = Str(allow_none=True)
    is_ongoing = Bool(required=True)
    is_example = Bool(required=True)
    may_be_out_of_date = Bool(required=True)
    published_at = DateTime(allow_none=True)
    ratings = List(Nested(RatingSchema), required=True)


class AboutSchema(Schema):
    listing = Str(required=True)
    label = Str(required=True)
    terms = List(Nested(NamedSchema), required=True)


class SourceSchema(Schema):
    name = Str(required=True)
    address = Str(required=True)
    licence = Str(required=True)


class EntrySchema(ListedSchema):
    """A whole activity. ``story`` and ``learned`` are Markdown."""

    story = Str(required=True)
    learned = Str(required=True)
    about = List(Nested(AboutSchema), required=True)
    sections = List(Nested(SectionSchema), required=True)
    challenges = List(Nested(ChallengeCardSchema), required=True)
    source = Nested(SourceSchema, allow_none=True)
    learning = List(Nested(LinkedSchema), required=True)
    decisions = List(Nested(LinkedSchema), required=True)


class RecordListedSchema(LinkedSchema):
    slug = Str(required=True)
    tried = Str(required=True)
    happened = Str(required=True)
    outcome = Nested(NamedSchema, allow_none=True)
    team = Str(required=True)
    may_be_out_of_date = Bool(required=True)
    published_at = DateTime(allow_none=True)


class LearningRecordSchema(RecordListedSchema):
    written_by = Nested(NamedSchema, allow_none=True)
    entry = Nested(LinkedSchema, allow_none=True)
    sections = List(Nested(SectionSchema), required=True)
    checked_on = Date(allow_none=True)
    review_by = Date(allow_none=True)


class DecisionListedSchema(LinkedSchema):
    slug = Str(required=True)
    decided = Str(required=True)
    level = Nested(LevelSchema, allow_none=True)
    reason = Str(required=True)
    pledge = Str(required=True)
    hear_back = Str(allow_none=True)
    post = Str(required=True)
    organisation = Str(required=True)
    signed_at = DateTime(required=True)
    is_below = Bool(required=True)
    review_by = Date(allow_none=True)
    review_is_overdue = Bool(required=True)


class HeldBackSchema(Schema):
    part = Str(required=True)
    why = Str(required=True)


class DecisionSchema(DecisionListedSchema):
    least_that_is_right = Nested(LevelSchema, allow_none=True)
    most_that_could_be_promised = Nested(LevelSchema, allow_none=True)
    sections = List(Nested(SectionSchema), required=True)
    held_back = List(Nested(HeldBackSchema), required=True)
    entries = List(Nested(LinkedSchema), required=True)


class PageSchema(Schema):
    """One page of a list. ``next`` and ``previous`` are addresses, or nothing at the ends."""

    total = Int(required=True)
    page = Int(required=True)
    pages = Int(required=True)
    next = Str(allow_none=True)
    previous = Str(allow_none=True)


class EntriesSchema(PageSchema):
    did_you_mean = Str(required=True)
    entries = List(Nested(ListedSchema), required=True)
    facets = List(Nested(FacetSchema), required=True)


class RecordsSchema(PageSchema):
    records = List(Nested(RecordListedSchema), required=True)
    facets = List(Nested(FacetSchema), required=True)


class DecisionsSchema(PageSchema):
    decisions = List(Nested(DecisionListedSchema), required=True)


# Search: the content of the search page, and nothing more


class PieceSchema(Schema):
    """A piece of a text. It is marked when it is one of the words of the query."""

    text = Str(required=True)
    is_marked = Bool(required=True)


class ResultSchema(Schema):
    """A result of a search: read by people at ``page``, by programs at ``api`` if there is one.

    ``has_words`` and ``lacks_words`` are the words of the query that are in it and those that are
    not. Only activities have ratings.
    """

    kind = Nested(NamedSchema, required=True)
    title = Str(required=True)
    slug = Str(required=True)
    summary = Str(required=True)
    published_at = DateTime(required=True)
    page = Str(required=True)
    api = Str(required=True, allow_none=True)
    snippet = List(Nested(PieceSchema), required=True)
    has_words = List(Str(), required=True)
    lacks_words = List(Str(), required=True)
    ratings = List(Nested(RatingSchema), required=True)


class ResultsSchema(PageSchema):
    """One page of results.

    ``is_plain`` while the index is being built: then this is a list of activities that have all the
    words, without counts. ``more_like_these`` have none of the words, but share others with those
    that do. Where there are no results, ``nearest_words`` and ``without_facets`` (the number of
    results without the facets, ``kind`` apart) help on.
    """

    sort = Str(required=True)
    is_plain = Bool(required=True)
    did_you_mean = Str(required=True)
    nearest_words = List(Str(), required=True)
    without_facets = Int(required=True)
    results = List(Nested(ResultSchema), required=True)
    more_like_these = List(Nested(ResultSchema), required=True)
    facets = List(Nested(FacetSchema), required=True)
