"""What made-up entries tell agrees with the level that they come to: people learn from them."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from coprod.assessment.self_assessment import rules as assessment
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question
from coprod.demo.examples import rules
from coprod.demo.examples.actions import DRAWINGS
from coprod.demo.examples.rules import Example
from coprod.demo.examples.schemas import read_examples
from coprod.demo.figures.schemas import read_figures
from coprod.demo.lessons.schemas import read_lessons
from coprod.demo.stories.rules import Story
from coprod.demo.stories.schemas import read_stories
from coprod.register.activities.enums import Rung
from coprod.register.sections.enums import CostCategory

PLACE = Path(__file__).parents[3] / "examples/tower-hamlets"
EXAMPLES = [each for each in read_examples(PLACE / "entries.yaml") if each.answers]
STORIES: dict[str, Story] = {each.key: each for each in read_stories(PLACE / "stories.yaml")}
TOGETHER = (Choice.A3, Choice.A4)
KEEPS_THE_MONEY = re.compile(
    r"\b(?:service|council|staff|trust|team)\b(?: \w+)? (?:holds?|keeps?) the (?:money|budget)"
    r"|\bnever (?:told|shown) what the whole budget\b"
    r"|\bstaff (?:decide|decided) (?:alone|about the money)\b",
    re.IGNORECASE,
)


def key_of(example: Example) -> str:
    return example.key


every_example = pytest.mark.parametrize("example", EXAMPLES, ids=key_of)


def latest(example: Example) -> rules.Answers:
    """Return the team's answers that stand today."""
    story = STORIES.get(example.key)
    given = story.assessments[-1].answers if story and story.assessments else example.answers
    assert given is not None
    return given


def choices(answers: rules.Answers) -> dict[Question, Choice]:
    return {q: Choice(str(a)) for q, a in zip(Question, answers.q, strict=True)}


def level(answers: rules.Answers) -> Rung:
    given = choices(answers)
    told = assessment.Answers(FreeChoice(answers.free), given, answers.teach_or_tell)
    return assessment.suggest(told).rung


def texts(told: object) -> Iterator[str]:
    """Return all words of a made-up entry or story, however deep they stand."""
    if isinstance(told, str):
        yield told
    elif is_dataclass(told):
        for each in fields(told):
            yield from texts(getattr(told, each.name))
    elif isinstance(told, list | tuple):
        for each in told:
            yield from texts(each)


def all_texts(example: Example) -> list[str]:
    return [*texts(example), *texts(STORIES.get(example.key))]


@every_example
def test_shared_money_stands_in_the_answers_of_the_highest_level(example: Example) -> None:
    if level(latest(example)) is not Rung.CO_PRODUCTION:
        return

    assert choices(latest(example))[Question.Q10] in TOGETHER
    assert example.resourcing.deciding is None or example.resourcing.is_shared


@every_example
def test_no_text_of_the_highest_level_says_that_others_keep_the_money(example: Example) -> None:
    if level(latest(example)) is not Rung.CO_PRODUCTION:
        return

    assert [text for text in all_texts(example) if KEEPS_THE_MONEY.search(text)] == []


@every_example
def test_who_shares_the_decision_about_money_says_so_in_the_answers_too(example: Example) -> None:
    if example.resourcing.is_shared:
        assert choices(latest(example))[Question.Q10] in TOGETHER


@every_example
def test_where_there_is_no_money_none_is_shared_out_or_paid(example: Example) -> None:
    if not example.resourcing.unresourced:
        return
    story = STORIES.get(example.key)
    rounds = [example.answers, *(each.answers for each in (story.assessments if story else ()))]

    assert example.costs == []
    for answers in filter(None, rounds):
        given = choices(answers)
        assert (given[Question.Q5].step or 0) <= 1
        assert (given[Question.Q10].step or 0) <= 1


@every_example
def test_nobody_proposes_a_level_above_the_teams_own(example: Example) -> None:
    story = STORIES.get(example.key)
    for proposed in story.proposals if story else ():
        assert Rung[proposed.rung.upper()] <= level(latest(example))


@every_example
def test_who_came_by_group_are_not_more_than_came(example: Example) -> None:
    came = [
        each
        for each in read_figures(PLACE / "figures.yaml").attendances
        if each.activity == example.key
    ]
    for each in came:
        assert example.took_part is not None
        for trait, numbers in each.totals.items():
            assert sum(numbers.values()) <= (example.took_part.number or 0), trait


def test_a_lesson_names_the_same_money_as_the_costs_of_its_entry() -> None:
    costs = {each.key: each.costs for each in EXAMPLES}
    taxis = next(e for e in read_lessons(PLACE / "lessons.yaml").records if e.key == "taxis")
    spent = [
        each.line.amount.hundredths
        for each in costs["falls-group"]
        if each.line.category is CostCategory.EXPENSES_TRAVEL and each.line.amount
    ]

    said = re.findall(r"([\d,]+) pounds", " ".join(texts(taxis.costs)))
    assert [int(each.replace(",", "")) for each in said] == [each // 100 for each in spent]


def test_each_drawing_is_light_and_says_what_it_shows_and_that_it_is_drawn() -> None:
    pictures = [each.picture for each in read_examples(PLACE / "entries.yaml") if each.picture]

    assert {each.file for each in pictures} == {path.name for path in DRAWINGS.glob("*.webp")}
    assert all((DRAWINGS / each.file).stat().st_size < 30_000 for each in pictures)
    assert all(each.alt.startswith("Drawing: ") for each in pictures)
    assert all(each.credit.startswith("Drawing: ") for each in pictures)
