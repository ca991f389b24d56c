"""What every page is told: the name of the place, its own address, language and reader.

``web`` lies below the areas and may not ask them: the app says where the place is to be found
(``app.extensions["find_place"]``).
"""

from flask import Flask, current_app, g, request

from coprod.core.config import Settings
from coprod.core.values.actor import Role
from coprod.web.access import MARK, actor, is_signed_in
from coprod.web.language import ENGLISH, get_language


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"the_place": get_place()})
    app.jinja_env.globals.update(language_of_page=get_page_language, here=get_current_address)
    app.jinja_env.globals.update(is_curator=is_curator, is_demo=is_demo)
    app.jinja_env.globals["is_signed_in"] = is_signed_in


def is_curator() -> bool:
    return actor().is_at_least(Role.CURATOR)


def is_demo() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.demo


def get_place() -> object:
    if "place" not in g:
        g.place = current_app.extensions["find_place"]()
    return g.place


def get_page_language() -> str:
    """Return what language a page is in, apart from words that somebody wrote.

    Pages for visitors and residents are translated, and refusals. The others are in English.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    required: Role = getattr(view, MARK, Role.VISITOR)
    return get_language() if required.rank <= Role.RESIDENT.rank else ENGLISH


def get_current_address() -> str:
    """Return the address of this page, for coming back to it, or home if it was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"
