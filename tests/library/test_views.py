from collections.abc import Callable
from typing import Any

import pytest

from coprod.kit.actor import Role
from coprod.kit.dates import PartialDate
from coprod.reference.words import Listing
from coprod.register.rules import About, Leading, Naming, Placing, Promising, Story, Timing
from coprod.register.words import Rung, Status
from tests import make

As = Callable[[Any], Any]


def published(title: str, **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def found(client: Any, address: str) -> set[str]:
    page = client.get(f"/library{address}").text
    return {name for name in ("Alpha", "Beta", "Gamma") if f">{name}</a>" in page}


def test_words_in_the_text_find_an_entry_whatever_their_case_and_accents(
    client: Any, session: Any
) -> None:
    published("Alpha", story=Story("They met in a café."))
    published("Beta")

    assert found(client, "?q=CAFE") == {"Alpha"}
    assert found(client, "?q=cafe+met") == {"Alpha"}
    assert found(client, "?q=cafe+nowhere") == set()


@pytest.mark.parametrize(
    "words", ["%", "_", "((((", "[[[[", '"', "*", "' OR 1=1 --", "\x00", "~" * 5000]
)
def test_strange_words_are_only_words(client: Any, session: Any, words: str) -> None:
    published("Alpha")

    page = client.get(
        "/library", query_string={"q": words, "page": words, "rung": words, "year": words}
    )

    assert page.status_code == 200


def test_each_filter_narrows_and_several_values_of_one_widen(client: Any, session: Any) -> None:
    north, south = (make.term(Listing.LOCALITY, key=k, label=k) for k in ("north", "south"))
    living = make.term(Listing.WORKSTREAM, key="living", label="Living Well")
    council = make.term(Listing.ORGANISATION, key="council", label="The council")
    published("Alpha", placing=Placing((north.id,)), timing=Timing(PartialDate(2019)))
    published(
        "Beta", placing=Placing((south.id,)), about=About(((Listing.WORKSTREAM, (living.id,)),))
    )
    published("Gamma", leading=Leading(council.id), promising=Promising((Rung.INFORMING,)))

    assert found(client, "?locality=north") == {"Alpha"}
    assert found(client, "?locality=north&locality=south") == {"Alpha", "Beta"}
    assert found(client, "?workstream=living") == {"Beta"}
    assert found(client, "?organisation=council") == {"Gamma"}
    assert found(client, "?promised=informing") == {"Gamma"}
    assert found(client, "?year=2019") == {"Alpha"}
    assert found(client, "?year=2019&locality=south") == set()
    assert found(client, "?rung=co_design") == set()


def test_an_old_name_still_counts_under_the_one_that_replaced_it(client: Any, session: Any) -> None:
    new = make.term(Listing.LOCALITY, key="new", label="New name")
    old = make.term(
        Listing.LOCALITY, key="old", label="Old name", replaced_by_id=new.id, in_use_id=new.id
    )
    published("Alpha", placing=Placing((old.id,)))

    assert found(client, "?locality=new") == {"Alpha"}
    assert "Old name" in client.get("/library/alpha").text
    assert "New name" in client.get("/library").text


def test_drafts_and_withdrawn_entries_are_nowhere_and_counted_nowhere(
    as_: As, client: Any, session: Any
) -> None:
    place = make.term(Listing.LOCALITY, key="north", label="North")
    for status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.WITHDRAWN):
        make.activity(
            status=status, naming=Naming(f"Hidden {status}"), placing=Placing((place.id,))
        )

    for browser in (client, as_(Role.TEAM_MEMBER), as_(Role.CURATOR)):
        page = browser.get("/library").text
        assert "Hidden" not in page
        assert "0 entries" in page
        assert "North" not in page


def test_the_list_asks_the_same_few_questions_however_long_it_is(
    client: Any, session: Any, queries: list[str]
) -> None:
    place = make.term(Listing.LOCALITY)
    for n in range(3):
        published(f"Entry {n}", placing=Placing((place.id,)))
    queries.clear()
    client.get("/library")
    few = len(queries)
    for n in range(3, 25):
        published(f"Entry {n}", placing=Placing((place.id,)))
    queries.clear()
    client.get("/library")

    assert len(queries) == few <= 15


def test_an_entrys_page_asks_few_questions(client: Any, session: Any, queries: list[str]) -> None:
    published("Alpha", story=Story("Long", "Short"))
    queries.clear()

    client.get("/library/alpha")

    assert len(queries) <= 12


def test_pages_have_addresses_that_can_be_shared(client: Any, session: Any) -> None:
    for n in range(21):
        published(f"Entry {n}")

    assert "Page 1 of 2" in client.get("/library").text
    assert "Page 2 of 2" in client.get("/library?page=2").text
    assert client.get("/library?page=999").status_code == 200


def test_a_very_long_title_and_a_very_long_text_are_shown(client: Any, session: Any) -> None:
    title = "Longwordwithoutspaces" * 11
    made = published(title, story=Story("# Heading\n\n" + "word " * 9000))

    page = client.get(f"/library/{made.slug}").text

    assert title in page
    assert "<h3>Heading</h3>" in page


def test_markdown_that_bites_is_made_safe(client: Any, session: Any) -> None:
    bites = (
        "<script>x</script> [a](javascript:alert(1)) ![i](https://example.org/i.png) " + "*" * 4000
    )
    published("Alpha", story=Story(bites))

    page = client.get("/library/alpha").text

    assert "<script>x" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page
