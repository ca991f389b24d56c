"""Words are suggested, agreed to, taken and declined."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.engagement.comments.rules import SubmissionSignals
from coprod.engagement.suggestions import actions, queries
from coprod.engagement.suggestions.enums import Passage, SuggestionState
from coprod.engagement.suggestions.rules import SuggestionDraft
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Naming, Story, Telling
from coprod.register.revisions.enums import ChangedBy
from coprod.register.revisions.models import PublicChange
from coprod.reviews.enums import Risk
from tests import make
from tests.reviews.make import is_open, review_of, waiting_ids

BETTER = "Neighbours plan it."


def public_entry(owner: Any = None, **given: Any) -> Activity:
    return make.activity(owner=owner or make.person(), status=Status.PUBLISHED, **given)


def test_taken_words_are_public_and_the_history_thanks_whoever_suggested_them(session: Any) -> None:
    activity, curator = public_entry(), make.person(role=Role.CURATOR)
    before = activity.summary
    suggestion = make.suggestion(activity, words=BETTER, thanks="a resident of Bow")

    actions.take_suggestion(curator.actor, suggestion, BETTER, suggestion.thanks)

    change = session.scalars(select(PublicChange)).one()
    assert activity.summary == BETTER
    assert (change.by, change.thanks) == (ChangedBy.READER, "a resident of Bow")
    assert (change.before, change.after) == ({"summary": before}, {"summary": BETTER})
    assert suggestion.state is SuggestionState.TAKEN
    assert not is_open(suggestion)


def test_who_asked_for_no_thanks_gets_none(session: Any) -> None:
    suggestion = make.suggestion(public_entry())
    actions.take_suggestion(make.curator(), suggestion, BETTER, "«put in by a curator»")
    assert session.scalars(select(PublicChange.thanks)).one() == ""


def test_a_passage_of_the_story_leaves_the_other_as_it_is(session: Any) -> None:
    activity = public_entry(story=Story(body="We met.", learned="Ask first."))
    suggestion = make.suggestion(activity, passage=Passage.LEARNED, words="Ask early.")
    actions.take_suggestion(make.curator(), suggestion, "Ask early, and listen.", "")
    assert (activity.text.body, activity.text.learned) == ("We met.", "Ask early, and listen.")


def test_declining_needs_a_reason_and_changes_no_word(session: Any) -> None:
    activity, curator = public_entry(), make.curator()
    suggestion = make.suggestion(activity)
    with pytest.raises(RuleBrokenError):
        actions.decline_suggestion(curator, suggestion, "")
    actions.decline_suggestion(curator, suggestion, "It was two years ago")
    assert suggestion.state is SuggestionState.DECLINED
    assert "better" not in activity.summary
    assert session.scalars(select(PublicChange)).all() == []
    with pytest.raises(ConflictError):
        actions.take_suggestion(curator, suggestion, BETTER, "")


def test_words_that_the_team_agrees_to_still_wait_for_a_curator(session: Any) -> None:
    owner, curator = make.person(), make.person(role=Role.CURATOR)
    activity = public_entry(owner)
    suggestion = make.suggestion(activity)

    actions.agree_as_team(owner.actor, suggestion, BETTER)

    assert suggestion.best_words == BETTER
    assert BETTER not in activity.summary
    assert queries.list_for_team(owner.actor) == []
    assert waiting_ids(curator.actor, "suggestion") == [suggestion.id]
    with pytest.raises(NotAllowedError):
        actions.take_suggestion(owner.actor, suggestion, BETTER, "")


def test_the_team_declines_with_a_reason(session: Any) -> None:
    owner = make.person()
    suggestion = make.suggestion(public_entry(owner))
    actions.decline_suggestion(owner.actor, suggestion, "We said it so on purpose")
    assert not is_open(suggestion)


def test_words_suggested_for_what_changed_meanwhile_are_refused(session: Any) -> None:
    activity = public_entry()
    seen = queries.compute_passage_fingerprint(activity, Passage.SUMMARY)
    make.correct(activity, Telling("Changed meanwhile."))
    with pytest.raises(ConflictError):
        actions.suggest_edit(
            VISITOR,
            activity,
            SuggestionDraft(Passage.SUMMARY, BETTER, "«clearer»"),
            seen=seen,
            signals=SubmissionSignals(),
        )


def test_a_title_that_is_too_long_for_a_curator_too_changes_nothing(session: Any) -> None:
    activity = public_entry(naming=Naming("Falls group"))
    suggestion = make.suggestion(activity, passage=Passage.TITLE, words="Falls club")
    with pytest.raises(RuleBrokenError):
        actions.take_suggestion(make.curator(), suggestion, "x" * 300, "")
    assert activity.title == "Falls group"


def test_spam_is_read_last_and_the_team_does_not_meet_it(session: Any) -> None:
    owner = make.person()
    suggestion = make.suggestion(public_entry(owner), is_trapped=True)
    assert review_of(suggestion).risk is Risk.LOW
    assert queries.list_for_team(owner.actor) == []


def test_only_curators_without_a_hand_in_it_find_it_in_the_queue(session: Any) -> None:
    owner, writer, other = (make.person(role=Role.CURATOR) for _ in range(3))
    suggestion = make.suggestion(public_entry(owner), writer)
    assert waiting_ids(owner.actor, "suggestion") == []
    assert waiting_ids(writer.actor, "suggestion") == []
    assert waiting_ids(other.actor, "suggestion") == [suggestion.id]
