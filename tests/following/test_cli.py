"""Who is written to, when, and about what."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.accounts.models import Person
from coprod.curation import actions as curation
from coprod.following import actions, cli
from coprod.following.models import Follower
from coprod.following.rules import Wish
from coprod.following.views import new_key
from coprod.following.words import Often
from coprod.history.actions import note
from coprod.kit import clock
from coprod.kit.actor import Role
from coprod.post import Outgoing
from coprod.reference.words import Listing
from coprod.register.rules import Naming, Placing, Telling
from coprod.register.words import Status
from tests import make
from tests.following.make import follower

WEEK = timedelta(days=7, minutes=5)
SOON = timedelta(minutes=5)


def written(after: timedelta, session: Any) -> list[Outgoing]:
    """Run the command so much later, and return the letters that it wrote."""
    before = {each.id for each in session.scalars(select(Outgoing))}
    with time_machine.travel(clock.now() + after):
        cli.write_letters()
    found = session.scalars(select(Outgoing).order_by(Outgoing.id))
    return [each for each in found if each.id not in before]


def published(title: str, **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def test_a_search_is_told_of_what_is_published_and_has_all_of_it(session: Any) -> None:
    bow = make.term(Listing.LOCALITY, key="bow", label="Bow")
    published("Older falls group", placing=Placing((bow.id,)))
    follower(search="q=falls&locality=bow")
    published("New falls group", placing=Placing((bow.id,)))
    published("Falls elsewhere")
    published("Choir", telling=Telling("People sing."), placing=Placing((bow.id,)))
    make.activity(naming=Naming("Draft falls group"), placing=Placing((bow.id,)))

    (letter,) = written(WEEK, session)

    assert "New falls group" in letter.text
    for other in ("Older", "elsewhere", "Choir", "Draft"):
        assert other not in letter.text
    assert "http://localhost/library/new-falls-group" in letter.text
    assert "http://localhost/library/new-falls-group" in letter.html


def test_nothing_new_is_no_letter_and_news_is_told_once(session: Any) -> None:
    follower(search="")

    assert written(WEEK, session) == []
    published("Falls group")
    assert len(written(WEEK, session)) == 1
    assert written(WEEK * 2, session) == []


def test_at_once_is_at_once_and_a_week_is_a_week(session: Any) -> None:
    quick = follower(often=Often.AT_ONCE).address
    slow = follower().address
    published("Falls group")

    assert [each.recipient for each in written(SOON, session)] == [quick]
    assert [each.recipient for each in written(WEEK, session)] == [slow]


def test_nobody_is_written_to_who_did_not_say_yes(session: Any) -> None:
    follower(yes=False)
    published("Falls group")

    assert written(WEEK, session) == []


def test_an_entry_is_told_by_its_public_steps(session: Any) -> None:
    entry = published("Falls group")
    follower(entry=entry.id)
    curator = make.person(role=Role.CURATOR).actor
    note(curator, "wrote a message", entry, reason="Secretgarden")
    note(curator, "confirmed", entry, is_public=True)
    session.commit()

    (letter,) = written(WEEK, session)

    assert "Checked: still true" in letter.text
    assert "Wrote a message" not in letter.text
    assert "Secretgarden" not in letter.text


def test_of_what_is_not_public_any_more_nothing_is_told(session: Any) -> None:
    entry = published("Secretgarden")
    follower(entry=entry.id)
    follower(search="")
    another = published("Secretorchard")
    for each in (entry, another):
        curator = make.person(role=Role.CURATOR).actor
        curation.withdraw_activity(curator, each, "It was wrong")
    session.commit()

    assert written(WEEK, session) == []


def test_a_curator_is_told_no_more_than_a_visitor(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    wish = Wish(Often.AT_ONCE)
    actions.follow_with_account(curator.actor, wish, new_key(), language="en")
    make.activity(status=Status.SUBMITTED, naming=Naming("Secretgarden"))

    assert written(SOON, session) == []


def test_two_searches_that_find_the_same_tell_it_once(session: Any) -> None:
    one = follower(search="q=falls", often=Often.AT_ONCE)
    actions.add(one, Wish(Often.AT_ONCE, search="q=group"))
    actions.confirm(one)
    published("Falls group")

    (letter,) = written(SOON, session)

    assert letter.text.count("http://localhost/library/falls-group") == 1


def test_a_closed_account_gets_nothing(session: Any) -> None:
    person = make.person()
    actions.follow_with_account(person.actor, Wish(Often.AT_ONCE), new_key(), language="en")
    published("Falls group")
    session.get_one(Person, person.id).active = False
    session.commit()

    assert written(SOON, session) == []


def test_a_command_that_dies_in_the_middle_loses_nothing_and_writes_nothing_twice(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {follower(often=Often.AT_ONCE).address for _ in range(3)}
    published("Falls group")
    write = cli.write_to
    done: list[int] = []

    def dies_at_the_second(follower_id: int) -> int:
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(follower_id)
        return write(follower_id)

    monkeypatch.setattr(cli, "write_to", dies_at_the_second)
    with time_machine.travel(clock.now() + SOON), pytest.raises(KeyboardInterrupt):
        cli.write_letters()
    session.rollback()
    monkeypatch.undo()
    written(SOON, session)

    letters = session.scalars(select(Outgoing)).all()
    assert sorted(each.recipient for each in letters) == sorted(people)


def test_what_nobody_confirms_is_forgotten(session: Any) -> None:
    follower(yes=False)
    kept = follower()

    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert actions.tidy() == 1
    session.commit()

    assert session.scalars(select(Follower.id)).all() == [kept.id]


def test_a_letter_is_written_in_the_language_of_its_reader(session: Any) -> None:
    one = follower(often=Often.AT_ONCE)
    one.language = "bn"
    session.commit()
    published("Falls group")

    (letter,) = written(SOON, session)

    assert 'lang="bn"' in letter.html
