"""A new secret key locks nobody out, and ends no link in a letter."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from coprod.accounts.users.models import get_totp
from coprod.app import create_app
from coprod.core.config import Settings
from coprod.core.database import Base, db
from coprod.core.keyring import create_private_link, hash_token, list_digests
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import get_comment_token
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.engagement.suggestions.queries import get_suggestion_token
from coprod.library.subscriptions.actions import follow_by_mail
from coprod.library.subscriptions.emails import build_unsubscribe_links
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.rules import FollowRequest
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.web import one_time_tokens
from tests import make
from tests.accounts.profile.test_views import with_second_step
from tests.accounts.users.test_views import GOOD, is_in, sign_in
from tests.conftest import StrictClient, settings, token_maker

FIRST, SECOND, THIRD = (
    f"{name} secret key 0123456789 abcdefghij" for name in ("1st", "2nd", "3rd")
)
Register = Callable[..., Flask]


class Browser(StrictClient):
    """A browser for an app that no test has gone into: several registers take turns here."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **kwargs)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """Give the same register as it is served with one key, and old ones beside it."""
    usual = settings("keys").model_copy(
        update={"database_url": f"sqlite:///{tmp_path / 'x.db'}", "data_folder": tmp_path}
    )

    def served(key: str, *old: str) -> Flask:
        given = {"secret_key": key, "old_keys": ", ".join(old)}
        app = create_app(usual.model_copy(update=given))
        app.test_client_class = Browser
        app.extensions["token_for_tests"] = token_maker(app)
        with app.app_context():
            Base.metadata.create_all(db.engine)
        return app

    return served


class Curator(NamedTuple):
    """Somebody with a second factor: what their phone shows, and their codes on paper."""

    email: str
    phone: Any
    recovery: str


def curator(app: Flask, *, earlier_version: bool = False) -> Curator:
    """Make a curator. An earlier version did not write down which key encrypted a secret."""
    with app.app_context():
        person = with_second_step(email="curator@example.org")
        phone = get_totp()._totp.from_source(person.tf_totp_secret)
        if earlier_version:
            kept = json.loads(person.tf_totp_secret or "")
            person.tf_totp_secret = json.dumps({**kept, "enckey": {**kept["enckey"], "t": "1"}})
        db.session.commit()
        return Curator("curator@example.org", phone, person.list_recovery_codes()[0])


def comes_in(app: Flask, email: str, code: str) -> bool:
    client: Any = app.test_client()
    assert sign_in(client, email, GOOD).location == "/sign-in/code"
    return bool(client.send("/sign-in/code", {"code": code}).status_code == 303) and is_in(client)


def rotate(app: Flask) -> str:
    done = app.test_cli_runner().invoke(args=["keys", "rotate"])
    assert done.exit_code == 0, (done.output, done.exception)
    return str(done.output)


@pytest.mark.parametrize("earlier_version", [False, True])
def test_the_phone_of_somebody_opens_after_the_key_was_changed(
    register: Register, *, earlier_version: bool
) -> None:
    one = curator(register(FIRST), earlier_version=earlier_version)

    assert comes_in(register(SECOND, FIRST), one.email, one.phone.generate().token)


def test_without_the_old_key_no_code_opens(register: Register) -> None:
    one = curator(register(FIRST))

    assert not comes_in(register(SECOND), one.email, one.phone.generate().token)
    assert not comes_in(register(SECOND), one.email, one.recovery)


def test_signing_in_encrypts_anew_so_that_the_old_key_can_go(register: Register) -> None:
    one = curator(register(FIRST))
    assert comes_in(register(SECOND, FIRST), one.email, one.recovery)

    assert comes_in(register(SECOND), one.email, one.phone.generate().token)


@pytest.mark.parametrize("earlier_version", [False, True])
def test_the_command_encrypts_all_of_it_anew(register: Register, *, earlier_version: bool) -> None:
    one = curator(register(FIRST), earlier_version=earlier_version)

    assert "Nothing needs COPROD_OLD_KEYS any more" in rotate(register(SECOND, THIRD, FIRST))
    assert comes_in(register(SECOND), one.email, one.phone.generate().token)
    assert comes_in(register(SECOND), one.email, one.recovery)


def test_the_command_names_what_no_key_opens(register: Register) -> None:
    curator(register(FIRST))

    assert "Not readable: the second factor of account 1" in rotate(register(SECOND))


def test_a_browser_stays_signed_in_and_a_form_that_lay_open_is_taken(register: Register) -> None:
    before, after = register(FIRST), register(SECOND, FIRST)
    with before.app_context():
        person = make.person(email="team@example.org", role=Role.TEAM_MEMBER)
        db.session.commit()
        client: Any = before.test_client()
        with client.session_transaction() as browser:
            make.sign_in(browser, make.keep(person))
        db.session.commit()
    page = client.get("/account/name").text
    (token,) = set(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page))
    later: Any = after.test_client()
    later.set_cookie("session", client.get_cookie("session").value)

    sent = later.post("/account/name", data={"csrf_token": token, "name": "Team member, Poplar"})

    assert sent.status_code == 303
    assert is_in(later)


def follow(app: Flask, *, earlier_version: bool = False) -> str:
    """Return the address by which a new follower ends it."""
    with app.test_request_context():
        begun = follow_by_mail(
            "a@example.org", FollowRequest(Frequency.WEEKLY), create_private_link(), language="en"
        )
        one = begun.follower
        if earlier_version:
            one.encrypted_token = "nonce"
            one.token_hash = hash_token(list_digests(repr(("follower", "nonce")))[0])
        db.session.commit()
        return build_unsubscribe_links(one).stop.removeprefix("http://localhost")


@pytest.mark.parametrize("earlier_version", [False, True])
def test_a_letter_written_later_has_a_link_that_ends_it(
    register: Register, *, earlier_version: bool
) -> None:
    sent_before = follow(register(FIRST), earlier_version=earlier_version)
    both = register(SECOND, FIRST)

    with both.test_request_context():
        written_later = build_unsubscribe_links(db.session.scalars(select(Follower)).one()).stop
        db.session.rollback()
    assert written_later.endswith(sent_before)
    rotate(both)
    alone = register(SECOND)
    with alone.test_request_context():
        assert (
            build_unsubscribe_links(db.session.scalars(select(Follower)).one()).stop
            == written_later
        )
        db.session.rollback()
    client: Any = alone.test_client()
    assert client.post(sent_before, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    with alone.app_context():
        assert db.session.scalars(select(Follower)).all() == []


def test_a_comment_keeps_its_private_link(register: Register) -> None:
    before, after = register(FIRST), register(SECOND, FIRST)
    with before.app_context():
        make.activity(status=Status.PUBLISHED, naming=Naming("A garden"))
        db.session.commit()
    client: Any = before.test_client()
    words = {"kind": "idea", "body": "Plant beans", "email": "a@example.org"}
    link = client.send("/comments/on/entry/a-garden/write", words).location

    assert client.get(link).status_code == 200
    assert after.test_client().get(link).status_code == 200
    with after.app_context():
        assert link.endswith(get_comment_token(db.session.scalars(select(Comment)).one()))


def test_a_suggestion_keeps_its_private_link(register: Register) -> None:
    both = register(SECOND, FIRST)
    with register(FIRST).app_context():
        made = make.suggestion(make.activity(status=Status.PUBLISHED))
        token = get_suggestion_token(made)
        db.session.commit()
    rotate(both)

    with register(SECOND).app_context():
        assert get_suggestion_token(db.session.scalars(select(EditSuggestion)).one()) == token


def test_somebody_who_answered_before_the_change_does_not_answer_twice(register: Register) -> None:
    with register(FIRST).app_context():
        mark = one_time_tokens.get_person_digest("a survey", 7)
    with register(SECOND, FIRST).app_context():
        assert mark in one_time_tokens.list_person_digests("a survey", 7)
        assert one_time_tokens.get_person_digest("a survey", 7) != mark


def test_the_last_administrator_gets_in_again_by_a_command(register: Register) -> None:
    app = register(SECOND)
    email = curator(register(FIRST)).email

    done = app.test_cli_runner().invoke(args=["accounts", "reset-second-factor", email])

    link = done.output.strip().splitlines()[-1].removeprefix("http://localhost")
    client: Any = app.test_client()
    client.send(link)
    assert is_in(client)
    with app.app_context():
        assert db.session.scalars(select(Outgoing)).one().recipient == email


def test_that_command_knows_nobody_else(register: Register) -> None:
    done = (
        register(FIRST)
        .test_cli_runner()
        .invoke(args=["accounts", "reset-second-factor", "nobody@example.org"])
    )

    assert (done.exit_code, "There is no account" in done.output) == (1, True)


def test_keys_are_read_from_the_settings() -> None:
    told = Settings(environment="test", secret_key="a", old_keys=" b, ,c ")  # type: ignore[arg-type]

    assert told.keys == ("a", "b", "c")
