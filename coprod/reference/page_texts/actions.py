"""Giving a page other words, and its own ones back. Each change is a version that stays."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.page_texts import rules
from coprod.reference.page_texts.enums import PageText
from coprod.reference.page_texts.rules import NewWords
from coprod.reference.wording import actions as wording
from coprod.reference.wording import policies, queries
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkVersion
from coprod.reference.wording.rules import EffectiveDay, Texts

BACK = N_("Back to the words that it came with")


def reword_page(
    actor: Actor, page_text: PageText, words: NewWords, *, seen: str
) -> FrameworkVersion:
    """Give a page other words in one language. Readers get them from now on."""
    require(policies.can_word(actor))
    rules.check_words(page_text, words)
    version, before = open_version(actor)
    require(seen == rules.compute_seen(before, page_text), ConflictError)
    after = rules.apply_words(before, page_text, words)
    if after == before:
        raise RuleBrokenError(N_("The page says this already. Change something first"))
    close_version(version, after, words.why)
    record_event(actor, "reworded a page", version, page=page_text.value, language=words.language)
    return version


def restore_page(actor: Actor, page_text: PageText) -> None:
    """Give a page back what it came with, in every language. Without other words, do nothing."""
    require(policies.can_word(actor))
    version, before = open_version(actor)
    after = rules.leave_out(before, page_text)
    if after == before:
        session.delete(version)
        session.flush()
        return
    close_version(version, after, BACK.text)
    record_event(actor, "restored a page", version, page=page_text.value)


def open_version(actor: Actor) -> tuple[FrameworkVersion, Texts]:
    """Open a version, which nobody else can do meanwhile, and return what the last one says."""
    version = wording.open_version(actor, FrameworkKind.PAGES)
    return version, queries.get_stored_texts(FrameworkKind.PAGES, version.number - 1)


def close_version(version: FrameworkVersion, texts: Texts, why: str) -> None:
    for (key, language), text in texts.items():
        wording.save_text(version, key, language, text)
    session.flush()
    wording.seal_version(version, EffectiveDay(clock.today(), why))
