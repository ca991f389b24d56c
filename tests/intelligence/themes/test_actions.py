"""A curator names, merges, approves and dismisses what a computer suggests, with a trail."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.audit_trail.queries import list_events
from coprod.core.database import session as database
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    RuleBrokenError,
)
from coprod.exchange.feedback_imports import actions as imports
from coprod.exchange.feedback_imports.enums import FeedbackChoices
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.intelligence.themes import actions, queries
from coprod.intelligence.themes.commands import suggest_themes
from coprod.intelligence.themes.enums import ClusterKind, ClusterState
from coprod.intelligence.themes.models import ClusterMember, CommentCluster
from coprod.intelligence.themes.rules import FoundCluster, ThemeDraft
from tests import make
from tests.exchange.feedback_imports.test_actions import COLUMNS, upload
from tests.intelligence.themes.make import cluster, comments, get_themes, list_all

PHONES = ThemeDraft("Phones ring out", Theme.BOOKING)
SUBJECTS = (
    "Nobody answers the phone when I call in the morning",
    "The bus to the hospital takes an hour and parking is dear",
    "Cold food and weak tea again for dinner on this ward",
)


@pytest.fixture
def curator(session: Any) -> Actor:
    return make.person(role=Role.CURATOR).actor


def approve(curator: Actor, of: CommentCluster, draft: ThemeDraft = PHONES) -> None:
    actions.approve_cluster(curator, of, draft, has_read=True, seen=of.version)


def count_theme(theme: Theme) -> list[int | None]:
    return list(database.scalars(select(Insight.comments).where(Insight.theme == theme)))


def test_an_approved_theme_counts_and_one_that_is_only_named_does_not(curator: Actor) -> None:
    suggested = cluster()

    actions.name_cluster(curator, suggested, PHONES, seen=1)
    assert get_themes(suggested) == ["", "", ""]
    assert count_theme(Theme.BOOKING) == []

    approve(curator, suggested)
    assert get_themes(suggested) == ["|booking_and_phone|"] * 3
    assert count_theme(Theme.BOOKING) == [3]
    of_theme = select(Insight.is_labelled).where(Insight.theme == Theme.BOOKING)
    assert database.scalars(of_theme).all() == [True]
    assert suggested.words == []


def test_who_did_what_and_when_is_noted(curator: Actor) -> None:
    suggested = cluster()
    actions.name_cluster(curator, suggested, PHONES, seen=1)
    approve(curator, suggested)
    actions.reopen_cluster(curator, suggested, seen=suggested.version)

    steps = list_events(suggested, public_only=False)
    assert [step.verb for step in steps] == [
        *("named a theme", "approved a theme", "reopened a theme")
    ]
    assert {step.person_id for step in steps} == {curator.id}
    assert list_events(suggested, public_only=True) == []


def test_taken_back_it_leaves_each_comment_as_its_file_had_it(curator: Actor) -> None:
    first, *_ = comments("«Engaged»", "«Engaged again»", themes="|booking_and_phone|cost|")
    suggested = cluster()
    database.add(
        ClusterMember(cluster_id=suggested.id, source=first.source, key=first.key, position=9)
    )
    approve(curator, suggested)

    actions.reopen_cluster(curator, suggested, seen=suggested.version)

    assert get_themes(suggested) == ["", "", "", "|booking_and_phone|cost|"]
    assert suggested.state is ClusterState.SUGGESTED


def test_what_is_the_same_goes_with_another_and_counts_with_it_at_once(curator: Actor) -> None:
    approved = cluster()
    approve(curator, approved)
    suggested = cluster(("«Cut off»", "«On hold»"))

    actions.merge_clusters(curator, suggested, approved, seen=suggested.version)

    assert get_themes(approved) == ["|booking_and_phone|"] * 5
    assert count_theme(Theme.BOOKING) == [5]
    assert [each.id for each in list_all()] == [approved.id]
    steps = list_events(approved, public_only=False)
    assert steps[-1].verb == "merged a theme"
    assert steps[-1].details["comments"] == 2


def test_a_theme_is_not_merged_with_itself_or_with_copies(curator: Actor) -> None:
    suggested = cluster()
    actions.name_cluster(curator, suggested, PHONES, seen=1)
    copies = cluster(kind=ClusterKind.COPIES)

    for other in (suggested, copies):
        with pytest.raises(RuleBrokenError):
            actions.merge_clusters(curator, suggested, other, seen=suggested.version)


def test_an_older_page_changes_nothing(curator: Actor) -> None:
    suggested = cluster()
    actions.name_cluster(curator, suggested, PHONES, seen=1)

    with pytest.raises(ConflictError):
        approve_with_old_page(curator, suggested)
    with pytest.raises(ConflictError):
        actions.dismiss_cluster(curator, suggested, seen=1)


def approve_with_old_page(curator: Actor, of: CommentCluster) -> None:
    actions.approve_cluster(curator, of, PHONES, has_read=True, seen=1)


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER])
def test_nobody_else_sees_or_changes_a_theme(curator: Actor, role: Role) -> None:
    suggested = cluster()
    actor = make.person(role=role).actor if role is not Role.VISITOR else VISITOR
    with pytest.raises(NotFoundError):
        queries.get_cluster(actor, suggested.id)
    with pytest.raises(NotFoundError):
        queries.list_clusters(actor, ClusterKind.THEME, ClusterState.SUGGESTED)
    for act in (approve_with_old_page, dismiss, ask):
        with pytest.raises(NotAllowedError):
            act(actor, suggested)


def dismiss(actor: Actor, of: CommentCluster) -> None:
    actions.dismiss_cluster(actor, of, seen=1)


def ask(actor: Actor, _of: CommentCluster) -> None:
    actions.ask_for_suggestions(actor)


# What the worker suggests


def test_comments_about_the_same_are_suggested_together_and_named_ones_stay(
    curator: Actor,
) -> None:
    comments(*(f"{text} {n}" for n in range(20) for text in SUBJECTS))

    suggest_themes()

    themes = [each for each in list_all() if each.kind is ClusterKind.THEME]
    assert len(themes) == 2  # so many are looked for in sixty comments
    actions.name_cluster(curator, themes[0], PHONES, seen=1)
    comments(*(f"{text} {n}" for n in range(20) for text in SUBJECTS))
    suggest_themes()
    left = [each for each in list_all() if each.kind is ClusterKind.THEME]
    assert themes[0].id in {each.id for each in left}
    assert themes[1].id not in {each.id for each in left}
    assert len(left) > 1
    members = [{(each.source, each.key) for each in queries.list_members(theme)} for theme in left]
    assert not set.intersection(*members)


def test_the_same_letter_many_times_is_found_and_nothing_is_deleted(curator: Actor) -> None:
    letter = "Please do not close the walk in clinic because my mother cannot get to another one"
    comments(
        letter, letter.upper(), f"{letter}!", "Another comment of more than eight words in all"
    )

    suggest_themes()

    (copies,) = [each for each in list_all() if each.kind is ClusterKind.COPIES]
    assert queries.count_comments(copies) == 3
    actions.dismiss_cluster(curator, copies, seen=1)
    suggest_themes()
    assert [each.id for each in list_all() if each.kind is ClusterKind.COPIES] == [copies.id]
    assert len(database.scalars(select(FeedbackComment)).all()) == 4


# The words go in time


def test_words_that_are_over_are_neither_read_nor_suggested_from(curator: Actor) -> None:
    suggested = cluster(words=("phone",))
    with time_machine.travel(clock.now() + timedelta(days=731), tick=False):
        assert not any(queries.list_quotes([suggested]).values())
        assert list(queries.list_readable_texts(ClusterKind.THEME)) == []


def test_when_words_are_deleted_the_typical_ones_go_with_them(
    curator: Actor, tmp_path: Path
) -> None:
    named = cluster(words=("phone",))
    actions.name_cluster(curator, named, PHONES, seen=1)
    unnamed = cluster(("«Cut off»",), words=("hold",))

    for each in database.scalars(select(FeedbackFile)).all():
        imports.delete_words(SYSTEM, tmp_path, each)

    assert [(each.id, each.words) for each in list_all()] == [(named.id, [])]
    assert unnamed.id != named.id


def test_a_file_that_is_counted_again_keeps_what_was_approved(
    curator: Actor, tmp_path: Path
) -> None:
    text = "Id,When,Felt,Said\n1,4/5/2026,5,Engaged\n2,5/5/2026,5,Cut off\n"
    columns = {name: COLUMNS[name] for name in ("Id", "When", "Felt", "Said")}
    of = upload(curator, tmp_path, text, columns=columns)
    imports.count_file(curator, tmp_path, of)
    ids = list(database.scalars(select(FeedbackComment.id)))
    found = FoundCluster(ClusterKind.THEME, ids)
    actions.save_suggestions([found])
    (suggested,) = list_all()
    approve(curator, suggested)

    imports.reopen_file(curator, tmp_path, of)
    imports.choose_columns(curator, tmp_path, of, of.choices or FeedbackChoices())
    imports.count_file(curator, tmp_path, of)

    assert get_themes(suggested) == ["|booking_and_phone|"] * 2
    assert count_theme(Theme.BOOKING) == [2]
