"""Who took part in an activity: to read beside the place, and to enter in totals."""

from dataclasses import dataclass

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.participation.participants import actions, forms, policies, presenters, queries
from coprod.participation.participants.enums import Trait
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity as entry
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page, spreadsheet

bp = Blueprint("participants", __name__, url_prefix="/taking-part")
EACH = ", ".join(f'"{trait}"' for trait in Trait)
TOTALS = f"/<slug:slug>/<any({EACH}):trait>"


@bp.get("/<slug:slug>")
@requires_role(Role.VISITOR)
def who(slug: str) -> Answer:
    found = to_read(slug)
    return page(
        "participation/participants/who.html",
        activity=found,
        parts=parts_of(found),
        can_tell=policies.can_tell(actor(), found),
        traits=list(Trait),
    )


@bp.get("/<slug:slug>/file.csv")
@requires_role(Role.VISITOR)
def file(slug: str) -> Answer:
    return spreadsheet(presenters.spreadsheet(parts_of(to_read(slug))), "who-took-part.csv")


@bp.app_template_global("parts_of")
def parts_of(activity: Activity) -> list[presenters.Part]:
    return [presenters.part(told) for told in queries.who(activity)]


@bp.get(TOTALS)
@requires_role(Role.RESIDENT)
def totals(slug: str, trait: str) -> Answer:
    found = entry(actor(), slug)
    return page("participation/participants/totals.html", **vars(totals_page(found, Trait(trait))))


@bp.post(TOTALS)
@requires_role(Role.RESIDENT)
def totals_sent(slug: str, trait: str) -> Answer:
    found = entry(actor(), slug, to_change=True)
    shown = totals_page(found, Trait(trait))
    form = shown.form
    if form.validate():
        with form.catching_rule_errors():
            is_shown = actions.tell(actor(), found, Trait(trait), form.numbers(Trait(trait)))
            kept_back = N_(
                "The totals were kept. Readers see the earlier ones until they differ by five or "
                "more in each group that changed: a small change could show a single person"
            )
            said = N_("The totals were kept") if is_shown else kept_back
            return go("participation.participants.who", slug=slug, said=said)
    return form_page("participation/participants/totals.html", **vars(shown))


def to_read(slug: str) -> Activity:
    found = entry(actor(), slug)
    if found.status in GONE:
        raise NotFoundError
    return found


@dataclass(frozen=True)
class TotalsPage:
    activity: Activity
    trait: Trait
    form: forms.TotalsForm


def totals_page(found: Activity, trait: Trait) -> TotalsPage:
    if not policies.can_tell(actor(), found):
        raise NotAllowedError
    kept = queries.totals(actor(), found).get(trait)
    form = forms.TotalsForm.of(trait, kept.numbers if kept else {})
    return TotalsPage(found, trait, form)
