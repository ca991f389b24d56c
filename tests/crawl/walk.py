"""One walk of all pages for each role, which every check of pages looks at.

Each address of the app is opened once as it stands for a role, in a world that has everything
(``world.py``) and secrets besides (``planted.py``), with translations replaced by marks
(``translated.py``). Then every form is sent: empty, and with hostile words in every box.
What a check finds is collected by the check's name.

A new page is walked by itself. A new check is one function here: ``Page`` in, complaints out.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from coprod.accounts.users.models import Person
from coprod.core.database import session
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.web.access import MARK
from coprod.web.forms import Form
from coprod.web.language import COOKIE
from tests import make
from tests.conftest import forget, sent_statements, signed_in
from tests.crawl.forms import HOSTILE, RAN, Filled, Forms
from tests.crawl.planted import BESIDE, Planted, plant
from tests.crawl.translated import unmarked
from tests.crawl.world import World, entry, rules, world
from tests.strict_html import faults

EVERY_ROLE = "COPROD_WALK_EVERY_ROLE"
"""Set by ``make drill``. An administrator, who is walked always, sees all that a curator does, and
a team member all that a resident does; what these are refused is tested with the policies."""
SIGN_OUT = "/sign-out"
MOST_QUERIES = 15
MORE_QUERIES = {
    "register.activities.check": 16,
    "register.activities.mine": 20,
    "decisions.records.decision": 18,
    "desk.queue.desk": 51,
    "desk.calendar.calendar": 49,
    "desk.calendar.file": 48,
    "desk.decision_log.decisions": 25,
    "desk.decision_log.file": 25,
    "reviews.reviews.review": 18,
    "register.review.review": 18,
    "desk.chase.chase": 23,
    "intelligence.deep_dives.deep_dive": 50,
    "intelligence.deep_dives.look": 45,
    "intelligence.deep_dives.file": 30,
    "board.forward_plan.agenda": 24,
    "board.forward_plan.plan": 24,
    "board.indicators.indicator": 20,
    "board.meetings.meeting": 21,
    **dict.fromkeys(("board.overview.overview", "board.overview.one_page"), 36),
    "library.home.home": 33,
    "api.search": 18,
    **{f"board.packs.{each}": 62 for each in ("pack", "section", "summary", "changes", "figures")},
    **{f"board.packs.{each}": 17 for each in ("pdf", "word", "files", "figure")},
}
"""A closer look counts one cut by five things, over time and three years ago, and its form offers
the names on nine lists. A draft's page reads what waits twice: for its answers, and for the hints
beside them. *My work*
asks whether its guide was closed, as the first page of each role does, once for all that is not
sent yet, and once for quick passes. The queue asks once for each kind of thing that waits, and for
what its comments are about, however many; the page of a review reads the levels and what is like it
besides the subject. The calendar and the log of decisions read the subjects of reviews as the queue
does, with as few for many as for one. What is to chase is of ten kinds, and an activity that
waits asks which of the groups it names, and of the people it quotes, were asked: of the latter with
what stands in it and what of it is pending.

The draft of a Board pack counts its twenty-two figures anew whenever it is opened: two or three
questions each. A frozen pack is read with as few as other pages. “How we’re doing” counts as many
figures, once for each content version, for itself and for its one page to print. So does the home
page, which shows four of them with a story, places, answers and learning.
"""
SEARCHES = (
    *("/stories?q={}", "/api/search?q={}", "/api/entries?q={}"),
    *("/stories/feed.atom?q={}", "/learning?q={}"),
)
READS_ALL = {Role.CURATOR, Role.ADMINISTRATOR}
FOR_LAY_MEMBERS = {"appealed", "why appealed", "sent in"}
"""Lay members decide appeals, and advise on what was sent in."""
SENDS_HOSTILE = {Role.VISITOR, Role.ADMINISTRATOR}
CACHED = re.compile(r"SELECT consent\.activity_id")
"""Asked once for each content version, where tests do without that cache: involved.staying()."""
TAGS = re.compile(r"<[^>]*>")
VALUES = re.compile(r'\b(?:href|action|value|content|datetime|title)="[^"]*"')
TEXT_TYPE = re.compile(r"^text/|[/+](?:json|xml)$")
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE)\b", re.I)


@dataclass(frozen=True)
class Page:
    """What a role got at one address."""

    role: Role
    needs: Role
    endpoint: str
    status: int
    location: str
    text: str
    is_html: bool
    is_new_markup: bool
    statements: list[str]
    hidden: re.Pattern[str]

    @property
    def is_read(self) -> bool:
        """Whether it is a page to read: neither a way on nor a file."""
        return self.is_html and not 300 <= self.status < 400


Check = Callable[[Page], Iterator[str]]


def is_let_in_or_refused_by_role(page: Page) -> Iterator[str]:
    """A page above one's role asks a visitor to sign in, and refuses everybody else."""
    if page.role.rank >= page.needs.rank:
        fine = page.status in {200, 302, 303, 308, 403, 404, 409, 410}
    elif page.role is Role.VISITOR:
        fine = page.status == 303 and page.location.startswith("/sign-in?next=")
    else:
        fine = page.status == 403
    if not fine:
        yield f"{page.status} where {page.needs} is needed"


def is_strict_markup(page: Page) -> Iterator[str]:
    if page.is_read and page.is_new_markup:
        yield from faults(page.text)


def can_be_translated(page: Page) -> Iterator[str]:
    if page.is_read and page.status != 404:
        yield from sorted(unmarked(page.text))


def asks_few_questions(page: Page) -> Iterator[str]:
    asked = [each for each in page.statements if not CACHED.match(each)]
    if len(asked) > MORE_QUERIES.get(page.endpoint, MOST_QUERIES):
        yield f"{len(asked)} queries"


def writes_nothing(page: Page) -> Iterator[str]:
    yield from (each.split(" SET ")[0] for each in page.statements if WRITES.match(each))


def keeps_what_is_hidden(page: Page) -> Iterator[str]:
    yield from sorted(set(page.hidden.findall(f"{page.location} {page.text}".casefold())))


def lets_people_sign_out(page: Page) -> Iterator[str]:
    """Whoever is signed in signs out on any page: people share computers in libraries.

    A card is no page of its own: it stands within pages of others, and knows nobody.
    """
    if page.endpoint == "library.feeds.card":
        return
    if page.is_read and page.role is not Role.VISITOR and f'action="{SIGN_OUT}"' not in page.text:
        yield "no way to sign out"


CHECKS: tuple[Check, ...] = (
    is_let_in_or_refused_by_role,
    is_strict_markup,
    can_be_translated,
    asks_few_questions,
    writes_nothing,
    keeps_what_is_hidden,
    lets_people_sign_out,
)


@dataclass
class Walk:
    """What a role met: how many pages and forms, and what was wrong with them, by check."""

    role: Role
    pages: int = 0
    forms: int = 0
    found: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, check: str, where: str, complaints: list[str]) -> None:
        if complaints:
            self.found[check].setdefault(where, []).extend(complaints)


def walk(app: Flask, role: Role) -> Walk:
    """Open every page and send every form as this role does, within the test's transaction."""
    filled, who = world(role)
    about = entry(make.person(name="«other»"), Status.PUBLISHED)
    planted, kept = plant(about)
    browser = signed_in(app, who) if who else app.test_client()
    FlaskClient.open(browser, "/stories")  # the first search makes the index
    result, forms = Walk(role), Offered()
    reader, known = Reader(app, browser, role, pattern(planted, role)), who.id if who else None
    for rule, address in addresses(app, filled.beside(kept)):
        page = reader.read(rule, address)
        result.pages += 1
        forms.take(rule, address, page)
        for check in CHECKS:
            result.add(check.__name__, address, list(check(page)))
    Sender(app, known, browser, result).send_all(filled, forms)
    return result


def addresses(app: Flask, filled: World) -> Iterator[tuple[Rule | None, str]]:
    for rule in rules(app, "GET"):
        for address in filled.addresses(app, rule):
            yield rule, address
    yield from ((None, each.format(BESIDE)) for each in SEARCHES)


def needed(app: Flask, rule: Rule | None) -> Role:
    return getattr(app.view_functions[rule.endpoint], MARK) if rule else Role.VISITOR


def pattern(planted: Planted, role: Role) -> re.Pattern[str]:
    """Match the words that this role may not read; nothing, where it may read all."""
    known = FOR_LAY_MEMBERS if role is Role.LAY_MEMBER else set()
    words = [] if role in READS_ALL else [w for where, w in planted.items() if where not in known]
    return re.compile("|".join(re.escape(word.casefold()) for word in words) or r"(?!)")


@dataclass
class Reader:
    """A browser of somebody with a role, and the words that nobody of that role may read."""

    app: Flask
    browser: FlaskClient
    role: Role
    hidden: re.Pattern[str]
    markup: set[int] = field(default_factory=set)

    def read(self, rule: Rule | None, address: str) -> Page:
        forget()
        with sent_statements() as statements:
            answer = FlaskClient.open(self.browser, address, buffered=True)
        self.browser.delete_cookie(COOKIE)  # one of the addresses changes the language
        text = answer.get_data(as_text=True) if is_text(answer.mimetype) else ""
        return Page(
            role=self.role,
            needs=needed(self.app, rule),
            endpoint=rule.endpoint if rule else "",
            status=answer.status_code,
            location=answer.headers.get("Location", ""),
            text=text,
            is_html=answer.mimetype == "text/html",
            is_new_markup=self.is_new(text),
            statements=statements,
            hidden=self.hidden,
        )

    def is_new(self, text: str) -> bool:
        """Whether no page before had the same tags: the slow parser need not see both."""
        tags = tags_of(text)
        is_new = tags not in self.markup
        self.markup.add(tags)
        return is_new


def tags_of(text: str) -> int:
    """Tell pages apart by their tags alone, whatever they lead to and say between them."""
    return hash(tuple(VALUES.sub("", tag) for tag in TAGS.findall(text)))


def is_text(mimetype: str | None) -> bool:
    return bool(TEXT_TYPE.search(mimetype or ""))


class Offered:
    """One of each form that pages offer: those of one rule with the same boxes are alike."""

    def __init__(self) -> None:
        self.forms: dict[tuple[str, frozenset[str]], Filled] = {}

    def take(self, rule: Rule | None, address: str, page: Page) -> None:
        if page.is_html and page.status == 200:
            for form in Forms(page.text, address).found:
                where = SIGN_OUT if form.address == SIGN_OUT else str(rule)
                key = (where, frozenset(form.boxes | form.given.keys()))
                self.forms.setdefault(key, form)


# Sending


@dataclass
class Sender:
    """A browser that signs in again where a form has ended its session, and what it met."""

    app: Flask
    known: int | None
    browser: FlaskClient
    result: Walk

    def send_all(self, filled: World, offered: Offered) -> None:
        """Send each form empty, where the role may not send it as well, and with hostile words."""
        role, few = self.result.role, filled.with_few_entries()
        for rule in rules(self.app, "POST"):
            if role.rank < needed(self.app, rule).rank:
                self.send_higher(few.addresses(self.app, rule))
            else:
                self.send_empty(rule, few.addresses(self.app, rule))
        for form in offered.forms.values() if role in SENDS_HOSTILE else ():
            self.send_hostile(form)

    def send(self, address: str, data: dict[str, str]) -> Any:
        forget()
        person = session.get(Person, self.known) if self.known else None
        if person and person.active:
            self.browser = signed_in(self.app, person)
        elif not self.known:
            self.browser = self.app.test_client()
        self.browser.may_fail = True  # type: ignore[attr-defined]
        return self.browser.send(address, data)  # type: ignore[attr-defined]

    def send_higher(self, addresses: Iterator[str]) -> None:
        for address in addresses:
            answer = self.send(address, {"title": "«x»", "reason": "«x»"})
            goes_to_sign_in = answer.status_code == 303 and answer.location.startswith("/sign-in")
            if not (goes_to_sign_in or answer.status_code == 403):
                self.result.add("refuses_a_higher_form", address, [str(answer.status_code)])

    def send_empty(self, rule: Rule, addresses: Iterator[str]) -> None:
        """Send nothing. A mistake is told to those alone whose form would be taken without it."""
        for address in addresses:
            answer = self.send(address, {})
            self.result.add("answers_an_empty_form", f"POST {rule}", list(wrong_in(answer)))
            if answer.status_code == 422:
                self.send_without_mistakes(rule, address)

    def send_without_mistakes(self, rule: Rule, address: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Form, "validate", lambda _form: True)
            status = self.send(address, {}).status_code
        if status in {403, 404}:
            self.result.add("checks_who_may_before_what", f"POST {rule}", [f"422, then {status}"])

    def send_hostile(self, form: Filled) -> None:
        self.result.forms += 1
        for words in HOSTILE:
            answer = self.send(form.address, form.with_words(words))
            wrong = [mark for mark in RAN if mark in answer.text]
            if answer.status_code >= 500 or wrong:
                what = [f"{answer.status_code} {wrong} with {words[:20]!r}"]
                self.result.add("takes_hostile_words_as_words", form.address, what)


def wrong_in(answer: Any) -> Iterator[str]:
    """Judge the page that answers a form: a mistake is shown on a sound page, in words of ours."""
    if answer.status_code >= 500:
        yield str(answer.status_code)
    elif answer.mimetype == "text/html" and answer.status_code not in {302, 303, 308, 404}:
        yield from sorted(unmarked(answer.text))
        yield from faults(answer.text)
