"""Giving a page other words, and its own ones back. Each change is a version that stays."""

from coprod.core.audit_trail.actions import record_event
from coprod.core.values.actor import Actor
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.reference.page_texts import rules
from coprod.reference.page_texts.enums import PageText
from coprod.reference.page_texts.rules import NewWords
from coprod.reference.wording import actions as wording
from coprod.reference.wording import policies
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkVersion


def reword_page(
    actor: Actor, page_text: PageText, words: NewWords, *, seen: str
) -> FrameworkVersion:
    """Give a page other words in one language. Readers get them from now on."""
    require(policies.can_word(actor))
    rules.check_words(page_text, words)
    version, before = wording.open_texts(actor, FrameworkKind.PAGES)
    require(seen == rules.compute_seen(before, page_text), ConflictError)
    after = rules.apply_words(before, page_text, words)
    if after == before:
        raise RuleBrokenError(N_("The page says this already. Change something first"))
    wording.use_texts(version, after, words.why)
    record_event(actor, "reworded a page", version, page=page_text.value, language=words.language)
    return version


def restore_page(actor: Actor, page_text: PageText) -> None:
    """Give a page back what it came with, in every language. Without other words, do nothing."""
    require(policies.can_word(actor))
    version = wording.restore_texts(
        actor, FrameworkKind.PAGES, lambda stored: rules.leave_out(stored, page_text)
    )
    if version:
        record_event(actor, "restored a page", version, page=page_text.value)
