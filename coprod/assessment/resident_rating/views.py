"""Residents rate an activity by a link or on paper; its team prints, types in and looks after."""

from functools import partial

from flask import Blueprint, Response, request
from flask_limiter import RateLimitExceeded

from coprod.accounts.users.rules import check_email
from coprod.assessment.resident_rating import actions, emails, forms, policies, presenters, queries
from coprod.assessment.resident_rating.enums import LAST_SCREEN, QUESTION_NAMES, SCREENS
from coprod.assessment.resident_rating.models import ResidentRound
from coprod.assessment.resident_rating.rules import TOO_QUICK, find_screen
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotFoundError, RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean, one_line
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity, get_permitted_activity
from coprod.register.covers.queries import Covers
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Sessions
from coprod.web import limits, mailer, one_time_tokens
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.headers import forbid_storing
from coprod.web.language import translate
from coprod.web.qr_codes import draw_qr_code
from coprod.web.slots import Context, add_slot_template

bp = Blueprint("resident_rating", __name__)
bp.after_request(forbid_storing)  # the next resident may use the same tablet

TOKEN_TOO_OLD = N_("This page was open for long. Your answers are still here: send them again")
TOO_MANY_ANSWERS = N_(
    "Many answers came from your connection in a short time. Yours are still here. "
    "Wait an hour and send them again"
)


# For residents, by the link


@bp.get("/rate/<token:token>")
@requires_role(Role.VISITOR)
def rate(token: str) -> Answer:
    resident_round, code = queries.get_round_by_link(actor(), token), read_code_from_link()
    is_done = has_answered(resident_round) and not code
    if not resident_round.is_open or is_done or is_of_the_team(resident_round):
        return page("assessment/resident_rating/closed.html", **build_closed_page(resident_round))
    form = forms.RateForm(
        data={"slip": one_time_tokens.create_token(resident_round.key), "slip_code": code}
    )
    return render_screen(resident_round, form, SCREENS[0])


@bp.get("/rate/<token:token>/question")
@requires_role(Role.VISITOR)
def question(token: str) -> Answer:
    """Begin anew: what was answered so far stood in the page that was sent alone."""
    return go("assessment.resident_rating.rate", token=token)


@bp.post("/rate/<token:token>/question")
@requires_role(Role.VISITOR)
def question_sent(token: str) -> Answer:
    """Show the next question. The answers so far go from page to page, and nothing is saved."""
    resident_round = queries.get_round_by_link(actor(), token)
    if not resident_round.is_open:
        return go("assessment.resident_rating.rate", token=token)
    form = forms.RateForm.from_request()
    at, then = request.form.get("at", ""), request.form.get("then", "")
    if then == "skip" and at in QUESTION_NAMES:
        form[at].data = None
    return render_screen(resident_round, form, find_screen(at, is_back=then == "back"))


def render_screen(resident_round: ResidentRound, form: forms.RateForm, screen: str) -> str:
    values = build_rate_page(resident_round, form)
    if screen == LAST_SCREEN:
        return page("assessment/resident_rating/last.html", **values)
    number = QUESTION_NAMES.index(screen)
    asked = presenters.build_questions(resident_round)[number]
    return page(
        "assessment/resident_rating/question.html", **values, asked=asked, number=number + 1
    )


def read_code_from_link() -> str:
    """Return the code from a scanned QR code, or that was typed in for the next person."""
    return one_line(clean(request.args.get("slip_code", "")))[: forms.LONGEST_CODE]


@bp.errorhandler(RateLimitExceeded)
def show_again(_error: RateLimitExceeded) -> tuple[str, int, list[tuple[str, str]]]:
    """Show the answers again, with what to do: a limit loses nothing."""
    resident_round = queries.get_round_by_link(actor(), str((request.view_args or {})["token"]))
    form = forms.RateForm.from_request()
    form.form_errors = [translate(TOO_MANY_ANSWERS)]
    wait = [(limits.RETRY_AFTER, str(limits.count_seconds_to_wait()))]
    return (
        page("assessment/resident_rating/rate.html", **build_rate_page(resident_round, form)),
        429,
        wait,
    )


@bp.post("/rate/<token:token>")
@requires_role(Role.VISITOR)
@limits.codes
@limits.answers
def rate_sent(token: str) -> Answer:
    resident_round = queries.get_round_by_link(actor(), token, to_change=True)
    form = forms.RateForm.from_request()
    if has_answered(resident_round) and not form.slip_code.data:
        return go("assessment.resident_rating.thanks", token=token)
    one_time_token = one_time_tokens.read_token(form.slip.data or "", resident_round.key)
    if one_time_token is None:
        form.show_rule_error(RuleBrokenError(TOKEN_TOO_OLD))
    elif form.validate():
        with form.catching_rule_errors():
            actions.answer_round(
                actor(),
                resident_round,
                form.to_reply(),
                build_submission(one_time_token, resident_round, form.slip_code.data),
            )
            if form.slip_code.data:
                limits.exempt_answer()
            return go_to_thanks(resident_round, form.slip.data or "")
    form.slip.data = (
        form.slip.data if one_time_token else one_time_tokens.create_token(resident_round.key)
    )
    return form_page(
        "assessment/resident_rating/rate.html", **build_rate_page(resident_round, form)
    )


@bp.get("/rate/<token:token>/thanks")
@requires_role(Role.VISITOR)
def thanks(token: str) -> Answer:
    return page(
        "assessment/resident_rating/thanks.html",
        resident_round=queries.get_round_by_link(actor(), token),
    )


@bp.get("/rate/<token:token>/poster")
@requires_role(Role.VISITOR)
def poster(token: str) -> Answer:
    resident_round = queries.get_round_by_link(actor(), token)
    return page(
        "assessment/resident_rating/poster.html",
        resident_round=resident_round,
        link=build_link(resident_round),
    )


@bp.get("/rate/<token:token>/paper")
@requires_role(Role.VISITOR)
def paper(token: str) -> Answer:
    resident_round = queries.get_round_by_link(actor(), token)
    asked_questions = presenters.build_questions(resident_round)
    return page(
        "assessment/resident_rating/paper.html",
        resident_round=resident_round,
        questions=asked_questions,
        link=build_link(resident_round),
    )


@bp.get("/rate/<token:token>/qr.svg")
@requires_role(Role.VISITOR)
def qr(token: str) -> Response:
    drawn = draw_qr_code(build_link(queries.get_round_by_link(actor(), token)))
    return Response(drawn, mimetype="image/svg+xml")


def has_answered(resident_round: ResidentRound) -> bool:
    find = partial(queries.has_answered, resident_round)
    return one_time_tokens.has_answered(resident_round.key, actor().id, find)


def build_submission(
    one_time_token: one_time_tokens.OneTimeToken, resident_round: ResidentRound, code: str | None
) -> actions.AnswerSubmission:
    once = one_time_tokens.get_digest(one_time_token, resident_round.key, actor().id)
    return actions.AnswerSubmission(once, is_quick=one_time_token.age < TOO_QUICK, code=code or "")


def go_to_thanks(resident_round: ResidentRound, token: str) -> Answer:
    answer = go("assessment.resident_rating.thanks", token=resident_round.key)
    path = f"/rate/{resident_round.key}"
    lasts = max(resident_round.closes_on - clock.today(), forms.USUAL)
    one_time_tokens.set_cookie(answer, token, path=path, lifetime=lasts)
    return answer


def is_of_the_team(resident_round: ResidentRound) -> bool:
    return not policies.can_answer(actor(), resident_round.activity)


def build_closed_page(resident_round: ResidentRound) -> dict[str, object]:
    return {
        "resident_round": resident_round,
        "is_open": resident_round.is_open,
        "is_team": is_of_the_team(resident_round),
    }


def build_rate_page(resident_round: ResidentRound, form: forms.QuestionsForm) -> dict[str, object]:
    return {
        "resident_round": resident_round,
        "form": form,
        "questions": presenters.build_questions(resident_round),
    }


def build_link(resident_round: ResidentRound, **query: str) -> str:
    return mailer.build_address(
        "assessment.resident_rating.rate", token=resident_round.key, **query
    )


# For those who ask


@bp.get("/activities/<slug:slug>/residents")
@requires_role(Role.RESIDENT)
def rounds(slug: str) -> Answer:
    activity = get_activity(actor(), slug)
    return page(
        "assessment/resident_rating/rounds.html",
        **build_rounds_page(activity, forms.OpenForm.build(clock.today())),
    )


@bp.post("/activities/<slug:slug>/residents")
@requires_role(Role.RESIDENT)
def rounds_sent(slug: str) -> Answer:
    activity = get_permitted_activity(actor(), slug, policies.can_ask, to_change=True)
    form = forms.OpenForm.build(clock.today())
    if form.validate():
        with form.catching_rule_errors():
            resident_round = actions.open_round(actor(), activity, form.to_details())
            message = N_("The round is open. Share the link, or print the poster")
            return go(
                "assessment.resident_rating.round_page",
                slug=slug,
                round_id=resident_round.id,
                message=message,
            )
    return form_page("assessment/resident_rating/rounds.html", **build_rounds_page(activity, form))


@bp.get("/activities/<slug:slug>/residents/<key:round_id>")
@requires_role(Role.RESIDENT)
def round_page(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id)
    return page(
        "assessment/resident_rating/round.html",
        resident_round=resident_round,
        label=resident_round.round.label,
        link=build_link(resident_round),
        result=presenters.find_round_result(actor(), resident_round),
        can_look=policies.can_review_answers(actor(), resident_round.activity),
        can_manage=policies.can_manage(actor(), resident_round.activity),
        sheets=queries.list_printable_sheets(actor(), resident_round),
    )


@bp.post("/activities/<slug:slug>/residents/<key:round_id>/close")
@requires_role(Role.RESIDENT)
def close(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id, to_change=True)
    actions.close_round(actor(), resident_round)
    message = N_("The round is closed. The link leads to a page that says so")
    return go("assessment.resident_rating.rounds", slug=slug, message=message)


@bp.get("/activities/<slug:slug>/residents/<key:round_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id)
    form = forms.BehalfForm.from_request(slip=one_time_tokens.create_token(resident_round.key))
    return page("assessment/resident_rating/behalf.html", **build_rate_page(resident_round, form))


@bp.post("/activities/<slug:slug>/residents/<key:round_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf_sent(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id, to_change=True)
    form = forms.BehalfForm.from_request()
    one_time_token = one_time_tokens.read_token(form.slip.data or "", resident_round.key)
    if one_time_token is None:
        form.show_rule_error(RuleBrokenError(TOKEN_TOO_OLD))
    elif form.validate():
        with form.catching_rule_errors():
            submission = actions.AnswerSubmission(one_time_token.digest)
            actions.type_in(actor(), resident_round, form.to_reply(), form.to_behalf(), submission)
            message = N_("The answers were saved. You can type in the next form")
            return go(
                "assessment.resident_rating.behalf", slug=slug, round_id=round_id, message=message
            )
    form.slip.data = (
        form.slip.data if one_time_token else one_time_tokens.create_token(resident_round.key)
    )
    return form_page(
        "assessment/resident_rating/behalf.html", **build_rate_page(resident_round, form)
    )


@bp.get("/activities/<slug:slug>/residents/<key:round_id>/codes/<key:sheet_id>")
@requires_role(Role.RESIDENT)
def sheet(slug: str, round_id: int, sheet_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id)
    printed = queries.get_sheet(actor(), resident_round, sheet_id)
    codes = [
        presenters.CodeSlip(code, build_link(resident_round, slip_code=code))
        for code in printed.codes
    ]
    return page(
        "assessment/resident_rating/sheet.html",
        resident_round=resident_round,
        sheet=printed,
        codes=codes,
        link=build_link(resident_round),
    )


# For curators


@bp.get("/activities/<slug:slug>/residents/<key:round_id>/codes")
@requires_role(Role.CURATOR)
def codes(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id)
    return page(
        "assessment/resident_rating/codes.html",
        **build_codes_page(resident_round, forms.IssueForm()),
    )


@bp.post("/activities/<slug:slug>/residents/<key:round_id>/codes")
@requires_role(Role.CURATOR)
def codes_sent(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id, to_change=True)
    form = forms.IssueForm.from_request()
    values = build_codes_page(resident_round, form)
    if form.validate():
        with form.catching_rule_errors():
            email = form.email.data or ""
            code_sheet = actions.issue_codes(
                actor(), resident_round, form.to_issue(), queries.find_account(email)
            )
            tell_holder(resident_round, email)
            message = N_("The codes are ready. Print them and cut them apart")
            ids = {"round_id": round_id, "sheet_id": code_sheet.id}
            return go("assessment.resident_rating.sheet", slug=slug, message=message, **ids)
    return form_page("assessment/resident_rating/codes.html", **values)


def build_codes_page(resident_round: ResidentRound, form: forms.IssueForm) -> dict[str, object]:
    require(policies.can_review_answers(actor(), resident_round.activity))
    recorded = [
        each for each in read_part(resident_round.activity, Sessions).rows if each.took_part
    ]
    return {"resident_round": resident_round, "form": form, "recorded": recorded}


def tell_holder(resident_round: ResidentRound, email: str) -> None:
    if email:
        url_values = {"slug": resident_round.activity.slug, "round_id": resident_round.id}
        address = mailer.build_address("assessment.resident_rating.round_page", **url_values)
        mailer.write_email(
            check_email(email),
            emails.build_codes_email(resident_round.activity.title),
            link=address,
        )


@bp.get("/activities/<slug:slug>/residents/<key:round_id>/answers")
@requires_role(Role.CURATOR)
def answers(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id)
    answers_page = presenters.build_answers_page(actor(), resident_round)
    return page(
        "assessment/resident_rating/answers.html",
        answers_page=answers_page,
        form=forms.SetAsideForm(),
    )


@bp.post("/activities/<slug:slug>/residents/<key:round_id>/answers")
@requires_role(Role.CURATOR)
def answers_sent(slug: str, round_id: int) -> Answer:
    resident_round = queries.get_round(actor(), slug, round_id, to_change=True)
    answers_page = presenters.build_answers_page(actor(), resident_round)
    require(answers_page.rows, NotFoundError)
    form = forms.SetAsideForm.build([row.answer.id for row in answers_page.rows])
    if form.validate():
        with form.catching_rule_errors():
            actions.set_answers_aside(
                actor(), resident_round, form.chosen.data or (), form.reason.data or ""
            )
            message = N_("Set aside. They no longer count")
            return go(
                "assessment.resident_rating.answers", slug=slug, round_id=round_id, message=message
            )
    return form_page(
        "assessment/resident_rating/answers.html", answers_page=answers_page, form=form
    )


def build_rounds_page(activity: Activity, form: forms.OpenForm) -> dict[str, object]:
    return {
        "activity": activity,
        "resident_rounds": presenters.label_rounds(queries.list_rounds(actor(), activity)),
        "can_ask": policies.can_ask(actor(), activity),
        "form": form,
    }


# On “Have your say”


def build_open_rounds() -> Context | None:
    open_rounds = queries.list_open_rounds()
    covers = Covers(VISITOR, [each.activity_id for each in open_rounds])
    return {"open_rounds": open_rounds, "covers": covers} if open_rounds else None


add_slot_template(
    bp, "say.rounds", "assessment/resident_rating/_open_rounds.html", build_open_rounds
)
