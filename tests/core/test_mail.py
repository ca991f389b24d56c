import smtplib
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from flask import Flask
from flask_mailman.backends.base import BaseEmailBackend
from sqlalchemy import select

from coprod.core import mail
from coprod.core.values import clock

OUTBOX = mail.Outgoing


@pytest.fixture
def delivered(app: Flask) -> Iterator[list[Any]]:
    """Return what was delivered in memory."""
    state: Any = app.extensions["mailman"]
    state.outbox = []
    yield state.outbox
    state.outbox = []


def write(session: Any, **given: str) -> mail.Outgoing:
    usual = {"to": "a@example.org", "subject": "Hello", "text": "A link"}
    message = mail.add_to_outbox(**{**usual, **given})
    session.commit()
    return message


def test_a_message_waits_until_the_worker_comes(session: Any, delivered: list[Any]) -> None:
    message = write(session)

    assert delivered == []
    assert mail.deliver_due() == 1
    assert [message.to for message in delivered] == [["a@example.org"]]
    assert message.sent_at is not None


def test_a_message_is_dropped_with_the_work_that_asked_for_it(session: Any) -> None:
    mail.add_to_outbox("a@example.org", "Hello", "A link")
    session.rollback()

    assert mail.count_waiting() == 0


def test_what_was_sent_is_forgotten(session: Any, delivered: list[Any]) -> None:
    message = write(session, html="<p>A link</p>")
    mail.deliver_due()
    session.refresh(message)

    assert (message.recipient, message.text, message.html) == ("", "", "")
    assert mail.deliver_due() == 0


def test_a_line_break_never_adds_a_header(session: Any, delivered: list[Any]) -> None:
    write(
        session, to="a@example.org\r\nBcc: b@example.org", subject="Hi\r\nBcc: c@example.org\n\nx"
    )
    mail.deliver_due()

    (message,) = delivered
    assert message.message()["Bcc"] is None
    assert "\n" not in message.subject + "".join(message.to)


def test_a_worker_that_died_before_it_marked_a_message_sends_it_again(
    session: Any, delivered: list[Any]
) -> None:
    write(session)
    claimed = mail.claim_next()
    assert claimed is not None
    mail.build_mail(claimed).send()  # and here it dies

    assert mail.deliver_due() == 0
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert mail.deliver_due() == 1
    first, second = delivered
    assert first.message()["Message-ID"] == second.message()["Message-ID"]


def test_two_workers_never_take_the_same_message(session: Any) -> None:
    write(session)

    assert mail.claim_next() is not None
    assert mail.claim_next() is None


def test_a_message_that_fails_is_tried_again_later_and_the_reason_is_kept(
    session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    state: Any = app.extensions["mailman"]
    message = write(session)
    monkeypatch.setattr(state, "backend", Refusing)
    mail.deliver_due()
    session.refresh(message)
    assert "SMTPServerDisconnected" in message.error
    assert message.sent_at is None
    assert mail.deliver_due() == 0

    monkeypatch.setattr(state, "backend", "locmem")
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        assert mail.deliver_due() == 1
    session.refresh(message)
    assert message.error == ""


def test_a_message_that_always_fails_is_given_up(
    session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = write(session)
    monkeypatch.setattr(app.extensions["mailman"], "backend", Refusing)
    for day in range(1, 15):
        with time_machine.travel(clock.now() + timedelta(days=day)):
            mail.deliver_due()
    session.refresh(message)

    assert message.tries == mail.MAX_TRIES
    assert mail.count_waiting() == 0


class Refusing(BaseEmailBackend):  # type: ignore[misc]
    def send_messages(self, _messages: Any) -> int:
        raise smtplib.SMTPServerDisconnected("try later")


def test_mail_in_a_folder_can_be_read_by_people(
    session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    state: Any = app.extensions["mailman"]
    monkeypatch.setattr(state, "backend", mail.FolderBackend)
    monkeypatch.setattr(state, "file_path", str(tmp_path / "mail"))
    write(session, text="Open http://localhost/link/" + "x" * 80)
    mail.deliver_due()

    (path,) = (tmp_path / "mail").iterdir()
    assert "Subject: Hello" in path.read_text()
    assert "http://localhost/link/" + "x" * 80 in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


@pytest.fixture
def server(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator["Listening"]:
    """Return a mail server that listens, and to which the worker delivers."""
    listening, port = Listening(), free_port()
    listener = Controller(listening, hostname="127.0.0.1", port=port)
    listener.start()
    state: Any = app.extensions["mailman"]
    monkeypatch.setattr(state, "backend", "smtp")
    monkeypatch.setattr(state, "server", "127.0.0.1")
    monkeypatch.setattr(state, "port", port)
    monkeypatch.setattr(state, "use_tls", False)
    yield listening
    listener.stop()


def test_mail_goes_through_a_real_server(session: Any, server: "Listening") -> None:
    write(session, subject="\u0986\u09ae\u09be\u09a6\u09c7\u09b0", html="<p>A link</p>")
    mail.deliver_due()

    assert [envelope.rcpt_tos for envelope in server.received] == [["a@example.org"]]
    assert b"text/html" in server.received[0].content


def test_a_mail_program_is_told_how_to_stop_what_comes_again(
    session: Any, server: "Listening"
) -> None:
    write(session, stop="https://register.example.org/following/x/stop\r\nBcc: b@example.org")
    write(session)
    mail.deliver_due()

    letter, plain = server.letters
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].startswith("<https://register.example.org/following/x/stop")
    assert letter["Bcc"] is None
    assert plain["List-Unsubscribe"] is None


def test_a_worker_that_dies_in_the_middle_sends_each_message_and_marks_it(
    session: Any, server: "Listening", monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [f"reader{n}@example.org" for n in range(4)]
    for each in people:
        write(session, to=each)
    mark = mail.mark_sent

    def dies_after_the_second(message: mail.Outgoing) -> None:
        if len(server.received) == 2:
            raise KeyboardInterrupt
        mark(message)

    monkeypatch.setattr(mail, "mark_sent", dies_after_the_second)
    with pytest.raises(KeyboardInterrupt):
        mail.deliver_due()
    session.rollback()
    monkeypatch.setattr(mail, "mark_sent", mark)
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        mail.deliver_due()

    assert sorted({each for found in server.received for each in found.rcpt_tos}) == people
    assert len({each["Message-ID"] for each in server.letters}) == len(people)
    assert all(m.sent_at for m in session.scalars(select(OUTBOX)))
    assert mail.count_waiting() == 0
    assert mail.list_failing() == []


def test_what_a_server_refuses_is_listed_until_it_went_out(
    session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch, delivered: list[Any]
) -> None:
    message = write(session)
    state: Any = app.extensions["mailman"]
    monkeypatch.setattr(state, "backend", Refusing)
    mail.deliver_due()
    assert mail.list_failing() == [message]

    monkeypatch.setattr(state, "backend", "locmem")
    mail.retry(message)
    session.commit()
    assert mail.deliver_due() == 1
    assert mail.list_failing() == []


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


class Listening:
    def __init__(self) -> None:
        self.received: list[Any] = []

    @property
    def letters(self) -> list[Any]:
        return [message_from_bytes(each.content) for each in self.received]

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.received.append(envelope)
        return "250 OK"


def test_ten_tries_take_about_two_days_as_the_desk_says(
    session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = write(session)
    monkeypatch.setattr(app.extensions["mailman"], "backend", Refusing)
    first = last = clock.now()
    for _try in range(mail.MAX_TRIES):
        session.refresh(message)
        last = max(message.due_at, first)
        with time_machine.travel(last + timedelta(seconds=1), tick=False):
            mail.deliver_due()

    assert timedelta(hours=40) < last - first < timedelta(hours=56)
