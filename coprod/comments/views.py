"""Saying something about a subject, and reading what others said.

The private link of a comment is made here: ``coprod.receipts`` is what it opens.
"""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, request, url_for
from flask_babel import force_locale
from itsdangerous import BadSignature, TimestampSigner

from coprod.comments import actions, pages, queries
from coprod.comments.actions import Sending, Written
from coprod.comments.forms import BehalfForm, SayForm, WriteForm
from coprod.comments.models import Comment
from coprod.comments.pages import CommentsPage
from coprod.comments.rules import Ways
from coprod.comments.words import State
from coprod.curation.queries import curators
from coprod.keyring import new_link, signing_keys
from coprod.kit import clock
from coprod.kit.actor import Role
from coprod.kit.keys import row_key
from coprod.reference.models import Place
from coprod.reference.queries import place
from coprod.spam.rules import Trace
from coprod.subjects.policies import KINDS
from coprod.subjects.queries import subject, subjects
from coprod.subjects.rules import Subject
from coprod.web import letters, limits
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, go_to, mistakes, page
from coprod.web.frame import the_place
from coprod.web.headers import current_settings
from coprod.web.language import ENGLISH
from coprod.web.letters import Letter
from coprod.web.transaction import reads_first

bp = Blueprint("comments", __name__, url_prefix="/comments")

OPENED = "comment"


def ways() -> Ways:
    """Return how this register handles comments."""
    told = current_settings()
    return Ways(
        told.comments_read_within,
        told.comments_answer_within,
        told.comments_replies,
        told.comments_trust_after,
        days_off(),
    )


def days_off() -> frozenset[date]:
    """Return the place’s days off. The frame of the page has asked for the place already."""
    here = the_place()
    return here.off if isinstance(here, Place) else frozenset()


def on(subject: Subject) -> CommentsPage:
    """Return the latest few comments on a subject, for the page that shows it."""
    return pages.comments_on(actor(), subject, ways())


# Reading


@bp.get("/on/<slug:kind>/<slug:slug>")
@opens_to(Role.VISITOR)
def of_subject(kind: str, slug: str) -> Answer:
    about = subject(actor(), kind, slug)
    asked = pages.wanted(request.args.get("kind", ""), request.args.get("page", ""))
    shown = pages.comments_on(actor(), about, ways(), asked)
    return page("comments/of_subject.html", comments=shown)


# Writing


@bp.get("/on/<slug:kind>/<slug:slug>/write")
@opens_to(Role.VISITOR)
def write(kind: str, slug: str) -> Answer:
    about = subject(actor(), kind, slug)
    form = WriteForm(opened=signer().sign(OPENED).decode())
    return page("comments/write.html", **asking(about, form))


@bp.post("/on/<slug:kind>/<slug:slug>/write")
@opens_to(Role.VISITOR)
@limits.comments
@reads_first
def write_sent(kind: str, slug: str) -> Answer:
    about, form = subject(actor(), kind, slug), WriteForm.from_request()
    if form.validate():
        with form.explaining():
            sending = Sending(new_link(), ways(), trace(form), answered(about))
            written = actions.write_comment(actor(), about, form.writing(), sending)
            tell_that_it_came(written, about)
            return go_to(own_address(written.comment))
    return mistakes("comments/write.html", **asking(about, form))


@bp.get("/on/<slug:kind>/<slug:slug>/on-behalf")
@opens_to(Role.TEAM_MEMBER)
def on_behalf(kind: str, slug: str) -> Answer:
    about = subject(actor(), kind, slug)
    return page("comments/on_behalf.html", subject=about, form=BehalfForm())


@bp.post("/on/<slug:kind>/<slug:slug>/on-behalf")
@opens_to(Role.TEAM_MEMBER)
def on_behalf_sent(kind: str, slug: str) -> Answer:
    about, form = subject(actor(), kind, slug), BehalfForm.from_request()
    if form.validate():
        with form.explaining():
            sending = Sending(new_link(), ways(), behalf=form.behalf())
            written = actions.write_comment(actor(), about, form.writing(), sending)
            tell_that_it_came(written, about)
            return go_to(link_of(written.comment))
    return mistakes("comments/on_behalf.html", subject=about, form=form)


# What the views above share


def asking(about: Subject, form: SayForm) -> dict[str, object]:
    singled = KINDS[about.kind].may_single_out(about.id)
    return {
        "subject": about,
        "form": form,
        "ways": ways(),
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


# Private links


def link_of(comment: Comment) -> str:
    """Return the private link as a path of ours; none when the comment is in an account."""
    token = queries.link_token(comment)
    return url_for("receipts.receipt", token=token) if token else ""


def own_address(comment: Comment) -> str:
    """Return where its author looks after a comment: in the account, or by the private link."""
    if comment.person_id is not None:
        return url_for("receipts.receipt", comment_id=comment.id)
    return link_of(comment)


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


# Letters


def tell_that_it_came(written: Written, about: Subject) -> None:
    write_to_author(written.comment, pages.receipt(about.title))
    if written.comment.state is State.WAITING:
        tell_curators(written)


def tell_curators(written: Written) -> None:
    """Write when the first comment comes into an empty queue, or one that cannot wait."""
    is_urgent = written.comment.may_be_unsafe
    if is_urgent:
        alert_contact(written.comment)
    if written.others_wait and not is_urgent:
        return
    letter = pages.read_these(is_urgent=is_urgent)
    letters.write_to_others(curators(), letter, link=letters.address("moderation.desk"))


def alert_contact(comment: Comment) -> None:
    """Write to the safeguarding contact of the place before anybody has read the comment."""
    key = (comment.subject_kind, comment.subject_id)
    title = subjects([key])[key].title
    write_to_contact(comment, lambda number, to_ask: pages.safety_alert(number, title, to_ask))


def write_to_contact(comment: Comment, letter_about: Callable[[int, str], Letter]) -> None:
    """Write to the safeguarding contact, in English and ahead of all other mail."""
    here = place()
    if here.safeguarding_email:
        letter = letter_about(comment.id, here.contact_phone or here.contact_email)
        link = letters.address("moderation.read", comment_id=comment.id)
        with force_locale(ENGLISH):
            letters.write(here.safeguarding_email, letter, link=link, is_urgent=True)


def write_to_author(comment: Comment, letter: Letter) -> None:
    email = queries.email_of(comment)
    if email and (path := own_address(comment)):
        letters.write(email, letter, link=letters.whole(path))
