"""What is missing, what should be looked at, and what looks as if it were logged twice."""

from dataclasses import dataclass

from flask import Blueprint, url_for

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.register.activities import policies
from coprod.register.activities.actions import discard_activity
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.register.completeness import actions, queries, rules
from coprod.register.completeness.enums import Topic, Weight
from coprod.register.completeness.rules import Completeness, Remark
from coprod.register.sections.presenters import WITH_ROWS, load_sections
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page

bp = Blueprint("completeness", __name__, url_prefix="/activities")


@bp.get("/<slug:slug>/same/<slug:other>")
@requires_role(Role.RESIDENT)
def same(slug: str, other: str) -> Answer:
    activity, other_activity = get_activity(actor(), slug), get_activity(actor(), other)
    require(policies.can_discard(actor(), activity) and other_activity.id != activity.id)
    return page("register/completeness/same.html", activity=activity, other=other_activity)


@bp.post("/<slug:slug>/same/<slug:other>")
@requires_role(Role.RESIDENT)
def same_sent(slug: str, other: str) -> Answer:
    other_activity = get_activity(actor(), other)
    activity = get_activity(actor(), slug, to_change=True)
    require(other_activity.id != activity.id)
    discard_activity(actor(), activity)
    return go(
        "library.stories.activity",
        slug=other_activity.slug,
        message=N_("The draft was deleted"),
    )


@bp.post("/<slug:slug>/another/<slug:other>")
@requires_role(Role.RESIDENT)
def another_sent(slug: str, other: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    actions.mark_as_different(actor(), activity, get_activity(actor(), other))
    return go("register.activities.check", slug=slug, message=N_("Kept as an activity of its own"))


@dataclass(frozen=True)
class ActivityCheck:
    """How complete an activity is, and the remarks about it, for the pages of its owner."""

    completeness: Completeness
    remarks: list[Remark]

    @property
    def by_weight(self) -> list[tuple[Weight, list[Remark]]]:
        """Return the remarks, those that block first."""
        remarks_by_weight = [
            (w, [remark for remark in self.remarks if remark.weight is w]) for w in Weight
        ]
        return [(weight, remarks) for weight, remarks in remarks_by_weight if remarks]

    @property
    def is_blocked(self) -> bool:
        return any(remark.weight is Weight.BLOCKING for remark in self.remarks)


@bp.app_template_global("checked")
def checked(activity: Activity) -> ActivityCheck:
    sections = load_sections(activity)
    remarks = rules.list_remarks(sections, clock.today())
    return ActivityCheck(
        rules.assess_completeness(sections),
        [*remarks, *queries.list_remarks_from_above(activity)],
    )


@bp.app_template_global("alike_to")
def alike_to(activity: Activity) -> list[Activity]:
    """Return what may be the same, as long as the owner can still throw this one away."""
    if not policies.can_discard(actor(), activity):
        return []
    return list(queries.list_alike(actor(), activity))


@bp.app_template_global("similar_to")
def similar_to(activity: Activity) -> list[Activity]:
    """Return what may be the same, for whoever decides whether readers see it."""
    return list(queries.list_alike(actor(), activity))


@bp.app_template_global("next_questions")
def next_questions(activities: list[Activity]) -> dict[int, Topic | None]:
    """Return the one question that each activity's owner is asked next."""
    sections = queries.read_sections_of(activities)
    return {key: rules.find_next_question(parts) for key, parts in sections.items()}


@bp.app_template_global("box_at")
def box_at(activity: Activity, place: str, field: str) -> str:
    """Return the address of the box that a question or a remark is about."""
    anchor = field or None
    if place == rules.ASSESSMENT:
        return url_for("assessment.self_assessment.overview", slug=activity.slug)
    if place in rules.STEPS:
        return url_for("register.activities.step", slug=activity.slug, step=place, _anchor=anchor)
    if place in WITH_ROWS and field:
        return url_for("register.sections.add", slug=activity.slug, name=place, _anchor=anchor)
    if place in WITH_ROWS:
        return url_for("register.activities.check", slug=activity.slug, _anchor=place)
    return url_for("register.sections.section", slug=activity.slug, name=place, _anchor=anchor)
