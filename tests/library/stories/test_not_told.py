"""An entry of which a level was not told has a place of its own among the filters."""

from typing import Any

import pytest

from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, PromiseStatement
from tests import make
from tests.library.stories.test_views import found


@pytest.mark.parametrize("facet", ["rung", "promised"])
def test_what_nobody_told_can_be_looked_for(session: Any, client: Any, facet: str) -> None:
    nothing = PromiseStatement(nothing=True)
    make.activity(status=Status.PUBLISHED, naming=Naming("Alpha"), promising=nothing)
    rated = make.activity(status=Status.PUBLISHED, naming=Naming("Beta"))
    make.rating(rated)
    session.commit()

    page = client.get("/stories").text

    assert "Not recorded yet" in page
    assert found(client, f"?{facet}=not_told") == {"Alpha"}
