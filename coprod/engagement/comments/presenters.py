"""What the pages about comments are given.

A page is never given the words of a comment that is not public: only that it is gone, and since
when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from coprod.core.audit_trail.models import Event
from coprod.core.values import clock, workdays
from coprod.core.values.actor import Actor
from coprod.core.values.keys import count_pages, parse_page_number
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.engagement.comments import queries
from coprod.engagement.comments.enums import (
    A_RESIDENT,
    SOMEBODY,
    THE_TEAM,
    CommentKind,
    CommentState,
)
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.policies import can_write_on_behalf, is_owner
from coprod.engagement.comments.queries import PREVIEW_SIZE, CommentsFilter
from coprod.engagement.comments.rules import CommentSettings, Subject
from coprod.reference.lists.models import Partnership
from coprod.register.activities.rules import TextPiece, compare
from coprod.web import mailer
from coprod.web.filters import say_date
from coprod.web.frame import get_place
from coprod.web.headers import get_settings
from coprod.web.qr_codes import build_qr_data_uri

LONGEST_QUOTE = 70
MOST_THREADS = 2
"""How many comments stand on the page of their subject."""


# The comments on a subject


@dataclass(frozen=True)
class CommentRow:
    """One comment as readers see it. One that is gone has no words."""

    id: int
    kind: CommentKind | None
    who: str | Message
    words: str
    day: date
    gone_since: date | None
    is_gone_by_author: bool
    is_under: bool
    is_official: bool
    is_edited: bool
    quote: str
    answers_id: int | None
    thread_id: int | None
    wait_message: Message | None
    led_to: Event | None
    origin: Message | None


@dataclass(frozen=True)
class CommentThread:
    """A comment with the team's answer, and how many others answered it."""

    comment: CommentRow
    official: CommentRow | None
    others: int


@dataclass(frozen=True)
class CommentsPage:
    """The comments on one subject: one page of them, or the first few."""

    subject: Subject
    rows: list[CommentRow]
    count_by_kind: dict[CommentKind, int]
    total: int
    total_with_answers: int
    criteria: CommentsFilter
    settings: CommentSettings
    is_own: bool
    can_write_on_behalf: bool

    @property
    def threads(self) -> list[CommentThread]:
        """The first few comments, each with the team's answer inside it."""
        first = [row for row in self.rows if not row.is_under][:MOST_THREADS]
        return [self.build_thread(row) for row in first]

    def build_thread(self, comment: CommentRow) -> CommentThread:
        answers = [row for row in self.rows if row.is_under and row.thread_id == comment.id]
        official = next((row for row in answers if row.is_official and not row.gone_since), None)
        others = [row for row in answers if row is not official and not row.gone_since]
        return CommentThread(comment, official, len(others))

    @property
    def pages(self) -> int:
        number = (
            self.count_by_kind.get(self.criteria.kind, 0)
            if self.criteria.kind
            else self.total_with_answers
        )
        return count_pages(number, self.criteria.page_size)


def build_comments_page(
    actor: Actor, subject: Subject, criteria: CommentsFilter | None = None
) -> CommentsPage:
    """Build the list of comments on a subject; without ``criteria`` the latest few."""
    applied, settings = criteria or CommentsFilter(page_size=PREVIEW_SIZE), get_comment_settings()
    comments_slice = queries.load_comments_slice(subject, applied)
    return CommentsPage(
        subject=subject,
        rows=[
            build_row(each, comments_slice.parents, settings) for each in comments_slice.comments
        ],
        total=comments_slice.total,
        count_by_kind=comments_slice.count_by_kind,
        total_with_answers=comments_slice.total_with_answers,
        criteria=applied,
        settings=settings,
        is_own=is_owner(actor, subject),
        can_write_on_behalf=can_write_on_behalf(actor),
    )


def build_row(
    comment: Comment, parents: Mapping[int, Comment], settings: CommentSettings
) -> CommentRow:
    is_public = comment.state is CommentState.PUBLISHED
    parent = parents.get(comment.answers_id or comment.parent_id or 0)
    became_public_at = comment.published_at or comment.sent_at
    return CommentRow(
        id=comment.id,
        kind=comment.kind,
        who=name_author(comment),
        words=comment.words if is_public else "",
        day=(comment.sent_at if comment.origin else became_public_at).date(),
        gone_since=None if is_public else comment.left_on,
        is_gone_by_author=comment.state is CommentState.TAKEN_BACK,
        is_under=comment.parent_id is not None,
        is_official=comment.is_official,
        is_edited=comment.is_edited,
        quote=excerpt(parent.words, limit=LONGEST_QUOTE) if parent else "",
        answers_id=parent.id if parent else None,
        thread_id=comment.parent_id,
        wait_message=describe_wait(comment, settings),
        led_to=comment.led_to if is_public else None,
        origin=describe_origin(comment.origin) if comment.origin and is_public else None,
    )


def name_author(comment: Comment) -> str | Message:
    if comment.is_official:
        return THE_TEAM
    if comment.origin and comment.origin.source:
        return SOMEBODY
    return comment.name or A_RESIDENT


def describe_origin(origin: Origin) -> Message:
    if origin.source:
        return N_("Brought in from %(source)s", source=origin.source)
    return N_(
        "%(way)s, and typed for them by somebody else, with their consent",
        way=describe_channel(origin),
    )


def describe_channel(origin: Origin) -> Message | str:
    return origin.way.label if origin.way else ""


def describe_wait(comment: Comment, settings: CommentSettings) -> Message | None:
    """Say until when the team was asked to answer, and for how long it is late."""
    if not comment.waits_for_answer or comment.answer_by is None:
        return None
    today = clock.today()
    day = comment.answer_by
    if comment.is_answer_enough is False:
        return N_("The team has been asked to say more by %(day)s.", day=say_date(day))
    if day >= today:
        return N_("The team has been asked to answer by %(day)s.", day=say_date(day))
    late = workdays.count_workdays(day, today, settings.days_off)
    return N_(
        "The team has not answered yet. We asked for an answer by %(day)s. Working days since "
        "then: %(late)s.",
        day=say_date(day),
        late=late,
    )


def read_filter(kind: str, page: str) -> CommentsFilter:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    chosen_kind = CommentKind(kind) if kind in set(CommentKind) else None
    return CommentsFilter(chosen_kind, parse_page_number(page))


def get_comment_settings() -> CommentSettings:
    """Return how this register handles comments."""
    settings = get_settings()
    return CommentSettings(
        settings.comments_read_within,
        settings.comments_answer_within,
        settings.comments_replies,
        settings.comments_trust_after,
        list_days_off(),
    )


def list_days_off() -> frozenset[date]:
    """Return the place’s days off. The frame of the page has asked for the place already."""
    partnership = get_place()
    return partnership.off if isinstance(partnership, Partnership) else frozenset()


# One's own comment


def list_edits(comment: Comment) -> list[TextPiece]:
    """Return what a moderator took out of a comment and put in, for its author."""
    return compare(comment.body, comment.public_body) if comment.is_edited else []


def get_private_link(comment: Comment) -> str:
    """Return the private link as a path of ours; none when the comment is in an account."""
    token = queries.get_comment_token(comment)
    return url_for("engagement.receipts.receipt", token=token) if token else ""


@dataclass(frozen=True)
class PaperReceipt:
    """What somebody takes away from a device that is not theirs: a number, a link, its square."""

    number: int
    link: str

    @property
    def square(self) -> str:
        return build_qr_data_uri(self.link)


def build_paper_receipt(comment: Comment) -> PaperReceipt:
    return PaperReceipt(comment.id, mailer.make_absolute(get_private_link(comment)))


def get_own_address(comment: Comment) -> str:
    """Return where its author looks after a comment: in the account, or by the private link."""
    if comment.person_id is not None:
        return url_for("engagement.receipts.receipt", comment_id=comment.id)
    return get_private_link(comment)
