"""Kinds besides stories are found as soon as, and only while, everybody may read them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from coprod.core.database import session as db
from coprod.core.search_engine.facets import count_facets
from coprod.core.search_engine.models import SearchRequest
from coprod.core.search_engine.ranking import search
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.decisions.records import actions as records
from coprod.decisions.records import rules as recording
from coprod.decisions.records.enums import ChosenLevel, HoldablePart
from coprod.intelligence.reports import actions as reports
from coprod.learning.collections import actions as shelves
from coprod.learning.collections.rules import CollectionDetails
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.rules import ResidentAccount
from coprod.library.index.enums import KIND_LABELS
from coprod.library.index.tasks import IndexReplica
from coprod.reference.lists import actions as reference
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming, Timing
from tests import make
from tests.intelligence.campaigns.make import campaign
from tests.intelligence.reports.make import report

As = Callable[[Any], Any]
KINDS = tuple(KIND_LABELS)
LONG_AGO = Timing(PartialDate(2019))


def found(copy: IndexReplica, text: str = "", **facets: str) -> list[tuple[str, int]] | None:
    chosen = {name: (key,) for name, key in facets.items()}
    hits = copy.ask(lambda index: search(index, SearchRequest(text, chosen)).hits)
    return None if hits is None else [(hit.kind, hit.number) for hit in hits if not hit.is_similar]


@pytest.fixture
def copy(session: Any) -> IndexReplica:
    return IndexReplica(None)


def test_a_learning_record_is_found_from_publishing_to_withdrawing(copy: IndexReplica) -> None:
    record = make.record(status=Status.SUBMITTED, next_team="Bring handrails")
    assert found(copy, "handrails") == []

    curator = make.curator()
    learning.publish_record(curator, record)
    assert found(copy, "handrails") == [("learning_record", record.id)]

    learning.withdraw_record(curator, record, "It was entered twice")
    assert found(copy) == []


def test_a_hidden_team_its_entry_and_residents_own_words_are_not_looked_through(
    copy: IndexReplica,
) -> None:
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Zebra crossing"))
    record = make.record(
        writer=owner, activity_id=entry.id, team="Giraffe team", showing=TeamVisibility.HIDDEN
    )
    learning.write_part(record, ResidentAccount("We were heard", "Resident, Bow", "By phone"))
    db.commit()

    assert found(copy, "zebra") == [("entry", entry.id)]
    for words in ("giraffe", "heard", "phone"):
        assert found(copy, words) == []

    shown = make.record(writer=owner, team="Giraffe team")
    learning.hide_team(owner.actor, shown)
    assert found(copy, "giraffe") == []


def test_a_decision_is_found_once_it_is_signed_and_of_versions_only_the_last(
    copy: IndexReplica,
) -> None:
    by = make.person()
    first = make.decision(by=by, sign=False, title="Handrails")
    assert found(copy, "handrails") == []

    make.sign_decision(by.actor, first)
    assert found(copy, "handrails") == [("decision", first.id)]

    second = records.create_new_version(by.actor, first)
    assert found(copy, "handrails") == [("decision", first.id)]
    make.change_decision(
        by.actor,
        second,
        recording.LevelChoice(ChosenLevel.ENGAGE, "«why»", review_on=make.in_a_year()),
    )
    make.sign_decision(by.actor, second)
    assert found(copy, "handrails") == [("decision", second.id)]


def test_what_is_held_back_of_a_decision_is_not_looked_through(copy: IndexReplica) -> None:
    partner = make.term(ListKind.ORGANISATION, label="Giraffe trust")
    by, curator = make.person(), make.curator()
    made = make.decision(by=by, sign=False)
    make.change_decision(by.actor, made, recording.DecisionScope(partner_ids=(partner.id,)))
    make.sign_decision(by.actor, made)
    for words in ("open", "duty", "giraffe"):
        assert found(copy, words) == [("decision", made.id)]

    records.hold_back(
        curator, made, (HoldablePart.OPENNESS, HoldablePart.PARTNERS), "A tender is running"
    )

    for words in ("open", "duty", "giraffe"):
        assert found(copy, words) == []
    for words in ("note", "told", "budget", "room"):
        assert found(copy, words) == [], words


def test_a_collection_is_found_while_it_is_public(copy: IndexReplica) -> None:
    curator = make.curator()
    shelf = make.collection(title="Handrails", is_public=False)
    assert found(copy, "handrails") == []

    shelves.change_collection(
        curator, shelf, CollectionDetails("Handrails", "«Read this»", is_public=True)
    )
    assert found(copy, "handrails") == [("collection", shelf.id)]

    shelves.change_collection(
        curator, shelf, CollectionDetails("Handrails", "«Read this»", is_public=False)
    )
    assert found(copy) == []


def test_a_report_is_found_by_all_its_words_while_it_is_public(copy: IndexReplica) -> None:
    place = make.term(ListKind.LOCALITY, key="north", label="North")
    held = report(is_public=False, title="Handrails", locality_id=place.id)
    assert found(copy, "handrails") == []

    curator = make.curator()
    reports.publish_report(curator, held, has_read=True, seen=held.version)
    for words in ("handrails", "phone", "healthwatch", "waited", "north"):
        assert found(copy, words) == [("report", held.id)], words
    assert found(copy, "handrails", locality="north") == [("report", held.id)]

    to = reference.TermDetails("Limehouse")
    reference.change_term(curator, place, to, seen=place.version)
    assert found(copy, "limehouse") == [("report", held.id)]

    reports.withdraw_report(curator, held)
    assert found(copy) == []


def test_a_list_that_changes_changes_what_finds_a_record(copy: IndexReplica) -> None:
    place = make.term(ListKind.LOCALITY, key="north", label="North")
    record = make.record()
    record.terms = [place]
    db.commit()
    assert found(copy, "north") == [("learning_record", record.id)]

    to = reference.TermDetails("Limehouse")
    reference.change_term(make.curator(), place, to, seen=place.version)

    assert found(copy, "limehouse") == [("learning_record", record.id)]


def test_the_list_says_what_each_is_counts_them_and_narrows_by_it(
    session: Any, client: Any, as_: As
) -> None:
    entry = make.activity(status=Status.PUBLISHED, naming=Naming("Handrails for all"))
    record = make.record(next_team="Handrails help", tried="Fitting <b>rails</b>")
    make.decision(title="Whether to fit handrails")
    make.collection(title="All about handrails", introduction="Handrails first")
    report(title="Who got handrails")
    campaign(name="Handrails now")
    hide_one_of_each("Handrails in secret")

    for browser in (client, as_(Role.CURATOR)):
        pages = {kind: browser.get(f"/stories?q=handrails&kind={kind}").text for kind in KINDS}
        for kind, page in pages.items():
            assert count_tabs(page) == [1, 1, 1, 1, 1, 1], kind
            assert "secret" not in page
            assert "<b>rails" not in page
        assert "1 story" in pages["entry"]
        assert f'href="/stories/{entry.slug}"' in pages["entry"]
        assert f'href="/learning/{record.slug}"' in pages["learning_record"]
        assert "1 lesson" in pages["learning_record"]
        assert "<mark>Handrails</mark> first" in pages["collection"]
        assert "1 decision" in pages["decision"]
        assert "1 report" in pages["report"]
        assert "1 campaign" in pages["campaign"]
        assert f'href="/learning/{record.slug}"' not in pages["decision"]


def hide_one_of_each(title: str) -> None:
    make.record(status=Status.DRAFT, next_team=title)
    make.decision(sign=False, title=title)
    make.collection(title=title, is_public=False)
    report(title=title, is_public=False)
    campaign(name=title, is_public=False)


def count_tabs(page: str) -> list[int]:
    """Return the numbers on the tabs: of each kind, in the order of the tabs."""
    return [int(number) for number in re.findall(r'app-tabs__count">(\d+)<', page)]


def test_every_tab_counts_only_its_own_and_the_home_page_counts_as_the_stories_do(
    session: Any, client: Any
) -> None:
    for n in range(3):
        make.activity(status=Status.PUBLISHED, naming=Naming(f"Handrails {n}"))
    make.record(next_team="Handrails help")
    make.decision(title="Whether to fit handrails")

    assert "All 3 stories" in client.get("/").text
    for address in ("/stories", "/learning", "/decisions", "/collections"):
        assert count_tabs(client.get(address).text) == [3, 1, 1, 0, 0, 0], address
    assert count_tabs(client.get("/stories?q=whether").text) == [0, 0, 1, 0, 0, 0]
    nothing = client.get("/stories?q=whether").text
    assert "/stories?q=whether&amp;kind=decision" in nothing
    assert "Look in Decisions: 1" in nothing


def test_a_filter_narrows_its_own_tab_alone(session: Any, client: Any) -> None:
    make.activity(status=Status.PUBLISHED, naming=Naming("Handrails"), timing=LONG_AGO)
    make.activity(status=Status.PUBLISHED, naming=Naming("Handrails again"))
    make.record(next_team="Handrails help")

    page = client.get("/stories?q=handrails&year=2019").text

    assert count_tabs(page) == [1, 1, 0, 0, 0, 0]
    assert 'href="/stories?q=handrails&amp;kind=learning_record"' in page
    assert "Filters (1 on)" in page
    assert 'href="/stories?q=handrails"' in page


def test_a_kind_without_words_is_its_own_list(session: Any, client: Any) -> None:
    make.record(next_team="Handrails help")

    answer = client.get("/stories?kind=learning_record")

    assert (answer.status_code, answer.location) == (303, "/learning")
    assert client.get("/stories?kind=learning_record&kind=decision").status_code == 200


def test_what_left_behind_the_back_of_the_index_has_no_row(session: Any, as_: As) -> None:
    make.record(next_team="Handrails help")
    browser = as_(Role.TEAM_MEMBER)
    assert "</mark> help" in browser.get("/stories?q=handrails&kind=learning_record").text

    db.execute(update(LearningRecord).values(status=Status.WITHDRAWN))
    db.commit()

    assert "</mark> help" not in browser.get("/stories?q=handrails&kind=learning_record").text


def test_every_kind_in_a_list_asks_few_questions(
    session: Any, client: Any, queries: list[str]
) -> None:
    for _ in range(3):
        make.activity(status=Status.PUBLISHED, naming=Naming("Handrails"))
        make.record(next_team="Handrails")
        make.decision(title="Handrails")
        make.collection(title="Handrails")
    client.get("/stories?q=handrails")
    queries.clear()

    client.get("/stories?q=handrails&sort=newest")

    assert len(queries) <= 15, "\n".join(each[:90] for each in queries)


def test_drafts_change_no_count(session: Any, copy: IndexReplica) -> None:
    make.record(status=Status.DRAFT)
    make.decision(sign=False)
    make.collection(is_public=False)

    told = copy.ask(lambda index: count_facets(index, SearchRequest(), ["kind"]))

    assert told == {"kind": {}}
