"""What readers leave: marks, with or without an account, and the signatures of who took part."""

import secrets

from flask import Blueprint, session

from coprod.accounts.users.queries import get_own_account
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_, Message
from coprod.learning.reader_responses import actions, forms, policies, presenters, queries
from coprod.learning.reader_responses.enums import Mark
from coprod.learning.reader_responses.models import ReaderMark, Signature
from coprod.learning.reader_responses.queries import Marks, Signatures, Thing
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import record as learned
from coprod.register.activities.queries import activity as entry
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.limits import marks
from coprod.web.mailer import Email

bp = Blueprint("reader_responses", __name__, url_prefix="/readers")

THING = "/<any(entry, lesson):kind>/<slug:about>"
LESSON = "/lesson/<slug:lesson>"
READER = "reader"
"""The name of the random token in a visitor's session, made when they first leave a mark."""


def thing(kind: str, about: str) -> Thing:
    return entry(actor(), about) if kind == "entry" else learned(actor(), about)


def secret() -> str:
    """Return what one reader is known by: nothing, for a visitor who never left a mark."""
    if actor().id is not None:
        return get_own_account(actor()).fs_uniquifier
    return str(session.get(READER, ""))


def secret_for_marking() -> str:
    if actor().id is None:
        session.setdefault(READER, secrets.token_urlsafe(24))
    return secret()


def back_to(kind: str, about: str, said: Message) -> Answer:
    if kind == "entry":
        return go("library.stories.learning", slug=about, said=said)
    return go("learning.records.record", lesson=about, said=said)


@bp.get(f"{THING}/used")
@requires_role(Role.VISITOR)
def used(kind: str, about: str) -> Answer:
    found = thing(kind, about)
    if not policies.can_mark(actor(), found):
        raise NotAllowedError
    form = forms.UsedForm.from_request()
    return page(
        "learning/reader_responses/used.html", thing=found, kind=kind, about=about, form=form
    )


@bp.post(f"{THING}/used")
@requires_role(Role.VISITOR)
@marks
def used_sent(kind: str, about: str) -> Answer:
    found = thing(kind, about)
    form = forms.UsedForm.from_request()
    if form.validate():
        words = form.words.data or ""
        actions.leave_mark(actor(), found, Mark.USED, secret=secret_for_marking(), words=words)
        return back_to(kind, about, N_("Thank you. Your mark counts, and nobody sees whose it is"))
    return form_page(
        "learning/reader_responses/used.html", thing=found, kind=kind, about=about, form=form
    )


@bp.post(f"{THING}/useful")
@requires_role(Role.VISITOR)
@marks
def useful(kind: str, about: str) -> Answer:
    found = thing(kind, about)
    actions.leave_mark(actor(), found, Mark.USEFUL, secret=secret_for_marking())
    return back_to(kind, about, N_("Thank you. Your mark counts, and nobody sees whose it is"))


@bp.post(f"{THING}/take-back/<any(used, useful):mark>")
@requires_role(Role.VISITOR)
@marks
def take_back(kind: str, about: str, mark: str) -> Answer:
    actions.take_back_mark(thing(kind, about), Mark(mark), secret=secret())
    return back_to(kind, about, N_("Taken back"))


# Those who took part


@bp.get(f"{LESSON}/sign")
@requires_role(Role.RESIDENT)
def sign(lesson: str) -> Answer:
    found = open_to_sign(lesson)
    own = queries.signatures(actor(), found).own
    given = {"stand": own.stand, "words": own.words} if own else {}
    form = forms.SignForm.from_request(**given)
    return page("learning/reader_responses/sign.html", record=found, form=form)


@bp.post(f"{LESSON}/sign")
@requires_role(Role.RESIDENT)
@marks
def sign_sent(lesson: str) -> Answer:
    found = open_to_sign(lesson)
    form = forms.SignForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            kept = actions.sign(actor(), found, form.signing())
            said = N_("Thank you. A curator reads your words before they are shown")
            plain = N_("Thank you. It counts")
            return go("learning.records.record", lesson=lesson, said=said if kept.words else plain)
    return form_page("learning/reader_responses/sign.html", record=found, form=form)


@bp.post(f"{LESSON}/take-back-signature")
@requires_role(Role.RESIDENT)
def take_back_signature(lesson: str) -> Answer:
    actions.take_back_signature(actor(), learned(actor(), lesson))
    return go("learning.records.record", lesson=lesson, said=N_("Taken back. It is gone"))


def open_to_sign(lesson: str) -> LearningRecord:
    found = learned(actor(), lesson)
    if not policies.can_sign(actor(), found):
        raise NotAllowedError
    return found


# What curators read first


@bp.get("/waiting")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    form = forms.DeclineForm.from_request()
    return page("learning/reader_responses/waiting.html", **desk(), form=form, wrong="")


def desk() -> dict[str, object]:
    signed, marked = queries.waiting_signatures(actor()), queries.waiting_marks(actor())
    said: list[Signature | ReaderMark] = [*signed, *marked]
    return {"may": {each: policies.can_read_words(actor(), each) for each in said}}


@bp.post("/signatures/<key:signature_id>/<any(show, decline):step>")
@requires_role(Role.CURATOR)
@decides_about("record_signature", "signature_id")
def signature(signature_id: int, step: str) -> Answer:
    found = queries.signature(actor(), signature_id)
    form = forms.DeclineForm.from_request()
    if step == "show":
        actions.show_words(actor(), found)
        write_to_signer(found, presenters.SHOWN)
    elif form.validate():
        actions.decline_words(actor(), found, form.reason.data or "")
        write_to_signer(found, presenters.DECLINED)
    else:
        shown = {**desk(), "form": form, "wrong": f"signature-{signature_id}"}
        return form_page("learning/reader_responses/waiting.html", **shown)
    return go("learning.reader_responses.waiting", said=N_("Done"))


@bp.post("/marks/<key:mark_id>/<any(show, decline):step>")
@requires_role(Role.CURATOR)
@decides_about("reader_mark", "mark_id")
def mark(mark_id: int, step: str) -> Answer:
    found = queries.mark(actor(), mark_id)
    form = forms.DeclineForm.from_request()
    if step == "show":
        actions.show_words(actor(), found)
    elif form.validate():
        actions.decline_words(actor(), found, form.reason.data or "")
    else:
        shown = {**desk(), "form": form, "wrong": f"mark-{mark_id}"}
        return form_page("learning/reader_responses/waiting.html", **shown)
    return go("learning.reader_responses.waiting", said=N_("Done"))


def write_to_signer(found: Signature, letter: Email) -> None:
    person = queries.signer(found)
    if person and person.email:
        link = mailer.address("learning.records.record", lesson=found.record.slug)
        mailer.write(person.email, letter, link=link)


# What the pages of an entry and of a record ask


@bp.app_template_global("marks_of")
def marks_of(of: Thing) -> Marks:
    return queries.marks(of, secret())


@bp.app_template_global("can_mark")
def can_mark(of: Thing) -> bool:
    return policies.can_mark(actor(), of)


@bp.app_template_global("signatures_of")
def signatures_of(record: LearningRecord) -> Signatures:
    return queries.signatures(actor(), record)


@bp.app_template_global("can_sign")
def can_sign(record: LearningRecord) -> bool:
    return policies.can_sign(actor(), record)
