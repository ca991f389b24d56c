"""Learning records: found, read, written a section at a time, and what a curator decides."""

from collections.abc import Sequence

from flask import Blueprint, request

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.learning.records import actions, forms, policies, presenters, queries
from coprod.learning.records.enums import TITLES
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.rules import KINDS, Short, Tags
from coprod.reference.lists.enums import Choices, ListKind
from coprod.reference.lists.queries import labels, offered
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.activities.queries import activity as entry
from coprod.register.activities.queries import fingerprint
from coprod.register.review.queries import curators
from coprod.register.sections.forms import SectionForm
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.mailer import Email

bp = Blueprint("records", __name__, url_prefix="/learning")

AT_ONCE = {
    "hide-team": (actions.hide_team, N_("Readers no longer see which team it was")),
    "take-back-words": (actions.take_back_account, N_("Their words are gone, for everybody")),
    "still-true": (actions.confirm_record, N_("Readers see that it was checked today")),
}
SECTION = f"/<slug:lesson>/<any({', '.join(KINDS)}):name>"


@bp.get("")
@requires_role(Role.VISITOR)
def records() -> Answer:
    asked = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    return page(
        "learning/records/records.html",
        shown=presenters.records_page(actor(), presenters.wanted(asked)),
    )


@bp.get("/mine")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return page("learning/records/mine.html", records=queries.mine(actor()))


@bp.get("/waiting")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    found = [(each, policies.is_impartial(actor(), each)) for each in queries.awaiting(actor())]
    return page("learning/records/waiting.html", waiting=found)


@bp.get("/<slug:lesson>")
@requires_role(Role.VISITOR)
def record(lesson: str) -> Answer:
    found = queries.record(actor(), lesson)
    if found.status is Status.WITHDRAWN:
        return page("learning/records/withdrawn.html", record=found)
    shown = presenters.record_page(actor(), found)
    return page(
        "learning/records/record.html", shown=shown, notes=list_events(found, public_only=True)
    )


# Writing


@bp.get("/write")
@requires_role(Role.RESIDENT)
def write() -> Answer:
    return page("learning/records/write.html", form=first_form())


@bp.post("/write")
@requires_role(Role.RESIDENT)
def write_sent() -> Answer:
    form = first_form()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.write_record(actor(), form.part())
            return go(
                "learning.records.check", lesson=made.slug, said=N_("Saved. It is not public yet")
            )
    return form_page("learning/records/write.html", form=form)


def first_form() -> SectionForm:
    """Return the short form; ``?entry=`` names the entry that it is about."""
    about = entry_asked_for()
    own = about is not None and is_owner(actor(), about)
    team = about.led_by.label if own and about and about.led_by else ""
    short = Short(activity_id=about.id if about else None, team=team)
    return short_form(short, "", about)


def entry_asked_for() -> Activity | None:
    slug = clean(request.args.get("entry", ""))
    try:
        found = entry(actor(), slug) if slug else None
    except NotFoundError:
        return None
    may = found is not None and (found.is_public or is_owner(actor(), found))
    return found if may else None


def short_form(short: Short, seen: str, about: Activity | None) -> SectionForm:
    form = forms.ShortForm.asked(short, seen, lambda _listing: [])
    offered = {each.id: each.title for each in queries.entries_to_link(actor())}
    if about is not None:
        offered[about.id] = about.title
    form.offer_entries(list(offered.items()))
    return form


@bp.get("/<slug:lesson>/check")
@requires_role(Role.RESIDENT)
def check(lesson: str) -> Answer:
    found = queries.record(actor(), lesson)
    if not policies.can_read_all(actor(), found):
        raise NotAllowedError
    return page(
        "learning/records/check.html",
        record=found,
        sections=presenters.written(found),
        can_write=policies.can_write(actor(), found),
        can_send=policies.can_send(actor(), found),
        can_discard=policies.can_discard(actor(), found),
        can_withdraw=policies.can_withdraw(actor(), found),
    )


@bp.get(SECTION)
@requires_role(Role.RESIDENT)
def section(lesson: str, name: str) -> Answer:
    found = queries.record(actor(), lesson)
    if not policies.can_write(actor(), found):
        raise NotAllowedError
    return page(
        "learning/records/section.html", **section_page(found, name, section_form(found, name))
    )


@bp.post(SECTION)
@requires_role(Role.RESIDENT)
def section_sent(lesson: str, name: str) -> Answer:
    found = queries.record(actor(), lesson, to_change=True)
    if not policies.can_write(actor(), found):
        raise NotAllowedError
    form = section_form(found, name)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.change_part(actor(), found, form.part(), seen=str(form.seen.data))
            except ConflictError:
                return somebody_was_first(found, name, form)
            return go("learning.records.check", lesson=lesson, said=N_("Saved"))
    return form_page("learning/records/section.html", **section_page(found, name, form))


def somebody_was_first(found: LearningRecord, name: str, form: SectionForm) -> Answer:
    """Show both: what somebody else saved, and what was typed here, ready to be saved over it."""
    part = queries.as_written(found, KINDS[name])
    form.seen.data, form.seen.raw_data = fingerprint((part,)), None
    saved = next(each for each in presenters.written(found) if each.name == name)
    body, _status = form_page(
        "learning/records/section.html", **section_page(found, name, form, saved)
    )
    return body, 409


def section_form(found: LearningRecord, name: str) -> SectionForm:
    part = queries.as_written(found, KINDS[name])
    if isinstance(part, Short):
        return short_form(part, fingerprint((part,)), found.activity)
    return forms.FORMS[name].asked(part, fingerprint((part,)), choices_for(part))


def choices_for(part: object) -> Choices:
    """Offer what the lists hold today, and what this record holds under an older name."""
    held = dict(part.listed) if isinstance(part, Tags) else {}

    listed = offered(clock.today())

    def choices(listing: ListKind) -> list[tuple[int, str]]:
        now = listed(listing)
        older = set(held.get(listing, ())) - {key for key, _label in now}
        return [*now, *labels(older).items()]

    return choices


def section_page(
    found: LearningRecord, name: str, form: SectionForm, saved: presenters.Section | None = None
) -> dict[str, object]:
    asked = {"name": name, "title": TITLES[name]}
    return {**asked, "record": found, "form": form, "saved": saved}


@bp.post("/<slug:lesson>/send")
@requires_role(Role.RESIDENT)
def send(lesson: str) -> Answer:
    found = queries.record(actor(), lesson, to_change=True)
    actions.send_record(actor(), found)
    write_about(found, curators(), presenters.SENT_IN, "learning.records.review")
    return go("learning.records.check", lesson=lesson, said=N_("Sent. A curator will read it"))


@bp.post("/<slug:lesson>/discard")
@requires_role(Role.RESIDENT)
def discard(lesson: str) -> Answer:
    actions.discard_record(actor(), queries.record(actor(), lesson, to_change=True))
    return go("learning.records.mine", said=N_("The draft was thrown away"))


@bp.post("/<slug:lesson>/<any('hide-team', 'take-back-words', 'still-true'):step>")
@requires_role(Role.RESIDENT)
def at_once(lesson: str, step: str) -> Answer:
    """Do what needs no second look: leave the team out, take words away, say it is true."""
    do, said = AT_ONCE[step]
    do(actor(), queries.record(actor(), lesson, to_change=True))
    return go("learning.records.record", lesson=lesson, said=said)


# What a curator decides


@bp.get("/<slug:lesson>/review")
@requires_role(Role.CURATOR)
def review(lesson: str) -> Answer:
    shown = review_page(queries.record(actor(), lesson))
    return page("learning/records/review.html", **shown, form=forms.ReasonForm.from_request())


def review_page(found: LearningRecord) -> dict[str, object]:
    return {
        "record": found,
        "sections": presenters.written(found),
        "differences": presenters.differences(found),
        "seen": queries.waiting_mark(found),
        "can_decide": policies.can_decide(actor(), found),
        "can_approve": policies.can_approve(actor(), found),
    }


@bp.post("/<slug:lesson>/publish")
@requires_role(Role.CURATOR)
@decides_about("learning_record", lambda lesson: queries.record(actor(), lesson).id)
def publish(lesson: str) -> Answer:
    found = queries.record(actor(), lesson, to_change=True)
    if found.status is Status.PUBLISHED:
        actions.approve_changes(actor(), found, seen=request.form.get("seen", ""))
    else:
        actions.publish_record(actor(), found)
    write_about(found, queries.writer(found), presenters.PUBLISHED, "learning.records.record")
    return go("learning.records.record", lesson=lesson, said=N_("The record is now public"))


@bp.post("/<slug:lesson>/return")
@requires_role(Role.CURATOR)
@decides_about("learning_record", lambda lesson: queries.record(actor(), lesson).id)
def return_(lesson: str) -> Answer:
    found = queries.record(actor(), lesson, to_change=True)
    form = forms.ReasonForm.from_request()
    if not (policies.can_decide(actor(), found) or policies.can_approve(actor(), found)):
        raise NotAllowedError
    if not form.validate():
        return form_page("learning/records/review.html", **review_page(found), form=form)
    reason = form.reason.data or ""
    if found.status is Status.PUBLISHED:
        actions.return_changes(actor(), found, reason, seen=request.form.get("seen", ""))
    else:
        actions.return_record(actor(), found, reason)
    write_about(found, queries.writer(found), presenters.SENT_BACK, "learning.records.check")
    return go("learning.records.waiting", said=N_("Sent back, with your reason"))


@bp.get("/<slug:lesson>/withdraw")
@requires_role(Role.RESIDENT)
def withdraw(lesson: str) -> Answer:
    found = queries.record(actor(), lesson)
    if not policies.can_withdraw(actor(), found):
        raise NotAllowedError
    return page(
        "learning/records/withdraw.html", record=found, form=forms.ReasonForm.from_request()
    )


@bp.post("/<slug:lesson>/withdraw")
@requires_role(Role.RESIDENT)
@decides_about("learning_record", lambda lesson: queries.record(actor(), lesson).id)
def withdraw_sent(lesson: str) -> Answer:
    found = queries.record(actor(), lesson, to_change=True)
    if not policies.can_withdraw(actor(), found):
        raise NotAllowedError
    form = forms.ReasonForm.from_request()
    if form.validate():
        actions.withdraw_record(actor(), found, form.reason.data or "")
        return go(
            "learning.records.record", lesson=lesson, said=N_("The record is no longer public")
        )
    return form_page("learning/records/withdraw.html", record=found, form=form)


def write_about(
    found: LearningRecord, people: Sequence[Person], letter: Email, endpoint: str
) -> None:
    """Write to people about a record; not to whoever does it, nor to who has left."""
    link = mailer.address(endpoint, lesson=found.slug)
    mailer.write_to_others(people, letter, link=link)
