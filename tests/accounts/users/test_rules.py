from datetime import UTC, datetime, timedelta

import pytest

from coprod.accounts.users import rules
from coprod.accounts.users.enums import Browser, System
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError

GUESSED = """
password1234 passwordpassword 123456789012 qwertyuiop123 1q2w3e4r5t6y iloveyou1234 aaaaaaaaaaaa
abcdefghijkl unbelievable christopher1 manchester123 P@ssw0rd2024! Liverpool2024 abcabcabcabc
1qaz2wsx3edc Welcome123456 qazwsxedcrfv zaq12wsxcde3 111222333444 football2019!! letmeinletmein
trustno1trustno1 sunshine2023 zyxwvutsrqpo 098765432109
""".split()  # noqa: SIM905 - a list of words reads best as words
GOOD = [
    "three copper kettles",
    "correct horse battery staple",
    "gravel-owl-lantern",
    "tqzvnwlkeirp",
    "7fH2kq9LmzX1p",
    "\u0986\u09ae\u09be\u09a6\u09c7\u09b0 \u09b8\u09ae\u09df \u09ad\u09be\u09b2\u09cb",
]


@pytest.mark.parametrize("password", GUESSED)
def test_a_password_that_guessers_try_first_is_refused(password: str) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_password(password)


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_needs_no_capitals_digits_or_marks(password: str) -> None:
    rules.check_password(password)


@pytest.mark.parametrize("length", [11, 129])
def test_a_password_has_12_to_128_characters(length: int) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_password(("three copper kettles " * 10)[:length])


def test_64_characters_are_allowed() -> None:
    rules.check_password(("three copper kettles and " * 10)[:64])


def test_a_password_made_of_its_owners_name_is_refused() -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_password("KettleLantern71", about=("Kettle Lantern", "x@example.org"))


@pytest.mark.parametrize(
    "email", ["", "x", "x@", "@y.org", "a b@example.org", "x@example.org\nBcc: y@example.org"]
)
def test_an_address_in_a_wrong_form_is_refused(email: str) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_email(email)


def test_an_address_is_kept_in_small_letters() -> None:
    assert rules.check_email(" Some.Body@Example.ORG ") == "some.body@example.org"


@pytest.mark.parametrize("domain", ["", "nothing", "a b.org", "x@y@z.org", "http://example.org"])
def test_a_domain_in_a_wrong_form_is_refused(domain: str) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_domain(domain)


def test_a_domain_may_be_written_with_its_sign() -> None:
    assert rules.check_domain("@Example.org") == "example.org"


def test_a_team_member_belongs_to_an_organisation() -> None:
    rules.check_organisation(Role.RESIDENT, None)
    rules.check_organisation(Role.TEAM_MEMBER, 1)
    with pytest.raises(RuleBrokenError):
        rules.check_organisation(Role.TEAM_MEMBER, None)


def test_the_last_administrator_cannot_go() -> None:
    rules.check_not_last(0, Role.CURATOR)
    rules.check_not_last(1, Role.ADMINISTRATOR)
    with pytest.raises(RuleBrokenError):
        rules.check_not_last(0, Role.ADMINISTRATOR)


@pytest.mark.parametrize("name", ["", " \t ", "x" * 81])
def test_a_name_has_1_to_80_characters(name: str) -> None:
    with pytest.raises(RuleBrokenError):
        rules.check_name(name)


def test_what_lasts_is_over_when_its_time_is_up() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)

    assert not rules.is_over(start, start + timedelta(hours=1), timedelta(hours=1))
    assert rules.is_over(start, start + timedelta(hours=2), timedelta(hours=1))


@pytest.mark.parametrize(
    ("user_agent", "browser", "system"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0",
            Browser.EDGE,
            System.WINDOWS,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            Browser.SAFARI,
            System.IPHONE,
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36",
            Browser.CHROME,
            System.ANDROID,
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", Browser.FIREFOX, System.LINUX),
        ("<script>alert(1)</script>", Browser.OTHER, System.OTHER),
        ("", Browser.OTHER, System.OTHER),
    ],
)
def test_a_browser_is_known_by_what_it_says(
    user_agent: str, browser: Browser, system: System
) -> None:
    assert rules.find_browser(user_agent) is browser
    assert rules.find_system(user_agent) is system
