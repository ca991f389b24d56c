"""Mail: a row in the outbox with the work that asked for it, and a worker that delivers it.

A message is kept or dropped with the request that wrote it. The worker claims one message, sends
it and marks it: if it dies in between, the claim runs out and the message is sent again, under the
same Message-ID. What was sent is forgotten but for its subject and its time.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click
import structlog
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_mailman import EmailMultiAlternatives, Mail
from flask_mailman.backends.base import BaseEmailBackend
from sqlalchemy import Text, select, update
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core.config import MailBy, Settings
from coprod.core.database import Base, session
from coprod.core.jobs.actions import queue_when_committed
from coprod.core.jobs.rules import EACH_MINUTE, Job
from coprod.core.values import clock
from coprod.core.values.phrases import N_
from coprod.core.values.text import one_line

CLAIM_LASTS = timedelta(minutes=10)
URGENCY = timedelta(days=1)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=13)
MAX_TRIES = 10
LONGEST_SUBJECT = 200

group = AppGroup("post", help="Commands about mail.")
log = structlog.get_logger()


class Outgoing(Base):
    """A message on its way."""

    __tablename__ = "outbox"
    holds_words = ("subject", "text", "html", "error")
    holds_no_words = {
        "recipient": "where a mail goes, forgotten when it is sent",
        "stop": "an address with a random key",
    }
    never_seen_by_visitors = True

    recipient: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    error: Mapped[str] = mapped_column(default="")
    stop: Mapped[str] = mapped_column(Text, default="")
    """Where one press ends mail of this kind, for mail that somebody follows something by."""

    @property
    def is_given_up(self) -> bool:
        return self.sent_at is None and self.tries >= MAX_TRIES


def add_to_outbox(to: str, subject: str, text: str, html: str = "", *, stop: str = "") -> Outgoing:
    """Put a message into the outbox. It leaves only if the work around it is kept."""
    message = Outgoing(
        recipient=one_line(to),
        subject=one_line(subject)[:LONGEST_SUBJECT],
        text=text,
        html=html,
        stop=one_line(stop),
    )
    session.add(message)
    queue_when_committed(JOB.name)
    return message


def make_urgent(message: Outgoing) -> None:
    """Make a message due long ago, so that the worker takes it before all that wait."""
    message.due_at = clock.now() - URGENCY


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    backends = {MailBy.FOLDER: FolderBackend, MailBy.SMTP: "smtp", MailBy.MEMORY: "locmem"}
    app.config.update(
        MAIL_BACKEND=backends[settings.mail_by],
        MAIL_SERVER=settings.smtp_host,
        MAIL_PORT=settings.smtp_port,
        MAIL_USERNAME=settings.smtp_user or None,
        MAIL_PASSWORD=settings.smtp_password or None,
        MAIL_USE_TLS=settings.smtp_tls,
        MAIL_DEFAULT_SENDER=settings.mail_from,
        MAIL_FILE_PATH=str(settings.data_folder / "mail"),
        MAIL_TIMEOUT=30,
    )
    Mail(app)


def claim_next() -> Outgoing | None:
    """Take the next message that is due, for ten minutes. Two workers never take the same one."""
    now = clock.now()
    due = select(Outgoing).where(
        Outgoing.sent_at.is_(None), Outgoing.due_at <= now, Outgoing.tries < MAX_TRIES
    )
    message = session.scalars(due.order_by(Outgoing.due_at, Outgoing.id).limit(1)).first()
    if message is None:
        session.rollback()
        return None
    seen = (Outgoing.id == message.id, Outgoing.due_at == message.due_at)
    taken = update(Outgoing).where(*seen, Outgoing.sent_at.is_(None))
    result: Any = session.execute(taken.values(due_at=now + CLAIM_LASTS, tries=Outgoing.tries + 1))
    session.commit()
    session.refresh(message)
    return message if result.rowcount == 1 else claim_next()


def deliver(message: Outgoing) -> None:
    """Hand a claimed message to the mail server (or the folder), and say what came of it."""
    try:
        build_mail(message).send()
    except Exception as error:
        postpone(message, error)
    else:
        mark_sent(message)
    session.commit()


def build_mail(message: Outgoing) -> EmailMultiAlternatives:
    sender = str(current_app.config["MAIL_DEFAULT_SENDER"])
    headers = {
        "Message-ID": f"<outbox-{message.id}-{message.written_at:%Y%m%d%H%M%S}@"
        f"{sender.rpartition('@')[2].strip('>')}>",
        "Auto-Submitted": "auto-generated",
        **build_unsubscribe_headers(message.stop),
    }
    mail = EmailMultiAlternatives(
        message.subject, message.text, sender, [message.recipient], headers=headers
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def build_unsubscribe_headers(address: str) -> dict[str, str]:
    """Return what makes a mail program show its own “unsubscribe”, done by one press (RFC 8058)."""
    if not address:
        return {}
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def postpone(message: Outgoing, error: Exception) -> None:
    message.error = one_line(f"{type(error).__name__}: {error}")[:500]
    message.due_at = clock.now() + min(FIRST_WAIT * 3 ** (message.tries - 1), LONGEST_WAIT)
    log.warning("mail_failed", message=message.id, tries=message.tries, kind=type(error).__name__)


def mark_sent(message: Outgoing) -> None:
    """Mark a message as sent, and keep neither its words (they hold links) nor its reader."""
    message.sent_at = clock.now()
    message.recipient = message.text = message.html = message.error = message.stop = ""


def deliver_due() -> int:
    """Deliver everything that is due, and return how many messages that was."""
    delivered = 0
    while message := claim_next():
        deliver(message)
        delivered += 1
    return delivered


JOB = Job("mail", N_("Send mail"), deliver_due, EACH_MINUTE)


def count_waiting() -> int:
    """Count what is neither sent nor given up."""
    statement = select(Outgoing.id).where(Outgoing.sent_at.is_(None), Outgoing.tries < MAX_TRIES)
    return len(session.scalars(statement).all())


def list_failing() -> Sequence[Outgoing]:
    """Return what a server has refused and has not taken since, what was given up first."""
    statement = select(Outgoing).where(Outgoing.sent_at.is_(None), Outgoing.error != "")
    return session.scalars(statement.order_by(Outgoing.tries.desc(), Outgoing.id)).all()


def retry(message: Outgoing) -> None:
    """Let the worker take a message at once, as if nobody had tried."""
    message.tries, message.due_at = 0, clock.now()
    queue_when_committed(JOB.name)


class FolderBackend(BaseEmailBackend):  # type: ignore[misc]
    """Mail for a machine without a mail server: one file a message, to be read by people."""

    def send_messages(self, messages: list[EmailMultiAlternatives]) -> int:
        folder = Path(self.mailman.file_path)
        folder.mkdir(parents=True, exist_ok=True)
        for message in messages:
            message.message()  # refuses a header of two lines, as the real ways do
            path = folder / f"{clock.now():%Y%m%dT%H%M%S%f}.txt"
            path.touch(mode=0o600)
            path.write_text(format_mail(message), encoding="utf-8")
        return len(messages)


def format_mail(message: EmailMultiAlternatives) -> str:
    to = ", ".join(message.to)
    return f"From: {message.from_email}\nTo: {to}\nSubject: {message.subject}\n\n{message.body}"


@group.command("show")
@click.option("--last", default=1, show_default=True, help="How many of the latest to print.")
@with_appcontext
def show_command(last: int) -> None:
    """Print the latest mail from the folder (where COPROD_MAIL_BY is folder)."""
    settings: Settings = current_app.extensions["settings"]
    paths = sorted((settings.data_folder / "mail").glob("*.txt"))[-last:]
    if not paths:
        click.echo("There is no mail yet. It is written when the worker runs: coprod work")
    for path in paths:
        click.echo(path.read_text(encoding="utf-8"))
        click.echo("-" * 70)
