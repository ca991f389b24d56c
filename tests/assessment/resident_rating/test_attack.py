"""An attacker reads every page there is, before and after each answer, and compares the bytes.

Walks all GET routes of the app as a visitor, and the pages about the entry as its team and as
others without a curator's rights.
The clock stands still, so that whatever differs differs because somebody answered.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

import pytest
import time_machine
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from coprod.accounts.users.models import Person
from coprod.assessment.resident_rating.models import ResidentAnswer, ResidentRound
from coprod.core.database import db
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from tests import make
from tests.reviews.make import send as send_decision

As = Callable[[Any], FlaskClient]
Seen = dict[str, tuple[int, bytes, str]]
NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
RESULT = "Residents’ answers suggest".encode()
NEW_EACH_TIME = re.compile(rb'name="(csrf_token|once|slip|held)"[^>]*value="[^"]*"|nonce="[^"]*"')
LOW = {"G1": "no", **dict.fromkeys(("Q2", "Q5", "Q6", "Q8", "Q9", "Q13"), "0")}


@pytest.fixture(autouse=True)
def the_clock_stands_still() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


class Attack:
    """An entry with a round, readers who watch it, and residents who answer."""

    def __init__(self, app: Flask, as_: As, *, team_goes_first: bool = True) -> None:
        entry, other = make.activity(status=Status.PUBLISHED), make.activity()
        self.app = app
        rating = make.rating(entry, submit=team_goes_first)
        asking = make.resident_round(entry)
        self.slug, self.key, self.round_id = entry.slug, asking.key, asking.id
        self.named: dict[str, Any] = {
            "slug": entry.slug,
            "other": other.slug,
            "token": asking.key,
            "rating_id": rating.id,
            "round_id": asking.id,
            "code": "en",
        }
        owner = db.session.get_one(Person, entry.owner_id)
        roles = (Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER)
        self.team = as_(owner)
        self.readers = [app.test_client(), self.team, *(as_(role) for role in roles)]
        self.curator = as_(Role.CURATOR)
        self.readers[0].get("/how-to-use/close")  # as the walk does, which opens every address

    def answer(self, **given: str) -> None:
        browser: Any = self.app.test_client()
        path = f"/rate/{self.key}"
        found = re.search(r'name="slip"[^>]*value="([^"]+)"', browser.get(path).text)
        assert found
        assert browser.send(path, {"slip": found[1], **LOW, **given}).status_code == 303

    def set_aside(self, *places: int) -> None:
        keys = [each.id for each in db.session.query(ResidentAnswer).order_by(ResidentAnswer.id)]
        sent = {"chosen": [keys[place] for place in places], "reason": "Sent twice"}
        path = f"/activities/{self.slug}/residents/{self.round_id}/answers"
        send: Any = self.curator
        assert send.send(path, sent).status_code == 303

    def close(self) -> None:
        send: Any = self.team
        assert (
            send.send(f"/activities/{self.slug}/residents/{self.round_id}/close").status_code == 303
        )

    def release(self) -> None:
        found = db.session.get_one(ResidentRound, self.round_id)
        assert send_decision(self.curator, found, "release").status_code == 303

    def look(self, *only: int) -> list[Seen]:
        """Return every page as each reader gets it: its status, its bytes, and what stamps it."""
        readers = [self.readers[place] for place in only] or self.readers
        return [self.walk(reader) for reader in readers]

    def walk(self, reader: FlaskClient) -> Seen:
        is_visitor = reader is self.readers[0]
        paths = self.addresses() if is_visitor else self.about_the_entry()
        return {path: page(fresh(reader, path)) for path in paths}

    def about_the_entry(self) -> list[str]:
        here, round_ = (
            f"/activities/{self.slug}/residents",
            f"/activities/{self.slug}/residents/{self.round_id}",
        )
        entry = f"/stories/{self.slug}"
        return ["/", "/stories", "/my-work", entry, here, round_, f"/rate/{self.key}"]

    def addresses(self) -> list[str]:
        rules = [rule for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        with self.app.test_request_context():
            return [path for rule in rules for path in self.of_rule(rule)]

    def of_rule(self, rule: Rule) -> Iterator[str]:
        names = sorted(rule.arguments)
        for values in product(*(self.values(rule, name) for name in names)):
            adapter = self.app.url_map.bind("localhost")
            yield adapter.build(rule.endpoint, dict(zip(names, values, strict=True)))

    def values(self, rule: Rule, name: str) -> list[Any]:
        items = getattr(rule._converters[name], "items", ())
        return sorted(items) if items else [self.named.get(name, 1)]


def fresh(reader: FlaskClient, path: str) -> Any:
    """Open a page with nothing in memory of whoever read before."""
    db.session.expunge_all()
    for name in list(g):
        g.pop(name)
    return FlaskClient.open(reader, path)


def page(answer: Any) -> tuple[int, bytes, str]:
    stamps = {k: v for k, v in answer.headers.items() if k in {"ETag", "Last-Modified", "Location"}}
    return answer.status_code, NEW_EACH_TIME.sub(b"", answer.data), repr(stamps)


def differing(before: list[Seen], after: list[Seen]) -> set[str]:
    pairs = zip(before, after, strict=True)
    return {path for one, two in pairs for path in one if one[path] != two[path]}


@pytest.fixture
def attack(app: Flask, session: Any, as_: As) -> Attack:
    return Attack(app, as_)


@pytest.mark.timeout(300)
def test_answers_to_an_open_round_change_no_byte_for_anybody_however_many(attack: Attack) -> None:
    before = attack.look()
    for _ in range(10):
        attack.answer(remark="A word of mine")
    assert differing(before, attack.look()) == set()

    attack.close()
    closed = attack.look()
    attack.release()
    changed = differing(closed, attack.look())
    assert f"/stories/{attack.slug}/ratings" in changed
    assert not {path for path in changed if path.startswith("/stories?")}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("answers", [1, 9])
def test_after_the_release_few_answers_read_as_none_does(
    app: Flask, session: Any, as_: As, answers: int
) -> None:
    none = Attack(app, as_)
    none.close()
    none.release()
    few = Attack(app, as_)
    for _ in range(answers):
        few.answer(remark="A word of mine")
    few.close()
    few.release()

    assert read_pages(none) == read_pages(few)


def read_pages(attack: Attack) -> list[bytes]:
    """Return the pages of an entry for visitor and team, without what names the entry."""
    named = re.compile(rf"{attack.slug}|{attack.key}|/{attack.round_id}\b|/\d+\b".encode())
    paths = [
        f"/stories/{attack.slug}/ratings",
        f"/activities/{attack.slug}/residents/{attack.round_id}",
    ]
    pages = [page(fresh(reader, path))[1] for reader in attack.readers[:2] for path in paths]
    return [named.sub(b"", each) for each in pages]


@pytest.mark.timeout(300)
def test_setting_aside_what_nobody_saw_changes_no_byte(attack: Attack) -> None:
    before = attack.look(0, 1)
    for _ in range(11):
        attack.answer()
    attack.set_aside(0)
    assert differing(before, attack.look(0, 1)) == set()


@pytest.mark.timeout(300)
def test_no_answer_is_read_off_by_setting_aside_and_subtracting(attack: Attack) -> None:
    """One of eleven is set aside: until five differ, no page shows a figure to subtract from."""
    for _ in range(16):
        attack.answer()
    attack.close()
    attack.release()
    attack.set_aside(0)
    at = f"/stories/{attack.slug}/ratings"
    assert RESULT not in attack.look(0)[0][at][1]
    attack.set_aside(1, 2, 3)
    assert RESULT not in attack.look(0)[0][at][1]
    attack.set_aside(4)
    assert RESULT in attack.look(0)[0][at][1]


@pytest.mark.timeout(300)
def test_before_the_team_goes_first_a_release_changes_no_byte_of_a_result_in_public(
    app: Flask, session: Any, as_: As
) -> None:
    attack = Attack(app, as_, team_goes_first=False)
    for _ in range(12):
        attack.answer()
    attack.close()
    attack.release()
    assert all(RESULT not in told for _status, told, _stamp in attack.look(0)[0].values())
