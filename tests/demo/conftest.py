"""The demo, loaded once for all tests of a file: they look at it and change nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask

from coprod.core.config import HOME
from coprod.core.database import db
from coprod.core.values.actor import SYSTEM, Role
from coprod.demo.examples.rules import Cast
from coprod.outcomes.i_statements.actions import load_statements
from coprod.outcomes.i_statements.schemas import read_statements
from coprod.participation.participants.actions import load_populations
from coprod.participation.participants.schemas import read_populations
from coprod.prepare import load_demo
from coprod.reference.lists.actions import load_place
from coprod.reference.lists.schemas import read_place
from coprod.resourcing.rate_card.actions import load_rates
from coprod.resourcing.rate_card.schemas import read_rates
from tests import make
from tests.conftest import rolled_back

PLACE = HOME / "examples/tower-hamlets"
ROLES = (Role.TEAM_MEMBER, Role.CURATOR, Role.LAY_MEMBER, Role.RESIDENT, Role.ADMINISTRATOR)


@pytest.fixture(scope="module")
def cast(app: Flask) -> Iterator[Cast]:
    """Load the place and the demo, and return who plays in it."""
    with rolled_back(app):
        load_place(SYSTEM, read_place(PLACE / "place.yaml"))
        load_rates(SYSTEM, read_rates(PLACE / "rates.yaml"))
        load_statements(SYSTEM, read_statements(PLACE / "statements.yaml"))
        load_populations(SYSTEM, read_populations(PLACE / "population.yaml"))
        cast = Cast(*(make.person(role=role).actor for role in ROLES))
        load_demo(cast)
        db.session.commit()
        yield cast
