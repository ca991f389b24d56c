"""Reading comments before they are public, one after another; appeals; reports; the figures."""

from flask import Blueprint, after_this_request

from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.engagement.comments.emails import (
    ask_for_answer,
    write_to_author,
)
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import can_appeal
from coprod.engagement.comments.presenters import (
    get_comment_settings,
    list_edits,
)
from coprod.engagement.comments.queries import (
    get_comment_subject,
    get_own_comment,
    get_public_comment,
    load_subjects_by_comment,
)
from coprod.engagement.moderation import actions, emails, policies, presenters, queries
from coprod.engagement.moderation.actions import CommentAsSeen
from coprod.engagement.moderation.forms import AppealForm, ReportForm, RulingForm
from coprod.engagement.receipts.presenters import build_receipt_page, get_receipt_address
from coprod.register.review.emails import write_to_curators
from coprod.register.review.queries import list_curators
from coprod.reviews.queries import find_review_of
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, go_to, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.forms import Form
from coprod.web.headers import forbid_storing

bp = Blueprint("moderation", __name__, url_prefix="/moderation")


@bp.get("/comment/<key:comment_id>")
@requires_role(Role.CURATOR)
def read(comment_id: int) -> Answer:
    """Lead to the review of a comment; of a public one, ask whether to look at it again."""
    comment = queries.get_comment(actor(), comment_id)
    review = find_review_of("comment", comment.id)
    if review is not None:
        return go("reviews.reviews.review", review_id=review.id)
    subject = get_comment_subject(comment)
    return page("engagement/moderation/recheck.html", comment=comment, subject=subject)


@bp.post("/comment/<key:comment_id>")
@requires_role(Role.CURATOR)
def recheck(comment_id: int) -> Answer:
    comment = queries.get_comment(actor(), comment_id, to_change=True)
    actions.recheck_comment(actor(), comment, get_comment_subject(comment))
    return go("engagement.moderation.read", comment_id=comment_id)


# Appeals


@bp.get("/appeal/receipt/<token:token>")
@bp.get("/appeal/mine/<key:comment_id>")
@requires_role(Role.VISITOR)
def appeal(token: str = "", comment_id: int = 0) -> Answer:
    comment = get_own_comment(actor(), token, comment_id)
    if not can_appeal(comment):
        return go_to(get_receipt_address(comment, token))
    form = AppealForm.from_request()
    after_this_request(forbid_storing)
    return page(
        "engagement/moderation/appeal.html", **build_receipt_page(comment, token), form=form
    )


@bp.post("/appeal/receipt/<token:token>")
@bp.post("/appeal/mine/<key:comment_id>")
@requires_role(Role.VISITOR)
@limits.letters
def appeal_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment, form = (
        get_own_comment(actor(), token, comment_id, to_change=True),
        AppealForm.from_request(),
    )
    if not can_appeal(comment):
        return go_to(get_receipt_address(comment, token))
    if form.validate():
        with form.catching_rule_errors():
            actions.appeal_decision(actor(), comment, form.body.data or "")
            notify_lay_members(comment)
            message = N_("A lay member will look at it and write the answer here")
            return go_to(get_receipt_address(comment, token), message=message)
    return form_page(
        "engagement/moderation/appeal.html", **build_receipt_page(comment, token), form=form
    )


def notify_lay_members(comment: Comment) -> None:
    """Write to the lay members. Where there is none, the curators hear that one is needed."""
    title = get_comment_subject(comment).title
    lay_members = queries.list_lay_members()
    email = (
        emails.build_appeal_email(title) if lay_members else emails.build_no_lay_member_email(title)
    )
    endpoint = "engagement.moderation.appeals" if lay_members else "accounts.admin.people"
    mailer.write_to_others(
        lay_members or list_curators(), email, link=mailer.build_address(endpoint)
    )


@bp.get("/appeals")
@requires_role(Role.LAY_MEMBER)
def appeals() -> Answer:
    require(policies.can_hear_appeals(actor()))
    comments = queries.list_appeals(actor())
    return page(
        "engagement/moderation/appeals.html",
        comments=comments,
        about=load_subjects_by_comment(comments),
    )


@bp.get("/appeals/<key:comment_id>")
@requires_role(Role.LAY_MEMBER)
def hear(comment_id: int) -> Answer:
    require(policies.can_hear_appeals(actor()))
    comment = queries.get_appeal(actor(), comment_id)
    form = RulingForm.from_request(seen=queries.fingerprint_comment(comment))
    return page("engagement/moderation/hear.html", **build_appeal_page(comment, form))


@bp.post("/appeals/<key:comment_id>")
@requires_role(Role.LAY_MEMBER)
@decides_about("comment", "comment_id")
def hear_sent(comment_id: int) -> Answer:
    require(policies.can_hear_appeals(actor()))
    comment, form = queries.get_appeal(actor(), comment_id), RulingForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            subject = get_comment_subject(comment)
            as_seen = CommentAsSeen(comment, subject, form.seen.data or "")
            ruling = form.ruling.get_choice()
            settings = get_comment_settings()
            actions.end_appeal(
                actor(), as_seen, ruling, form.message_to_author.data or "", settings
            )
            write_to_author(comment, emails.build_appeal_ended_email(subject.title))
            ask_for_answer(comment)
            emails.write_to_answered_author(comment, subject.title)
            return go(
                "engagement.moderation.appeals", message=N_("Thank you. The author can read it now")
            )
    return form_page("engagement/moderation/hear.html", **build_appeal_page(comment, form))


def build_appeal_page(comment: Comment, form: Form) -> dict[str, object]:
    subject = get_comment_subject(comment)
    return {"comment": comment, "subject": subject, "edits": list_edits(comment), "form": form}


# Reports, and what everybody may know


@bp.get("/report/<key:comment_id>")
@requires_role(Role.VISITOR)
def report(comment_id: int) -> Answer:
    comment = get_public_comment(comment_id)
    form = ReportForm.from_request()
    return page(
        "engagement/moderation/report.html",
        comment=comment,
        subject=get_comment_subject(comment),
        form=form,
    )


@bp.post("/report/<key:comment_id>")
@requires_role(Role.VISITOR)
@limits.letters
def report_sent(comment_id: int) -> Answer:
    comment, form = get_public_comment(comment_id, to_change=True), ReportForm.from_request()
    subject = get_comment_subject(comment)
    if form.validate():
        with form.catching_rule_errors():
            is_first = not queries.list_open_reports(comment)
            actions.report_comment(
                actor(), comment, form.reason.get_choice(), form.words.data or ""
            )
            if is_first:
                write_to_curators(emails.build_report_email(), "desk.queue.desk")
            message = N_("Thank you. A moderator looks at it")
            return go(
                "engagement.comments.of_subject",
                kind=subject.kind,
                slug=subject.slug,
                message=message,
            )
    return form_page(
        "engagement/moderation/report.html", comment=comment, subject=subject, form=form
    )


@bp.get("/figures")
@requires_role(Role.VISITOR)
def figures() -> Answer:
    decision_figures = queries.count_decisions()
    outcomes, reasons = presenters.build_public_counts(decision_figures)
    tables = {
        "outcomes": outcomes,
        "reasons": reasons,
        "format_public_count": presenters.format_public_count,
    }
    return page(
        "engagement/moderation/figures.html",
        **tables,
        figures=decision_figures,
        ways=get_comment_settings(),
    )
