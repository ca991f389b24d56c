"""What the pages about learning are given, and the letters that go with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.answers import CycleStage
from coprod.core.values.narrowing import Chip, Filter, Option
from coprod.core.values.phrases import N_, Message
from coprod.learning.records import policies, queries
from coprod.learning.records.enums import (
    FACET_LABELS,
    LABELS,
    TITLES,
    Barrier,
    Enabler,
    Facet,
    Outcome,
    Statement,
)
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import A_PAGE, Wanted
from coprod.learning.records.rules import KINDS, NAMES, Account, Short
from coprod.register.activities.models import Activity
from coprod.register.activities.presenters import Changed, Line, lines, names_for
from coprod.register.activities.rules import compare
from coprod.web.language import translate
from coprod.web.mailer import Email

MOST_CHOSEN = 20
LAST_PAGE = 10_000
FIXED: dict[Facet, Mapping[str, Message]] = {
    Facet.OUTCOME: {each.value: LABELS[each] for each in Outcome},
    Facet.BARRIER: {each.value: LABELS[each] for each in Barrier},
    Facet.ENABLER: {each.value: LABELS[each] for each in Enabler},
    Facet.STATEMENT: {each.value: LABELS[each] for each in Statement},
    Facet.STAGE: {each.value: each.label for each in CycleStage},
}


# The list


@dataclass(frozen=True)
class RecordsPage:
    wanted: Wanted
    records: Sequence[LearningRecord]
    total: int
    filters: list[Filter]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))

    @property
    def is_narrowed(self) -> bool:
        return any(self.wanted.chosen.values())

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(option.label, shown.label, without(self.wanted, Facet(shown.name), option.value))
            for shown in self.filters
            for option in shown.options
            if option.is_chosen
        ]

    def to_page(self, number: int) -> dict[str, object]:
        return address(replace(self.wanted, page=number))


def wanted(asked: Mapping[str, Sequence[str]]) -> Wanted:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    chosen = {facet: values(asked.get(facet, ())) for facet in Facet}
    page = next(iter(asked.get("page", ())), "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Wanted(chosen, min(max(number, 1), LAST_PAGE))


def values(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in given[:MOST_CHOSEN] if each.isprintable() and len(each) < 100)


def address(wanted: Wanted) -> dict[str, object]:
    parts: dict[str, object] = {f.value: list(v) for f, v in wanted.chosen.items() if v}
    return {**parts, "page": wanted.page} if wanted.page > 1 else parts


def without(wanted: Wanted, facet: Facet, value: str) -> dict[str, object]:
    left = tuple(each for each in wanted.chosen.get(facet, ()) if each != value)
    return address(Wanted({**wanted.chosen, facet: left}))


def records_page(actor: Actor, wanted: Wanted) -> RecordsPage:
    counted = queries.counted(actor, wanted)
    filters = [
        Filter(facet.value, label, options(facet, wanted.chosen.get(facet, ()), counted[facet]))
        for facet, label in FACET_LABELS.items()
    ]
    found = queries.records(actor, wanted)
    return RecordsPage(wanted, found, queries.count(actor, wanted), filters)


def options(
    facet: Facet, chosen: tuple[str, ...], counted: Sequence[tuple[str, str, int]]
) -> list[Option]:
    """Return the values that records have, in the order of their list, and those chosen in vain."""
    known = FIXED.get(facet, {})
    order = {value: place for place, value in enumerate(known)}
    found = [
        Option(value, known.get(value) or label or value, number, value in chosen)
        for value, label, number in sorted(counted, key=lambda row: order.get(row[0], 0))
    ]
    there = {option.value for option in found}
    gone = [value for value in chosen if value not in there]
    return [*found, *(Option(v, known.get(v, v), 0, is_chosen=True) for v in gone)]


# A record


@dataclass(frozen=True)
class Section:
    """One section of a record in words: for readers, or for those who write it."""

    name: str
    title: Message
    lines: list[Line]
    waits: bool = False


@dataclass(frozen=True)
class RecordPage:
    """What a reader sees of a record, and what this reader may do with it."""

    record: LearningRecord
    entry: Activity | None
    team: str
    sections: list[Section]
    reads_all: bool
    can_write: bool
    can_confirm: bool
    can_withdraw: bool
    can_decide: bool

    @property
    def may_leave(self) -> bool:
        """Tell whether the whole page may be read elsewhere, in a search engine for example."""
        words, today = queries.told(self.record, Account), clock.today()
        is_read, leaves = (words.may_be_read(today, is_elsewhere=e) for e in (False, True))
        return leaves or not is_read


STORY = ("compared", "context", "mechanism", "effects", "keeping", "needs", "avoiding", "proof")
ASIDE = ("costs", "tags")


def record_page(actor: Actor, record: LearningRecord, *, is_elsewhere: bool = False) -> RecordPage:
    """``is_elsewhere`` for readers outside this place: they get only the words that may leave."""
    reads_all = policies.can_read_all(actor, record)
    return RecordPage(
        record=record,
        entry=queries.entry_of(actor, record),
        team=record.team if record.shows_team or reads_all else "",
        sections=sections(record, [*STORY, "account", *ASIDE], is_elsewhere=is_elsewhere),
        reads_all=reads_all,
        can_write=policies.can_write(actor, record),
        can_confirm=policies.can_confirm(actor, record),
        can_withdraw=policies.can_withdraw(actor, record),
        can_decide=policies.is_impartial(actor, record),
    )


def sections(record: LearningRecord, names: Sequence[str], *, is_elsewhere: bool) -> list[Section]:
    """Return what readers see of some sections, without those that say nothing."""
    told = {name: queries.told(record, KINDS[name]) for name in names}
    parts = {name: in_public(part, is_elsewhere=is_elsewhere) for name, part in told.items()}
    terms = {term.id: term.label for term in record.terms}
    found = [Section(n, TITLES[n], told_lines(part, terms)) for n, part in parts.items() if part]
    return [section for section in found if section.lines]


def told_lines(part: Any, terms: Mapping[int, str]) -> list[Line]:
    """Return the lines of a part; whether words may be used elsewhere is no part of a story."""
    told = lines(part, terms)
    return told[:2] if isinstance(part, Account) else told


def in_public(part: Any, *, is_elsewhere: bool) -> Any:
    """Return a part without what readers do not see; own words only while that is agreed."""
    if not isinstance(part, Account):
        return part
    if not part.may_be_read(clock.today(), is_elsewhere=is_elsewhere):
        return None
    return Account(part.own_words, part.told_by)


def written(record: LearningRecord) -> list[Section]:
    """Return every section as its side sees it, those that say nothing too."""
    parts = {name: queries.as_written(record, kind) for name, kind in KINDS.items()}
    terms = names_for([parts["tags"]])
    waiting = {row.kind for row in record.parts if row.waiting is not None}
    return [
        Section(name, TITLES[name], lines_of(record, part, terms), waits=name in waiting)
        for name, part in parts.items()
    ]


def lines_of(record: LearningRecord, part: Any, terms: Mapping[int, str]) -> list[Line]:
    if not isinstance(part, Short):
        return [] if part == type(part)() else lines(part, terms)
    entry = record.activity.title if record.activity and part.activity_id else ""
    told = [
        (N_("What came of it"), part.outcome and part.outcome.label),
        (N_("What we tried"), part.tried),
        (N_("What happened"), part.happened),
        (N_("What we would tell the next team"), part.next_team),
        (N_("Who helped to write this"), part.written_by and part.written_by.label),
        (N_("Which team it was"), part.team),
        (N_("May readers know which team?"), part.showing and part.showing.label),
        (N_("About the entry"), entry),
    ]
    return [Line(label, translate(text)) for label, text in told if text]


def differences(record: LearningRecord) -> list[tuple[Message, list[Changed]]]:
    """Return what waits, section by section, with what goes and what comes."""
    kinds = [KINDS[row.kind] for row in record.parts if row.waiting is not None]
    now = [queries.told(record, kind) for kind in kinds]
    then = [queries.as_written(record, kind) for kind in kinds]
    terms = names_for([part for part in [*now, *then] if not isinstance(part, Short)])
    return [
        (TITLES[NAMES[kind]], changed(lines_of(record, a, terms), lines_of(record, b, terms)))
        for kind, a, b in zip(kinds, now, then, strict=True)
    ]


def changed(before: list[Line], after: list[Line]) -> list[Changed]:
    labels = {line.label.text: line.label for line in [*after, *before]}
    old, new = ({line.label.text: line.text for line in lines} for lines in (before, after))
    return [
        Changed(label, compare(old.get(name, ""), new.get(name, "")))
        for name, label in labels.items()
        if old.get(name) != new.get(name)
    ]


# Letters: they lead to the record and tell nothing of it


def letter(subject: Message, said: Message, link_says: Message) -> Email:
    return Email(subject=subject, before=(said,), link_says=link_says)


SENT_IN = letter(
    N_("A learning record is waiting to be read"),
    N_("Somebody has written down what was learned. It waits for a curator."),
    N_("Read it here"),
)
SENT_BACK = letter(
    N_("Your learning record needs a change before it can be public"),
    N_("A curator has read it and asks for a change first. Nothing you wrote is lost."),
    N_("Read what they ask for"),
)
PUBLISHED = letter(
    N_("Your learning record is public"),
    N_("A curator has read and published it. Thank you: others can now learn from it."),
    N_("See it"),
)
