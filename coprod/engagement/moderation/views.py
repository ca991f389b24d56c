"""Reading comments before they are public, one after another; appeals; reports; the figures."""

from flask import Blueprint, after_this_request

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotAllowedError
from coprod.core.values.phrases import N_
from coprod.engagement.comments.emails import ask_for_answer, write_to_author, write_to_contact
from coprod.engagement.comments.models import Comment
from coprod.engagement.comments.policies import can_appeal
from coprod.engagement.comments.presenters import back, edits, get_comment_settings, titles, told
from coprod.engagement.comments.queries import (
    its_subject,
    own,
    public_comment,
    safety_signs,
    subjects,
)
from coprod.engagement.moderation import actions, policies, presenters, queries
from coprod.engagement.moderation.actions import Reading
from coprod.engagement.moderation.enums import Outcome
from coprod.engagement.moderation.forms import AppealForm, DecideForm, ReportForm, RulingForm
from coprod.register.review.emails import write_to_curators
from coprod.register.review.queries import list_curators
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, go_to, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.forms import Form
from coprod.web.headers import forbid_storing
from coprod.web.language import translate

bp = Blueprint("moderation", __name__, url_prefix="/moderation")

CHANGED = N_(
    "The author or another moderator changed something while you were reading. Look at what it "
    "says now, and decide again"
)


@bp.get("")
@requires_role(Role.CURATOR)
def desk() -> Answer:
    waiting, reported = queries.waiting(actor()), queries.reported(actor())
    held = queries.held(actor())
    every = [*waiting, *reported, *held]
    known = subjects((each.subject_kind, each.subject_id) for each in every)
    number = queries.how_many_wait(actor())
    about, signs = titles(every, known), safety_signs(every)
    shown = presenters.Desk(waiting, number, reported, held, about, signs, get_comment_settings())
    return page("engagement/moderation/desk.html", desk=shown)


@bp.get("/comment/<key:comment_id>")
@requires_role(Role.CURATOR)
def read(comment_id: int) -> Answer:
    comment = queries.comment(actor(), comment_id)
    return page("engagement/moderation/read.html", **to_read(comment, DecideForm.of(comment)))


@bp.post("/comment/<key:comment_id>")
@requires_role(Role.CURATOR)
@decides_about("comment", "comment_id")
def read_sent(comment_id: int) -> Answer:
    comment = queries.comment(actor(), comment_id, to_change=True)
    form = DecideForm.of(comment)
    if form.validate():
        with form.catching_rule_errors():
            verdict, about = form.verdict(), its_subject(comment)
            reading = Reading(comment, about, form.seen.data or "")
            try:
                actions.decide(actor(), reading, verdict, get_comment_settings())
            except ConflictError:
                return seen_again(comment)
            write_letters(comment, verdict.outcome)
            return go_on()
    return form_page("engagement/moderation/read.html", **to_read(comment, form))


def seen_again(comment: Comment) -> Answer:
    """Show a comment as it is now to somebody who decided about what it was."""
    form = DecideForm(body=comment.words, seen=queries.seen(comment))
    fresh = DecideForm.of(comment)
    form.reasons.choices, form.route.choices = fresh.reasons.choices, fresh.route.choices
    form.kind.data, form.asks_team.data = fresh.kind.data, fresh.asks_team.data
    form.form_errors = [translate(CHANGED)]
    shown, _status = form_page("engagement/moderation/read.html", **to_read(comment, form))
    return shown, 409


def go_on() -> Answer:
    """Go to the comment that follows, or back to the desk when none does."""
    following = queries.next_to_read(actor())
    if following is None:
        return go("engagement.moderation.desk", said=N_("Done. Nothing is waiting"))
    return go(
        "engagement.moderation.read", comment_id=following, said=N_("Done. This is the next one")
    )


def to_read(comment: Comment, form: Form) -> dict[str, object]:
    shown = presenters.ToRead(
        comment=comment,
        subject=its_subject(comment),
        reports=queries.reports(comment),
        number=queries.how_many_wait(actor()),
        edits=edits(comment),
        signs=safety_signs([comment])[comment.id],
    )
    return {"shown": shown, "form": form}


def write_letters(comment: Comment, outcome: Outcome) -> None:
    about = its_subject(comment)
    write_to_author(comment, presenters.decided(about.title, outcome))
    ask_for_answer(comment)
    if outcome is Outcome.HOLD:
        tell_safeguarding(comment, about.title)


def tell_safeguarding(comment: Comment, title: str) -> None:
    """Write to the safeguarding contact of the place: that there is something, not what it says."""
    write_to_contact(comment, lambda number, to_ask: presenters.safeguarding(number, title, to_ask))


# Appeals


@bp.get("/appeal/receipt/<token:token>")
@bp.get("/appeal/mine/<key:comment_id>")
@requires_role(Role.VISITOR)
def appeal(token: str = "", comment_id: int = 0) -> Answer:
    comment = own(actor(), token, comment_id)
    if not can_appeal(comment):
        return go_to(back(comment, token))
    form = AppealForm.from_request()
    after_this_request(forbid_storing)
    return page("engagement/moderation/appeal.html", **told(comment, token), form=form)


@bp.post("/appeal/receipt/<token:token>")
@bp.post("/appeal/mine/<key:comment_id>")
@requires_role(Role.VISITOR)
@limits.letters
def appeal_sent(token: str = "", comment_id: int = 0) -> Answer:
    comment, form = own(actor(), token, comment_id, to_change=True), AppealForm.from_request()
    if not can_appeal(comment):
        return go_to(back(comment, token))
    if form.validate():
        with form.catching_rule_errors():
            actions.appeal(actor(), comment, form.body.data or "")
            tell_who_hears_it(comment)
            said = N_("A lay member will look at it and write the answer here")
            return go_to(back(comment, token), said=said)
    return form_page("engagement/moderation/appeal.html", **told(comment, token), form=form)


def tell_who_hears_it(comment: Comment) -> None:
    """Write to the lay members. Where there is none, the curators hear that one is needed."""
    title = its_subject(comment).title
    hearing = queries.lay_members()
    letter = presenters.appealed(title) if hearing else presenters.nobody_hears(title)
    endpoint = "engagement.moderation.appeals" if hearing else "accounts.admin.people"
    mailer.write_to_others(hearing or list_curators(), letter, link=mailer.address(endpoint))


@bp.get("/appeals")
@requires_role(Role.LAY_MEMBER)
def appeals() -> Answer:
    if not policies.can_hear_appeals(actor()):
        raise NotAllowedError
    found = queries.appeals(actor())
    known = subjects((each.subject_kind, each.subject_id) for each in found)
    return page("engagement/moderation/appeals.html", comments=found, about=titles(found, known))


@bp.get("/appeals/<key:comment_id>")
@requires_role(Role.LAY_MEMBER)
def hear(comment_id: int) -> Answer:
    if not policies.can_hear_appeals(actor()):
        raise NotAllowedError
    comment = queries.appeal(actor(), comment_id)
    form = RulingForm.from_request(seen=queries.seen(comment))
    return page("engagement/moderation/hear.html", **to_hear(comment, form))


@bp.post("/appeals/<key:comment_id>")
@requires_role(Role.LAY_MEMBER)
@decides_about("comment", "comment_id")
def hear_sent(comment_id: int) -> Answer:
    if not policies.can_hear_appeals(actor()):
        raise NotAllowedError
    comment, form = queries.appeal(actor(), comment_id), RulingForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            about = its_subject(comment)
            reading = Reading(comment, about, form.seen.data or "")
            ruling = form.ruling.chosen()
            settings = get_comment_settings()
            actions.end_appeal(actor(), reading, ruling, form.told.data or "", settings)
            write_to_author(comment, presenters.appeal_ended(about.title))
            ask_for_answer(comment)
            return go(
                "engagement.moderation.appeals", said=N_("Thank you. The author can read it now")
            )
    return form_page("engagement/moderation/hear.html", **to_hear(comment, form))


def to_hear(comment: Comment, form: Form) -> dict[str, object]:
    about = its_subject(comment)
    return {"comment": comment, "subject": about, "edits": edits(comment), "form": form}


# Reports, and what everybody may know


@bp.get("/report/<key:comment_id>")
@requires_role(Role.VISITOR)
def report(comment_id: int) -> Answer:
    comment = public_comment(comment_id)
    form = ReportForm.from_request()
    return page(
        "engagement/moderation/report.html",
        comment=comment,
        subject=its_subject(comment),
        form=form,
    )


@bp.post("/report/<key:comment_id>")
@requires_role(Role.VISITOR)
@limits.letters
def report_sent(comment_id: int) -> Answer:
    comment, form = public_comment(comment_id, to_change=True), ReportForm.from_request()
    about = its_subject(comment)
    if form.validate():
        with form.catching_rule_errors():
            is_first = not queries.reports(comment)
            actions.report(actor(), comment, form.reason.chosen(), form.words.data or "")
            if is_first:
                write_to_curators(presenters.reported(), "engagement.moderation.desk")
            said = N_("Thank you. A moderator looks at it")
            return go("engagement.comments.of_subject", kind=about.kind, slug=about.slug, said=said)
    return form_page("engagement/moderation/report.html", comment=comment, subject=about, form=form)


@bp.get("/figures")
@requires_role(Role.VISITOR)
def figures() -> Answer:
    found = queries.figures()
    outcomes, why = presenters.counted(found)
    shown = {"outcomes": outcomes, "why": why, "in_public": presenters.in_public}
    return page(
        "engagement/moderation/figures.html", **shown, figures=found, ways=get_comment_settings()
    )
