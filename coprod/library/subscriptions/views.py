"""Following an entry or a search, and ending it: with an account, or by a private link."""

from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, abort, request

from coprod.core.keyring import create_private_link
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.phrases import N_
from coprod.core.values.text import clean
from coprod.library.stories.presenters import wanted
from coprod.library.subscriptions import actions, presenters, queries
from coprod.library.subscriptions.emails import leaving
from coprod.library.subscriptions.enums import Often
from coprod.library.subscriptions.forms import FollowForm, OwnFollowForm
from coprod.library.subscriptions.models import Follower
from coprod.library.subscriptions.rules import Wish
from coprod.participation.groups.queries import get_shareable_activity
from coprod.register.activities.models import Activity
from coprod.web import limits, mailer
from coprod.web.access import actor, requires_role
from coprod.web.answers import Answer, form_page, go, page
from coprod.web.csrf import protect
from coprod.web.forms import sure
from coprod.web.headers import forbid_storing
from coprod.web.language import current
from coprod.web.slots import add_slot_template

bp = Blueprint("subscriptions", __name__)
bp.after_request(forbid_storing)  # a private link stands in the address

add_slot_template(bp, "public.follow", "library/subscriptions/_offer.html")
ONE_PRESS = "List-Unsubscribe"
STOP = "/following/<token:token>/stop"


# Beginning


@dataclass(frozen=True)
class Thing:
    """What may be followed: a public entry, or a search. ``named`` are the parts of its address."""

    title: str
    named: dict[str, object]
    entry: Activity | None = None
    search: str = ""
    is_typed: bool = False

    @property
    def title_for_strangers(self) -> str:
        """Return nothing that somebody typed: it goes to an address that they gave."""
        return "" if self.is_typed else self.title

    @property
    def related(self) -> list[presenters.Related]:
        """What the entry is about can be followed too."""
        return presenters.related(self.entry) if self.entry else []

    def wish(self, often: str) -> Wish:
        return Wish(Often(often), self.entry.id if self.entry else None, self.search)


def thing_asked_for() -> Thing:
    asked = {name: [clean(v) for v in values] for name, values in request.args.lists()}
    if "entry" in asked:
        found = get_shareable_activity(asked["entry"][0])
        return Thing(found.title, {"entry": found.slug}, found)
    looked_for = wanted(asked)
    search, is_typed = presenters.as_kept(looked_for), presenters.may_be_typed(looked_for)
    title, named = presenters.search_title(search), presenters.parts_of(search)
    return Thing(title, named, search=search, is_typed=is_typed)


@bp.get("/follow")
@requires_role(Role.VISITOR)
def follow() -> Answer:
    return page("library/subscriptions/follow.html", thing=thing_asked_for(), form=form())


def form() -> OwnFollowForm:
    return FollowForm.asked() if actor().id is None else OwnFollowForm.asked()


@bp.post("/follow")
@requires_role(Role.VISITOR)
@limits.mail
def follow_sent() -> Answer:
    thing, sent = thing_asked_for(), form()
    if sent.validate():
        with sent.catching_rule_errors():
            wish = thing.wish(sure(sent.often.data))
            if isinstance(sent, FollowForm):
                return ask_by_mail(sure(sent.email.data), wish, thing.title_for_strangers)
            actions.follow_with_account(actor(), wish, create_private_link(), language=current())
            return go("library.subscriptions.mine", said=presenters.FOLLOWED)
    return form_page("library/subscriptions/follow.html", thing=thing, form=sent)


def ask_by_mail(email: str, wish: Wish, title: str) -> Answer:
    """Whoever follows already gets the same answer: nobody learns who does."""
    begun = actions.follow_by_mail(email, wish, create_private_link(), language=current())
    mailer.write(
        begun.follower.address, presenters.asking(title), link=leaving(begun.follower).change
    )
    return go("accounts.users.look_in_your_mail")


# Looking after it


@bp.get("/following")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return manage(queries.of_person(actor()))


@bp.get("/following/<token:token>")
@requires_role(Role.VISITOR)
@limits.links
def own(token: str) -> Answer:
    return manage(queries.by_token(token))


def manage(follower: Follower | None) -> Answer:
    token = queries.link_token(follower) if follower else ""
    return page(
        "library/subscriptions/manage.html",
        token=token,
        followed=presenters.followed(follower),
        rhythms=Often,
    )


@bp.post("/following/<token:token>/yes")
@requires_role(Role.VISITOR)
@limits.links
def yes(token: str) -> Answer:
    actions.confirm(queries.by_token(token, to_change=True))
    return go(
        "library.subscriptions.own",
        token=token,
        said=N_("Thank you. We will write when there is news"),
    )


@bp.post("/following/<token:token>/<key:follow_id>/<any('weekly', 'at-once'):often>")
@requires_role(Role.VISITOR)
@limits.links
def change(token: str, follow_id: int, often: str) -> Answer:
    found = queries.by_token(token, to_change=True)
    actions.change(queries.follow(found, follow_id), Often(often))
    return go("library.subscriptions.own", token=token, said=N_("Saved"))


@bp.post("/following/<token:token>/<key:follow_id>/stop")
@requires_role(Role.VISITOR)
@limits.links
def stop_one(token: str, follow_id: int) -> Answer:
    found = queries.by_token(token, to_change=True)
    is_last = len(found.live_follows) == 1
    actions.stop(found, queries.follow(found, follow_id))
    if is_last:
        return go("library.subscriptions.stopped")
    return go("library.subscriptions.own", token=token, said=presenters.STOPPED)


@bp.get(STOP)
@requires_role(Role.VISITOR)
@limits.links
def stop(token: str) -> Answer:
    """Ask first: mail scanners open links, and only a press of the button ends anything."""
    queries.by_token(token)
    return page("library/subscriptions/stop.html", token=token)


@bp.post(STOP)
@requires_role(Role.VISITOR)
def stop_sent(token: str) -> Answer:
    """End everything by one press, here or in a mail program (RFC 8058).

    A mail program has no token of a form, and follows no redirection: the private link is what
    shows that it may.
    """
    if ONE_PRESS not in request.form:
        abort(400)
    with suppress(NotFoundError):  # pressed twice
        actions.stop(queries.by_token(token, to_change=True))
    return page("library/subscriptions/stopped.html")


protect.exempt(stop_sent)


@bp.get("/following/stopped")
@requires_role(Role.VISITOR)
def stopped() -> Answer:
    return page("library/subscriptions/stopped.html")
