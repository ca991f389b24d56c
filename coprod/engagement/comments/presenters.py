"""What the pages about comments are given, and the letters to authors, curators and teams.

A page is never given the words of a comment that is not public: only that it is gone, and since
when.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from coprod.core.audit_trail.models import Event
from coprod.core.values import clock, workdays
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.core.values.text import excerpt
from coprod.engagement.comments import policies, queries
from coprod.engagement.comments.enums import A_RESIDENT, SOMEBODY, THE_TEAM, Kind, State
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.policies import can_write_on_behalf, is_owner
from coprod.engagement.comments.queries import A_FEW, Wanted, subjects
from coprod.engagement.comments.rules import Subject, Ways
from coprod.reference.lists.models import Partnership
from coprod.register.activities.rules import Piece, compare
from coprod.web import mailer
from coprod.web.access import actor
from coprod.web.filters import in_words
from coprod.web.frame import the_place
from coprod.web.headers import current_settings
from coprod.web.mailer import Email

LAST_PAGE = 10_000
SHORT = 70


# The comments on a subject


@dataclass(frozen=True)
class Said:
    """One comment as readers see it. One that is gone has no words."""

    id: int
    kind: Kind | None
    who: str | Message
    words: str
    day: date
    gone_since: date | None
    is_gone_by_author: bool
    is_under: bool
    is_official: bool
    is_edited: bool
    answers: str
    answers_id: int | None
    wait: Message | None
    led_to: Event | None
    origin: Message | None


@dataclass(frozen=True)
class CommentsPage:
    """The comments on one subject: one page of them, or the first few."""

    subject: Subject
    rows: list[Said]
    by_kind: dict[Kind, int]
    total: int
    on_all_pages: int
    wanted: Wanted
    ways: Ways
    is_own: bool
    can_type_for_others: bool

    @property
    def pages(self) -> int:
        shown = self.by_kind.get(self.wanted.kind, 0) if self.wanted.kind else self.on_all_pages
        return max(1, -(-shown // self.wanted.a_page))


def comments_on(actor: Actor, subject: Subject, wanted: Wanted | None = None) -> CommentsPage:
    """Return what stands under a subject; without ``wanted`` the latest few."""
    asked, ways = wanted or Wanted(a_page=A_FEW), get_comment_settings()
    found = queries.standing_on(subject, asked)
    return CommentsPage(
        subject=subject,
        rows=[said(each, found.parents, ways) for each in found.comments],
        total=found.total,
        by_kind=found.by_kind,
        on_all_pages=found.on_all_pages,
        wanted=asked,
        ways=ways,
        is_own=is_owner(actor, subject),
        can_type_for_others=can_write_on_behalf(actor),
    )


def said(comment: Comment, over: Mapping[int, Comment], ways: Ways) -> Said:
    is_there = comment.state is State.PUBLISHED
    parent = over.get(comment.answers_id or comment.under_id or 0)
    when = comment.published_at or comment.sent_at
    return Said(
        id=comment.id,
        kind=comment.kind,
        who=who(comment),
        words=comment.words if is_there else "",
        day=(comment.sent_at if comment.origin else when).date(),
        gone_since=None if is_there else comment.left_on,
        is_gone_by_author=comment.state is State.TAKEN_BACK,
        is_under=comment.under_id is not None,
        is_official=comment.is_official,
        is_edited=comment.is_edited,
        answers=excerpt(parent.words, limit=SHORT) if parent else "",
        answers_id=parent.id if parent else None,
        wait=wait(comment, ways),
        led_to=comment.led_to if is_there else None,
        origin=came_by(comment.origin) if comment.origin and is_there else None,
    )


def who(comment: Comment) -> str | Message:
    if comment.is_official:
        return THE_TEAM
    if comment.origin and comment.origin.source:
        return SOMEBODY
    return comment.name or A_RESIDENT


def came_by(origin: Origin) -> Message:
    if origin.source:
        return N_("Brought in from %(source)s", source=origin.source)
    return N_(
        "%(way)s, and typed for them by somebody else, with their consent", way=said_way(origin)
    )


def said_way(origin: Origin) -> Message | str:
    return origin.way.label if origin.way else ""


def wait(comment: Comment, ways: Ways) -> Message | None:
    """Say until when the team was asked to answer, and for how long it is late."""
    if not comment.waits_for_answer or comment.answer_by is None:
        return None
    today = clock.today()
    day = comment.answer_by
    if day >= today:
        return N_("The team has been asked to answer by %(day)s.", day=in_words(day))
    late = workdays.count_workdays(day, today, ways.off)
    return N_(
        "The team has not answered yet. We asked for an answer by %(day)s. Working days since "
        "then: %(late)s.",
        day=in_words(day),
        late=late,
    )


def wanted(kind: str, page: str) -> Wanted:
    """Read what a reader asked for from an address. What makes no sense is left out."""
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    chosen = Kind(kind) if kind in set(Kind) else None
    return Wanted(chosen, min(max(number, 1), LAST_PAGE))


def get_comment_settings() -> Ways:
    """Return how this register handles comments."""
    settings = current_settings()
    return Ways(
        settings.comments_read_within,
        settings.comments_answer_within,
        settings.comments_replies,
        settings.comments_trust_after,
        days_off(),
    )


def days_off() -> frozenset[date]:
    """Return the place’s days off. The frame of the page has asked for the place already."""
    here = the_place()
    return here.off if isinstance(here, Partnership) else frozenset()


def titles(
    comments: Sequence[Comment], known: Mapping[tuple[str, int], Subject]
) -> dict[int, Subject]:
    """Return what each of some comments is about."""
    return {
        each.id: known[each.subject_kind, each.subject_id]
        for each in comments
        if (each.subject_kind, each.subject_id) in known
    }


# One's own comment


def told(comment: Comment, token: str) -> dict[str, object]:
    """Return what every page about one's own comment shows."""
    key, ways = (comment.subject_kind, comment.subject_id), get_comment_settings()
    return {
        "comment": comment,
        "subject": subjects([key]).get(key),
        "at": {"token": token} if token else {"comment_id": comment.id},
        "link": mailer.address("engagement.receipts.receipt", token=token) if token else "",
        "read_by": ways.read_by(comment.sent_at),
        "ways": ways,
        "may_change": policies.may_change(comment),
        "edits": edits(comment),
        "can_appeal": policies.can_appeal(comment),
        "is_gone": comment.state is State.TAKEN_BACK,
        "can_claim": bool(token and actor().id and comment.person_id is None),
    }


def edits(comment: Comment) -> list[Piece]:
    """Return what a moderator took out of a comment and put in, for its author."""
    return compare(comment.body, comment.public_body) if comment.is_edited else []


def back(comment: Comment, token: str) -> str:
    at: dict[str, str | int] = {"token": token} if token else {"comment_id": comment.id}
    return url_for("engagement.receipts.receipt", **at)  # type: ignore[arg-type]


def link_of(comment: Comment) -> str:
    """Return the private link as a path of ours; none when the comment is in an account."""
    token = queries.link_token(comment)
    return url_for("engagement.receipts.receipt", token=token) if token else ""


def own_address(comment: Comment) -> str:
    """Return where its author looks after a comment: in the account, or by the private link."""
    if comment.person_id is not None:
        return url_for("engagement.receipts.receipt", comment_id=comment.id)
    return link_of(comment)


# Letters to authors and curators: what happened to a comment, and never what it says


def receipt(title: str) -> Email:
    return Email(
        subject=N_("Your comment has arrived"),
        before=(
            N_("Thank you for your comment on: %(title)s.", title=title),
            N_("A person reads it before it is public."),
        ),
        link_says=N_("See what becomes of it, change it or delete it"),
        after=(N_("This link is yours alone. Keep it to yourself."),),
    )


def read_these(*, is_urgent: bool) -> Email:
    """To the curators: comments wait."""
    urgent = (N_("One of them has a word from your list of words to read first."),)
    return Email(
        subject=N_("Read this comment first")
        if is_urgent
        else N_("Comments are waiting to be read"),
        before=(
            N_("Somebody has written a comment. Readers cannot see it yet."),
            *(urgent if is_urgent else ()),
        ),
        link_says=N_("Read what waits"),
    )


def safety_alert(number: int, title: str, contact: str) -> Email:
    """To the safeguarding contact, at once. It says where a comment is and none of its words."""
    return Email(
        subject=N_("A comment may be about somebody who is not safe"),
        before=(
            N_("This is comment %(number)s on: %(title)s.", number=number, title=title),
            N_("The register has seen words in it that may mean danger. Nobody has read it yet."),
            N_("It is not public. This letter leaves out what it says, to protect people."),
            N_("Ask the curators for it: %(contact)s.", contact=contact),
        ),
        link_says=N_("Curators read it here"),
    )


# Letters that ask a team for its answer: they lead to the comment and do not repeat it


def asked(title: str, day: str) -> Email:
    return Email(
        subject=N_("Somebody is waiting for your answer"),
        before=(
            N_("There is a comment on: %(title)s.", title=title),
            N_("Please answer for your team by %(day)s. Readers see how long they wait.", day=day),
        ),
        link_says=N_("Read it and answer"),
    )


def chased(title: str, number: int) -> Email:
    return Email(
        subject=N_("Your answer is late"),
        before=(
            N_("Comments on this wait for your answer: %(title)s.", title=title),
            N_("How many are late: %(number)s. Everybody can see it.", number=number),
        ),
        link_says=N_("Read them and answer"),
        after=(N_("“We cannot do this, because …” is an answer too."),),
    )
