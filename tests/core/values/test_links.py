"""Which links are safe to follow. ``tests/web/test_links.py`` brings the same to every door."""

import pytest

from coprod.core.values.links import is_safe_link

SAFE = (
    "https://www.example.org/report",
    "http://example.org:8080/a?b=c&d=(e)#f",
    "https://example.org/%E0%A6%AC",
    "https://বাংলা.example/প্রতিবেদন",
    "HTTPS://EXAMPLE.ORG",
)
UNSAFE = (
    "javascript:alert(1)",
    "JavaScript:alert(1)//example.org",
    "data:text/html,x",
    "ftp://example.org/a",
    "//example.org",
    "/stories",
    "example.org",
    "report.pdf",
    "https://",
    "https://.",
    "https://localhost/a",
    "https://intranet",
    "https://user:word@example.org",
    "https://www.example.org@evil.example",
    "https://@example.org",
    "https://example.org/a b",
    "https://example.org/a\nb",
    "https://example.org/a\u00a0b",
    "https://example.org/\u200b",
    "https://example.org/\u202efdp.exe",
    "https:\\\\example.org",
    "https://example.org\\@evil.example",
    "https://example.org:port/",
    "https://example.org:99999/",
    "http://[broken",
    "https://example.org/" + "x" * 2_000,
)


@pytest.mark.parametrize("link", SAFE)
def test_a_whole_address_of_the_open_web_is_safe(link: str) -> None:
    assert is_safe_link(link)


@pytest.mark.parametrize("link", UNSAFE)
def test_anything_else_is_not(link: str) -> None:
    assert not is_safe_link(link)
