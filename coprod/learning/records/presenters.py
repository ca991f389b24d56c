"""What the pages about learning are given, and the letters that go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.narrowing import Chip, Filter, Option
from coprod.core.values.phrases import N_, Message
from coprod.learning.records import policies, queries
from coprod.learning.records.enums import (
    ANSWER_LABELS,
    SECTION_TITLES,
    Barrier,
    Enabler,
    Facet,
    LearningOutcome,
    StatementDomain,
)
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import PAGE_SIZE, RecordFilter
from coprod.learning.records.rules import PART_KINDS, PART_NAMES, ResidentAccount, ShortRecord
from coprod.register.activities.models import Activity
from coprod.register.activities.presenters import (
    FieldChange,
    FieldText,
    list_field_texts,
    load_term_names,
)
from coprod.register.activities.rules import compare
from coprod.register.covers.queries import Cover, build_drawn_cover
from coprod.web.language import translate

MOST_CHOSEN = 20
FIXED_LABELS: dict[Facet, Mapping[str, Message]] = {
    Facet.OUTCOME: {each.value: ANSWER_LABELS[each] for each in LearningOutcome},
    Facet.BARRIER: {each.value: ANSWER_LABELS[each] for each in Barrier},
    Facet.ENABLER: {each.value: ANSWER_LABELS[each] for each in Enabler},
    Facet.STATEMENT: {each.value: ANSWER_LABELS[each] for each in StatementDomain},
    Facet.STAGE: {each.value: each.label for each in CycleStage},
}


# The list


@dataclass(frozen=True)
class RecordsPage:
    record_filter: RecordFilter
    records: Sequence[LearningRecord]
    total: int
    filters: list[Filter]

    @property
    def pages(self) -> int:
        return count_pages(self.total, PAGE_SIZE)

    @property
    def is_narrowed(self) -> bool:
        return any(self.record_filter.chosen.values())

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(
                option.label,
                shown.label,
                build_arguments_without(self.record_filter, Facet(shown.name), option.value),
            )
            for shown in self.filters
            for option in shown.options
            if option.is_chosen
        ]

    def build_cover(self, record: LearningRecord) -> Cover:
        return build_drawn_cover(record.__tablename__, record.id)

    def to_page(self, number: int) -> dict[str, object]:
        return build_query_arguments(replace(self.record_filter, page=number))


def parse_record_filter(arguments: Mapping[str, Sequence[str]]) -> RecordFilter:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    chosen = {facet: clean_values(arguments.get(facet, ())) for facet in Facet}
    page = next(iter(arguments.get("page", ())), "")
    return RecordFilter(chosen, parse_page_number(page))


def clean_values(raw_values: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        each for each in raw_values[:MOST_CHOSEN] if each.isprintable() and len(each) < 100
    )


def build_query_arguments(record_filter: RecordFilter) -> dict[str, object]:
    parts: dict[str, object] = {f.value: list(v) for f, v in record_filter.chosen.items() if v}
    return {**parts, "page": record_filter.page} if record_filter.page > 1 else parts


def build_arguments_without(
    record_filter: RecordFilter, facet: Facet, value: str
) -> dict[str, object]:
    remaining = tuple(each for each in record_filter.chosen.get(facet, ()) if each != value)
    return build_query_arguments(RecordFilter({**record_filter.chosen, facet: remaining}))


def build_records_page(actor: Actor, record_filter: RecordFilter) -> RecordsPage:
    counted = queries.count_facet_values(actor, record_filter)
    filters = [
        Filter(
            facet.value,
            label,
            build_options(facet, record_filter.chosen.get(facet, ()), counted[facet]),
        )
        for facet, label in Facet.labels().items()
    ]
    records = queries.list_records(actor, record_filter)
    return RecordsPage(record_filter, records, queries.count_records(actor, record_filter), filters)


def build_options(
    facet: Facet, chosen: tuple[str, ...], counted: Sequence[tuple[str, str, int]]
) -> list[Option]:
    """Return the values that records have, in the order of their list, and those chosen in vain."""
    known = FIXED_LABELS.get(facet, {})
    order = {value: place for place, value in enumerate(known)}
    options = [
        Option(value, known.get(value) or label or value, number, value in chosen)
        for value, label, number in sorted(counted, key=lambda row: order.get(row[0], 0))
    ]
    listed_values = {option.value for option in options}
    unlisted_values = [value for value in chosen if value not in listed_values]
    return [*options, *(Option(v, known.get(v, v), 0, is_chosen=True) for v in unlisted_values)]


# A record


@dataclass(frozen=True)
class RecordSection:
    """One section of a record in words: for readers, or for those who write it."""

    name: str
    title: Message
    lines: list[FieldText]
    is_waiting: bool = False


@dataclass(frozen=True)
class RecordPage:
    """What a reader sees of a record, and what this reader may do with it."""

    record: LearningRecord
    activity: Activity | None
    team: str
    sections: list[RecordSection]
    reads_all: bool
    can_write: bool
    can_confirm: bool
    can_withdraw: bool
    can_decide: bool

    @property
    def may_leave(self) -> bool:
        """Tell whether the whole page may be read elsewhere, in a search engine for example."""
        words, today = queries.get_public_part(self.record, ResidentAccount), clock.today()
        is_read, leaves = (words.may_be_read(today, is_elsewhere=e) for e in (False, True))
        return leaves or not is_read


STORY_SECTIONS = (
    "compared",
    "context",
    "mechanism",
    "effects",
    "keeping",
    "needs",
    "avoiding",
    "proof",
)
ASIDE_SECTIONS = ("costs", "tags")


def build_record_page(
    actor: Actor, record: LearningRecord, *, is_elsewhere: bool = False
) -> RecordPage:
    """``is_elsewhere`` for readers outside this place: they get only the words that may leave."""
    reads_all = policies.can_read_all(actor, record)
    return RecordPage(
        record=record,
        activity=queries.find_linked_activity(actor, record),
        team=record.team if record.shows_team or reads_all else "",
        sections=build_public_sections(
            record, [*STORY_SECTIONS, "account", *ASIDE_SECTIONS], is_elsewhere=is_elsewhere
        ),
        reads_all=reads_all,
        can_write=policies.can_write(actor, record),
        can_confirm=policies.can_confirm(actor, record),
        can_withdraw=policies.can_withdraw(actor, record),
        can_decide=policies.is_impartial(actor, record),
    )


def build_public_sections(
    record: LearningRecord, names: Sequence[str], *, is_elsewhere: bool
) -> list[RecordSection]:
    """Return what readers see of some sections, without those that say nothing."""
    public_parts = {name: queries.get_public_part(record, PART_KINDS[name]) for name in names}
    parts = {
        name: redact_part(part, is_elsewhere=is_elsewhere) for name, part in public_parts.items()
    }
    terms = {term.id: term.label for term in record.terms}
    sections = [
        RecordSection(n, SECTION_TITLES[n], build_public_lines(part, terms))
        for n, part in parts.items()
        if part
    ]
    return [section for section in sections if section.lines]


def build_public_lines(part: Any, terms: Mapping[int, str]) -> list[FieldText]:
    """Return the lines of a part; whether words may be used elsewhere is no part of a story."""
    public_lines = list_field_texts(part, terms)
    return public_lines[:2] if isinstance(part, ResidentAccount) else public_lines


def redact_part(part: Any, *, is_elsewhere: bool) -> Any:
    """Return a part without what readers do not see; own words only while that is agreed."""
    if not isinstance(part, ResidentAccount):
        return part
    if not part.may_be_read(clock.today(), is_elsewhere=is_elsewhere):
        return None
    return ResidentAccount(part.own_words, part.attributed_to)


def build_all_sections(record: LearningRecord) -> list[RecordSection]:
    """Return every section as its side sees it, those that say nothing too."""
    parts = {name: queries.get_latest_part(record, kind) for name, kind in PART_KINDS.items()}
    terms = load_term_names([parts["tags"]])
    waiting = {row.kind for row in record.parts if row.waiting is not None}
    return [
        RecordSection(
            name, SECTION_TITLES[name], build_lines(record, part, terms), is_waiting=name in waiting
        )
        for name, part in parts.items()
    ]


def build_lines(record: LearningRecord, part: Any, terms: Mapping[int, str]) -> list[FieldText]:
    if not isinstance(part, ShortRecord):
        return [] if part == type(part)() else list_field_texts(part, terms)
    activity_title = record.activity.title if record.activity and part.activity_id else ""
    labelled_texts = [
        (N_("What came of it"), part.outcome and part.outcome.label),
        (N_("What we tried"), part.tried),
        (N_("What happened"), part.happened),
        (N_("What we would tell the next team"), part.next_team),
        (N_("Who helped to write this"), part.written_by and part.written_by.label),
        (N_("Which team it was"), part.team),
        (N_("May readers know which team?"), part.showing and part.showing.label),
        (N_("About the activity"), activity_title),
    ]
    return [FieldText(label, translate(text)) for label, text in labelled_texts if text]


def list_waiting_changes(record: LearningRecord) -> list[tuple[Message, list[FieldChange]]]:
    """Return what waits, section by section, with what goes and what comes."""
    kinds = [PART_KINDS[row.kind] for row in record.parts if row.waiting is not None]
    now = [queries.get_public_part(record, kind) for kind in kinds]
    then = [queries.get_latest_part(record, kind) for kind in kinds]
    terms = load_term_names([part for part in [*now, *then] if not isinstance(part, ShortRecord)])
    return [
        (
            SECTION_TITLES[PART_NAMES[kind]],
            compare_lines(build_lines(record, a, terms), build_lines(record, b, terms)),
        )
        for kind, a, b in zip(kinds, now, then, strict=True)
    ]


def compare_lines(before: list[FieldText], after: list[FieldText]) -> list[FieldChange]:
    labels = {line.label.text: line.label for line in [*after, *before]}
    old, new = ({line.label.text: line.text for line in lines} for lines in (before, after))
    return [
        FieldChange(label, compare(old.get(name, ""), new.get(name, "")))
        for name, label in labels.items()
        if old.get(name) != new.get(name)
    ]
