"""Words that could not be sent: shown back whole, with a button that sends them again.

A form that was open too long, or was sent after the session ended, has lost its token. Its words
are not lost: they stand on the page, ready to be sent once the reader has looked at them.
"""

from flask import render_template, request

NEVER_HELD = {"csrf_token", "password", "new_password", "code"}
SECRET_PATHS = ("/account/", "/link/", "/sign-")


def held_page(*, must_sign_in: bool) -> str:
    """Return the page that holds what was typed. Forms with secrets in them are never held."""
    is_secret = request.path.startswith(SECRET_PATHS)
    typed = [] if is_secret else typed_words()
    return render_template("errors/held.html", typed=typed, must_sign_in=must_sign_in)


def typed_words() -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER_HELD and "password" not in name
    ]
