"""Suggesting better words for a passage of a public entry, and the team's answer."""

from collections.abc import Sequence

from flask import Blueprint

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError, NotFoundError, require
from coprod.core.values.phrases import N_, Message
from coprod.engagement.comments.rules import SubmissionSignals
from coprod.engagement.suggestions import actions, emails, policies, presenters, queries
from coprod.engagement.suggestions.enums import Passage
from coprod.engagement.suggestions.forms import SuggestForm, TeamAnswerForm
from coprod.engagement.suggestions.models import EditSuggestion
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_activity
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.concurrent_decisions import decides_about
from coprod.web.headers import hide_from_search_engines
from coprod.web.slots import add_slot_template

bp = Blueprint("suggestions", __name__)

SUGGEST = "/stories/<slug:slug>/suggest"
PASSAGE = f"{SUGGEST}/<any({', '.join(Passage)}):passage>"
RECEIPT = "/suggestions/receipt/<token:token>"
ANSWER = "/activities/suggestions/<key:suggestion_id>"


@bp.get(SUGGEST)
@requires_role(Role.VISITOR)
def choose(slug: str) -> Answer:
    activity = get_open_activity(slug)
    hide_from_search_engines()
    passages = {each: queries.read_passage(activity, each) for each in Passage}
    return page("engagement/suggestions/choose.html", activity=activity, passages=passages)


@bp.get(PASSAGE)
@requires_role(Role.VISITOR)
def suggest(slug: str, passage: str) -> Answer:
    activity, chosen, words = get_open_passage(slug, passage)
    hide_from_search_engines()
    seen = queries.compute_passage_fingerprint(activity, chosen)
    form = SuggestForm(words=words, seen=seen)
    return page("engagement/suggestions/suggest.html", **build_page(activity, chosen, form))


@bp.post(PASSAGE)
@requires_role(Role.VISITOR)
@limits.comments
def suggest_sent(slug: str, passage: str) -> Answer:
    activity, chosen, _words = get_open_passage(slug, passage)
    form = SuggestForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            try:
                suggestion = send_suggestion(activity, chosen, form)
            except ConflictError:
                return show_changed_passage(activity, chosen, form)
            emails.write_to_owners(suggestion)
            emails.send_receipt(suggestion)
            token = queries.get_suggestion_token(suggestion)
            return go("engagement.suggestions.receipt", token=token)
    return form_page("engagement/suggestions/suggest.html", **build_page(activity, chosen, form))


def build_page(
    activity: Activity, passage: Passage, form: SuggestForm, saved_by_other: Sequence[str] = ()
) -> dict[str, object]:
    """Return what the form is given. ``saved_by_other``: the words that stand there meanwhile."""
    return {
        "activity": activity,
        "passage": passage,
        "form": form,
        "saved_by_other": saved_by_other,
    }


def get_open_activity(slug: str) -> Activity:
    """Return an entry that readers see, to whoever may suggest words for it."""
    activity = get_activity(actor(), slug)
    require(activity.is_public, NotFoundError)
    require(policies.can_suggest(actor(), activity))
    return activity


def get_open_passage(slug: str, name: str) -> tuple[Activity, Passage, str]:
    """Return a passage of such an entry, with the words that stand there."""
    activity, passage = get_open_activity(slug), Passage(name)
    words = queries.read_passage(activity, passage)
    require(words, NotFoundError)
    return activity, passage, words


def send_suggestion(activity: Activity, passage: Passage, form: SuggestForm) -> EditSuggestion:
    return actions.suggest_edit(
        actor(),
        activity,
        form.build_draft(passage),
        seen=form.seen.data or "",
        signals=SubmissionSignals(form.is_trapped),
    )


def show_changed_passage(activity: Activity, passage: Passage, form: SuggestForm) -> Answer:
    """Show both: what stands there now, and what was typed here."""
    words = queries.read_passage(activity, passage)
    seen = queries.compute_passage_fingerprint(activity, passage)
    form.seen.data, form.seen.raw_data = seen, None
    context = build_page(activity, passage, form, [words])
    return conflict_page("engagement/suggestions/suggest.html", **context)


# What became of it, for whoever suggested it


@bp.get(RECEIPT)
@requires_role(Role.VISITOR)
@limits.links
def receipt(token: str) -> Answer:
    suggestion = queries.get_by_token(token)
    hide_from_search_engines()
    link = mailer.build_address("engagement.suggestions.receipt", token=token)
    return page("engagement/suggestions/receipt.html", suggestion=suggestion, link=link)


# The team's answer


@bp.get(ANSWER)
@requires_role(Role.RESIDENT)
def answer(suggestion_id: int) -> Answer:
    suggestion = queries.get_for_team(actor(), suggestion_id)
    form = TeamAnswerForm(words=suggestion.best_words)
    return page("engagement/suggestions/answer.html", **build_answer_page(suggestion, form))


@bp.post(ANSWER)
@requires_role(Role.RESIDENT)
@decides_about(
    "activity", lambda suggestion_id: queries.get_for_team(actor(), suggestion_id).activity_id
)
def answer_sent(suggestion_id: int) -> Answer:
    suggestion = queries.get_for_team(actor(), suggestion_id)
    form = TeamAnswerForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            return go("register.activities.mine", message=answer_suggestion(suggestion, form))
    return form_page("engagement/suggestions/answer.html", **build_answer_page(suggestion, form))


def answer_suggestion(suggestion: EditSuggestion, form: TeamAnswerForm) -> Message:
    if form.decision.data == "agree":
        actions.agree_as_team(actor(), suggestion, form.words.data or "")
        return N_("Sent. A curator reads the words before readers see them")
    actions.decline_suggestion(actor(), suggestion, form.answer.data or "")
    emails.send_outcome(suggestion)
    actions.erase_address(suggestion)
    return N_("Declined. The words stay as they are")


def build_answer_page(suggestion: EditSuggestion, form: TeamAnswerForm) -> dict[str, object]:
    return {"view": presenters.build_view(suggestion), "form": form}


def build_mine() -> dict[str, object]:
    return {"suggestions": queries.list_for_team(actor())}


add_slot_template(bp, "activity.mine", "engagement/suggestions/_mine.html", build_mine)


@bp.app_template_global("can_suggest_edit")
def can_suggest_edit(activity: Activity) -> bool:
    return policies.can_suggest(actor(), activity)
