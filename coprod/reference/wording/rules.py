"""What a framework is made of, and what must be true of a new version of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_, Message, TranslatedMessage
from coprod.reference.wording.enums import ENGLISH, FrameworkKind

SHIPPED = 1
"""The version that comes with the code. Later ones are kept in tables."""
LONGEST_TEXT, LONGEST_REASON = 300, 1000

Texts = Mapping[tuple[str, str], str]
"""Each text by its key and its language."""


@dataclass(frozen=True)
class FrameworkItem:
    """One text that can be worded anew: its key, what it is, and its words in version 1."""

    key: str
    label: Message
    shipped: Message


@dataclass(frozen=True)
class ItemGroup:
    """Texts that belong together, such as a question and its answers."""

    name: Message
    items: tuple[FrameworkItem, ...]


@dataclass(frozen=True)
class Framework:
    kind: FrameworkKind
    groups: tuple[ItemGroup, ...]

    @cached_property
    def items(self) -> dict[str, FrameworkItem]:
        return {item.key: item for group in self.groups for item in group.items}

    @property
    def shipped(self) -> Texts:
        return {(key, ENGLISH): item.shipped.text for key, item in self.items.items()}


@dataclass(frozen=True)
class Wording:
    """How a version says things. A key that it does not have is said as it was shipped."""

    version: int
    texts: Texts = field(default_factory=dict)

    def get_message(self, key: str, shipped: Message) -> Message:
        """Return a text with its translations; English that is ours has those that we ship."""
        english = self.texts.get((key, ENGLISH))
        if english is None:
            return shipped
        translations = {language: text for (of, language), text in self.texts.items() if of == key}
        return TranslatedMessage(
            english, {}, {k: text for k, text in translations.items() if k != ENGLISH}
        )


@dataclass(frozen=True)
class VersionTexts:
    """The texts of a framework, by their keys, as one version says them."""

    framework: Framework
    wording: Wording

    def __getitem__(self, key: str) -> Message:
        return self.wording.get_message(key, self.framework.items[key].shipped)

    def get(self, key: str) -> Message | None:
        """Return a text that not every question has, such as a hint."""
        return self[key] if key in self.framework.items else None


@dataclass(frozen=True)
class TextChanges:
    """What somebody wrote for some keys in one language. An empty translation is none."""

    language: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class EffectiveDay:
    """From when a version is in use, and what it changes and why."""

    day: date
    why: str


def check_changes(framework: Framework, changes: TextChanges) -> None:
    if not set(changes.texts) <= set(framework.items):
        raise RuleBrokenError(N_("There is no such text in this framework"))
    if changes.language == ENGLISH and not all(changes.texts.values()):
        raise RuleBrokenError(N_("No text may be empty in English"))
    if any(len(text) > LONGEST_TEXT for text in changes.texts.values()):
        raise RuleBrokenError(N_("Shorten this to %(most)s characters or fewer", most=LONGEST_TEXT))


def check_effect(effect: EffectiveDay, *, today: date, last: date | None, is_changed: bool) -> None:
    if not is_changed:
        raise RuleBrokenError(N_("This version is the same as the one before. Change it first"))
    if effect.day < max(today, last or today):
        message = N_("Choose today or a later day, and not before the version that it follows")
        raise RuleBrokenError(message, field="day")
    check_why(effect.why)


def check_why(why: str) -> None:
    if not why:
        raise RuleBrokenError(N_("Say what this changes, and why"), field="why")
    require_short(why, LONGEST_REASON, field="why")


def list_differing_keys(old: Texts, new: Texts) -> list[tuple[str, str]]:
    """Return the keys and languages in which two versions differ, in order."""
    return [each for each in sorted({*old, *new}) if old.get(each, "") != new.get(each, "")]
