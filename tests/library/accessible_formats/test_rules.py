"""What each format needs, and when it no longer fits its entry."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.library.accessible_formats import rules
from coprod.library.accessible_formats.enums import FormatKind
from coprod.library.accessible_formats.rules import FormatCheck
from coprod.register.activities.rules import Story, Telling
from coprod.register.sections.rules import ActivitySections, CuratorNotes, Outcome, Worth
from tests.library.accessible_formats.make import making

LATER = clock.today() + timedelta(days=2)


@pytest.mark.parametrize("kind", FormatKind)
def test_a_format_with_all_it_needs_is_taken(kind: FormatKind) -> None:
    rules.check_draft(making(kind), clock.today())


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (FormatKind.EASY_READ, {"lines": ()}, "lines"),
        (FormatKind.EASY_READ, {"lines": ("one two three " * 6,)}, "lines"),
        (FormatKind.EASY_READ, {"lines": ("Yes.",) * 61}, "lines"),
        (FormatKind.BSL, {"address": ""}, "address"),
        (FormatKind.BSL, {"address": "javascript:alert(1)"}, "address"),
        (FormatKind.AUDIO, {"language": ""}, "language"),
        (FormatKind.TRANSLATION, {"words": ""}, "words"),
        (FormatKind.TRANSLATION, {"language": "xx"}, "language"),
        (FormatKind.BSL, {"check": FormatCheck("", clock.today())}, "checked_by"),
        (FormatKind.BSL, {"check": FormatCheck("Somebody", None)}, "checked_on"),
        (FormatKind.BSL, {"check": FormatCheck("Somebody", LATER)}, "checked_on"),
    ],
)
def test_a_format_that_lacks_something_is_refused(
    kind: FormatKind, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_draft(making(kind, **given), clock.today())

    assert broken.value.field == field


def test_a_picture_says_what_it_shows() -> None:
    rules.check_picture(None, "")
    with pytest.raises(RuleBrokenError):
        rules.check_picture(1, "")


def test_the_mark_changes_with_public_words_and_not_with_private_ones() -> None:
    told = {Telling: Telling("Summary"), Story: Story("Body", ""), Outcome: Outcome(did="A")}
    before = rules.compute_content_hash(ActivitySections(told))

    assert (
        rules.compute_content_hash(ActivitySections({**told, CuratorNotes: CuratorNotes("Psst")}))
        == before
    )
    for part in (Telling("Other"), replace(Story("Body", ""), learned="More"), Outcome(did="B")):
        assert rules.compute_content_hash(ActivitySections({**told, type(part): part})) != before


def test_a_part_that_came_later_says_nothing_while_it_is_empty() -> None:
    before = ActivitySections({Outcome: Outcome("«asked»")})

    assert rules.compute_content_hash(
        ActivitySections({**before.parts, Worth: Worth()})
    ) == rules.compute_content_hash(before)
    assert rules.compute_content_hash(
        ActivitySections({**before.parts, Worth: Worth(anyway="A bus")})
    ) != rules.compute_content_hash(before)
