"""Residents who answer, so that what they say comes out at a level."""

from collections.abc import Callable
from itertools import repeat

import pytest

from coprod.assessment.resident_rating.queries import list_rounds
from coprod.assessment.self_assessment.enums import Round
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity
from tests import make

Say = Callable[..., None]

ANSWERS = {
    Rung.INFORMING: "y0.....",
    Rung.CONSULTATION: "y1.....",
    Rung.ENGAGEMENT: "y.0....",
    Rung.CO_DESIGN: "y2.....",
    Rung.CO_PRODUCTION: "y333333",
}
ENOUGH = 5


@pytest.fixture
def residents_say() -> Say:
    """Return how to let residents say, of an entry, the rung of one round after another."""

    def say(activity: Activity, *rungs: Rung) -> None:
        done = len(list_rounds(make.owner(activity), activity))
        for kind, rung in list(zip(Round, rungs, strict=False))[done:]:
            asking = make.resident_round(activity, round=kind)
            make.resident_answers(asking, *repeat(ANSWERS[rung], ENOUGH))
            make.release_round(asking)

    return say
