import pytest

from coprod.web.addresses import keep_own_address

AWAY = [
    "http://evil.example",
    "https://evil.example/",
    "HTTPS://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/%5cevil.example",
    "/%5Cevil.example",
    "javascript:alert(1)",
    "data:text/html,hello",
    "evil.example",
    "@evil.example",
    " //evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "/ /evil.example",
    "http:evil.example",
    "http:///evil.example",
]
OURS = ["/", "/account", "/activities/log?step=2", "/stories/falls-group#facts", "/caf%C3%A9"]


def test_there_are_22_ways_to_try() -> None:
    assert len(set(AWAY)) == 22


@pytest.mark.parametrize("address", AWAY)
def test_nobody_is_sent_to_another_site(address: str) -> None:
    assert keep_own_address(address, otherwise="/home") == "/home"


@pytest.mark.parametrize("address", OURS)
def test_pages_of_ours_are_kept(address: str) -> None:
    assert keep_own_address(address) == address


@pytest.mark.parametrize("address", [None, "", "/" + "a" * 3000])
def test_no_address_and_one_without_end_lead_home(address: str | None) -> None:
    assert keep_own_address(address) == "/"
