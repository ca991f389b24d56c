"""What may be answered, and how answers become counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.results.enums import Said
from coprod.outcomes.results.rules import Row

MOST_STATEMENTS = 12
LONGEST_SURVEY = timedelta(days=120)
IN_STEPS = 5

Values = Mapping[int, Said]
"""What somebody answered, by the number of the statement."""


def check_asking(statements: Sequence[int], closes_on: date, today: date) -> None:
    if not 1 <= len(statements) <= MOST_STATEMENTS:
        said = N_("Choose from one to %(most)s statements", most=MOST_STATEMENTS)
        raise RuleBrokenError(said, field="statements")
    if not today <= closes_on <= today + LONGEST_SURVEY:
        said = N_("Choose a day within the next four months")
        raise RuleBrokenError(said, field="closes_on")


def check_values(values: Values, asked: Iterable[int]) -> None:
    if not values:
        raise RuleBrokenError(N_("Answer one question or more. Leave out what you do not know"))
    if not set(values) <= set(asked):
        raise RuleBrokenError(N_("Choose one of the answers"))


def count(answers: Iterable[Values], asked: Iterable[int]) -> list[Row]:
    """Return how many gave each answer to each statement that anybody answered on the scale."""
    tally = {key: dict.fromkeys(Said, 0) for key in asked}
    for values in answers:
        for key, said in values.items():
            tally[key][said] += 1
    return [Row(key, counts) for key, counts in tally.items() if any(counts.values())]


def in_steps(number: int) -> int:
    """Return how many have answered as far as those who ask are told: no single answer shows."""
    return number - number % IN_STEPS
