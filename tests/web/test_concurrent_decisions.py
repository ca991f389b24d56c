"""Two curators have the same page open, and both decide: the second reads that the first did."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coprod.assessment.resident_rating.models import ResidentRemark
from coprod.core.audit_trail.enums import list_decision_verbs
from coprod.core.audit_trail.models import Event
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.engagement.comments.queries import get_comment_subject
from coprod.engagement.moderation.actions import appeal_decision, recheck_comment
from coprod.engagement.moderation.enums import Outcome
from coprod.learning.reader_responses.models import ReaderMark
from coprod.participation.groups.models import GroupStatement
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Telling
from coprod.register.files.actions import add_file
from coprod.register.files.rules import Upload
from tests import make
from tests.engagement.commitments.make import unread
from tests.participation.groups.make import GROUP, SAID, named
from tests.reviews.make import address_of

As = Callable[..., Any]
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
WHY = "It names somebody who lives there"


def public(**given: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED, **given)


def fields(page: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the form on a page that is sent to an address."""
    forms = [each for each in page.split("<form")[1:] if f'action="{action}"' in each]
    assert forms, re.findall(r'action="([^"]*)"', page)
    return dict(FIELD.findall(forms[0].split("</form>")[0]))


def errors(page: str) -> list[str]:
    return re.findall(r'class="govuk-error-message"[^>]*>(.*?)</p>', page)


def decide_twice(
    as_: As, page: str, *steps: tuple[str, dict[str, str]], role: Role = Role.CURATOR
) -> Any:
    """Open a page in two browsers, decide in one, and then in the other."""
    first, second = steps[0], steps[-1]
    one, other = as_(role), as_(role)
    opened = [browser.get(page).text for browser in (one, other)]
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        done = one.post(first[0], data={**fields(opened[0], first[0]), **first[1]})
        assert done.status_code == 303, errors(done.text)
        return other.post(second[0], data={**fields(opened[1], second[0]), **second[1]})


def decisions(session: Any) -> int:
    wanted = select(func.count(Event.id)).where(Event.verb.in_(list_decision_verbs()))
    return int(session.scalar(wanted))


def check(answer: Any, session: Any, before: int, *, by: str = "Curator") -> None:
    assert answer.status_code == 409
    assert "Somebody has already decided about this" in answer.text
    assert re.search(r"It was decided on \d+ \w+ 20\d\d at \d\d:\d\d", answer.text)
    assert f'<dd class="govuk-summary-list__value">{by}</dd>' in answer.text
    assert decisions(session) == before + 1


def test_a_comment(as_: As, session: Any) -> None:
    comment = make.comment(public(), "Is there a lift?")
    at, before = address_of(comment), decisions(session)
    publish = {"decision": "publish", "route": "0", "body": comment.words}
    words = {"decision": "decline", "route": "0", "reasons": "names", "message": WHY}

    answer = decide_twice(as_, at, (at, publish), (at, words))

    check(answer, session, before)
    assert WHY in answer.text
    assert "Publish it as it is" in answer.text


def test_an_appeal(as_: As, session: Any) -> None:
    comment = make.comment(public(), outcome=Outcome.DECLINE)
    appeal_decision(VISITOR, comment, "Please look again")
    session.commit()
    at, before = f"/moderation/appeals/{comment.id}", decisions(session)

    answer = decide_twice(
        as_, at, (at, {"ruling": "publish", "message_to_author": WHY}), role=Role.LAY_MEMBER
    )

    check(answer, session, before, by="Lay member")
    assert WHY in answer.text


@pytest.mark.parametrize("first", ["publish", "return"])
@pytest.mark.parametrize("second", ["publish", "return"])
def test_an_entry_that_was_sent_in(as_: As, session: Any, first: str, second: str) -> None:
    at = address_of(make.activity(status=Status.SUBMITTED))
    before, why = decisions(session), {"message": WHY}
    steps = [(at, {"decision": step, **why}) for step in (first, second)]

    answer = decide_twice(as_, at, *steps)

    check(answer, session, before)
    assert WHY in answer.text


@pytest.mark.parametrize("step", ["publish", "return"])
def test_changes_to_an_entry(as_: As, session: Any, step: str) -> None:
    make.propose(public(), Telling("New words"))
    at = address_of(session.scalars(select(Activity)).one(), "change")
    before = decisions(session)

    answer = decide_twice(as_, at, (at, {"decision": step, "message": WHY}))

    check(answer, session, before)
    assert WHY in answer.text


@pytest.mark.parametrize("step", ["publish", "return"])
def test_a_learning_record(as_: As, session: Any, step: str) -> None:
    at = address_of(make.record(status=Status.SUBMITTED))
    before = decisions(session)

    answer = decide_twice(as_, at, (at, {"decision": step, "message": WHY}))

    check(answer, session, before)


def test_a_level_that_was_proposed(as_: As, session: Any) -> None:
    activity = public()
    make.proposal(make.rating(activity), by=make.person(role=Role.CURATOR))
    at, before = f"/activities/{activity.slug}/confirm", decisions(session)
    form = {"verdict": "agrees", "words": "I was there too"}

    answer = decide_twice(as_, at, (f"{at}/answer", form), role=Role.LAY_MEMBER)

    check(answer, session, before, by="Lay member")
    assert "I was there too" in answer.text


@pytest.mark.parametrize("step", ["show", "back"])
def test_a_promise(as_: As, session: Any, step: str) -> None:
    at = address_of(unread(public()).newest)
    before = decisions(session)

    answer = decide_twice(as_, at, (at, {"decision": step, "message": WHY}))

    check(answer, session, before)


def test_words_of_somebody_who_took_part(as_: As, session: Any) -> None:
    at = address_of(make.signature(make.record().slug))
    before = decisions(session)

    answer = decide_twice(as_, at, (at, {"decision": "decline", "message": WHY}))

    check(answer, session, before)
    assert WHY in answer.text


def test_words_of_a_reader(as_: As, client: FlaskClient, session: Any) -> None:
    record = make.record()
    client.send(f"/readers/lesson/{record.slug}/used", {"words": "For our lunch club"})  # type: ignore[attr-defined]
    at = address_of(session.scalars(select(ReaderMark)).one())
    before = decisions(session)

    check(decide_twice(as_, at, (at, {"decision": "show"})), session, before)


def test_how_it_went(as_: As, session: Any) -> None:
    adoption = make.adoption(public(), title="In Poplar", status=Status.PUBLISHED)
    make.answered_how(adoption, words="It stopped, because the hall closed")
    at, before = address_of(adoption), decisions(session)

    check(decide_twice(as_, at, (at, {"decision": "show"})), session, before)


def test_how_far_an_entry_has_come(as_: As, session: Any) -> None:
    decision = make.gate_decision(public(), reason="Because we say so")
    at, before = address_of(decision), decisions(session)

    check(decide_twice(as_, at, (at, {"decision": "show"})), session, before)


def test_what_a_resident_added(app: Flask, as_: As, session: Any) -> None:
    asking = make.resident_round(public())
    make.resident_answers(asking, *["y333333"] * 10, remark="Mrs X was rude")
    make.release_round(asking)
    at = address_of(session.scalars(select(ResidentRemark)).first())
    before = decisions(session)

    check(decide_twice(as_, at, (at, {"decision": "decline", "message": WHY})), session, before)


def test_a_file(as_: As, session: Any) -> None:
    activity = public()
    upload = Upload("minutes.txt", b"We met.", caption="The minutes", alt="", transcript="")
    at = address_of(make.keep(add_file(make.owner(activity), activity, upload)))
    before = decisions(session)

    answer = decide_twice(as_, at, (at, {"decision": "show"}))

    check(answer, session, before)


@pytest.mark.parametrize("step", ["show", "decline"])
def test_words_of_a_group(as_: As, session: Any, step: str) -> None:
    entry = named()
    voice = make.keep(
        GroupStatement(
            activity_id=entry.id,
            name=GROUP,
            stand=SAID.stand,
            words=SAID.words,
            may_show_words=True,
        )
    )
    at, before = address_of(voice), decisions(session)

    answer = decide_twice(as_, at, (at, {"decision": step}))

    check(answer, session, before)


def test_what_was_decided_before_the_page_was_opened_is_no_surprise(as_: As, session: Any) -> None:
    comment = make.comment(public(), outcome=Outcome.PUBLISH)
    recheck_comment(make.curator(), comment, get_comment_subject(comment))
    session.commit()
    at, desk = address_of(comment), as_(Role.CURATOR)
    opened = fields(desk.get(at).text, at)

    answer = desk.post(at, data={**opened, "decision": "decline", "route": "0"})
    assert (answer.status_code, "already decided" in answer.text) == (422, False)
