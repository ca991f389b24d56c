"""The four challenges: of one activity, and of the whole partnership."""

from flask import Blueprint, request

from coprod.challenges import actions, emails, policies, presenters, queries
from coprod.challenges.enums import NOT_RECORDED, VALUES, Challenge
from coprod.challenges.forms import ArgumentForm
from coprod.core.values.actor import Role
from coprod.core.values.errors import require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.review.emails import write_to_owners
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("challenges", __name__)

CHALLENGE_NAME = f"<any({', '.join(Challenge)}):name>"
ACTIVITY_ROUTE = f"/stories/<slug:slug>/challenges/{CHALLENGE_NAME}"


@bp.get("/challenges")
@requires_role(Role.VISITOR)
def partnership() -> Answer:
    return page("challenges/partnership.html", summaries=build_summaries(*Challenge))


def build_summaries(*challenges: Challenge) -> list[presenters.ChallengeSummary]:
    counts = queries.count_by_value(*challenges)
    wording = presenters.build_criteria().current
    return [
        presenters.build_summary(
            challenge, counts[challenge], wording, queries.list_recommended(actor(), challenge)
        )
        for challenge in challenges
    ]


@bp.get(f"/challenges/{CHALLENGE_NAME}")
@requires_role(Role.VISITOR)
def challenge(name: str) -> Answer:
    selected = Challenge(name)
    (summary,) = build_summaries(selected)
    return page(
        "challenges/challenge.html",
        summary=summary,
        counted=list_counted_activities(selected, summary),
    )


def list_counted_activities(
    selected: Challenge, summary: presenters.ChallengeSummary
) -> presenters.CountedActivities | None:
    """Return the activities behind the count that the address asks for, if it asks for one."""
    filters = presenters.read_filter(selected, request.args)
    if filters is None:
        return None
    row = next(row for row in summary.rows if row.value == filters.value)
    total = next(cell.count for cell in row.cells if cell.view is filters.view)
    return presenters.CountedActivities(
        filters, row.words, queries.list_activities(actor(), filters), total or 0
    )


@bp.get(ACTIVITY_ROUTE)
@requires_role(Role.VISITOR)
def entry(slug: str, name: str) -> Answer:
    return page(
        "challenges/entry.html", **build_activity_page(queries.get_activity(actor(), slug), name)
    )


@bp.post(f"{ACTIVITY_ROUTE}/claim")
@requires_role(Role.RESIDENT)
def claim(slug: str, name: str) -> Answer:
    activity = queries.get_activity(actor(), slug, to_change=True)
    check_allowed(allowed=policies.can_claim(actor(), activity))
    form = ArgumentForm.for_challenge(Challenge(name), presenters.build_criteria().current)
    if form.validate():
        with form.catching_rule_errors():
            actions.claim(actor(), activity, Challenge(name), form.get_argument())
            message = N_("Saved. It is shown as what the team claims")
            return go("challenges.challenges.entry", slug=slug, name=name, message=message)
    return form_page("challenges/entry.html", **build_activity_page(activity, name, form))


@bp.post(f"{ACTIVITY_ROUTE}/judge")
@requires_role(Role.CURATOR)
def judge(slug: str, name: str) -> Answer:
    activity = queries.get_activity(actor(), slug, to_change=True)
    check_allowed(allowed=policies.can_judge(actor(), activity))
    form = ArgumentForm.for_challenge(Challenge(name), presenters.build_criteria().current)
    if form.validate():
        with form.catching_rule_errors():
            actions.judge(actor(), activity, Challenge(name), form.get_argument())
            write_to_owners(
                activity, emails.build_judged(activity.title), "library.stories.activity", slug=slug
            )
            message = N_("Saved. It is shown as what a curator judges")
            return go("challenges.challenges.entry", slug=slug, name=name, message=message)
    return form_page("challenges/entry.html", **build_activity_page(activity, name, form))


def check_allowed(*, allowed: bool) -> None:
    """Refuse before the form is looked at: its page would have no box to explain a mistake in."""
    require(allowed)


def build_activity_page(
    activity: Activity, name: str, form: ArgumentForm | None = None
) -> dict[str, object]:
    selected = Challenge(name)
    facts = queries.get_facts(actor(), [activity.id])[activity.id]
    claims = queries.list_claims(actor(), activity, selected)
    criteria = presenters.build_criteria(claims)
    card = presenters.build_card(selected, facts, claims, criteria)
    return {
        "activity": activity,
        "card": card,
        "grounds": presenters.list_grounds(activity, card.suggestion),
        "claims": [(claim, criteria.get_text(claim)) for claim in claims],
        "form": form or ArgumentForm.for_challenge(selected, criteria.current),
        "criteria": [
            (value, presenters.get_text(criteria.current, selected, value)) for value in VALUES
        ],
        "not_recorded": NOT_RECORDED,
        "can_claim": policies.can_claim(actor(), activity),
        "can_judge": policies.can_judge(actor(), activity),
    }


@bp.app_template_global("challenge_cards")
def challenge_cards(activity: Activity) -> list[presenters.Card]:
    """Return the four cards of an activity, for its page."""
    return presenters.build_cards(actor(), activity)
