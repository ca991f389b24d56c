from collections.abc import Callable
from typing import Any

import pytest

from coprod.kit.actor import Role
from coprod.kit.dates import PartialDate
from coprod.reference.words import Listing
from coprod.register.rules import About, Leading, Naming, Placing, Promising, Story, Timing
from coprod.register.words import Rung, Status
from coprod.sections import actions as sections
from coprod.sections.rules import Basics, CuratorNotes
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

    assert len(queries) <= 15


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


def full(**given: Any) -> Any:
    made = published("Alpha", story=Story("Long", "Short"), **given)
    sections.write_parts(made, tuple(make.everything(made).values()))
    return make.keep(made)


def test_everything_an_entry_tells_is_on_its_page(client: Any, session: Any) -> None:
    full()

    page = client.get("/library/alpha").text

    for words in (
        *("You will hear what we did with every idea", "by June 2026", "The times and the place"),
        *("The budget", "Head of community care", "cannot change the budget", "The board"),
        *("What would help?", "Handrails", "We fitted handrails", "No lift", "No money yet"),
        *("About 40 people", "Through the lunch club", "Men under 60", "Two residents chaired"),
        *("Bow lunch club", "Planning together", "Youth work lead", "Letters to parents"),
        *("March 2026", "A hall in Bow", "About 25 people", "A resident facilitator"),
        *("Hearing loop", "Childcare", "A film", "It has captions", "How it went"),
        *("The partner", "The allotment club", "A pilot", "A service, pathway or project"),
        "The programme",
    ):
        assert words in page, words


def test_notes_for_curators_are_read_by_the_owner_and_curators_alone(
    as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    full_owner = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Beta"))
    sections.write_parts(full_owner, (CuratorNotes("The landlord is nervous"),))
    make.keep(full_owner)

    for browser in (client, as_(Role.TEAM_MEMBER), as_(owner), as_(Role.CURATOR)):
        assert "nervous" not in browser.get("/library/beta").text
        assert found(browser, "?q=nervous") == set()
    assert as_(Role.TEAM_MEMBER).get("/register/beta").status_code == 403
    for browser in (as_(owner), as_(Role.CURATOR)):
        assert "The landlord is nervous" in browser.get("/register/beta").text


def test_a_strand_is_linked_from_its_programme_when_the_reader_may_see_it(
    as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    whole = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Alpha"))
    for name, status in (("Beta", Status.PUBLISHED), ("Gamma", Status.DRAFT)):
        strand = make.activity(owner=owner, status=status, naming=Naming(name))
        sections.write_parts(strand, (Basics(programme_id=whole.id),))
        make.keep(strand)

    public = client.get("/library/alpha").text
    assert "/library/beta" in public
    assert "Gamma" not in public
    assert "/library/gamma" in as_(owner).get("/library/alpha").text
    assert "/library/alpha" in client.get("/library/beta").text


def test_a_full_entrys_page_asks_no_more_than_20_questions(
    as_: As, client: Any, session: Any, queries: list[str]
) -> None:
    owner = make.person()
    made = full(owner=owner)
    make.rating(made)
    strand = make.activity(owner=owner, status=Status.PUBLISHED)
    sections.write_parts(strand, (Basics(programme_id=made.id),))
    make.keep(strand)

    for browser in (client, as_(owner), as_(Role.CURATOR)):
        queries.clear()
        browser.get("/library/alpha")
        assert len(queries) <= 20, "\n".join(queries)


def test_the_words_of_the_sections_find_an_entry(client: Any, session: Any) -> None:
    full()

    for words in ("handrails", "lunch+club", "hearing+loop", "allotment", "the+board"):
        assert found(client, f"?q={words}") == {"Alpha"}, words
    assert found(client, "?q=nervous") == set()
