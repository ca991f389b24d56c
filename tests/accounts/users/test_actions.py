"""Signing out elsewhere, without the pages that do it."""

from typing import Any

from sqlalchemy import select

from coprod.accounts.users.actions import end_sitting, end_sittings, start_sitting
from coprod.accounts.users.enums import Way
from coprod.accounts.users.models import LoginSession, Person
from coprod.accounts.users.queries import hashed
from tests import make


def begin(person: Person) -> str:
    return start_sitting(person, Way.PASSWORD, is_whole=True)


def sittings(session: Any) -> set[str]:
    return set(session.scalars(select(LoginSession.key_hash)))


def test_all_sittings_of_a_person_end_but_the_one_that_they_are_in(session: Any) -> None:
    person, other = make.person(), make.person()
    here, elsewhere, theirs = begin(person), begin(person), begin(other)
    this = session.scalars(select(LoginSession).where(LoginSession.key_hash == hashed(here))).one()

    end_sittings(person, but=this)
    assert sittings(session) == {hashed(here), hashed(theirs)}
    assert hashed(elsewhere) not in sittings(session)

    end_sittings(person)
    assert sittings(session) == {hashed(theirs)}


def test_one_sitting_ends_alone(session: Any) -> None:
    person = make.person()
    here, elsewhere = begin(person), begin(person)

    end_sitting(here)

    assert sittings(session) == {hashed(elsewhere)}
