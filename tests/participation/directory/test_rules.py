from datetime import date, timedelta
from typing import Any

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.participation.directory.enums import ConnectorKind
from coprod.participation.directory.rules import (
    ConnectorConsent,
    ConnectorDraft,
    ConnectorWords,
    WordMatch,
    check_draft,
    list_telling_stems,
    looks_personal,
    match_places,
)

TODAY = date(2026, 11, 30)
WORDS: dict[str, Any] = {"email": "info@example.org", "term_ids": (1,)}
CONSENT: dict[str, Any] = {"how": "By letter", "agreed_on": TODAY, "until": TODAY}


def draft(**given: Any) -> ConnectorDraft:
    words = {
        name: given.pop(name) for name in [*given] if name in ConnectorWords.__dataclass_fields__
    }
    agreed = {name: given.pop(name) for name in [*given] if name in CONSENT}
    return ConnectorDraft(
        given.pop("name", "Lunch club"),
        given.pop("kind", ConnectorKind.FORUM),
        ConnectorWords(**{**WORDS, **words}),
        ConnectorConsent(**{**CONSENT, **agreed}),
        **given,
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Somebody, 07700 900123"}, "name"),
        ({"kind": None}, "kind"),
        ({"other_names": tuple("ab" * 21)}, "other_names"),
        ({"about": "Ask amina@example.org"}, "about"),
        ({"how_to_ask": "Ring 020 7946 0123"}, "how_to_ask"),
        ({"capacity": "x" * 301}, "capacity"),
        ({"email": ""}, "email"),
        ({"email": "nobody"}, "email"),
        ({"email": "amina.yusuf@example.org"}, "email"),
        ({"page": "javascript:alert(1)"}, "page"),
        ({"term_ids": ()}, "reaches"),
        ({"how": ""}, "consent_how"),
        ({"agreed_on": TODAY + timedelta(days=1)}, "consented_on"),
        ({"until": None}, "consent_until"),
        ({"until": TODAY - timedelta(days=1)}, "consent_until"),
        ({"until": TODAY + timedelta(days=732)}, "consent_until"),
    ],
)
def test_what_the_directory_takes_in(given: dict[str, Any], field: str) -> None:
    check_draft(draft(), TODAY)
    with pytest.raises(RuleBrokenError) as broken:
        check_draft(draft(**given), TODAY)
    assert broken.value.field == field


def test_a_page_will_do_in_place_of_a_mailbox() -> None:
    check_draft(draft(email="", page="https://example.org/us"), TODAY)


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("amina.yusuf@gmail.com", True),
        ("amina_yusuf2@example.org", True),
        ("somali.women@example.org", False),
        ("poplar-office@example.org", False),
        ("enquiries@example.org", False),
        ("ppg@example.org", False),
    ],
)
def test_a_mailbox_that_is_called_like_a_person_is_told_from_a_shared_one(
    email: str, expected: bool
) -> None:
    assert looks_personal(email, "Somali Women’s Tea Morning") is expected


def test_words_name_a_place_and_whom_to_reach() -> None:
    places = [(1, "East"), (2, "South East"), (3, "Whole borough")]
    match = match_places("Who could help us reach Somali mothers in the South East?", places)
    assert match.place == 2
    assert match.stems == list_telling_stems("somali mother")
    assert match_places("", places) == WordMatch(frozenset())
