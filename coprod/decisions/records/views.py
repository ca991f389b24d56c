"""Decisions to read, and how a record is made: ten questions, a few parts, and the signature.

And what happens to it later: notes, reviews, linked activities, parts held back.
"""

from typing import Any

from flask import Blueprint, request

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, require
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.decisions.guide.enums import Level, Question
from coprod.decisions.records import actions, emails, forms, policies, presenters, queries
from coprod.decisions.records.enums import AdditionKind, ChosenLevel, HoldablePart, HoldState
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.presenters import QUESTIONS_BY_NAME, SECTIONS_BY_NAME, RecordSection
from coprod.decisions.records.rules import MAX_LENGTHS, DecisionTitle, Openness
from coprod.reference.lists.queries import build_choices_with, get_labels
from coprod.register.activities.models import Activity
from coprod.register.activities.presenters import list_field_texts, load_term_names
from coprod.register.activities.queries import get_activity
from coprod.register.review.emails import write_to_curators
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import check_undecided
from coprod.web.forms import Form
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("records", __name__, url_prefix="/decisions")
PART_FORMS: dict[str, type[forms.PartForm]] = {
    "name": forms.DecisionTitleForm,
    "openness": forms.OpennessForm,
    "already-said": forms.PriorFeedbackForm,
    "about": forms.ScopeForm,
    "means": forms.MeansForm,
    "choice": forms.LevelChoiceForm,
    "promise": forms.PromiseForm,
}
ADDITION_FORMS: dict[str, type[forms.NoteForm]] = {
    "note": forms.NoteForm,
    "review": forms.ReviewForm,
    "check": forms.CheckForm,
}


def build_any_converter(names: Any) -> str:
    return "any({})".format(", ".join(f'"{name}"' for name in names))


QUESTION_ROUTE = f"/<slug:decision>/<{build_any_converter(QUESTIONS_BY_NAME)}:name>"
PART_ROUTE = f"/<slug:decision>/<{build_any_converter(SECTIONS_BY_NAME)}:name>"
ADDITION_ROUTE = f"/<slug:decision>/add/<any({', '.join(ADDITION_FORMS)}):name>"
HOLD_ROUTE = f"/<slug:decision>/hold/<any({', '.join(HoldablePart)}):part>"


# Decisions to read


@bp.get("")
@requires_role(Role.VISITOR)
def decisions() -> Answer:
    """List decisions. ``?show=filters`` is the page of the list's filters, for phones."""
    query = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    list_page = presenters.build_list_page(
        actor(), presenters.read_decision_filter(query), clock.today()
    )
    can_begin = policies.can_begin(actor())
    drafts = queries.list_drafts(actor()) if can_begin else ()
    context = {
        "list_page": list_page,
        "all_chosen": ChosenLevel,
        "drafts": drafts,
        "can_begin": can_begin,
    }
    if "filters" in query.get("show", ()):
        return page("decisions/records/filters.html", **context)
    return page("decisions/records/decisions.html", **context)


@bp.get("/<slug:decision>")
@requires_role(Role.VISITOR)
def decision(decision: str) -> Answer:
    story = presenters.build_story(actor(), queries.get_decision(actor(), decision))
    return page("decisions/records/decision.html", story=story)


# A record in the making


@bp.get("/new")
@requires_role(Role.TEAM_MEMBER)
def new() -> Answer:
    return page("decisions/records/new.html", form=build_title_form())


@bp.post("/new")
@requires_role(Role.TEAM_MEMBER)
def new_sent() -> Answer:
    form = build_title_form()
    if form.validate():
        with form.catching_rule_errors():
            decision = actions.create_decision(actor(), form.build_part())
            return go("decisions.records.question", decision=decision.slug, name="question-1")
    return form_page("decisions/records/new.html", form=form)


def build_title_form() -> forms.PartForm:
    """Return the form; an address may begin the title, for example that of an item of a board."""
    title = clean(request.args.get("title", ""))[: MAX_LENGTHS["title"]]
    return forms.DecisionTitleForm.from_part(DecisionTitle(title), "", lambda _listing: [])


@bp.get("/<slug:decision>/record")
@requires_role(Role.RESIDENT)
def overview(decision: str) -> Answer:
    record = queries.get_decision(actor(), decision)
    if record.is_signed:
        return go("decisions.records.decision", decision=decision)
    return page(
        "decisions/records/overview.html", overview=presenters.build_overview(actor(), record)
    )


@bp.get(QUESTION_ROUTE)
@requires_role(Role.RESIDENT)
def question(decision: str, name: str) -> Answer:
    record = get_writable(decision)
    return page(
        "decisions/records/question.html",
        **build_question_page(record, name, build_question_form(record, name)),
    )


@bp.post(QUESTION_ROUTE)
@requires_role(Role.RESIDENT)
def question_sent(decision: str, name: str) -> Answer:
    record = queries.get_decision(actor(), decision, to_change=True)
    question, form, is_conflict = QUESTIONS_BY_NAME[name], build_question_form(record, name), False
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.answer_question(
                    actor(), record, form.reply(question), seen=str(form.seen.data)
                )
            except ConflictError:
                is_conflict = True
            else:
                return go_to_next_question(record, question)
    if is_conflict:
        set_fingerprint(form, fingerprint_reply(record, question))
    context = {**build_question_page(record, name, form), "saved_by_other": is_conflict}
    return with_conflict_status(
        form_page("decisions/records/question.html", **context), is_conflict=is_conflict
    )


def go_to_next_question(decision: DecisionRecord, question: Question) -> Answer:
    next_name = presenters.find_next_question(decision, question)
    if next_name:
        return go("decisions.records.question", decision=decision.slug, name=next_name)
    return go("decisions.records.result", decision=decision.slug)


def build_question_form(decision: DecisionRecord, name: str) -> forms.QuestionForm:
    question = QUESTIONS_BY_NAME[name]
    reply = queries.get_replies(decision).get(question)
    answers = presenters.build_question(
        question, decision, presenters.get_wording(decision)
    ).answers
    return forms.QuestionForm.for_question(answers, reply, fingerprint_reply(decision, question))


def fingerprint_reply(decision: DecisionRecord, question: Question) -> str:
    return compute_fingerprint((queries.get_replies(decision).get(question),))


def build_question_page(decision: DecisionRecord, name: str, form: Form) -> dict[str, Any]:
    question = presenters.build_question(
        QUESTIONS_BY_NAME[name], decision, presenters.get_wording(decision)
    )
    context = {"decision": decision, "question": question, "form": form, "saved_by_other": False}
    return {
        **context,
        "saved": presenters.build_saved_lines(question),
        "question_count": len(Question),
    }


@bp.get("/<slug:decision>/result")
@requires_role(Role.RESIDENT)
def result(decision: str) -> Answer:
    record = queries.get_decision(actor(), decision)
    overview_page = presenters.build_overview(actor(), record)
    if record.is_signed or overview_page.guidance is None:
        return go("decisions.records.overview", decision=decision)
    return page("decisions/records/result.html", overview=overview_page, levels=tuple(Level))


@bp.get(PART_ROUTE)
@requires_role(Role.RESIDENT)
def section_page(decision: str, name: str) -> Answer:
    record = get_writable(decision)
    form = build_part_form(record, SECTIONS_BY_NAME[name])
    return page(
        "decisions/records/part.html", **build_part_page(record, SECTIONS_BY_NAME[name], form)
    )


@bp.post(PART_ROUTE)
@requires_role(Role.RESIDENT)
def part_sent(decision: str, name: str) -> Answer:
    record = queries.get_decision(actor(), decision, to_change=True)
    section, is_conflict = SECTIONS_BY_NAME[name], False
    form = build_part_form(record, section)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.change_part(actor(), record, form.build_part(), seen=str(form.seen.data))
            except ConflictError:
                is_conflict = True
            else:
                return go("decisions.records.overview", decision=decision, message=N_("Saved"))
    if is_conflict:
        set_fingerprint(form, compute_fingerprint((queries.get_record_part(record, section.kind),)))
    context = {**build_part_page(record, section, form), "saved_by_other": is_conflict}
    return with_conflict_status(
        form_page("decisions/records/part.html", **context), is_conflict=is_conflict
    )


def build_part_form(decision: DecisionRecord, section: RecordSection) -> forms.PartForm:
    values = queries.get_record_part(decision, section.kind)
    seen = compute_fingerprint((values,))
    if values == Openness():
        values = suggest_openness(decision)
    return PART_FORMS[section.name].from_part(
        values, seen, build_choices_with(clock.today(), decision.list_terms)
    )


def suggest_openness(decision: DecisionRecord) -> Openness:
    """Offer what was named beside the first question, so that nobody types it twice."""
    reply = queries.get_replies(decision).get(Question.D1)
    return Openness(open_to_change=reply.note if reply else "")


def build_part_page(decision: DecisionRecord, section: RecordSection, form: Form) -> dict[str, Any]:
    values = queries.get_record_part(decision, section.kind)
    context = {"decision": decision, "section": section, "form": form, "saved_by_other": False}
    return {
        **context,
        "saved": list_field_texts(values, load_term_names((values,))),
        "guidance": presenters.get_guidance(decision),
    }


def set_fingerprint(form: forms.PartForm, seen: str) -> None:
    """Let the next attempt overwrite the version that is saved now."""
    form.seen.data, form.seen.raw_data = seen, None


def with_conflict_status(response: tuple[str, int], *, is_conflict: bool) -> tuple[str, int]:
    return (response[0], 409) if is_conflict else response


# Signing it off


@bp.get("/<slug:decision>/sign-off")
@requires_role(Role.RESIDENT)
def sign_off(decision: str) -> Answer:
    record = get_writable(decision)
    if presenters.get_guidance(record) is None:
        return go("decisions.records.overview", decision=decision)
    return page(
        "decisions/records/sign_off.html",
        overview=presenters.build_overview(actor(), record),
        form=build_signature_form(record),
    )


@bp.post("/<slug:decision>/sign-off")
@requires_role(Role.RESIDENT)
def sign_off_sent(decision: str) -> Answer:
    record = queries.get_decision(actor(), decision, to_change=True)
    form = build_signature_form(record)
    if form.validate():
        with form.catching_rule_errors():
            actions.sign_off(actor(), record, form.build_part(), seen=str(form.seen.data))
            message = N_("Signed off. Everybody can read it now")
            return go("decisions.records.decision", decision=decision, message=message)
    if presenters.get_guidance(record) is None or not policies.can_write(actor(), record):
        raise NotAllowedError
    return form_page(
        "decisions/records/sign_off.html",
        overview=presenters.build_overview(actor(), record),
        form=form,
    )


def build_signature_form(decision: DecisionRecord) -> forms.SignatureForm:
    key = decision.organisation_id
    organisation = get_labels({key}).get(key, "") if key else ""
    seen = queries.compute_record_fingerprint(decision)
    return forms.SignatureForm.for_signing(seen, organisation)


@bp.post("/<slug:decision>/new-version")
@requires_role(Role.RESIDENT)
def new_version(decision: str) -> Answer:
    record = queries.get_decision(actor(), decision, to_change=True)
    successor = actions.create_new_version(actor(), record)
    return go(
        "decisions.records.overview",
        decision=successor.slug,
        message=N_("Change what has changed, then sign"),
    )


@bp.get("/<slug:decision>/discard")
@requires_role(Role.RESIDENT)
def discard(decision: str) -> Answer:
    return page("decisions/records/discard.html", decision=get_writable(decision))


@bp.post("/<slug:decision>/discard")
@requires_role(Role.RESIDENT)
def discard_sent(decision: str) -> Answer:
    actions.discard_decision(actor(), queries.get_decision(actor(), decision, to_change=True))
    return go("decisions.records.decisions", message=N_("The draft was deleted"))


def get_writable(slug: str) -> DecisionRecord:
    record = queries.get_decision(actor(), slug)
    require(policies.can_write(actor(), record))
    return record


# What is added later


@bp.get(ADDITION_ROUTE)
@requires_role(Role.RESIDENT)
def add(decision: str, name: str) -> Answer:
    record = get_extendable(decision)
    return page(
        "decisions/records/add.html",
        **build_addition_page(record, name, ADDITION_FORMS[name].from_request()),
    )


@bp.post(ADDITION_ROUTE)
@requires_role(Role.RESIDENT)
def add_sent(decision: str, name: str) -> Answer:
    record, form = get_extendable(decision, to_change=True), ADDITION_FORMS[name].from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.record_addition(actor(), record, form.get_addition())
            return go("decisions.records.decision", decision=decision, message=N_("Added"))
    return form_page("decisions/records/add.html", **build_addition_page(record, name, form))


def get_extendable(slug: str, *, to_change: bool = False) -> DecisionRecord:
    record = queries.get_decision(actor(), slug, to_change=to_change)
    require(policies.can_add(actor(), record))
    return record


def build_addition_page(
    decision: DecisionRecord, name: str, form: forms.NoteForm
) -> dict[str, Any]:
    outcomes = (
        presenters.list_outcomes(actor(), decision) if form.kind is AdditionKind.CHECK else []
    )
    context = {"decision": decision, "name": name, "kind": form.kind, "form": form}
    return {**context, "outcomes": outcomes}


# The activities that came of it


@bp.get("/<slug:decision>/entries")
@requires_role(Role.RESIDENT)
def entries(decision: str) -> Answer:
    return page(
        "decisions/records/entries.html",
        **build_activities_page(get_linkable(decision), forms.LinkForm.from_request()),
    )


@bp.post("/<slug:decision>/entries")
@requires_role(Role.RESIDENT)
def entries_sent(decision: str) -> Answer:
    record, form = get_linkable(decision, to_change=True), forms.LinkForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            activity = queries.get_activity_by_name(actor(), form.entry.data or "")
            actions.link_activity(actor(), record, activity)
            return go(
                "decisions.records.entries", decision=decision, message=N_("The activity was added")
            )
    return form_page("decisions/records/entries.html", **build_activities_page(record, form))


@bp.post("/<slug:decision>/entries/<slug:slug>/unlink")
@requires_role(Role.RESIDENT)
def unlink(decision: str, slug: str) -> Answer:
    record = get_linkable(decision, to_change=True)
    actions.unlink_activity(actor(), record, get_activity(actor(), slug))
    return go(
        "decisions.records.entries", decision=decision, message=N_("The activity was removed")
    )


def get_linkable(slug: str, *, to_change: bool = False) -> DecisionRecord:
    record = queries.get_decision(actor(), slug, to_change=to_change)
    require(policies.can_link(actor(), record))
    return record


def build_activities_page(decision: DecisionRecord, form: Form) -> dict[str, Any]:
    return {
        "decision": decision,
        "outcomes": presenters.list_outcomes(actor(), decision),
        "form": form,
    }


# Holding parts back


@bp.get("/<slug:decision>/hold")
@requires_role(Role.RESIDENT)
def hold(decision: str) -> Answer:
    return page(
        "decisions/records/hold.html",
        **build_hold_page(get_holdable(decision), forms.HoldForm.from_request()),
    )


@bp.post("/<slug:decision>/hold")
@requires_role(Role.RESIDENT)
def hold_sent(decision: str) -> Answer:
    record, form = get_holdable(decision, to_change=True), forms.HoldForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.hold_back(actor(), record, form.get_parts(), form.reason.data or "")
            if not policies.can_decide_hold(actor(), record):
                email = emails.build_hold_request(record.title)
                write_to_curators(email, "reviews.reviews.queue", kind="decision-hold")
            return go("decisions.records.hold", decision=decision, message=N_("Saved"))
    return form_page("decisions/records/hold.html", **build_hold_page(record, form))


@bp.post(f"{HOLD_ROUTE}/show")
@requires_role(Role.CURATOR)
def show(decision: str, part: str) -> Answer:
    record = queries.get_decision(actor(), decision, to_change=True)
    check_undecided("decision", record.id)
    actions.decide_hold(actor(), record, HoldablePart(part), is_held=False)
    return go("decisions.records.hold", decision=decision, message=N_("Readers can see it"))


def get_holdable(slug: str, *, to_change: bool = False) -> DecisionRecord:
    record = queries.get_decision(actor(), slug, to_change=to_change)
    require(policies.can_ask_to_hold(actor(), record) or policies.can_decide_hold(actor(), record))
    return record


def build_hold_page(decision: DecisionRecord, form: Form) -> dict[str, Any]:
    can_decide = policies.can_decide_hold(actor(), decision)
    context = {"decision": decision, "form": form, "can_decide": can_decide}
    return {**context, "held_state": HoldState.HELD}


# What other pages ask


@bp.app_template_global("decisions_of")
def decisions_of(activity: Activity) -> list[DecisionRecord]:
    return list(queries.list_decisions_for_activity(actor(), activity))


def build_begin_first() -> Context | None:
    return {} if policies.can_begin(actor()) else None


def build_due() -> Context | None:
    """Return what the actor should have looked at again."""
    due = queries.list_own_overdue(actor())
    return {"due": due} if due else None


add_slot_template(bp, "activity.log", "decisions/records/_begin_first.html", build_begin_first)
add_slot_template(bp, "activity.mine", "decisions/records/_due.html", build_due)
