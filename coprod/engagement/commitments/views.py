"""The list of promises, the page of one, and what its team and residents say about it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from flask import Blueprint, request

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, RuleBrokenError, require
from coprod.core.values.phrases import N_, Message
from coprod.engagement.comments.presenters import CommentRow
from coprod.engagement.commitments import actions, emails, forms, policies, presenters, queries
from coprod.engagement.commitments.enums import CommitmentSource, CommitmentState
from coprod.engagement.commitments.models import Commitment, CommitmentAnswer
from coprod.engagement.resident_answers.forms import THANKS, ResidentAnswerForm
from coprod.engagement.resident_answers.queries import find_answer
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_permitted_activity
from coprod.register.review.emails import write_to_owners
from coprod.register.review.queries import list_curators
from coprod.web import limits, mailer, one_time_tokens
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.page_cache import same_for_all_visitors
from coprod.web.slots import add_slot_template

bp = Blueprint("commitments", __name__)

MOVED_ON_MESSAGE = N_("Somebody updated this since you opened the page. Read it, then send yours")


# For everybody


@bp.get("/promises")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def promises() -> Answer:
    criteria = presenters.read_filter(dict(request.args.lists()))
    commitments_page = presenters.CommitmentsPage(
        criteria=criteria,
        promises=queries.list_commitments(actor(), criteria),
        total=queries.count_commitments(actor(), criteria),
        counts=queries.count_by_state(actor()),
        owed=queries.list_owed_activities(actor(), clock.today()),
        kept=queries.count_kept_on_time(actor(), clock.today()),
    )
    return page(
        "engagement/commitments/promises.html",
        listing=commitments_page,
        states=CommitmentState,
        sources=CommitmentSource,
        tags=presenters.TAG_COLOURS,
    )


@bp.get("/promises/<key:promise_id>")
@requires_role(Role.VISITOR)
def promise(promise_id: int) -> Answer:
    return page(
        "engagement/commitments/promise.html",
        **build_promise_page(queries.get_commitment(actor(), promise_id)),
    )


@bp.post("/promises/<key:promise_id>")
@requires_role(Role.VISITOR)
@limits.answers
def promise_answered(promise_id: int) -> Answer:
    commitment = queries.get_commitment(actor(), promise_id, to_change=True)
    require(policies.can_answer(actor(), commitment))
    answer = go("engagement.commitments.promise", promise_id=promise_id, message=THANKS)
    if has_answered(commitment):
        return answer
    form = ResidentAnswerForm.from_request()
    sent = form.read_answer(get_token_purpose(commitment), actor().id)
    if sent is None:
        return form_page(
            "engagement/commitments/promise.html", **build_promise_page(commitment, form)
        )
    actions.save_answer(actor(), commitment, happened=sent.happened, once=sent.once)
    return form.remember(answer, f"/promises/{promise_id}")


def get_token_purpose(commitment: Commitment) -> str:
    """Return what a one-time token is for: each step of a promise is answered anew."""
    return f"promise step {commitment.last.id}"


def has_answered(commitment: Commitment) -> bool:
    find = partial(find_answer, CommitmentAnswer, commitment.last)
    return one_time_tokens.has_answered(get_token_purpose(commitment), actor().id, find)


def build_promise_page(
    commitment: Commitment, form: ResidentAnswerForm | None = None
) -> dict[str, object]:
    return {
        "promise": commitment,
        "tags": presenters.TAG_COLOURS,
        "unread": commitment.unread if policies.can_promise(actor(), commitment.activity) else None,
        "can_read": commitment.newest.waits and policies.can_read(actor(), commitment.activity),
        "can_move": policies.can_promise(actor(), commitment.activity),
        "can_answer": policies.can_answer(actor(), commitment),
        "has_answered": has_answered(commitment),
        "slip": one_time_tokens.create_token(get_token_purpose(commitment)),
        "form": form or ResidentAnswerForm(),
    }


# For those who look after an activity, and curators


@bp.get("/promises/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def promise_more(slug: str) -> Answer:
    activity = get_activity_to_promise(slug)
    form = forms.PromiseForm.from_address(request.args)
    return page("engagement/commitments/make.html", **build_form_page(activity, form))


def build_form_page(activity: Activity, form: forms.PromiseForm) -> dict[str, object]:
    """Return the form with the comment beside it. Nothing is copied: its author may delete it."""
    comment = queries.find_source_comment(activity, form.get_comment_id())
    return {"activity": activity, "form": form, "comment": comment}


@bp.post("/promises/of/<slug:slug>")
@requires_role(Role.RESIDENT)
@limits.changes
def promise_made(slug: str) -> Answer:
    activity = get_activity_to_promise(slug)
    form = forms.PromiseForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            commitment = actions.make_promise(actor(), activity, form.draft())
            notify_other_side(commitment)
            return go(
                "engagement.commitments.promise",
                promise_id=commitment.id,
                message=describe_next_step(commitment),
            )
    return form_page("engagement/commitments/make.html", **build_form_page(activity, form))


@bp.get("/promises/<key:promise_id>/reword")
@requires_role(Role.RESIDENT)
def reword(promise_id: int) -> Answer:
    commitment = get_commitment_to_move(promise_id)
    if commitment.published_at:
        return go("engagement.commitments.step", promise_id=promise_id)
    return page(
        "engagement/commitments/reword.html",
        promise=commitment,
        form=forms.RewordForm.for_commitment(commitment),
    )


@bp.post("/promises/<key:promise_id>/reword")
@requires_role(Role.RESIDENT)
@limits.changes
def reworded(promise_id: int) -> Answer:
    commitment = get_commitment_to_move(promise_id, to_change=True)
    require(not commitment.published_at)
    form = forms.RewordForm.for_commitment(commitment)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.reword_promise(actor(), commitment, form.draft(), seen=form.seen_step_id())
            except ConflictError:
                return show_what_moved_on("engagement/commitments/reword.html", commitment, form)
            notify_other_side(commitment)
            return go(
                "engagement.commitments.promise",
                promise_id=promise_id,
                message=describe_next_step(commitment),
            )
    return form_page("engagement/commitments/reword.html", promise=commitment, form=form)


@bp.get("/promises/<key:promise_id>/step")
@requires_role(Role.RESIDENT)
def step(promise_id: int) -> Answer:
    commitment = get_commitment_to_move(promise_id)
    if commitment.published_at is None:
        return go("engagement.commitments.reword", promise_id=promise_id)
    return page(
        "engagement/commitments/step.html",
        promise=commitment,
        form=forms.StepForm.for_commitment(commitment),
    )


@bp.post("/promises/<key:promise_id>/step")
@requires_role(Role.RESIDENT)
@limits.changes
def step_sent(promise_id: int) -> Answer:
    commitment = get_commitment_to_move(promise_id, to_change=True)
    form = forms.StepForm.for_commitment(commitment)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.move_promise(actor(), commitment, form.draft(), seen=form.seen_step_id())
            except ConflictError:
                return show_what_moved_on("engagement/commitments/step.html", commitment, form)
            notify_other_side(commitment)
            return go(
                "engagement.commitments.promise",
                promise_id=promise_id,
                message=describe_next_step(commitment),
            )
    return form_page("engagement/commitments/step.html", promise=commitment, form=form)


def show_what_moved_on(template: str, commitment: Commitment, form: forms.SeenStepForm) -> Answer:
    """Show what somebody else said meanwhile, with this writer's words still in the boxes."""
    form.seen.data = str(commitment.newest.id)
    form.show_rule_error(RuleBrokenError(MOVED_ON_MESSAGE))
    values = {**build_promise_page(commitment), "form": form, "mistakes_shown": True}
    return page(template, **values), 409


def get_activity_to_promise(slug: str) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_promise)


def get_commitment_to_move(promise_id: int, *, to_change: bool = False) -> Commitment:
    commitment = queries.get_commitment(actor(), promise_id, to_change=to_change)
    require(policies.can_promise(actor(), commitment.activity))
    return commitment


def notify_other_side(commitment: Commitment) -> None:
    """Ask the curators to read it, or tell the owners what a curator has typed in for them."""
    activity = commitment.activity
    if commitment.newest.waits:
        write_to_curators_who_may_read(commitment)
    else:
        write_to_owners(
            activity,
            emails.build_typed_in_email(activity.title),
            "library.stories.activity",
            slug=activity.slug,
        )
        emails.write_to_comment_author(commitment)


def write_to_curators_who_may_read(commitment: Commitment) -> None:
    link = mailer.build_address("engagement.commitments.promise", promise_id=commitment.id)
    readers = [
        each for each in list_curators() if policies.can_read(each.actor, commitment.activity)
    ]
    mailer.write_to_each(readers, emails.build_to_read_email(commitment.activity.title), link=link)


def describe_next_step(commitment: Commitment) -> Message:
    if commitment.newest.waits:
        return N_("A curator reads it. Then readers see it")
    return N_("Readers see it now")


# What the page of an activity asks


@bp.app_template_global("list_promises_of")
def list_promises_of(activity: Activity) -> list[Commitment]:
    return list(queries.list_for_activity(actor(), activity))


@bp.app_template_global("load_promises_by_comment")
def load_promises_by_comment(rows: Iterable[CommentRow]) -> Mapping[int, Sequence[Commitment]]:
    """Return the promises that were made from the comments of a list, for whoever reads it."""
    return queries.load_promises_by_comment(actor(), [row.id for row in rows if row.words])


@bp.app_template_global("can_promise")
def can_promise(activity: Activity) -> bool:
    return policies.can_promise(actor(), activity)


def build_campaign_promises(
    activities: Sequence[Activity], **_others: object
) -> dict[str, object] | None:
    """Return the public promises of the stories that came of a campaign."""
    promises = queries.list_public_of([each.id for each in activities])
    return {"promises": promises} if promises else None


add_slot_template(
    bp, "campaign.outcomes", "engagement/commitments/_of_campaign.html", build_campaign_promises
)
