import pytest

from coprod.library.compare.rules import parse_slugs


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("falls-group", "falls-group"),
        ("  Falls-Group/ ", "falls-group"),
        ("https://register.example/stories/falls-group?x=1#top", "falls-group"),
        ("/stories/falls-group", "falls-group"),
        ("", ""),
        ("https://[", ""),
        ("////", ""),
    ],
)
def test_a_name_or_the_address_that_ends_in_it_will_do(typed: str, expected: str) -> None:
    assert parse_slugs([typed]) == ([expected] if expected else [])


def test_each_entry_is_named_once_and_the_order_is_kept() -> None:
    assert parse_slugs(["b", "a", "B", "/stories/a"]) == ["b", "a"]
