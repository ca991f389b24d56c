"""What must be true of names, e-mail addresses, passwords, links and login sessions."""

import re
from datetime import datetime, timedelta
from itertools import pairwise

from email_validator import EmailNotValidError, validate_email

from coprod.accounts.users.enums import Browser, Purpose, System
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import fold, one_line

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 128
LONGEST_NAME = 80
LONGEST_EMAIL = 254
FRESH_SIGN_IN = timedelta(minutes=15)
SECOND_FACTOR_TIME = timedelta(minutes=10)
"""How long somebody may look for their second factor."""
LINK_LIFETIMES = {
    Purpose.SIGN_UP: timedelta(days=1),
    Purpose.SIGN_IN: timedelta(minutes=30),
    Purpose.RESET_PASSWORD: timedelta(hours=1),
    Purpose.CHANGE_EMAIL: timedelta(days=1),
    Purpose.INVITATION: timedelta(days=14),
}
BROWSER_MARKS = (
    ("Edg", Browser.EDGE),
    ("OPR/", Browser.OPERA),
    ("SamsungBrowser/", Browser.SAMSUNG),
    ("Firefox/", Browser.FIREFOX),
    ("FxiOS/", Browser.FIREFOX),
    ("Chrome/", Browser.CHROME),
    ("CriOS/", Browser.CHROME),
    ("Safari/", Browser.SAFARI),
)
SYSTEM_MARKS = (
    ("iPhone", System.IPHONE),
    ("iPad", System.IPAD),
    ("Android", System.ANDROID),
    ("Windows", System.WINDOWS),
    ("Mac OS X", System.MAC),
    ("CrOS", System.CHROMEBOOK),
    ("Linux", System.LINUX),
)

# What guessers try first. A password is weak when little is left without these and its digits.
COMMON_WORDS = """
password passwort passw0rd letmein welcome iloveyou qwertyuiop qwerty asdfghjkl asdfgh zxcvbnm
zxcvbn azerty administrator admin login master superman batman pokemon starwars dragon monkey
football baseball basketball sunshine princess shadow michael jennifer jessica charlie jordan
daniel ashley nicole thomas george andrew joshua matthew anthony william christopher elizabeth
liverpool arsenal chelsea everton manchester united tottenham spurs england london secret
computer internet freedom whatever trustno mustang hunter flower summer winter spring autumn
january february march april june july august september october november december monday
tuesday wednesday thursday friday saturday sunday hello cheese butterfly chocolate unbelievable
thunderstorm changeme default guest test access family mother father sister brother forever
lovely love baby angel blink killer soccer hockey google facebook myspace linkedin samsung
correcthorsebatterystaple coproduction register council health resident curator team qazwsxedc
qazwsx wsxedc abcdefghijklmnopqrstuvwxyz abcdef abc xyz
"""
COMMON_LONGEST_FIRST = sorted(COMMON_WORDS.split(), key=len, reverse=True)
LOOKALIKES = str.maketrans("@4301!$57", "aaeoiisst")
WALKS = (
    "zaq12wsxcde3",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
    "1q2w3e4r5t6y7u8i9o0p",
)
ENOUGH_LEFT = 5


def check_password(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Refuse what is short or quickly guessed; ``about`` is what is known of its owner.

    Length counts; capitals, digits and marks are nobody's duty.
    """
    if len(password) < SHORTEST_PASSWORD:
        text = N_("Make the password longer: %(least)s characters or more", least=SHORTEST_PASSWORD)
        raise RuleBrokenError(text, field="new_password")
    if len(password) > LONGEST_PASSWORD:
        text = N_("Make the password shorter: %(most)s characters at most", most=LONGEST_PASSWORD)
        raise RuleBrokenError(text, field="new_password")
    if is_guessable(password, about):
        text = N_(
            "This password is easy to guess. Try three or four words that do not belong together"
        )
        raise RuleBrokenError(text, field="new_password")


def is_guessable(password: str, about: tuple[str, ...] = ()) -> bool:
    plain = password.casefold()
    if len(set(plain)) < ENOUGH_LEFT or is_repeated(plain) or is_keyboard_walk(plain):
        return True
    return any(
        len(remove_common_words(shape, about)) < ENOUGH_LEFT
        for shape in (plain, undo_lookalikes(plain))
    )


def undo_lookalikes(text: str) -> str:
    return text.translate(LOOKALIKES)


def remove_common_words(text: str, about: tuple[str, ...]) -> str:
    """Return the letters of a password that are no part of a well-known word."""
    own_words = [part for each in about for part in re.findall(r"\w{3,}", fold(each))]
    for word in [*sorted(own_words, key=len, reverse=True), *COMMON_LONGEST_FIRST]:
        text = text.replace(word, " ")
    return "".join(re.findall(r"[^\W\d_]", text))


def is_repeated(text: str) -> bool:
    """Tell whether it is one short piece again and again."""
    return any(text in piece * len(text) for piece in (text[:n] for n in range(1, 7)))


def is_keyboard_walk(text: str) -> bool:
    """Tell whether it walks along the keyboard, the alphabet or the numbers."""
    steps = [ord(b) - ord(a) for a, b in pairwise(text)]
    even = sum(step in {1, -1, 0} for step in steps)
    return even >= len(steps) * 0.8 or any(row[:8] in text for row in WALKS)


def check_name(name: str) -> str:
    """Return a display name made fit to show, or say what is wrong with it."""
    tidy = one_line(name)
    if not tidy:
        raise RuleBrokenError(N_("Enter the name that others will see"), field="name")
    if len(tidy) > LONGEST_NAME:
        text = N_("Shorten the name to %(most)s characters or fewer", most=LONGEST_NAME)
        raise RuleBrokenError(text, field="name")
    return tidy


def check_email(email: str) -> str:
    """Return an e-mail address in the one form that we keep it in, or refuse it."""
    try:
        validated = validate_email(email.strip()[: LONGEST_EMAIL + 1], check_deliverability=False)
    except EmailNotValidError:
        text = N_("Enter an e-mail address in the right form, such as name@example.org")
        raise RuleBrokenError(text, field="email") from None
    return validated.normalized.lower()


def get_domain(email: str) -> str:
    return email.rpartition("@")[2]


def check_domain(domain: str) -> str:
    """Return the part of an e-mail address after the @, or refuse what is none."""
    tidy = domain.strip().lower().removeprefix("@")
    try:
        check_email(f"somebody@{tidy}")
    except RuleBrokenError:
        text = N_("Enter the part of the address after the @, such as example.org")
        raise RuleBrokenError(text, field="domain") from None
    return tidy


def check_organisation(role: Role, organisation_id: int | None) -> None:
    """A team member belongs to an organisation: others may belong to one."""
    if role is Role.TEAM_MEMBER and organisation_id is None:
        text = N_("Choose the organisation that the team member works for")
        raise RuleBrokenError(text, field="organisation")


def check_not_last(others: int, role: Role) -> None:
    """Somebody must always be there to let others in."""
    if role is Role.ADMINISTRATOR and others == 0:
        raise RuleBrokenError(
            N_("This is the last administrator. Make somebody else an administrator first")
        )


def is_over(since: datetime, now: datetime, lasts: timedelta) -> bool:
    return now - since > lasts


def find_browser(user_agent: str) -> Browser:
    """Return which browser says this of itself. Those that pretend to be others come first."""
    return next((each for mark, each in BROWSER_MARKS if mark in user_agent), Browser.OTHER)


def find_system(user_agent: str) -> System:
    return next((each for mark, each in SYSTEM_MARKS if mark in user_agent), System.OTHER)
