"""What may be answered, and how answers become counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.results.enums import LikertAnswer
from coprod.outcomes.results.rules import CountsRow

MOST_STATEMENTS = 12
LONGEST_SURVEY = timedelta(days=120)
IN_STEPS = 5

Values = Mapping[int, LikertAnswer]
"""What somebody answered, by the number of the statement."""


def check_survey(statements: Sequence[int], closes_on: date, today: date) -> None:
    if not 1 <= len(statements) <= MOST_STATEMENTS:
        message = N_("Choose from one to %(most)s statements", most=MOST_STATEMENTS)
        raise RuleBrokenError(message, field="statements")
    if not today <= closes_on <= today + LONGEST_SURVEY:
        message = N_("Choose a day within the next four months")
        raise RuleBrokenError(message, field="closes_on")


def check_values(values: Values, statement_ids: Iterable[int]) -> None:
    if not values:
        raise RuleBrokenError(N_("Answer one question or more. Leave out what you do not know"))
    if not set(values) <= set(statement_ids):
        raise RuleBrokenError(N_("Choose one of the answers"))


def count_answers(answers: Iterable[Values], statement_ids: Iterable[int]) -> list[CountsRow]:
    """Return how many gave each answer to each statement that anybody answered on the scale."""
    tally = {key: dict.fromkeys(LikertAnswer, 0) for key in statement_ids}
    for values in answers:
        for key, answer in values.items():
            tally[key][answer] += 1
    return [CountsRow(key, counts) for key, counts in tally.items() if any(counts.values())]


def round_down_to_step(number: int) -> int:
    """Return the number of answers, rounded down, so that its team sees no single answer arrive."""
    return number - number % IN_STEPS
