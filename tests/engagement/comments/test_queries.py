"""One page of what stands under a subject, what its answers answer, and how much there is."""

from typing import Any

import pytest

from coprod.engagement.comments.actions import answer_comment
from coprod.engagement.comments.enums import CommentKind
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import (
    ACTIVITY_SUBJECTS,
    CommentsFilter,
    load_comments_slice,
)
from coprod.engagement.moderation.enums import Outcome
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def public(entry: Activity, body: str, kind: CommentKind = CommentKind.QUESTION) -> Comment:
    return make.comment(entry, body, kind=kind, outcome=Outcome.PUBLISH)


@pytest.mark.parametrize("page", [1, 2])
def test_nothing_stands_under_what_nobody_wrote_about(entry: Activity, page: int) -> None:
    found = load_comments_slice(ACTIVITY_SUBJECTS.build_subject(entry), CommentsFilter(page=page))

    assert (found.comments, found.parents, found.count_by_kind) == ([], {}, {})
    assert (found.total, found.total_with_answers) == (0, 0)


def test_the_second_page_goes_on_where_the_first_ends(entry: Activity) -> None:
    bodies = ["First", "Second", "Third"]
    for body in bodies:
        public(entry, body)
    pages = [
        load_comments_slice(
            ACTIVITY_SUBJECTS.build_subject(entry), CommentsFilter(page=n, page_size=2)
        )
        for n in (1, 2, 3)
    ]

    assert [[each.body for each in page.comments] for page in pages] == [
        ["Third", "Second"],
        ["First"],
        [],
    ]
    assert [page.total for page in pages] == [3, 3, 3]


def test_a_page_of_one_kind_still_counts_every_kind(entry: Activity) -> None:
    public(entry, "Is there a lift?")
    public(entry, "Thank you", CommentKind.THANKS)
    found = load_comments_slice(
        ACTIVITY_SUBJECTS.build_subject(entry), CommentsFilter(kind=CommentKind.THANKS)
    )

    assert [each.body for each in found.comments] == ["Thank you"]
    assert found.count_by_kind == {CommentKind.QUESTION: 1, CommentKind.THANKS: 1}


def test_an_answer_stands_with_what_it_answers(entry: Activity, session: Any) -> None:
    asked, other = public(entry, "Is there a lift?"), public(entry, "Is there tea?")
    about = ACTIVITY_SUBJECTS.build_subject(entry)
    answer = answer_comment(make.owner(entry), about, asked, "There is, by the door")
    make.decide(answer, entry, Outcome.PUBLISH)
    session.commit()
    found = load_comments_slice(about, CommentsFilter())

    assert set(found.parents) == {asked.id}
    assert other.id not in found.parents
    assert found.parents[asked.id].body == "Is there a lift?"
    assert (found.total, found.total_with_answers) == (2, 3)
