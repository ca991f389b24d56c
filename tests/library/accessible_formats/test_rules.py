"""What each format needs, and when it no longer fits its entry."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coprod.core.values import clock
from coprod.core.values.errors import RuleBrokenError
from coprod.library.accessible_formats import rules
from coprod.library.accessible_formats.enums import Kind
from coprod.library.accessible_formats.rules import Checked
from coprod.register.activities.rules import Story, Telling
from coprod.register.sections.rules import ActivitySections, CuratorNotes, Outcome, Worth
from tests.library.accessible_formats.make import making

LATER = clock.today() + timedelta(days=2)


@pytest.mark.parametrize("kind", Kind)
def test_a_format_with_all_it_needs_is_taken(kind: Kind) -> None:
    rules.check_making(making(kind), clock.today())


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (Kind.EASY_READ, {"lines": ()}, "lines"),
        (Kind.EASY_READ, {"lines": ("one two three " * 6,)}, "lines"),
        (Kind.EASY_READ, {"lines": ("Yes.",) * 61}, "lines"),
        (Kind.BSL, {"address": ""}, "address"),
        (Kind.BSL, {"address": "javascript:alert(1)"}, "address"),
        (Kind.AUDIO, {"language": ""}, "language"),
        (Kind.TRANSLATION, {"words": ""}, "words"),
        (Kind.TRANSLATION, {"language": "xx"}, "language"),
        (Kind.BSL, {"checked": Checked("", clock.today())}, "checked_by"),
        (Kind.BSL, {"checked": Checked("Somebody", None)}, "checked_on"),
        (Kind.BSL, {"checked": Checked("Somebody", LATER)}, "checked_on"),
    ],
)
def test_a_format_that_lacks_something_is_refused(
    kind: Kind, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        rules.check_making(making(kind, **given), clock.today())

    assert broken.value.field == field


def test_a_picture_says_what_it_shows() -> None:
    rules.check_picture(None, "")
    with pytest.raises(RuleBrokenError):
        rules.check_picture(1, "")


def test_the_mark_changes_with_public_words_and_not_with_private_ones() -> None:
    told = {Telling: Telling("Summary"), Story: Story("Body", ""), Outcome: Outcome(did="A")}
    before = rules.mark(ActivitySections(told))

    assert rules.mark(ActivitySections({**told, CuratorNotes: CuratorNotes("Psst")})) == before
    for part in (Telling("Other"), replace(Story("Body", ""), learned="More"), Outcome(did="B")):
        assert rules.mark(ActivitySections({**told, type(part): part})) != before


def test_a_part_that_came_later_says_nothing_while_it_is_empty() -> None:
    before = ActivitySections({Outcome: Outcome("«asked»")})

    assert rules.mark(ActivitySections({**before.parts, Worth: Worth()})) == rules.mark(before)
    assert rules.mark(
        ActivitySections({**before.parts, Worth: Worth(anyway="A bus")})
    ) != rules.mark(before)
