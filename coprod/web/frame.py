"""What stands around every page: the name of the place, the menu and the footer.

``web`` lies below the packages and may not ask them: links are endpoint names, and the app says
where the place is to be found (``app.extensions["find_place"]``).
"""

from dataclasses import dataclass

from flask import Flask, current_app, g, request, url_for

from coprod.core.config import Settings
from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_, Message
from coprod.web.access import MARK, actor, is_signed_in
from coprod.web.language import ENGLISH, current


@dataclass(frozen=True)
class Link:
    """A place to go, for people from one role up, or for those of one role alone."""

    endpoint: str
    label: Message
    role: Role = Role.VISITOR
    only: Role | None = None

    def is_for(self, role: Role) -> bool:
        if self.only:
            return role is self.only
        return role.rank >= self.role.rank


@dataclass(frozen=True)
class Shown:
    address: str
    label: Message
    is_here: bool


MENU = (
    Link("library.entries", N_("Find entries")),
    Link("learning.records", N_("Learning")),
    Link("decisions.decisions", N_("Decisions")),
    Link("register.log", N_("Log an activity")),
    Link("welcome.ladder", N_("The ladder")),
    Link("register.mine", N_("My entries"), Role.RESIDENT),
    Link("insight.advice", N_("Give advice"), only=Role.LAY_MEMBER),
    Link("insight.desk", N_("Curator’s desk"), Role.CURATOR),
    Link("profile.account", N_("My account"), Role.RESIDENT),
    Link("accounts.sign_in", N_("Sign in"), only=Role.VISITOR),
)
FOOTER = (
    Link("get_involved.sessions", N_("Get involved")),
    Link("promises.promises", N_("Promises")),
    Link("challenges.partnership", N_("The four challenges")),
    Link("resources.resources", N_("What it takes")),
    Link("pots.pots", N_("Funding pots")),
    Link("waves.outcomes", N_("What people say changed")),
    Link("feedback.trends", N_("What people told us")),
    Link("shelves.shelves", N_("Collections")),
    Link("welcome.about", N_("About")),
    Link("welcome.accessibility", N_("Accessibility")),
    Link("welcome.privacy", N_("Privacy")),
    Link("welcome.cookies", N_("Cookies")),
    Link("welcome.contact", N_("Contact")),
)


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"the_place": the_place()})
    app.jinja_env.globals.update(navigation=navigation, footer_links=footer_links, here=here)
    app.jinja_env.globals.update(language_of_page=language_of_page)
    app.jinja_env.globals.update(is_curator=is_curator, is_demo=is_demo)
    app.jinja_env.globals["is_signed_in"] = is_signed_in


def is_curator() -> bool:
    return actor().is_at_least(Role.CURATOR)


def is_demo() -> bool:
    settings: Settings = current_app.extensions["settings"]
    return settings.demo


def the_place() -> object:
    if "place" not in g:
        g.place = current_app.extensions["find_place"]()
    return g.place


def navigation() -> list[Shown]:
    return shown(MENU)


def footer_links() -> list[Shown]:
    return shown(FOOTER)


def shown(links: tuple[Link, ...]) -> list[Shown]:
    role = actor().role
    return [
        Shown(url_for(link.endpoint), link.label, request.endpoint == link.endpoint)
        for link in links
        if link.is_for(role)
    ]


def language_of_page() -> str:
    """Return what language a page is in, apart from words that somebody wrote.

    Pages for visitors and residents are translated, and refusals. The others are in English.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    required: Role = getattr(view, MARK, Role.VISITOR)
    return current() if required.rank <= Role.RESIDENT.rank else ENGLISH


def here() -> str:
    """Return the address of this page, for coming back to it, or home if it was sent."""
    return request.full_path.rstrip("?") if request.method == "GET" else "/"
