"""Using what others did: begun, asked about six months later, and shown on the source."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.learning.adoption import queries
from coprod.learning.adoption.commands import send_due_questions
from coprod.learning.adoption.enums import AdoptionOutcome
from coprod.learning.adoption.models import Adoption
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.rules import About
from coprod.register.review import actions as curation
from tests import make
from tests.reviews.make import address_of, send

As = Callable[[Any], Any]
USING = {
    "title": "Falls group in Poplar",
    "spread": "horizontal_new_place",
    "unchanged": "The lunch",
    "changed": "The time",
    "why": "People work shifts",
}


def source(**given: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED, **given)


def letters(session: Any) -> list[Outgoing]:
    return list(session.scalars(select(Outgoing).order_by(Outgoing.id)))


def test_a_team_uses_a_pilot_and_its_entry_remembers(as_: As, client: Any, session: Any) -> None:
    method = make.term(ListKind.METHOD)
    source(about=About(((ListKind.METHOD, (method.id,)),)))
    team = as_(Role.TEAM_MEMBER)
    assert "Use this" in team.get("/stories/falls-group/learning").text
    assert team.send("/stories/falls-group/use").status_code == 422
    assert team.send("/stories/falls-group/use", {**USING, "why": ""}).status_code == 422

    answer = team.send("/stories/falls-group/use", USING)

    adoption = session.scalars(select(Adoption).options(joinedload(Adoption.child))).one()
    slug = adoption.child.slug
    assert answer.location == f"/activities/{slug}/summary"
    assert (adoption.unchanged, adoption.changed) == ("The lunch", "The time")
    copied = select(ActivityTerm.term_id).where(ActivityTerm.activity_id == adoption.child_id)
    assert session.scalars(copied).all() == [method.id]
    assert "Poplar" not in client.get("/stories/falls-group/learning").text
    assert team.send(f"/activities/{slug}/kept", {**USING, "unchanged": "Tea"}).location


def test_its_team_is_asked_what_it_keeps_until_it_says_so_and_the_curator_reads_it(
    as_: As, session: Any
) -> None:
    by = make.person()
    mute = make.adoption(source(), owner=by, title="Mute", unchanged="", changed="", why="")
    make.adoption(source(), owner=by, title="Told")
    asked, told = "Say what you keep and what you change", "«kept»"
    team = as_(by)

    page = team.get("/activities/mute").text
    assert asked in page
    assert 'href="/activities/mute/kept"' in page
    page = team.get("/activities/told").text
    assert asked not in page
    assert told in page
    curation.submit_activity(by.actor, session.merge(mute.child))
    session.commit()

    desk = as_(Role.CURATOR)
    assert (
        "The team has not said what it kept"
        in desk.get("/activities/mute/review", follow_redirects=True).text
    )
    own = make.activity(status=Status.SUBMITTED)
    assert (
        "made from another activity"
        not in desk.get(f"/activities/{own.slug}/review", follow_redirects=True).text
    )


def test_after_six_months_the_answer_stands_on_the_source(
    app: Any, as_: As, client: Any, session: Any
) -> None:
    owner = make.person()
    make.adoption(source(), owner=owner, title="In Poplar", status=Status.PUBLISHED)
    assert send_due_questions() == 0
    with time_machine.travel(clock.now() + timedelta(days=185), tick=False):
        assert [send_due_questions(), send_due_questions()] == [1, 0]
    letter = letters(session)[-1]
    assert letter.recipient == owner.email
    assert "/activities/in-poplar/how-it-went" in letter.text

    browser = as_(owner)
    path = "/activities/in-poplar/how-it-went"
    assert browser.get(path).status_code == 200
    assert browser.send(path, {"became": "stopped"}).status_code == 422
    browser.send(path, {"became": "stopped", "words": "It stopped, because the hall closed"})
    page = client.get("/stories/falls-group/learning").text
    assert "It stopped" in page
    assert "the hall closed" not in page


def test_the_words_of_an_answer_are_read_first(as_: As, client: Any, session: Any) -> None:
    adoption = make.adoption(source(), title="In Poplar", status=Status.PUBLISHED)
    make.answered_how(adoption, words="It stopped, because the hall closed")
    start = clock.now()
    curator = as_(Role.CURATOR)
    assert "the hall closed" in curator.get(address_of(adoption)).text
    long = send(curator, adoption, "decline", message="«no» " * 300)
    assert long.status_code == 422
    assert "«no» «no»" in long.text
    assert 'href="#message"' in long.text
    send(curator, adoption, "show")

    for where in ("/stories/falls-group/learning", "/stories/falls-group/lineage"):
        assert "the hall closed" in client.get(where).text
    with time_machine.travel(start + timedelta(days=400), tick=False):
        assert send_due_questions() == 0


def test_a_hidden_child_leaves_no_trace(as_: As, client: Any, session: Any) -> None:
    owner, here = make.person(), source()
    hidden = make.adoption(here, owner=owner, title="Zebra in Poplar")
    gone = make.adoption(here, title="Zebra withdrawn", status=Status.PUBLISHED)
    grandchild = make.adoption(gone.child, title="Zebra below", status=Status.PUBLISHED)
    make.withdraw(gone.child)
    before = {"/stories/falls-group/learning", "/stories/falls-group/lineage"}

    for browser in (client, as_(Role.RESIDENT), as_(Role.LAY_MEMBER)):
        for path in before:
            assert "Zebra" not in browser.get(path).text
        assert browser.get(f"/stories/{hidden.child.slug}/lineage").status_code == 404
        below = browser.get(f"/stories/{grandchild.child.slug}/lineage").text
        assert "Falls group" not in below
        assert "withdrawn" not in below
    assert "Zebra in Poplar" in as_(owner).get("/stories/falls-group/lineage").text
    assert queries.count_adoptions(VISITOR, [here.id])[here.id].used == 0


def test_the_tree_and_the_list_say_the_same(client: Any, session: Any) -> None:
    here = source()
    make.rating(here)
    child = make.adoption(here, title="In Poplar", status=Status.PUBLISHED)
    make.rating(child.child, digits="11111111110111")
    make.adoption(child.child, title="In Wapping", status=Status.PUBLISHED)

    for slug in ("falls-group", "in-poplar", "in-wapping"):
        page = client.get(f"/stories/{slug}/lineage").text
        drawing, listed = page.split('<svg class="app-family')[1].split("</svg>", 1)
        for name in ("Falls group", "In Poplar", "In Wapping"):
            assert name in drawing
            assert name in listed
        assert "lower" in listed
        assert "Not known: one of the two has no level yet" in listed
        assert "<desc" in drawing
    assert "lower" in client.get("/stories/falls-group/learning").text


def test_confirmed_levels_are_compared_with_confirmed_ones_alone(client: Any) -> None:
    here = source()
    first = make.rating(here)
    child = make.adoption(here, title="In Poplar", status=Status.PUBLISHED).child
    second = make.rating(child, digits="11111111110111")
    make.confirmed_proposal(first, Rung.ENGAGEMENT)
    one = client.get("/stories/falls-group/lineage").text
    make.confirmed_proposal(second, Rung.ENGAGEMENT)
    both = client.get("/stories/falls-group/lineage").text

    assert "Not compared: only one of the two is confirmed" in one
    assert "The same level as the source" in both
    assert both.count("Confirmed: Engagement") == 2


def test_hostile_titles_are_only_words_in_the_drawing(client: Any, session: Any) -> None:
    make.adoption(source(), title="</svg><script>alert(1)</script>", status=Status.PUBLISHED)

    assert "<script>alert" not in client.get("/stories/falls-group/lineage").text


def test_adoptions_of_many_are_counted_in_one_query(session: Any, queries: list[str]) -> None:
    owner = make.person()
    one, two = source(owner=owner), source()
    make.adoption(one, owner=owner, title="Own", status=Status.PUBLISHED)
    make.adoption(two, status=Status.PUBLISHED, changed="", why="")
    make.adoption(two, status=Status.PUBLISHED)
    queries.clear()

    known = adoptions([one.id, two.id])

    assert len(queries) == 1
    assert (known[one.id].used, known[two.id].used, known[two.id].with_changes) == (0, 2, 1)


def adoptions(ids: list[int]) -> Any:
    return queries.count_adoptions(VISITOR, ids)


def test_a_family_costs_the_same_however_deep_it_is(client: Any, queries: list[str]) -> None:
    last = source()
    for n in range(6):
        last = make.adoption(last, title=f"Child {n}", status=Status.PUBLISHED).child
    queries.clear()

    client.get("/stories/falls-group/lineage")

    assert len(queries) <= 8, "\n".join(queries)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_only_what_is_public_is_used_or_asked_about(as_: As, status: Status) -> None:
    owner = make.person()
    make.activity(owner=owner, status=status)
    for path in ("/stories/falls-group/use", "/stories/falls-group/ask"):
        assert as_(owner).get(path).status_code == 403
        assert as_(owner).send(path, {**USING, "words": "How?"}).status_code == 403


def test_nobody_else_says_how_it_went_or_what_is_kept(as_: As) -> None:
    child = make.adoption(source(), status=Status.PUBLISHED).child
    other = as_(Role.TEAM_MEMBER)

    for path in (f"/activities/{child.slug}/how-it-went", f"/activities/{child.slug}/kept"):
        assert other.get(path).status_code == 403
        assert other.send(path, {**USING, "became": "adapted"}).status_code == 403


def test_a_curator_with_a_hand_in_it_does_not_read_the_answer(as_: As, session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    adoption = make.adoption(source(owner=curator), status=Status.PUBLISHED)
    make.answered_how(adoption, became=AdoptionOutcome.ADAPTED, words="Better")

    page = as_(curator).get(address_of(adoption)).text
    assert "another curator must read it" in page
    assert "Better" not in page
    assert send(as_(curator), adoption, "show").status_code == 403


# Whom to ask


def test_a_visitor_asks_and_no_address_is_shown(client: Any, session: Any) -> None:
    owner = make.person()
    source(owner=owner)
    page = client.get("/stories/falls-group/ask").text
    assert owner.email not in page
    question = {"words": "What did lunch cost?\n<b>Really?</b>"}
    for missing in ({}, {"email": "me@example.org"}, {"email": "nobody", "may_see": "y"}):
        assert client.send("/stories/falls-group/ask", {**question, **missing}).status_code == 422

    given = {**question, "email": "me@example.org", "may_see": "y"}
    assert client.send("/stories/falls-group/ask", given).status_code == 303

    letter = letters(session)[-1]
    assert letter.recipient == owner.email
    assert "What did lunch cost?" in letter.text
    assert "me@example.org" in letter.text
    assert "<b>Really" not in letter.html


def test_somebody_signed_in_may_ask_without_showing_who_they_are(as_: As, session: Any) -> None:
    asker = make.person(role=Role.RESIDENT)
    source()

    as_(asker).send("/stories/falls-group/ask", {"words": "How?"})

    letter = letters(session)[-1]
    assert str(asker.email) not in letter.text
    assert asker.name not in letter.text


def test_curators_hear_when_nobody_is_left_on_the_team(client: Any, session: Any) -> None:
    owner = make.person()
    source(owner=owner)
    owner.email, owner.active = None, False
    make.keep(owner)

    given = {"words": "How?", "email": "me@example.org", "may_see": "y"}
    client.send("/stories/falls-group/ask", given)

    assert letters(session)
