"""Writing down what made-up entries took and changed, by the actions that people use."""

from dataclasses import replace
from typing import Any

from coprod.core.values import clock
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.demo.examples.actions import known, on, organisation
from coprod.demo.examples.queries import by_key
from coprod.demo.examples.rules import Cast
from coprod.demo.figures.rules import Asked, Came, Counted, Figures, Given, Heard, Kept, Linked
from coprod.intelligence.feedback.actions import add_summary
from coprod.intelligence.feedback.rules import Provenance, Subject, Summary
from coprod.outcomes.i_statements import actions as statements
from coprod.outcomes.i_statements.queries import get_current_set
from coprod.outcomes.results import actions as waves
from coprod.outcomes.results.enums import LikertAnswer
from coprod.outcomes.results.rules import CountsRow
from coprod.participation.participants.actions import enter_totals
from coprod.reference.lists.enums import ListKind
from coprod.resourcing.funding_pots import actions as pots
from coprod.resourcing.funding_pots.models import Pot


def load_figures(cast: Cast, figures: Figures) -> None:
    """Load all of it, beside entries that have just been loaded."""
    for linked in figures.linked:
        link(cast, linked)
    for came in figures.came:
        count(cast, came)
    for asked in figures.asked:
        ask(cast, asked)
    for kept in figures.kept:
        keep(cast, kept)
    for heard in figures.heard:
        hear(cast, heard)


def link(cast: Cast, linked: Linked) -> None:
    activity = by_key(linked.entry)
    aim = statements.link_statement(cast.team, activity, linked.statement, linked.linking)
    statements.publish_link(cast.curator, activity, aim)


def count(cast: Cast, came: Came) -> None:
    activity = by_key(came.entry)
    with on(came.day):
        for trait, numbers in came.totals.items():
            enter_totals(cast.team, activity, trait, numbers)


def ask(cast: Cast, asked: Asked) -> None:
    activity = by_key(asked.entry) if asked.entry else None
    by = cast.team if activity else cast.curator
    wave = waves.add_wave(by, activity, asked.details)
    waves.enter_counts(by, wave, [row(each) for each in asked.rows])
    waves.send_wave(by, wave)
    waves.publish_wave(cast.curator, wave)


def row(counted: Counted) -> CountsRow:
    framework = get_current_set()
    statement = framework.get_statement(counted.statement) if framework else None
    number = statement.id if statement else 0
    return CountsRow(number, dict(zip(LikertAnswer, counted.counts, strict=False)), counted.group)


def keep(cast: Cast, kept: Kept) -> None:
    with on(kept.day):
        pot = pots.add_pot(cast.curator, kept.pot)
    for given in kept.given:
        with on(given.day):
            give(cast, pot, given)


def give(cast: Cast, pot: Pot, given: Given) -> None:
    entry = by_key(given.entry).id if given.entry else None
    giving = replace(given.giving, to_id=organisation(given.to), activity_id=entry)
    made = pots.give_from_pot(cast.curator, pot, giving)
    if given.reached is not None:
        pots.record_reached_amount(cast.curator, pot, made, given.reached)
    if given.taken_back:
        pots.take_giving_back(cast.curator, pot, made, given.taken_back)


def hear(cast: Cast, heard: Heard) -> None:
    quarter = get_last_whole_quarter(clock.today()).back(heard.back)
    about: dict[str, Any] = {f"{name}_id": one(name, key) for name, key in heard.about.items()}
    subject = Subject(theme=heard.theme, elsewhere=heard.elsewhere, **about)
    asking = Provenance(heard.source, quarter.starts, quarter.ends)
    add_summary(cast.curator, Summary(asking, subject, heard.numbers, heard.telling))


def one(listing: str, key: str) -> int | None:
    return next(iter(known(ListKind(listing), [key])), None)
