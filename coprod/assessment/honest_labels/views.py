"""Honest words: hints for those who write and review, and the reason for keeping a word."""

from flask import Blueprint

from coprod.assessment.honest_labels import actions, emails, policies, presenters, queries, rules
from coprod.assessment.honest_labels.enums import Word
from coprod.assessment.honest_labels.forms import ReadForm, ReasonForm
from coprod.assessment.honest_labels.presenters import Hint
from coprod.core.values.actor import Role
from coprod.core.values.errors import require, require_found
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.review.emails import write_to_curators
from coprod.register.sections.presenters import load_sections
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("honest_labels", __name__, url_prefix="/activities")

WORD_URL = f"/<slug:slug>/words/<any({', '.join(Word)}):word>"


@bp.get(WORD_URL)
@requires_role(Role.RESIDENT)
def keep(slug: str, word: str) -> Answer:
    activity = get_activity(actor(), slug)
    check_allowed(allowed=policies.can_keep_word(actor(), activity))
    hint = get_hint(activity, word)
    form = ReasonForm.from_request(
        data={"reason": hint.justification.reason if hint.justification else ""}
    )
    return page("assessment/honest_labels/keep.html", activity=activity, hint=hint, form=form)


@bp.post(WORD_URL)
@requires_role(Role.RESIDENT)
def keep_sent(slug: str, word: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    check_allowed(allowed=policies.can_keep_word(actor(), activity))
    hint = get_hint(activity, word)
    form = ReasonForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.keep_word(actor(), activity, Word(word), form.reason.data or "")
            if activity.status is Status.PUBLISHED:
                write_to_curators(
                    emails.build_reason_email(activity.title),
                    "register.review.review",
                    slug=slug,
                )
            return go("register.activities.check", slug=slug, message=N_("Your reason is kept"))
    return form_page("assessment/honest_labels/keep.html", activity=activity, hint=hint, form=form)


@bp.post(f"{WORD_URL}/give-up")
@requires_role(Role.RESIDENT)
def give_up(slug: str, word: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.give_up_word(actor(), activity, Word(word))
    return go("register.activities.check", slug=slug, message=N_("Your reason is gone"))


@bp.post(f"{WORD_URL}/read")
@requires_role(Role.CURATOR)
@decides_about("activity", lambda slug, **_: get_activity(actor(), slug).id)
def let_be_read(slug: str, word: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    justification_id = ReadForm.from_request().to_justification_id()
    actions.publish_reason(actor(), activity, Word(word), justification_id=justification_id)
    return go("register.review.review", slug=slug, message=N_("Readers now see the reason"))


def check_allowed(*, allowed: bool) -> None:
    require(allowed)


def get_hint(activity: Activity, word: str) -> Hint:
    """Return the hint about a word; none when the text does not say it or the rung carries it."""
    return require_found(next((hint for hint in list_hints(activity) if hint.word == word), None))


def list_hints(activity: Activity, page: str = "") -> list[Hint]:
    """Return the hints for those who write or review, about the text as they want it to be.

    ``page`` leaves those that are about the boxes of one page.
    """
    if not policies.can_read_hints(actor(), activity):
        return []
    content = queries.get_written_content(activity, load_sections(activity))
    overclaims = rules.find_overclaims(content, queries.get_rung(actor(), activity))
    hints = presenters.build_hints(
        activity, overclaims, queries.get_justifications(activity) if overclaims else {}
    )
    return [hint for hint in hints if not page or hint.is_at(page)]


def build_hints(activity: Activity, page: str = "") -> Context | None:
    hints = list_hints(activity, page)
    return {"activity": activity, "hints": hints} if hints else None


add_slot_template(bp, "activity.hints", "assessment/honest_labels/_hints.html", build_hints)
add_slot_template(
    bp, "activity.review", "assessment/honest_labels/_review.html", build_hints, order=20
)
add_slot_template(bp, "activity.changes", "assessment/honest_labels/_review.html", build_hints)


@bp.app_template_global("can_publish_reason")
def can_publish_reason(activity: Activity) -> bool:
    return policies.can_publish_reason(actor(), activity)
