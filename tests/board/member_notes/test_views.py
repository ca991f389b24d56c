from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.board.meetings.enums import MemberKind
from coprod.board.member_notes.models import MemberNote
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from tests import make
from tests.board.meetings import make as meetings
from tests.board.member_notes import make as notes
from tests.reviews import make as reviews

As = Callable[[Any], Any]
WORDS = "Send the papers in easy read"
DAY = {"due-day": "1", "due-month": "3", "due-year": "2090"}


def get_letters(session: Any) -> list[str]:
    return [each.subject for each in session.scalars(select(Outgoing))]


def test_a_shadow_writes_is_answered_and_sees_what_came_of_it(as_: As, session: Any) -> None:
    board, person = meetings.group(), make.person(role=Role.RESIDENT)
    meetings.seat(board, person, MemberKind.SHADOW)
    shadow, curator = as_(person), as_(Role.CURATOR)
    assert f"/board/groups/{board.slug}" in shadow.get("/my-work").text
    sent = {"kind": "idea", "words": WORDS, "meeting_id": "0"}
    here = shadow.send(f"/board/groups/{board.slug}/ideas/new", sent).location
    assert "The board answers by" in shadow.get(here).text
    idea = session.scalars(select(MemberNote)).one()
    review = reviews.address_of(idea, "board-idea")
    assert review in curator.get(here).text
    answer = {"action_id": "0", "title": "Papers in easy read", "lead": "Chair", **DAY}
    assert reviews.send(curator, idea, "will_do", "board-idea", **answer).status_code == 303
    assert "A board answered your idea" in get_letters(session)
    for page in (here, "/board/ideas/mine", f"/board/groups/{board.slug}/ideas"):
        text = shadow.get(page).text
        assert "We will do it" in text
        assert "Papers in easy read" in text
        assert "Due within" in text or "On track" in text


def test_an_answer_that_lacks_something_keeps_what_was_typed(as_: As, session: Any) -> None:
    idea, curator = notes.note(), as_(Role.CURATOR)
    sent = {"action_id": "0", "title": "Papers in easy read", "lead": "", **DAY}
    wrong = reviews.send(curator, idea, "will_do", "board-idea", **sent)
    assert wrong.status_code == 422
    assert "Say which role looks after it" in wrong.text
    assert "Papers in easy read" in wrong.text
    without_reason = reviews.send(curator, idea, "will_not", "board-idea", action_id="0")
    assert without_reason.status_code == 422


def test_nothing_of_a_private_note_is_on_any_page_of_others(as_: As, client: FlaskClient) -> None:
    board = meetings.group()
    meeting = meetings.meeting(board, is_public=True)
    private = notes.note(board, words=WORDS, meeting_id=meeting.id, may_be_public=True)
    pages = (f"/board/groups/{board.slug}/ideas", f"/board/meetings/{meeting.id}")
    for browser in (client, as_(Role.RESIDENT), as_(Role.LAY_MEMBER)):
        assert browser.get(f"/board/ideas/{private.id}").status_code == 404
        for page in pages:
            text = browser.get(page).text
            assert WORDS not in text
            assert "An idea of" not in text
    member = as_(meetings.member_of(board))
    for page in pages:
        assert WORDS in member.get(page).text


def test_a_curator_reads_a_note_before_everybody_does(
    as_: As, client: FlaskClient, session: Any
) -> None:
    board, author = meetings.group(), make.person(role=Role.LAY_MEMBER, name="Somebody")
    idea = notes.note(board, author, words=WORDS)
    writer, here = as_(author), f"/board/ideas/{idea.id}"
    assert writer.send(f"{here}/offer").status_code == 303
    assert client.get(here).status_code == 404
    assert reviews.send(as_(Role.CURATOR), idea, "show", "board-note").status_code == 303
    assert "Everybody can read what you wrote" in get_letters(session)
    text = client.get(here).text
    assert WORDS in text
    assert "Lay member" in text
    assert "Somebody" not in text
    assert writer.send(f"{here}/take_back").status_code == 303
    assert client.get(here).status_code == 404


def test_its_author_reads_why_a_note_stays_with_the_members(as_: As, session: Any) -> None:
    board, author = meetings.group(), make.person(role=Role.LAY_MEMBER)
    idea = notes.note(board, author, may_be_public=True)
    reason = {"message": "It shows who lives there"}
    reviews.send(as_(Role.CURATOR), idea, "decline", "board-note", **reason)
    assert "What you wrote stays with the members" in get_letters(session)
    assert reason["message"] in as_(author).get(f"/board/ideas/{idea.id}").text
    assert (
        reason["message"] not in as_(meetings.member_of(board)).get(f"/board/ideas/{idea.id}").text
    )


def test_late_answers_are_said_in_plain_words(as_: As, client: FlaskClient) -> None:
    board = meetings.group()
    late = notes.late(board)
    assert "The answer is 1 day late" in as_(Role.CURATOR).get(f"/board/ideas/{late.id}").text
    assert "day late" not in client.get(f"/board/groups/{board.slug}/ideas").text


def test_nobody_else_writes_and_mistakes_stand_beside_their_box(as_: As) -> None:
    board = meetings.group()
    here = f"/board/groups/{board.slug}/ideas/new"
    assert as_(Role.LAY_MEMBER).get(here).status_code == 403
    wrong = as_(meetings.member_of(board)).send(here, {"kind": "idea", "meeting_id": "0"})
    assert wrong.status_code == 422
    assert "Write what you saw, or what you advise" in wrong.text
