"""What a theme needs before it counts."""

import pytest

from coprod.core.values.errors import RuleBrokenError
from coprod.intelligence.feedback.enums import Theme
from coprod.intelligence.themes.enums import ClusterState
from coprod.intelligence.themes.rules import (
    ThemeDraft,
    add_theme,
    check_approval,
    check_draft,
    check_is_open,
    choose_number_of_clusters,
    choose_quotes,
    remove_theme,
)


@pytest.mark.parametrize(
    ("comments", "clusters"), [(0, 2), (10, 2), (1_000, 10), (6_211, 25), (100_000, 40)]
)
def test_more_comments_make_more_groups_up_to_what_a_curator_can_read(
    comments: int, clusters: int
) -> None:
    assert choose_number_of_clusters(comments) == clusters


@pytest.mark.parametrize(
    ("draft", "has_read", "field"),
    [
        (ThemeDraft("", Theme.WAITING), True, "name"),
        (ThemeDraft("n" * 101, Theme.WAITING), True, "name"),
        (ThemeDraft("Phones", None), True, "theme"),
        (ThemeDraft("Phones", Theme.BOOKING), False, "has_read"),
    ],
)
def test_nothing_is_approved_without_a_name_a_theme_and_somebody_who_has_read_it(
    draft: ThemeDraft, has_read: bool, field: str
) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        check_approval(draft, has_read=has_read)
    assert broken.value.field == field


def test_a_name_alone_can_be_saved() -> None:
    check_draft(ThemeDraft("Phones", None))
    check_approval(ThemeDraft("Phones", Theme.BOOKING), has_read=True)


def test_what_is_decided_is_taken_back_before_it_changes() -> None:
    check_is_open(ClusterState.SUGGESTED)
    for state in (ClusterState.APPROVED, ClusterState.DISMISSED):
        with pytest.raises(RuleBrokenError):
            check_is_open(state)


def test_a_theme_is_added_once_and_taken_out_alone() -> None:
    waiting = add_theme("", Theme.WAITING)
    both = add_theme(waiting, Theme.COST)

    assert waiting == "|waiting|"
    assert add_theme(both, Theme.WAITING) == both == "|waiting|cost|"
    assert remove_theme(both, Theme.WAITING) == "|cost|"
    assert remove_theme(waiting, Theme.WAITING) == ""
    assert remove_theme(both, Theme.STAFF) == both


def test_quotes_are_sentences_that_differ_in_more_than_a_full_stop() -> None:
    texts = [
        "",
        "Nothing",
        "Nothing.",
        "NOTHING!",
        "Nobody answers the phone",
        "All fine",
        "ফোন ধরে না কেউ",
    ]

    assert choose_quotes(texts) == ["Nobody answers the phone", "ফোন ধরে না কেউ", "Nothing"]
    assert choose_quotes([""]) == []
