"""The page of matched gaps."""

import re
from types import SimpleNamespace
from typing import Any

import pytest

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from coprod.reference.outlines.actions import load_outlines
from coprod.reference.outlines.rules import Outline
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import ActivityTerm
from coprod.register.activities.queries import get_activity
from coprod.register.activities.rules import Naming, Placing, PromiseStatement
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import Outcome
from tests import make
from tests.intelligence.feedback.make import insight, quarter

SQUARE = [(0.0, 0.0), (4e3, 0.0), (4e3, 4e3), (0.0, 4e3), (0.0, 0.0)]
GAPS = "/what-people-told-us/gaps"


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


def added(place: Any, back: int = 0, **parts: Any) -> Any:
    """Make a public activity that was added in an earlier quarter."""
    made = entry(place, **parts)
    made.published_at = clock.get_midnight(quarter(back).starts)
    return make.keep(made)


def test_a_place_without_feedback_is_told_from_one_that_was_heard(
    session: Any, client: Any
) -> None:
    quiet, heard = make.term(label="«Quiet»"), make.term(label="«Heard»")
    insight(50, 10, 40, locality_id=heard.id)
    insight(50, 10, 40, locality_id=quiet.id, back=5)

    table, _, after = client.get(GAPS).text.partition("</table>")

    assert "<strong>1 of 2</strong> Places" in table
    assert "«Heard»" in table
    assert "About 100" in table
    assert table.count("Nobody told us<") == 3
    assert "«Quiet»" not in table
    assert "«Quiet»" in after
    assert "0%" not in table


def test_a_few_comments_are_not_told_exactly(session: Any, client: Any, as_: Any) -> None:
    insight(1, 1, 1, locality_id=make.term().id)
    for browser in (client, as_(Role.CURATOR)):
        assert "Fewer than 5" in browser.get(GAPS).text
        assert "Fewer than 5" in browser.get(f"{GAPS}/file.csv").text


def test_feedback_of_a_whole_year_is_no_silence(session: Any, client: Any) -> None:
    place = make.term(label="«Bow»")
    year = SimpleNamespace(starts=quarter(3).starts, ends=quarter().ends)
    insight(50, 10, 40, locality_id=place.id, when=year)

    page = client.get(GAPS).text

    assert "<strong>0 of 1</strong> Places" in page
    assert page.count("In a longer time<") == 4


def test_activities_and_the_answers_that_they_owe_stand_by_quarter(
    session: Any, client: Any
) -> None:
    place = make.term(label="«Bow»")
    first, *_others = [added(place, 0), added(place, 0), added(place, 3)]
    whole = get_activity(make.curator(), first.slug)
    write_parts(whole, (Outcome(did="«New phones»"),))
    session.commit()

    activities = signs(client.get(f"{GAPS}?by=locality&show=activities").text)
    answers = signs(client.get(f"{GAPS}?by=locality&show=answers").text)

    assert activities == ["1", "None", "None", "2"]
    assert answers == ["1", "None", "None", "1"]
    assert "3 activities added, 2 answers owed" in client.get(GAPS).text


def signs(page: str) -> list[str]:
    return re.findall(r'app-coverage__sign--\w+">([^<]+)<', page)


def test_lists_by_which_no_activity_is_found_have_feedback_alone(session: Any, client: Any) -> None:
    make.term(ListKind.SERVICE, label="«Dentists»")
    page = client.get(f"{GAPS}?by=service&show=activities").text
    assert "1 of which nobody told us anything" in page
    assert "Answers owed" not in page
    assert "«Dentists»" in client.get(f"{GAPS}?by=nonsense&show=nonsense").text


def test_the_file_holds_what_everybody_sees_whoever_asks(session: Any, as_: Any) -> None:
    place = make.term(label="=Bow")
    insight(50, 10, 40, locality_id=place.id, is_public=False)
    text = as_(Role.CURATOR).get(f"{GAPS}/file.csv").text
    assert text.count("Nobody told us") == 4
    assert "'=Bow" in text
    assert "About 100" not in text


def test_a_map_shows_in_how_many_quarters_somebody_was_heard(session: Any, client: Any) -> None:
    north, south = (make.term(label=name) for name in ("North", "South"))
    outlines = [Outline("North", [SQUARE]), Outline("South", [SQUARE])]
    load_outlines(make.curator(), outlines)
    for back in (0, 2, 6):
        insight(50, 10, 40, locality_id=north.id, back=back)
    page = client.get(GAPS).text
    assert north.label != south.label
    assert page.count("app-map__area--2") == 2
    assert page.count("app-map__area--0") == 2


@pytest.mark.parametrize(("rung", "is_gap"), [(Rung.CO_DESIGN, False), (Rung.CONSULTATION, True)])
def test_a_falling_trend_needs_co_production(
    session: Any, client: Any, rung: Rung, is_gap: bool
) -> None:
    place = make.term(label="«Bow»")
    falling(locality_id=place.id)
    entry(place, rung=rung)

    page = client.get(GAPS).text

    assert ("Fewer comments are positive than before" in page) is is_gap
    assert (f"locality={place.id}&amp;since=" in page) is is_gap


def test_a_service_is_looked_for_in_the_words_of_entries(session: Any, client: Any) -> None:
    service = make.term(ListKind.SERVICE, label="«Dentists»")
    falling(service_id=service.id)
    assert "Fewer comments are positive than before" in client.get(GAPS).text

    entry(make.term(), "How «dentists» and residents plan", Rung.CO_PRODUCTION)

    assert "Fewer comments are positive than before" not in client.get(GAPS).text


def test_much_done_and_nobody_told_what_came_of_it(session: Any, client: Any) -> None:
    place = make.term(label="«Bow»")
    entries = [entry(place, f"«entry {n}»") for n in range(3)]
    assert (
        "3 public activities. 3 of them have not said here what came of it."
        in client.get(GAPS).text
    )
    assert f"/stories/{entries[0].slug}" in client.get(GAPS).text

    for each in entries[:2]:
        whole = get_activity(make.curator(), each.slug)
        write_parts(whole, (Outcome(did="«New phones»"),))
    session.commit()

    assert "never said what came of it" not in client.get(GAPS).text


def test_an_entry_counts_once_under_two_names_that_became_one(session: Any, client: Any) -> None:
    place, old = make.term(label="«Bow»"), make.term(label="«Bow East»")
    old.replaced_by_id = old.in_use_id = place.id
    entries = [entry(place, f"«entry {n}»") for n in range(2)]
    for each in entries:
        session.add(ActivityTerm(activity_id=each.id, term_id=old.id))
    entry(old, "«under the old name alone»")

    page = client.get(GAPS).text

    assert "3 public activities. 3 of them have not said here what came of it." in page
    for title in ("«entry 0»", "«entry 1»", "«under the old name alone»"):
        assert page.count(title) == 1


def test_beside_a_gap_stand_no_more_than_ten_entries_the_latest(session: Any, client: Any) -> None:
    place = make.term(label="«Bow»")
    for n in range(12):
        entry(place, f"«entry {n:02}»")

    page = client.get(GAPS).text

    assert [n for n in range(12) if f"«entry {n:02}»" in page] == list(range(2, 12))


def test_drafts_and_private_feedback_count_for_nobody(session: Any, client: Any) -> None:
    place = make.term(label="«Bow»")
    insight(50, 10, 40, locality_id=place.id, is_public=False)
    for _ in range(3):
        make.activity(placing=Placing((place.id,)))

    page = client.get(GAPS).text

    assert "«Bow»" in page
    assert "never said what came of it" not in page


def test_another_place_with_other_names_needs_no_change(
    session: Any, client: Any, queries: list[str]
) -> None:
    for listing in (ListKind.LOCALITY, ListKind.NETWORK, ListKind.PRACTICE, ListKind.GROUP):
        for n in range(12):
            make.term(listing, label=f"«{listing} {n}»")
    client.get(GAPS)
    queries.clear()

    page = client.get(f"{GAPS}?by=practice").text

    assert all(f"«practice {n}»" in page for n in range(12))
    assert len(queries) <= 15
