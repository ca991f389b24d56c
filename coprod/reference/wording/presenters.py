"""What the administrator's pages about wording are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coprod.core.values.phrases import N_, Message
from coprod.reference.wording import queries, rules
from coprod.reference.wording.enums import Kind
from coprod.reference.wording.models import FrameworkVersion
from coprod.reference.wording.rules import SHIPPED, Framework, Group, Item, Texts

THAT_CAME_FIRST = N_("This came with the register.")


@dataclass(frozen=True)
class Shown:
    """One version in a list. ``day`` is empty for a draft and for the one that code ships."""

    number: int
    is_current: bool
    is_draft: bool
    day: date | None
    why: str | Message


@dataclass(frozen=True)
class Overview:
    """A framework with its versions, the newest first."""

    kind: Kind
    versions: Sequence[Shown]

    @property
    def current(self) -> int:
        return next(each.number for each in self.versions if each.is_current)

    @property
    def draft(self) -> Shown | None:
        return next((each for each in self.versions if each.is_draft), None)


def overview(kind: Kind) -> Overview:
    current = queries.current_version(kind)
    first = Shown(SHIPPED, current == SHIPPED, is_draft=False, day=None, why=THAT_CAME_FIRST)
    return Overview(kind, [*(shown(v, current) for v in queries.versions(kind)), first])


def shown(version: FrameworkVersion, current: int) -> Shown:
    number, day, why = version.number, version.effective_from, version.why
    return Shown(number, number == current, is_draft=version.is_draft, day=day, why=why)


@dataclass(frozen=True)
class Difference:
    """One text that a version words in another way than the version before."""

    group: Message
    item: Item
    language: str
    before: str
    after: str


def differences(framework: Framework, number: int) -> list[Difference]:
    if number == SHIPPED:
        return []
    old, new = queries.texts(framework, number - 1), queries.texts(framework, number)
    changed = set(rules.differing(old, new))
    return [
        Difference(group.name, item, language, old.get(at, ""), new.get(at, ""))
        for group in framework.groups
        for item in group.items
        for at in sorted(changed)
        for key, language in [at]
        if key == item.key
    ]


@dataclass(frozen=True)
class WordedGroup:
    """A question as a version words it: each text with what it is."""

    number: int
    name: Message
    lines: Sequence[tuple[Item, str]]


def worded(framework: Framework, texts: Texts, language: str) -> list[WordedGroup]:
    return [
        WordedGroup(number, group.name, lines(group, texts, language))
        for number, group in enumerate(framework.groups, 1)
    ]


def lines(group: Group, texts: Texts, language: str) -> list[tuple[Item, str]]:
    return [(item, texts.get((item.key, language), "")) for item in group.items]
