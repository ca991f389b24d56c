from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.assessment.resident_rating.actions import close_round
from coprod.board.action_plan.models import BoardAction
from coprod.board.indicators.models import IndicatorTarget
from coprod.board.member_notes.models import MemberNote
from coprod.core.audit_trail.models import Event
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.dates import PartialDate
from coprod.desk.chase.models import ChaseLetter
from coprod.engagement.comments.commands import chase_answers
from coprod.engagement.commitments.commands import write_commitment_reminders
from coprod.engagement.moderation.enums import Outcome
from coprod.participation.groups.enums import EndReason
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from coprod.register.freshness.commands import write_freshness_reminders
from coprod.register.freshness.emails import build_reminder
from tests import make
from tests.board.action_plan import make as actions
from tests.board.indicators import make as indicators
from tests.board.leaders import make as leaders
from tests.board.meetings import make as meetings
from tests.board.member_notes import make as notes
from tests.engagement.commitments.make import promise
from tests.participation.groups import make as groups
from tests.reference.letters import make as letters
from tests.register.sections import make as sections

As = Callable[[Any], Any]


def entry(name: str) -> Activity:
    return make.activity(status=Status.PUBLISHED, naming=Naming(name))


def stale(name: str = "Old group") -> Activity:
    activity = entry(name)
    activity.review_by = clock.today() - timedelta(days=1)
    return make.keep(activity)


def late_answer(name: str = "Late group") -> Activity:
    activity = entry(name)
    comment = make.comment(activity, outcome=Outcome.PUBLISH)
    comment.answer_by = clock.today() - timedelta(days=1)
    make.keep(comment)
    return activity


def ending_consent(name: str = "Photo group", **given: Any) -> Activity:
    activity = entry(name)
    groups.consent(activity, until=clock.today() + timedelta(days=9), **given)
    return activity


def ending_money(name: str = "Money group") -> Activity:
    day = clock.today()
    until = PartialDate.from_day(day)
    return sections.costs(entry(name), sections.line(until=until))


def closed_round(name: str = "Round group") -> Activity:
    activity = entry(name)
    closed = make.resident_round(activity)
    close_round(make.owner(activity), closed)
    make.keep(closed)
    return activity


def overdue_promise(name: str = "Promise group") -> Activity:
    with time_machine.travel(clock.now() - timedelta(days=700)):
        activity = entry(name)
        promise(activity, due=PartialDate((clock.today() + timedelta(days=60)).year, 12))
    return activity


def late_action(name: str = "Late action") -> BoardAction:
    lead = make.person(role=Role.TEAM_MEMBER)
    return actions.late(title=name, lead_id=lead.id)


def late_idea(name: str = "Late board") -> MemberNote:
    return notes.late(meetings.group(name=name))


def late_review(name: str = "Late review") -> IndicatorTarget:
    return indicators.late_review(title=name)


MAKERS = (
    late_answer,
    overdue_promise,
    late_action,
    late_idea,
    late_review,
    stale,
    ending_money,
    ending_consent,
    closed_round,
)


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER])
def test_only_curators_chase(as_: As, client: Any, session: Any, role: Role) -> None:
    browser = client if role is Role.VISITOR else as_(role)
    for path in ("/desk/chase", "/desk/chase/letters"):
        assert browser.get(path).status_code == (303 if role is Role.VISITOR else 403)


def test_nothing_to_chase_is_said_in_one_line(as_: As, session: Any) -> None:
    assert "Nothing is late" in as_(Role.CURATOR).get("/desk/chase").text


def test_all_kinds_are_listed_with_few_questions(as_: As, session: Any, queries: list[str]) -> None:
    browser = as_(Role.CURATOR)
    numbers = []
    for turn in range(2):
        for make_one in MAKERS:
            make_one(f"{make_one.__name__} {turn}")
        queries.clear()
        page = browser.get("/desk/chase").text
        numbers.append(len(queries))
        assert [m.__name__ for m in MAKERS if f"{m.__name__} {turn}" not in page] == []

    assert numbers[0] == numbers[1] <= 40


def test_a_letter_is_shown_before_it_goes_and_goes_once(as_: As, session: Any) -> None:
    stale()
    browser, other = as_(Role.CURATOR), as_(Role.CURATOR)
    page = browser.get("/desk/chase")
    key = find_key(page.text)
    already = len(list(session.scalars(select(Outgoing))))

    letter = browser.get(f"/desk/chase/letters?case={key}")
    assert "Is your story still true?" in letter.text
    assert "@example.org" not in letter.text
    answer = browser.send("/desk/chase/letters", data={"case": key}, follow_redirects=True)
    again = other.send("/desk/chase/letters", data={"case": key}, follow_redirects=True)

    assert "Sent." in answer.text
    assert "A letter about this went out on" in again.text
    assert len(list(session.scalars(select(Outgoing)))) == already + 1
    assert len(list(session.scalars(select(ChaseLetter)))) == 1
    assert session.scalars(select(Event.verb).where(Event.verb == "chased")).all() == ["chased"]


def test_a_letter_is_shown_and_sent_in_the_words_that_it_was_given(as_: As, session: Any) -> None:
    stale()
    email = build_reminder("", None)
    letters.reword(email, email.subject, en="Please look once more")
    browser = as_(Role.CURATOR)
    key = find_key(browser.get("/desk/chase").text)

    assert "Please look once more" in browser.get(f"/desk/chase/letters?case={key}").text
    browser.send("/desk/chase/letters", {"case": key})

    assert session.scalars(select(Outgoing.subject)).all()[-1] == "Please look once more"


def find_key(page: str) -> str:
    return page.split('name="case" value="')[1].split('"')[0]


def test_reminders_and_chasing_do_not_both_write(as_: As, session: Any) -> None:
    late_answer(), overdue_promise(), stale()
    browser = as_(Role.CURATOR)
    page = browser.get("/desk/chase").text
    keys = [part.split('"')[0] for part in page.split('name="case" value="')[1:]]

    browser.send("/desk/chase/letters", data={"case": keys})

    assert len(keys) == 4  # the promise stands on an entry that is old by now
    assert chase_answers() == write_commitment_reminders() == write_freshness_reminders() == 0


def test_what_a_reminder_went_about_rests(as_: As, session: Any) -> None:
    stale()
    assert write_freshness_reminders() == 1

    page = as_(Role.CURATOR).get("/desk/chase").text

    assert "A letter about this went out on" in page
    assert "See the letter<" not in page


def test_nobody_is_asked_about_a_consent_that_was_taken_back(as_: As, session: Any) -> None:
    activity = ending_consent()
    consent = groups.consent(activity, until=clock.today() + timedelta(days=9))
    for each in session.scalars(select(type(consent))):
        each.ended, each.ended_at = EndReason.TAKEN_BACK, clock.now()
        make.keep(each)

    assert "Nothing is late" in as_(Role.CURATOR).get("/desk/chase").text


def test_what_is_not_public_is_not_listed(as_: As, session: Any) -> None:
    for activity in (stale("Hidden one"), ending_consent("Hidden two"), ending_money("Hidden 3")):
        make.withdraw(activity)

    assert "Hidden" not in as_(Role.CURATOR).get("/desk/chase").text


def test_choosing_nothing_or_nonsense_leads_back(as_: As, session: Any) -> None:
    browser = as_(Role.CURATOR)
    for query in ("", "?case=nonsense", "?case=stale-activity-999"):
        answer = browser.get(f"/desk/chase/letters{query}", follow_redirects=True)
        assert "Choose what the letters are about" in answer.text
    answer = browser.send("/desk/chase/letters", data={"case": "x"}, follow_redirects=True)
    assert "No letter was sent" in answer.text


def test_the_desk_counts_what_a_letter_can_go_about(as_: As, session: Any) -> None:
    browser = as_(Role.CURATOR)
    for make_one in MAKERS:
        make_one()
    make.person(role=Role.CURATOR)
    chase = browser.get("/desk/chase").text
    number = chase.count('name="case"')
    assert f"{number} to chase" in browser.get("/desk").text

    for number_sent, part in enumerate(chase.split('name="case" value="')[1:], 1):
        browser.send("/desk/chase/letters", data={"case": part.split('"')[0]})
        left = number - number_sent
        page = browser.get("/desk").text
        assert (f"{left} to chase" if left else "No letter needs to go now.") in page


def test_a_leader_who_has_not_answered_is_chased_where_the_link_is(as_: As, session: Any) -> None:
    with time_machine.travel(clock.now() - timedelta(days=15)):
        signature = leaders.find(leaders.link(leaders.role(), statement="We share power."))
    curator = as_(Role.CURATOR)
    page = curator.get("/desk/chase").text
    assert "Leaders who have not answered" in page
    assert signature.role.name in page
    assert "/board/leaders/requests" in page
    assert "No letter needs to go now." in curator.get("/desk").text
    key = f"signatures-leader_signature-{signature.id}"
    assert curator.get("/desk/chase/letters", query_string={"case": key}).status_code == 303
