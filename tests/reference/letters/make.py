"""Letters with other words, as an administrator gives them."""

from coprod.core.values.actor import Role
from coprod.core.values.phrases import Message
from coprod.reference.letters import actions
from coprod.reference.letters.rules import build_text_key
from coprod.web.mailer import Email, compute_text_key
from tests import make


def reword(email: Email, message: Message, **words: str) -> str:
    """Say one text of a letter in other words, by language, and return the key of the letter."""
    key = build_text_key(email.key, compute_text_key(message))
    version, before = actions.open_version(make.person(role=Role.ADMINISTRATOR).actor)
    texts = {(key, language): text for language, text in words.items()}
    actions.close_version(version, {**before, **texts}, "«why»")
    return email.key
