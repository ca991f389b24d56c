"""The words that letters have instead of those that they came with."""

from sqlalchemy import select

from coprod.core.database import session
from coprod.reference.letters import rules
from coprod.reference.wording import queries as wording
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkText, FrameworkVersion
from coprod.reference.wording.rules import Texts

LETTERS = FrameworkKind.LETTERS


def find_own_words(letter_key: str) -> dict[str, dict[str, str]]:
    """Return the words of one letter that are sent today, by one question to the database."""
    statement = (
        select(FrameworkText.key, FrameworkText.language, FrameworkText.text)
        .join(FrameworkVersion, FrameworkVersion.id == FrameworkText.version_id)
        .where(
            FrameworkVersion.kind == LETTERS,
            FrameworkVersion.number == wording.select_current_number(LETTERS).scalar_subquery(),
            FrameworkText.key.startswith(f"{letter_key}:", autoescape=True),
        )
    )
    stored = {(key, language): text for key, language, text in session.execute(statement)}
    return rules.group_own_words(stored, letter_key)


def get_stored_texts() -> Texts:
    """Return the words of all letters that are sent today in place of those that they came with."""
    return wording.get_texts_in_use(LETTERS)


def list_versions_of(letter_key: str) -> list[tuple[FrameworkVersion, Texts, Texts]]:
    """Return what changed one letter, newest first, with its words before and after."""
    return wording.list_changes(LETTERS, lambda stored: rules.keep_letter(stored, letter_key))
