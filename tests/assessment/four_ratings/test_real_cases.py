"""Real cases say what was promised. Nothing makes a level of it that nobody gave."""

import csv
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coprod.assessment.confirmation.models import Proposal
from coprod.assessment.four_ratings.enums import Source
from coprod.assessment.four_ratings.queries import get_four_ratings
from coprod.assessment.resident_rating.models import Release
from coprod.assessment.self_assessment.models import Rating
from coprod.core.values.actor import VISITOR
from coprod.register.activities.models import Activity, PromisedRung
from coprod.register.activities.queries import LIST_COLUMNS
from tests.exchange.imports.test_commands import CASES, MAPPINGS, curator, lists, real, run

__all__ = ["curator", "lists"]
A_FEW = 12


@real
@pytest.mark.timeout(300)
def test_real_cases_show_what_was_promised_and_no_level_that_nobody_gave(
    app: Flask, session: Any, client: FlaskClient, curator: str, lists: None
) -> None:
    run(app, CASES, "--mapping", str(MAPPINGS / "participedia-cases.yaml"))
    entries = session.scalars(select(Activity).options(*LIST_COLUMNS).order_by(Activity.id)).all()

    found = get_four_ratings(VISITOR, entries)

    promised = session.scalar(select(func.count(PromisedRung.activity_id.distinct())))
    assert len(found) == 292
    assert sum(bool(each.promised) for each in found.values()) == promised > 200
    for each in found.values():
        assert (each.team, each.residents.points, each.confirmed) == ((), (), ())
        assert [view.source for view in each.views if view.rungs] in ([], [Source.PROMISED])
        assert each.gap is None
    for given in (Rating, Proposal, Release):
        assert session.scalar(select(func.count(given.id))) == 0
    for slug in [each.slug for each in entries if each.promised][:A_FEW]:
        is_promised_alone(client, slug)


def is_promised_alone(client: FlaskClient, slug: str) -> None:
    """Look at what people and programs are shown of one entry."""
    page = client.get(f"/stories/{slug}/ratings").text
    told: Any = client.get(f"/api/entries/{slug}").json
    (promised, *others) = told["ratings"]

    assert "The team has not assessed this yet." in page
    assert "Claimed" not in page
    assert "Evidence given" not in page
    assert promised["levels"]
    assert [each["levels"] for each in others] == [[], [], []]
    assert all("standing" not in each for each in (promised, *others))
    assert list(csv.DictReader(client.get(f"/stories/{slug}/ratings.csv").text.splitlines())) == []
