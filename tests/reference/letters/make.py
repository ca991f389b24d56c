"""Letters with other words, as an administrator gives them."""

from coprod.core.values.actor import Role
from coprod.core.values.phrases import Message
from coprod.reference.letters.rules import build_text_key
from coprod.reference.wording import actions as wording
from coprod.reference.wording.enums import FrameworkKind
from coprod.web.mailer import Email, compute_text_key
from tests import make


def reword(email: Email, message: Message, **words: str) -> str:
    """Say one text of a letter in other words, by language, and return the key of the letter."""
    key = build_text_key(email.key, compute_text_key(message))
    administrator = make.person(role=Role.ADMINISTRATOR).actor
    version, before = wording.open_texts(administrator, FrameworkKind.LETTERS)
    texts = {(key, language): text for language, text in words.items()}
    wording.use_texts(version, {**before, **texts}, "«why»")
    return email.key
