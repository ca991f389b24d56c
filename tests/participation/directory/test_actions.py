from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.participation.directory import actions, commands, queries
from coprod.reference.lists.enums import ListKind
from tests import make
from tests.participation.directory import make as directory


def test_nobody_but_curators_keeps_the_directory(session: Any) -> None:
    group = directory.connector()
    change = directory.change(group)
    team, draft = make.person(role=Role.TEAM_MEMBER).actor, directory.draft()
    for refused in (
        lambda: actions.add_connector(team, draft),
        lambda: actions.change_connector(team, group, draft, seen=1),
        lambda: actions.take_off(team, group),
        lambda: actions.accept_change(team, change),
        lambda: actions.decline_change(team, change),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_two_curators_do_not_undo_each_other(session: Any) -> None:
    group = directory.connector()
    actions.change_connector(make.curator(), group, directory.draft(name="Dinner club"), seen=1)
    assert (group.name, group.slug, group.version) == ("Dinner club", "lunch-club", 2)
    with pytest.raises(ConflictError):
        actions.change_connector(make.curator(), group, directory.draft(), seen=1)


def test_a_line_of_another_list_is_no_language(session: Any) -> None:
    topic = make.term(ListKind.TOPIC)
    with pytest.raises(NotAllowedError):
        directory.connector(words=directory.words(term_ids=(topic.id,)))


def test_what_a_group_writes_is_public_once_a_curator_took_it(session: Any) -> None:
    group = directory.connector()
    directory.change(group, about="First try")
    change = directory.change(group, about="We cook")
    assert group.about == ""
    actions.accept_change(make.curator(), change)
    assert (group.about, group.version) == ("We cook", 2)
    assert queries.find_change(group) is None


def test_what_a_curator_declines_leaves_the_page_as_it_is(session: Any) -> None:
    group = directory.connector()
    actions.decline_change(make.curator(), directory.change(group, about="We cook"))
    session.flush()
    assert group.about == ""
    assert queries.find_change(group) is None


def test_a_group_can_write_nothing_that_a_curator_could_not(session: Any) -> None:
    with pytest.raises(RuleBrokenError):
        directory.change(directory.connector(), about="Ring 020 7946 0123")


def test_a_link_works_for_two_weeks_and_the_newest_alone(session: Any) -> None:
    group = directory.connector()
    first = directory.link(group)
    assert queries.get_by_token(first) is group
    assert actions.make_link(group) is None
    with time_machine.travel(clock.now() + timedelta(days=1)):
        second = directory.link(group)
        with pytest.raises(NotFoundError):
            queries.get_by_token(first)
    with time_machine.travel(clock.now() + timedelta(days=16)), pytest.raises(NotFoundError):
        queries.get_by_token(second)


def test_a_group_takes_itself_off_at_once_and_its_link_ends(session: Any) -> None:
    group = directory.connector()
    token = directory.link(group)
    directory.change(group)
    actions.take_off_by_link(group)
    assert not group.is_listed
    assert queries.find_change(group) is None
    with pytest.raises(NotFoundError):
        queries.get_by_token(token)
    with pytest.raises(NotFoundError):
        queries.get_connector(VISITOR, group.slug)


def test_only_a_new_consent_puts_a_group_back(session: Any) -> None:
    group = directory.connector(consent=directory.consent(agreed_on=clock.today() - timedelta(9)))
    actions.take_off_by_link(group)
    old = directory.draft(consent=directory.consent(agreed_on=clock.today() - timedelta(1)))
    actions.change_connector(make.curator(), group, old, seen=group.version)
    assert not group.is_listed
    actions.change_connector(make.curator(), group, directory.draft(), seen=group.version)
    assert group.is_listed


def test_curators_are_reminded_once_before_a_consent_ends(session: Any) -> None:
    make.person(role=Role.CURATOR, email="curator@example.org")
    ending = directory.connector(name="Soon", consent=directory.consent(days=30))
    directory.connector(name="Later", consent=directory.consent(days=31))
    assert commands.remind_of_ends() == 1
    assert commands.remind_of_ends() == 0
    subjects = session.scalars(select(Outgoing.subject)).all()
    assert [each for each in subjects if "consent ends soon" in each]
    longer = directory.draft(name="Soon", consent=directory.consent(days=90))
    actions.change_connector(make.curator(), ending, longer, seen=1)
    assert ending.reminded_on is None
