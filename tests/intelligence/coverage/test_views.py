"""The page of matched gaps."""

from typing import Any

import pytest

from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import ActivityTerm
from coprod.register.activities.queries import get_activity
from coprod.register.activities.rules import Naming, Placing, PromiseStatement
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Outcome
from tests import make
from tests.intelligence.feedback.make import insight


def entry(place: Any, title: str = "«entry»", rung: Rung = Rung.INFORMING) -> Any:
    return make.activity(
        status=Status.PUBLISHED,
        naming=Naming(title),
        placing=Placing((place.id,)),
        promising=PromiseStatement((rung,)),
    )


def falling(**about: Any) -> None:
    insight(30, 10, 60, **about)
    insight(60, 10, 30, back=3, **about)


def test_a_place_without_feedback_is_named(session: Any, client: Any) -> None:
    quiet, heard = make.term(label="«Quiet»"), make.term(label="«Heard»")
    insight(50, 10, 40, locality_id=heard.id)
    insight(50, 10, 40, locality_id=quiet.id, back=5)

    page = client.get("/what-people-told-us/gaps").text

    assert "«Quiet»" in page
    assert "The last was from" in page
    assert "«Heard»" not in page


@pytest.mark.parametrize(("rung", "is_gap"), [(Rung.CO_DESIGN, False), (Rung.CONSULTATION, True)])
def test_a_falling_trend_needs_co_production(
    session: Any, client: Any, rung: Rung, is_gap: bool
) -> None:
    place = make.term(label="«Bow»")
    falling(locality_id=place.id)
    entry(place, rung=rung)

    page = client.get("/what-people-told-us/gaps").text

    assert ("Fewer comments are positive than before" in page) is is_gap
    assert (f"locality={place.id}&amp;since=" in page) is is_gap


def test_a_service_is_looked_for_in_the_words_of_entries(session: Any, client: Any) -> None:
    service = make.term(ListKind.SERVICE, label="«Dentists»")
    falling(service_id=service.id)
    assert "Fewer comments are positive than before" in client.get("/what-people-told-us/gaps").text

    entry(make.term(), "How «dentists» and residents plan", Rung.CO_PRODUCTION)

    assert (
        "Fewer comments are positive than before"
        not in client.get("/what-people-told-us/gaps").text
    )


def test_much_done_and_nobody_told_what_came_of_it(session: Any, client: Any) -> None:
    place = make.term(label="«Bow»")
    entries = [entry(place, f"«entry {n}»") for n in range(3)]
    assert (
        "3 public activities. 3 of them have not said here what came of it."
        in client.get("/what-people-told-us/gaps").text
    )
    assert f"/stories/{entries[0].slug}" in client.get("/what-people-told-us/gaps").text

    for each in entries[:2]:
        whole = get_activity(make.curator(), each.slug)
        write_parts(whole, (Outcome(did="«New phones»"),))
    session.commit()

    assert "never said what came of it" not in client.get("/what-people-told-us/gaps").text


def test_an_entry_counts_once_under_two_names_that_became_one(session: Any, client: Any) -> None:
    place, old = make.term(label="«Bow»"), make.term(label="«Bow East»")
    old.replaced_by_id = old.in_use_id = place.id
    entries = [entry(place, f"«entry {n}»") for n in range(2)]
    for each in entries:
        session.add(ActivityTerm(activity_id=each.id, term_id=old.id))
    entry(old, "«under the old name alone»")

    page = client.get("/what-people-told-us/gaps").text

    assert "3 public activities. 3 of them have not said here what came of it." in page
    for title in ("«entry 0»", "«entry 1»", "«under the old name alone»"):
        assert page.count(title) == 1


def test_beside_a_gap_stand_no_more_than_ten_entries_the_latest(session: Any, client: Any) -> None:
    place = make.term(label="«Bow»")
    for n in range(12):
        entry(place, f"«entry {n:02}»")

    page = client.get("/what-people-told-us/gaps").text

    assert [n for n in range(12) if f"«entry {n:02}»" in page] == list(range(2, 12))


def test_drafts_and_private_feedback_count_for_nobody(session: Any, client: Any) -> None:
    place = make.term(label="«Bow»")
    insight(50, 10, 40, locality_id=place.id, is_public=False)
    for _ in range(3):
        make.activity(placing=Placing((place.id,)))

    page = client.get("/what-people-told-us/gaps").text

    assert "«Bow»" in page
    assert "never said what came of it" not in page


def test_another_place_with_other_names_needs_no_change(
    session: Any, client: Any, queries: list[str]
) -> None:
    for listing in (ListKind.LOCALITY, ListKind.NETWORK, ListKind.PRACTICE, ListKind.GROUP):
        for n in range(12):
            make.term(listing, label=f"«{listing} {n}»")
    client.get("/what-people-told-us/gaps")
    queries.clear()

    page = client.get("/what-people-told-us/gaps").text

    assert all(f"«practice {n}»" in page for n in range(12))
    assert len(queries) <= 15
