"""Summaries made ready to be added up, under the names of today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import Message
from coprod.core.values.quarters import Quarter
from coprod.intelligence.feedback import policies
from coprod.intelligence.feedback import queries as feedback
from coprod.intelligence.feedback.enums import LISTED, THEMES, Side
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.trends.enums import THREE_YEARS
from coprod.intelligence.trends.rules import Key, Piece, Unplaced
from coprod.reference.lists.models import Term


@dataclass(frozen=True)
class Gathered:
    """The summaries of just over three years, and the names by which they can be looked at."""

    insights: Mapping[int, Insight]
    pieces: Sequence[Piece]
    names: Mapping[Side, Mapping[Key, str | Message]]
    until: Quarter
    unplaced: Sequence[Unplaced] = ()


def gathered(actor: Actor, until: Quarter) -> Gathered:
    since = until.back(THREE_YEARS).starts
    found = feedback.between(actor, since, until.ends)
    unplaced = [Unplaced(*each) for each in feedback.unplaced(since, until.ends)]
    terms = feedback.terms()
    exact = policies.sees_exact_numbers(actor)
    pieces = [piece(each, terms, exact=exact) for each in found]
    insights = {each.id: each for each in found}
    return Gathered(insights, pieces, list_names_by_side(pieces, terms), until, unplaced)


def piece(insight: Insight, terms: Mapping[int, Term], *, exact: bool) -> Piece:
    subject = insight.subject
    numbers = insight.numbers if exact else insight.shown_numbers
    values: dict[Side, Key] = {}
    for side in subject.sides:
        value = subject.value(side)
        known = terms.get(int(value)) if side.listing and value else None
        values[side] = (known.in_use_id or known.id) if known else str(value)
    return Piece(insight.id, insight.source, insight.starts, insight.ends, values, numbers)


def list_names_by_side(
    pieces: Sequence[Piece], terms: Mapping[int, Term]
) -> dict[Side, dict[Key, str | Message]]:
    """Return what there is on each side: the lists as they are today, and what was told of."""
    return {side: side_names(side, pieces, terms) for side in Side}


def side_names(
    side: Side, pieces: Sequence[Piece], terms: Mapping[int, Term]
) -> dict[Key, str | Message]:
    if side is Side.THEME:
        return {theme.value: label for theme, label in THEMES.items()}
    told = {each.values[side] for each in pieces if side in each.values}
    if side is Side.ELSEWHERE:
        return {str(name): str(name) for name in sorted(map(str, told))}
    today = clock.today()
    return {
        term.id: term.label
        for term in terms.values()
        if term.listing is LISTED[side] and (term.is_in_use(today) or term.id in told)
    }
