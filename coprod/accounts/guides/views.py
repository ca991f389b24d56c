"""How to use this: the guides, and closing the one on one's first page."""

from flask import Blueprint, make_response, request

from coprod.accounts.guides import actions, queries
from coprod.accounts.guides.enums import READERS, STEPS, Guide
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_
from coprod.web import guide_cookie
from coprod.web.access import actor, is_signed_in, requires_role
from coprod.web.addresses import keep_own_address
from coprod.web.answers import Answer, go_to, page
from coprod.web.headers import set_cookie
from coprod.web.page_cache import same_for_all_visitors

bp = Blueprint("guides", __name__, url_prefix="/how-to-use")


@bp.get("")
@requires_role(Role.VISITOR)
@same_for_all_visitors
def guides() -> Answer:
    return page("accounts/guides/guides.html", steps=STEPS)


@bp.get("/close")
@requires_role(Role.VISITOR)
def close_as_visitor() -> Answer:
    """Remember it in a cookie of the visitor's own, as the language is; nothing is kept here."""
    answer = make_response(go_to(keep_own_address(request.args.get("next"))))
    set_cookie(answer, guide_cookie.COOKIE, guide_cookie.CLOSED, lifetime=guide_cookie.LIFETIME)
    return answer


@bp.post(f"/<any({', '.join(repr(each.value) for each in Guide)}):name>/close")
@requires_role(Role.RESIDENT)
def close(name: str) -> Answer:
    actions.close_guide(actor(), Guide(name))
    message = N_("Closed. You find it again under About: How to use this")
    return go_to(keep_own_address(request.form.get("next")), message=message)


@bp.app_template_global("find_guide")
def find_guide(name: str) -> Guide | None:
    """Return a guide for the first page of a role, unless the reader has closed it."""
    guide = Guide(name)
    if actor().role not in READERS[guide]:
        return None
    if not is_signed_in():
        return None if guide_cookie.is_closed(request.cookies) else guide
    return None if queries.has_closed_guide(actor(), guide) else guide


@bp.app_template_global("list_guide_steps")
def list_guide_steps(guide: Guide) -> object:
    return STEPS[guide]
