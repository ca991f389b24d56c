"""Using what others did, what became of it, the lineage of an entry, and asking its team."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError
from coprod.core.values.phrases import N_
from coprod.learning.adoption import actions, forms, policies, presenters, queries
from coprod.learning.adoption.models import Adoption
from coprod.learning.records.queries import of_entry
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.review.emails import write_to_team
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("adoption", __name__, url_prefix="/scaling")


@bp.get("/<slug:slug>/use")
@requires_role(Role.RESIDENT)
def use(slug: str) -> Answer:
    found = open_to_use(slug)
    return page("learning/adoption/use.html", **use_page(found, forms.UseForm.from_request()))


@bp.post("/<slug:slug>/use")
@requires_role(Role.RESIDENT)
def use_sent(slug: str) -> Answer:
    found = open_to_use(slug)
    form = forms.UseForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.use_entry(actor(), found, form.meant_title(), form.using())
            said = N_("Your entry is begun. It remembers where it comes from")
            return go("register.activities.step", slug=made.child.slug, step="summary", said=said)
    return form_page("learning/adoption/use.html", **use_page(found, form))


def use_page(found: Activity, form: forms.UseForm) -> dict[str, object]:
    return {"activity": found, "form": form, "lessons": of_entry(actor(), found)}


def open_to_use(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_use(actor(), found):
        raise NotAllowedError
    return found


@bp.get("/<slug:slug>/kept")
@requires_role(Role.RESIDENT)
def kept(slug: str) -> Answer:
    adoption = queries.of_child(actor(), slug)
    if not policies.can_change(actor(), adoption):
        raise NotAllowedError
    return page("learning/adoption/kept.html", adoption=adoption, form=forms.KeepForm.of(adoption))


@bp.post("/<slug:slug>/kept")
@requires_role(Role.RESIDENT)
def kept_sent(slug: str) -> Answer:
    adoption = queries.of_child(actor(), slug, to_change=True)
    form = forms.KeepForm.of(adoption)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_using(actor(), adoption, form.using())
            return go("register.activities.check", slug=slug, said=N_("Saved"))
    return form_page("learning/adoption/kept.html", adoption=adoption, form=form)


def build_adoption(activity: Activity, **page: object) -> Context | None:
    adoption = queries.made_from(activity)
    return {"activity": activity, "adoption": adoption, **page} if adoption else None


add_slot_template(
    bp, "activity.check", "learning/adoption/_still_to_tell.html", build_adoption, order=30
)
add_slot_template(bp, "activity.review", "learning/adoption/_review.html", build_adoption, order=30)


@bp.get("/<slug:slug>/how-it-went")
@requires_role(Role.RESIDENT)
def how_it_went(slug: str) -> Answer:
    adoption = queries.of_child(actor(), slug)
    if not policies.can_answer(actor(), adoption):
        raise NotAllowedError
    form = forms.AnswerForm.from_request(became=adoption.became, words=adoption.told)
    return page("learning/adoption/how_it_went.html", adoption=adoption, form=form)


@bp.post("/<slug:slug>/how-it-went")
@requires_role(Role.RESIDENT)
def how_it_went_sent(slug: str) -> Answer:
    adoption = queries.of_child(actor(), slug, to_change=True)
    form = forms.AnswerForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.answer(actor(), adoption, form.answer())
            said = N_("Thank you. It stands beside the source now")
            return go("library.stories.learning", slug=slug, said=said)
    return form_page("learning/adoption/how_it_went.html", adoption=adoption, form=form)


@bp.get("/<slug:slug>/lineage")
@requires_role(Role.VISITOR)
def lineage(slug: str) -> Answer:
    found = entry(actor(), slug)
    if found.status in GONE:
        raise NotFoundError
    return page(
        "learning/adoption/lineage.html", activity=found, tree=presenters.tree(actor(), found)
    )


# Asking the team


@bp.get("/<slug:slug>/ask")
@requires_role(Role.VISITOR)
def ask(slug: str) -> Answer:
    return page(
        "learning/adoption/ask.html", activity=open_to_ask(slug), form=forms.AskForm.from_request()
    )


@bp.post("/<slug:slug>/ask")
@requires_role(Role.VISITOR)
@limits.letters
def ask_sent(slug: str) -> Answer:
    found = open_to_ask(slug)
    form = forms.AskForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            question = form.question(must_reply=actor().id is None)
            actions.ask_team(actor(), found, question)
            letter = presenters.question(found.title, question.words, question.reply_to)
            write_to_team(found, letter)
            said = N_("Sent. The team has your question")
            return go("library.stories.learning", slug=slug, said=said)
    return form_page("learning/adoption/ask.html", activity=found, form=form)


def open_to_ask(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_ask(found):
        raise NotAllowedError
    return found


# What curators read first


@bp.get("/waiting")
@requires_role(Role.CURATOR)
def waiting() -> Answer:
    form = forms.ReasonForm.from_request()
    return page(
        "learning/adoption/waiting.html", waiting=queries.waiting(actor()), form=form, wrong=0
    )


@bp.post("/answers/<key:adoption_id>/<any(show, decline):step>")
@requires_role(Role.CURATOR)
@decides_about("adoption", "adoption_id")
def answers(adoption_id: int, step: str) -> Answer:
    found = waiting_answer(adoption_id)
    form = forms.ReasonForm.from_request()
    if step == "show":
        actions.show_answer(actor(), found)
    elif form.validate():
        actions.decline_answer(actor(), found, form.reason.data or "")
    else:
        shown = {"waiting": queries.waiting(actor()), "form": form, "wrong": adoption_id}
        return form_page("learning/adoption/waiting.html", **shown)
    return go("learning.adoption.waiting", said=N_("Done"))


def waiting_answer(adoption_id: int) -> Adoption:
    found = next((each for each in queries.waiting(actor()) if each.id == adoption_id), None)
    if found is None:
        raise NotFoundError
    return found
