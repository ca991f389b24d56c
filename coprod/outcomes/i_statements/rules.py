"""What a statement, an indicator and a link must be like."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.phrases import N_
from coprod.core.values.slugs import find_free_slug, slugify
from coprod.outcomes.i_statements.enums import CHOICE_AND_CONTROL, Direction, LinkKind, Strength

LONGEST = {
    "domain": 100,
    "words": 300,
    "label": 200,
    "figure": 100,
    "source": 500,
    "unit": 100,
    "narrative": 2000,
    "why": 1000,
}
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class StatementContent:
    """One I-Statement. ``told`` are its translations, by the code of the language."""

    domain: str
    words: str
    is_confirmed: bool = False
    translations: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    domain_key: str = ""


@dataclass(frozen=True)
class IndicatorContent:
    """A number from elsewhere that stands beside the statements of a domain."""

    domain: str
    label: str
    figure: str = ""
    source: str = ""
    unit: str = ""
    direction: Direction = Direction.NEITHER
    narrative: str = ""
    key: str = ""
    domain_key: str = ""


@dataclass(frozen=True)
class StatementSetContent:
    """A place's file about outcomes, read and checked for shape."""

    statements: tuple[StatementContent, ...]
    indicators: tuple[IndicatorContent, ...] = ()


@dataclass(frozen=True)
class LinkDetails:
    """What an activity has to do with a statement, how much it may have contributed, and why."""

    kind: LinkKind
    strength: Strength
    why: str


def check_content(content: StatementContent | IndicatorContent) -> None:
    needed = {"domain": content.domain}
    needed |= (
        {"words": content.words}
        if isinstance(content, StatementContent)
        else {"label": content.label}
    )
    for name, text in needed.items():
        if not text:
            raise RuleBrokenError(N_("Write something first"), field=name)
    if isinstance(content, IndicatorContent) and not content.source:
        raise RuleBrokenError(N_("Say where the number comes from"), field="source")
    check_lengths(vars(content))


def check_lengths(values: Mapping[str, object]) -> None:
    for name, longest in LONGEST.items():
        require_short(str(values.get(name, "")), longest, field=name)


def check_keys(keys: list[str]) -> None:
    if len(set(keys)) < len(keys):
        raise RuleBrokenError(N_("Two statements have the same key"))
    for key in keys:
        if not KEY.fullmatch(key) or len(key) > LONGEST["domain"]:
            message = N_(
                "The key “%(key)s” must be lower-case letters, digits and hyphens", key=key
            )
            raise RuleBrokenError(message)


def check_link(details: LinkDetails) -> None:
    if not details.why:
        message = N_("Say why you think so. Readers see it beside the statement")
        raise RuleBrokenError(message, field="why")
    hopes = details.kind in {LinkKind.AIMS_TO_CHANGE, LinkKind.BASELINE_ONLY}
    if hopes and details.strength is not Strength.NOT_KNOWN:
        message = N_("Until people are asked again, nobody can say how much it contributed")
        raise RuleBrokenError(message, field="strength")
    check_lengths(vars(details))


def build_key(words: str, taken: set[str]) -> str:
    """Return a key for something new, by which it is known from version to version."""
    stem = slugify(words)[:60].strip("-") or "statement"
    return find_free_slug(stem, taken.__contains__)


def get_sort_key(domain_key: str, position: int) -> tuple[bool, int]:
    """Return by what statements are put in order: choice and control first, always."""
    return domain_key != CHOICE_AND_CONTROL, position
