"""Forms that were sent, each with the answer it got: the same form sent twice is saved once.

A row tells nobody what was sent or where its sender was led. The key is a keyed hash; the answer is
encrypted with a secret that stands in the form alone.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet
from sqlalchemy import String, Text, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from coprod.core import keyring
from coprod.core.database import Base, session
from coprod.core.values import clock

LIFETIME = timedelta(days=1)


class FormSubmission(Base):
    __tablename__ = "form_submission"
    holds_no_words = {"key": "a keyed hash", "answer": "encrypted; the secret is in the form alone"}
    never_seen_by_visitors = True

    key: Mapped[str] = mapped_column(String(64), unique=True)
    answer: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)


@dataclass(frozen=True)
class Submission:
    """One form as it was sent: its key, and the secret that only the form holds."""

    key: str
    secret: str

    @property
    def cipher(self) -> Fernet:
        (key,) = keyring.derive_fernet_keys("answer to a form", (self.secret,))
        return Fernet(key)


@dataclass(frozen=True)
class SubmissionAnswer:
    """Where somebody was led who sent a form, and what they read there."""

    location: str
    messages: tuple[str, ...]


def find_answer(submission: Submission) -> SubmissionAnswer | None:
    """Return what this very form was answered, if it was sent within a day."""
    recent = FormSubmission.at > clock.now() - LIFETIME
    statement = select(FormSubmission.answer).where(FormSubmission.key == submission.key, recent)
    answer = session.scalar(statement)
    if answer is None:
        return None
    location, messages = json.loads(submission.cipher.decrypt(answer.encode()))
    return SubmissionAnswer(location, tuple(messages))


def save_answer(submission: Submission, answer: SubmissionAnswer) -> None:
    """Write the answer down. Where the same form was saved first, the database refuses this."""
    plain = json.dumps([answer.location, answer.messages])
    encrypted = submission.cipher.encrypt(plain.encode()).decode()
    now = clock.now()
    session.execute(delete(FormSubmission).where(FormSubmission.at <= now - LIFETIME))
    row = insert(FormSubmission).values(key=submission.key, answer=encrypted, at=now)
    session.execute(row)
