"""While the demo is on, every page says that its people, figures and stories are made up."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

LINE = "Everything on this site is made up."
PATHS = [
    "/",
    "/stories",
    "/challenges",
    "/money-and-time",
    "/sign-in",
    "/nowhere",
    "/what-people-told-us",
    "/contact",
]


@pytest.fixture
def demo(app: Flask) -> Iterator[None]:
    before = app.extensions["settings"]
    app.extensions["settings"] = before.model_copy(update={"demo": True})
    yield
    app.extensions["settings"] = before


@pytest.mark.parametrize("path", PATHS)
def test_every_page_says_so_in_the_demo(client: Any, demo: None, path: str) -> None:
    assert client.get(path).text.count(LINE) == 1


@pytest.mark.parametrize("path", PATHS)
def test_no_page_says_so_elsewhere(client: Any, path: str) -> None:
    assert LINE not in client.get(path).text
