"""Decisions as people read them: the list, the story, what is held back, and what came later."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.database import session as db
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.decisions.guide.enums import TEXTS
from coprod.decisions.records import actions, queries, rules
from coprod.decisions.records.commands import remind_of_decisions
from coprod.decisions.records.enums import (
    AdditionKind,
    ChosenLevel,
    HoldablePart,
    HoldState,
    PromiseVerdict,
    WayOut,
)
from coprod.decisions.records.models import DecisionAddition, DecisionHold, DecisionRecord
from coprod.decisions.records.queries import DecisionFilter
from coprod.decisions.records.rules import Addition
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Timing
from tests import make
from tests.reviews.make import address_of, send, waiting_ids

As = Callable[[Any], Any]
SECRETS = {
    HoldablePart.OPENNESS: ("«open»", "«not open»", "«duty»"),
    HoldablePart.NOTES: ("«note»",),
    HoldablePart.PRIOR_FEEDBACK: ("«told»", "https://example.org/report"),
    HoldablePart.SET_ASIDE: ("«budget»",),
    HoldablePart.ATTENDANCE: ("«in the room»",),
    HoldablePart.PARTNERS: ("The quiet partner",),
}
LATER = timedelta(days=800)


def curator() -> Any:
    return make.person(role=Role.CURATOR).actor


def check(made: DecisionRecord, actor: Any, **given: Any) -> None:
    usual = {"kind": AdditionKind.CHECK, "words": "We asked", "verdict": PromiseVerdict.KEPT}
    actions.record_addition(actor, made, Addition(**{**usual, **given}))


@pytest.mark.parametrize("part", HoldablePart)
def test_what_is_held_back_reaches_no_reader(as_: As, client: Any, part: HoldablePart) -> None:
    by, partner = make.person(), make.term(ListKind.ORGANISATION, label="The quiet partner")
    made = make.decision(by=by, sign=False)
    make.change_decision(by.actor, made, rules.DecisionScope(partner_ids=(partner.id,)))
    actions.hold_back(by.actor, made, (part,), "Commercially sensitive")
    make.sign_decision(by.actor, made)
    activity = make.activity(owner=by, status=Status.PUBLISHED)
    actions.link_activity(by.actor, made, activity)
    db.commit()

    for browser in (client, as_(Role.RESIDENT), as_(Role.TEAM_MEMBER)):
        story = browser.get(f"/decisions/{made.slug}").text
        elsewhere = ("/decisions", f"/stories/{activity.slug}/ratings")
        others = [browser.get(at).text for at in elsewhere]
        for words in SECRETS[part]:
            assert words not in story
            assert all(words not in page for page in others)
        assert "Commercially sensitive" in story
        assert "The team asked to hold this back" in story
    for browser in (as_(by), as_(Role.CURATOR)):
        story = browser.get(f"/decisions/{made.slug}").text
        assert all(words in story for words in SECRETS[part])


def test_what_a_curator_shows_again_is_seen(as_: As, client: Any) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False)
    actions.hold_back(by.actor, made, (HoldablePart.SET_ASIDE,), "Sensitive")
    make.sign_decision(by.actor, made)
    db.commit()

    desk = as_(Role.CURATOR)
    assert address_of(made.holds[0]) in desk.get(f"/decisions/{made.slug}/hold").text
    assert send(desk, made.holds[0], "show").status_code == 303

    assert "«budget»" in client.get(f"/decisions/{made.slug}").text


def test_curators_are_told_that_a_team_asks(as_: As, session: Any) -> None:
    make.person(role=Role.CURATOR)
    by = make.person()
    made = make.decision(by=by, sign=False)
    data = {"parts": "hold_said", "reason": "Not ready"}

    answer = as_(by).send(f"/decisions/{made.slug}/hold", data)

    assert answer.status_code == 303
    assert session.query(Outgoing).count() == 1
    assert made.title in as_(Role.CURATOR).get("/desk").text


def test_who_began_a_record_does_not_decide_what_is_held_back(as_: As, session: Any) -> None:
    own = make.person(role=Role.CURATOR)
    made = make.decision(by=own, sign=False)
    hold = DecisionHold(part=HoldablePart.NOTES, reason="Mine", state=HoldState.ASKED)
    made.holds.append(hold)
    db.commit()

    assert send(as_(own), hold, "hold").status_code == 403
    assert waiting_ids(own.actor, "decision-hold") == []
    assert waiting_ids(curator(), "decision-hold") == [hold.id]


def test_what_a_curator_holds_back_meanwhile_waits_no_more(session: Any) -> None:
    by = make.person()
    made = make.decision(by=by, sign=False)
    actions.hold_back(by.actor, made, (HoldablePart.NOTES,), "Sensitive")
    assert waiting_ids(curator(), "decision-hold") == [made.holds[0].id]

    actions.hold_back(curator(), made, (HoldablePart.NOTES,), "Sensitive indeed")

    assert waiting_ids(curator(), "decision-hold") == []


def test_a_link_to_an_entry_is_followed_only_by_who_may_read_it(as_: As, client: Any) -> None:
    by = make.person()
    hidden = make.activity(owner=by)
    made = make.decision(by=by, sign=False)
    said = rules.PriorFeedbackList(
        (rules.PriorFeedback("People told us", f"/stories/{hidden.slug}"),)
    )
    make.change_decision(by.actor, made, said)
    make.sign_decision(by.actor, made)
    db.commit()

    at = f"/decisions/{made.slug}"
    assert f"/stories/{hidden.slug}" in as_(by).get(at).text
    public = client.get(at).text
    assert "People told us" in public
    assert hidden.slug not in public
    assert hidden.title not in public


def test_the_list_is_narrowed_in_the_address(client: Any, session: Any) -> None:
    by, place = make.person(), make.term(ListKind.LOCALITY)
    informed = make.decision(by=by, sign=False, title="Hours", chosen=ChosenLevel.INFORM)
    make.change_decision(by.actor, informed, rules.DecisionScope(locality_ids=(place.id,)))
    make.sign_decision(by.actor, informed)
    make.decision(by=by, title="Peers", chosen=ChosenLevel.CO_PRODUCE)
    make.decision(by=by, title="Stopped", chosen=ChosenLevel.NOT_GO_AHEAD)
    make.decision(by=by, title="Secret draft", sign=False)

    found = {
        query: [t for t in ("Hours", "Peers", "Stopped", "Secret draft") if f">{t}<" in page]
        for query in ("", "?decided=inform", "?decided=not_go_ahead", "?below=yes", "?overdue=yes")
        for page in [client.get(f"/decisions{query}").text]
    }

    assert found == {
        "": ["Hours", "Peers", "Stopped"],
        "?decided=inform": ["Hours"],
        "?decided=not_go_ahead": ["Stopped"],
        "?below=yes": ["Hours"],
        "?overdue=yes": [],
    }
    assert ">Hours<" in client.get(f"/decisions?place={place.key}").text
    assert ">Peers<" not in client.get(f"/decisions?place={place.key}").text
    assert "We decided to inform" in client.get("/decisions?decided=inform").text


@pytest.mark.parametrize("query", ["page=0", "page=99999", "decided=x", "place=%00", "page=²"])
def test_a_strange_address_is_only_a_narrow_list(client: Any, query: str) -> None:
    assert client.get(f"/decisions?{query}").status_code == 200


def test_an_older_version_leaves_the_list_and_points_to_the_newer(client: Any) -> None:
    by = make.person()
    old = make.decision(by=by, title="Hours")
    new = actions.create_new_version(by.actor, old)
    choice = rules.LevelChoice(ChosenLevel.CO_DESIGN, review_on=make.in_a_year())
    make.change_decision(by.actor, new, choice)
    make.sign_decision(by.actor, new)
    db.commit()

    assert client.get("/decisions").text.count(">Hours<") == 1
    assert new.slug in client.get(f"/decisions/{old.slug}").text
    assert old.slug in client.get(f"/decisions/{new.slug}").text


def test_a_draft_of_a_new_version_is_not_told_to_readers(client: Any) -> None:
    by = make.person()
    old = make.decision(by=by)
    new = actions.create_new_version(by.actor, old)
    db.commit()

    assert new.slug not in client.get(f"/decisions/{old.slug}").text.replace(old.slug + '"', "")


def test_an_entry_shows_why_its_level_was_chosen(client: Any, as_: As) -> None:
    by = make.person()
    activity = make.activity(owner=by, status=Status.PUBLISHED)
    made, draft = make.decision(by=by), make.decision(by=by, sign=False, title="Secret draft")
    for each in (made, draft):
        actions.link_activity(by.actor, each, activity)
    db.commit()

    page = client.get(f"/stories/{activity.slug}/ratings").text

    assert "Why this level was chosen" in page
    assert made.slug in page
    assert "Secret draft" not in page
    assert "Secret draft" in as_(by).get(f"/stories/{activity.slug}/ratings").text


def test_nobody_links_what_others_look_after(session: Any) -> None:
    by, activity = make.person(), make.activity(status=Status.PUBLISHED)
    made = make.decision(by=by)

    for actor in (by.actor, make.owner(activity)):
        with pytest.raises(NotAllowedError):
            actions.link_activity(actor, made, activity)
    actions.link_activity(curator(), made, activity)

    assert [link.activity_id for link in made.links] == [activity.id]


def test_promised_stands_beside_what_happened(as_: As, client: Any) -> None:
    by = make.person()
    activity = make.activity(owner=by, status=Status.PUBLISHED)
    make.rating(activity)
    made = make.decision(by=by)
    actions.link_activity(by.actor, made, activity)
    db.commit()

    story = client.get(f"/decisions/{made.slug}").text
    assert "The team’s answers suggest:" in story
    assert "Nobody has checked yet" in story
    data = {"verdict": "partly_kept", "words": "Half of it came true", "with_residents": "y"}
    as_(by).send(f"/decisions/{made.slug}/add/check", data)

    story = client.get(f"/decisions/{made.slug}").text
    assert "The promise was partly kept" in story
    assert "Half of it came true" in story
    assert "Checked together with residents" in story


def test_only_its_side_and_curators_add_to_a_record(session: Any, as_: As) -> None:
    made = make.decision()

    for actor in (VISITOR, make.person().actor, make.person(role=Role.LAY_MEMBER).actor):
        with pytest.raises(NotAllowedError):
            check(made, actor)
    with pytest.raises(NotAllowedError):
        check(make.decision(sign=False), curator())
    with pytest.raises(RuleBrokenError):
        check(made, curator(), verdict=None)

    check(made, curator())

    assert made.last_check is not None


def test_what_was_added_stays(session: Any) -> None:
    made = make.decision()
    check(made, curator())
    session.commit()

    made.additions[0].words = "Another tale"
    with pytest.raises(RuleBrokenError):
        session.flush()


def test_overdue_shows_in_public_and_to_who_made_it(as_: As, client: Any) -> None:
    by = make.person()
    made = make.decision(by=by)
    with time_machine.travel(clock.now() + LATER, tick=False):
        pages = {
            "list": client.get("/decisions?overdue=yes"),
            "story": client.get(f"/decisions/{made.slug}"),
            "owner": as_(by).get("/my-work"),
        }
        other = as_(Role.TEAM_MEMBER).get("/my-work")

        assert [name for name, page in pages.items() if "Review is overdue" not in page.text] == []
        assert "Nobody has checked the promise yet" in pages["story"].text
        assert made.title not in other.text


def test_a_review_sets_the_next_day(session: Any) -> None:
    by = make.person()
    made = make.decision(by=by)
    with time_machine.travel(clock.now() + LATER, tick=False):
        assert queries.count_signed(VISITOR, DecisionFilter(overdue=True)) == 1
        day = clock.today() + timedelta(days=100)
        addition = Addition(AdditionKind.REVIEW, "Still right", next_review_on=day)
        actions.record_addition(by.actor, made, addition)
        assert queries.count_signed(VISITOR, DecisionFilter(overdue=True)) == 0
        assert made.review_by == day
        with pytest.raises(RuleBrokenError):
            actions.record_addition(by.actor, made, Addition(AdditionKind.REVIEW, "Still right"))


def test_a_decision_waits_for_curators_once_its_day_has_passed(as_: As, session: Any) -> None:
    made = make.decision()
    with time_machine.travel(clock.now() + LATER, tick=False):
        remind_of_decisions()
        desk, day = as_(Role.CURATOR), clock.today() + timedelta(days=100)
        assert made.title in desk.get("/desk").text
        assert "«promise»" in desk.get(address_of(made)).text

        for fields in ({}, {"message": "Still right"}, {"next_review_on-year": "2020"}):
            assert send(desk, made, AdditionKind.REVIEW, **fields).status_code == 422
        typed = {f"next_review_on-{name}": getattr(day, name) for name in ("day", "month", "year")}
        sent = send(desk, made, AdditionKind.REVIEW, message="Still right", **typed)
        assert sent.status_code == 303
        assert waiting_ids(curator(), "decision-due") == []


def test_a_promise_that_nobody_checked_waits_for_curators(as_: As, session: Any) -> None:
    made = make.decision()
    with time_machine.travel(clock.now() + LATER, tick=False):
        day = clock.today() + timedelta(days=100)
        review = Addition(AdditionKind.REVIEW, "Still right", next_review_on=day)
        actions.record_addition(curator(), made, review)
        remind_of_decisions()
        desk = as_(Role.CURATOR)

        assert "It was looked at again" not in desk.get(address_of(made)).text
        send(desk, made, "kept", message="We asked", with_residents="y")
        remind_of_decisions()
        assert waiting_ids(curator(), "decision-due") == []
    check = session.scalars(select(DecisionAddition).order_by(DecisionAddition.id.desc())).first()
    assert (check.verdict, check.words, check.with_residents) == (
        PromiseVerdict.KEPT,
        "We asked",
        True,
    )


def test_reminders_are_written_once(session: Any) -> None:
    make.decision()
    assert remind_of_decisions() == 0
    with time_machine.travel(clock.now() + LATER, tick=False):
        assert remind_of_decisions() == 1
        assert remind_of_decisions() == 0
    with time_machine.travel(clock.now() + LATER + timedelta(days=100), tick=False):
        assert remind_of_decisions() == 1


def test_decided_tells_what_a_record_shows_about_an_entry(session: Any, queries_sent: Any) -> None:
    by = make.person()
    late, early, none = (
        make.activity(owner=by, status=Status.PUBLISHED, timing=Timing(PartialDate(*when)))
        for when in ((2001, 1), (2090, 1), (2001, 1))
    )
    made = make.decision(by=by)
    for each in (late, early):
        actions.link_activity(by.actor, made, each)
    actions.link_activity(by.actor, make.decision(by=by, sign=False), none)
    session.commit()
    ids = [late.id, early.id, none.id]
    queries_sent.clear()

    found = queries.find_evidence(VISITOR, ids)

    assert len(queries_sent) == 1
    assert set(found) == {late.id, early.id}
    assert (found[late.id].at_start, found[early.id].at_start) == (False, True)
    assert found[early.id].together
    assert found[early.id].promise_published
    assert not found[early.id].checked_with_residents
    check(made, by.actor, with_residents=True)
    assert queries.find_evidence(VISITOR, ids)[early.id].checked_with_residents


@pytest.fixture
def queries_sent(queries: list[str]) -> list[str]:
    """Collect the statements, under a name that the module of queries does not hide."""
    return queries


def test_decide_on_purpose_is_offered_where_an_activity_is_logged(as_: As) -> None:
    assert "/decisions/new" in as_(Role.TEAM_MEMBER).get("/activities/log").text
    assert "/decisions/new" not in as_(Role.RESIDENT).get("/activities/log").text


def test_a_mismatch_and_its_way_out_stand_in_the_story(client: Any) -> None:
    made = make.decision(
        answers=make.CLOSURE, chosen=ChosenLevel.NOT_GO_AHEAD, way_out=WayOut.NOT_PROCEED
    )

    page = client.get(f"/decisions/{made.slug}").text

    assert "We decided not to go ahead" in page
    assert "There was a mismatch" in page
    assert TEXTS["D3.title"].plain in page


def test_residents_and_the_confirmed_level_stand_beside_the_teams(as_: As, client: Any) -> None:
    by = make.person()
    activity = make.activity(owner=by, status=Status.PUBLISHED)
    made = make.decision(by=by)
    actions.link_activity(by.actor, made, activity)
    db.commit()
    here = f"/decisions/{made.slug}"

    assert "Residents’ answers suggest: Residents have not been asked yet" in client.get(here).text

    activity = db.merge(activity)
    rating = make.rating(activity)
    make.released_round(activity, *["y333333"] * 4)
    few = client.get(here).text
    assert "Residents’ answers suggest: Not enough residents have answered to show this" in few
    assert "A curator and a lay member confirm: nothing yet" in few

    activity = db.merge(activity)
    make.released_round(activity, *["y333333"] * 5)
    make.confirmed_proposal(rating)
    story = client.get(here).text
    assert "Residents’ answers suggest:" in story
    assert "Shown when" not in story
    assert "nothing yet" not in story
