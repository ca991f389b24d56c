"""One review after another, and the conversation about each. Their queue is the desk."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, request, url_for

from coprod.core.values.actor import Role
from coprod.core.values.errors import ConflictError
from coprod.core.values.phrases import N_, Message
from coprod.reviews import actions, emails, policies, presenters, queries
from coprod.reviews.forms import AskForm, MessageForm, StandInForm, VerdictForm
from coprod.reviews.kinds import AnyKind, get_kind
from coprod.reviews.models import Review
from coprod.web import mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, conflict_page, form_page, go, page
from coprod.web.language import translate

bp = Blueprint("reviews", __name__, url_prefix="/desk/reviews")

CHANGED_MEANWHILE = N_(
    "Somebody changed this while you were reading. Look at what it says now, and decide again"
)


@bp.get("")
@requires_role(Role.CURATOR)
def queue() -> Answer:
    """Lead from where the queue was before it was the desk itself."""
    return redirect(
        f"{url_for('desk.queue.desk')}?{request.query_string.decode()}".rstrip("?"), code=308
    )


@bp.get("/given")
@requires_role(Role.LAY_MEMBER)
def given() -> Answer:
    """Show what somebody was asked by name to decide, and nothing else of the queue."""
    return page("reviews/given.html", items=presenters.list_given_items(actor()))


@bp.post("/next")
@requires_role(Role.CURATOR)
def start() -> Answer:
    """Take the most urgent review that nobody is at."""
    return go_to_next()


def go_to_next(message: Message | None = None) -> Answer:
    """Lead to what is decided next, or to the list where somebody finds what is theirs."""
    if not policies.can_open_queue(actor()):
        was_given = queries.list_given(actor())
        endpoint = "reviews.reviews.given" if was_given else "desk.queue.advice"
        return go(endpoint, message=message)
    following = queries.find_next(actor())
    if following is None:
        return go("desk.queue.desk", message=message or N_("Nothing is waiting for you here"))
    actions.claim_review(actor(), following.review, following.subject)
    return go("reviews.reviews.review", review_id=following.review.id, message=message)


@bp.get("/<key:review_id>")
@requires_role(Role.RESIDENT)
def review(review_id: int) -> Answer:
    found, subject = queries.get_review_with_subject(actor(), review_id)
    content = presenters.build_review_page(actor(), found, subject)
    return page("reviews/review.html", **build_forms(content))


@bp.post("/<key:review_id>")
@requires_role(Role.LAY_MEMBER)
def decide(review_id: int) -> Answer:
    found, subject = queries.get_review_with_subject(actor(), review_id, to_change=True)
    actions.check_may_decide(actor(), found, subject)
    kind = get_kind(found.kind)
    form = presenters.build_verdict_form(kind, subject, is_fresh=False)
    if form.validate():
        with form.catching_rule_errors():
            verdict = form.build_verdict()
            try:
                seen = form.seen.data or ""
                decision = actions.decide_review(actor(), found, subject, verdict, seen)
            except ConflictError:
                return show_changed(found, kind, subject)
            kind.send_emails(actor(), subject, verdict)
            return go_to_next(decision.flash)
    return form_page("reviews/review.html", **build_page(found, form=form))


def show_changed(found: Review, kind: AnyKind, subject: Any) -> Answer:
    """Show a review as it is now to somebody who decided about what it was."""
    form = presenters.build_verdict_form(kind, subject, is_fresh=True)
    form.form_errors = [translate(CHANGED_MEANWHILE)]
    return conflict_page("reviews/review.html", **build_page(found, form=form))


def build_page(found: Review, **forms: Any) -> dict[str, object]:
    """Return what the page is given again; its subject is read anew, as a rule may have refused."""
    subject = queries.find_subject(found)
    return build_forms(presenters.build_review_page(actor(), found, subject), **forms)


def build_forms(
    content: presenters.ReviewPage,
    form: VerdictForm | None = None,
    message_form: MessageForm | None = None,
    ask_form: AskForm | None = None,
) -> dict[str, object]:
    return {
        "content": content,
        "form": form or content.build_form(),
        "message_form": message_form or MessageForm(),
        "ask_form": ask_form or AskForm.with_people(content.deciders),
    }


@bp.post("/<key:review_id>/<any(take, release, lock, unlock):step>")
@requires_role(Role.CURATOR)
def change(review_id: int, step: str) -> Answer:
    found, subject = queries.get_review_with_subject(actor(), review_id, to_change=True)
    actions.check_open(found)
    STEPS[step](found, subject)
    if step == "release":
        return go("desk.queue.desk")
    return go("reviews.reviews.review", review_id=review_id)


STEPS: dict[str, Callable[[Review, Any], None]] = {
    "take": lambda found, subject: actions.claim_review(actor(), found, subject),
    "release": lambda found, _subject: actions.release_review(actor(), found),
    "lock": lambda found, _subject: actions.set_lock(actor(), found, is_locked=True),
    "unlock": lambda found, _subject: actions.set_lock(actor(), found, is_locked=False),
}


@bp.post("/<key:review_id>/messages")
@requires_role(Role.RESIDENT)
def write(review_id: int) -> Answer:
    found = queries.get_review(actor(), review_id, to_change=True)
    actions.check_may_write(actor(), found)
    form = MessageForm.from_request()
    if form.validate():
        with form.catching_rule_errors():
            draft = actions.MessageDraft(
                form.words.data or "", form.quote.data or "", form.link.data or ""
            )
            actions.write_message(actor(), found, draft)
            write_to_the_others(found)
            return go("reviews.reviews.review", review_id=review_id, message=N_("Sent"))
    return form_page("reviews/review.html", **build_page(found, message_form=form))


def write_to_the_others(found: Review) -> None:
    """Write to all who spoke before, who sent it in and who is at it, where they may read it."""
    spoke = [each.person_id for each in queries.list_messages(found)]
    ids = [*spoke, found.sent_by_id, found.claimed_by_id, found.assignee_id]
    kind, subject = get_kind(found.kind), queries.find_subject(found)
    people = [
        person
        for person in queries.list_people(ids).values()
        if policies.can_read(person.actor, kind, found, subject)
    ]
    title = kind.get_title(subject)
    link = mailer.build_address("reviews.reviews.review", review_id=found.id)
    mailer.write_to_others(people, emails.build_message_email(title), link=link)


@bp.post("/<key:review_id>/ask")
@requires_role(Role.CURATOR)
def ask(review_id: int) -> Answer:
    found = queries.get_review(actor(), review_id, to_change=True)
    content = presenters.build_review_page(actor(), found, actions.check_may_ask(actor(), found))
    form = AskForm.with_people(content.deciders)
    if form.validate():
        with form.catching_rule_errors():
            person = actions.ask_to_decide(actor(), found, form.person.data or 0)
            link = mailer.build_address("reviews.reviews.review", review_id=found.id)
            mailer.write_to_each([person], emails.build_ask_email(content.title), link=link)
            message = N_("Asked. You will see here when it is decided")
            return go("reviews.reviews.review", review_id=review_id, message=message)
    return form_page("reviews/review.html", **build_page(found, ask_form=form))


# Stand-ins


@bp.get("/stand-ins")
@requires_role(Role.CURATOR)
def stand_ins() -> Answer:
    return page("reviews/stand_ins.html", **build_stand_ins_page(is_fresh=True))


@bp.post("/stand-ins")
@requires_role(Role.CURATOR)
def name_stand_in() -> Answer:
    content = build_stand_ins_page(is_fresh=False)
    form: StandInForm = content["form"]
    if form.validate():
        with form.catching_rule_errors():
            named = actions.name_stand_in(actor(), form.build_draft())
            email = emails.build_named_email(named.starts_on, named.ends_on)
            link = mailer.build_address("reviews.reviews.given")
            mailer.write_to_each(queries.list_people([named.person_id]).values(), email, link=link)
            return go("reviews.reviews.stand_ins", message=N_("Named. They will get a letter"))
    return form_page("reviews/stand_ins.html", **content)


@bp.post("/stand-ins/<key:stand_in_id>/end")
@requires_role(Role.CURATOR)
def end_stand_in(stand_in_id: int) -> Answer:
    actions.end_stand_in(actor(), queries.get_stand_in(actor(), stand_in_id))
    return go("reviews.reviews.stand_ins", message=N_("Ended. They no longer stand in"))


def build_stand_ins_page(*, is_fresh: bool) -> dict[str, Any]:
    return {
        "form": presenters.build_stand_in_form(actor(), is_fresh=is_fresh),
        "lines": presenters.list_stand_in_lines(actor()),
        "lay_kinds": presenters.list_lay_kinds(),
    }


@bp.app_template_global("find_review")
def find_review(kind: str, subject_id: int) -> Review | None:
    """Return the open review of a thing, for its own page."""
    return queries.find_review_of(kind, subject_id)
