"""The four challenges: of one entry, and of the whole partnership."""

from flask import Blueprint, request

from coprod.challenges import actions, emails, policies, presenters, queries
from coprod.challenges.enums import NOT_RECORDED, VALUES, Challenge
from coprod.challenges.forms import ArgumentForm
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.review.emails import write_to_owners
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("challenges", __name__)

NAME = f"<any({', '.join(Challenge)}):name>"
OF_ENTRY = f"/library/<slug:slug>/challenges/{NAME}"


@bp.get("/challenges")
@requires_role(Role.VISITOR)
def partnership() -> Answer:
    return page("challenges/partnership.html", standings=standings(*Challenge))


def standings(*challenges: Challenge) -> list[presenters.Standing]:
    counted, now = queries.counts(*challenges), presenters.criteria().now
    return [
        presenters.standing(each, counted[each], now, queries.list_recommended(actor(), each))
        for each in challenges
    ]


@bp.get(f"/challenges/{NAME}")
@requires_role(Role.VISITOR)
def challenge(name: str) -> Answer:
    asked = Challenge(name)
    (stands,) = standings(asked)
    return page("challenges/challenge.html", standing=stands, found=found(asked, stands))


def found(asked: Challenge, standing: presenters.Standing) -> presenters.Found | None:
    """Return the entries behind the count that the address asks for, if it asks for one."""
    wanted = presenters.wanted(asked, request.args)
    if wanted is None:
        return None
    row = next(row for row in standing.rows if row.value == wanted.value)
    total = next(cell.count for cell in row.cells if cell.view is wanted.view)
    return presenters.Found(wanted, row.words, queries.entries(actor(), wanted), total or 0)


@bp.get(OF_ENTRY)
@requires_role(Role.VISITOR)
def entry(slug: str, name: str) -> Answer:
    return page("challenges/entry.html", **entry_page(queries.activity(actor(), slug), name))


@bp.post(f"{OF_ENTRY}/claim")
@requires_role(Role.RESIDENT)
def claim(slug: str, name: str) -> Answer:
    activity = queries.activity(actor(), slug, to_change=True)
    check(allowed=policies.can_claim(actor(), activity))
    form = ArgumentForm.about(Challenge(name), presenters.criteria().now)
    if form.validate():
        with form.catching_rule_errors():
            actions.claim(actor(), activity, Challenge(name), form.argument())
            said = N_("Kept. It is shown as what the team claims")
            return go("challenges.challenges.entry", slug=slug, name=name, said=said)
    return form_page("challenges/entry.html", **entry_page(activity, name, form))


@bp.post(f"{OF_ENTRY}/judge")
@requires_role(Role.CURATOR)
def judge(slug: str, name: str) -> Answer:
    activity = queries.activity(actor(), slug, to_change=True)
    check(allowed=policies.can_judge(actor(), activity))
    form = ArgumentForm.about(Challenge(name), presenters.criteria().now)
    if form.validate():
        with form.catching_rule_errors():
            actions.judge(actor(), activity, Challenge(name), form.argument())
            write_to_owners(
                activity, emails.judged(activity.title), "library.stories.activity", slug=slug
            )
            said = N_("Kept. It is shown as what a curator judges")
            return go("challenges.challenges.entry", slug=slug, name=name, said=said)
    return form_page("challenges/entry.html", **entry_page(activity, name, form))


def check(*, allowed: bool) -> None:
    """Refuse before the form is looked at: its page would have no box to explain a mistake in."""
    if not allowed:
        raise NotAllowedError


def entry_page(
    activity: Activity, name: str, form: ArgumentForm | None = None
) -> dict[str, object]:
    asked = Challenge(name)
    facts = queries.facts(actor(), [activity.id])[activity.id]
    said = queries.standpoints(actor(), activity, asked)
    criteria = presenters.criteria(said)
    card = presenters.card(asked, facts, said, criteria)
    return {
        "activity": activity,
        "card": card,
        "grounds": presenters.grounds(activity, card.suggestion),
        "said": [(each, criteria.of(each)) for each in said],
        "form": form or ArgumentForm.about(asked, criteria.now),
        "criteria": [(value, presenters.words(criteria.now, asked, value)) for value in VALUES],
        "not_recorded": NOT_RECORDED,
        "can_claim": policies.can_claim(actor(), activity),
        "can_judge": policies.can_judge(actor(), activity),
    }


@bp.app_template_global("challenge_cards")
def challenge_cards(activity: Activity) -> list[presenters.Card]:
    """Return the four cards of an entry, for its page."""
    return presenters.entry_cards(actor(), activity)
