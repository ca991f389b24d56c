"""The list of promises, the page of one, and what its team and residents say about it."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from coprod.curation.views import write_to_curators, write_to_owners
from coprod.kit import clock
from coprod.kit.actor import Role
from coprod.kit.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.kit.phrases import N_
from coprod.promises import actions, forms, pages, policies, queries
from coprod.promises.models import Commitment
from coprod.promises.words import Source, State
from coprod.register.models import Activity
from coprod.register.policies import is_owner
from coprod.register.queries import activity as entry
from coprod.web import slips
from coprod.web.access import actor, opens_to
from coprod.web.answers import Answer, go, mistakes, page
from coprod.web.kept_pages import same_for_all_visitors
from coprod.web.limits import limiter

bp = Blueprint("promises", __name__)

OLD_SLIP = N_("This page was open for long. Choose your answer again")
MOVED_ON = N_("Somebody said how it stands since you opened this page. Read it, then send yours")


# For everybody


@bp.get("/promises")
@opens_to(Role.VISITOR)
@same_for_all_visitors
def promises() -> Answer:
    wanted = pages.wanted(dict(request.args.lists()))
    shown = pages.ListPage(
        wanted=wanted,
        promises=queries.promises(actor(), wanted),
        total=queries.count(actor(), wanted),
        counts=queries.counts(actor()),
        owed=queries.owed(actor(), clock.today()),
    )
    return page(
        "promises/promises.html", shown=shown, states=State, sources=Source, tags=pages.TAGS
    )


@bp.get("/promises/<key:promise_id>")
@opens_to(Role.VISITOR)
def promise(promise_id: int) -> Answer:
    return page("promises/promise.html", **promise_page(queries.promise(actor(), promise_id)))


@bp.post("/promises/<key:promise_id>")
@opens_to(Role.VISITOR)
@limiter.limit("60/hour")
def promise_answered(promise_id: int) -> Answer:
    found = queries.promise(actor(), promise_id, to_change=True)
    if not policies.can_answer(actor(), found):
        raise NotAllowedError
    said = N_("Thank you. What you said counts, and nobody sees that it was you")
    if has_answered(found):
        return go("promises.promise", promise_id=promise_id, said=said)
    form = forms.AnswerForm.from_request()
    slip, happened = slips.read(form.slip.data or "", about(found)), form.has_happened()
    if slip is None or happened is None:
        form.show(RuleBrokenError(OLD_SLIP))
        return mistakes("promises/promise.html", **promise_page(found, form))
    actions.answer(actor(), found, happened=happened, once=once(slip, found))
    answer = go("promises.promise", promise_id=promise_id, said=said)
    return remembered(answer, form.slip.data or "", promise_id)


def remembered(answer: Response, slip: str, promise_id: int) -> Response:
    slips.remember(answer, slip, path=f"/promises/{promise_id}", lasts=forms.REMEMBERED)
    return answer


def about(promise: Commitment) -> str:
    """Return what a slip is for: each step of a promise is answered anew."""
    return f"promise step {promise.last.id}"


def once(slip: slips.Slip, promise: Commitment) -> str:
    known = actor().id
    return slip.once if known is None else slips.of_person(about(promise), known)


def has_answered(promise: Commitment) -> bool:
    known = actor().id
    if known is not None:
        mark = slips.of_person(about(promise), known)
        return queries.has_answered(promise.last, mark) or slips.used(about(promise))
    return slips.used(about(promise))


def promise_page(found: Commitment, form: forms.AnswerForm | None = None) -> dict[str, object]:
    return {
        "promise": found,
        "tags": pages.TAGS,
        "said": queries.said(found.last),
        "can_move": policies.can_promise(actor(), found.activity),
        "can_answer": policies.can_answer(actor(), found),
        "has_answered": has_answered(found),
        "slip": slips.new(about(found)),
        "form": form or forms.AnswerForm(),
    }


# For those who look after an entry, and curators


@bp.get("/promises/of/<slug:slug>")
@opens_to(Role.RESIDENT)
def promise_more(slug: str) -> Answer:
    found = open_to_promise(slug)
    return page("promises/make.html", activity=found, form=forms.PromiseForm.from_request())


@bp.post("/promises/of/<slug:slug>")
@opens_to(Role.RESIDENT)
@limiter.limit("60/hour", key_func=lambda: f"person {actor().id}")
def promise_made(slug: str) -> Answer:
    found = open_to_promise(slug)
    form = forms.PromiseForm.from_request()
    if form.validate():
        with form.explaining():
            kept = actions.make_promise(actor(), found, form.saying())
            tell_the_other_side(found)
            said = N_("Readers of the entry see it now")
            return go("promises.promise", promise_id=kept.id, said=said)
    return mistakes("promises/make.html", activity=found, form=form)


@bp.get("/promises/<key:promise_id>/step")
@opens_to(Role.RESIDENT)
def step(promise_id: int) -> Answer:
    found = open_to_move(promise_id)
    return page("promises/step.html", promise=found, form=forms.StepForm.of(found))


@bp.post("/promises/<key:promise_id>/step")
@opens_to(Role.RESIDENT)
@limiter.limit("60/hour", key_func=lambda: f"person {actor().id}")
def step_sent(promise_id: int) -> Answer:
    found = open_to_move(promise_id, to_change=True)
    form = forms.StepForm.of(found)
    if form.validate():
        with form.explaining():
            try:
                actions.move_promise(actor(), found, form.step(), seen=form.step_seen())
            except ConflictError:
                return moved_on(found, form)
            tell_the_other_side(found.activity)
            return go("promises.promise", promise_id=promise_id, said=N_("Readers see it now"))
    return mistakes("promises/step.html", promise=found, form=form)


def moved_on(found: Commitment, form: forms.StepForm) -> Answer:
    """Show what somebody else said meanwhile, with this writer's words still in the boxes."""
    form.seen.data = str(found.last.id)
    form.show(RuleBrokenError(MOVED_ON))
    return page("promises/step.html", promise=found, form=form, mistakes_shown=True), 409


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


def tell_the_other_side(activity: Activity) -> None:
    if is_owner(actor(), activity):
        write_to_curators(pages.told_curators(activity.title), "library.activity", activity.slug)
    else:
        write_to_owners(activity, pages.made(activity.title), "library.activity", activity.slug)


# What the page of an entry asks


@bp.app_template_global("promises_of")
def promises_of(activity: Activity) -> list[Commitment]:
    return list(queries.of_entry(activity))


@bp.app_template_global("said_of_promise")
def said_of_promise(promise: Commitment) -> queries.Said:
    return queries.said(promise.last)


@bp.app_template_global("can_promise")
def can_promise(activity: Activity) -> bool:
    return policies.can_promise(actor(), activity)
