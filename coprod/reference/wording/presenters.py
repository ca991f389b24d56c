"""What the administrator's pages about wording are given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coprod.core.values.phrases import N_, Message
from coprod.reference.wording import queries, rules
from coprod.reference.wording.enums import FrameworkKind
from coprod.reference.wording.models import FrameworkVersion
from coprod.reference.wording.rules import SHIPPED, Framework, FrameworkItem, ItemGroup, Texts

THAT_CAME_FIRST = N_("This came with the register.")


@dataclass(frozen=True)
class VersionRow:
    """One version in a list. ``day`` is empty for a draft and for the one that code ships."""

    number: int
    is_current: bool
    is_draft: bool
    day: date | None
    why: str | Message


@dataclass(frozen=True)
class Overview:
    """A framework with its versions, the newest first."""

    kind: FrameworkKind
    versions: Sequence[VersionRow]

    @property
    def current(self) -> int:
        return next(each.number for each in self.versions if each.is_current)

    @property
    def draft(self) -> VersionRow | None:
        return next((each for each in self.versions if each.is_draft), None)


def build_overview(kind: FrameworkKind) -> Overview:
    current = queries.get_current_version(kind)
    first = VersionRow(SHIPPED, current == SHIPPED, is_draft=False, day=None, why=THAT_CAME_FIRST)
    return Overview(
        kind, [*(build_version_row(v, current) for v in queries.list_versions(kind)), first]
    )


def build_version_row(version: FrameworkVersion, current: int) -> VersionRow:
    number, day, why = version.number, version.effective_from, version.why
    return VersionRow(number, number == current, is_draft=version.is_draft, day=day, why=why)


@dataclass(frozen=True)
class Difference:
    """One text that a version words in another way than the version before."""

    group: Message
    item: FrameworkItem
    language: str
    before: str
    after: str


def list_differences(framework: Framework, number: int) -> list[Difference]:
    if number == SHIPPED:
        return []
    old, new = queries.get_texts(framework, number - 1), queries.get_texts(framework, number)
    changed = set(rules.list_differing_keys(old, new))
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
    lines: Sequence[tuple[FrameworkItem, str]]


def list_worded_groups(framework: Framework, texts: Texts, language: str) -> list[WordedGroup]:
    return [
        WordedGroup(number, group.name, list_lines(group, texts, language))
        for number, group in enumerate(framework.groups, 1)
    ]


def list_lines(group: ItemGroup, texts: Texts, language: str) -> list[tuple[FrameworkItem, str]]:
    return [(item, texts.get((item.key, language), "")) for item in group.items]
