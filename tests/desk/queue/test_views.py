import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.core import mail
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.desk.queue.enums import DeskQueue
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming
from coprod.register.review.actions import add_message
from tests import make
from tests.assessment.perception_gap.conftest import ANSWERS
from tests.library.accessible_formats.make import request
from tests.reviews.make import address_of, decide, waiting_file

As = Callable[[Any], Any]


def test_the_desk_shows_all_that_waits_with_few_questions(
    as_: As, session: Any, queries: list[str]
) -> None:
    for n in range(3):
        talked = make.activity(status=Status.PUBLISHED, naming=Naming(f"Talked {n}"))
        add_message(make.owner(talked), talked, "A question")
    browser = as_(Role.CURATOR)
    queries.clear()

    page = browser.get("/desk").text

    assert len(queries) <= 17, "one of them asks whether the guide to the desk was closed"
    assert page.count("A question") == 3
    assert "Talked 2" in page


def test_what_does_not_wait_takes_one_line(as_: As, session: Any) -> None:
    make.rating(make.activity(status=Status.PUBLISHED), digits="3" * 14)

    page = as_(Role.CURATOR).get("/desk").text

    assert page.count("Nothing is waiting for:") == 1
    assert all(str(why.short) in page for why in DeskQueue if why is not DeskQueue.EVIDENCE)
    assert str(DeskQueue.EVIDENCE.short) not in page
    assert [why for why in DeskQueue if f"{why.heading} <" in page] == [DeskQueue.EVIDENCE]


def one_of_each(session: Any) -> dict[DeskQueue, str]:
    """Make something that waits for each thing, named by what it waits for."""
    made = {
        why: make.activity(status=Status.PUBLISHED, naming=Naming(f"Waits for {why}"))
        for why in DeskQueue
    }
    rated = {
        why: make.rating(made[why], digits="3" * 14)
        for why in (
            DeskQueue.TO_CLOSE,
            DeskQueue.EVIDENCE,
            DeskQueue.TALKS,
            DeskQueue.TALKS_BY_TEAM,
        )
    }
    make.answer_query(rated[DeskQueue.TO_CLOSE], replied=True, is_read=True)
    rounds_of_each(made)
    return {why: f"Waits for {why}<" for why in DeskQueue}


def rounds_of_each(made: dict[DeskQueue, Activity]) -> None:
    """Ask residents of the entries of which that makes something wait."""
    low = [ANSWERS[Rung.INFORMING]] * 10
    make.released_round(made[DeskQueue.TALKS], *low)
    make.released_round(made[DeskQueue.TALKS_BY_TEAM], *low, by_code=False)


def test_every_list_of_the_desk_shows_what_waits_in_it(as_: As, session: Any) -> None:
    """One entry for each list, so that none is left out of the one statement behind them."""
    made = one_of_each(session)

    page = as_(Role.CURATOR).get("/desk").text

    assert [why for why in DeskQueue if made[why] not in page] == []
    assert "Nothing is waiting for:" not in page


def test_what_was_sent_first_is_read_first(as_: As, session: Any) -> None:
    make.activity(status=Status.SUBMITTED, naming=Naming("B"))
    with time_machine.travel(clock.now() - timedelta(days=2)):
        make.activity(status=Status.SUBMITTED, naming=Naming("A"))

    page = as_(Role.CURATOR).get("/desk").text

    assert page.index(">A</a>") < page.index(">B</a>")


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_the_desk_is_for_curators(as_: As, session: Any, role: Role) -> None:
    assert as_(role).get("/desk").status_code == 403


def test_only_administrators_are_led_to_the_log(as_: As, session: Any) -> None:
    assert "/audit" in as_(Role.ADMINISTRATOR).get("/desk").text
    assert "/audit" not in as_(Role.CURATOR).get("/desk").text


def stuck() -> mail.Outgoing:
    message = mail.add_to_outbox("a@example.org", "Do you want letters?", "Secretlink")
    message.error, message.tries = "SMTPRecipientsRefused: no such person", mail.MAX_TRIES
    return make.keep(message)


def test_a_curator_sees_what_mail_did_not_go_out_and_sends_it_again(as_: As, session: Any) -> None:
    message, browser = stuck(), as_(Role.CURATOR)

    assert "1 e-mail did not go out" in browser.get("/desk").text
    page = browser.get("/desk/mail").text
    assert "a@example.org" in page
    assert "no such person" in page
    assert "Secretlink" not in page

    assert browser.send(f"/desk/mail/{message.id}/again").status_code == 303
    assert session.get_one(mail.Outgoing, message.id).tries == 0


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER])
def test_nobody_else_sees_to_whom_we_write(as_: As, session: Any, role: Role) -> None:
    message = stuck()

    assert as_(role).get("/desk/mail").status_code == 403
    assert as_(role).send(f"/desk/mail/{message.id}/again").status_code == 403


def test_mail_that_is_on_its_way_cannot_be_sent_again(as_: As, session: Any) -> None:
    message = make.keep(mail.add_to_outbox("a@example.org", "Hello", "x"))

    assert as_(Role.CURATOR).send(f"/desk/mail/{message.id}/again").status_code == 404


def test_a_curator_is_not_told_how_many_answered_about_an_entry_of_their_own(
    as_: As, session: Any
) -> None:
    """The number of words that wait would tell of answers."""
    curator = make.person(role=Role.CURATOR)
    asking = make.resident_round(make.activity(owner=curator, status=Status.PUBLISHED))
    make.resident_answers(asking, "y333333", remark="«words»")
    make.release_round(asking)

    assert "«words»" in as_(Role.CURATOR).get("/desk").text
    own = as_(curator).get("/desk").text
    assert "«words»" not in own
    assert "What a resident added" not in own


def wait_for_a_curator(number: int) -> None:
    """Make so many things of four kinds that wait."""
    for n in range(number):
        activity = waiting_file(f"Group {n}").activity
        make.activity(status=Status.SUBMITTED, naming=Naming(f"Sent {n}"))
        make.comment(activity, "The tea was cold")
        request(activity)


def test_three_hundred_things_take_as_many_questions_as_four(
    as_: As, session: Any, queries: list[str]
) -> None:
    browser, counts, sizes, page = as_(Role.CURATOR), [], [], ""
    for number in (1, 74):
        wait_for_a_curator(number)
        session.expire_all()
        queries.clear()
        page = browser.get("/desk").text
        counts.append(len(queries))
        sizes.append(len(page))

    assert "300 things are waiting" in page
    assert counts[0] == counts[1]
    assert sizes[1] < sizes[0] + 25 * 1_500, "the first lines of each group alone"


def test_a_long_group_is_listed_whole_when_called_for(as_: As, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    for _ in range(23):
        make.comment(activity, "The tea was cold")
    browser = as_(Role.CURATOR)

    page = browser.get("/desk?kind=comment").text
    (more,) = re.findall(r'href="([^"]*whole=[^"]*)"', page)
    whole = browser.get(html.unescape(more)).text

    assert "Show 3 more" in page
    assert not re.search(r'href="[^"]*whole=', whole)
    assert whole.count("app-list__item") == page.count("app-list__item") + 3


def test_what_came_since_the_last_day_at_work_is_new(as_: As, session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    with time_machine.travel(clock.now() - timedelta(days=3)):
        read, old = (waiting_file() for _ in range(2))
        decide(curator.actor, read, "show")
        session.commit()
    new = waiting_file()

    page = as_(curator).get("/desk").text

    assert "1 is new since you last decided something" in page
    (tag,) = re.finditer(r">New</strong>", page)
    assert page.index(address_of(old)) < page.index(address_of(new)) < tag.start()
    assert "new since" not in as_(Role.CURATOR).get("/desk").text


def test_what_is_all_new_is_not_called_new(as_: As, session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    with time_machine.travel(clock.now() - timedelta(days=3)):
        decide(curator.actor, waiting_file(), "show")
        session.commit()
    waiting_file()

    page = as_(curator).get("/desk").text

    assert "1 thing is waiting" in page
    assert "new since" not in page
    assert ">New</strong>" not in page


def test_an_empty_register_says_how_to_fill_it(as_: As, session: Any) -> None:
    page = as_(Role.CURATOR).get("/desk").text

    assert "things are waiting" not in page
    assert page.count("Nothing is waiting. What people send in appears here") == 1
    assert "bring in what you have in a spreadsheet" in page
    assert "Nothing came in, and nothing was decided" in page


def test_the_old_address_of_the_queue_leads_to_the_desk(as_: As, session: Any) -> None:
    assert as_(Role.CURATOR).get("/desk/reviews?kind=file").location == "/desk?kind=file"
