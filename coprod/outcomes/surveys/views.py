"""Our own survey: asked by a link or on paper, answered without an account."""

from flask import Blueprint
from werkzeug.wrappers import Response

from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.i_statements.queries import current
from coprod.outcomes.results.presenters import usual_plans
from coprod.outcomes.surveys import actions, forms, policies, presenters, queries
from coprod.outcomes.surveys.models import Survey
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import choices
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.web import limits, mailer, one_time_tokens
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page

bp = Blueprint("surveys", __name__)

OLD_SLIP = N_("This page was open for long. Your answers are still here: send them again")


# For those who answer


@bp.get("/say/<token:token>")
@requires_role(Role.VISITOR)
def say(token: str) -> Answer:
    survey = queries.by_link(token)
    if not survey.is_open or has_answered(survey) or not policies.can_answer(actor(), survey):
        return page("outcomes/surveys/closed.html", survey=survey)
    asked = queries.asked(survey)
    form = forms.AnswerForm.about(asked, slip=one_time_tokens.new(survey.key))
    return page("outcomes/surveys/say.html", **answer_page(survey, asked, form))


@bp.post("/say/<token:token>")
@requires_role(Role.VISITOR)
@limits.answers
def say_sent(token: str) -> Answer:
    survey = queries.by_link(token, to_change=True)
    if has_answered(survey):
        return go("outcomes.surveys.thanks", token=token)
    asked = queries.asked(survey)
    form = forms.AnswerForm.about(asked)
    slip = read_slip(form, survey)
    if slip and form.validate():
        with form.catching_rule_errors():
            actions.answer(actor(), survey, form.values(asked), once_of(slip, survey))
            return thanked(survey, form.slip.data or "")
    form.slip.data = form.slip.data if slip else one_time_tokens.new(survey.key)
    return form_page("outcomes/surveys/say.html", **answer_page(survey, asked, form))


@bp.get("/say/<token:token>/thanks")
@requires_role(Role.VISITOR)
def thanks(token: str) -> Answer:
    return page("outcomes/surveys/thanks.html", survey=queries.by_link(token))


@bp.get("/say/<token:token>/paper")
@requires_role(Role.VISITOR)
def paper(token: str) -> Answer:
    survey = queries.by_link(token)
    asked = presenters.questions(queries.asked(survey))
    return page("outcomes/surveys/paper.html", survey=survey, asked=asked, link=link(survey))


def read_slip(form: forms.AnswerForm, survey: Survey) -> one_time_tokens.OneTimeToken | None:
    slip = one_time_tokens.read(form.slip.data or "", survey.key)
    if slip is None:
        form.show(RuleBrokenError(OLD_SLIP))
    return slip


def has_answered(survey: Survey) -> bool:
    """A browser answers once, and so does somebody who is signed in, from whatever browser."""
    known = actor().id
    marks = [] if known is None else one_time_tokens.marks_of_person(survey.key, known)
    return (bool(marks) and queries.has_answered(survey, *marks)) or one_time_tokens.used(
        survey.key
    )


def once_of(slip: one_time_tokens.OneTimeToken, survey: Survey) -> str:
    known = actor().id
    return slip.once if known is None else one_time_tokens.of_person(survey.key, known)


def thanked(survey: Survey, slip: str) -> Response:
    answer = go("outcomes.surveys.thanks", token=survey.key)
    lasts = max(survey.closes_on - clock.today(), forms.USUAL)
    one_time_tokens.remember(answer, slip, path=f"/say/{survey.key}", lasts=lasts)
    return answer


def answer_page(
    survey: Survey, asked: list[Statement], form: forms.AnswerForm
) -> dict[str, object]:
    return {"survey": survey, "form": form, "asked": presenters.questions(asked)}


def link(survey: Survey) -> str:
    return mailer.address("outcomes.surveys.say", token=survey.key)


# For those who ask


@bp.get("/outcomes/survey/<slug:slug>")
@requires_role(Role.RESIDENT)
def begin(slug: str) -> Answer:
    return page("outcomes/surveys/begin.html", **begin_page(open_entry(slug), ask_form()))


@bp.post("/outcomes/survey/<slug:slug>")
@requires_role(Role.RESIDENT)
def begin_sent(slug: str) -> Answer:
    found, form = open_entry(slug), ask_form()
    if form.validate():
        with form.catching_rule_errors():
            made = actions.ask(actor(), found, form.details(), form.asked())
            said = N_("The survey is open. Share the link, or print the form")
            return go("outcomes.surveys.survey", wave_id=made.wave_id, said=said)
    return form_page("outcomes/surveys/begin.html", **begin_page(found, form))


@bp.get("/outcomes/results/<key:wave_id>/survey")
@requires_role(Role.RESIDENT)
def survey(wave_id: int) -> Answer:
    found = queries.of_wave(actor(), wave_id)
    progress = queries.progress(found)
    return page("outcomes/surveys/survey.html", survey=found, link=link(found), progress=progress)


@bp.post("/outcomes/results/<key:wave_id>/survey/close")
@requires_role(Role.RESIDENT)
def close(wave_id: int) -> Answer:
    actions.close(actor(), queries.of_wave(actor(), wave_id, to_change=True))
    said = N_("The survey is closed and counted. Now send the results to a curator")
    return go("outcomes.results.wave", wave_id=wave_id, said=said)


@bp.get("/outcomes/results/<key:wave_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf(wave_id: int) -> Answer:
    found = queries.of_wave(actor(), wave_id)
    asked = queries.asked(found)
    form = forms.BehalfForm.about(asked, slip=one_time_tokens.new(found.key))
    return page("outcomes/surveys/behalf.html", **answer_page(found, asked, form))


@bp.post("/outcomes/results/<key:wave_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf_sent(wave_id: int) -> Answer:
    found = queries.of_wave(actor(), wave_id, to_change=True)
    asked = queries.asked(found)
    form = forms.BehalfForm.about(asked)
    slip = read_slip(form, found)
    if slip and form.validate():
        with form.catching_rule_errors():
            values, came = form.values(asked), form.behalf()
            actions.type_in(actor(), found, values, came, slip.once)
            said = N_("The answers were kept. You can type in the next form")
            return go("outcomes.surveys.behalf", wave_id=wave_id, said=said)
    form.slip.data = form.slip.data if slip else one_time_tokens.new(found.key)
    return form_page("outcomes/surveys/behalf.html", **answer_page(found, asked, form))


def open_entry(slug: str) -> Activity:
    found = entry(actor(), slug)
    if not policies.can_ask(actor(), found):
        raise NotAllowedError
    return found


def ask_form() -> forms.AskForm:
    framework = current()
    places = choices(ListKind.LOCALITY, clock.today())
    return forms.AskForm.asking(places, framework.statements if framework else ())


def begin_page(found: Activity, form: forms.AskForm) -> dict[str, object]:
    return {"activity": found, "form": form, "usual": usual_plans()}
