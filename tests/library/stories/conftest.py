"""A world in which everything that is not public has a secret word."""

from typing import Any

import pytest

from tests.library.stories.secrets import Secrets, plant


@pytest.fixture
def planted(session: Any) -> tuple[Secrets, list[str]]:
    return plant()
