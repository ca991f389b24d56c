from typing import Any

import pytest

from coprod.assessment.honest_labels import actions, queries
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.policies import is_public
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError, RuleBrokenError
from coprod.register.activities.enums import Rung, Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import PromiseStatement, Telling
from tests import make

WORD = Word.CO_PRODUCTION


def entry(status: Status = Status.PUBLISHED) -> Activity:
    promising = PromiseStatement((Rung.CO_PRODUCTION,))
    return make.activity(status=status, telling=Telling("A co-produced plan."), promising=promising)


def test_the_latest_reason_counts_and_none_is_written_over(session: Any) -> None:
    found = entry(Status.DRAFT)
    first = make.word_justification(found, WORD, "It feels so")
    make.word_justification(found, WORD, "It is the name of the fund")

    assert queries.get_justifications(found)[WORD].reason == "It is the name of the fund"
    assert first.reason == "It feels so"


def test_a_reason_that_is_given_up_is_gone_and_an_older_one_does_not_come_back(
    session: Any,
) -> None:
    found = entry(Status.DRAFT)
    make.word_justification(found, WORD, "It feels so")
    make.word_justification(found, WORD, "It is the name of the fund")

    actions.give_up_word(make.owner(found), found, WORD)

    assert queries.get_justifications(found) == {}
    with pytest.raises(NotFoundError):
        actions.give_up_word(make.owner(found), found, WORD)


def test_a_reason_on_a_draft_is_read_with_it_when_it_is_published(session: Any) -> None:
    found = entry(Status.SUBMITTED)
    found.status = Status.RETURNED
    kept = make.word_justification(found, WORD, "It feels so")

    assert not is_public(found, kept)
    found.published_at = kept.at
    assert is_public(found, kept)


def test_a_reason_on_a_public_entry_waits_for_a_curator(session: Any) -> None:
    found = entry()
    kept = make.word_justification(found, WORD, "It feels so")
    assert not is_public(found, kept)

    actions.publish_reason(make.curator(), found, WORD, justification_id=kept.id)

    assert is_public(found, kept)


def test_a_curator_lets_through_only_the_reason_that_they_read(session: Any) -> None:
    found = entry()
    seen = make.word_justification(found, WORD, "It feels so")
    make.word_justification(found, WORD, "Something else")

    with pytest.raises(ConflictError):
        actions.publish_reason(make.curator(), found, WORD, justification_id=seen.id)


def test_who_may_not(session: Any) -> None:
    found = entry()
    kept = make.word_justification(found, WORD, "It feels so")
    stranger, owner = make.person(role=Role.CURATOR).actor, make.owner(found)

    for actor in (VISITOR, stranger):
        with pytest.raises(NotAllowedError):
            actions.keep_word(actor, found, WORD, "Because")
        with pytest.raises(NotAllowedError):
            actions.give_up_word(actor, found, WORD)
    with pytest.raises(NotAllowedError):
        actions.publish_reason(owner, found, WORD, justification_id=kept.id)


@pytest.mark.parametrize("reason", ["", "x" * 1001])
def test_a_reason_says_something_and_is_short(session: Any, reason: str) -> None:
    found = entry(Status.DRAFT)

    with pytest.raises(RuleBrokenError):
        actions.keep_word(make.owner(found), found, WORD, reason)
