"""Giving a letter other words, and its own ones back."""

from collections.abc import Sequence

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.letters import rules
from coprod.reference.letters.rules import LetterText, LetterWords
from coprod.reference.wording import actions as wording
from coprod.reference.wording import policies, queries
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkVersion
from coprod.reference.wording.rules import EffectiveDay, Texts

BACK = N_("Back to the words that it came with")


def reword_letter(
    actor: Actor, letter_key: str, texts: Sequence[LetterText], words: LetterWords, *, seen: str
) -> FrameworkVersion:
    """Give a letter other words in one language. They are sent from now on."""
    require(policies.can_word(actor))
    rules.check_words(texts, words)
    version, before = open_version(actor)
    require(seen == rules.compute_seen(texts, before, words.language), ConflictError)
    after = rules.apply_words(before, texts, words)
    if after == before:
        raise RuleBrokenError(N_("These words are sent already. Change something first"))
    close_version(version, after, words.why)
    record_event(actor, "reworded a letter", version, letter=letter_key, language=words.language)
    return version


def restore_letter(actor: Actor, letter_key: str) -> None:
    """Give a letter back what it came with, in every language. Without other words, do nothing."""
    require(policies.can_word(actor))
    version, before = open_version(actor)
    after = rules.leave_out_letter(before, letter_key)
    if after == before:
        session.delete(version)
        session.flush()
        return
    close_version(version, after, BACK.text)
    record_event(actor, "restored a letter", version, letter=letter_key)


def open_version(actor: Actor) -> tuple[FrameworkVersion, Texts]:
    """Open a version, which nobody else can do meanwhile, and return what the last one says."""
    version = wording.open_version(actor, FrameworkKind.LETTERS)
    return version, queries.get_stored_texts(FrameworkKind.LETTERS, version.number - 1)


def close_version(version: FrameworkVersion, texts: Texts, why: str) -> None:
    for (key, language), text in texts.items():
        wording.save_text(version, key, language, text)
    session.flush()
    wording.seal_version(version, EffectiveDay(clock.today(), why))
