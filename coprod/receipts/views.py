"""Looking after one's own comment: what became of it, other words, deleting it, claiming it.

It is found by its private link or in its author's account. Both lead to the same pages.
"""

from flask import Blueprint, Response, make_response, url_for

from coprod.comments import actions, pages, policies, queries
from coprod.comments.forms import ChangeForm
from coprod.comments.models import Comment
from coprod.comments.views import tell_curators, ways
from coprod.comments.words import State
from coprod.kit.actor import Role
from coprod.kit.phrases import N_
from coprod.subjects.queries import subjects
from coprod.web import letters
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, go, go_to, mistakes, page
from coprod.web.headers import NOWHERE
from coprod.web.limits import changes

bp = Blueprint("receipts", __name__, url_prefix="/comments")


@bp.get("/mine")
@opens_to(Role.RESIDENT)
def mine() -> Answer:
    found = queries.mine(actor())
    known = subjects((each.subject_kind, each.subject_id) for each in found)
    return page("receipts/mine.html", comments=found, about=pages.titles(found, known))


@bp.get("/receipt/<token:token>")
@bp.get("/mine/<key:comment_id>")
@opens_to(Role.VISITOR)
def receipt(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(token, comment_id)
    return private(page("receipts/receipt.html", **told(comment, token)))


@bp.get("/receipt/<token:token>/change")
@bp.get("/mine/<key:comment_id>/change")
@opens_to(Role.VISITOR)
def change(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(token, comment_id)
    if not policies.may_change(comment):
        return private(page("receipts/receipt.html", **told(comment, token)))
    form = ChangeForm.from_request(body=comment.body)
    return private(page("receipts/change.html", **told(comment, token), form=form))


@bp.post("/receipt/<token:token>/change")
@bp.post("/mine/<key:comment_id>/change")
@opens_to(Role.VISITOR)
@changes
def change_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment, form = own(token, comment_id, to_change=True), ChangeForm.from_request()
    if form.validate():
        with form.explaining():
            tell_curators(actions.change_words(actor(), comment, form.body.data or ""))
            return go_to(back(comment, token), said=N_("Your words were changed"))
    return mistakes("receipts/change.html", **told(comment, token), form=form)


@bp.get("/receipt/<token:token>/delete")
@bp.get("/mine/<key:comment_id>/delete")
@opens_to(Role.VISITOR)
def delete(token: str = "", comment_id: int = 0) -> Answer:
    return private(page("receipts/delete.html", **told(own(token, comment_id), token)))


@bp.post("/receipt/<token:token>/delete")
@bp.post("/mine/<key:comment_id>/delete")
@opens_to(Role.VISITOR)
def delete_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(token, comment_id, to_change=True)
    actions.take_back(actor(), comment)
    return go_to(back(comment, token), said=N_("Your comment was deleted"))


@bp.post("/receipt/<token:token>/claim")
@opens_to(Role.RESIDENT)
def claim(token: str) -> Answer:
    comment = own(token, 0, to_change=True)
    actions.claim(actor(), comment)
    said = N_("The comment is in your account now. The private link opens nothing any more")
    return go("receipts.receipt", comment_id=comment.id, said=said)


# What the views above share


def own(token: str, comment_id: int, *, to_change: bool = False) -> Comment:
    """Return somebody's own comment, by the private link or from the account."""
    if token:
        return queries.own_by_token(token, to_change=to_change)
    return queries.own_by_account(actor(), comment_id, to_change=to_change)


def told(comment: Comment, token: str) -> dict[str, object]:
    """Return what every page about one's own comment shows."""
    key = (comment.subject_kind, comment.subject_id)
    return {
        "comment": comment,
        "subject": subjects([key]).get(key),
        "at": {"token": token} if token else {"comment_id": comment.id},
        "link": letters.address("receipts.receipt", token=token) if token else "",
        "read_by": ways().read_by(comment.sent_at),
        "ways": ways(),
        "may_change": policies.may_change(comment),
        "edits": pages.edits(comment),
        "can_appeal": policies.can_appeal(comment),
        "is_gone": comment.state is State.TAKEN_BACK,
        "can_claim": bool(token and actor().id and comment.person_id is None),
    }


def private(body: str) -> Response:
    """Answer with a page that no browser and no proxy keeps: the address opens it to anybody."""
    response = make_response(body)
    response.headers["Cache-Control"] = NOWHERE
    return response


def back(comment: Comment, token: str) -> str:
    at: dict[str, str | int] = {"token": token} if token else {"comment_id": comment.id}
    return url_for("receipts.receipt", **at)  # type: ignore[arg-type]
