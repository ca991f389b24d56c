"""The shapes of what is asked and told. Every field is one that readers see on the pages too."""

from typing import Any

from marshmallow import Schema
from marshmallow.fields import Bool, Date, DateTime, Int, List, Nested, Str
from marshmallow.validate import Length, OneOf, Range

from coprod.core.search_engine.models import SortOrder
from coprod.core.values.phrases import Message
from coprod.decisions.records.enums import ChosenLevel
from coprod.exchange.api import enums
from coprod.learning.records.enums import RECORD_FACET_LABELS
from coprod.library.stories.enums import FACET_LABELS as OF_ENTRIES
from coprod.library.stories.presenters import LAST_PAGE, LONGEST_WORDS

LONGEST_KEY = 100


def about(phrase: Message) -> dict[str, Any]:
    return {"description": phrase.plain}


def page_number() -> Int:
    return Int(validate=Range(1, LAST_PAGE), metadata=about(enums.PAGE))


def key(phrase: Message) -> Str:
    return Str(validate=Length(max=LONGEST_KEY), metadata=about(phrase))


def keys(phrase: Message) -> List[str]:
    return List(Str(validate=Length(max=LONGEST_KEY)), metadata=about(phrase))


EntriesAsked = Schema.from_dict(
    {
        "q": Str(validate=Length(max=LONGEST_WORDS), metadata=about(enums.QUESTION)),
        **{facet.value: keys(label) for facet, label in OF_ENTRIES.items()},
        "sort": Str(validate=OneOf([each.value for each in SortOrder]), metadata=about(enums.SORT)),
        "page": page_number(),
    },
    name="EntriesAsked",
)
RecordsAsked = Schema.from_dict(
    {
        **{facet.value: keys(label) for facet, label in RECORD_FACET_LABELS.items()},
        "page": page_number(),
    },
    name="RecordsAsked",
)


class DecisionsAsked(Schema):
    decided = List(
        Str(validate=OneOf([each.value for each in ChosenLevel])), metadata=about(enums.DECIDED)
    )
    below = Str(validate=OneOf(["yes"]), metadata=about(enums.BELOW))
    overdue = Str(validate=OneOf(["yes"]), metadata=about(enums.OVERDUE))
    workstream = key(enums.WORKSTREAM)
    place = key(enums.PLACE)
    page = page_number()


class Named(Schema):
    """Something from one of the curators' lists: its key stays, its label may change."""

    key = Str(required=True)
    label = Str(required=True)


class Level(Named):
    zone = Str(required=True)


class EarlierRound(Schema):
    """What residents said in an earlier round of the last year."""

    round = Str(required=True)
    closed_on = Str(required=True)
    level = Nested(Level, required=True)
    collected = Str(required=True)


class Rating(Schema):
    """One of the four views of how far people shared the decisions. They are never blended.

    Without levels ``why_none`` says why. ``people`` is how many answered, in words that keep a
    small number back; ``collected`` says if the team collected the answers or somebody else.
    ``evidence`` is how far others can follow the team's level: "claimed",
    "given" or "checked", as ``standing`` says in words; a level at Consultation or below bears no
    word. Older assessments keep the words of the first rule. A level is not
    settled while an answer that "does not apply" was not accepted by a curator.
    """

    source = Str(required=True)
    label = Str(required=True)
    levels = List(Nested(Level), required=True)
    why_none = Str(required=True)
    round = Str()
    standing = Str()
    evidence = Str(allow_none=True)
    is_provisional = Bool()
    is_settled = Bool()
    people = Str()
    collected = Str()
    earlier = List(Nested(EarlierRound))


class ChallengeView(Schema):
    """One of the three views of a challenge: from 0 to 4 where ``state`` is "told".

    Otherwise there is no value, and that is not a nought: "not_told" yet, "between" two values, or
    "none" where nobody has a view yet.
    """

    whose = Str(required=True)
    label = Str(required=True)
    state = Str(required=True)
    value = Int(allow_none=True, required=True)
    words = Str(required=True)


class ChallengeCard(Schema):
    """How far an entry meets one of the four challenges, in three views that are never blended."""

    key = Str(required=True)
    label = Str(required=True)
    views = List(Nested(ChallengeView), required=True)


class Linked(Schema):
    """Something else in the register that can be asked for at ``api``, and read at ``page``."""

    title = Str(required=True)
    api = Str(required=True)
    page = Str(required=True)


class Line(Schema):
    """What is told under one label, in words."""

    label = Str(required=True)
    said = List(Str(), required=True)


class Section(Schema):
    name = Str(required=True)
    title = Str(required=True)
    lines = List(Nested(Line), required=True)


class Option(Named):
    count = Int(required=True)
    is_chosen = Bool(required=True)


class Facet(Schema):
    name = Str(required=True)
    label = Str(required=True)
    options = List(Nested(Option), required=True)


class Listed(Linked):
    """An entry in a list. Dates are as much as is known: 2019, 2019-03 or 2019-03-05."""

    slug = Str(required=True)
    summary = Str(required=True)
    led_by = Str(required=True)
    places = List(Nested(Named), required=True)
    place_words = Str(required=True)
    started = Str(allow_none=True)
    ended = Str(allow_none=True)
    is_ongoing = Bool(required=True)
    is_example = Bool(required=True)
    may_be_out_of_date = Bool(required=True)
    published_at = DateTime(allow_none=True)
    ratings = List(Nested(Rating), required=True)


class About(Schema):
    listing = Str(required=True)
    label = Str(required=True)
    terms = List(Nested(Named), required=True)


class Source(Schema):
    name = Str(required=True)
    address = Str(required=True)
    licence = Str(required=True)


class Entry(Listed):
    """A whole entry. ``story`` and ``learned`` are Markdown."""

    story = Str(required=True)
    learned = Str(required=True)
    about = List(Nested(About), required=True)
    sections = List(Nested(Section), required=True)
    challenges = List(Nested(ChallengeCard), required=True)
    source = Nested(Source, allow_none=True)
    learning = List(Nested(Linked), required=True)
    decisions = List(Nested(Linked), required=True)


class RecordListed(Linked):
    slug = Str(required=True)
    tried = Str(required=True)
    happened = Str(required=True)
    outcome = Nested(Named, allow_none=True)
    team = Str(required=True)
    may_be_out_of_date = Bool(required=True)
    published_at = DateTime(allow_none=True)


class LearningRecord(RecordListed):
    written_by = Nested(Named, allow_none=True)
    entry = Nested(Linked, allow_none=True)
    sections = List(Nested(Section), required=True)
    checked_on = Date(allow_none=True)
    review_by = Date(allow_none=True)


class DecisionListed(Linked):
    slug = Str(required=True)
    decided = Str(required=True)
    level = Nested(Level, allow_none=True)
    reason = Str(required=True)
    pledge = Str(required=True)
    hear_back = Str(allow_none=True)
    post = Str(required=True)
    organisation = Str(required=True)
    signed_at = DateTime(required=True)
    is_below = Bool(required=True)
    review_by = Date(allow_none=True)
    review_is_overdue = Bool(required=True)


class HeldBack(Schema):
    part = Str(required=True)
    why = Str(required=True)


class Decision(DecisionListed):
    least_that_is_right = Nested(Level, allow_none=True)
    most_that_could_be_promised = Nested(Level, allow_none=True)
    sections = List(Nested(Section), required=True)
    held_back = List(Nested(HeldBack), required=True)
    entries = List(Nested(Linked), required=True)


class Page(Schema):
    """One page of a list. ``next`` and ``previous`` are addresses, or nothing at the ends."""

    total = Int(required=True)
    page = Int(required=True)
    pages = Int(required=True)
    next = Str(allow_none=True)
    previous = Str(allow_none=True)


class Entries(Page):
    did_you_mean = Str(required=True)
    entries = List(Nested(Listed), required=True)
    facets = List(Nested(Facet), required=True)


class Records(Page):
    records = List(Nested(RecordListed), required=True)
    facets = List(Nested(Facet), required=True)


class Decisions(Page):
    decisions = List(Nested(DecisionListed), required=True)


# Search: what stands on the search page, and nothing besides


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
