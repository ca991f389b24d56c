from datetime import timedelta
from typing import Any

import time_machine

from coprod.core.values import clock
from coprod.core.values.actor import VISITOR
from coprod.participation.directory import queries
from coprod.participation.directory.enums import ContactState
from coprod.participation.directory.queries import list_connectors as find_groups
from coprod.participation.directory.queries import load_stories_by_connector as load_stories
from coprod.participation.directory.rules import ConnectorFilter
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from tests import make
from tests.participation.directory import make as directory
from tests.participation.groups import make as groups


def find(**chosen: Any) -> list[str]:
    return [each.name for each in queries.list_connectors(VISITOR, ConnectorFilter(**chosen))]


def state(connector: Any) -> ContactState:
    return queries.get_contact_state(queries.load_stories_by_connector()[connector.id])


def test_a_group_is_found_by_language_place_and_whom_it_reaches(session: Any) -> None:
    somali = make.term(ListKind.LANGUAGE, label="Somali")
    east, west = make.term(label="South East"), make.term(label="South West")
    mothers = make.term(ListKind.GROUP, label="Mothers")
    both = directory.words(term_ids=(somali.id, east.id, mothers.id))
    directory.connector(name="Tea morning", words=both)
    directory.connector(name="Everywhere", words=directory.words(term_ids=(somali.id,)))
    assert find(language=somali.id, place=east.id, reach=mothers.id) == ["Tea morning"]
    assert find(language=somali.id, place=west.id) == ["Everywhere"]
    assert find(place=east.id) == ["Everywhere", "Tea morning"]
    assert find(reach=somali.id + 999) == []


def test_a_group_is_found_under_the_name_that_a_place_has_today(session: Any) -> None:
    old, new = make.term(label="Bow East"), make.term(label="Bow")
    directory.connector(words=directory.words(term_ids=(old.id,)))
    old.replaced_by_id = old.in_use_id = new.id
    session.flush()
    assert find(place=new.id) == ["Lunch club"]


def test_a_group_is_not_shown_after_the_last_day_of_its_consent(session: Any) -> None:
    directory.connector(consent=directory.consent(days=2))
    with time_machine.travel(clock.now() + timedelta(days=2)):
        assert find() == ["Lunch club"]
    with time_machine.travel(clock.now() + timedelta(days=3)):
        assert find() == []


def test_what_public_stories_say_of_a_group(session: Any) -> None:
    made = directory.connector(name="A", other_names=(groups.GROUP,))
    assert state(made) is ContactState.NEVER
    draft = groups.named(Status.DRAFT)
    assert state(made) is ContactState.NEVER
    activity = groups.named()
    assert state(made) is ContactState.INVOLVED
    groups.asked(activity)
    assert state(made) is ContactState.ASKED
    groups.spoken(activity)
    assert state(made) is ContactState.HEARD
    stories = queries.load_stories_by_connector()[made.id]
    assert [each.slug for each in stories] == [activity.slug] != [draft.slug]


def test_nobody_is_led_to_a_story_that_a_group_asks_not_to_be_named_in(session: Any) -> None:
    made = directory.connector(name=groups.GROUP)
    groups.spoken(groups.named(), groups.UNNAMED)
    assert state(made) is ContactState.NEVER


def test_more_groups_take_no_more_questions(session: Any, queries: list[str]) -> None:
    counts = []
    for number in (1, 6):
        for n in range(number):
            directory.connector(name=f"{number} {n}")
        session.expire_all()
        queries.clear()
        find_groups(VISITOR, ConnectorFilter())
        load_stories()
        counts.append(len(queries))
    assert counts[0] == counts[1]
