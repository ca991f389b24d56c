"""The list of promises, the page of one, and what its team and residents say about it."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.engagement.commitments import actions, forms, policies, presenters, queries
from coprod.engagement.commitments.enums import Source, State
from coprod.engagement.commitments.models import Commitment
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity as entry
from coprod.register.activities.queries import list_owners
from coprod.register.review.emails import write_to_owners
from coprod.register.review.queries import list_curators
from coprod.web import limits, mailer, one_time_tokens
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("commitments", __name__)

OLD_SLIP = N_("This page was open for long. Choose your answer again")
MOVED_ON = N_("Somebody said how it stands since you opened this page. Read it, then send yours")


# For everybody


@bp.get("/promises")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def promises() -> Answer:
    wanted = presenters.wanted(dict(request.args.lists()))
    shown = presenters.ListPage(
        wanted=wanted,
        promises=queries.promises(actor(), wanted),
        total=queries.count(actor(), wanted),
        counts=queries.counts(actor()),
        owed=queries.owed(actor(), clock.today()),
    )
    return page(
        "engagement/commitments/promises.html",
        shown=shown,
        states=State,
        sources=Source,
        tags=presenters.TAGS,
    )


@bp.get("/promises/<key:promise_id>")
@requires_role(Role.VISITOR)
def promise(promise_id: int) -> Answer:
    return page(
        "engagement/commitments/promise.html", **promise_page(queries.promise(actor(), promise_id))
    )


@bp.post("/promises/<key:promise_id>")
@requires_role(Role.VISITOR)
@limits.answers
def promise_answered(promise_id: int) -> Answer:
    found = queries.promise(actor(), promise_id, to_change=True)
    if not policies.can_answer(actor(), found):
        raise NotAllowedError
    said = N_("Thank you. What you said counts, and nobody sees that it was you")
    if has_answered(found):
        return go("engagement.commitments.promise", promise_id=promise_id, said=said)
    form = forms.AnswerForm.from_request()
    slip, happened = one_time_tokens.read(form.slip.data or "", about(found)), form.has_happened()
    if slip is None or happened is None:
        form.show(RuleBrokenError(OLD_SLIP))
        return form_page("engagement/commitments/promise.html", **promise_page(found, form))
    actions.answer(actor(), found, happened=happened, once=once(slip, found))
    answer = go("engagement.commitments.promise", promise_id=promise_id, said=said)
    return remembered(answer, form.slip.data or "", promise_id)


def remembered(answer: Response, slip: str, promise_id: int) -> Response:
    one_time_tokens.remember(answer, slip, path=f"/promises/{promise_id}", lasts=forms.REMEMBERED)
    return answer


def about(promise: Commitment) -> str:
    """Return what a slip is for: each step of a promise is answered anew."""
    return f"promise step {promise.last.id}"


def once(slip: one_time_tokens.OneTimeToken, promise: Commitment) -> str:
    known = actor().id
    return slip.once if known is None else one_time_tokens.of_person(about(promise), known)


def has_answered(promise: Commitment) -> bool:
    known = actor().id
    if known is not None:
        marks = one_time_tokens.marks_of_person(about(promise), known)
        return queries.has_answered(promise.last, *marks) or one_time_tokens.used(about(promise))
    return one_time_tokens.used(about(promise))


def promise_page(
    found: Commitment, form: forms.AnswerForm | None = None, reading: forms.ReadForm | None = None
) -> dict[str, object]:
    return {
        "promise": found,
        "tags": presenters.TAGS,
        "said": queries.said(found.last),
        "unread": found.unread if policies.can_promise(actor(), found.activity) else None,
        "can_read": found.newest.waits and policies.can_read(actor(), found.activity),
        "reading": reading or forms.ReadForm(seen=str(found.newest.id)),
        "can_move": policies.can_promise(actor(), found.activity),
        "can_answer": policies.can_answer(actor(), found),
        "has_answered": has_answered(found),
        "slip": one_time_tokens.new(about(found)),
        "form": form or forms.AnswerForm(),
    }


# For those who look after an entry, and curators


@bp.get("/promises/of/<slug:slug>")
@requires_role(Role.RESIDENT)
def promise_more(slug: str) -> Answer:
    found = open_to_promise(slug)
    return page(
        "engagement/commitments/make.html",
        activity=found,
        form=forms.PromiseForm.begun(request.args),
    )


@bp.post("/promises/of/<slug:slug>")
@requires_role(Role.RESIDENT)
@limits.changes
def promise_made(slug: str) -> Answer:
    found = open_to_promise(slug)
    form = forms.PromiseForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            kept = actions.make_promise(actor(), found, form.saying())
            tell_the_other_side(kept)
            return go("engagement.commitments.promise", promise_id=kept.id, said=what_follows(kept))
    return form_page("engagement/commitments/make.html", activity=found, form=form)


@bp.get("/promises/<key:promise_id>/reword")
@requires_role(Role.RESIDENT)
def reword(promise_id: int) -> Answer:
    found = open_to_move(promise_id)
    if found.shown_at:
        return go("engagement.commitments.step", promise_id=promise_id)
    return page(
        "engagement/commitments/reword.html", promise=found, form=forms.RewordForm.of(found)
    )


@bp.post("/promises/<key:promise_id>/reword")
@requires_role(Role.RESIDENT)
@limits.changes
def reworded(promise_id: int) -> Answer:
    found = open_to_move(promise_id, to_change=True)
    if found.shown_at:
        raise NotAllowedError
    form = forms.RewordForm.of(found)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.reword_promise(actor(), found, form.saying(), seen=form.step_seen())
            except ConflictError:
                return moved_on("engagement/commitments/reword.html", found, form)
            tell_the_other_side(found)
            return go(
                "engagement.commitments.promise", promise_id=promise_id, said=what_follows(found)
            )
    return form_page("engagement/commitments/reword.html", promise=found, form=form)


@bp.get("/promises/<key:promise_id>/step")
@requires_role(Role.RESIDENT)
def step(promise_id: int) -> Answer:
    found = open_to_move(promise_id)
    if found.shown_at is None:
        return go("engagement.commitments.reword", promise_id=promise_id)
    return page("engagement/commitments/step.html", promise=found, form=forms.StepForm.of(found))


@bp.post("/promises/<key:promise_id>/step")
@requires_role(Role.RESIDENT)
@limits.changes
def step_sent(promise_id: int) -> Answer:
    found = open_to_move(promise_id, to_change=True)
    form = forms.StepForm.of(found)
    if form.validate():
        with form.catching_rule_errors():
            try:
                actions.move_promise(actor(), found, form.step(), seen=form.step_seen())
            except ConflictError:
                return moved_on("engagement/commitments/step.html", found, form)
            tell_the_other_side(found)
            return go(
                "engagement.commitments.promise", promise_id=promise_id, said=what_follows(found)
            )
    return form_page("engagement/commitments/step.html", promise=found, form=form)


def moved_on(template: str, found: Commitment, form: forms.Seen) -> Answer:
    """Show what somebody else said meanwhile, with this writer's words still in the boxes."""
    form.seen.data = str(found.newest.id)
    form.show(RuleBrokenError(MOVED_ON))
    shown = {**promise_page(found), "form": form, "mistakes_shown": True}
    return page(template, **shown), 409


def open_to_promise(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_promise(actor(), found):
        raise NotAllowedError
    return found


def open_to_move(promise_id: int, *, to_change: bool = False) -> Commitment:
    found = queries.promise(actor(), promise_id, to_change=to_change)
    if not policies.can_promise(actor(), found.activity):
        raise NotAllowedError
    return found


def tell_the_other_side(promise: Commitment) -> None:
    """Ask the curators to read it, or tell the owners what a curator has typed in for them."""
    about = promise.activity
    if promise.newest.waits:
        write_to_readers(promise)
    else:
        write_to_owners(
            about, presenters.made(about.title), "library.stories.activity", slug=about.slug
        )


def write_to_readers(promise: Commitment) -> None:
    link = mailer.address("engagement.commitments.promise", promise_id=promise.id)
    readers = [each for each in list_curators() if policies.can_read(each.actor, promise.activity)]
    mailer.write_to_each(readers, presenters.told_curators(promise.activity.title), link=link)


def what_follows(promise: Commitment) -> Message:
    if promise.newest.waits:
        return N_("A curator reads it. Then readers see it")
    return N_("Readers see it now")


# For curators, who read what a team says


@bp.get("/desk/promises")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    return page("engagement/commitments/waiting.html", promises=queries.to_read(actor()))


@bp.post("/promises/<key:promise_id>/read/<any(show, back):step>")
@requires_role(Role.CURATOR)
@decides_about("promise", "promise_id")
def read(promise_id: int, step: str) -> Answer:
    found = queries.promise(actor(), promise_id, to_change=True)
    form = forms.ReadForm.of(found)
    if form.validate():
        with form.catching_rule_errors():
            try:
                decide(found, form, step)
            except ConflictError:
                return moved_on("engagement/commitments/promise.html", found, form)
            return go("engagement.commitments.waiting", said=N_("Done. The team was told"))
    return form_page("engagement/commitments/promise.html", **promise_page(found, reading=form))


def decide(found: Commitment, form: forms.ReadForm, step: str) -> None:
    seen, about = form.step_seen(), found.activity
    link = mailer.address("engagement.commitments.promise", promise_id=found.id)
    if step == "show":
        actions.show_step(actor(), found, seen=seen)
        letter = presenters.shown(about.title)
    else:
        actions.send_back_step(actor(), found, form.why.data or "", seen=seen)
        letter = presenters.sent_back(about.title)
    mailer.write_to_each(list_owners(about), letter, link=link)


# What the page of an entry asks


@bp.app_template_global("promises_of")
def promises_of(activity: Activity) -> list[Commitment]:
    return list(queries.of_entry(actor(), activity))


@bp.app_template_global("said_of_promise")
def said_of_promise(promise: Commitment) -> queries.Said:
    return queries.said(promise.last)


@bp.app_template_global("can_promise")
def can_promise(activity: Activity) -> bool:
    return policies.can_promise(actor(), activity)
