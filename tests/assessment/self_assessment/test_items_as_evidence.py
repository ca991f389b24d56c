"""A thing of the entry beside an answer is evidence, for as long as readers see it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coprod.accounts.users.models import Person
from coprod.assessment.answer_review.queries import get_rung_status
from coprod.assessment.self_assessment import actions, queries
from coprod.assessment.self_assessment.enums import Choice, Evidence, FreeChoice, ItemKind, Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.rules import WEIGHED, ItemKey, TeamReply, get_answer_evidence
from coprod.core.database import session as database
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import RuleBrokenError
from coprod.decisions.records.actions import link_activity, unlink_activity
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.queries import get_decision
from coprod.engagement.commitments.models import Commitment
from coprod.register.activities import queries as register
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.files.actions import add_file, remove_file
from coprod.register.files.models import StoredFile
from coprod.register.files.queries import list_files
from coprod.register.files.rules import Upload
from coprod.register.sections import actions as sections
from coprod.register.sections.rules import Costs, Sessions
from tests import make
from tests.conftest import StrictClient
from tests.engagement.commitments import make as promised

SignIn = Callable[[Person | Role], StrictClient]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def entry(session: Any) -> Activity:
    activity = make.activity()
    sections.write_parts(activity, tuple(make.everything(activity).values()))
    add_file(make.owner(activity), activity, Upload("minutes.pdf", PDF, "The minutes of March"))
    make.keep(activity)
    activity.status = Status.PUBLISHED
    link_activity(make.curator(), make.decision(title="«Which way to book»"), activity)
    promised.promise(activity)
    return make.keep(activity)


def keys(entry: Activity) -> dict[ItemKind, ItemKey]:
    return {each.key.kind: each.key for each in queries.list_evidence_items(entry)}


def rated(entry: Activity, kind: ItemKind) -> Rating:
    """Assess an entry with a thing, and no words, beside question 2."""
    owner, rating = make.owner(entry), make.rating(entry, digits="3" * 14, submit=False)
    reply = TeamReply(Question.Q2, Choice.A3, item=keys(entry)[kind])
    actions.answer_question(owner, rating, reply)
    actions.submit_rating(owner, rating)
    return make.keep(rating)


def take_away(entry: Activity, kind: ItemKind) -> None:
    """Take the thing of a kind away, or out of readers' sight."""
    curator = make.curator()
    if kind in {ItemKind.SESSION, ItemKind.COST}:
        part: Any = Sessions() if kind is ItemKind.SESSION else Costs()
        sections.write_parts(register.get_activity(curator, entry.slug), (part,))
    elif kind is ItemKind.FILE:
        remove_file(curator, list_files(curator, entry)[0])
    elif kind is ItemKind.PROMISE:
        database.query(Commitment).one().published_at = None
    else:
        slug = database.query(DecisionRecord.slug).scalar()
        unlink_activity(curator, get_decision(curator, slug), entry)
    database.commit()
    database.expunge_all()


def test_a_thing_is_evidence_given_and_never_checked_by_itself() -> None:
    reply = TeamReply(Question.Q2, Choice.A3, item=ItemKey(ItemKind.SESSION, 1))

    assert get_answer_evidence(reply) is Evidence.GIVEN
    assert get_answer_evidence(replace(reply, choice=Choice.A1)) is None
    assert get_answer_evidence(reply, is_checked=True) is Evidence.CHECKED


@pytest.mark.parametrize("kind", ItemKind)
def test_a_thing_counts_until_it_is_taken_away(
    client: StrictClient, entry: Activity, kind: ItemKind
) -> None:
    rating = rated(entry, kind)
    page = f"/activities/{entry.slug}/assess/result/{rating.id}"
    row = re.compile(r'id="question-2">.*?</dd></div>', re.DOTALL)
    (before,) = row.findall(client.get(page).text)
    assert get_rung_status(rating).evidence is Evidence.GIVEN
    link = re.search(r'href="([^"]+)">([^<]+)<', before)
    assert link
    assert client.get(link[1]).status_code == 200

    actions.agree_with_evidence(make.curator(), rating, WEIGHED)
    actions.publish_notes(make.curator(), entry, rating)
    database.commit()
    assert get_rung_status(rating).evidence is Evidence.CHECKED
    take_away(database.get_one(Activity, entry.id), kind)

    assert get_rung_status(rating).evidence is Evidence.CLAIMED
    (after,) = row.findall(client.get(page).text)
    assert "Claimed" in after
    assert link[2] not in after


def test_a_file_past_its_last_day_is_no_evidence(session: Any, entry: Activity) -> None:
    rating = rated(entry, ItemKind.FILE)
    file = session.query(StoredFile).one()
    file.public_until = clock.today()
    session.flush()
    assert get_rung_status(rating).evidence is Evidence.GIVEN
    assert ItemKind.FILE in keys(entry)

    file.public_until = clock.today() - timedelta(days=1)
    session.flush()

    assert get_rung_status(rating).evidence is Evidence.CLAIMED
    assert ItemKind.FILE not in keys(entry)
    assert not queries.get_visible_item_keys(rating)


def test_only_what_readers_of_this_entry_see_is_offered(session: Any, entry: Activity) -> None:
    other = make.activity(status=Status.PUBLISHED)
    theirs = promised.promise(other)
    promised.unread(entry, words="«unread promise»")
    upload = Upload("plan.pdf", PDF, "«unread file»")
    add_file(make.owner(entry), entry, upload)

    found = queries.list_evidence_items(entry)

    assert {each.key.kind for each in found} == set(ItemKind)
    assert not [each for each in found if "«unread" in str(each.words)]
    rating = make.rating(entry, submit=False)
    stranger = ItemKey(ItemKind.PROMISE, theirs.id)
    with pytest.raises(RuleBrokenError) as refused:
        actions.answer_question(
            make.owner(entry), rating, TeamReply(Question.Q2, Choice.A3, item=stranger)
        )
    assert refused.value.field == "item"


def test_a_team_chooses_it_beside_the_question(session: Any, as_: SignIn, entry: Activity) -> None:
    make.rating(entry, submit=False)
    browser = as_(session.get_one(Person, entry.owner_id))
    page = f"/activities/{entry.slug}/assess"
    key = str(keys(entry)[ItemKind.SESSION])

    assert f'<option value="{key}"' in browser.get(page).text
    wrong = browser.send(page, {"Q2-choice": "3", "Q2-item": "session-99999", "Q2-note": ""})
    assert wrong.status_code == 422
    assert browser.send(page, {"Q2-choice": "3", "Q2-item": key, "Q2-note": ""}).status_code == 303

    assert f'<option value="{key}" selected' in browser.get(page).text
    assert "A hall in Bow" in browser.get(f"/activities/{entry.slug}/assess/check").text


def test_where_there_is_nothing_to_choose_nothing_is_asked(session: Any, as_: SignIn) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    make.rating(entry, submit=False)
    browser = as_(session.get_one(Person, entry.owner_id))

    assert '-item"' not in browser.get(f"/activities/{entry.slug}/assess").text


def test_whoever_confirms_a_level_sees_it(as_: SignIn, entry: Activity) -> None:
    rated(entry, ItemKind.SESSION)

    assert "A hall in Bow" in as_(Role.CURATOR).get(f"/activities/{entry.slug}/confirm").text


def test_a_level_that_rests_on_things_alone_is_checked_without_notes_to_read(
    entry: Activity,
) -> None:
    (item, *_) = queries.list_evidence_items(entry)
    owner = make.owner(entry)
    rating = actions.begin_rating(owner, entry, actions.RoundDetails())
    actions.set_gate(owner, rating, FreeChoice.YES)
    for question in Question:
        actions.answer_question(owner, rating, TeamReply(question, Choice.A3, item=item.key))
    actions.submit_rating(owner, rating)

    actions.agree_with_evidence(make.curator(), rating, WEIGHED)

    assert get_rung_status(rating).evidence is Evidence.CHECKED
