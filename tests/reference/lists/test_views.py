from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from coprod.core.values.actor import Role
from coprod.reference.lists import queries
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from tests import make

SignIn = Callable[..., Any]
FERNBROOK = "tests/reference/lists/fernbrook.yaml"


@pytest.mark.parametrize("path", ["/lists", "/lists/topic", "/lists/topic/add", "/lists/place"])
def test_curators_open_the_lists_and_nobody_else(
    as_: SignIn, client: FlaskClient, path: str
) -> None:
    assert as_(Role.CURATOR).get(path).status_code == 200
    assert as_(Role.TEAM_MEMBER).get(path).status_code == 403
    assert client.get(path).status_code == 303


def test_there_is_no_list_of_another_name(as_: SignIn) -> None:
    assert as_(Role.CURATOR).get("/lists/secrets").status_code == 404


def test_a_curator_adds_a_name(as_: SignIn) -> None:
    keeper = as_(Role.CURATOR)
    said = {"version": "0", "label": " Falls\n", "aliases": "Falling\nFalling\n\nTrips"}

    sent = keeper.send("/lists/topic/add", {**said, "valid_from-year": "2024"})

    assert sent.status_code == 303
    assert "“Falls” was added" in keeper.get("/lists/topic").text
    (term,) = queries.list_terms(ListKind.TOPIC)
    assert (term.label, term.aliases, str(term.valid_from)) == (
        "Falls",
        ["Falling", "Trips"],
        "2024-01-01",
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"label": ""}, "Give it a name"),
        ({"label": "x" * 201}, "200 characters"),
        ({"label": "A", "position": "1e9"}, "whole number"),
        ({"label": "A", "position": "9" * 5000}, "whole number"),
        ({"label": "A", "position": "-1"}, "0 to 10,000"),
        ({"label": "A", "valid_from-year": "99999"}, "in numbers"),
        ({"label": "A", "aliases": "x" * 301}, "other names"),
        ({"label": "A", "within": "77"}, "Choose from the list"),
        ({"label": "A", "within": "x"}, "Choose from the list"),
    ],
)
def test_a_mistake_is_shown_and_nothing_is_added(
    as_: SignIn, typed: dict[str, str], said: str
) -> None:
    sent = as_(Role.CURATOR).send("/lists/network/add", {"version": "0", "within": "0", **typed})

    assert sent.status_code == 422
    assert said in sent.text
    assert queries.list_terms(ListKind.NETWORK) == []


def test_a_network_lies_in_a_place(as_: SignIn) -> None:
    place = make.term(ListKind.LOCALITY, label="The Quay")
    keeper = as_(Role.CURATOR)

    keeper.send("/lists/network/add", {"version": "0", "label": "River", "within": place.id})

    assert "In: The Quay" in keeper.get("/lists/network").text


def test_a_curator_changes_a_name(as_: SignIn) -> None:
    term = make.term(ListKind.TOPIC, label="Fall", aliases=["Trips"], note="A note")
    keeper, path = as_(Role.CURATOR), f"/lists/topic/{term.id}/change"
    assert "Trips" in keeper.get(path).text

    sent = keeper.send(path, {"version": "1", "label": "Falls"})

    assert sent.status_code == 303
    assert [each.label for each in queries.list_terms(ListKind.TOPIC)] == ["Falls"]


def test_the_second_of_two_curators_is_told_and_keeps_their_words(as_: SignIn) -> None:
    term = make.term(ListKind.TOPIC, label="Falls")
    path = f"/lists/topic/{term.id}/change"
    as_(Role.CURATOR).send(path, {"version": "1", "label": "Falls and trips"})
    second = as_(Role.CURATOR)

    told = second.send(path, {"version": "1", "label": "Slips"})

    assert told.status_code == 422
    assert "Somebody else changed this" in told.text
    assert 'value="Slips"' in told.text
    assert "Falls and trips" in told.text
    assert second.send(path, {"version": "2", "label": "Slips"}).status_code == 303


def test_a_term_is_not_found_in_another_list(as_: SignIn) -> None:
    term = make.term(ListKind.TOPIC)

    for way in ("change", "retire"):
        assert as_(Role.CURATOR).get(f"/lists/method/{term.id}/{way}").status_code == 404


def test_a_curator_retires_a_name_and_uses_it_again(as_: SignIn, session: Any) -> None:
    old = make.term(ListKind.WORKSTREAM, label="Born Well").id
    new = make.term(ListKind.WORKSTREAM, label="Children").id
    keeper, path = as_(Role.CURATOR), f"/lists/workstream/{old}"
    assert keeper.get(f"{path}/retire").status_code == 200

    sent = keeper.send(
        f"{path}/retire", {"version": "1", "replaced_by": new, "valid_to-year": "2024"}
    )

    assert sent.status_code == 303
    assert "Now: Children" in keeper.get("/lists/workstream").text
    assert session.get(Term, old).in_use_id == new
    assert "Use it again" in keeper.get(f"{path}/retire").text
    assert keeper.send(f"{path}/use-again").status_code == 303
    assert session.get(Term, old).in_use_id == old


def test_a_knot_of_names_is_refused(as_: SignIn) -> None:
    new = make.term(ListKind.TOPIC)
    old = make.term(ListKind.TOPIC, replaced_by_id=new.id)

    told = as_(Role.CURATOR).send(
        f"/lists/topic/{new.id}/retire", {"version": "1", "replaced_by": old.id}
    )

    assert told.status_code == 422
    assert "has itself replaced" in told.text


def test_a_curator_names_the_place(as_: SignIn, client: FlaskClient) -> None:
    keeper = as_(Role.CURATOR)
    names = {"name": "Fernbrook", "partnership": "Care Circle", "register_name": "The Book"}
    said = {**names, "curator_title": "Keeper", "version": "0"}

    assert keeper.send("/lists/place", {**said, "contact_email": "x"}).status_code == 422
    assert keeper.send("/lists/place", said).status_code == 303

    assert "The Book" in client.get("/").text
    told = keeper.send("/lists/place", {**said, "register_name": "My Book"})
    assert told.status_code == 422
    assert "My Book" in told.text
    assert keeper.send("/lists/place", {**said, "version": "1"}).status_code == 303


def test_a_curator_writes_the_days_off(as_: SignIn, session: Any) -> None:
    keeper = as_(Role.CURATOR)
    said = {"name": "Fernbrook", "partnership": "Care Circle", "register_name": "The Book",
            "curator_title": "Keeper", "version": "0"}  # fmt: skip
    refused = keeper.send("/lists/place", {**said, "days_off": "25/12/2026\nBoxing Day"})
    assert refused.status_code == 422
    assert "“Boxing Day” is not a date" in refused.text
    assert "25/12/2026" in refused.text
    keeper.send("/lists/place", {**said, "days_off": "28/12/2026\n25/12/2026"})

    assert "25/12/2026\n28/12/2026" in keeper.get("/lists/place").text
    assert queries.get_place().off == {date(2026, 12, 25), date(2026, 12, 28)}


HOSTILE = "<svg onload=alert(1)>{{7*7}}"


def test_a_hostile_name_is_only_text(as_: SignIn) -> None:
    term = make.term(ListKind.TOPIC, label=HOSTILE, note=HOSTILE, aliases=[HOSTILE])
    keeper = as_(Role.CURATOR)

    for path in (
        "/lists/topic",
        f"/lists/topic/{term.id}/change",
        f"/lists/topic/{term.id}/retire",
    ):
        page = keeper.get(path).text
        assert "<svg onload" not in page
        assert "{{7*7}}" in page


def test_the_pages_ask_few_questions_of_the_database(as_: SignIn, queries: list[str]) -> None:
    new = make.term(ListKind.TOPIC)
    for _ in range(20):
        make.term(ListKind.TOPIC, replaced_by_id=new.id)
    keeper = as_(Role.CURATOR)

    for path, most in (("/lists", 3), ("/lists/topic", 4), (f"/lists/topic/{new.id}/change", 4)):
        queries.clear()
        keeper.get(path)
        assert len(queries) <= most, queries


def test_a_curator_keeps_patterns_and_reads_how_they_are_written(as_: Any, session: Any) -> None:
    make.term(ListKind.SAFETY_GROUP, key="person", label="People", aliases=["me", "her"])
    browser = as_(Role.CURATOR)
    page = browser.get("/lists/safety_word").text
    assert "How patterns are written" in page
    assert "{person}" in browser.get("/lists/safety_group").text

    form = {"label": "hits {person}", "aliases": "hits my ... arm", "version": "0", "position": ""}
    assert browser.send("/lists/safety_word/add", form).status_code == 303


@pytest.mark.parametrize("pattern", ["[hit", "... hits", "hits {nobody}"])
def test_a_pattern_that_cannot_be_read_is_shown_beside_its_box(
    as_: Any, session: Any, pattern: str
) -> None:
    form = {"label": "hits me", "aliases": pattern, "version": "0", "position": ""}
    answer = as_(Role.CURATOR).send("/lists/safety_word/add", form)

    assert answer.status_code == 422
    assert 'id="aliases-error"' in answer.text
    assert pattern in answer.text


@pytest.mark.parametrize(("position", "status"), [("10000", 303), ("10001", 422), ("0", 303)])
def test_a_place_in_a_list_is_at_most_ten_thousand(
    as_: Any, session: Any, position: str, status: int
) -> None:
    sent = as_(Role.CURATOR).send("/lists/topic/add", {"label": "Falls", "position": position})

    assert sent.status_code == status
