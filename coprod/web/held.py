"""Words that could not be sent: shown back whole, with a button that sends them again.

A form that was open too long, or was sent after the session ended, has lost its token. Its words
are not lost: they stand on the page, and where the form says whose they are they wait for that
person (``app.extensions["hold_words"]``, which ``coprod.held`` puts there).
"""

from flask import current_app, render_template, request

NEVER_HELD = {"csrf_token", "once", "held", "next", "password", "new_password", "code"}
SECRET_PATHS = ("/account/", "/link/", "/sign-")


def held_page(template: str = "errors/held.html", **values: object) -> str:
    """Return a page that holds what was typed. Forms with secrets in them are never held."""
    typed = typed_words() if can_show_typed() else ()
    values["words"] = [value for _name, value in typed if " " in value.strip()]
    hold = current_app.extensions.get("hold_words")
    go_on = hold() if typed and hold else ""
    return render_template(template, typed=typed, go_on=go_on, **values)


def can_show_typed() -> bool:
    """Tell whether what was sent here may stand on a page again: never a form with secrets."""
    return not request.path.startswith(SECRET_PATHS)


def typed_words() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_HELD and "password" not in name
    )
