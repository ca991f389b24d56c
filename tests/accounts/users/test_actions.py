"""Signing out elsewhere, without the pages that do it."""

from typing import Any

from sqlalchemy import select

from coprod.accounts.users.actions import end_login_session, end_login_sessions, start_login_session
from coprod.accounts.users.enums import SignInMethod
from coprod.accounts.users.models import LoginSession, Person
from coprod.core.keyring import hash_token
from tests import make


def begin(person: Person) -> str:
    return start_login_session(person, SignInMethod.PASSWORD, is_whole=True)


def sittings(session: Any) -> set[str]:
    return set(session.scalars(select(LoginSession.key_hash)))


def test_all_sittings_of_a_person_end_but_the_one_that_they_are_in(session: Any) -> None:
    person, other = make.person(), make.person()
    here, elsewhere, theirs = begin(person), begin(person), begin(other)
    this = session.scalars(
        select(LoginSession).where(LoginSession.key_hash == hash_token(here))
    ).one()

    end_login_sessions(person, but=this)
    assert sittings(session) == {hash_token(here), hash_token(theirs)}
    assert hash_token(elsewhere) not in sittings(session)

    end_login_sessions(person)
    assert sittings(session) == {hash_token(theirs)}


def test_one_sitting_ends_alone(session: Any) -> None:
    person = make.person()
    here, elsewhere = begin(person), begin(person)

    end_login_session(here)

    assert sittings(session) == {hash_token(elsewhere)}
