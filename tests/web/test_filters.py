"""Markdown that people write is made safe, however long it is and whoever asked before."""

import pytest

from coprod.web.filters import A_USUAL_STORY, remembered, safe_markdown


@pytest.mark.parametrize("is_long", [False, True])
def test_a_story_is_safe_and_the_same_each_time(*, is_long: bool) -> None:
    text = "**Bold** [a](javascript:alert(1)) <b>" + "word " * (A_USUAL_STORY if is_long else 3)

    first, again = safe_markdown(text), safe_markdown(text)

    assert first == again
    assert first.startswith("<p><strong>Bold</strong> [a](javascript:alert(1)) &lt;b&gt;word")


def test_only_stories_of_a_usual_length_are_remembered() -> None:
    before = remembered.cache_info().misses

    for text in ("x" * (A_USUAL_STORY + 1), "a story that nobody told", "a story that nobody told"):
        safe_markdown(text)

    assert remembered.cache_info().misses == before + 1
