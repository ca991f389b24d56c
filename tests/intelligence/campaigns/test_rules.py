"""What a campaign must say, and how its lines are read."""

from dataclasses import replace
from typing import Any

import pytest

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.intelligence.campaigns.rules import (
    CampaignDraft,
    Event,
    Reach,
    check_campaign,
    read_events,
    read_reaches,
    write_lines,
)
from tests.intelligence.campaigns.make import draft


def get_field(wrong: CampaignDraft) -> str:
    with pytest.raises(RuleBrokenError) as broken:
        check_campaign(wrong)
    return broken.value.field


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": None}, "kind"),
        ({"run_by": ""}, "run_by"),
        ({"starts": None}, "starts"),
        ({"ends": PartialDate(2025)}, "ends"),
        ({"reached_ids": (1, 2), "missed_ids": (2,)}, "missed_ids"),
        ({"heard": "3 residents were angry"}, "heard"),
        ({"came_of": "Write to jo@example.org"}, "came_of"),
        ({"reaches": (Reach("Call 020 7946 0000", None, ""),)}, "reaches"),
        ({"purpose": "x" * 1001}, "purpose"),
    ],
)
def test_what_is_missing_or_would_tell_too_much_is_named(given: dict[str, Any], field: str) -> None:
    assert get_field(replace(draft(), **given)) == field


def test_events_and_channels_are_read_from_lines_and_written_again() -> None:
    text = "2026-03-05; Library; 25\n2026-04; Market"
    events = read_events(text)
    assert events[0] == Event(PartialDate(2026, 3, 5), "Library", 25)
    assert events[1].people is None
    assert write_lines((e.held, e.place, e.people) for e in events) == text
    reaches = read_reaches("Radio; 9,000; station’s figures\nLeaflets; ?")
    assert reaches == (Reach("Radio", 9000, "station’s figures"), Reach("Leaflets", None, ""))


@pytest.mark.parametrize(
    "line", ["Library; 25", "2026-03-05", "2026-03-05; Hall; many", "2026-13; x"]
)
def test_an_event_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        read_events(line)
    assert broken.value.field == "events"


@pytest.mark.parametrize("line", ["; 25", "Radio; 900", "Radio; 900; figures; more"])
def test_a_number_of_a_channel_needs_how_we_know(line: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        read_reaches(line)
    assert broken.value.field == "reaches"
