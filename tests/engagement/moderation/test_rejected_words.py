"""Words that are not public reach no page, count, export, program or letter.

Whatever happened to a comment before, and in whichever order.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coprod.core.mail import Outgoing
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.engagement.comments import actions, policies
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.presenters import build_comments_page
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.moderation.rules import DECIDABLE_STATES
from coprod.library.subscriptions import commands
from coprod.library.subscriptions.enums import Frequency
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from tests import make
from tests.library.subscriptions.make import follower

CHANGE, DELETE = "change", "delete"
STEPS = (*Outcome, CHANGE)
REJECTIONS = (Outcome.REWORD, Outcome.DECLINE, Outcome.ELSEWHERE, Outcome.HOLD, DELETE)
PAGES = ("/", "/stories", "/stories/{slug}", "/stories/{slug}/effect", "/have-your-say",
         "/how-we-are-doing", "/comments/on/entry/{slug}", "/moderation/figures", "/promises",
         "/stories/feed.atom", "/stories/{slug}/feed.atom", "/api/entries",
         "/api/entries/{slug}")  # fmt: skip
FATES = st.tuples(
    st.lists(st.sampled_from(STEPS), max_size=4),
    st.sampled_from(REJECTIONS),
    st.sampled_from(CommentKind),
)
FILES = ("/desk/decisions.csv", "/audit/file.csv")
SOON = timedelta(minutes=5)
number = count(1)


def apply(step: str, comment: Comment, entry: Activity, secret: str) -> None:
    """Do to a comment what can be done to it now; else nothing."""
    if step == CHANGE and policies.may_change(comment):
        actions.change_own_comment(VISITOR, comment, f"{secret} in other words")
    elif step == DELETE:
        actions.delete_own_comment(VISITOR, comment)
    elif step != CHANGE and comment.state in DECIDABLE_STATES:
        edits = {"body": f"{secret} edited {next(number)}"} if step == Outcome.EDIT else {}
        make.decide(comment, entry, Outcome(step), **edits)
    make.keep(comment)


def read_letters(session: Any) -> str:
    with time_machine.travel(clock.now() + SOON):
        commands.write_emails()
    letters = session.scalars(select(Outgoing)).all()
    return " ".join(f"{each.subject} {each.text} {each.html}" for each in letters)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(fate=FATES)
def test_rejected_words_are_nowhere(
    client: Any, as_: Callable[..., Any], session: Any, fate: tuple[list[str], str, CommentKind]
) -> None:
    history, rejection, kind = fate
    secret = f"zebrasecret{next(number)}x"
    entry = make.activity(status=Status.PUBLISHED)
    follower(entry=entry.id, often=Frequency.AT_ONCE)
    make.comment(entry, "Everybody reads this", outcome=Outcome.PUBLISH)
    comment = make.comment(entry, f"We say {secret}", kind=kind)
    comment.email = "guest@example.org"
    for step in (*history, rejection):
        apply(step, comment, entry, secret)
    assert comment.state is not CommentState.PUBLISHED

    for path in PAGES:
        assert secret not in client.get(path.format(slug=entry.slug)).text, path
    for path in FILES:
        assert secret not in as_(Role.ADMINISTRATOR).get(path).text, path
    assert client.get(f"/api/search?q={secret}").json["results"] == []
    assert secret not in read_letters(session)
    with client.application.test_request_context():
        page = build_comments_page(VISITOR, ACTIVITY_SUBJECTS.build_subject(entry))
    assert (page.total, sum(page.count_by_kind.values())) == (1, 1)
