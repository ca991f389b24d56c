"""What a framework is made of, and what must be true of a new version of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message, TranslatedMessage
from coprod.reference.wording.enums import ENGLISH, Kind

SHIPPED = 1
"""The version that comes with the code. Later ones are kept in tables."""
LONGEST, LONGEST_WHY = 300, 1000

Texts = Mapping[tuple[str, str], str]
"""Each text by its key and its language."""


@dataclass(frozen=True)
class Item:
    """One text that can be worded anew: its key, what it is, and its words in version 1."""

    key: str
    label: Message
    shipped: Message


@dataclass(frozen=True)
class Group:
    """Texts that belong together, such as a question and its answers."""

    name: Message
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Framework:
    kind: Kind
    groups: tuple[Group, ...]

    @cached_property
    def items(self) -> dict[str, Item]:
        return {item.key: item for group in self.groups for item in group.items}

    @property
    def shipped(self) -> Texts:
        return {(key, ENGLISH): item.shipped.text for key, item in self.items.items()}


@dataclass(frozen=True)
class Wording:
    """How a version says things. A key that it does not have is said as it was shipped."""

    version: int
    texts: Texts = field(default_factory=dict)

    def say(self, key: str, shipped: Message) -> Message:
        """Return a text with its translations; English that is ours has those that we ship."""
        english = self.texts.get((key, ENGLISH))
        if english is None:
            return shipped
        told = {language: text for (of, language), text in self.texts.items() if of == key}
        return TranslatedMessage(english, {}, {k: text for k, text in told.items() if k != ENGLISH})


@dataclass(frozen=True)
class Texted:
    """The texts of a framework, by their keys, as one version says them."""

    framework: Framework
    wording: Wording

    def __getitem__(self, key: str) -> Message:
        return self.wording.say(key, self.framework.items[key].shipped)

    def get(self, key: str) -> Message | None:
        """Return a text that not every question has, such as a hint."""
        return self[key] if key in self.framework.items else None


@dataclass(frozen=True)
class Writing:
    """What somebody wrote for some keys in one language. An empty translation is none."""

    language: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Effect:
    """From when a version is in use, and what it changes and why."""

    day: date
    why: str


def check_writing(framework: Framework, writing: Writing) -> None:
    if not set(writing.texts) <= set(framework.items):
        raise RuleBrokenError(N_("There is no such text in this framework"))
    if writing.language == ENGLISH and not all(writing.texts.values()):
        raise RuleBrokenError(N_("No text may be empty in English"))
    if any(len(text) > LONGEST for text in writing.texts.values()):
        raise RuleBrokenError(N_("Shorten this to %(most)s characters or fewer", most=LONGEST))


def check_effect(effect: Effect, *, today: date, last: date | None, is_changed: bool) -> None:
    if not is_changed:
        raise RuleBrokenError(N_("This version says the same as the one before. Change it first"))
    if effect.day < max(today, last or today):
        said = N_("Choose today or a later day, and not before the version that it follows")
        raise RuleBrokenError(said, field="day")
    if not effect.why:
        raise RuleBrokenError(N_("Say what this changes, and why"), field="why")
    if len(effect.why) > LONGEST_WHY:
        said = N_("Shorten this to %(most)s characters or fewer", most=LONGEST_WHY)
        raise RuleBrokenError(said, field="why")


def differing(old: Texts, new: Texts) -> list[tuple[str, str]]:
    """Return the keys and languages in which two versions differ, in order."""
    return [each for each in sorted({*old, *new}) if old.get(each, "") != new.get(each, "")]
