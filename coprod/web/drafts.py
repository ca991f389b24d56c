"""Words that could not be sent: shown back whole, with a button that sends them again.

A form that was open too long, or was sent after the session ended, has lost its token. Its words
are not lost: they stand on the page, and where the form says whose they are they wait for that
person (``app.extensions["hold_words"]``, which ``coprod.accounts.autosave`` puts there).
"""

import re

from flask import current_app, render_template, request

NEVER_HELD = {"csrf_token", "once", "held", "next", "password", "new_password", "code"}
OWN_FIELDS = {"seen", "slip", "opened"}
"""Fields that are ours: a version, a ticket, a time."""
CHOICES = {"outcome", "reasons", "kind", "route", "verdict", "stance", "rating", "rung"}
"""Fields that hold, in most forms, one of a few fixed answers: nobody ever saw its code."""
CHOICE = re.compile(r"[a-z]+|[0-9]+")
CODE = re.compile(r"[\w.-]{24,}|[a-z0-9]+(?:_[a-z0-9]+)+", re.ASCII)
"""A token of ours, or the code of a choice: nothing that a person typed."""
SECRET_PATHS = ("/account/", "/link/", "/sign-")
"""The pages that ask for passwords and for codes of a second factor."""


def render_held_page(template: str = "errors/held.html", **values: object) -> str:
    """Return a page that holds what was typed. Forms with secrets in them are never held."""
    typed = list_typed_words() if can_show_typed() else ()
    hold_words = current_app.extensions.get("hold_words")
    go_on = hold_words() if typed and hold_words else ""
    values["shown"] = [value for name, value in typed if is_readable(name, value)]
    return render_template(template, typed=typed, go_on=go_on, **values)


def is_readable(name: str, value: str) -> bool:
    """Tell whether a person would know a value again as their own."""
    is_choice = name in CHOICES and CHOICE.fullmatch(value)
    return bool(value) and name not in OWN_FIELDS and not is_choice and not CODE.fullmatch(value)


def can_show_typed() -> bool:
    """Tell whether what was sent here may stand on a page again: never a form with secrets."""
    return not request.path.startswith(SECRET_PATHS)


def list_typed_words() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_HELD and "password" not in name
    )
