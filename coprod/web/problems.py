"""Refusals for machines: what happened as problem JSON (RFC 9457), in the words of the pages."""

import json

from flask import Response, request

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message
from coprod.web.language import translate

MACHINES = "/api/"
TITLES: dict[int, Message] = {
    404: N_("We cannot find that"),
    405: N_("That address can only be read"),
    422: N_("We cannot understand what you ask for"),
    429: N_("Too many questions in a short time"),
}
OURS = N_("Sorry, something went wrong")
YOURS = N_("That cannot be done")


def is_for_machines() -> bool:
    return request.path.startswith(MACHINES)


def build_problem(status: int, *, error: object = None, reference: str = "") -> Response:
    document: dict[str, object] = {
        "type": "about:blank",
        "title": translate(TITLES.get(status, OURS if status >= 500 else YOURS)),
        "status": status,
    }
    if isinstance(error, RuleBrokenError):
        document["detail"] = translate(error.message)
    if errors := list_parameter_errors(error):
        document["errors"] = errors
    if reference:
        document["reference"] = reference
    return Response(
        json.dumps(document, ensure_ascii=False),
        status,
        content_type="application/problem+json; charset=utf-8",
    )


def list_parameter_errors(error: object) -> dict[str, object]:
    """Return what is wrong with each parameter, as webargs found it."""
    messages: dict[str, dict[str, object]] = getattr(error, "data", {}).get("messages", {})
    return {name: said for each in messages.values() for name, said in each.items()}
