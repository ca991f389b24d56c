"""Markdown that people write is made safe, however long it is and whoever asked before."""

import pytest

from coprod.web.filters import CACHED_MARKDOWN_CHARS, convert_markdown_once, render_markdown


@pytest.mark.parametrize("is_long", [False, True])
def test_a_story_is_safe_and_the_same_each_time(*, is_long: bool) -> None:
    text = "**Bold** [a](javascript:alert(1)) <b>" + "word " * (
        CACHED_MARKDOWN_CHARS if is_long else 3
    )

    first, again = render_markdown(text), render_markdown(text)

    assert first == again
    assert first.startswith("<p><strong>Bold</strong> [a](javascript:alert(1)) &lt;b&gt;word")


def test_only_stories_of_a_usual_length_are_remembered() -> None:
    before = convert_markdown_once.cache_info().misses

    for text in (
        "x" * (CACHED_MARKDOWN_CHARS + 1),
        "a story that nobody told",
        "a story that nobody told",
    ):
        render_markdown(text)

    assert convert_markdown_once.cache_info().misses == before + 1
