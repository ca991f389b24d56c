"""Comments: reading and writing them, looking after one's own, and answering for a team."""

from flask import Blueprint, request
from itsdangerous import BadSignature, TimestampSigner

from coprod.core.keyring import create_private_link, list_signing_keys
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.keys import parse_row_key
from coprod.core.values.phrases import N_
from coprod.decisions.records.models import DecisionRecord
from coprod.engagement.comments import actions, policies, presenters, queries
from coprod.engagement.comments.actions import Sending, Written
from coprod.engagement.comments.emails import tell_curators, tell_that_it_came
from coprod.engagement.comments.forms import (
    AnswerForm,
    BehalfForm,
    ChangeForm,
    LedToForm,
    SayForm,
    WriteForm,
)
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import SUBJECT_KINDS
from coprod.engagement.comments.presenters import back, comments_on, titles, told
from coprod.engagement.comments.queries import (
    DECISIONS,
    INSIGHTS,
    LESSONS,
    its_subject,
    others_wait,
    own,
    public_comment,
    subject,
    subjects,
)
from coprod.engagement.comments.rules import Subject, Trace
from coprod.intelligence.feedback.models import Insight
from coprod.learning.records.models import LearningRecord
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, go_to, page
from coprod.web.headers import forbid_storing
from coprod.web.slots import Context, add_slot_template
from coprod.web.transaction import defers_write_lock

bp = Blueprint("comments", __name__, url_prefix="/comments")
receipts = Blueprint("receipts", __name__, url_prefix="/comments")
receipts.after_request(forbid_storing)  # a private link stands in the address
OPENED = "comment"
COMMENTS_TEMPLATE = "engagement/comments/_of_subject.html"


# Reading


@bp.get("/on/<slug:kind>/<slug:slug>")
@requires_role(Role.VISITOR)
def of_subject(kind: str, slug: str) -> Answer:
    about = subject(actor(), kind, slug)
    asked = presenters.wanted(request.args.get("kind", ""), request.args.get("page", ""))
    shown = presenters.comments_on(actor(), about, asked)
    return page("engagement/comments/of_subject.html", comments=shown)


def build_record_comments(record: LearningRecord) -> Context | None:
    """Return nothing for what readers do not see, whoever asks."""
    return build_comments(LESSONS.by_slug(actor(), record.slug))


def build_decision_comments(decision: DecisionRecord) -> Context | None:
    """Return nothing for a draft. The page has the whole record already: it is not asked for."""
    return build_comments(DECISIONS.of(decision)) if decision.is_signed else None


def build_insight_comments(insight: Insight) -> Context | None:
    """Return nothing for a summary that is private."""
    return build_comments(INSIGHTS.by_slug(actor(), str(insight.id)))


def build_comments(subject: Subject | None) -> Context | None:
    return {"comments": comments_on(actor(), subject)} if subject else None


add_slot_template(bp, "learning_record.comments", COMMENTS_TEMPLATE, build_record_comments)
add_slot_template(bp, "decision.comments", COMMENTS_TEMPLATE, build_decision_comments)
add_slot_template(bp, "insight.comments", COMMENTS_TEMPLATE, build_insight_comments)


# Writing


@bp.get("/on/<slug:kind>/<slug:slug>/write")
@requires_role(Role.VISITOR)
def write(kind: str, slug: str) -> Answer:
    about = subject(actor(), kind, slug)
    form = WriteForm(opened=signer().sign(OPENED).decode())
    return page("engagement/comments/write.html", **asking(about, form))


@bp.post("/on/<slug:kind>/<slug:slug>/write")
@requires_role(Role.VISITOR)
@limits.comments
@defers_write_lock
def write_sent(kind: str, slug: str) -> Answer:
    about, form = subject(actor(), kind, slug), WriteForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            settings = presenters.get_comment_settings()
            sending = Sending(create_private_link(), settings, trace(form), answered(about))
            written = actions.write_comment(actor(), about, form.writing(), sending)
            tell_that_it_came(written, about)
            return go_to(presenters.own_address(written.comment))
    return form_page("engagement/comments/write.html", **asking(about, form))


@bp.get("/on/<slug:kind>/<slug:slug>/on-behalf")
@requires_role(Role.TEAM_MEMBER)
def on_behalf(kind: str, slug: str) -> Answer:
    about = subject(actor(), kind, slug)
    return page("engagement/comments/on_behalf.html", subject=about, form=BehalfForm())


@bp.post("/on/<slug:kind>/<slug:slug>/on-behalf")
@requires_role(Role.TEAM_MEMBER)
def on_behalf_sent(kind: str, slug: str) -> Answer:
    about, form = subject(actor(), kind, slug), BehalfForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            sending = Sending(
                create_private_link(), presenters.get_comment_settings(), behalf=form.behalf()
            )
            written = actions.write_comment(actor(), about, form.writing(), sending)
            tell_that_it_came(written, about)
            return go_to(presenters.link_of(written.comment))
    return form_page("engagement/comments/on_behalf.html", subject=about, form=form)


def asking(about: Subject, form: SayForm) -> dict[str, object]:
    singled = SUBJECT_KINDS[about.kind].may_single_out(about.id)
    return {
        "subject": about,
        "form": form,
        "ways": presenters.get_comment_settings(),
        "may_single_out": singled,
        "signed_in": actor().id is not None,
    }


def answered(about: Subject) -> Comment | None:
    """Return the comment that the reader wants to answer, if the address names one."""
    named = parse_row_key(request.args.get("answers", ""))
    if named is None:
        return None
    found = queries.public_comment(named)
    is_here = (found.subject_kind, found.subject_id) == (about.kind, about.id)
    return found if is_here else None


def signer() -> TimestampSigner:
    return TimestampSigner(list_signing_keys(), salt="comment opened")


def trace(form: WriteForm) -> Trace:
    """Return what the form shows of who filled it in. A page that lay open for days is fine."""
    try:
        _, opened = signer().unsign(form.opened.data or "", return_timestamp=True)
    except BadSignature:
        return Trace(form.is_trapped)
    return Trace(form.is_trapped, (clock.now() - opened).total_seconds())


# Looking after one's own comment, found by its private link or in its author's account


@receipts.get("/mine")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    found = queries.mine(actor())
    known = subjects((each.subject_kind, each.subject_id) for each in found)
    return page(
        "engagement/comments/mine.html", comments=found, about=presenters.titles(found, known)
    )


@receipts.get("/receipt/<token:token>")
@receipts.get("/mine/<key:comment_id>")
@requires_role(Role.VISITOR)
def receipt(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id)
    return page("engagement/comments/receipt.html", **told(comment, token))


@receipts.get("/receipt/<token:token>/change")
@receipts.get("/mine/<key:comment_id>/change")
@requires_role(Role.VISITOR)
def change(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id)
    if not policies.may_change(comment):
        return page("engagement/comments/receipt.html", **told(comment, token))
    form = ChangeForm.from_request(body=comment.body)
    return page("engagement/comments/change.html", **told(comment, token), form=form)


@receipts.post("/receipt/<token:token>/change")
@receipts.post("/mine/<key:comment_id>/change")
@requires_role(Role.VISITOR)
@limits.changes
def change_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment, form = own(actor(), token, comment_id, to_change=True), ChangeForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            tell_curators(actions.change_words(actor(), comment, form.body.data or ""))
            return go_to(back(comment, token), said=N_("Your words were changed"))
    return form_page("engagement/comments/change.html", **told(comment, token), form=form)


@receipts.get("/receipt/<token:token>/delete")
@receipts.get("/mine/<key:comment_id>/delete")
@requires_role(Role.VISITOR)
def delete(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id)
    return page("engagement/comments/delete.html", **told(comment, token))


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
    return go("engagement.receipts.receipt", comment_id=comment.id, said=said)


# The team's side: what waits for an answer, answering, and what came of it


@bp.get("/to-answer")
@requires_role(Role.RESIDENT)
def to_answer() -> Answer:
    found = queries.to_answer(actor())
    known = subjects((each.subject_kind, each.subject_id) for each in found)
    return page("engagement/comments/to_answer.html", comments=found, about=titles(found, known))


@bp.get("/number/<key:comment_id>/answer")
@requires_role(Role.RESIDENT)
def answer(comment_id: int) -> Answer:
    comment = public_comment(comment_id)
    about = its_subject(comment)
    if not policies.can_answer(actor(), about, comment):
        raise NotAllowedError
    form = AnswerForm.from_request()
    return page("engagement/comments/answer.html", comment=comment, subject=about, form=form)


@bp.post("/number/<key:comment_id>/answer")
@requires_role(Role.RESIDENT)
def answer_sent(comment_id: int) -> Answer:
    comment = public_comment(comment_id, to_change=True)
    about, form = its_subject(comment), AnswerForm.from_request()
    if not policies.can_answer(actor(), about, comment):
        raise NotAllowedError
    if form.validate():
        with form.catching_rule_errors():
            sent = actions.answer_comment(actor(), about, comment, form.body.data or "")
            tell_curators(Written(sent, others_wait(sent)))
            said = N_("Your answer was sent. A curator reads it before it is public")
            return go("engagement.comments.to_answer", said=said)
    return form_page("engagement/comments/answer.html", comment=comment, subject=about, form=form)


@bp.get("/number/<key:comment_id>/led-to")
@requires_role(Role.RESIDENT)
def led_to(comment_id: int) -> Answer:
    comment = public_comment(comment_id)
    about = its_subject(comment)
    if not policies.can_say_what_it_led_to(actor(), about, comment):
        raise NotAllowedError
    form = LedToForm.of(list(queries.changes(comment)), step=str(comment.led_to_id or ""))
    return page("engagement/comments/led_to.html", comment=comment, subject=about, form=form)


@bp.post("/number/<key:comment_id>/led-to")
@requires_role(Role.RESIDENT)
def led_to_sent(comment_id: int) -> Answer:
    comment = public_comment(comment_id, to_change=True)
    about, form = its_subject(comment), LedToForm.of(list(queries.changes(comment)))
    if not policies.can_say_what_it_led_to(actor(), about, comment):
        raise NotAllowedError
    if form.validate():
        with form.catching_rule_errors():
            actions.say_what_it_led_to(actor(), about, comment, form.chosen())
            said = N_("Thank you. Readers see what it led to")
            return go("engagement.comments.of_subject", kind=about.kind, slug=about.slug, said=said)
    return form_page("engagement/comments/led_to.html", comment=comment, subject=about, form=form)
