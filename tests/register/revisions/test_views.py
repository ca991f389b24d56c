from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import WHOLE_ACTIVITY, read_first_parts
from coprod.register.activities.rules import Naming, Story, Telling
from tests import make
from tests.reviews.make import address_of, send_to

As = Callable[[Any], Any]
ENTRY = "/activities/falls-group"
GONE = {403, 404}
HOSTILE = "<img src=x onerror=alert(1)> <script>1</script>"


def public(**given: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED, **given)


def entry(session: Any) -> Activity:
    session.expire_all()
    found: Activity = session.scalars(select(Activity).options(*WHOLE_ACTIVITY)).unique().one()
    return found


def mark(page: Any) -> str:
    return str(page.text.split('name="seen" value="')[1].split('"')[0])


def change_address(session: Any) -> str:
    return address_of(session.scalars(select(Activity)).one(), "change")


def decide(browser: Any, session: Any, decision: str, **fields: Any) -> Any:
    return send_to(browser, change_address(session), decision, **fields)


def letters(session: Any) -> list[tuple[str, str]]:
    sent = session.scalars(select(Outgoing).order_by(Outgoing.id)).all()
    return [(mail.recipient, mail.subject) for mail in sent]


def test_an_owner_changes_a_public_entry_and_a_curator_approves(
    as_: As, session: Any, client: Any
) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    public(owner=owner)
    mine, desk = as_(owner), as_(curator)

    saved = mine.send(
        f"{ENTRY}/summary",
        {"summary": "Residents plan a falls group.", "seen": mark(mine.get(f"{ENTRY}/summary"))},
    )
    assert (saved.status_code, saved.location) == (303, f"{ENTRY}/changes")
    assert "Residents plan a falls group." in mine.get(f"{ENTRY}/summary").text
    assert mine.send(f"{ENTRY}/changes/send").status_code == 303
    assert "Residents and staff plan" in client.get("/stories/falls-group").text

    assert "Falls group" in desk.get("/desk").text
    assert desk.get(f"{ENTRY}/changes").location == change_address(session)
    assert "<del>" in desk.get(change_address(session)).text
    done = decide(desk, session, "publish")

    assert done.status_code == 303
    assert "Residents plan a falls group." in client.get("/stories/falls-group").text
    past = client.get("/stories/falls-group/history").text
    assert "and staff" in past.split("<del>")[2]
    assert owner.name not in past
    assert curator.name not in past
    assert (curator.email, "Changes to a story are waiting to be read") in letters(session)
    assert letters(session)[-1] == (owner.email, "Your changes are public")


def test_a_curator_returns_changes_and_the_owner_reads_why(as_: As, session: Any) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    make.propose(public(owner=owner), Telling("New"))
    desk = as_(curator)

    empty = decide(desk, session, "return", message=" ")
    sent = decide(desk, session, "return", reasons=["plain"])

    assert (empty.status_code, sent.status_code) == (422, 303)
    assert "Use plainer words" in as_(owner).get(f"{ENTRY}/conversation").text
    assert "Not sent yet" in as_(owner).get(f"{ENTRY}/changes").text
    assert letters(session)[-1] == (owner.email, "Your changes need another look")


@pytest.mark.parametrize("what", ["publish", "return"])
def test_a_decision_about_what_has_changed_since_shows_both_and_decides_nothing(
    as_: As, session: Any, what: str
) -> None:
    make.propose(public(), Telling("First"))
    desk = as_(Role.CURATOR)
    seen = mark(desk.get(change_address(session)))
    make.correct(entry(session), Telling("Second"))

    told = {"decision": what, "seen": seen, "message": "Kept words"}
    page = desk.send(change_address(session), told)

    assert page.status_code == 409
    assert "Somebody changed this while you were reading" in page.text
    assert "Second" in page.text
    assert entry(session).summary == "Second"


def test_what_the_team_sent_again_is_not_decided_from_the_page_before(
    as_: As, session: Any
) -> None:
    make.propose(public(), Telling("First"))
    desk, before = as_(Role.CURATOR), change_address(session)
    seen = mark(desk.get(before))
    make.propose(entry(session), Telling("Second"))

    assert desk.send(before, {"decision": "publish", "seen": seen}).status_code == 409
    assert change_address(session) != before
    assert entry(session).summary == "Residents and staff plan a falls group."


def test_an_approval_says_when_the_public_words_moved(as_: As, session: Any) -> None:
    activity = public()
    make.propose(activity, Telling("From the team"))
    desk = as_(Role.CURATOR)
    seen = mark(desk.get(f"{ENTRY}/edit/summary"))
    corrected = {"summary": "From a curator", "seen": seen, "reason": "A wrong date"}
    assert desk.send(f"{ENTRY}/edit/summary", corrected).status_code == 303

    page = desk.get(change_address(session)).text

    assert "The public words were changed after the team began to write." in page
    assert "From a curator" in page
    assert "From the team" in page


def test_a_curator_changes_an_entry_and_its_owner_reads_why(
    as_: As, session: Any, client: Any
) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    public(owner=owner)
    desk = as_(curator)
    seen = mark(desk.get(f"{ENTRY}/edit/name"))

    bare = desk.send(f"{ENTRY}/edit/name", {"title": "Falls", "seen": seen, "reason": ""})
    assert bare.status_code == 422
    assert "Give a reason" in bare.text
    done = desk.send(f"{ENTRY}/edit/name", {"title": "Falls", "seen": seen, "reason": "Too long"})
    again = desk.send(f"{ENTRY}/edit/name", {"title": "Other", "seen": seen, "reason": "Mine"})

    assert (done.status_code, again.status_code) == (303, 409)
    assert "Other" in again.text
    assert entry(session).title == "Falls"
    assert "Too long" in as_(owner).get(f"{ENTRY}/conversation").text
    assert "Too long" not in client.get("/stories/falls-group/history").text
    assert "Changed by a curator" in client.get("/stories/falls-group/history").text
    assert letters(session) == [(owner.email, "A curator has changed your story")]


def test_an_owner_cannot_use_the_curators_way(as_: As, session: Any) -> None:
    own = make.person(role=Role.CURATOR)
    make.propose(public(owner=own), Telling("New"))
    desk = as_(own)

    assert desk.get(f"{ENTRY}/edit/name").status_code == 403
    assert desk.send(f"{ENTRY}/edit/name", {"title": "x", "reason": "y"}).status_code == 403
    assert "Changes that wait" in desk.get(f"{ENTRY}/changes").text
    assert "Publish the changes" not in desk.get(change_address(session)).text
    decided = {"decision": "publish", "seen": "x"}
    assert desk.send(change_address(session), decided).status_code == 403


def test_a_change_is_taken_back(as_: As, session: Any) -> None:
    owner = make.person()
    make.propose(public(owner=owner), Telling("New"))
    mine = as_(owner)

    assert mine.send(f"{ENTRY}/changes/take-back", {"kind": "Telling"}).status_code == 303
    assert "Nothing is waiting" in mine.get(f"{ENTRY}/changes").text
    assert mine.send(f"{ENTRY}/changes/take-back", {"kind": "Telling"}).status_code == 409
    assert mine.send(f"{ENTRY}/changes/send").status_code == 422


def test_hostile_words_are_compared_as_words(as_: As, session: Any, client: Any) -> None:
    activity = public()
    make.propose(activity, Telling(HOSTILE), Naming(HOSTILE))
    desk = as_(Role.CURATOR)
    page = desk.get(change_address(session))
    decide(desk, session, "publish")

    for shown in (page, client.get("/stories/falls-group/history")):
        assert "<img" not in shown.text
        assert "<script>" not in shown.text
        assert "&lt;img" in shown.text


def test_nothing_that_waits_is_found_by_anybody_else(as_: As, session: Any, client: Any) -> None:
    activity = public()
    make.propose(activity, Telling("Zebrafish"), Naming("Zebrafish"), Story("Zebrafish"))
    others = [client, *(as_(r) for r in (Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER))]

    for browser in others:
        for path in ("/", "/stories", "/stories/falls-group", "/stories/falls-group/history"):
            page = browser.get(path)
            assert page.status_code == 200
            assert "zebrafish" not in page.text.lower()
        assert "0 stories" in browser.get("/stories?q=zebrafish").text
        assert "zebrafish" not in browser.get(f"{ENTRY}/changes").text.lower()
    for browser in others[1:]:
        for path in (ENTRY, f"{ENTRY}/changes", f"{ENTRY}/edit/name", f"{ENTRY}/summary"):
            assert browser.get(path).status_code in {403, 404}
        assert browser.get(f"{ENTRY}/changes/discard").status_code in GONE
        for path in ("send", "take-back", "discard"):
            assert browser.send(f"{ENTRY}/changes/{path}").status_code == 403
        assert browser.get(change_address(session)).status_code in {403, 404}
        assert browser.send(change_address(session), {"decision": "publish"}).status_code in GONE


def test_an_entry_that_is_gone_has_no_public_history(as_: As, session: Any, client: Any) -> None:
    activity = public()
    make.propose(activity, Telling("Zebrafish"))
    make.withdraw(activity)

    assert client.get("/stories/falls-group/history").status_code == 404
    assert as_(Role.CURATOR).get("/stories/falls-group/history").status_code == 200


def test_the_second_writer_of_a_public_entry_sees_what_waits(as_: As, session: Any) -> None:
    owner = make.person()
    activity = public(owner=owner)
    seen = compute_fingerprint(read_first_parts(activity, Telling))
    make.propose(activity, Telling("First words"), send=False)

    page = as_(owner).send(f"{ENTRY}/summary", {"summary": "Second words", "seen": seen})

    assert page.status_code == 409
    assert "First words" in page.text
    assert "Second words" in page.text


def test_no_page_of_changes_asks_more_than_15_times(
    as_: As, session: Any, queries: list[str]
) -> None:
    activity = public()
    make.propose(activity, Telling("A"), Naming("B"), Story("C"))
    browser = as_(Role.CURATOR)
    for path in (change_address(session), "/stories/falls-group/history", f"{ENTRY}/edit/about"):
        queries.clear()
        assert browser.get(path).status_code == 200
        assert len(queries) <= 15, path


def test_what_is_not_sent_yet_stands_first_in_my_work_for_its_team_alone(
    as_: As, session: Any
) -> None:
    owner = make.person()
    activity = public(owner=owner)
    make.propose(activity, Telling("New"), Story("Anew"), send=False)
    mine, other = as_(owner), as_(Role.CURATOR)

    before = mine.get("/my-work").text
    assert "2 changes" in before
    assert f'href="{ENTRY}/changes"' in before
    assert "Read and send" in mine.get(ENTRY).text
    assert "Not sent yet" not in other.get("/my-work").text

    mine.send(f"{ENTRY}/changes/send")

    assert "Not sent yet" not in mine.get("/my-work").text


def test_all_that_is_not_sent_is_thrown_away_at_once(as_: As, session: Any) -> None:
    owner = make.person()
    activity = public(owner=owner)
    make.propose(activity, Telling("New"), Story("Anew"), send=False)
    mine = as_(owner)
    assert f'href="{ENTRY}/changes/discard"' in mine.get("/my-work").text

    once_more = mine.get(f"{ENTRY}/changes/discard")
    done = mine.send(f"{ENTRY}/changes/discard", {"seen": mark(once_more)})

    assert (done.status_code, done.location) == (303, "/my-work")
    assert "Nothing is waiting" in mine.get(f"{ENTRY}/changes").text
    assert mine.get(f"{ENTRY}/changes/discard").status_code == 404


def test_words_that_a_colleague_wrote_meanwhile_are_not_thrown_away(as_: As, session: Any) -> None:
    owner = make.person()
    activity = public(owner=owner)
    make.propose(activity, Telling("New"), send=False)
    mine = as_(owner)
    seen = mark(mine.get(f"{ENTRY}/changes/discard"))
    make.propose(activity, Story("Of a colleague"), send=False)

    assert mine.send(f"{ENTRY}/changes/discard", {"seen": seen}).status_code == 409
    assert "Of a colleague" in mine.get(f"{ENTRY}/changes").text


def test_what_was_sent_stays_where_the_rest_is_thrown_away(as_: As, session: Any) -> None:
    owner = make.person()
    activity = public(owner=owner)
    make.propose(activity, Telling("Zebrafish"))
    make.propose(activity, Story("Anew"), send=False)
    mine = as_(owner)

    mine.send(f"{ENTRY}/changes/discard", {"seen": mark(mine.get(f"{ENTRY}/changes/discard"))})

    changes = mine.get(f"{ENTRY}/changes").text
    assert "Zebrafish" in changes
    assert "Anew" not in changes


def test_what_a_curator_asked_comes_before_the_next_question(as_: As, session: Any) -> None:
    owner = make.person()
    make.activity(owner=owner, status=Status.RETURNED)

    page = as_(owner).get("/my-work").text

    assert "A curator asked for a change." in page
    assert "Next question" not in page
