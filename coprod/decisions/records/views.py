"""Decisions to read, and how a record is made: ten questions, a few parts, and the signature.

And what happens to it later: notes, reviews, linked entries, parts held back.
"""

from typing import Any

from flask import Blueprint, request

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.decisions.guide.enums import Level, Question
from coprod.decisions.records import actions, emails, forms, policies, presenters, queries
from coprod.decisions.records.enums import Chosen, HoldState, Later, Part
from coprod.decisions.records.models import DecisionRecord
from coprod.decisions.records.presenters import BY_NAME, QUESTIONS, Section
from coprod.decisions.records.rules import Naming, Openness
from coprod.reference.lists.queries import labels, offered_with
from coprod.register.activities.models import Activity
from coprod.register.activities.presenters import list_field_texts, load_term_names
from coprod.register.activities.queries import compute_fingerprint
from coprod.register.activities.queries import get_activity as entry
from coprod.register.review.emails import write_to_curators
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import check_undecided
from coprod.web.forms import Form
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("records", __name__, url_prefix="/decisions")
FORMS: dict[str, type[forms.PartForm]] = {
    "name": forms.NameForm,
    "openness": forms.OpennessForm,
    "already-said": forms.SaidForm,
    "about": forms.AboutForm,
    "means": forms.MeansForm,
    "choice": forms.ChoiceForm,
    "promise": forms.PromiseForm,
}
ADDING: dict[str, type[forms.NoteForm]] = {
    "note": forms.NoteForm,
    "review": forms.ReviewForm,
    "check": forms.CheckForm,
}


def any_of(names: Any) -> str:
    return "any({})".format(", ".join(f'"{name}"' for name in names))


QUESTION = f"/<slug:decision>/<{any_of(QUESTIONS)}:name>"
PART = f"/<slug:decision>/<{any_of(BY_NAME)}:name>"
ADD = f"/<slug:decision>/add/<any({', '.join(ADDING)}):name>"
HELD = f"/<slug:decision>/hold/<any({', '.join(Part)}):part>"


# Decisions to read


@bp.get("")
@requires_role(Role.VISITOR)
def decisions() -> Answer:
    asked = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    shown = presenters.list_page(actor(), presenters.wanted(asked), clock.today())
    can_begin = policies.can_begin(actor())
    own = queries.drafts(actor()) if can_begin else ()
    given = {"shown": shown, "all_chosen": Chosen, "drafts": own, "can_begin": can_begin}
    return page("decisions/records/decisions.html", **given)


@bp.get("/<slug:decision>")
@requires_role(Role.VISITOR)
def decision(decision: str) -> Answer:
    story = presenters.story(actor(), queries.decision(actor(), decision))
    return page("decisions/records/decision.html", story=story)


# A record in the making


@bp.get("/new")
@requires_role(Role.TEAM_MEMBER)
def new() -> Answer:
    return page("decisions/records/new.html", form=first_form())


@bp.post("/new")
@requires_role(Role.TEAM_MEMBER)
def new_sent() -> Answer:
    form = first_form()
    if form.validate():
        with form.catching_rule_errors():
            decision = actions.begin_decision(actor(), form.build_part())
            return go("decisions.records.question", decision=decision.slug, name="question-1")
    return form_page("decisions/records/new.html", form=form)


def first_form() -> forms.PartForm:
    return forms.NameForm.from_part(Naming(""), "", lambda _listing: [])


@bp.get("/<slug:decision>/record")
@requires_role(Role.RESIDENT)
def overview(decision: str) -> Answer:
    found = queries.decision(actor(), decision)
    if found.is_signed:
        return go("decisions.records.decision", decision=decision)
    return page("decisions/records/overview.html", shown=presenters.overview(actor(), found))


@bp.get(QUESTION)
@requires_role(Role.RESIDENT)
def question(decision: str, name: str) -> Answer:
    found = to_write(decision)
    return page(
        "decisions/records/question.html", **question_page(found, name, question_form(found, name))
    )


@bp.post(QUESTION)
@requires_role(Role.RESIDENT)
def question_sent(decision: str, name: str) -> Answer:
    found = queries.decision(actor(), decision, to_change=True)
    asked, form, first = QUESTIONS[name], question_form(found, name), False
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.answer_question(actor(), found, form.reply(asked), seen=str(form.seen.data))
            except ConflictError:
                first = True
            else:
                return after_question(found, asked)
    if first:
        see_again(form, mark_of(found, asked))
    shown = {**question_page(found, name, form), "saved_by_other": first}
    return answered(form_page("decisions/records/question.html", **shown), is_conflict=first)


def after_question(decision: DecisionRecord, asked: Question) -> Answer:
    following = presenters.following(decision, asked)
    if following:
        return go("decisions.records.question", decision=decision.slug, name=following)
    return go("decisions.records.result", decision=decision.slug)


def question_form(decision: DecisionRecord, name: str) -> forms.QuestionForm:
    asked = QUESTIONS[name]
    now = queries.replies(decision).get(asked)
    answers = presenters.one(asked, decision, presenters.words_of(decision)).answers
    return forms.QuestionForm.asking(answers, now, mark_of(decision, asked))


def mark_of(decision: DecisionRecord, asked: Question) -> str:
    return compute_fingerprint((queries.replies(decision).get(asked),))


def question_page(decision: DecisionRecord, name: str, form: Form) -> dict[str, Any]:
    asked = presenters.one(QUESTIONS[name], decision, presenters.words_of(decision))
    shown = {"decision": decision, "asked": asked, "form": form, "saved_by_other": False}
    return {**shown, "saved": presenters.saved(asked), "of": len(Question)}


@bp.get("/<slug:decision>/result")
@requires_role(Role.RESIDENT)
def result(decision: str) -> Answer:
    found = queries.decision(actor(), decision)
    shown = presenters.overview(actor(), found)
    if found.is_signed or shown.guidance is None:
        return go("decisions.records.overview", decision=decision)
    return page("decisions/records/result.html", shown=shown, levels=tuple(Level))


@bp.get(PART)
@requires_role(Role.RESIDENT)
def part(decision: str, name: str) -> Answer:
    found = to_write(decision)
    form = part_form(found, BY_NAME[name])
    return page("decisions/records/part.html", **part_page(found, BY_NAME[name], form))


@bp.post(PART)
@requires_role(Role.RESIDENT)
def part_sent(decision: str, name: str) -> Answer:
    found = queries.decision(actor(), decision, to_change=True)
    asked, first = BY_NAME[name], False
    form = part_form(found, asked)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.change_part(actor(), found, form.build_part(), seen=str(form.seen.data))
            except ConflictError:
                first = True
            else:
                return go("decisions.records.overview", decision=decision, said=N_("Saved"))
    if first:
        see_again(form, compute_fingerprint((queries.told(found, asked.kind),)))
    shown = {**part_page(found, asked, form), "saved_by_other": first}
    return answered(form_page("decisions/records/part.html", **shown), is_conflict=first)


def part_form(decision: DecisionRecord, asked: Section) -> forms.PartForm:
    now = queries.told(decision, asked.kind)
    seen = compute_fingerprint((now,))
    if now == Openness():
        now = openness_at_first(decision)
    return FORMS[asked.name].from_part(now, seen, offered_with(clock.today(), decision.listed))


def openness_at_first(decision: DecisionRecord) -> Openness:
    """Offer what was named beside the first question, so that nobody types it twice."""
    first = queries.replies(decision).get(Question.D1)
    return Openness(open_to_change=first.note if first else "")


def part_page(decision: DecisionRecord, asked: Section, form: Form) -> dict[str, Any]:
    told = queries.told(decision, asked.kind)
    shown = {"decision": decision, "asked": asked, "form": form, "saved_by_other": False}
    return {
        **shown,
        "saved": list_field_texts(told, load_term_names((told,))),
        "guidance": presenters.guidance(decision),
    }


def see_again(form: forms.PartForm, seen: str) -> None:
    """Let what was typed be saved over what is kept now."""
    form.seen.data, form.seen.raw_data = seen, None


def answered(shown: tuple[str, int], *, is_conflict: bool) -> tuple[str, int]:
    return (shown[0], 409) if is_conflict else shown


# Signing it off


@bp.get("/<slug:decision>/sign-off")
@requires_role(Role.RESIDENT)
def sign_off(decision: str) -> Answer:
    found = to_write(decision)
    if presenters.guidance(found) is None:
        return go("decisions.records.overview", decision=decision)
    return page(
        "decisions/records/sign_off.html",
        shown=presenters.overview(actor(), found),
        form=signing(found),
    )


@bp.post("/<slug:decision>/sign-off")
@requires_role(Role.RESIDENT)
def sign_off_sent(decision: str) -> Answer:
    found = queries.decision(actor(), decision, to_change=True)
    form = signing(found)
    if form.validate():
        with form.catching_rule_errors():
            actions.sign_off(actor(), found, form.build_part(), seen=str(form.seen.data))
            said = N_("Signed off. Everybody can read it now")
            return go("decisions.records.decision", decision=decision, said=said)
    if presenters.guidance(found) is None or not policies.can_write(actor(), found):
        raise NotAllowedError
    return form_page(
        "decisions/records/sign_off.html", shown=presenters.overview(actor(), found), form=form
    )


def signing(decision: DecisionRecord) -> forms.SigningForm:
    key = decision.organisation_id
    organisation = labels({key}).get(key, "") if key else ""
    return forms.SigningForm.to_sign(queries.fingerprint_of_all(decision), organisation)


@bp.post("/<slug:decision>/new-version")
@requires_role(Role.RESIDENT)
def new_version(decision: str) -> Answer:
    found = queries.decision(actor(), decision, to_change=True)
    new = actions.begin_new_version(actor(), found)
    return go(
        "decisions.records.overview",
        decision=new.slug,
        said=N_("Change what has changed, then sign"),
    )


@bp.get("/<slug:decision>/discard")
@requires_role(Role.RESIDENT)
def discard(decision: str) -> Answer:
    return page("decisions/records/discard.html", decision=to_write(decision))


@bp.post("/<slug:decision>/discard")
@requires_role(Role.RESIDENT)
def discard_sent(decision: str) -> Answer:
    actions.discard_decision(actor(), queries.decision(actor(), decision, to_change=True))
    return go("decisions.records.decisions", said=N_("The draft was thrown away"))


def to_write(slug: str) -> DecisionRecord:
    found = queries.decision(actor(), slug)
    if not policies.can_write(actor(), found):
        raise NotAllowedError
    return found


# What is added later


@bp.get(ADD)
@requires_role(Role.RESIDENT)
def add(decision: str, name: str) -> Answer:
    found = to_add(decision)
    return page("decisions/records/add.html", **add_page(found, name, ADDING[name].from_request()))


@bp.post(ADD)
@requires_role(Role.RESIDENT)
def add_sent(decision: str, name: str) -> Answer:
    found, form = to_add(decision, to_change=True), ADDING[name].from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.add_later(actor(), found, form.addition())
            return go("decisions.records.decision", decision=decision, said=N_("Added"))
    return form_page("decisions/records/add.html", **add_page(found, name, form))


def to_add(slug: str, *, to_change: bool = False) -> DecisionRecord:
    found = queries.decision(actor(), slug, to_change=to_change)
    if not policies.can_add(actor(), found):
        raise NotAllowedError
    return found


def add_page(decision: DecisionRecord, name: str, form: forms.NoteForm) -> dict[str, Any]:
    outcomes = presenters.outcomes(actor(), decision) if form.kind is Later.CHECK else []
    shown = {"decision": decision, "name": name, "kind": form.kind, "form": form}
    return {**shown, "outcomes": outcomes}


# The entries that came of it


@bp.get("/<slug:decision>/entries")
@requires_role(Role.RESIDENT)
def entries(decision: str) -> Answer:
    return page(
        "decisions/records/entries.html",
        **entries_page(to_link(decision), forms.LinkForm.asked()),
    )


@bp.post("/<slug:decision>/entries")
@requires_role(Role.RESIDENT)
def entries_sent(decision: str) -> Answer:
    found, form = to_link(decision, to_change=True), forms.LinkForm.asked()
    if form.validate():
        with form.catching_rule_errors():
            activity = queries.entry_named(actor(), form.entry.data or "")
            actions.link_entry(actor(), found, activity)
            return go(
                "decisions.records.entries", decision=decision, said=N_("The entry was added")
            )
    return form_page("decisions/records/entries.html", **entries_page(found, form))


@bp.post("/<slug:decision>/entries/<slug:slug>/unlink")
@requires_role(Role.RESIDENT)
def unlink(decision: str, slug: str) -> Answer:
    found = to_link(decision, to_change=True)
    actions.unlink_entry(actor(), found, entry(actor(), slug))
    return go("decisions.records.entries", decision=decision, said=N_("The entry was taken off"))


def to_link(slug: str, *, to_change: bool = False) -> DecisionRecord:
    found = queries.decision(actor(), slug, to_change=to_change)
    if not policies.can_link(actor(), found):
        raise NotAllowedError
    return found


def entries_page(decision: DecisionRecord, form: Form) -> dict[str, Any]:
    return {"decision": decision, "outcomes": presenters.outcomes(actor(), decision), "form": form}


# Holding parts back


@bp.get("/<slug:decision>/hold")
@requires_role(Role.RESIDENT)
def hold(decision: str) -> Answer:
    return page(
        "decisions/records/hold.html", **hold_page(to_hold(decision), forms.HoldForm.from_request())
    )


@bp.post("/<slug:decision>/hold")
@requires_role(Role.RESIDENT)
def hold_sent(decision: str) -> Answer:
    found, form = to_hold(decision, to_change=True), forms.HoldForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.hold_back(actor(), found, form.chosen(), form.reason.data or "")
            if not policies.can_decide_hold(actor(), found):
                letter = emails.asked_to_hold(found.title)
                write_to_curators(letter, "decisions.records.hold", decision=decision)
            return go("decisions.records.hold", decision=decision, said=N_("Saved"))
    return form_page("decisions/records/hold.html", **hold_page(found, form))


@bp.post(f"{HELD}/agree")
@requires_role(Role.CURATOR)
def agree(decision: str, part: str) -> Answer:
    found = queries.decision(actor(), decision, to_change=True)
    check_undecided("decision", found.id)
    actions.decide_hold(actor(), found, Part(part), is_held=True)
    return go(
        "decisions.records.hold", decision=decision, said=N_("It is held back, and readers see why")
    )


@bp.post(f"{HELD}/show")
@requires_role(Role.CURATOR)
def show(decision: str, part: str) -> Answer:
    found = queries.decision(actor(), decision, to_change=True)
    check_undecided("decision", found.id)
    actions.decide_hold(actor(), found, Part(part), is_held=False)
    return go("decisions.records.hold", decision=decision, said=N_("Readers can see it"))


def to_hold(slug: str, *, to_change: bool = False) -> DecisionRecord:
    found = queries.decision(actor(), slug, to_change=to_change)
    if not (policies.can_ask_to_hold(actor(), found) or policies.can_decide_hold(actor(), found)):
        raise NotAllowedError
    return found


def hold_page(decision: DecisionRecord, form: Form) -> dict[str, Any]:
    can_decide = policies.can_decide_hold(actor(), decision)
    shown = {"decision": decision, "form": form, "can_decide": can_decide}
    return {**shown, "held": HoldState.HELD, "shown_again": HoldState.SHOWN}


# What other pages ask


@bp.app_template_global("decisions_of")
def decisions_of(activity: Activity) -> list[DecisionRecord]:
    return list(queries.of_entry(actor(), activity))


def build_begin_first() -> Context | None:
    return {} if policies.can_begin(actor()) else None


def build_due() -> Context | None:
    """Return what the actor should have looked at again."""
    due = queries.own_overdue(actor())
    return {"due": due, "asked_to_hold": ()} if due else None


add_slot_template(bp, "activity.log", "decisions/records/_begin_first.html", build_begin_first)
add_slot_template(bp, "activity.mine", "decisions/records/_due.html", build_due)
