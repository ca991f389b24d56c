"""Wording in versions: begun, written, put into use, and what older ratings keep."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.assessment.self_assessment import queries as ratings
from coprod.assessment.self_assessment.enums import Question
from coprod.assessment.self_assessment.presenters import FRAMEWORK, build_answers_page
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_, TranslatedMessage
from coprod.reference.wording import actions, presenters, queries
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkText
from coprod.reference.wording.rules import EffectiveDay, TextChanges
from coprod.register.activities.enums import Status
from tests import make

TEAM = FrameworkKind.SELF_ASSESSMENT
SHIPPED = "Who set the question?"


def administrator() -> Actor:
    return make.person(role=Role.ADMINISTRATOR).actor


def test_what_code_ships_is_version_one_and_asks_the_database_nothing(
    session: Any, queries: list[str]
) -> None:
    queries.clear()
    found = wording(TEAM, 1)

    assert found.get_message("Q1", N_("As shipped")).plain == "As shipped"
    assert queries == []


def test_a_rating_keeps_the_words_that_it_was_begun_in(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    first = make.rating(activity)
    open_ = make.rating(make.activity(), submit=False)
    make.wording(effective=clock.today(), Q1="Who asked for this?")
    second = make.rating(activity, correction="Asked again")

    assert [r.framework_version for r in (first, open_, second)] == [1, 1, 2]
    assert title(first.framework_version) == SHIPPED
    assert title(second.framework_version) == "Who asked for this?"
    shown = build_answers_page(activity, second).groups[1].lines[0]
    assert shown.title.plain == "Who asked for this?"


def title(version: int) -> str:
    return ratings.get_questions(version).wordings[Question.Q1].title.plain


def test_a_version_is_used_from_its_day_on_and_not_before(session: Any) -> None:
    later = clock.today() + timedelta(days=10)
    make.wording(effective=later, Q1="Who asked for this?")

    assert queries.get_current_version(TEAM) == 1
    with time_machine.travel(clock.now() + timedelta(days=11), tick=False):
        assert queries.get_current_version(TEAM) == 2
        assert queries.get_wording(TEAM).version == 2


def test_translations_hang_on_the_version_and_go_when_the_english_changes(session: Any) -> None:
    draft, by = make.wording(Q1="Who asked?"), administrator()
    actions.write_texts(by, FRAMEWORK, draft, TextChanges("bn", {"Q1": "কে?", "Q2": ""}))

    said = queries.get_wording(TEAM, 2).get_message("Q1", N_(SHIPPED))
    assert said == TranslatedMessage("Who asked?", {}, {"bn": "কে?"})
    assert queries.get_wording(TEAM, 2).get_message("Q2", N_("x")) == TranslatedMessage(
        "Who makes the decision?"
    )

    actions.write_texts(by, FRAMEWORK, draft, TextChanges("en", {"Q1": "Who began it?"}))
    assert queries.get_wording(TEAM, 2).get_message("Q1", N_(SHIPPED)) == TranslatedMessage(
        "Who began it?"
    )


def test_a_new_version_begins_from_the_newest(session: Any) -> None:
    make.wording(effective=clock.today(), Q1="Who asked?")
    third = make.wording(Q2="Who decides?")

    changed = presenters.list_differences(FRAMEWORK, third.number)

    assert third.number == 3
    assert [(d.item.key, d.before, d.after) for d in changed] == [
        ("Q2", "Who makes the decision?", "Who decides?")
    ]
    assert queries.get_wording(TEAM, 3).get_message("Q1", N_("")).plain == "Who asked?"


def test_there_is_one_draft_at_a_time(session: Any) -> None:
    make.wording()

    with pytest.raises(ConflictError):
        actions.begin_version(administrator(), FRAMEWORK)


def test_what_is_in_use_is_never_written_again(session: Any) -> None:
    used, by = make.wording(effective=clock.today(), Q1="Who asked?"), administrator()

    for do in (
        lambda: actions.write_texts(by, FRAMEWORK, used, TextChanges("en", {"Q1": "Other"})),
        lambda: actions.write_texts(by, FRAMEWORK, used, TextChanges("bn", {"Q1": "Other"})),
        lambda: actions.discard_version(by, used),
        lambda: (
            session.add(FrameworkText(version_id=used.id, key="x", language="en", text="x"))
            or session.flush()
        ),
    ):
        with pytest.raises(RuleBrokenError):
            do()
        session.rollback()
    assert queries.get_wording(TEAM).get_message("Q1", N_("")).plain == "Who asked?"


@pytest.mark.parametrize(
    "writing",
    [
        TextChanges("en", {"Q1": ""}),
        TextChanges("en", {"Q15": "One more"}),
        TextChanges("en", {"Q1.5": "One more answer"}),
        TextChanges("en", {"Q1": "x" * 301}),
    ],
)
def test_only_the_words_change_and_never_how_many_there_are(
    session: Any, writing: TextChanges
) -> None:
    draft = make.wording()

    with pytest.raises(RuleBrokenError):
        actions.write_texts(administrator(), FRAMEWORK, draft, writing)


@pytest.mark.parametrize(
    ("days", "why", "field"), [(-1, "Plainer", "day"), (0, "", "why"), (0, "x" * 1001, "why")]
)
def test_a_version_begins_today_or_later_and_says_why(
    session: Any, days: int, why: str, field: str
) -> None:
    draft = make.wording(Q1="Who asked?")
    effect = EffectiveDay(clock.today() + timedelta(days=days), why)

    with pytest.raises(RuleBrokenError) as broken:
        actions.make_effective(administrator(), FRAMEWORK, draft, effect)

    assert broken.value.field == field


def test_a_version_does_not_overtake_the_one_before_and_changes_something(session: Any) -> None:
    make.wording(effective=clock.today() + timedelta(days=9), Q1="Who asked?")
    draft = make.wording()
    soon, late = (EffectiveDay(clock.today() + timedelta(days=n), "Plainer") for n in (1, 9))

    with pytest.raises(RuleBrokenError, match="the same as the one before"):
        actions.make_effective(administrator(), FRAMEWORK, draft, late)
    new = TextChanges("en", {"Q2": "Who decides?"})
    actions.write_texts(administrator(), FRAMEWORK, draft, new)
    with pytest.raises(RuleBrokenError):
        actions.make_effective(administrator(), FRAMEWORK, draft, soon)
    actions.make_effective(administrator(), FRAMEWORK, draft, late)


def test_only_administrators_word_anything(session: Any) -> None:
    draft = make.wording(Q1="Who asked?")

    for actor in (VISITOR, make.person(role=Role.CURATOR).actor):
        with pytest.raises(NotAllowedError):
            actions.write_texts(actor, FRAMEWORK, draft, TextChanges("en", {"Q1": "x"}))
        with pytest.raises(NotAllowedError):
            actions.make_effective(actor, FRAMEWORK, draft, EffectiveDay(clock.today(), "x"))
        with pytest.raises(NotAllowedError):
            actions.discard_version(actor, draft)
        with pytest.raises(NotAllowedError):
            actions.begin_version(actor, FRAMEWORK)


def test_a_draft_can_be_thrown_away_and_begun_again(session: Any) -> None:
    draft = make.wording(Q1="Who asked?")

    actions.discard_version(administrator(), draft)

    with pytest.raises(NotFoundError):
        queries.get_draft(TEAM)
    assert make.wording(Q1="Another").number == 2


wording = queries.get_wording
