"""Numbers kept for drama, domains kept for examples and invented houses are told from real ones."""

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.ready import PLACE_FOLDER
from coprod.reference.lists.rules import PlaceDetails, check_real, find_made_up, list_made_up
from coprod.reference.lists.schemas import read_place


@pytest.mark.parametrize(
    "text",
    [
        "register@example.org",
        "safeguarding@team.example.com",
        "https://register.example.net/contact",
        "a@register.test",
        "a@register.example",
        "a@localhost",
        "020 7946 0001",
        "Call the council on (020) 7946-0001.",
        "+44 20 7946 0001",
        "0044 (0)20 7946 0001",
        "01632 960001",
        "01632 123456",
        "07700 900123",
        "07700900123",
        "0161 496 0123",
        "08081 570123",
        "Example House, 1 High Street",
        "1 Example Street, London",
        "London E1 0XX",
    ],
)
def test_what_is_made_up_is_found(text: str) -> None:
    (found,) = find_made_up(text)

    assert found.passage in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "contact@towerhamlets.gov.uk",
        "For example: ask at the desk",
        "020 7364 5000",
        "07700 123456",
        "0161 496 1123",
        "example@nhs.net",
        "99 Exemplar House, London E1 4TT",
        "latest.org",
        "Call 999 or 111",
    ],
)
def test_what_may_be_real_is_left(text: str) -> None:
    assert find_made_up(text) == []


def test_the_place_that_we_ship_is_told_by_name() -> None:
    found = list_made_up(read_place(PLACE_FOLDER / "place.yaml").place)

    assert {name for name, _ in found} == {
        "contact_email",
        "contact_phone",
        "contact_post",
        "safeguarding",
        "safeguarding_email",
        "privacy_contact",
        "translations",
    }


def test_a_broken_rule_names_the_box() -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_real(PlaceDetails("A", "B", safeguarding="Ring 020 7946 0001"))

    assert broken.value.field == "safeguarding"
