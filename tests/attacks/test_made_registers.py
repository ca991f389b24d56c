"""Registers are made at random and attacked: if hidden numbers alone differ, they look the same.

Each register has a few public entries, each with some things of which a number is hidden: how many
took part, were paid, answered, felt something, or what a source told. Which things, how many people
stand around each number, and the two numbers from one to four are drawn. Every public address is
then opened as a visitor, in one of the languages: pages, files, feeds, cards, the API, searches.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from coprod.core.database import session as database
from coprod.core.values.dates import PartialDate
from coprod.core.values.howmany import HowMany, Sureness
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.intelligence.feedback.models import Insight
from coprod.outcomes.i_statements.queries import get_current_set
from coprod.outcomes.results.models import Tally, Wave
from coprod.outcomes.results.rules import CountsRow
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.models import PublishedTotals
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Audience, Status
from coprod.register.activities.models import Activity, Fact
from coprod.register.activities.queries import WHOLE_ACTIVITY
from coprod.register.activities.rules import Naming, Sourcing
from coprod.register.sections.actions import write_parts
from coprod.register.sections.enums import CostCategory
from coprod.register.sections.rules import PaymentCounts, People, Session, Sessions
from coprod.web.language import CODES
from tests import make
from tests.assessment.resident_rating.test_attack import NOW, Attack, fresh, page
from tests.intelligence.feedback.make import insight
from tests.outcomes.i_statements import make as said
from tests.register.sections.make import costs, line, pounds

Write = Callable[[int], object]
Seen = dict[str, tuple[int, bytes]]


@dataclass(frozen=True)
class HiddenCell:
    """A hidden number: of which thing, how many are around it, and two that it can be."""

    thing: str
    around: int
    numbers: tuple[int, int]


def write_people(entry: Activity, _around: int) -> Write:
    key = entry.id
    return lambda n: write_parts(whole(key), (People(HowMany(Sureness.EXACT, n)),))


def whole(key: int) -> Activity:
    """Return an entry as it is now: whoever looked at a page has forgotten what was read before."""
    wanted = select(Activity).where(Activity.id == key).options(*WHOLE_ACTIVITY)
    return database.scalars(wanted).unique().one()


def change(row: Any, values: Callable[[int], dict[str, Any]]) -> Write:
    """Return a way to write values into a row that hold a hidden number."""
    kind, key = type(row), row.id

    def write(n: int) -> None:
        kept = database.get_one(kind, key)
        for name, value in values(n).items():
            setattr(kept, name, value)

    return write


def write_session(entry: Activity, _around: int) -> Write:
    key = entry.id

    def write(n: int) -> None:
        met = Session(1, PartialDate(2026, 3), took_part=HowMany(Sureness.EXACT, n))
        write_parts(whole(key), (Sessions((met,)),))

    return write


def write_paid(entry: Activity, around: int) -> Write:
    partner, key = make.term(ListKind.ORGANISATION).id, entry.id

    def write(n: int) -> None:
        given: dict[str, Any] = {"given_by_id": partner, "note": f"{n} vouchers"}
        paid = line(
            category=CostCategory.INVOLVEMENT_PAYMENT,
            amount=pounds(25 * n),
            paid=PaymentCounts(around, n, around - 11),
            **given,
        )
        costs(whole(key), paid, line(2, given_by_id=partner))

    return write


def write_trait(entry: Activity, around: int) -> Write:
    part = make.keep(PublishedTotals(activity_id=entry.id, trait=Trait.CARER, number=1, numbers={}))
    return change(part, lambda n: {"numbers": {"yes": n, "no": around - n}})


def write_result(entry: Activity, around: int) -> Write:
    wave = said.results(entry, CountsRow(statement(0), said.counts(around - 2, 0, 2)))
    tally = database.query(Tally).filter_by(wave_id=wave.id).one()
    return change(tally, lambda n: {"counts": {"strongly_agree": around - n, "in_between": n}})


def write_groups(entry: Activity, around: int) -> Write:
    """Of the same statement at another time, two groups: what one has more the other has less."""
    halves = [said.counts(2, 0, around), said.counts(around - 2, 0, around)]
    whole = CountsRow(statement(0), said.counts(around, 0, 2 * around))
    groups = [CountsRow(statement(0), each, name) for each, name in zip(halves, "ab", strict=True)]
    when: dict[str, Any] = {"surveyed_on": PartialDate(2026, 4), "grouped_by": "«by»"}
    wave = said.results(entry, whole, *groups, **when)
    tallies = database.query(Tally).filter(Tally.wave_id == wave.id, Tally.group != "")
    one, other = tallies.order_by(Tally.group)
    writes = (
        change(one, lambda n: {"counts": {"strongly_agree": n, "in_between": around}}),
        change(other, lambda n: {"counts": {"strongly_agree": around - n, "in_between": around}}),
    )
    return lambda n: [write(n) for write in writes]


def write_feeling(entry: Activity, around: int) -> Write:
    made: Insight = insight(around, 2, around - 2, service_id=make.term(ListKind.SERVICE).id)

    def values(n: int) -> dict[str, Any]:
        felt = {"positive": around, "neutral": n, "negative": around - n}
        told = {"people": None, "comments": 2 * around, "counted_in": "comments", **felt}
        return {**felt, "released": [told]}

    return change(made, values)


def write_fact(entry: Activity, _around: int) -> Write:
    fact = Fact(activity_id=entry.id, label="Women", value="2", audience=Audience.NOT_ANSWERED)
    make.keep(fact)
    return change(fact, lambda n: {"value": f"{n} women"})


def statement(number: int) -> int:
    found = get_current_set()
    assert found
    return found.statements[number].id


WRITERS: dict[str, Callable[[Activity, int], Write]] = {
    "people": write_people,
    "session": write_session,
    "paid": write_paid,
    "trait": write_trait,
    "result": write_result,
    "groups": write_groups,
    "feeling": write_feeling,
    "fact": write_fact,
}
NUMBERS = st.tuples(st.integers(1, 4), st.integers(1, 4)).filter(lambda pair: pair[0] != pair[1])


def cells(thing: str) -> st.SearchStrategy[HiddenCell]:
    return st.builds(HiddenCell, st.just(thing), st.integers(20, 60), NUMBERS)


OTHERS = st.sets(st.sampled_from(sorted(WRITERS.keys() - {"feeling"}))).flatmap(
    lambda things: st.tuples(*(cells(thing) for thing in sorted(things)))
)
REGISTERS = st.tuples(st.tuples(*map(cells, sorted(WRITERS))), OTHERS)
"""Of each register the first entry tells of everything, and the other of some.

Two that feel something would be added up for everybody: their sum is no hidden number.
"""


class Register:
    """A register that was made, and the addresses at which everything of it can be read."""

    def __init__(self, app: Flask, entries: Sequence[tuple[HiddenCell, ...]]) -> None:
        self.app = app
        self.hidden: list[tuple[Write, tuple[int, int]]] = []
        database.execute(delete(Insight))  # of the register before: sums are of this one alone
        made = [self.publish(number, told) for number, told in enumerate(entries)]
        self.keys, self.slugs = [each.id for each in made], [each.slug for each in made]
        self.walker = Attack.__new__(Attack)
        self.walker.app, self.walker.slug = app, self.slugs[0]
        newest = {"wave_id": select(func.max(Wave.id)), "insight_id": select(func.max(Insight.id))}
        found = {name: database.scalar(wanted) or 1 for name, wanted in newest.items()}
        self.walker.named = {"slug": self.slugs[0], "statement": "say", "code": "en", **found}

    def publish(self, number: int, told: tuple[HiddenCell, ...]) -> Activity:
        naming = Naming(f"Made group {number}")
        source = Sourcing("«source»", str(make.person().id))
        entry = make.activity(status=Status.PUBLISHED, naming=naming, sourcing=source)
        for cell in told:
            self.hidden.append((WRITERS[cell.thing](entry, cell.around), cell.numbers))
        return entry

    def hide(self, which: int) -> None:
        """Let one of the two numbers be the hidden one, everywhere at once."""
        for write, numbers in self.hidden:
            write(numbers[which])
        database.commit()

    def addresses(self) -> list[str]:
        quarter = get_last_whole_quarter(NOW.date())
        sides = [f"/what-people-told-us?by={side}&until={quarter}" for side in ("service", "theme")]
        told = [f'"{n} {what}"' for what in ("vouchers", "women") for n in range(1, 5)]
        words = ("vouchers", "women", "made group 0", *told)
        searches = [f"{at}?q={word}" for word in words for at in ("/stories", "/api/search")]
        pages = ("", "/effect", "/ratings", "/learning", "/history")
        own = [f"/stories/{slug}{each}" for slug in self.slugs for each in pages]
        taking_part = [f"/activities/{slug}/taking-part" for slug in self.slugs]
        more = [*sides, *searches, *own, *taking_part]
        return [*self.walker.addresses(), *more]

    def look(self, language: str, only: list[str] | None = None) -> Seen:
        self.app.extensions["search"].reset()
        visitor = self.app.test_client()
        visitor.set_cookie("language", language)
        return {
            path: page(open_in_language(visitor, path))[:2] for path in only or self.addresses()
        }


def open_in_language(reader: FlaskClient, path: str) -> Any:
    """Open a page as a reader of its language does, whose choice leads to it."""
    answer = fresh(reader, path)
    return fresh(reader, answer.location) if answer.status_code == 302 else answer


@pytest.fixture(autouse=True)
def the_clock_stands_still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def framework(session: Any) -> None:
    said.framework()


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("framework")
@pytest.mark.parametrize("language", CODES)
@settings(
    max_examples=2,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=REGISTERS)
def test_registers_that_differ_in_hidden_numbers_alone_look_the_same(
    app: Flask, language: str, entries: Sequence[tuple[HiddenCell, ...]]
) -> None:
    register = Register(app, entries)
    register.hide(0)
    before = register.look(language)
    register.hide(1)
    after = register.look(language)

    assert len(before) > 100
    assert 429 not in {status for status, _page in before.values()}
    assert [path for path in before if before[path] != after[path]] == []
    assert sees_what_may_be_read(register, language)


def sees_what_may_be_read(register: Register, language: str) -> bool:
    """Tell whether a number that may be read changes its page, or the walk proves nothing."""
    at = [f"/stories/{register.slugs[0]}"]
    before = register.look(language, at)
    write_parts(whole(register.keys[0]), (People(HowMany(Sureness.EXACT, 40)),))
    database.commit()
    return before != register.look(language, at)
