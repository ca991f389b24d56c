"""Who is written to, when, and about what."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.actions import record_event
from coprod.core.keyring import create_private_link
from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.decisions.records import actions as records
from coprod.decisions.records.enums import HoldablePart
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.rules import Openness
from coprod.engagement.comments.actions import answer_comment
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.moderation.enums import Outcome
from coprod.intelligence.campaigns.models import Campaign
from coprod.intelligence.reports.models import Report
from coprod.learning.collections import actions as shelves
from coprod.learning.collections.models import Collection
from coprod.learning.collections.rules import CollectionDetails
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import TeamVisibility
from coprod.learning.records.models import LearningRecord
from coprod.library.feeds.enums import NewsTopic
from coprod.library.subscriptions import actions, commands
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.rules import FollowRequest
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming, Placing, Telling
from coprod.register.review import actions as curation
from tests import make
from tests.engagement.commitments.make import promise, unread
from tests.intelligence.campaigns.make import campaign
from tests.intelligence.feedback import make as make_feedback
from tests.intelligence.reports.make import report
from tests.library.subscriptions.make import follower
from tests.resourcing.funding_pots.make import pot

WEEK = timedelta(days=7, minutes=5)
DAY = timedelta(days=1, minutes=5)
SOON = timedelta(minutes=5)


def written(after: timedelta, session: Any) -> list[Outgoing]:
    """Run the command so much later, and return the letters that it wrote."""
    before = {each.id for each in session.scalars(select(Outgoing))}
    with time_machine.travel(clock.now() + after):
        commands.write_emails()
    found = session.scalars(select(Outgoing).order_by(Outgoing.id))
    return [each for each in found if each.id not in before]


def published(title: str, **given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, naming=Naming(title), **given)


def test_a_search_is_told_of_what_is_published_and_has_all_of_it(session: Any) -> None:
    bow = make.term(ListKind.LOCALITY, key="bow", label="Bow")
    published("Older falls group", placing=Placing((bow.id,)))
    follower(search="q=falls&kind=entry&locality=bow")
    published("New falls group", placing=Placing((bow.id,)))
    published("Falls elsewhere")
    published("Choir", telling=Telling("People sing."), placing=Placing((bow.id,)))
    make.activity(naming=Naming("Draft falls group"), placing=Placing((bow.id,)))

    (letter,) = written(WEEK, session)

    assert "New falls group" in letter.text
    for other in ("Older", "elsewhere", "Choir", "Draft"):
        assert other not in letter.text
    assert "http://localhost/stories/new-falls-group" in letter.text
    assert "http://localhost/stories/new-falls-group" in letter.html


def test_nothing_new_is_no_letter_and_news_is_told_once(session: Any) -> None:
    follower(search="")

    assert written(WEEK, session) == []
    published("Falls group")
    assert len(written(WEEK, session)) == 1
    assert written(WEEK * 2, session) == []


def test_at_once_is_at_once_and_a_week_is_a_week(session: Any) -> None:
    quick = follower(often=Frequency.AT_ONCE).address
    slow = follower().address
    published("Falls group")

    assert [each.recipient for each in written(SOON, session)] == [quick]
    assert [each.recipient for each in written(WEEK, session)] == [slow]


def test_nobody_is_written_to_who_did_not_say_yes(session: Any) -> None:
    follower(yes=False)
    published("Falls group")

    assert written(WEEK, session) == []


def test_a_daily_letter_holds_all_of_a_day(session: Any) -> None:
    reader = follower(often=Frequency.DAILY)
    actions.add_follow(reader, FollowRequest(Frequency.DAILY, search="q=choir"))
    actions.confirm_follows(reader)
    session.commit()
    published("Falls group")

    assert written(SOON, session) == []
    assert len(written(DAY, session)) == 1
    published("Choir")
    assert written(DAY + timedelta(hours=1), session) == []


def test_who_follows_an_entry_hears_that_people_and_the_team_spoke(session: Any) -> None:
    entry = published("Falls group")
    follower(entry=entry.id)
    comment = make.comment(entry, "Secretquestion", outcome=Outcome.PUBLISH)
    for outcome in (None, Outcome.DECLINE, Outcome.HOLD):
        make.comment(entry, "Secretinsult", outcome=outcome)
    subject = ACTIVITY_SUBJECTS.build_subject(entry)
    answer = make.keep(answer_comment(make.owner(entry), subject, comment, "Secretanswer"))
    make.decide(answer, entry, Outcome.PUBLISH)

    (letter,) = written(WEEK, session)

    assert "New comments: 1" in letter.text
    assert "New answers from the team: 1" in letter.text
    assert "Secret" not in letter.text + letter.html
    make.decide(comment, entry, Outcome.PUBLISH)
    assert written(WEEK * 2, session) == []


@pytest.mark.parametrize("topic", NewsTopic)
def test_a_topic_is_followed_as_a_whole(session: Any, topic: NewsTopic) -> None:
    follower(topic=topic, often=Frequency.AT_ONCE)
    assert written(SOON, session) == []
    entry = published("Falls group")
    promise(entry, words="We will mend «it»")
    unread(entry, words="«Not read yet»")
    pot(name="«The pot»")
    told = make_feedback.insight(source="«Told us»")
    make_feedback.insight(source="«In private»", is_public=False)

    (letter,) = written(SOON, session)

    links = {
        NewsTopic.PROMISES: ("We will mend «it»", "/promises/"),
        NewsTopic.MONEY: ("«The pot»", "/funding-pots/"),
        NewsTopic.INSIGHTS: ("«Told us»", f"/{told.id}"),
    }
    for words in links[topic]:
        assert words in letter.text
    others = [title for each, (title, _link) in links.items() if each is not topic]
    for words in ("«Not read yet»", "«In private»", *others):
        assert words not in letter.text


def test_an_entry_is_told_by_its_public_steps(session: Any) -> None:
    entry = published("Falls group")
    follower(entry=entry.id)
    curator = make.person(role=Role.CURATOR).actor
    record_event(curator, "wrote a message", entry, reason="Secretgarden")
    record_event(curator, "confirmed", entry, is_public=True)
    session.commit()

    (letter,) = written(WEEK, session)

    assert "Checked: still true" in letter.text
    assert "Wrote a message" not in letter.text
    assert "Secretgarden" not in letter.text


def test_of_what_is_not_public_any_more_nothing_is_told(session: Any) -> None:
    entry = published("Secretgarden")
    follower(entry=entry.id)
    follower(search="")
    another = published("Secretorchard")
    for each in (entry, another):
        curator = make.person(role=Role.CURATOR).actor
        curation.withdraw_activity(curator, each, "It was wrong")
    session.commit()

    assert written(WEEK, session) == []


def test_a_curator_is_told_no_more_than_a_visitor(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    wish = FollowRequest(Frequency.AT_ONCE)
    actions.follow_with_account(curator.actor, wish, create_private_link(), language="en")
    make.activity(status=Status.SUBMITTED, naming=Naming("Secretgarden"))

    assert written(SOON, session) == []


def test_two_searches_that_find_the_same_tell_it_once(session: Any) -> None:
    one = follower(search="q=falls", often=Frequency.AT_ONCE)
    actions.add_follow(one, FollowRequest(Frequency.AT_ONCE, search="q=group"))
    actions.confirm_follows(one)
    published("Falls group")

    (letter,) = written(SOON, session)

    assert letter.text.count("http://localhost/stories/falls-group") == 1


def test_a_closed_account_gets_nothing(session: Any) -> None:
    person = make.person()
    actions.follow_with_account(
        person.actor, FollowRequest(Frequency.AT_ONCE), create_private_link(), language="en"
    )
    published("Falls group")
    session.get_one(Person, person.id).active = False
    session.commit()

    assert written(SOON, session) == []


def test_a_command_that_dies_in_the_middle_loses_nothing_and_writes_nothing_twice(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {follower(often=Frequency.AT_ONCE).address for _ in range(3)}
    published("Falls group")
    write = commands.write_to_follower
    done: list[int] = []

    def dies_at_the_second(follower_id: int) -> int:
        if len(done) == 1:
            raise KeyboardInterrupt
        done.append(follower_id)
        return write(follower_id)

    monkeypatch.setattr(commands, "write_to_follower", dies_at_the_second)
    with time_machine.travel(clock.now() + SOON), pytest.raises(KeyboardInterrupt):
        commands.write_emails()
    session.rollback()
    monkeypatch.undo()
    written(SOON, session)

    letters = session.scalars(select(Outgoing)).all()
    assert sorted(each.recipient for each in letters) == sorted(people)


def test_what_nobody_confirms_is_forgotten(session: Any) -> None:
    follower(yes=False)
    kept = follower()

    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert actions.delete_unconfirmed() == 1
    session.commit()

    assert session.scalars(select(Follower.id)).all() == [kept.id]


def test_a_letter_is_written_in_the_language_of_its_reader(session: Any) -> None:
    one = follower(often=Frequency.AT_ONCE)
    one.language = "bn"
    session.commit()
    published("Falls group")

    (letter,) = written(SOON, session)

    assert 'lang="bn"' in letter.html


# Every kind


def one_of_each(words: str) -> None:
    published(f"{words} entry")
    make.record(next_team=f"{words} lesson")
    make.decision(title=f"{words} decision")
    make.collection(title=f"{words} collection")
    report(title=f"{words} report")
    campaign(name=f"{words} campaign")


def test_every_kind_is_told_with_where_it_is_read(session: Any) -> None:
    follower(search="q=handrails", often=Frequency.AT_ONCE)
    one_of_each("Handrails")
    one_of_each("Tea")

    (letter,) = written(SOON, session)

    for kind, path in (
        ("entry", "stories"),
        ("lesson", "learning"),
        ("decision", "decisions"),
        ("collection", "collections"),
        ("report", "what-people-told-us/reports"),
        ("campaign", "campaigns"),
    ):
        assert f"Handrails {kind}" in letter.text
        assert f"http://localhost/{path}/" in letter.text.partition(f"Handrails {kind}")[2]
    assert "Tea" not in letter.text
    assert "A learning record, new" in letter.text


def test_a_kind_that_was_chosen_is_told_alone(session: Any) -> None:
    follower(search="kind=decision&kind=collection", often=Frequency.AT_ONCE)
    one_of_each("Handrails")

    (letter,) = written(SOON, session)

    assert [word in letter.text for word in ("decision", "collection")] == [True, True]
    assert "Handrails lesson" not in letter.text
    assert "Handrails entry" not in letter.text


def test_a_question_in_a_full_sentence_is_told_of_what_has_most_of_it(session: Any) -> None:
    follower(search="q=how+do+we+pay+residents+fairly+for+time", often=Frequency.AT_ONCE)
    make.record(next_team="Pay residents for their time")
    make.record(next_team="Pay the landlord")

    (letter,) = written(SOON, session)

    assert "Pay residents" in letter.text
    assert "landlord" not in letter.text


def test_what_was_taken_back_before_the_letter_is_not_told(session: Any) -> None:
    follower(search="", often=Frequency.AT_ONCE)
    curator = make.curator()
    record = make.record(next_team="Secretlesson", team="Secretteam")
    learning.withdraw_record(curator, record, "It was entered twice")
    shelf = make.collection(title="Secretcollection")
    shelves.change_collection(
        curator, shelf, CollectionDetails("Secretcollection", "«why»", is_public=False)
    )
    make.withdraw(published("Secretentry"))
    make.record(status=Status.SUBMITTED, next_team="Secretdraft")
    make.decision(sign=False, title="Secretdecision")
    make.collection(title="Secretplan", is_public=False)
    session.commit()

    assert written(SOON, session) == []


def test_what_left_behind_the_back_of_the_index_is_not_told(session: Any) -> None:
    follower(search="", often=Frequency.AT_ONCE)
    one_of_each("Secret")
    assert "Secret" in str(session.scalars(select(LearningRecord.next_team)).all())
    session.execute(update(LearningRecord).values(status=Status.WITHDRAWN))
    session.execute(update(DecisionRecord).values(signed_at=None))
    for kind in (Collection, Report, Campaign):
        session.execute(update(kind).values(is_public=False))
    session.execute(update(Activity).values(status=Status.WITHDRAWN))
    session.commit()

    assert written(SOON, session) == []


def test_a_team_that_stays_unnamed_is_not_told_and_nothing_that_is_held_back(session: Any) -> None:
    follower(search="", often=Frequency.AT_ONCE)
    owner = make.person()
    entry = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming("Falls group"))
    make.record(
        writer=owner, activity_id=entry.id, team="Secretteam", showing=TeamVisibility.HIDDEN,
        next_team="Feed people first",
    )  # fmt: skip
    by = make.person()
    held = make.decision(by=by, sign=False, title="Who runs the group")
    make.change_decision(by.actor, held, Openness("Secretopen", "Secretshut", "Secretduty"))
    make.sign_decision(by.actor, held)
    records.hold_back(make.curator(), held, (HoldablePart.OPENNESS,), "A tender is running")
    session.commit()

    (letter,) = written(SOON, session)

    assert "Feed people first" in letter.text
    assert "Who runs the group" in letter.text
    assert "Secret" not in letter.text + letter.html


def test_a_collection_is_news_when_it_is_shown_and_not_when_it_was_begun(session: Any) -> None:
    curator = make.curator()
    shelf = make.collection(title="Handrails", is_public=False)
    follower(search="kind=collection", often=Frequency.AT_ONCE)
    assert written(SOON, session) == []

    shelves.change_collection(
        curator, shelf, CollectionDetails("Handrails", "«why»", is_public=True)
    )
    session.commit()

    assert [each.text.count("Handrails") for each in written(SOON, session)] == [1]
    shelves.change_collection(
        curator, shelf, CollectionDetails("Handrails", "«other»", is_public=True)
    )
    session.commit()
    assert written(SOON * 2, session) == []


def test_what_the_index_cannot_tell_now_is_told_later(
    app: Flask, session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = app.extensions["search"]
    assert copy.ask(lambda _index: True)
    follower(search="q=handrails", often=Frequency.AT_ONCE)
    one_of_each("Handrails")

    with monkeypatch.context() as without:
        without.setattr(copy, "ask", lambda *_asked, **_how: None)
        assert written(SOON, session) == []
    with monkeypatch.context() as behind:
        behind.setattr(copy, "catch_up", lambda: False)
        assert written(SOON, session) == []

    (letter,) = written(SOON, session)
    assert "Handrails lesson" in letter.text
