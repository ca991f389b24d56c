"""Words that were typed and not saved: kept while typing, shown again, thrown away.

A form that holds words has a mark in it: whose they are, on which page, signed by us. So they find
their way even when the session has ended, and whoever signs in next at this browser sees only
their own.
"""

import hashlib
import secrets
from collections.abc import Callable

from flask import Blueprint, Flask, Response, current_app, g, jsonify, request, url_for
from flask_babel import gettext
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import MultiDict

from coprod.accounts.autosave import actions, queries
from coprod.accounts.autosave.models import HeldWords
from coprod.accounts.autosave.rules import Mark
from coprod.core.keyring import list_signing_keys
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError
from coprod.core.values.keys import row_key
from coprod.core.values.phrases import N_
from coprod.web.access import actor, requires_role
from coprod.web.addresses import ours
from coprod.web.answers import Answer, go, go_to, page
from coprod.web.drafts import typed_words
from coprod.web.headers import current_settings
from coprod.web.limits import autosave
from coprod.web.slots import add_slot_template
from coprod.web.transaction import READING, keep

bp = Blueprint("autosave", __name__, url_prefix="/held")

MARK = "held"
"""The name of the mark in forms, and in the address of a form that shows words again."""


def init_app(app: Flask) -> None:
    app.extensions["hold_words"] = hold_for_their_person
    app.before_request(show_again)
    app.after_request(let_go_when_saved)
    app.jinja_env.globals.update(
        held_mark=held_mark, held_owner=held_owner, words_here=words_here, words_waiting=waiting
    )


add_slot_template(bp, "form.start", "accounts/autosave/_here.html")
add_slot_template(bp, "form.end", "accounts/autosave/_keep.html")


@bp.get("")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return page("accounts/autosave/mine.html", waiting=queries.waiting(actor()))


@bp.post("/typing")
@requires_role(Role.RESIDENT)
@autosave
def typing() -> Response:
    """Keep what stands in a form, while its writer goes on writing."""
    kept = actions.save_draft(own_mark(), typed_words())
    now = f"{clock.now().astimezone(clock.LONDON):%H:%M}"
    return jsonify(said=gettext("Your words were kept at %(time)s", time=now) if kept else "")


@bp.post("/later")
@requires_role(Role.RESIDENT)
def later() -> Answer:
    """Keep what stands in a form as it is, right or wrong, for coming back to it."""
    if actions.save_draft(own_mark(), typed_words()) is None:
        return go("register.activities.mine")
    return go("register.activities.mine", said=N_("Your words are kept. They wait for you here"))


@bp.post("/<key:held_id>/throw-away")
@requires_role(Role.RESIDENT)
def throw_away(held_id: int) -> Answer:
    actions.throw_away(actor(), queries.held(actor(), held_id))
    then = ours(request.form.get("next"), otherwise=url_for("accounts.autosave.mine"))
    return go_to(then, said=N_("The words were thrown away"))


# Marks


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(list_signing_keys(), salt="held words")


def held_mark() -> str:
    """Return the mark for the form on this page; the one it had before, if it was sent."""
    sent, again = read_mark(), shown_again()
    if sent and (sent.person_id, sent.address) == (actor().id, request.path):
        key = sent.key
    else:
        key = again.key if again else secrets.token_urlsafe(18)
    return str(signer().dumps([actor().id, key, request.path]))


def held_owner() -> str:
    """Return a name for this person that tells nothing, for what a browser keeps by itself."""
    return hashlib.sha256(f"held: {current_settings().key} {actor().id}".encode()).hexdigest()[:20]


def read_mark() -> Mark | None:
    try:
        person_id, key, address = signer().loads(request.form.get(MARK, ""))
    except BadSignature:
        return None
    return Mark(person_id, key, address if address == request.path else now_at(address))


def now_at(address: str) -> str:
    """Return where a page stands now that was opened before its address changed."""
    moved: Callable[[str], str] = current_app.extensions["moved_page"]
    return moved(address)


def own_mark() -> Mark:
    mark = read_mark()
    if mark is None or mark.person_id != actor().id:
        raise NotFoundError
    return mark


# What happens around every request


def hold_for_their_person() -> str:
    """Keep words that came too late, and return the address where their writer finds them."""
    mark = read_mark()
    kept = actions.save_draft(mark, typed_words()) if mark else None
    if mark is None or kept is None:
        return ""
    keep()
    return f"{mark.address}?{MARK}={kept.id}"


def show_again() -> None:
    """Let the form at an address such as ``?held=12`` show the words that wait for it."""
    asked = row_key(request.args.get(MARK, "")) if request.method == "GET" else None
    if asked is None or actor().id is None:
        return
    found = next((h for h in queries.waiting(actor(), request.path) if h.id == asked), None)
    if found:
        g.held_again = found
        g.typed_before = MultiDict(found.words)


def shown_again() -> HeldWords | None:
    found: HeldWords | None = g.get("held_again")
    return found


def let_go_when_saved(response: Response) -> Response:
    if request.method in READING or response.status_code >= 400:
        return response
    mark = read_mark() if MARK in request.form else None
    if mark and (mark.person_id, mark.address) == (actor().id, request.path):
        actions.discard_draft(mark)
    return response


# What templates ask


def words_here() -> list[HeldWords]:
    """Return what waits for the form on this page, but for what it shows already."""
    if actor().id is None:
        return []
    sent, again = read_mark(), shown_again()
    shown = {sent.key if sent else "", again.key if again else ""}
    return [held for held in queries.waiting(actor(), request.path) if held.key not in shown]


def waiting() -> int:
    return queries.how_many(actor()) if actor().id is not None else 0
