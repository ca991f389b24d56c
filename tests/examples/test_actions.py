from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.examples.actions import load_examples
from coprod.examples.shapes import read_examples
from coprod.kit.actor import SYSTEM, Role
from coprod.reference.actions import load_place
from coprod.reference.shapes import read_place
from coprod.register.models import Activity
from coprod.register.words import Status
from tests import make

PLACE = Path(__file__).parents[2] / "examples/tower-hamlets"


@pytest.fixture
def loaded(session: Any) -> int:
    load_place(SYSTEM, read_place(PLACE / "place.yaml"))
    team, curator = make.person().actor, make.person(role=Role.CURATOR).actor
    read = read_examples(PLACE / "entries.yaml")
    first = load_examples(team, curator, read)
    assert load_examples(team, curator, read) == 0
    return first


def test_made_up_entries_come_in_once_and_one_waits(session: Any, loaded: int) -> None:
    by_status = dict(
        session.execute(select(Activity.status, func.count()).group_by(Activity.status)).all()
    )

    assert by_status == {Status.PUBLISHED: loaded - 1, Status.SUBMITTED: 1}


def test_every_one_is_marked_as_made_up(client: Any, session: Any, loaded: int) -> None:
    page = client.get("/library").text

    assert page.count("Made-up example") == loaded - 1
