"""What is missing, what should be looked at, and what looks as if it were logged twice."""

from dataclasses import dataclass

from flask import Blueprint, url_for

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.register.activities import actions as register
from coprod.register.activities import policies
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.completeness import actions, queries, rules
from coprod.register.completeness.enums import Topic, Weight
from coprod.register.completeness.rules import Completeness, Remark
from coprod.register.sections.presenters import told_here
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, go, page

bp = Blueprint("completeness", __name__, url_prefix="/register")


@bp.get("/<slug:slug>/same/<slug:other>")
@requires_role(Role.RESIDENT)
def same(slug: str, other: str) -> Answer:
    activity, found = entry(actor(), slug), entry(actor(), other)
    if not policies.can_discard(actor(), activity) or found.id == activity.id:
        raise NotAllowedError
    return page("register/completeness/same.html", activity=activity, other=found)


@bp.post("/<slug:slug>/same/<slug:other>")
@requires_role(Role.RESIDENT)
def same_sent(slug: str, other: str) -> Answer:
    found = entry(actor(), other)
    activity = entry(actor(), slug, to_change=True)
    if found.id == activity.id:
        raise NotAllowedError
    register.discard_activity(actor(), activity)
    return go("library.stories.activity", slug=found.slug, said=N_("The draft was thrown away"))


@bp.post("/<slug:slug>/another/<slug:other>")
@requires_role(Role.RESIDENT)
def another_sent(slug: str, other: str) -> Answer:
    activity = entry(actor(), slug, to_change=True)
    actions.say_another(actor(), activity, entry(actor(), other))
    return go("register.activities.check", slug=slug, said=N_("Kept as an entry of its own"))


@dataclass(frozen=True)
class Checked:
    """What the pages of an entry's owner are told about it."""

    completeness: Completeness
    remarks: list[Remark]

    @property
    def by_weight(self) -> list[tuple[Weight, list[Remark]]]:
        """Return the remarks, those that block first."""
        each = [(w, [remark for remark in self.remarks if remark.weight is w]) for w in Weight]
        return [(weight, remarks) for weight, remarks in each if remarks]

    @property
    def is_blocked(self) -> bool:
        return any(remark.weight is Weight.BLOCKING for remark in self.remarks)


@bp.app_template_global("checked")
def checked(activity: Activity) -> Checked:
    told = told_here(activity)
    return Checked(rules.completeness(told), rules.remarks(told, clock.today()))


@bp.app_template_global("alike_to")
def alike_to(activity: Activity) -> list[Activity]:
    """Return what may be the same, as long as the owner can still throw this one away."""
    if not policies.can_discard(actor(), activity):
        return []
    return list(queries.alike(actor(), activity))


@bp.app_template_global("next_questions")
def next_questions(entries: list[Activity]) -> dict[int, Topic | None]:
    """Return the one question that each entry's owner is asked next."""
    told = queries.told_by_each(entries)
    return {key: rules.completeness(parts).next for key, parts in told.items()}


@bp.app_template_global("box_at")
def box_at(activity: Activity, place: str, field: str) -> str:
    """Return the address of the box that a question or a remark is about."""
    anchor = field or None
    if place in rules.STEPS:
        return url_for("register.activities.step", slug=activity.slug, step=place, _anchor=anchor)
    if place in rules.ROWS:
        at = url_for("register.sections.add", slug=activity.slug, name=place)
        return (
            at if field else url_for("register.activities.check", slug=activity.slug, _anchor=place)
        )
    return url_for("register.sections.section", slug=activity.slug, name=place, _anchor=anchor)
