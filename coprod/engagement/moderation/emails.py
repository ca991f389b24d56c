"""Letters that go with a decision about a comment, a report or an appeal."""

from collections.abc import Iterable
from functools import partial

from coprod.core.values.phrases import N_, Message
from coprod.engagement.comments.emails import (
    build_answered_email,
    write_about_consequence,
    write_to_safeguarding_contact,
)
from coprod.engagement.comments.enums import ModerationReason
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.queries import get_answered_comment
from coprod.engagement.moderation import queries
from coprod.engagement.moderation.enums import Outcome
from coprod.web.letters import Letter, Reader
from coprod.web.mailer import Email, fix

OUTCOME_TEXTS: dict[Outcome, Message] = {
    Outcome.PUBLISH: N_("A person has read your comment. It is public now."),
    Outcome.EDIT: N_(
        "A person has read your comment. It is public now, but something was taken out. You can "
        "see what and why."
    ),
    Outcome.REWORD: N_(
        "A person has read your comment and asks you to put something in other words. Your words "
        "are kept for you."
    ),
    Outcome.DECLINE: N_("A person has read your comment. It is not public. You can see why."),
    Outcome.ELSEWHERE: N_(
        "A person has read your comment. It is not public, because another place is better for it."
    ),
    Outcome.HOLD: N_(
        "A person has read your comment. It is not public: we look into it with care."
    ),
}


REASONED = frozenset({Outcome.EDIT, Outcome.REWORD, Outcome.DECLINE})
"""Outcomes whose reasons stand in the letter. What is held is looked into with care, in silence."""


def build_decision_email(
    title: str, outcome: Outcome, reasons: Iterable[ModerationReason] = ()
) -> Email:
    texts = [each.label for each in reasons] if outcome in REASONED else []
    return Email(
        key=f"engagement.moderation.{outcome}",
        subject=N_("We have read your comment"),
        before=(
            N_("You wrote a comment on: %(title)s.", title=title),
            OUTCOME_TEXTS[outcome],
            *(N_("Why: %(reason)s.", reason=text) for text in texts),
        ),
        link_label=N_("See what became of it"),
    )


def write_to_answered_author(answer: Comment, title: str) -> None:
    """Tell whoever is answered, once: when readers see the answer for the first time."""
    if answer.is_official and queries.is_first_publication(answer):
        write_about_consequence(get_answered_comment(answer), build_answered_email(title))


def build_appeal_ended_email(title: str) -> Email:
    return Email(
        key="engagement.moderation.appeal-ended",
        subject=N_("Your appeal was decided"),
        before=(N_("A lay member has looked at your comment on: %(title)s.", title=title),),
        link_label=N_("Read what they decided"),
    )


def build_appeal_email(title: str) -> Email:
    """To the lay members."""
    return Email(
        key="engagement.moderation.appeal",
        subject=N_("Somebody asks you to look at a decision"),
        before=(N_("The author of a comment on this appeals: %(title)s.", title=title),),
        link_label=N_("Read it and decide"),
    )


def build_no_lay_member_email(title: str) -> Email:
    """To the curators, who may not decide it themselves."""
    return Email(
        key="engagement.moderation.no-lay-member",
        subject=N_("An appeal is waiting, and there is no lay member"),
        before=(
            N_("The author of a comment on this appeals: %(title)s.", title=title),
            N_("Only a lay member can decide it. Invite one."),
        ),
        link_label=N_("Invite somebody"),
    )


def build_report_email() -> Email:
    """To the curators."""
    return Email(
        key="engagement.moderation.report",
        subject=N_("A comment was reported"),
        before=(N_("A reader says that something is wrong with a comment that is public."),),
        link_label=N_("Look at it"),
    )


def build_safeguarding_email(number: int, title: str, contact: str) -> Email:
    """To the safeguarding contact: that there is something, and whom to ask. None of its words."""
    return Email(
        key="engagement.moderation.safeguarding",
        subject=N_("A comment is held: somebody may not be safe"),
        before=(
            N_("A moderator holds comment %(number)s on: %(title)s.", number=number, title=title),
            fix(N_("It is not public. This letter leaves out what it says, to protect people.")),
            fix(N_("Ask the curators for it: %(contact)s.", contact=contact)),
        ),
        link_label=N_("Curators read it here"),
    )


def notify_safeguarding_contact(comment: Comment, title: str) -> None:
    """Write to the safeguarding contact of the place: that there is something, not what it says."""
    write_to_safeguarding_contact(
        comment, lambda number, to_ask: build_safeguarding_email(number, title, to_ask)
    )


LETTERS = (
    *(
        Letter(
            f"engagement.moderation.{outcome}",
            Reader.AUTHOR,
            N_("A comment was read: %(outcome)s", outcome=outcome.label),
            partial(build_decision_email, outcome=outcome),
        )
        for outcome in Outcome
    ),
    Letter(
        "engagement.moderation.appeal-ended",
        Reader.AUTHOR,
        N_("A lay member has decided an appeal"),
        build_appeal_ended_email,
    ),
    Letter(
        "engagement.moderation.appeal",
        Reader.LAY_MEMBERS,
        N_("The author of a comment appeals"),
        build_appeal_email,
    ),
    Letter(
        "engagement.moderation.no-lay-member",
        Reader.CURATORS,
        N_("An appeal is waiting, and there is no lay member"),
        build_no_lay_member_email,
    ),
    Letter(
        "engagement.moderation.report",
        Reader.CURATORS,
        N_("A reader reports a comment"),
        lambda _title: build_report_email(),
    ),
    Letter(
        "engagement.moderation.safeguarding",
        Reader.SAFEGUARDING,
        N_("A moderator holds a comment"),
        lambda title: build_safeguarding_email(1, title, "020 7946 0000"),
    ),
)
