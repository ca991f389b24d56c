"""What stands beside what, why, and what never does."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from coprod.core.audit_trail.actions import record_event
from coprod.core.database import session as db
from coprod.core.values.actor import SYSTEM, Role
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.library.index.tasks import search_index
from coprod.library.related.presenters import list_related
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import About, Naming, Placing, Story, Telling
from coprod.web.language import translate
from tests import make

As = Callable[[Any], Any]
WORDS = "Handrails on stairwells, checked by residents with torches"


@pytest.fixture(autouse=True)
def inside(app: Any, session: Any) -> Any:
    with app.test_request_context():
        yield


def beside(kind: str, number: int) -> dict[str, str]:
    """Return the titles of what stands beside something, each with its reason."""
    found = list_related(kind, number) or []
    return {each.title: translate(each.reason) for each in found}


def entry(title: str, *terms: Term, **given: Any) -> Activity:
    about = About(tuple((ListKind(each.listing), (each.id,)) for each in terms))
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), about=about, **given)


def others(number: int) -> None:
    """Words that nearly everything has tell nothing apart: let there be other things too."""
    for n in range(number):
        entry(f"Other {n}", story=Story("A lunch club meets on Tuesdays."))


def test_stories_that_share_something_stand_side_by_side_with_the_best_reason() -> None:
    method = make.term(ListKind.METHOD, label="Mystery shopping")
    group = make.term(ListKind.GROUP, label="Night workers")
    one = entry("One", method, group, telling=Telling("Shoppers tried the phones."))
    two = entry("Two", method, group, telling=Telling("Calls at midnight."))
    entry("Three", telling=Telling("A garden."))

    assert beside("entry", one.id) == {"Two": "Also about: Night workers"}
    assert list(beside("entry", two.id)) == ["One"]


def test_what_nearly_all_share_is_no_reason() -> None:
    group = make.term(ListKind.GROUP, label="Everybody")
    found = [entry(f"Entry {n}", group, telling=Telling("A")) for n in range(8)]

    assert beside("entry", found[0].id) == {}


def test_words_that_both_use_and_a_workstream_are_no_reason() -> None:
    workstream = make.term(ListKind.WORKSTREAM, label="Living well")
    one = entry("One", workstream, story=Story(WORDS))
    entry("Two", workstream, story=Story(WORDS))
    others(6)

    assert beside("entry", one.id) == {}


def test_of_what_shares_as_much_that_comes_first_which_shares_words() -> None:
    place = make.term(ListKind.LOCALITY, label="Bow")
    one = entry("One", story=Story(WORDS), placing=Placing((place.id,)))
    entry("Far", story=Story("A choir sings."), placing=Placing((place.id,)))
    entry("Near", story=Story(WORDS), placing=Placing((place.id,)))
    others(9)

    assert list(beside("entry", one.id).items()) == [
        ("Near", "In the same place: Bow"),
        ("Far", "In the same place: Bow"),
    ]


def test_what_was_borrowed_comes_first_and_a_draft_of_it_stands_nowhere() -> None:
    source = entry("Source")
    copy = make.adoption(source, status=Status.PUBLISHED, title="Copy").child
    make.adoption(source, title="Draft of a copy")

    assert beside("entry", source.id) == {"Copy": "It was made from this one"}
    assert beside("entry", copy.id) == {"Source": "This one was made from it"}


def test_a_reason_names_two_of_many_and_is_short() -> None:
    groups = [make.term(ListKind.GROUP, label=f"Group {n}") for n in range(4)]
    one, _two = entry("One", *groups[:1]), entry("Two", *groups[:1])
    about = About(((ListKind.GROUP, tuple(each.id for each in groups)),))
    many = [
        make.activity(status=Status.PUBLISHED, naming=Naming(name), about=about)
        for name in ("Three", "Four")
    ]

    reason = beside("entry", many[0].id)["Four"]
    assert reason.startswith("Also about: Group")
    assert reason.count("Group") == 2
    assert set(beside("entry", one.id)) == {"Two", "Three", "Four"}


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_what_is_not_public_stands_nowhere_and_has_nothing_beside_it(status: Status) -> None:
    method = make.term(ListKind.METHOD)
    one = entry("One", method, story=Story(WORDS))
    about = About(((ListKind.METHOD, (method.id,)),))
    hidden = make.activity(status=status, naming=Naming("Hidden"), about=about, story=Story(WORDS))
    make.record(status=status, tried=WORDS, next_team="Hidden record")
    make.decision(sign=False, title="Hidden decision", reason=WORDS)
    make.collection(title="Hidden shelf", introduction=WORDS, is_public=False)

    assert beside("entry", one.id) == {}
    assert beside("entry", hidden.id) == {}


def test_what_left_behind_the_back_of_the_index_is_not_shown() -> None:
    method = make.term(ListKind.METHOD)
    one, two = entry("One", method), entry("Two", method)
    assert list(beside("entry", one.id)) == ["Two"]

    db.execute(update(Activity).where(Activity.id == two.id).values(status=Status.WITHDRAWN))
    db.commit()

    assert beside("entry", one.id) == {}


def test_a_team_that_stays_unnamed_is_not_given_away_by_what_it_resembles() -> None:
    owner = make.person()
    group = make.term(ListKind.GROUP, label="Night workers")
    source = entry("Giraffe team", group, owner=owner, story=Story(WORDS))
    decision = make.decision(group, by=owner, title="Giraffe decision", reason=WORDS)
    other = make.record(group, tried=WORDS, next_team="Take torches along")
    others(12)
    hidden = make.record(
        group,
        writer=owner,
        activity_id=source.id,
        tried=WORDS,
        next_team="Never alone",
        team="",
        showing=TeamVisibility.HIDDEN,
    )

    assert list(beside("learning_record", hidden.id)) == ["Take torches along"]
    assert "Never alone" in beside("learning_record", other.id)
    for kind, number in (("entry", source.id), ("decision", decision.id)):
        assert "Never alone" not in beside(kind, number), kind


def test_a_record_whose_team_goes_into_hiding_leaves_its_entry_at_once() -> None:
    owner, group = make.person(), make.term(ListKind.GROUP, label="Night workers")
    source = entry("One", group, owner=owner, story=Story(WORDS))
    record = make.record(group, writer=owner, activity_id=source.id, next_team="Never alone")
    assert "Never alone" in beside("entry", source.id)

    learning.hide_team(owner.actor, record)
    db.commit()
    make.activity(status=Status.PUBLISHED)

    assert "Never alone" not in beside("entry", source.id)


def test_a_collection_and_what_it_holds_know_each_other() -> None:
    one = entry("One")
    record = make.record(next_team="Feed people first")
    shelf = make.collection(f"/stories/{one.slug}", f"/learning/{record.slug}", title="Start here")

    told = beside("collection", shelf.id)
    assert told["One"] == told["Feed people first"] == "It is in this collection"
    assert beside("entry", one.id)["Start here"] == "It is in this collection"


def test_related_things_ask_the_database_one_question(queries: list[str]) -> None:
    method = make.term(ListKind.METHOD)
    one = entry("One", method)
    for n in range(9):
        entry(f"Other {n}", method if n < 3 else make.term(ListKind.METHOD))
    beside("entry", one.id)
    queries.clear()

    assert beside("entry", one.id)
    assert len(queries) == 1, queries


def test_the_pages_show_what_is_related(client: Any, as_: As) -> None:
    group = make.term(ListKind.GROUP, label="Night workers")
    one = entry("One", group, story=Story(WORDS))
    record = make.record(group, tried=WORDS, next_team="Take torches along <b>")
    decision = make.decision(group, title="Whether to buy torches", reason=WORDS)
    shelf = make.collection(f"/stories/{one.slug}", title="All about torches", introduction=WORDS)
    others(12)

    for browser in (client, as_(Role.CURATOR)):
        page = browser.get(f"/stories/{one.slug}").text
        assert "Also about: Night workers" in page
        assert "Take torches along &lt;b&gt;" in page
        for address in (
            f"/learning/{record.slug}",
            f"/decisions/{decision.slug}",
            f"/collections/{shelf.slug}",
        ):
            assert address in page
            assert f'href="/stories/{one.slug}"' in browser.get(address).text


def test_a_withdrawn_record_has_nothing_beside_it(as_: As) -> None:
    group = make.term(ListKind.GROUP)
    record = make.record(group, status=Status.WITHDRAWN)
    make.record(group)

    assert 'id="related"' not in as_(Role.CURATOR).get(f"/learning/{record.slug}").text
    assert db.get(LearningRecord, record.id) is not None


def test_what_is_related_stays_however_often_a_thing_is_changed(session: Any) -> None:
    told = "Handrails were loose and torches showed stairwells nobody swept."
    group = make.term(ListKind.GROUP)
    changed = entry("One", group, story=Story(told))
    entry("Two", group, story=Story(told))
    others(6)
    before = beside("entry", changed.id)
    assert before

    for n in range(8):
        changed.title = f"One, again {n}"
        record_event(SYSTEM, "changed", changed)
        session.flush()
        search_index().ask(lambda _index: True)

    assert beside("entry", changed.id) == before
