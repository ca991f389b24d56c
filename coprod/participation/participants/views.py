"""Who took part in an activity: to read beside the place, and to enter in totals."""

from dataclasses import dataclass

from flask import Blueprint

from coprod.core.charts.rules import Words
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.participation.participants import actions, forms, policies, presenters, queries
from coprod.participation.participants.enums import Trait
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, send_spreadsheet

bp = Blueprint("participants", __name__, url_prefix="/activities/<slug:slug>/taking-part")
TRAITS = ", ".join(f'"{trait}"' for trait in Trait)
TOTALS_ROUTE = f"/<any({TRAITS}):trait>"


@bp.get("")
@requires_role(Role.VISITOR)
def who(slug: str) -> Answer:
    activity = get_readable_activity(slug)
    return page(
        "participation/participants/who.html",
        activity=activity,
        comparisons=list_trait_comparisons(activity),
        can_enter_totals=policies.can_enter_totals(actor(), activity),
        traits=list(Trait),
    )


@bp.get("/file.csv")
@requires_role(Role.VISITOR)
def file(slug: str) -> Answer:
    return send_spreadsheet(
        presenters.build_spreadsheet(list_trait_comparisons(get_readable_activity(slug))),
        "who-took-part.csv",
    )


@bp.app_template_global("trait_comparisons")
def list_trait_comparisons(activity: Activity) -> list[presenters.TraitComparison]:
    return [
        presenters.compare_trait(trait_counts)
        for trait_counts in queries.list_trait_counts(activity)
    ]


@bp.app_template_global("get_only_place")
def get_only_place(activity: Activity) -> int | None:
    """Return the place of an activity, by which community groups are narrowed, if it has one."""
    places = activity.get_terms(ListKind.LOCALITY)
    return places[0].in_use_id if len(places) == 1 else None


@bp.app_template_global("list_missing_ethnic_groups")
def list_missing_ethnic_groups(comparisons: list[presenters.TraitComparison]) -> list[Words]:
    """Return the groups that were missing and by which community groups can be found."""
    return [
        group.label
        for each in comparisons
        if each.trait_counts.trait is Trait.ETHNIC_GROUP and not each.trait_counts.counts.is_broad
        for group in each.missing_groups
    ]


@bp.get(TOTALS_ROUTE)
@requires_role(Role.RESIDENT)
def totals(slug: str, trait: str) -> Answer:
    activity = get_activity(actor(), slug)
    return page(
        "participation/participants/totals.html", **vars(build_totals_page(activity, Trait(trait)))
    )


@bp.post(TOTALS_ROUTE)
@requires_role(Role.RESIDENT)
def totals_sent(slug: str, trait: str) -> Answer:
    activity = get_activity(actor(), slug, to_change=True)
    context = build_totals_page(activity, Trait(trait))
    form = context.form
    if form.validate():
        with form.catching_rule_errors():
            is_published = actions.enter_totals(
                actor(), activity, Trait(trait), form.get_numbers(Trait(trait))
            )
            kept_back = N_(
                "The totals were saved. Readers see the earlier ones until they differ by five "
                "or more in each group that changed: a small change could show a single person"
            )
            message = N_("The totals were kept") if is_published else kept_back
            return go("participation.participants.who", slug=slug, message=message)
    return form_page("participation/participants/totals.html", **vars(context))


def get_readable_activity(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(activity.status not in GONE, NotFoundError)
    return activity


@dataclass(frozen=True)
class TotalsPage:
    activity: Activity
    trait: Trait
    form: forms.TotalsForm


def build_totals_page(activity: Activity, trait: Trait) -> TotalsPage:
    require(policies.can_enter_totals(actor(), activity))
    totals = queries.get_totals(actor(), activity).get(trait)
    form = forms.TotalsForm.for_trait(trait, totals.numbers if totals else {})
    return TotalsPage(activity, trait, form)
