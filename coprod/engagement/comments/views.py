"""Saying something about a subject, and reading what others said."""

from flask import Blueprint, request
from itsdangerous import BadSignature, TimestampSigner

from coprod.core.keyring import new_link, signing_keys
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.keys import row_key
from coprod.engagement.comments import actions, presenters, queries
from coprod.engagement.comments.actions import Sending
from coprod.engagement.comments.emails import tell_that_it_came
from coprod.engagement.comments.forms import BehalfForm, SayForm, WriteForm
from coprod.engagement.comments.models import Comment
from coprod.engagement.spam.rules import Trace
from coprod.engagement.subjects.policies import SUBJECT_KINDS
from coprod.engagement.subjects.queries import subject
from coprod.engagement.subjects.rules import Subject
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go_to, page
from coprod.web.transaction import defers_write_lock

bp = Blueprint("comments", __name__, url_prefix="/comments")

OPENED = "comment"


# Reading


@bp.get("/on/<slug:kind>/<slug:slug>")
@requires_role(Role.VISITOR)
def of_subject(kind: str, slug: str) -> Answer:
    about = subject(actor(), kind, slug)
    asked = presenters.wanted(request.args.get("kind", ""), request.args.get("page", ""))
    shown = presenters.comments_on(actor(), about, asked)
    return page("engagement/comments/of_subject.html", comments=shown)


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
            sending = Sending(new_link(), settings, trace(form), answered(about))
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
            sending = Sending(new_link(), presenters.get_comment_settings(), behalf=form.behalf())
            written = actions.write_comment(actor(), about, form.writing(), sending)
            tell_that_it_came(written, about)
            return go_to(presenters.link_of(written.comment))
    return form_page("engagement/comments/on_behalf.html", subject=about, form=form)


# What the views above share


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
    named = row_key(request.args.get("answers", ""))
    if named is None:
        return None
    found = queries.public_comment(named)
    is_here = (found.subject_kind, found.subject_id) == (about.kind, about.id)
    return found if is_here else None


# The trap and the clock


def signer() -> TimestampSigner:
    return TimestampSigner(signing_keys(), salt="comment opened")


def trace(form: WriteForm) -> Trace:
    """Return what the form shows of who filled it in. A page that lay open for days is fine."""
    try:
        _, opened = signer().unsign(form.opened.data or "", return_timestamp=True)
    except BadSignature:
        return Trace(form.is_trapped)
    return Trace(form.is_trapped, (clock.now() - opened).total_seconds())
