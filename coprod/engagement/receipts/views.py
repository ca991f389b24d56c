"""Looking after one's own comment, found by its private link or in its author's account."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, require
from coprod.core.values.phrases import N_
from coprod.engagement.comments import actions, policies
from coprod.engagement.comments.emails import (
    ask_for_answer,
    build_link_email,
    notify_curators,
    write_to_author,
)
from coprod.engagement.comments.forms import ChangeCommentForm
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.presenters import get_comment_settings
from coprod.engagement.comments.queries import (
    get_comment_subject,
    get_own_comment,
    list_own_comments,
    load_subjects_by_comment,
)
from coprod.engagement.receipts.forms import ReceiptEmailForm
from coprod.engagement.receipts.presenters import build_receipt_page, get_receipt_address
from coprod.engagement.receipts.queries import list_official_answers
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, go_to, page
from coprod.web.headers import forbid_storing

bp = Blueprint("receipts", __name__, url_prefix="/comments")
bp.after_request(forbid_storing)  # a private link stands in the address


@bp.get("/mine")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    comments = list_own_comments(actor())
    return page(
        "engagement/receipts/mine.html",
        comments=comments,
        about=load_subjects_by_comment(comments),
    )


@bp.get("/receipt/<token:token>")
@bp.get("/mine/<key:comment_id>")
@requires_role(Role.VISITOR)
def receipt(token: str = "", comment_id: int = 0) -> Answer:
    comment = get_own_comment(actor(), token, comment_id)
    return show_receipt(comment, token)


def show_receipt(comment: Comment, token: str) -> Answer:
    form = ReceiptEmailForm()
    return page("engagement/receipts/receipt.html", **build_receipt_page(comment, token), form=form)


@bp.get("/receipt/<token:token>/change")
@bp.get("/mine/<key:comment_id>/change")
@requires_role(Role.VISITOR)
def change(token: str = "", comment_id: int = 0) -> Answer:
    comment = get_own_comment(actor(), token, comment_id)
    if not policies.may_change(comment):
        return show_receipt(comment, token)
    form = ChangeCommentForm.from_request(body=comment.body)
    return page("engagement/receipts/change.html", **build_receipt_page(comment, token), form=form)


@bp.post("/receipt/<token:token>/change")
@bp.post("/mine/<key:comment_id>/change")
@requires_role(Role.VISITOR)
@limits.changes
def change_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment, form = (
        get_own_comment(actor(), token, comment_id, to_change=True),
        ChangeCommentForm.from_request(),
    )
    if form.validate():
        with form.catching_rule_errors():
            notify_curators(actions.change_own_comment(actor(), comment, form.body.data or ""))
            return go_to(get_receipt_address(comment, token), message=N_("Your words were changed"))
    return form_page(
        "engagement/receipts/change.html", **build_receipt_page(comment, token), form=form
    )


@bp.post("/receipt/<token:token>/answer/<any('enough', 'not-enough'):verdict>")
@bp.post("/mine/<key:comment_id>/answer/<any('enough', 'not-enough'):verdict>")
@requires_role(Role.VISITOR)
@limits.changes
def rate_answer(verdict: str, token: str = "", comment_id: int = 0) -> Answer:
    """Take what the author says of the answer that they read here."""
    comment = get_own_comment(actor(), token, comment_id, to_change=True)
    require(bool(list_official_answers(comment)), ConflictError)
    is_enough = verdict == "enough"
    actions.rate_answer(actor(), comment, get_comment_settings(), is_enough=is_enough)
    ask_for_answer(comment)
    message = N_("Thank you. We keep that") if is_enough else N_("Thank you. We ask the team again")
    return go_to(get_receipt_address(comment, token), message=message)


@bp.get("/receipt/<token:token>/delete")
@bp.get("/mine/<key:comment_id>/delete")
@requires_role(Role.VISITOR)
def delete(token: str = "", comment_id: int = 0) -> Answer:
    comment = get_own_comment(actor(), token, comment_id)
    return page("engagement/receipts/delete.html", **build_receipt_page(comment, token))


@bp.post("/receipt/<token:token>/delete")
@bp.post("/mine/<key:comment_id>/delete")
@requires_role(Role.VISITOR)
def delete_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment = get_own_comment(actor(), token, comment_id, to_change=True)
    actions.delete_own_comment(actor(), comment)
    return go_to(get_receipt_address(comment, token), message=N_("Your comment was deleted"))


@bp.post("/receipt/<token:token>/email")
@requires_role(Role.VISITOR)
@limits.changes
def email_sent(token: str) -> Answer:
    """Send a guest this page, and write to them from now on."""
    comment, form = (
        get_own_comment(actor(), token, 0, to_change=True),
        ReceiptEmailForm.from_request(),
    )
    require(policies.can_ask_for_letters(comment), ConflictError)
    if form.validate():
        actions.ask_for_letters(actor(), comment, form.email.data or "")
        write_to_author(comment, build_link_email(get_comment_subject(comment).title))
        message = N_("Sent. We write to you there when something happens")
        return go_to(get_receipt_address(comment, token), message=message)
    return form_page(
        "engagement/receipts/receipt.html", **build_receipt_page(comment, token), form=form
    )


@bp.post("/receipt/<token:token>/claim")
@requires_role(Role.RESIDENT)
def claim(token: str) -> Answer:
    comment = get_own_comment(actor(), token, 0, to_change=True)
    actions.claim_comment(actor(), comment)
    message = N_("The comment is in your account now. The private link no longer works")
    return go("engagement.receipts.receipt", comment_id=comment.id, message=message)
