"""Comments: reading and writing them, looking after one's own, and answering for a team."""

from flask import Blueprint, after_this_request, request
from flask import session as browser_session
from itsdangerous import BadSignature, TimestampSigner

from coprod.core.keyring import create_private_link, list_signing_keys
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import require
from coprod.core.values.keys import parse_row_key
from coprod.core.values.phrases import N_
from coprod.decisions.records.models import DecisionRecord
from coprod.engagement.comments import actions, policies, presenters, queries
from coprod.engagement.comments.actions import SavedComment, Submission
from coprod.engagement.comments.emails import (
    build_led_to_email,
    notify_curators,
    send_receipt,
    write_about_consequence,
)
from coprod.engagement.comments.enums import CommentKind
from coprod.engagement.comments.forms import (
    CommentForm,
    LedToForm,
    OnBehalfForm,
    PublicCommentForm,
    TeamAnswerForm,
)
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import SUBJECT_KINDS
from coprod.engagement.comments.presenters import (
    build_comments_page,
)
from coprod.engagement.comments.queries import (
    ACTIVITY_SUBJECTS,
    DECISION_SUBJECTS,
    INSIGHT_SUBJECTS,
    LEARNING_RECORD_SUBJECTS,
    are_others_waiting,
    get_comment_subject,
    get_public_comment,
    get_subject,
    load_subjects_by_comment,
)
from coprod.engagement.comments.rules import Subject, SubmissionSignals
from coprod.intelligence.feedback.models import Insight
from coprod.learning.records.models import LearningRecord
from coprod.register.activities.models import Activity
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, go_to, page
from coprod.web.headers import forbid_storing
from coprod.web.slots import Context, add_slot_template
from coprod.web.transaction import defers_write_lock

bp = Blueprint("comments", __name__, url_prefix="/comments")
OPENED = "comment"
SHARED_RECEIPT = "shared comment"
"""Where a shared device holds the private link of whoever wrote last, until they are gone."""
COMMENTS_TEMPLATE = "engagement/comments/_of_subject.html"


# Reading


@bp.get("/on/<slug:kind>/<slug:slug>")
@requires_role(Role.VISITOR)
def of_subject(kind: str, slug: str) -> Answer:
    subject = get_subject(actor(), kind, slug)
    criteria = presenters.read_filter(request.args.get("kind", ""), request.args.get("page", ""))
    comments = presenters.build_comments_page(actor(), subject, criteria)
    return page("engagement/comments/of_subject.html", comments=comments)


def build_record_comments(record: LearningRecord) -> Context | None:
    """Return nothing for what readers do not see, whoever asks."""
    return build_comments(LEARNING_RECORD_SUBJECTS.find_by_slug(actor(), record.slug))


def build_decision_comments(decision: DecisionRecord) -> Context | None:
    """Return nothing for a draft. The page has the whole record already: it is not asked for."""
    return build_comments(DECISION_SUBJECTS.build_subject(decision)) if decision.is_signed else None


def build_insight_comments(insight: Insight) -> Context | None:
    """Return nothing for a summary that is private."""
    return build_comments(INSIGHT_SUBJECTS.find_by_slug(actor(), str(insight.id)))


def build_comments(subject: Subject | None) -> Context | None:
    return {"comments": build_comments_page(actor(), subject)} if subject else None


add_slot_template(bp, "learning_record.comments", COMMENTS_TEMPLATE, build_record_comments)
add_slot_template(bp, "decision.comments", COMMENTS_TEMPLATE, build_decision_comments)
add_slot_template(bp, "insight.comments", COMMENTS_TEMPLATE, build_insight_comments)


def build_story_form(activity: Activity, say: str) -> Context:
    """Return the form that a story shows in place. ``say`` is the kind that was chosen, or not."""
    subject = ACTIVITY_SUBJECTS.build_subject(activity, for_visitor=actor().id is None)
    return build_write_page(subject, open_form(say if say in set(CommentKind) else ""))


add_slot_template(bp, "story.say", "engagement/comments/_in_story.html", build_story_form)


# Writing


@bp.get("/on/<slug:kind>/<slug:slug>/write")
@requires_role(Role.VISITOR)
def write(kind: str, slug: str) -> Answer:
    subject = get_subject(actor(), kind, slug)
    return page("engagement/comments/write.html", **build_write_page(subject, open_form()))


def open_form(kind: str = "") -> PublicCommentForm:
    """Return the form, which says when it was opened, with words that were typed before."""
    return PublicCommentForm.from_request(opened=get_signer().sign(OPENED).decode(), kind=kind)


@bp.post("/on/<slug:kind>/<slug:slug>/write")
@requires_role(Role.VISITOR)
@limits.comments
@defers_write_lock
def write_sent(kind: str, slug: str) -> Answer:
    subject, form = get_subject(actor(), kind, slug), PublicCommentForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            comment = save_comment(subject, form)
            return go_to(presenters.get_own_address(comment))
    return form_page("engagement/comments/write.html", **build_write_page(subject, form))


def save_comment(subject: Subject, form: PublicCommentForm) -> Comment:
    settings = presenters.get_comment_settings()
    submission = Submission(
        create_private_link(), settings, read_signals(form), find_answered_comment(subject)
    )
    saved = actions.write_comment(actor(), subject, form.draft(), submission)
    send_receipt(saved, subject)
    return saved.comment


# Writing on a device that many people share: it forgets each before the next one comes


@bp.get("/on/<slug:kind>/<slug:slug>/shared")
@requires_role(Role.VISITOR)
def shared(kind: str, slug: str) -> Answer:
    subject = get_subject(VISITOR, kind, slug)
    browser_session.pop(SHARED_RECEIPT, None)
    after_this_request(forbid_storing)
    return page("engagement/comments/shared.html", **build_write_page(subject, open_form()))


@bp.post("/on/<slug:kind>/<slug:slug>/shared")
@requires_role(Role.VISITOR)
@limits.comments
def shared_sent(kind: str, slug: str) -> Answer:
    """Whoever is signed in here is not who writes: their account would get the comment."""
    require(actor().id is None)
    subject, form = get_subject(VISITOR, kind, slug), PublicCommentForm.from_request()
    after_this_request(forbid_storing)
    if form.validate():
        with form.catching_rule_errors():
            comment = save_comment(subject, form)
            browser_session[SHARED_RECEIPT] = queries.get_comment_token(comment)
            return go("engagement.comments.shared_done", kind=kind, slug=slug)
    return form_page("engagement/comments/shared.html", **build_write_page(subject, form))


@bp.get("/on/<slug:kind>/<slug:slug>/shared/sent")
@requires_role(Role.VISITOR)
def shared_done(kind: str, slug: str) -> Answer:
    """Give whoever wrote their private link, until somebody presses on."""
    subject, token = get_subject(VISITOR, kind, slug), browser_session.get(SHARED_RECEIPT, "")
    comment = queries.find_own_by_token(token) if token else None
    after_this_request(forbid_storing)
    return page(
        "engagement/comments/shared_done.html",
        subject=subject,
        receipt=presenters.build_paper_receipt(comment) if comment else None,
    )


@bp.get("/on/<slug:kind>/<slug:slug>/on-behalf")
@requires_role(Role.TEAM_MEMBER)
def on_behalf(kind: str, slug: str) -> Answer:
    subject = get_subject(actor(), kind, slug)
    return page("engagement/comments/on_behalf.html", subject=subject, form=OnBehalfForm())


@bp.post("/on/<slug:kind>/<slug:slug>/on-behalf")
@requires_role(Role.TEAM_MEMBER)
def on_behalf_sent(kind: str, slug: str) -> Answer:
    subject, form = get_subject(actor(), kind, slug), OnBehalfForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            submission = Submission(
                create_private_link(), presenters.get_comment_settings(), on_behalf=form.on_behalf()
            )
            saved = actions.write_comment(actor(), subject, form.draft(), submission)
            send_receipt(saved, subject)
            return go_to(presenters.get_private_link(saved.comment))
    return form_page("engagement/comments/on_behalf.html", subject=subject, form=form)


def build_write_page(subject: Subject, form: CommentForm) -> dict[str, object]:
    may_single_out = SUBJECT_KINDS[subject.kind].may_single_out(subject.id)
    return {
        "subject": subject,
        "form": form,
        "ways": presenters.get_comment_settings(),
        "may_single_out": may_single_out,
        "signed_in": actor().id is not None,
    }


def find_answered_comment(subject: Subject) -> Comment | None:
    """Return the comment that the reader wants to answer, if the address names one."""
    comment_id = parse_row_key(request.args.get("answers", ""))
    if comment_id is None:
        return None
    comment = queries.get_public_comment(comment_id)
    is_here = (comment.subject_kind, comment.subject_id) == (subject.kind, subject.id)
    return comment if is_here else None


def get_signer() -> TimestampSigner:
    return TimestampSigner(list_signing_keys(), salt="comment opened")


def read_signals(form: PublicCommentForm) -> SubmissionSignals:
    """Return what the form shows of who filled it in. A page that lay open for days is fine."""
    try:
        _, opened = get_signer().unsign(form.opened.data or "", return_timestamp=True)
    except BadSignature:
        return SubmissionSignals(form.is_trapped)
    return SubmissionSignals(form.is_trapped, (clock.now() - opened).total_seconds())


# The team's side: what waits for an answer, answering, and what came of it


@bp.get("/to-answer")
@requires_role(Role.RESIDENT)
def to_answer() -> Answer:
    comments = queries.list_comments_to_answer(actor())
    return page(
        "engagement/comments/to_answer.html",
        comments=comments,
        about=load_subjects_by_comment(comments),
    )


@bp.get("/number/<key:comment_id>/answer")
@requires_role(Role.RESIDENT)
def answer(comment_id: int) -> Answer:
    comment = get_public_comment(comment_id)
    subject = get_comment_subject(comment)
    require(policies.can_answer(actor(), subject, comment))
    form = TeamAnswerForm.from_request()
    return page("engagement/comments/answer.html", comment=comment, subject=subject, form=form)


@bp.post("/number/<key:comment_id>/answer")
@requires_role(Role.RESIDENT)
def answer_sent(comment_id: int) -> Answer:
    comment = get_public_comment(comment_id, to_change=True)
    subject, form = get_comment_subject(comment), TeamAnswerForm.from_request()
    require(policies.can_answer(actor(), subject, comment))
    if form.validate():
        with form.catching_rule_errors():
            answer = actions.answer_comment(actor(), subject, comment, form.body.data or "")
            notify_curators(SavedComment(answer, are_others_waiting(answer)))
            message = N_("Your answer was sent. A curator reads it before it is public")
            return go("engagement.comments.to_answer", message=message)
    return form_page("engagement/comments/answer.html", comment=comment, subject=subject, form=form)


@bp.get("/number/<key:comment_id>/led-to")
@requires_role(Role.RESIDENT)
def led_to(comment_id: int) -> Answer:
    comment = get_public_comment(comment_id)
    subject = get_comment_subject(comment)
    require(policies.can_say_what_it_led_to(actor(), subject, comment))
    form = LedToForm.for_changes(
        list(queries.list_changes_since(comment)), step=str(comment.led_to_id or "")
    )
    return page("engagement/comments/led_to.html", comment=comment, subject=subject, form=form)


@bp.post("/number/<key:comment_id>/led-to")
@requires_role(Role.RESIDENT)
def led_to_sent(comment_id: int) -> Answer:
    comment = get_public_comment(comment_id, to_change=True)
    subject, form = (
        get_comment_subject(comment),
        LedToForm.for_changes(list(queries.list_changes_since(comment))),
    )
    require(policies.can_say_what_it_led_to(actor(), subject, comment))
    if form.validate():
        with form.catching_rule_errors():
            is_news = form.chosen() is not None and not queries.has_named_change(comment)
            actions.say_what_it_led_to(actor(), subject, comment, form.chosen())
            if is_news:
                write_about_consequence(comment, build_led_to_email(subject.title))
            message = N_("Thank you. Readers see what it led to")
            return go(
                "engagement.comments.of_subject",
                kind=subject.kind,
                slug=subject.slug,
                message=message,
            )
    return form_page("engagement/comments/led_to.html", comment=comment, subject=subject, form=form)
