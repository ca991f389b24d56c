from dataclasses import fields

import pytest

from coprod.exchange.involvement_reports.enums import ReportForm
from coprod.exchange.involvement_reports.rules import POINTS, keep_fields
from coprod.register.sections.rules import Outcome, is_public


@pytest.mark.parametrize("form", ReportForm)
def test_each_point_is_answered_by_public_fields_that_are_there(form: ReportForm) -> None:
    for point in POINTS[form]:
        for kind, names in point.sources:
            assert is_public(kind), kind
            assert {*names} <= {each.name for each in fields(kind)}, kind


def test_a_part_keeps_the_fields_that_answer_and_no_other() -> None:
    outcome = Outcome(asked="When?", said="Earlier", did="We open at eight")

    assert keep_fields(outcome, ("said",)) == Outcome(said="Earlier")
    assert keep_fields(outcome, ()) == outcome
