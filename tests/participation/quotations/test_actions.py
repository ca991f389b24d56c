"""People who are quoted are asked, answer, and hold publication."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.answers import YesNoUnsure
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.participation.quotations import actions, presenters, queries
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.participation.quotations.rules import QuoteReply
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Story
from coprod.register.review.actions import plan_publication
from coprod.register.sections.actions import write_parts
from tests import make
from tests.participation.quotations.make import WORDS, answered, asked, quoting
from tests.reviews.make import decide


def list_holds(activity: Activity) -> list[str]:
    return [each.plain for each in actions.find_holds(activity, clock.today())]


def test_only_those_who_look_after_it_ask_about_words_that_it_says(session: Any) -> None:
    entry = quoting()
    day = clock.today()
    for actor in (VISITOR, make.person().actor, make.person(role=Role.LAY_MEMBER).actor):
        with pytest.raises(NotAllowedError):
            actions.ask_person(actor, entry, WORDS, day, is_handed_over=True)
    with pytest.raises(RuleBrokenError):
        actions.ask_person(make.owner(entry), entry, "Other words", day, is_handed_over=True)


def test_publication_waits_until_the_day_and_no_longer(session: Any) -> None:
    entry = quoting()
    asked(entry, days=3)
    with pytest.raises(RuleBrokenError, match="still has time"):
        decide(make.curator(), entry, "publish")
    with time_machine.travel(clock.now() + timedelta(days=4)):
        decide(make.curator(), entry, "publish")
        shown = presenters.describe_asking(entry, queries.list_quotations(entry))
    assert entry.status is Status.PUBLISHED
    assert shown is presenters.NOT_ALL_ANSWERED


def test_a_yes_holds_nothing_and_readers_are_told(session: Any) -> None:
    entry = quoting()
    quotation = answered(entry, QuoteAnswer.AGREED)
    decide(make.curator(), entry, "publish")
    assert presenters.describe_asking(entry, [quotation]) is presenters.ALL_AGREED
    public = {each.verb for each in list_events(entry, public_only=True)}
    assert not public & {"asked a person", "a person answered"}


def test_other_words_hold_it_until_they_are_used(session: Any) -> None:
    entry = quoting()
    answered(entry, QuoteAnswer.CHANGED, "They listened to me")
    assert len(list_holds(entry)) == 1
    write_parts(entry, (Story(body="A neighbour said: they listened – to me."),))
    assert list_holds(entry) == []


def test_a_no_holds_it_until_the_words_are_out(session: Any) -> None:
    entry = quoting()
    quotation = answered(entry, QuoteAnswer.REFUSED)
    with pytest.raises(RuleBrokenError, match="not to publish"):
        decide(make.curator(), entry, "publish")
    with pytest.raises(RuleBrokenError, match="still says"):
        actions.take_out(make.owner(entry), quotation)

    write_parts(entry, (Story(body="A neighbour smiled."),))
    assert len(list_holds(entry)) == 1
    actions.take_out(make.owner(entry), quotation)
    assert list_holds(entry) == []

    write_parts(entry, (Story(body=f"She said {WORDS}"),))
    assert len(list_holds(entry)) == 1


def test_a_curator_goes_on_with_a_reason_and_readers_are_told_nothing(session: Any) -> None:
    entry = quoting()
    quotation = answered(entry, QuoteAnswer.REFUSED)
    decide(make.curator(), entry, "publish", "«The words are of a public meeting»")
    assert entry.status is Status.PUBLISHED
    assert presenters.describe_asking(entry, [quotation]) is None


def test_a_person_in_the_words_who_was_not_asked_holds_it(session: Any) -> None:
    entry = quoting()
    entry.person_recognisable, entry.person_agreed = YesNoUnsure.YES, YesNoUnsure.NO
    assert len(list_holds(entry)) == 1
    entry.person_agreed = YesNoUnsure.YES
    assert list_holds(entry) == []


def test_a_no_brings_back_what_was_approved_for_a_day(session: Any) -> None:
    entry = quoting()
    token = asked(entry, days=2)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        plan_publication(make.curator(), entry, clock.today() + timedelta(days=20))
        quotation = queries.get_by_token(token)
        actions.answer_as_person(quotation, QuoteReply(QuoteAnswer.REFUSED))
    assert entry.publish_on is None


def test_asked_again_the_old_link_ends_and_the_answer_stays(session: Any) -> None:
    entry = quoting()
    quotation = answered(entry, QuoteAnswer.AGREED)
    before = quotation.token_hash
    asked(entry)
    assert queries.list_quotations(entry) == [quotation]
    assert (quotation.answer, quotation.token_hash != before) == (QuoteAnswer.AGREED, True)


def test_the_team_has_the_link_only_while_there_is_no_answer(session: Any) -> None:
    entry = quoting()
    token = asked(entry)
    quotation = queries.get_by_token(token)
    assert queries.get_quotation_token(quotation) == token
    actions.answer_as_person(quotation, QuoteReply(QuoteAnswer.AGREED))
    assert queries.get_quotation_token(quotation) == ""
    by_letter = queries.get_by_token(asked(entry, is_handed_over=False))
    assert queries.get_quotation_token(by_letter) == ""
