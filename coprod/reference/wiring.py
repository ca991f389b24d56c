"""What reference adds to the app."""

from collections.abc import Callable

from flask import Flask

import coprod.reference.letters.enums
import coprod.reference.letters.queries
import coprod.reference.letters.views
import coprod.reference.lists.enums
import coprod.reference.lists.views
import coprod.reference.page_texts.enums
import coprod.reference.page_texts.views
import coprod.reference.wording.enums
import coprod.reference.wording.views
from coprod.reference.lists.queries import get_cached_place
from coprod.reference.wording.rules import Framework
from coprod.web.areas import Area


def add_frameworks(*frameworks: Framework) -> Callable[[Flask], None]:
    """Return what lets an administrator word these anew: see ``reference.wording``."""

    def init_app(app: Flask) -> None:
        known: dict[object, Framework] = app.extensions.setdefault("frameworks", {})
        known.update({framework.kind: framework for framework in frameworks})

    return init_app


def add_partnership(app: Flask) -> None:
    """Let pages of the web show the place without knowing its table."""
    app.extensions["find_place"] = get_cached_place


def add_letter_words(app: Flask) -> None:
    """Let the mailer of the web find the words of letters without knowing their table."""
    app.extensions["find_letter_words"] = coprod.reference.letters.queries.find_own_words


AREA = Area(
    "reference",
    init_functions=(
        add_partnership,
        add_letter_words,
        coprod.reference.lists.views.init_app,
    ),
    blueprints=(
        coprod.reference.lists.views.bp,
        coprod.reference.letters.views.bp,
        coprod.reference.page_texts.views.bp,
        coprod.reference.wording.views.bp,
    ),
    audit_verbs=(
        coprod.reference.lists.enums.AUDIT_VERBS,
        coprod.reference.letters.enums.AUDIT_VERBS,
        coprod.reference.page_texts.enums.AUDIT_VERBS,
        coprod.reference.wording.enums.AUDIT_VERBS,
    ),
)
