"""Following an entry or a search, and ending it: with an account, or by a private link."""

from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, abort, request

from coprod.core.keyring import create_private_link
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.library.feeds.enums import TOPIC_ENDPOINTS, NewsTopic
from coprod.library.stories.presenters import parse_search
from coprod.library.subscriptions import actions, presenters, queries
from coprod.library.subscriptions.emails import build_confirmation_email, build_unsubscribe_links
from coprod.library.subscriptions.enums import Frequency
from coprod.library.subscriptions.forms import FollowForm, OwnFollowForm
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.rules import FollowRequest
from coprod.participation.groups.queries import get_shareable_activity
from coprod.register.activities.models import Activity
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.csrf import protect
from coprod.web.forms import require_value
from coprod.web.headers import forbid_storing
from coprod.web.language import get_language, translate
from coprod.web.slots import add_slot_template

bp = Blueprint("subscriptions", __name__)
bp.after_request(forbid_storing)  # a private link stands in the address

add_slot_template(bp, "public.follow", "library/subscriptions/_offer.html")
ONE_CLICK = "List-Unsubscribe"
STOP_ADDRESS = "/following/<token:token>/stop"


# Beginning


@dataclass(frozen=True)
class FollowTarget:
    """What may be followed: a public entry, a topic, or a search; ``address`` names it."""

    title: str
    address: dict[str, object]
    activity: Activity | None = None
    search: str = ""
    topic: NewsTopic | None = None
    is_typed: bool = False

    @property
    def title_for_strangers(self) -> str:
        """Return nothing that somebody typed: it goes to an address that they gave."""
        return "" if self.is_typed else self.title

    @property
    def page_endpoint(self) -> str:
        """Return the page of a list or of a topic."""
        return TOPIC_ENDPOINTS[self.topic] if self.topic else "library.stories.entries"

    @property
    def page_address(self) -> dict[str, object]:
        return {} if self.topic else self.address

    @property
    def followable_terms(self) -> list[presenters.FollowableTerm]:
        """What the entry is about can be followed too."""
        return presenters.list_followable_terms(self.activity) if self.activity else []

    def build_request(self, frequency: str) -> FollowRequest:
        return FollowRequest(
            Frequency(frequency),
            self.activity.id if self.activity else None,
            self.search,
            self.topic,
        )


def read_target() -> FollowTarget:
    arguments = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    if "entry" in arguments:
        activity = get_shareable_activity(arguments["entry"][0])
        return FollowTarget(activity.title, {"entry": activity.slug}, activity)
    if "topic" in arguments:
        return build_topic_target(arguments["topic"][0])
    search_request = parse_search(arguments)
    search, is_typed = (
        presenters.format_search(search_request),
        presenters.has_typed_words(search_request),
    )
    title, address = presenters.get_search_title(search), presenters.build_search_address(search)
    return FollowTarget(title, address, search=search, is_typed=is_typed)


def build_topic_target(name: str) -> FollowTarget:
    require(name in set(NewsTopic), NotFoundError)
    topic = NewsTopic(name)
    return FollowTarget(translate(topic.label), {"topic": topic.value}, topic=topic)


@bp.get("/follow")
@requires_role(Role.VISITOR)
def follow() -> Answer:
    return page("library/subscriptions/follow.html", target=read_target(), form=build_form())


def build_form() -> OwnFollowForm:
    return FollowForm.with_choices() if actor().id is None else OwnFollowForm.with_choices()


@bp.post("/follow")
@requires_role(Role.VISITOR)
@limits.mail
def follow_sent() -> Answer:
    target, form = read_target(), build_form()
    if form.validate():
        with form.catching_rule_errors():
            follow_request = target.build_request(require_value(form.often.data))
            if isinstance(form, FollowForm):
                return send_confirmation(
                    require_value(form.email.data), follow_request, target.title_for_strangers
                )
            actions.follow_with_account(
                actor(), follow_request, create_private_link(), language=get_language()
            )
            return go("library.subscriptions.mine", message=presenters.FOLLOWED)
    return form_page("library/subscriptions/follow.html", target=target, form=form)


def send_confirmation(email: str, follow_request: FollowRequest, title: str) -> Answer:
    """Whoever follows already gets the same answer: nobody learns who does."""
    subscription = actions.follow_by_mail(
        email, follow_request, create_private_link(), language=get_language()
    )
    mailer.write_email(
        subscription.follower.address,
        build_confirmation_email(title),
        link=build_unsubscribe_links(subscription.follower).change,
    )
    return go("accounts.users.look_in_your_mail")


# Looking after it


@bp.get("/following")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return render_followed(queries.find_by_person(actor()))


@bp.get("/following/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def own(token: str) -> Answer:
    return render_followed(queries.get_by_token(token))


def render_followed(follower: Follower | None) -> Answer:
    token = queries.get_follower_token(follower) if follower else ""
    return page(
        "library/subscriptions/manage.html",
        token=token,
        followed=presenters.list_followed(follower),
        rhythms=Frequency,
    )


@bp.post("/following/<token:token>/yes")
@requires_role(Role.VISITOR)
@limits.links
def yes(token: str) -> Answer:
    actions.confirm_follows(queries.get_by_token(token, to_change=True))
    return go(
        "library.subscriptions.own",
        token=token,
        message=N_("Thank you. We will write when there is news"),
    )


@bp.post("/following/<token:token>/<key:follow_id>/<any('weekly', 'daily', 'at-once'):often>")
@requires_role(Role.VISITOR)
@limits.links
def change(token: str, follow_id: int, often: str) -> Answer:
    follower = queries.get_by_token(token, to_change=True)
    actions.change_frequency(queries.get_follow(follower, follow_id), Frequency(often))
    return go("library.subscriptions.own", token=token, message=N_("Saved"))


@bp.post("/following/<token:token>/<key:follow_id>/stop")
@requires_role(Role.VISITOR)
@limits.links
def stop_one(token: str, follow_id: int) -> Answer:
    follower = queries.get_by_token(token, to_change=True)
    is_last = len(follower.live_follows) == 1
    actions.stop_following(follower, queries.get_follow(follower, follow_id))
    if is_last:
        return go("library.subscriptions.stopped")
    return go("library.subscriptions.own", token=token, message=presenters.STOPPED)


@bp.get(STOP_ADDRESS)
@requires_role(Role.VISITOR)
@limits.links
def stop(token: str) -> Answer:
    """Ask first: mail scanners open links, and only a press of the button ends anything."""
    queries.get_by_token(token)
    return page("library/subscriptions/stop.html", token=token)


@bp.post(STOP_ADDRESS)
@requires_role(Role.VISITOR)
def stop_sent(token: str) -> Answer:
    """End everything by one press, here or in a mail program (RFC 8058).

    A mail program has no token of a form, and follows no redirection: the private link is what
    shows that it may.
    """
    if ONE_CLICK not in request.form:
        abort(400)
    with suppress(NotFoundError):  # pressed twice
        actions.stop_following(queries.get_by_token(token, to_change=True))
    return page("library/subscriptions/stopped.html")


protect.exempt(stop_sent)


@bp.get("/following/stopped")
@requires_role(Role.VISITOR)
def stopped() -> Answer:
    return page("library/subscriptions/stopped.html")
