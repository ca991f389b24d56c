"""Drafts of forms: saved while somebody types, shown again, thrown away.

A form that is saved as a draft carries a signed key: whose it is, on which page. So they find
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
from coprod.accounts.autosave.models import Draft
from coprod.accounts.autosave.rules import DraftKey
from coprod.core.keyring import list_signing_keys
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotFoundError, require, require_found
from coprod.core.values.keys import parse_row_key
from coprod.core.values.phrases import N_
from coprod.web.access import actor, requires_role
from coprod.web.addresses import keep_own_address
from coprod.web.answers import Answer, go, go_to, page
from coprod.web.drafts import list_typed_words
from coprod.web.headers import get_settings
from coprod.web.limits import autosave
from coprod.web.slots import add_slot_template
from coprod.web.transaction import READ_METHODS, commit_refused

bp = Blueprint("autosave", __name__, url_prefix="/held")

DRAFT_FIELD = "held"
"""The name of the draft key in forms, and in the address of a form that shows a draft."""


def init_app(app: Flask) -> None:
    app.extensions["hold_words"] = save_late_words
    app.before_request(restore_draft)
    app.after_request(discard_saved_draft)
    app.jinja_env.globals.update(
        draft_key=sign_draft_key,
        draft_owner=get_draft_owner,
        drafts_here=list_drafts_here,
        drafts_waiting=count_waiting_drafts,
    )


add_slot_template(bp, "form.start", "accounts/autosave/_here.html")
add_slot_template(bp, "form.end", "accounts/autosave/_keep.html")


@bp.get("")
@requires_role(Role.RESIDENT)
def mine() -> Answer:
    return page("accounts/autosave/mine.html", drafts=queries.list_drafts(actor()))


@bp.post("/typing")
@requires_role(Role.RESIDENT)
@autosave
def typing() -> Response:
    """Save a draft of a form, while its writer goes on typing."""
    draft = actions.save_draft(get_own_draft_key(), list_typed_words())
    now = f"{clock.now().astimezone(clock.LONDON):%H:%M}"
    return jsonify(said=gettext("Your words were kept at %(time)s", time=now) if draft else "")


@bp.post("/later")
@requires_role(Role.RESIDENT)
def later() -> Answer:
    """Save a draft of a form as it is, right or wrong, for coming back to it."""
    if actions.save_draft(get_own_draft_key(), list_typed_words()) is None:
        return go("register.activities.mine")
    return go("register.activities.mine", message=N_("Your words are kept here for you"))


@bp.post("/<key:held_id>/throw-away")
@requires_role(Role.RESIDENT)
def throw_away(held_id: int) -> Answer:
    actions.delete_draft(actor(), queries.get_draft(actor(), held_id))
    then = keep_own_address(request.form.get("next"), otherwise=url_for("accounts.autosave.mine"))
    return go_to(then, message=N_("Your words were deleted"))


# Draft keys


def build_signer() -> URLSafeSerializer:
    return URLSafeSerializer(list_signing_keys(), salt="held words")


def sign_draft_key() -> str:
    """Return the draft key for the form on this page; the one it had before, if it was sent."""
    sent, again = read_draft_key(), get_restored_draft()
    if sent and (sent.person_id, sent.address) == (actor().id, request.path):
        key = sent.key
    else:
        key = again.key if again else secrets.token_urlsafe(18)
    return str(build_signer().dumps([actor().id, key, request.path]))


def get_draft_owner() -> str:
    """Return a name for this person that tells nothing, for what a browser keeps by itself."""
    return hashlib.sha256(f"held: {get_settings().key} {actor().id}".encode()).hexdigest()[:20]


def read_draft_key() -> DraftKey | None:
    try:
        person_id, key, address = build_signer().loads(request.form.get(DRAFT_FIELD, ""))
    except BadSignature:
        return None
    return DraftKey(
        person_id, key, address if address == request.path else get_current_address(address)
    )


def get_current_address(address: str) -> str:
    """Return where a page stands now that was opened before its address changed."""
    moved: Callable[[str], str] = current_app.extensions["moved_page"]
    return moved(address)


def get_own_draft_key() -> DraftKey:
    draft_key = require_found(read_draft_key())
    require(draft_key.person_id == actor().id, NotFoundError)
    return draft_key


# What happens around every request


def save_late_words() -> str:
    """Keep words that came too late, and return the address where their writer finds them."""
    draft_key = read_draft_key()
    draft = actions.save_draft(draft_key, list_typed_words()) if draft_key else None
    if draft_key is None or draft is None:
        return ""
    commit_refused()
    return f"{draft_key.address}?{DRAFT_FIELD}={draft.id}"


def restore_draft() -> None:
    """Let the form at an address such as ``?held=12`` show the words that wait for it."""
    draft_id = parse_row_key(request.args.get(DRAFT_FIELD, "")) if request.method == "GET" else None
    if draft_id is None or actor().id is None:
        return
    draft = next((h for h in queries.list_drafts(actor(), request.path) if h.id == draft_id), None)
    if draft:
        g.restored_draft = draft
        g.typed_before = MultiDict(draft.words)


def get_restored_draft() -> Draft | None:
    draft: Draft | None = g.get("restored_draft")
    return draft


def discard_saved_draft(response: Response) -> Response:
    if request.method in READ_METHODS or response.status_code >= 400:
        return response
    draft_key = read_draft_key() if DRAFT_FIELD in request.form else None
    if draft_key and (draft_key.person_id, draft_key.address) == (actor().id, request.path):
        actions.discard_draft(draft_key)
    return response


# What templates ask


def list_drafts_here() -> list[Draft]:
    """Return what waits for the form on this page, but for what it shows already."""
    if actor().id is None:
        return []
    sent, again = read_draft_key(), get_restored_draft()
    shown_keys = {sent.key if sent else "", again.key if again else ""}
    return [d for d in queries.list_drafts(actor(), request.path) if d.key not in shown_keys]


def count_waiting_drafts() -> int:
    return queries.count_drafts(actor()) if actor().id is not None else 0
