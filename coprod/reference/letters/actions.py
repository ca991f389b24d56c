"""Giving a letter other words, and its own ones back."""

from collections.abc import Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.letters import rules
from coprod.reference.letters.rules import LetterText, LetterWords
from coprod.reference.wording import actions as wording
from coprod.reference.wording import policies
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkVersion


def reword_letter(
    actor: Actor, letter_key: str, texts: Sequence[LetterText], words: LetterWords, *, seen: str
) -> FrameworkVersion:
    """Give a letter other words in one language. They are sent from now on."""
    require(policies.can_word(actor))
    rules.check_words(texts, words)
    version, before = wording.open_texts(actor, FrameworkKind.LETTERS)
    require(seen == rules.compute_seen(texts, before, words.language), ConflictError)
    after = rules.apply_words(before, texts, words)
    if after == before:
        raise RuleBrokenError(N_("These words are in use already. Change something first"))
    wording.use_texts(version, after, words.why)
    record_event(actor, "reworded a letter", version, letter=letter_key, language=words.language)
    return version


def restore_letter(actor: Actor, letter_key: str) -> None:
    """Give a letter back what it came with, in every language. Without other words, do nothing."""
    require(policies.can_word(actor))
    version = wording.restore_texts(
        actor, FrameworkKind.LETTERS, lambda stored: rules.leave_out_letter(stored, letter_key)
    )
    if version:
        record_event(actor, "restored a letter", version, letter=letter_key)
