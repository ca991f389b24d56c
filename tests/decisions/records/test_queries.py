"""What is read of decisions: how many questions it takes, and which of them may be named."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.database import session as db
from coprod.core.values.actor import Role
from coprod.decisions.records import actions, queries, rules
from coprod.decisions.records.enums import HoldablePart, HoldState
from coprod.decisions.records.models import DecisionHold, DecisionRecord
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make

MOST = 18


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR])
@pytest.mark.parametrize("path", ["", "/entries", "/add/check", "/hold"])
def test_many_entries_ask_no_more(
    as_: Callable[[Any], Any], queries: list[str], role: Role, path: str
) -> None:
    by, curator = make.person(), make.person(role=Role.CURATOR)
    made = make.decision(by=by)
    slug = made.slug
    for _each in range(5):
        actions.link_activity(curator.actor, made, make.activity(status=Status.PUBLISHED))
    db.commit()
    browser = as_(by if role is Role.TEAM_MEMBER else curator)
    browser.get("/stories")  # the first search makes the index, which no page does again
    queries.clear()

    browser.get(f"/decisions/{slug}{path}")

    assert len(queries) <= MOST, [q[:90] for q in queries]


# Decisions that rest on what an entry has shown


def draws_on(entry: Activity, *, sign: bool = True) -> DecisionRecord:
    by = make.person(role=Role.CURATOR)
    made = make.decision(by=by, sign=False)
    said = rules.PriorFeedbackList((rules.PriorFeedback("They choose", f"/stories/{entry.slug}"),))
    make.change_decision(by.actor, made, said)
    if sign:
        make.sign_decision(by.actor, made)
    return make.keep(made)


def is_found(entry: Activity, made: DecisionRecord) -> bool:
    """Tell whether it is named on the page of the entry; lists of entries must say the same."""
    was_drawn_on = select(Activity.id).where(queries.is_drawn_on(), Activity.id == entry.id)
    found = made.id in [each.id for each in queries.list_drawing_on(entry)]
    assert found is (db.scalar(was_drawn_on) is not None)
    return found


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def test_a_signed_record_that_names_an_entry_draws_on_it(entry: Activity) -> None:
    assert is_found(entry, draws_on(entry))
    assert not is_found(make.activity(status=Status.PUBLISHED), draws_on(entry, sign=False))


def test_a_record_draws_on_no_entry_that_it_does_not_name_or_that_came_of_it(
    entry: Activity,
) -> None:
    made, other = draws_on(entry), make.activity(status=Status.PUBLISHED)
    actions.link_activity(make.curator(), made, other)
    assert is_found(entry, made)
    assert not is_found(other, made)

    actions.link_activity(make.curator(), made, entry)
    assert not is_found(entry, made)


@pytest.mark.parametrize(
    ("part", "state", "is_public"),
    [
        (HoldablePart.PRIOR_FEEDBACK, HoldState.HELD, False),
        (HoldablePart.PRIOR_FEEDBACK, HoldState.SHOWN, True),
        (HoldablePart.NOTES, HoldState.HELD, True),
    ],
)
def test_a_passage_that_is_held_back_draws_on_nothing_that_is_public(
    entry: Activity, part: HoldablePart, state: HoldState, is_public: bool
) -> None:
    made = draws_on(entry)
    made.holds.append(DecisionHold(part=part, reason="«why»", state=state))
    db.commit()

    assert is_found(entry, made) is is_public


def test_what_one_record_holds_back_says_nothing_of_another(entry: Activity) -> None:
    one, other = draws_on(entry), draws_on(entry)
    one.holds.append(
        DecisionHold(part=HoldablePart.PRIOR_FEEDBACK, reason="«why»", state=HoldState.HELD)
    )
    db.commit()

    assert [each.id for each in queries.list_drawing_on(entry)] == [other.id]
