"""An entry that residents may rate, and an open round about it."""

from typing import Any

import pytest

from coprod.register.models import Activity
from coprod.register.words import Status
from coprod.residents.models import Asking
from tests import make


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


@pytest.fixture
def asking(entry: Activity) -> Asking:
    make.rating(entry)
    return make.asking(entry)
