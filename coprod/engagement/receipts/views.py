"""Looking after one's own comment: what became of it, other words, deleting it, claiming it.

It is found by its private link or in its author's account. Both lead to the same pages.
"""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.engagement.comments import actions, policies, presenters, queries
from coprod.engagement.comments.emails import tell_curators
from coprod.engagement.comments.forms import ChangeForm
from coprod.engagement.comments.queries import own
from coprod.engagement.receipts.presenters import back, told
from coprod.engagement.subjects.queries import subjects
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, go_to, page
from coprod.web.headers import forbid_storing
from coprod.web.limits import changes

receipts = Blueprint("receipts", __name__, url_prefix="/comments")
receipts.after_request(forbid_storing)  # a private link stands in the address


@receipts.get("/mine")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    found = queries.mine(actor())
    known = subjects((each.subject_kind, each.subject_id) for each in found)
    return page(
        "engagement/receipts/mine.html", comments=found, about=presenters.titles(found, known)
    )


@receipts.get("/receipt/<token:token>")
@receipts.get("/mine/<key:comment_id>")
@requires_role(Role.VISITOR)
def receipt(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id)
    return page("engagement/receipts/receipt.html", **told(comment, token))


@receipts.get("/receipt/<token:token>/change")
@receipts.get("/mine/<key:comment_id>/change")
@requires_role(Role.VISITOR)
def change(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id)
    if not policies.may_change(comment):
        return page("engagement/receipts/receipt.html", **told(comment, token))
    form = ChangeForm.from_request(body=comment.body)
    return page("engagement/receipts/change.html", **told(comment, token), form=form)


@receipts.post("/receipt/<token:token>/change")
@receipts.post("/mine/<key:comment_id>/change")
@requires_role(Role.VISITOR)
@changes
def change_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment, form = own(actor(), token, comment_id, to_change=True), ChangeForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            tell_curators(actions.change_words(actor(), comment, form.body.data or ""))
            return go_to(back(comment, token), said=N_("Your words were changed"))
    return form_page("engagement/receipts/change.html", **told(comment, token), form=form)


@receipts.get("/receipt/<token:token>/delete")
@receipts.get("/mine/<key:comment_id>/delete")
@requires_role(Role.VISITOR)
def delete(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id)
    return page("engagement/receipts/delete.html", **told(comment, token))


@receipts.post("/receipt/<token:token>/delete")
@receipts.post("/mine/<key:comment_id>/delete")
@requires_role(Role.VISITOR)
def delete_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id, to_change=True)
    actions.take_back(actor(), comment)
    return go_to(back(comment, token), said=N_("Your comment was deleted"))


@receipts.post("/receipt/<token:token>/claim")
@requires_role(Role.RESIDENT)
def claim(token: str) -> Answer:
    comment = own(actor(), token, 0, to_change=True)
    actions.claim(actor(), comment)
    said = N_("The comment is in your account now. The private link opens nothing any more")
    return go("receipts.receipt", comment_id=comment.id, said=said)
