from collections.abc import Callable
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.challenges.enums import CRITERIA, Challenge, View
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Leading, Naming
from tests import make
from tests.conftest import StrictClient

SignIn = Callable[[Person | Role], StrictClient]
HOSTILE = '<script>alert("x")</script>'
GOOD = {"value": "3", "reason": "Another team used it", "link": "https://example.org/report"}


def address(entry: Activity, rest: str = "", name: str = "c1") -> str:
    return f"/stories/{entry.slug}/challenges/{name}{rest}"


def owner(session: Any, entry: Activity) -> Person:
    found: Person = session.get_one(Person, entry.owner_id)
    return found


def test_an_entry_shows_four_cards_in_three_views(session: Any, client: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.claim(entry, Challenge.C1, 3)
    make.judgement(entry, Challenge.C1, 1)

    shown = client.get(f"/stories/{entry.slug}/ratings").text

    for challenge in Challenge:
        assert f'href="{address(entry, name=challenge)}"' in shown
    assert shown.count("The register suggests") == shown.count("A curator judges") == 4
    assert CRITERIA["C1.3"].text in shown
    assert CRITERIA["C1.1"].text in shown
    assert shown.count("No view yet") == 6


def test_the_page_of_a_challenge_tells_the_facts_and_what_is_missing(
    session: Any, client: Any
) -> None:
    entry = make.activity(status=Status.PUBLISHED)

    third = client.get(address(entry, name="c3")).text
    fourth = client.get(address(entry, name="c4")).text

    assert "It says what level people were promised" in third
    assert "What is missing for 2" in third
    assert "There is a decision record, made with the decision guide" in third
    assert "It is linked to an I-Statement" in fourth
    assert "The register has no facts about this yet, so it suggests nothing" in fourth


def test_the_team_claims_and_the_claim_is_public_at_once(
    session: Any, client: Any, as_: SignIn
) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    browser = as_(owner(session, entry))
    here = address(entry)

    assert "What do you claim?" in browser.get(here).text
    sent = browser.send(f"{here}/claim", GOOD)
    shown = client.get(here).text

    assert sent.status_code == 303
    assert sent.location == here
    assert "The team claims: 3 of 4" in shown
    assert "Another team used it" in shown
    assert "What do you claim?" not in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": ""}, "Choose the sentence that fits best"),
        ({"value": "7"}, "Choose the sentence that fits best"),
        ({"reason": ""}, "Say why. Everybody can read it"),
        ({"link": "javascript:alert(1)"}, "Enter a whole address"),
    ],
)
def test_a_mistake_in_a_claim_is_explained_and_nothing_is_lost(
    session: Any, as_: SignIn, wrong: dict[str, str], said: str
) -> None:
    entry = make.activity(status=Status.PUBLISHED)

    answer = as_(owner(session, entry)).send(address(entry, "/claim"), {**GOOD, **wrong})

    assert answer.status_code == 422
    assert said in answer.text
    assert wrong.get("reason", "Another team used it") in answer.text


def test_a_curator_judges_and_those_who_look_after_it_are_written_to(
    session: Any, as_: SignIn
) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    to = owner(session, entry).email
    curator = as_(Role.CURATOR)
    here = address(entry)

    assert "How do you judge it?" in curator.get(here).text
    sent = curator.send(f"{here}/judge", {**GOOD, "value": "1"})

    assert sent.location == here
    assert "A curator judges: 1 of 4" in curator.get(here).text
    letters = session.query(Outgoing).all()
    assert [letter.recipient for letter in letters] == [to]
    assert "A curator has given a view on your activity" in letters[0].subject


def test_others_neither_claim_nor_judge(session: Any, as_: SignIn) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    here = address(entry)

    assert as_(Role.TEAM_MEMBER).send(f"{here}/claim", {}).status_code == 403
    assert as_(Role.CURATOR).send(f"{here}/claim", {}).status_code == 403
    assert as_(Role.LAY_MEMBER).send(f"{here}/judge", GOOD).status_code == 403


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_the_challenges_of_what_is_not_public_are_not_found(
    session: Any, client: Any, as_: SignIn, status: Status
) -> None:
    entry = make.activity(status=status)
    here = address(entry)

    assert client.get(here).status_code == 404
    assert as_(Role.TEAM_MEMBER).get(here).status_code == 404


def test_what_was_written_on_purpose_to_harm_is_only_text(
    session: Any, client: Any, as_: SignIn
) -> None:
    entry = make.activity(
        status=Status.PUBLISHED, naming=Naming(HOSTILE), leading=Leading(led_by_name=HOSTILE)
    )
    here = address(entry)
    as_(owner(session, entry)).send(f"{here}/claim", {**GOOD, "reason": HOSTILE})

    for path in (here, "/challenges", "/challenges/c1", "/challenges/c1?value=3&view=claimed"):
        shown = client.get(path).text
        assert "<script>alert" not in shown
        assert "&lt;script&gt;" in shown or path == "/challenges/c1"


# The partnership's page


def test_with_no_entries_the_page_says_nothing_and_does_not_fail(client: Any) -> None:
    shown = client.get("/challenges").text

    assert shown.count("None yet. A story appears here") == 4
    assert shown.count("How 0 public activities are doing") == 4


def test_each_count_leads_to_the_entries_behind_it(session: Any, client: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED, naming=Naming("Peer support"))
    other = make.activity(status=Status.PUBLISHED, naming=Naming("Falls group"))
    make.judgement(entry, Challenge.C1, 4)
    title = other.title

    overview = client.get("/challenges").text
    found = client.get("/challenges/c1?value=4&view=judged").text
    none = client.get("/challenges/c1?value=none&view=judged").text

    assert "/challenges/c1?value=4&amp;view=judged#found" in overview
    assert "A curator judges 4 of 4" in overview
    assert "1 activity" in found
    assert title not in found
    assert title in none


@pytest.mark.parametrize(
    "asked",
    ["", "?value=3", "?view=judged", "?value=9&view=judged", "?value=1&view=secret",
     "?value=none&view=claimed&page=99999", "?value=none&view=claimed&page=-1"],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_answered_kindly(
    session: Any, client: Any, asked: str
) -> None:
    make.activity(status=Status.PUBLISHED)

    assert client.get(f"/challenges/c2{asked}").status_code == 200


def test_a_long_list_comes_in_pages(session: Any, client: Any) -> None:
    for _ in range(21):
        make.activity(status=Status.PUBLISHED)

    first = client.get("/challenges/c1?value=none&view=claimed").text
    second = client.get("/challenges/c1?value=none&view=claimed&page=2").text

    assert "Page 1 of 2" in first
    assert first.count("app-list__item") == 20
    assert second.count("app-list__item") == 1


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN, Status.ARCHIVED])
def test_what_is_not_public_changes_no_number_for_anybody(
    session: Any, client: Any, as_: SignIn, status: Status
) -> None:
    make.activity(status=Status.PUBLISHED)
    before = client.get("/challenges").text
    secret = make.activity(status=Status.DRAFT if status is Status.DRAFT else Status.PUBLISHED)
    make.claim(secret, Challenge.C1, 4, "https://example.org/x")
    if status is not Status.DRAFT:
        make.judgement(secret, Challenge.C1, 4)
        make.withdraw(secret)
    name = owner(session, secret)

    assert tables(client.get("/challenges").text) == tables(before)
    assert tables(as_(name).get("/challenges").text) == tables(before)


def tables(shown: str) -> str:
    return shown[shown.index("<main") : shown.index("</main")]


def test_the_pages_of_how_the_partnership_does_lead_to_each_challenge(client: Any) -> None:
    assert 'href="/challenges"' in client.get("/how-we-are-doing").text

    shown = client.get("/challenges").text

    assert all(f'href="/challenges/{challenge}"' in shown for challenge in Challenge)


def test_the_page_asks_few_questions(session: Any, client: Any, queries: list[str]) -> None:
    for _ in range(3):
        entry = make.activity(status=Status.PUBLISHED)
        for challenge in Challenge:
            make.claim(entry, challenge, 3, "https://example.org/x")
    queries.clear()

    client.get("/challenges")

    assert len(queries) <= 11  # one for how entries stand at each of the four, and seven


def test_the_views_stand_in_one_order() -> None:
    assert list(View) == [View.SUGGESTED, View.CLAIMED, View.JUDGED]
