"""Loading made-up entries by the actions that people use: logged, assessed, sent, published."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from coprod.assessment.honest_labels.actions import keep_word
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.self_assessment import actions as assessment
from coprod.assessment.self_assessment.enums import Choice, FreeChoice, Question, TeachOrTell
from coprod.assessment.self_assessment.rules import TeamReply
from coprod.challenges import actions as challenges
from coprod.challenges.enums import Challenge
from coprod.challenges.rules import Argument
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.dates import PartialDate
from coprod.demo.examples.queries import by_key
from coprod.demo.examples.rules import Answers, Cost, Example, Stand
from coprod.learning.adoption.actions import adopt_activity
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term
from coprod.register.activities.actions import log_activity
from coprod.register.activities.enums import Rung
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
from coprod.register.review.actions import publish_activity, submit_activity
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


def load_examples(team: Actor, curator: Actor, examples: Iterable[Example]) -> int:
    """Load what is not here yet, and return how many that was.

    An example without answers is left waiting for a curator, so that the desk has work to show.
    """
    fresh = [each for each in examples if not is_imported(EXAMPLES, each.key)]
    for example in fresh:
        with on(example.logged or clock.today()):
            activity = begun(team, example)
            if example.answers:
                assess(team, curator, activity, example.answers)
            argue(team, curator, activity, example)
    return len(fresh)


@contextmanager
def on(day: date) -> Iterator[None]:
    """Let what is done inside have been done on another day, to the last row that it writes."""
    with clock.on(day):
        yield
        session.flush()


def begun(team: Actor, example: Example) -> Activity:
    if example.made_from is None:
        activity = log_activity(team, *parts(example))
        write_parts(activity, sections(example))
        return activity
    source = example.made_from
    adoption = adopt_activity(team, by_key(source.key), example.title, source.using)
    write_parts(adoption.child, (*parts(example), *sections(example)))
    return adoption.child


def argue(team: Actor, curator: Actor, activity: Activity, example: Example) -> None:
    """Send an entry in with what its team stands for, and publish it if it was assessed."""
    for word, reason in example.kept_words.items():
        keep_word(team, activity, Word(word), reason)
    for each in example.claims:
        challenges.claim(team, activity, Challenge(each.challenge), argument(each))
    submit_activity(team, activity)
    for each in example.judgements:
        challenges.judge(curator, activity, Challenge(each.challenge), argument(each))
    if example.answers:
        publish_activity(curator, activity)


def argument(stand: Stand) -> Argument:
    return Argument(stand.value, stand.reason, stand.link)


def parts(example: Example) -> list[Part]:
    return [
        Sourcing(EXAMPLES, example.key),
        Naming(example.title),
        Telling(example.summary),
        Leading(organisation(example.led_by), example.led_by_name),
        Placing(known(ListKind.LOCALITY, example.localities)),
        Timing(PartialDate.parse(example.started), ended(example), example.is_ongoing),
        PromiseStatement(tuple(Rung[key.upper()] for key in example.promised)),
        About(
            (
                (ListKind.WORKSTREAM, known(ListKind.WORKSTREAM, example.workstreams)),
                (ListKind.METHOD, known(ListKind.METHOD, example.methods)),
                (ListKind.GROUP, known(ListKind.GROUP, example.groups)),
            )
        ),
        Story(example.body.strip(), example.learned.strip()),
    ]


def sections(example: Example) -> tuple[Any, ...]:
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
        Outcome(example.asked, example.said, example.did, example.not_doing, example.why),
        Sessions(tuple(example.sessions)),
        example.resourcing,
        Working(shared=example.shared),
        example.worth,
        Costs(tuple(cost(number, each) for number, each in enumerate(example.costs, 1))),
    )


def cost(number: int, told: Cost) -> CostLine:
    line = replace(told.line, number=number, given_by_id=organisation(told.given_by))
    check_row(line)
    return line


def ended(example: Example) -> PartialDate | None:
    return PartialDate.parse(example.ended) if example.ended else None


def organisation(key: str) -> int | None:
    return next(iter(known(ListKind.ORGANISATION, [key])), None)


def known(listing: ListKind, keys: list[str]) -> tuple[int, ...]:
    """Return the keys of the terms of this place; those that it does not have are left out."""
    found = [find_term(listing, key) for key in keys if key]
    return tuple(term.id for term in found if term)


def assess(team: Actor, curator: Actor, activity: Activity, answers: Answers) -> None:
    rating = assessment.begin_rating(team, activity, assessment.RoundDetails(answers.round))
    assessment.set_gate(team, rating, FreeChoice(answers.free))
    for question, answer in zip(Question, answers.q, strict=True):
        reply = replied(question, Choice(str(answer)), answers)
        assessment.answer_question(team, rating, reply)
    assessment.submit_rating(team, rating)
    assessment.publish_notes(curator, activity, rating)


def replied(question: Question, choice: Choice, answers: Answers) -> TeamReply:
    is_told = question is Question.Q9 and choice is Choice.A0
    return TeamReply(
        question,
        choice,
        reason=answers.reasons.get(question, ""),
        note=answers.evidence.get(question, ""),
        teach_or_tell=TeachOrTell.TELL if is_told else None,
    )
