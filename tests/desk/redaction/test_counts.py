"""Counts in tables of numbers: who took part, results, what people told us. They go with the table.

What is left of a table would give away the one that was taken out, and what nobody knows is not
nought: so none of it is shown any more.
"""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select

from coprod.core.database import session as database
from coprod.core.values.actor import Role
from coprod.desk.redaction import actions, queries
from coprod.intelligence.feedback.models import Insight
from coprod.outcomes.results.models import Tally, Wave
from coprod.participation.participants.actions import enter_totals
from coprod.participation.participants.enums import Trait
from coprod.participation.participants.models import ParticipantTotals, PublishedTotals
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.desk.redaction.test_views import WHY, address, hidden, sent
from tests.intelligence.feedback.make import insight
from tests.outcomes.i_statements import make as said
from tests.outcomes.results.test_views import DETAILS
from tests.reviews import make as reviews

As = Callable[[Any], Any]
TABLE = (
    "statement,group,strongly_agree,agree,in_between,disagree,strongly_disagree\n"
    "say,,23,20,10,20,10\nsay,Quayle Street,13,10,5,10,5\nsay,Others,10,10,5,10,5\n"
    "safe,,21,20,10,20,10\n"
)


def take_number_out(desk: Any, where: str, number: str) -> Any:
    """Take a number out of every place that is offered."""
    shown = desk.send(where, {"passage": number, "reason": WHY})
    assert shown.status_code == 200
    names = re.findall(r'name="places" type="checkbox" value="(\w+)"', shown.text)
    return desk.send(f"{where}/confirm", {**hidden(shown), "places": names})


def told(**numbers: int) -> Activity:
    activity = make.activity(status=Status.PUBLISHED)
    enter_totals(make.owner(activity), activity, Trait.SEX, numbers)
    return make.keep(activity)


def test_a_number_of_who_took_part_goes_with_its_table(as_: As, session: Any, client: Any) -> None:
    activity = told(female=31, male=47)
    at = f"/activities/{activity.slug}/taking-part"
    assert "About 30" in client.get(at).text

    assert take_number_out(as_(Role.CURATOR), address(activity), "31").status_code == 303

    assert database.scalars(select(ParticipantTotals)).all() == []
    assert database.scalars(select(PublishedTotals)).all() == []
    page = client.get(at).text
    assert not [text for text in ("About 30", "About 45", "Nobody") if text in page]


def test_words_of_a_group_that_was_written_in_are_found(as_: As, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    enter_totals(
        make.owner(activity), activity, Trait.ETHNIC_GROUP, {"write_in:The Quayle family": 30}
    )
    make.keep(activity)

    sent(as_(Role.CURATOR), address(activity), "The Quayle family")

    kept = [
        *database.scalars(select(ParticipantTotals.numbers)),
        *database.scalars(select(PublishedTotals.numbers)),
    ]
    assert len(kept) == 2
    assert "Quayle" not in str(kept)


def published(as_: As) -> Wave:
    said.framework()
    owner = make.person()
    make.activity(owner=owner, status=Status.PUBLISHED)
    team = as_(owner)
    answer = team.send("/outcomes/of/falls-group", {**DETAILS, "grouped_by": "The Quayle estate"})
    at = answer.location.removesuffix("/counts")
    pasted = team.send(f"{at}/paste", {"rows": TABLE})
    assert pasted.status_code == 303
    team.send(f"{at}/send")
    wave = database.scalars(select(Wave)).one()
    assert reviews.send(as_(Role.CURATOR), wave, "publish").status_code == 303
    return database.scalars(select(Wave)).one()


def test_a_number_of_a_result_goes_with_all_that_could_tell_it(
    as_: As, session: Any, client: Any
) -> None:
    """The others of its statement add up to it; another statement does not."""
    wave = published(as_)
    at, where = f"/outcomes/results/{wave.id}", f"/take-out/activity/{wave.activity_id}"
    assert database.scalars(select(Tally)).all()

    assert take_number_out(as_(Role.CURATOR), where, "13").status_code == 303

    left = database.scalars(select(Tally)).all()
    assert [sum(each.counts.values()) for each in left] == [81]
    assert "Quayle Street" not in client.get(at).text


def test_words_of_groups_are_found(as_: As, session: Any) -> None:
    wave = published(as_)
    desk, where = as_(Role.CURATOR), f"/take-out/activity/{wave.activity_id}"

    for words in ("Quayle Street", "The Quayle estate"):
        assert sent(desk, where, words).status_code == 303

    kept = [*database.scalars(select(Tally.group)), *database.scalars(select(Wave.grouped_by))]
    assert "Quayle" not in str(kept)
    assert "words taken out" in str(kept)


def test_numbers_of_what_people_told_us_go_with_those_that_add_up_to_them(
    as_: As, session: Any, client: Any
) -> None:
    made = insight(20, 10, 13, people=57)
    at = f"/what-people-told-us/summaries/{made.id}"
    desk = as_(Role.CURATOR)
    assert "/take-out/insight_summary/" in desk.get(at).text

    assert take_number_out(desk, address(made, "insight_summary"), "13").status_code == 303

    found = database.scalars(select(Insight)).one()
    numbers = (found.people, found.comments, found.positive, found.neutral, found.negative)
    assert set(numbers) == {None}
    assert not re.search(r"\b(13|43|57)\b", str(found.released))
    assert client.get(at).status_code == 200


def test_an_older_copy_loses_counts_again(as_: As, session: Any) -> None:
    activity = told(female=31, male=47)
    older = [
        (model, {c.name: getattr(row, c.name) for c in model.__table__.columns})
        for model in (ParticipantTotals, PublishedTotals)
        for row in database.scalars(select(model))
    ]
    take_number_out(as_(Role.CURATOR), address(activity), "31")
    removals = queries.list_removals()
    for removal in removals:
        database.delete(removal)
    database.execute(delete(ParticipantTotals))
    for model, row in older:
        database.add(model(**row))
    database.flush()

    assert actions.reapply()

    assert database.scalars(select(ParticipantTotals)).all() == []
    assert database.scalars(select(PublishedTotals)).all() == []
