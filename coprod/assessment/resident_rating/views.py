"""Residents rate an entry by a link or on paper; those who asked print, type in and look after."""

from flask import Blueprint, Response, request
from flask_limiter import RateLimitExceeded

from coprod.accounts.users.rules import check_email
from coprod.assessment.resident_rating import actions, forms, policies, presenters, queries
from coprod.assessment.resident_rating.models import ResidentRemark, ResidentRound
from coprod.assessment.resident_rating.rules import TOO_QUICK
from coprod.assessment.self_assessment.enums import LABELS as ROUND_LABELS
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean, one_line
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import activity as entry
from coprod.register.sections.queries import told
from coprod.register.sections.rules import Sessions
from coprod.web import limits, mailer, one_time_tokens
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.headers import forbid_storing
from coprod.web.language import translate

bp = Blueprint("resident_rating", __name__)
bp.after_request(forbid_storing)  # the next resident may use the same tablet

OLD_SLIP = N_("This page was open for long. Your answers are still here: send them again")
MANY = N_(
    "Many answers came from your connection in a short time. Yours are still here. Wait an hour "
    "and send them again"
)


# For residents, by the link


@bp.get("/rate/<token:token>")
@requires_role(Role.VISITOR)
def rate(token: str) -> Answer:
    asking, code = queries.by_link(actor(), token), code_in_link()
    is_done = has_answered(asking) and not code
    if not asking.is_open or is_done or is_of_the_team(asking):
        return page("assessment/resident_rating/closed.html", **closed(asking))
    form = forms.RateForm(data={"slip": one_time_tokens.new(asking.key), "slip_code": code})
    return page("assessment/resident_rating/rate.html", **rate_page(asking, form))


def code_in_link() -> str:
    """Return the code of a slip whose square was read, or that was typed in for the next person."""
    return one_line(clean(request.args.get("slip_code", "")))[: forms.LONGEST_CODE]


@bp.errorhandler(RateLimitExceeded)
def show_again(_error: RateLimitExceeded) -> tuple[str, int, list[tuple[str, str]]]:
    """Show the answers again, with what to do: a limit loses nothing."""
    asking = queries.by_link(actor(), str((request.view_args or {})["token"]))
    form = forms.RateForm.from_request()
    form.form_errors = [translate(MANY)]
    wait = [(limits.RETRY_AFTER, str(limits.seconds_to_wait()))]
    return page("assessment/resident_rating/rate.html", **rate_page(asking, form)), 429, wait


@bp.post("/rate/<token:token>")
@requires_role(Role.VISITOR)
@limits.codes
@limits.answers
def rate_sent(token: str) -> Answer:
    asking = queries.by_link(actor(), token, to_change=True)
    form = forms.RateForm.from_request()
    if has_answered(asking) and not form.slip_code.data:
        return go("assessment.resident_rating.thanks", token=token)
    slip = one_time_tokens.read(form.slip.data or "", asking.key)
    if slip is None:
        form.show(RuleBrokenError(OLD_SLIP))
    elif form.validate():
        with form.catching_rule_errors():
            actions.answer(actor(), asking, form.reply(), used(slip, asking, form.slip_code.data))
            if form.slip_code.data:
                limits.exempt_answer()
            return thanked(asking, form.slip.data or "")
    form.slip.data = form.slip.data if slip else one_time_tokens.new(asking.key)
    return form_page("assessment/resident_rating/rate.html", **rate_page(asking, form))


@bp.get("/rate/<token:token>/thanks")
@requires_role(Role.VISITOR)
def thanks(token: str) -> Answer:
    return page("assessment/resident_rating/thanks.html", asking=queries.by_link(actor(), token))


@bp.get("/rate/<token:token>/poster")
@requires_role(Role.VISITOR)
def poster(token: str) -> Answer:
    asking = queries.by_link(actor(), token)
    return page("assessment/resident_rating/poster.html", asking=asking, link=link(asking))


@bp.get("/rate/<token:token>/paper")
@requires_role(Role.VISITOR)
def paper(token: str) -> Answer:
    asking = queries.by_link(actor(), token)
    asked = presenters.questions(asking)
    return page(
        "assessment/resident_rating/paper.html", asking=asking, asked=asked, link=link(asking)
    )


@bp.get("/rate/<token:token>/qr.svg")
@requires_role(Role.VISITOR)
def qr(token: str) -> Response:
    drawn = presenters.qr_code(link(queries.by_link(actor(), token)))
    return Response(drawn, mimetype="image/svg+xml")


def has_answered(asking: ResidentRound) -> bool:
    """A browser answers once, and so does somebody who is signed in, from whatever browser."""
    known = actor().id
    marks = [] if known is None else one_time_tokens.marks_of_person(asking.key, known)
    return (bool(marks) and queries.has_answered(asking, *marks)) or one_time_tokens.used(
        asking.key
    )


def used(
    slip: one_time_tokens.OneTimeToken, asking: ResidentRound, code: str | None
) -> actions.Slip:
    known = actor().id
    once = slip.once if known is None else one_time_tokens.of_person(asking.key, known)
    return actions.Slip(once, is_quick=slip.age < TOO_QUICK, code=code or "")


def thanked(asking: ResidentRound, slip: str) -> Answer:
    answer = go("assessment.resident_rating.thanks", token=asking.key)
    path = f"/rate/{asking.key}"
    lasts = max(asking.closes_on - clock.today(), forms.USUAL)
    one_time_tokens.remember(answer, slip, path=path, lasts=lasts)
    return answer


def is_of_the_team(asking: ResidentRound) -> bool:
    return not policies.can_answer(actor(), asking.activity)


def closed(asking: ResidentRound) -> dict[str, object]:
    return {"asking": asking, "is_open": asking.is_open, "is_team": is_of_the_team(asking)}


def rate_page(asking: ResidentRound, form: forms.QuestionsForm) -> dict[str, object]:
    return {"asking": asking, "form": form, "asked": presenters.questions(asking)}


def link(asking: ResidentRound, **query: str) -> str:
    return mailer.address("assessment.resident_rating.rate", token=asking.key, **query)


# For those who ask


@bp.get("/residents/<slug:slug>")
@requires_role(Role.RESIDENT)
def rounds(slug: str) -> Answer:
    found = entry(actor(), slug)
    return page(
        "assessment/resident_rating/rounds.html",
        **rounds_page(found, forms.OpenForm.asked(clock.today())),
    )


@bp.post("/residents/<slug:slug>")
@requires_role(Role.RESIDENT)
def rounds_sent(slug: str) -> Answer:
    found = entry(actor(), slug, to_change=True)
    if not policies.can_ask(actor(), found):
        raise NotAllowedError
    form = forms.OpenForm.asked(clock.today())
    if form.validate():
        with form.catching_rule_errors():
            made = actions.open_round(actor(), found, form.details())
            said = N_("The round is open. Share the link, or print the poster")
            return go("assessment.resident_rating.asking", slug=slug, asking_id=made.id, said=said)
    return form_page("assessment/resident_rating/rounds.html", **rounds_page(found, form))


@bp.get("/residents/<slug:slug>/<key:asking_id>")
@requires_role(Role.RESIDENT)
def asking(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id)
    return page(
        "assessment/resident_rating/asking.html",
        asking=found,
        label=ROUND_LABELS[found.round],
        link=link(found),
        result=presenters.result_of(actor(), found),
        can_look=policies.can_look(actor(), found.activity),
        can_manage=policies.can_manage(actor(), found.activity),
        sheets=queries.sheets_of(actor(), found),
    )


@bp.post("/residents/<slug:slug>/<key:asking_id>/close")
@requires_role(Role.RESIDENT)
def close(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id, to_change=True)
    actions.close_round(actor(), found)
    said = N_("The round is closed. The link leads to a page that says so")
    return go("assessment.resident_rating.rounds", slug=slug, said=said)


@bp.post("/residents/<slug:slug>/<key:asking_id>/release")
@requires_role(Role.CURATOR)
@decides_about("asking", "asking_id")
def release(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id, to_change=True)
    actions.release_round(actor(), found)
    message = N_("Released. It is shown if enough people answered")
    return go("desk.queue.desk", said=message)


@bp.get("/residents/<slug:slug>/<key:asking_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id)
    form = forms.BehalfForm.from_request(slip=one_time_tokens.new(found.key))
    return page("assessment/resident_rating/behalf.html", **rate_page(found, form))


@bp.post("/residents/<slug:slug>/<key:asking_id>/on-behalf")
@requires_role(Role.RESIDENT)
def behalf_sent(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id, to_change=True)
    form = forms.BehalfForm.from_request()
    slip = one_time_tokens.read(form.slip.data or "", found.key)
    if slip is None:
        form.show(RuleBrokenError(OLD_SLIP))
    elif form.validate():
        with form.catching_rule_errors():
            once = actions.Slip(slip.once)
            actions.type_in(actor(), found, form.reply(), form.behalf(), once)
            said = N_("The answers were kept. You can type in the next form")
            return go(
                "assessment.resident_rating.behalf", slug=slug, asking_id=asking_id, said=said
            )
    form.slip.data = form.slip.data if slip else one_time_tokens.new(found.key)
    return form_page("assessment/resident_rating/behalf.html", **rate_page(found, form))


@bp.get("/residents/<slug:slug>/<key:asking_id>/codes/<key:sheet_id>")
@requires_role(Role.RESIDENT)
def sheet(slug: str, asking_id: int, sheet_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id)
    printed = queries.sheet(actor(), found, sheet_id)
    codes = [presenters.CodeSlip(code, link(found, slip_code=code)) for code in printed.codes]
    return page(
        "assessment/resident_rating/sheet.html",
        asking=found,
        sheet=printed,
        codes=codes,
        link=link(found),
    )


# For curators


@bp.get("/residents/<slug:slug>/<key:asking_id>/codes")
@requires_role(Role.CURATOR)
def codes(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id)
    return page("assessment/resident_rating/codes.html", **codes_page(found, forms.IssueForm()))


@bp.post("/residents/<slug:slug>/<key:asking_id>/codes")
@requires_role(Role.CURATOR)
def codes_sent(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id, to_change=True)
    form = forms.IssueForm.from_request()
    shown = codes_page(found, form)
    if form.validate():
        with form.catching_rule_errors():
            email = form.email.data or ""
            made = actions.issue_codes(actor(), found, form.issue(), queries.account(email))
            tell_holder(found, email)
            said = N_("The codes are ready. Print them and cut them apart")
            ids = {"asking_id": asking_id, "sheet_id": made.id}
            return go("assessment.resident_rating.sheet", slug=slug, said=said, **ids)
    return form_page("assessment/resident_rating/codes.html", **shown)


def codes_page(asking: ResidentRound, form: forms.IssueForm) -> dict[str, object]:
    if not policies.can_look(actor(), asking.activity):
        raise NotAllowedError
    recorded = [each for each in told(asking.activity, Sessions).rows if each.took_part]
    return {"asking": asking, "form": form, "recorded": recorded}


def tell_holder(asking: ResidentRound, email: str) -> None:
    if email:
        here = {"slug": asking.activity.slug, "asking_id": asking.id}
        address = mailer.address("assessment.resident_rating.asking", **here)
        mailer.write(
            check_email(email), presenters.codes_issued(asking.activity.title), link=address
        )


@bp.get("/residents/<slug:slug>/<key:asking_id>/answers")
@requires_role(Role.CURATOR)
def answers(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id)
    shown = presenters.answers_page(actor(), found)
    return page("assessment/resident_rating/answers.html", shown=shown, form=forms.SetAsideForm())


@bp.post("/residents/<slug:slug>/<key:asking_id>/answers")
@requires_role(Role.CURATOR)
def answers_sent(slug: str, asking_id: int) -> Answer:
    found = queries.asking(actor(), slug, asking_id, to_change=True)
    shown = presenters.answers_page(actor(), found)
    if not shown.rows:
        raise NotFoundError
    form = forms.SetAsideForm.of([row.answer.id for row in shown.rows])
    if form.validate():
        with form.catching_rule_errors():
            actions.set_aside(actor(), found, form.chosen.data or (), form.reason.data or "")
            said = N_("Set aside. They no longer count")
            return go(
                "assessment.resident_rating.answers", slug=slug, asking_id=asking_id, said=said
            )
    return form_page("assessment/resident_rating/answers.html", shown=shown, form=form)


@bp.get("/remarks")
@requires_role(Role.CURATOR)
def remarks() -> Answer:
    return page("assessment/resident_rating/remarks.html", **remarks_page())


@bp.post("/remarks/<key:remark_id>/publish")
@requires_role(Role.CURATOR)
@decides_about("remark", "remark_id")
def publish(remark_id: int) -> Answer:
    actions.publish_remark(actor(), queries.remark(actor(), remark_id))
    said = N_("It will stand beside the residents’ result")
    return go("assessment.resident_rating.remarks", said=said)


@bp.post("/remarks/<key:remark_id>/decline")
@requires_role(Role.CURATOR)
@decides_about("remark", "remark_id")
def decline(remark_id: int) -> Answer:
    found = queries.remark(actor(), remark_id)
    form = forms.DeclineForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            actions.decline_remark(actor(), found, form.reason.data or "")
            return go(
                "assessment.resident_rating.remarks", said=N_("Declined. Nobody will read it")
            )
    return form_page("assessment/resident_rating/remarks.html", **remarks_page(found, form))


def remarks_page(
    wrong: ResidentRemark | None = None, form: forms.DeclineForm | None = None
) -> dict[str, object]:
    waiting = queries.waiting_remarks(actor())
    return {"waiting": waiting, "wrong": wrong, "form": form or forms.DeclineForm()}


def rounds_page(activity: Activity, form: forms.OpenForm) -> dict[str, object]:
    return {
        "activity": activity,
        "askings": presenters.labelled(queries.askings(actor(), activity)),
        "can_ask": policies.can_ask(actor(), activity),
        "form": form,
    }
