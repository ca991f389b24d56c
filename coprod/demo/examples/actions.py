"""Loading made-up activities by the actions that people use: logged, assessed, sent, published."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from coprod.assessment.honest_labels.actions import keep_word
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.self_assessment import actions as assessment
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question
from coprod.assessment.self_assessment.rules import TeamReply
from coprod.challenges import actions as challenges
from coprod.challenges.enums import Challenge
from coprod.challenges.rules import Argument
from coprod.core.config import HOME
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.demo.examples.queries import get_example_activity
from coprod.demo.examples.rules import (
    Answers,
    ChallengePosition,
    Example,
    ExampleCost,
    ExamplePicture,
)
from coprod.learning.adoption.actions import adopt_activity
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term
from coprod.register.activities.actions import log_activity
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import EXAMPLES, Activity
from coprod.register.activities.queries import is_imported
from coprod.register.activities.rules import (
    About,
    Leading,
    Naming,
    Part,
    Placing,
    PromiseStatement,
    Sourcing,
    Story,
    Telling,
    Timing,
)
from coprod.register.files.actions import add_file
from coprod.register.files.rules import Upload
from coprod.register.freshness.actions import confirm_activity
from coprod.register.review.actions import publish_activity, submit_activity, withdraw_activity
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import (
    CostLine,
    Costs,
    Outcome,
    People,
    Pledge,
    Sessions,
    Working,
    check_row,
)

DRAWINGS = HOME / "examples" / "drawings"
"""Pictures of what made-up activities did, drawn for this product (bench/draw.py)."""


def load_examples(team: Actor, curator: Actor, examples: Iterable[Example]) -> int:
    """Load what is not here yet, and return how many that was."""
    new_examples = [example for example in examples if not is_imported(EXAMPLES, example.key)]
    for example in new_examples:
        with pretend_day(example.logged or clock.today()):
            load_example(team, curator, example)
    return len(new_examples)


def load_example(team: Actor, curator: Actor, example: Example) -> None:
    """Log an activity, and bring it as far as its file says."""
    activity = log_example(team, example)
    if example.picture:
        add_picture(team, activity, example.picture)
    if example.answers:
        assess(team, curator, activity, example.answers)
    if example.status is not Status.DRAFT:
        submit_example(team, curator, activity, example)
    for day in example.confirmed_on:
        with pretend_day(day):
            confirm_activity(team, activity)
    if example.withdrawal:
        with pretend_day(example.withdrawal.day):
            withdraw_activity(curator, activity, example.withdrawal.reason)


@contextmanager
def pretend_day(day: date) -> Iterator[None]:
    """Let what is done inside have been done on another day, to the last row that it writes."""
    with clock.on(day):
        yield
        session.flush()


def log_example(team: Actor, example: Example) -> Activity:
    if example.adopted_from is None:
        activity = log_activity(team, *build_parts(example))
        write_parts(activity, build_sections(example))
        return activity
    source = example.adopted_from
    adoption = adopt_activity(team, get_example_activity(source.key), example.title, source.details)
    write_parts(adoption.child, (*build_parts(example), *build_sections(example)))
    return adoption.child


def add_picture(team: Actor, activity: Activity, picture: ExamplePicture) -> None:
    data = (DRAWINGS / picture.file).read_bytes()
    upload = Upload(picture.file, data, picture.caption, alt=picture.alt, credit=picture.credit)
    add_file(team, activity, upload)


def submit_example(team: Actor, curator: Actor, activity: Activity, example: Example) -> None:
    """Send an activity in with what its team stands for, and publish it unless it waits."""
    for word, reason in example.label_reasons.items():
        keep_word(team, activity, Word(word), reason)
    for position in example.claims:
        challenge = Challenge(position.challenge)
        challenges.claim(team, activity, challenge, build_argument(position))
    submit_activity(team, activity)
    for position in example.judgements:
        challenge = Challenge(position.challenge)
        challenges.judge(curator, activity, challenge, build_argument(position))
    if example.status is not Status.SUBMITTED:
        publish_activity(curator, activity)


def build_argument(position: ChallengePosition) -> Argument:
    return Argument(position.value, position.reason, position.link)


def build_parts(example: Example) -> list[Part]:
    return [
        Sourcing(EXAMPLES, example.key),
        Naming(example.title),
        Telling(example.summary),
        Leading(find_organisation_id(example.led_by), example.led_by_name),
        Placing(find_term_ids(ListKind.LOCALITY, example.localities)),
        Timing(PartialDate.parse(example.started), parse_end_date(example), example.is_ongoing),
        PromiseStatement(tuple(Rung[key.upper()] for key in example.promised)),
        About(
            (
                (ListKind.WORKSTREAM, find_term_ids(ListKind.WORKSTREAM, example.workstreams)),
                (ListKind.METHOD, find_term_ids(ListKind.METHOD, example.methods)),
                (ListKind.GROUP, find_term_ids(ListKind.GROUP, example.groups)),
            )
        ),
        Story(example.body.strip(), example.learned.strip()),
    ]


def build_sections(example: Example) -> tuple[Any, ...]:
    """Return what an example tells beyond its first answers."""
    hear_back = PartialDate.parse(example.hear_back) if example.hear_back else None
    return (
        Pledge(
            open_to_change=example.open_to_change,
            not_open=example.not_open,
            pledge=example.pledge,
            hear_back=hear_back,
            decided_by=example.decided_by,
        ),
        People(took_part=example.took_part, found=example.found, missing=example.missing),
        Outcome(
            example.question_to_people,
            example.answer_from_people,
            example.did,
            example.not_doing,
            example.why,
        ),
        Sessions(tuple(example.sessions)),
        example.resourcing,
        Working(shared=example.shared),
        example.worth,
        Costs(tuple(build_cost_line(number, cost) for number, cost in enumerate(example.costs, 1))),
    )


def build_cost_line(number: int, cost: ExampleCost) -> CostLine:
    line = replace(cost.line, number=number, given_by_id=find_organisation_id(cost.given_by))
    check_row(line)
    return line


def parse_end_date(example: Example) -> PartialDate | None:
    return PartialDate.parse(example.ended) if example.ended else None


def find_organisation_id(key: str) -> int | None:
    return next(iter(find_term_ids(ListKind.ORGANISATION, [key])), None)


def find_term_ids(list_kind: ListKind, keys: list[str]) -> tuple[int, ...]:
    """Return the keys of the terms of this place; those that it does not have are left out."""
    terms = [find_term(list_kind, key) for key in keys if key]
    return tuple(term.id for term in terms if term)


def assess(team: Actor, curator: Actor, activity: Activity, answers: Answers) -> None:
    rating = assessment.begin_rating(team, activity, assessment.RoundDetails(answers.round))
    assessment.set_gate(team, rating, FreeChoice(answers.free))
    for question, answer in zip(Question, answers.q, strict=True):
        reply = build_reply(question, Choice(str(answer)), answers)
        assessment.answer_question(team, rating, reply)
    assessment.submit_rating(team, rating)
    assessment.publish_notes(curator, activity, rating)


def build_reply(question: Question, choice: Choice, answers: Answers) -> TeamReply:
    asks_more = question is Question.Q9 and choice is Choice.A0
    return TeamReply(
        question,
        choice,
        reason=answers.reasons.get(question, ""),
        note=answers.evidence.get(question, ""),
        teach_or_tell=answers.teach_or_tell if asks_more else None,
    )
