"""Using what others did, what became of it, the lineage of an activity, and asking its team."""

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.learning.adoption import actions, emails, forms, policies, presenters, queries
from coprod.learning.records.queries import list_records_of_activity
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.register.review.emails import write_to_team
from coprod.web import limits
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("adoption", __name__)


@bp.get("/stories/<slug:slug>/use")
@requires_role(Role.RESIDENT)
def use(slug: str) -> Answer:
    activity = get_adoptable_activity(slug)
    return page(
        "learning/adoption/use.html", **build_use_context(activity, forms.UseForm.from_request())
    )


@bp.post("/stories/<slug:slug>/use")
@requires_role(Role.RESIDENT)
def use_sent(slug: str) -> Answer:
    activity = get_adoptable_activity(slug)
    form = forms.UseForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            adoption = actions.adopt_activity(
                actor(), activity, form.get_meant_title(), form.build_adoption_details()
            )
            message = N_("Your activity is started, and linked to the one it came from")
            return go(
                "register.activities.step",
                slug=adoption.child.slug,
                step="summary",
                message=message,
            )
    return form_page("learning/adoption/use.html", **build_use_context(activity, form))


def build_use_context(activity: Activity, form: forms.UseForm) -> dict[str, object]:
    return {
        "activity": activity,
        "form": form,
        "records": list_records_of_activity(actor(), activity),
    }


def get_adoptable_activity(slug: str) -> Activity:
    return get_permitted_activity(actor(), slug, policies.can_use)


@bp.get("/activities/<slug:slug>/kept")
@requires_role(Role.RESIDENT)
def details(slug: str) -> Answer:
    adoption = queries.get_adoption(actor(), slug)
    require(policies.can_change(actor(), adoption))
    return page(
        "learning/adoption/details.html",
        adoption=adoption,
        form=forms.AdoptionForm.for_adoption(adoption),
    )


@bp.post("/activities/<slug:slug>/kept")
@requires_role(Role.RESIDENT)
def details_sent(slug: str) -> Answer:
    adoption = queries.get_adoption(actor(), slug, to_change=True)
    form = forms.AdoptionForm.for_adoption(adoption)
    if form.validate():
        with form.catching_rule_errors():
            actions.change_adoption_details(actor(), adoption, form.build_adoption_details())
            return go("register.activities.check", slug=slug, message=N_("Saved"))
    return form_page("learning/adoption/details.html", adoption=adoption, form=form)


def build_adoption_context(activity: Activity, **page: object) -> Context | None:
    adoption = queries.find_source_adoption(activity)
    return {"activity": activity, "adoption": adoption, **page} if adoption else None


add_slot_template(
    bp, "activity.check", "learning/adoption/_still_to_tell.html", build_adoption_context, order=30
)
add_slot_template(
    bp, "activity.review", "learning/adoption/_review.html", build_adoption_context, order=30
)


@bp.get("/activities/<slug:slug>/how-it-went")
@requires_role(Role.RESIDENT)
def how_it_went(slug: str) -> Answer:
    adoption = queries.get_adoption(actor(), slug)
    require(policies.can_answer(actor(), adoption))
    form = forms.AnswerForm.from_request(became=adoption.became, words=adoption.report)
    return page("learning/adoption/how_it_went.html", adoption=adoption, form=form)


@bp.post("/activities/<slug:slug>/how-it-went")
@requires_role(Role.RESIDENT)
def how_it_went_sent(slug: str) -> Answer:
    adoption = queries.get_adoption(actor(), slug, to_change=True)
    form = forms.AnswerForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.save_answer(actor(), adoption, form.build_answer())
            message = N_("Thank you. Your answer is shown with the source now")
            return go("library.stories.learning", slug=slug, message=message)
    return form_page("learning/adoption/how_it_went.html", adoption=adoption, form=form)


@bp.get("/stories/<slug:slug>/lineage")
@requires_role(Role.VISITOR)
def lineage(slug: str) -> Answer:
    activity = get_activity(actor(), slug)
    require(activity.status not in GONE, NotFoundError)
    return page(
        "learning/adoption/lineage.html",
        activity=activity,
        tree=presenters.build_tree(actor(), activity),
    )


# Asking the team


@bp.get("/stories/<slug:slug>/ask")
@requires_role(Role.VISITOR)
def ask(slug: str) -> Answer:
    return page(
        "learning/adoption/ask.html",
        activity=get_askable_activity(slug),
        form=forms.AskForm.from_request(),
    )


@bp.post("/stories/<slug:slug>/ask")
@requires_role(Role.VISITOR)
@limits.letters
def ask_sent(slug: str) -> Answer:
    activity = get_askable_activity(slug)
    form = forms.AskForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            question = form.build_question(must_reply=actor().id is None)
            actions.ask_team(actor(), activity, question)
            letter = emails.build_question_email(activity.title, question.words, question.reply_to)
            write_to_team(activity, letter)
            message = N_("Sent. The team has your question")
            return go("library.stories.learning", slug=slug, message=message)
    return form_page("learning/adoption/ask.html", activity=activity, form=form)


def get_askable_activity(slug: str) -> Activity:
    activity = get_activity(actor(), slug)
    require(policies.can_ask(activity))
    return activity
