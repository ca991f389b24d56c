"""What a link shows elsewhere: for every kind of public page, and never more than a visitor reads.

Search engines and other sites read only the head of a page. So the head is the same whoever opens
the page: it must not tell what its team, or a curator, may read on it.
"""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

from coprod.core.values.actor import Role
from coprod.decisions.records import actions as records
from coprod.decisions.records import rules as recording
from coprod.decisions.records.enums import HoldablePart
from coprod.learning.collections import actions as shelves
from coprod.learning.collections.rules import CollectionDetails
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import TeamVisibility
from coprod.outcomes.i_statements import actions as statements
from coprod.outcomes.i_statements.queries import get_draft
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.review import actions as curation
from tests import make
from tests.outcomes.i_statements.make import framework

As = Callable[[Any], Any]
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>')


def head(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.text.partition("</head>")[0])


def told(client: Any, path: str) -> Any:
    """Return the linked data of a page, whose other tags must say the same."""
    text = head(client, path)
    (data,) = DATA.findall(text)
    it = json.loads(data)
    assert it["@context"] == "https://schema.org"
    assert text.count('<meta name="description"') == 1
    tags = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', text))
    assert unescape(tags["og:title"]) == it["name"]
    assert unescape(tags["og:description"]) == unescape(tags["description"]) == it["abstract"]
    assert tags["og:url"] == it["url"] == f"http://localhost{path}"
    assert f'<link rel="canonical" href="http://localhost{path}">' in text
    for address in re.findall(r'<link rel="alternate" [^>]*href="([^"]+)"', text):
        assert client.get(address).status_code == 200
    return it


def published(title: str = "Falls group", **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def test_a_learning_record_says_what_it_is_and_whose(client: Any, session: Any) -> None:
    owner = make.person()
    entry = published(owner=owner)
    record = make.record(
        writer=owner, activity_id=entry.id, team="The falls team", next_team="Feed people first"
    )
    record.terms = [
        make.term(ListKind.LOCALITY, label="Bow"),
        make.term(ListKind.TOPIC, label="Tea"),
    ]
    session.commit()

    it = told(client, f"/learning/{record.slug}")

    assert (it["@type"], it["name"]) == ("LearningResource", "Feed people first")
    assert it["sourceOrganization"]["name"] == "The falls team"
    assert it["about"]["url"] == f"http://localhost/stories/{entry.slug}"
    assert (it["spatialCoverage"], it["keywords"]) == (["Bow"], ["Tea"])
    assert it["isPartOf"]["@type"] == "WebSite"


def test_a_team_that_stays_unnamed_is_not_in_the_head_whoever_opens_it(
    client: Any, as_: As, session: Any
) -> None:
    owner = make.person()
    entry = published("Secretgarden", owner=owner)
    record = make.record(
        writer=owner, activity_id=entry.id, team="Secretteam", showing=TeamVisibility.HIDDEN
    )
    path = f"/learning/{record.slug}"

    heads = [DATA.findall(head(b, path)) for b in (client, as_(owner), as_(Role.CURATOR))]

    assert len({str(each) for each in heads}) == 1
    assert "Secret" not in str(heads)
    assert "about" not in json.loads(heads[0][0])


def test_the_entry_of_a_record_is_not_named_once_it_is_gone(client: Any, session: Any) -> None:
    owner = make.person()
    entry = published("Secretgarden", owner=owner)
    record = make.record(writer=owner, activity_id=entry.id, team="The falls team")
    make.withdraw(entry)

    assert "Secretgarden" not in head(client, f"/learning/{record.slug}")


def test_a_record_that_is_not_public_has_no_preview_for_its_own_side(
    client: Any, as_: As, session: Any
) -> None:
    writer = make.person()
    record = make.record(writer=writer, status=Status.SUBMITTED)
    gone = make.record(writer=writer, status=Status.WITHDRAWN)

    for who in (writer, Role.CURATOR):
        for each in (record, gone):
            assert "og:title" not in head(as_(who), f"/learning/{each.slug}")
    assert "og:title" not in head(client, f"/learning/{gone.slug}")


def test_words_of_a_record_that_wait_are_not_in_its_head(as_: As, session: Any) -> None:
    writer = make.person()
    record = make.record(writer=writer, next_team="Feed people first")
    learning.hide_team(writer.actor, record)
    session.commit()

    it = told(as_(writer), f"/learning/{record.slug}")

    assert it["name"] == "Feed people first"
    assert "sourceOrganization" not in it


def test_a_decision_says_what_was_decided_and_nothing_that_is_held_back(
    client: Any, as_: As, session: Any
) -> None:
    partner = make.term(ListKind.ORGANISATION, label="Secretpartner")
    by = make.person()
    made = make.decision(by=by, sign=False, title="Who runs the group")
    make.change_decision(by.actor, made, recording.DecisionScope(partner_ids=(partner.id,)))
    openness = recording.Openness("Secretopen", "Secretshut", "Secretduty")
    make.change_decision(by.actor, made, openness)
    make.sign_decision(by.actor, made)
    records.hold_back(make.curator(), made, tuple(HoldablePart), "A tender is running")
    session.commit()
    path = f"/decisions/{made.slug}"

    for browser in (client, as_(by), as_(Role.CURATOR)):
        it = told(browser, path)
        assert it["name"] == "Who runs the group"
        assert it["sourceOrganization"]["name"] == made.signed_organisation
        assert "Secret" not in head(browser, path)


def test_a_decision_has_a_preview_while_it_is_signed_and_the_newest(
    client: Any, as_: As, session: Any
) -> None:
    by = make.person()
    unsigned = make.decision(by=by, sign=False, title="Secretdraft")
    first = make.decision(by=by, title="Who runs the group")
    second = records.create_new_version(by.actor, first)
    choosing = recording.LevelChoice(first.chosen, "«why»", review_on=make.in_a_year())
    make.change_decision(by.actor, second, choosing)
    make.sign_decision(by.actor, second)
    session.commit()

    old, new, begun = (f"/decisions/{each.slug}" for each in (first, second, unsigned))
    assert "og:title" not in head(client, old)
    assert "og:title" in head(client, new)
    assert "og:title" not in head(as_(by), begun)


def test_a_collection_tells_what_readers_find_in_it(client: Any, as_: As, session: Any) -> None:
    entry, gone = published(), published("Secretgarden")
    record = make.record(next_team="Feed people first")
    places = (f"/stories/{entry.slug}", f"/stories/{gone.slug}", f"/learning/{record.slug}")
    shelf = make.collection(*places, title="Start here")
    make.withdraw(gone)
    path = f"/collections/{shelf.slug}"

    for browser in (client, as_(Role.CURATOR)):
        it = told(browser, path)
        assert it["@type"] == "Collection"
        assert [each["name"] for each in it["hasPart"]] == ["Falls group", "Feed people first"]
        assert "Secret" not in head(browser, path)


def test_a_collection_that_is_not_public_has_no_preview(as_: As, session: Any) -> None:
    never, no_more = make.collection(is_public=False), make.collection(title="Start here")
    hidden = CollectionDetails("Start here", "«why»", is_public=False)
    shelves.change_collection(make.curator(), no_more, hidden)
    session.commit()
    paths = [f"/collections/{each.slug}" for each in (never, no_more)]

    for path in paths:
        assert "og:title" not in head(as_(Role.CURATOR), path)


def test_the_statements_in_use_tell_their_words_and_no_numbers(
    client: Any, as_: As, session: Any
) -> None:
    said = framework()
    statements.begin_version(make.curator())
    session.commit()

    it = told(client, "/outcomes/statements")
    one = told(client, f"/outcomes/statement/{said[0].key}")

    assert it["@type"] == "DefinedTermSet"
    assert {each["name"] for each in it["hasDefinedTerm"]} == {each.words for each in said}
    assert (one["@type"], one["name"]) == ("DefinedTerm", said[0].words)
    words = {"@context", "@type", "url", "name", "abstract", "inDefinedTermSet"}
    assert set(one) - {"publisher", "isPartOf"} == words
    assert get_draft().version.effective_from is None
    assert "og:title" not in head(
        as_(Role.CURATOR), f"/outcomes/statements/version/{get_draft().version.number}"
    )


def test_a_link_to_an_entry_shows_what_it_is(client: Any, session: Any) -> None:
    entry = published("Tea </script><script>alert(1)</script>")

    page = client.get(f"/stories/{entry.slug}").text

    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(data)["name"] == entry.title
    assert json.loads(data)["@context"] == "https://schema.org"
    assert f'property="og:url" content="http://localhost/stories/{entry.slug}"' in page
    assert "<script>alert" not in page


def test_an_entry_that_is_gone_shows_no_preview(client: Any, session: Any) -> None:
    entry = published()
    curation.withdraw_activity(make.person(role=Role.CURATOR).actor, entry, "It was wrong")
    session.commit()

    assert "og:title" not in client.get(f"/stories/{entry.slug}").text
