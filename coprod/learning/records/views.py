"""Learning records: found, read, written a section at a time, and what a curator decides."""

from collections.abc import Sequence

from flask import Blueprint, request

from coprod.accounts.users.models import Person
from coprod.core.audit_trail.queries import list_events
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotFoundError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.learning.records import actions, emails, forms, policies, presenters, queries
from coprod.learning.records.enums import SECTION_TITLES
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.rules import PART_KINDS, RecordTags, ShortRecord
from coprod.reference.lists.enums import Choices, ListKind
from coprod.reference.lists.queries import build_choices, get_labels
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.register.activities.queries import get_activity
from coprod.register.review.queries import list_curators
from coprod.register.sections.forms import SectionForm
from coprod.reviews.queries import find_review_of
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.mailer import Email

bp = Blueprint("records", __name__, url_prefix="/learning")

IMMEDIATE_STEPS = {
    "hide-team": (actions.hide_team, N_("Readers no longer see which team it was")),
    "take-back-words": (actions.remove_resident_account, N_("Their words are gone, for everybody")),
    "still-true": (actions.confirm_record, N_("Readers see that it was checked today")),
}
SECTION = f"/<slug:record_slug>/<any({', '.join(PART_KINDS)}):name>"


@bp.get("")
@requires_role(Role.VISITOR)
def records() -> Answer:
    """List records. ``?show=filters`` is the page of the list's filters, for phones."""
    arguments = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    records_page = presenters.build_records_page(actor(), presenters.parse_record_filter(arguments))
    if "filters" in arguments.get("show", ()):
        return page("learning/records/filters.html", records_page=records_page)
    return page("learning/records/records.html", records_page=records_page)


@bp.get("/mine")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return page("learning/records/mine.html", records=queries.list_own_records(actor()))


@bp.get("/<slug:record_slug>")
@requires_role(Role.VISITOR)
def record(record_slug: str) -> Answer:
    record = queries.get_record(actor(), record_slug)
    if record.status is Status.WITHDRAWN:
        return page("learning/records/withdrawn.html", record=record)
    record_page = presenters.build_record_page(actor(), record)
    return page(
        "learning/records/record.html",
        record_page=record_page,
        notes=list_events(record, public_only=True),
    )


# Writing


@bp.get("/write")
@requires_role(Role.RESIDENT)
def write() -> Answer:
    return page("learning/records/write.html", form=build_first_form())


@bp.post("/write")
@requires_role(Role.RESIDENT)
def write_sent() -> Answer:
    form = build_first_form()
    if form.validate():
        with form.catching_rule_errors():
            record = actions.create_record(actor(), form.build_part())
            return go(
                "learning.records.check",
                record_slug=record.slug,
                message=N_("Saved. It is not public yet"),
            )
    return form_page("learning/records/write.html", form=form)


def build_first_form() -> SectionForm:
    """Return the short form; ``?entry=`` names the activity that it is about."""
    activity = find_requested_activity()
    is_own = activity is not None and is_owner(actor(), activity)
    team = activity.led_by.label if is_own and activity and activity.led_by else ""
    short = ShortRecord(activity_id=activity.id if activity else None, team=team)
    return build_short_form(short, "", activity)


def find_requested_activity() -> Activity | None:
    slug = clean(request.args.get("entry", ""))
    try:
        activity = get_activity(actor(), slug) if slug else None
    except NotFoundError:
        return None
    may = activity is not None and (activity.is_public or is_owner(actor(), activity))
    return activity if may else None


def build_short_form(short: ShortRecord, seen: str, activity: Activity | None) -> SectionForm:
    form = forms.ShortForm.from_part(short, seen, lambda _listing: [])
    offered = {each.id: each.title for each in queries.list_linkable_activities(actor())}
    if activity is not None:
        offered[activity.id] = activity.title
    form.offer_activities(list(offered.items()))
    return form


@bp.get("/<slug:record_slug>/check")
@requires_role(Role.RESIDENT)
def check(record_slug: str) -> Answer:
    record = queries.get_record(actor(), record_slug)
    require(policies.can_read_all(actor(), record))
    return page(
        "learning/records/check.html",
        record=record,
        sections=presenters.build_all_sections(record),
        can_write=policies.can_write(actor(), record),
        can_send=policies.can_send(actor(), record),
        can_discard=policies.can_discard(actor(), record),
        can_withdraw=policies.can_withdraw(actor(), record),
    )


@bp.get(SECTION)
@requires_role(Role.RESIDENT)
def section(record_slug: str, name: str) -> Answer:
    record = queries.get_record(actor(), record_slug)
    require(policies.can_write(actor(), record))
    return page(
        "learning/records/section.html",
        **build_section_context(record, name, build_section_form(record, name)),
    )


@bp.post(SECTION)
@requires_role(Role.RESIDENT)
def section_sent(record_slug: str, name: str) -> Answer:
    record = queries.get_record(actor(), record_slug, to_change=True)
    require(policies.can_write(actor(), record))
    form = build_section_form(record, name)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.change_part(actor(), record, form.build_part(), seen=str(form.seen.data))
            except ConflictError:
                return render_conflict(record, name, form)
            return go("learning.records.check", record_slug=record_slug, message=N_("Saved"))
    return form_page("learning/records/section.html", **build_section_context(record, name, form))


def render_conflict(record: LearningRecord, name: str, form: SectionForm) -> Answer:
    """Show both: what somebody else saved, and what was typed here, ready to be saved over it."""
    part = queries.get_latest_part(record, PART_KINDS[name])
    form.seen.data, form.seen.raw_data = compute_fingerprint((part,)), None
    saved = next(each for each in presenters.build_all_sections(record) if each.name == name)
    return conflict_page(
        "learning/records/section.html", **build_section_context(record, name, form, saved)
    )


def build_section_form(record: LearningRecord, name: str) -> SectionForm:
    part = queries.get_latest_part(record, PART_KINDS[name])
    if isinstance(part, ShortRecord):
        return build_short_form(part, compute_fingerprint((part,)), record.activity)
    return forms.FORMS[name].from_part(
        part, compute_fingerprint((part,)), build_record_choices(part)
    )


def build_record_choices(part: object) -> Choices:
    """Offer what the lists hold today, and what this record holds under an older name."""
    stored = dict(part.listed) if isinstance(part, RecordTags) else {}

    listed = build_choices(clock.today())

    def choices(listing: ListKind) -> list[tuple[int, str]]:
        now = listed(listing)
        older = set(stored.get(listing, ())) - {key for key, _label in now}
        return [*now, *get_labels(older).items()]

    return choices


def build_section_context(
    record: LearningRecord,
    name: str,
    form: SectionForm,
    saved: presenters.RecordSection | None = None,
) -> dict[str, object]:
    section = {"name": name, "title": SECTION_TITLES[name]}
    return {**section, "record": record, "form": form, "saved": saved}


@bp.post("/<slug:record_slug>/send")
@requires_role(Role.RESIDENT)
def send(record_slug: str) -> Answer:
    record = queries.get_record(actor(), record_slug, to_change=True)
    actions.send_record(actor(), record)
    email_about_record(record, list_curators(), emails.SENT_IN, "learning.records.review")
    return go(
        "learning.records.check",
        record_slug=record_slug,
        message=N_("Sent. A curator will read it"),
    )


@bp.post("/<slug:record_slug>/discard")
@requires_role(Role.RESIDENT)
def discard(record_slug: str) -> Answer:
    actions.discard_record(actor(), queries.get_record(actor(), record_slug, to_change=True))
    return go("learning.records.mine", message=N_("The draft was deleted"))


@bp.post("/<slug:record_slug>/<any('hide-team', 'take-back-words', 'still-true'):step>")
@requires_role(Role.RESIDENT)
def at_once(record_slug: str, step: str) -> Answer:
    """Do what needs no second look: leave the team out, take words away, say it is true."""
    apply_step, message = IMMEDIATE_STEPS[step]
    apply_step(actor(), queries.get_record(actor(), record_slug, to_change=True))
    return go("learning.records.record", record_slug=record_slug, message=message)


# What a curator decides


@bp.get("/<slug:record_slug>/review")
@requires_role(Role.CURATOR)
def review(record_slug: str) -> Answer:
    """Lead to the review of a record: letters name this address, whatever becomes of the review."""
    review = find_review_of("learning-record", queries.get_record(actor(), record_slug).id)
    if review is None:
        return go("learning.records.record", record_slug=record_slug)
    return go("reviews.reviews.review", review_id=review.id)


@bp.get("/<slug:record_slug>/withdraw")
@requires_role(Role.RESIDENT)
def withdraw(record_slug: str) -> Answer:
    record = queries.get_record(actor(), record_slug)
    require(policies.can_withdraw(actor(), record))
    return page(
        "learning/records/withdraw.html", record=record, form=forms.RecordReasonForm.from_request()
    )


@bp.post("/<slug:record_slug>/withdraw")
@requires_role(Role.RESIDENT)
@decides_about("learning_record", lambda record_slug: queries.get_record(actor(), record_slug).id)
def withdraw_sent(record_slug: str) -> Answer:
    record = queries.get_record(actor(), record_slug, to_change=True)
    require(policies.can_withdraw(actor(), record))
    form = forms.RecordReasonForm.from_request()
    if form.validate():
        actions.withdraw_record(actor(), record, form.reason.data or "")
        return go(
            "learning.records.record",
            record_slug=record_slug,
            message=N_("The record is no longer public"),
        )
    return form_page("learning/records/withdraw.html", record=record, form=form)


def email_about_record(
    record: LearningRecord, people: Sequence[Person], letter: Email, endpoint: str
) -> None:
    """Write to people about a record; not to whoever does it, nor to who has left."""
    link = mailer.build_address(endpoint, record_slug=record.slug)
    mailer.write_to_others(people, letter, link=link)
