"""How a row is asked what a page asks a person: the same fields, checked in the same way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from werkzeug.datastructures import MultiDict

from coprod.core.values.text import folded
from coprod.exchange.imports.actions import Entry
from coprod.exchange.imports.enums import Known, Line, Map, Outcome, Row
from coprod.exchange.imports.rules import LONGEST_SUMMARY, Reading, read
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.forms import LeaderForm, NameForm, PlaceForm, StoryForm, TimeForm
from coprod.register.activities.rules import (
    ABOUT,
    About,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Sourcing,
    Story,
    Telling,
    Timing,
    check_dates,
    may_tell_of_somebody,
)
from coprod.register.review.rules import ImportedPart
from coprod.register.sections.rules import Costs, People
from coprod.web.fields import Paragraphs
from coprod.web.forms import Form, cleaned


class EntryForm(Form):
    """The questions of the pages, all at once. Only the name must have an answer."""

    title = NameForm.title
    summary = Paragraphs("", longest=LONGEST_SUMMARY)
    led_by_name = LeaderForm.led_by_name
    place_words = PlaceForm.place_words
    started = TimeForm.started
    ended = TimeForm.ended
    is_ongoing = TimeForm.is_ongoing
    body = StoryForm.body
    learned = StoryForm.learned

    @classmethod
    def of(cls, reading: Reading) -> Self:
        return cls(cleaned(MultiDict(reading.fields)))

    def mistakes(self) -> list[str]:
        """Check the fields and then what must hold between them, and say what is wrong."""
        if self.validate():
            with self.catching_rule_errors():
                check_dates(self["started"].data, self["ended"].data)
        found = [str(text) for text in self.form_errors]
        return found + [f"{each.label.text} {e}" for each in self for e in each.errors[:1]]

    def parts(self, reading: Reading) -> tuple[ImportedPart, ...]:
        """Return the whole entry: what the fields say, and what the lists and the source say."""
        return (
            Naming(self["title"].data or ""),
            Telling(self["summary"].data or ""),
            Timing(self["started"].data, self["ended"].data, bool(self["is_ongoing"].data)),
            Story(self["body"].data or "", self["learned"].data or ""),
            Leading(reading.led_by_id, self["led_by_name"].data or ""),
            Placing(reading.terms.get(ListKind.LOCALITY, ()), self["place_words"].data or ""),
            PromiseStatement(tuple(reading.rungs), words=reading.rungs),
            About(tuple((li, ids) for li, ids in reading.terms.items() if li in ABOUT)),
            source(reading),
            *counted(reading),
        )


def source(reading: Reading) -> Sourcing:
    known = reading.map.source
    facts, audiences = tuple(reading.facts), tuple(sorted(reading.audiences.items()))
    return Sourcing(known.name, reading.key, reading.address(), known.licence, facts, audiences)


def counted(reading: Reading) -> Iterator[People | Costs]:
    """Yield the parts of people and money, where the source tells of any."""
    if reading.people is not None:
        yield People(reading.people)
    if reading.costs:
        yield Costs(tuple(reading.costs))


@dataclass(frozen=True)
class Met:
    """What of a row tells it from another row of the same name."""

    number: int
    key: str
    told: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading) -> Self:
        fields = reading.fields
        year = f"{fields.get('started-year', '')} {fields.get('started-month', '')}"
        leader = fields.get("led_by_name", "") or str(reading.led_by_id or "")
        day = fields.get("started-day", "")
        own = "" if reading.map.summary.shorten else folded(fields.get("summary", ""))
        told = (folded(leader), f"{year} {day}".strip(), own)
        return cls(reading.row.number, reading.key, told)

    def may_be(self, other: Self) -> bool:
        """Nothing that both tell is told differently."""
        pairs = zip(self.told, other.told, strict=True)
        return all(one == two or not (one and two) for one, two in pairs)


@dataclass
class Examiner:
    """Reads row after row, and says of each whether it can be taken in, and why not.

    ``here`` are the keys of this source that were taken in before.
    """

    map: Map
    lists: Mapping[ListKind, Known]
    here: set[str]
    keys: dict[str, int] = field(default_factory=dict)
    named: dict[str, list[Met]] = field(default_factory=dict)

    def examine(self, rows: Iterable[Row]) -> Iterator[tuple[Line, Entry | None]]:
        for row in rows:
            yield self.look(read(self.map, self.lists, row))

    def look(self, reading: Reading) -> tuple[Line, Entry | None]:
        number, cells = reading.row.number, tuple(reading.cells.values())
        form = EntryForm.of(reading)
        told = (number, reading.key, reading.fields.get("title", ""))
        wrong = [*self.key_mistakes(reading), *form.mistakes()]
        if wrong:
            return Line(*told, Outcome.REFUSED, ". ".join(wrong), cells), None
        notes = [*reading.notes, *self.twin(reading), *about_title(reading)]
        if reading.key in self.here:
            return Line(*told, Outcome.HERE, "Left as it is.", cells), None
        line = Line(*told, Outcome.TAKEN, " ".join(notes), cells)
        return line, Entry(number, form.parts(reading))

    def key_mistakes(self, reading: Reading) -> list[str]:
        """Each row needs a key of its own: by it the row is known when the file comes again."""
        column = self.map.source.key
        if not reading.key:
            return [f"There is no key in the column {column}"]
        first = self.keys.setdefault(reading.key, reading.row.number)
        if first != reading.row.number:
            return [f"Row {first} has the same key in the column {column}"]
        return []

    def twin(self, reading: Reading) -> list[str]:
        """Say which earlier row may tell of the same thing. Both are kept: a curator decides."""
        met = Met.of(reading)
        others = self.named.setdefault(folded(reading.fields["title"]), [])
        same = next((other for other in others if other.may_be(met)), None)
        others.append(met)
        if same is None:
            return []
        return [f"Perhaps the same as row {same.number} (key {same.key}). Both are kept."]


def about_title(reading: Reading) -> list[str]:
    """Say what may be looked at before a title is public."""
    if not may_tell_of_somebody(reading.fields.get("title", "")):
        return []
    return ["The title may tell who somebody is, or of a complaint. Its address has no words."]
