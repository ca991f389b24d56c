"""An entry that residents may rate, and an open round about it."""

from typing import Any

import pytest

from coprod.assessment.resident_rating.models import ResidentRound
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


@pytest.fixture
def asking(entry: Activity) -> ResidentRound:
    make.rating(entry)
    return make.resident_round(entry)
