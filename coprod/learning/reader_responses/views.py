"""What readers leave: marks, with or without an account, and the signatures of who took part."""

import secrets

from flask import Blueprint, session

from coprod.accounts.users.queries import get_own_account
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_, Message
from coprod.learning.reader_responses import actions, forms, policies, queries
from coprod.learning.reader_responses.enums import Mark
from coprod.learning.reader_responses.queries import MarkSummary, MarkTarget, SignatureSummary
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import get_record
from coprod.register.activities.queries import get_activity
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.limits import marks

bp = Blueprint("reader_responses", __name__, url_prefix="/readers")

THING = "/<any(entry, lesson):kind>/<slug:about>"
RECORD_ROUTE = "/lesson/<slug:record_slug>"
READER = "reader"
"""The name of the random token in a visitor's session, made when they first leave a mark."""


def get_target(kind: str, about: str) -> MarkTarget:
    return get_activity(actor(), about) if kind == "entry" else get_record(actor(), about)


def get_reader_secret() -> str:
    """Return what one reader is known by: nothing, for a visitor who never left a mark."""
    if actor().id is not None:
        return get_own_account(actor()).fs_uniquifier
    return str(session.get(READER, ""))


def get_or_create_reader_secret() -> str:
    if actor().id is None:
        session.setdefault(READER, secrets.token_urlsafe(24))
    return get_reader_secret()


def redirect_back(kind: str, about: str, message: Message) -> Answer:
    if kind == "entry":
        return go("library.stories.learning", slug=about, message=message)
    return go("learning.records.record", record_slug=about, message=message)


@bp.get(f"{THING}/used")
@requires_role(Role.VISITOR)
def used(kind: str, about: str) -> Answer:
    target = get_target(kind, about)
    require(policies.can_mark(actor(), target))
    form = forms.UsedForm.from_request()
    return page(
        "learning/reader_responses/used.html", thing=target, kind=kind, about=about, form=form
    )


@bp.post(f"{THING}/used")
@requires_role(Role.VISITOR)
@marks
def used_sent(kind: str, about: str) -> Answer:
    target = get_target(kind, about)
    form = forms.UsedForm.from_request()
    if form.validate():
        words = form.words.data or ""
        actions.leave_mark(
            actor(), target, Mark.USED, secret=get_or_create_reader_secret(), words=words
        )
        return redirect_back(
            kind, about, N_("Thank you. Your mark counts, and nobody sees whose it is")
        )
    return form_page(
        "learning/reader_responses/used.html", thing=target, kind=kind, about=about, form=form
    )


@bp.post(f"{THING}/useful")
@requires_role(Role.VISITOR)
@marks
def useful(kind: str, about: str) -> Answer:
    target = get_target(kind, about)
    actions.leave_mark(actor(), target, Mark.USEFUL, secret=get_or_create_reader_secret())
    return redirect_back(
        kind, about, N_("Thank you. Your mark counts, and nobody sees whose it is")
    )


@bp.post(f"{THING}/take-back/<any(used, useful):mark>")
@requires_role(Role.VISITOR)
@marks
def take_back(kind: str, about: str, mark: str) -> Answer:
    actions.take_back_mark(get_target(kind, about), Mark(mark), secret=get_reader_secret())
    return redirect_back(kind, about, N_("Taken back"))


# Those who took part


@bp.get(f"{RECORD_ROUTE}/sign")
@requires_role(Role.RESIDENT)
def sign(record_slug: str) -> Answer:
    record = get_signable_record(record_slug)
    own = queries.summarize_signatures(actor(), record).own
    values = {"stand": own.stand, "words": own.words} if own else {}
    form = forms.SignForm.from_request(**values)
    return page("learning/reader_responses/sign.html", record=record, form=form)


@bp.post(f"{RECORD_ROUTE}/sign")
@requires_role(Role.RESIDENT)
@marks
def sign_sent(record_slug: str) -> Answer:
    record = get_signable_record(record_slug)
    form = forms.SignForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            signature = actions.sign(actor(), record, form.build_signature())
            waiting_message = N_("Thank you. A curator reads your words before they are shown")
            message = N_("Thank you. It counts")
            return go(
                "learning.records.record",
                record_slug=record_slug,
                message=waiting_message if signature.words else message,
            )
    return form_page("learning/reader_responses/sign.html", record=record, form=form)


@bp.post(f"{RECORD_ROUTE}/take-back-signature")
@requires_role(Role.RESIDENT)
def take_back_signature(record_slug: str) -> Answer:
    actions.take_back_signature(actor(), get_record(actor(), record_slug))
    return go(
        "learning.records.record", record_slug=record_slug, message=N_("Taken back. It is gone")
    )


def get_signable_record(slug: str) -> LearningRecord:
    record = get_record(actor(), slug)
    require(policies.can_sign(actor(), record))
    return record


# What the pages of an entry and of a record ask


@bp.app_template_global("marks_of")
def marks_of(target: MarkTarget) -> MarkSummary:
    return queries.summarize_marks(target, get_reader_secret())


@bp.app_template_global("can_mark")
def can_mark(target: MarkTarget) -> bool:
    return policies.can_mark(actor(), target)


@bp.app_template_global("signatures_of")
def signatures_of(record: LearningRecord) -> SignatureSummary:
    return queries.summarize_signatures(actor(), record)


@bp.app_template_global("can_sign")
def can_sign(record: LearningRecord) -> bool:
    return policies.can_sign(actor(), record)
