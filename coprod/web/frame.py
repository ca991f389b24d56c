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
from coprod.web.language import ENGLISH, get_language


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
class NavigationLink:
    address: str
    label: Message
    is_here: bool


MENU = (
    Link("library.stories.entries", N_("Find entries")),
    Link("learning.records.records", N_("Learning")),
    Link("decisions.records.decisions", N_("Decisions")),
    Link("board.overview.overview", N_("How we’re doing")),
    Link("register.activities.log", N_("Log an activity")),
    Link("library.home.ladder", N_("The ladder")),
    Link("register.activities.mine", N_("My entries"), Role.RESIDENT),
    Link("desk.queue.advice", N_("Give advice"), only=Role.LAY_MEMBER),
    Link("desk.queue.desk", N_("Curator’s desk"), Role.CURATOR),
    Link("accounts.profile.account", N_("My account"), Role.RESIDENT),
    Link("accounts.users.sign_in", N_("Sign in"), only=Role.VISITOR),
)
FOOTER = (
    Link("participation.opportunities.have_your_say", N_("Have your say")),
    Link("engagement.commitments.promises", N_("Promises")),
    Link("challenges.challenges.partnership", N_("The four challenges")),
    Link("board.packs.packs", N_("Board packs")),
    Link("resourcing.totals.resources", N_("What it takes")),
    Link("resourcing.funding_pots.pots", N_("Funding pots")),
    Link("outcomes.results.outcomes", N_("What people say changed")),
    Link("intelligence.feedback.trends", N_("What people told us")),
    Link("learning.collections.collections", N_("Collections")),
    Link("library.home.about", N_("About")),
    Link("library.home.accessibility", N_("Accessibility")),
    Link("library.home.privacy", N_("Privacy")),
    Link("library.home.cookies", N_("Cookies")),
    Link("library.home.contact", N_("Contact")),
)


def init_app(app: Flask) -> None:
    app.context_processor(lambda: {"the_place": get_place()})
    app.jinja_env.globals.update(
        navigation=list_menu_links, footer_links=list_footer_links, here=get_current_address
    )
    app.jinja_env.globals.update(language_of_page=get_page_language)
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


def list_menu_links() -> list[NavigationLink]:
    return list_links(MENU)


def list_footer_links() -> list[NavigationLink]:
    return list_links(FOOTER)


def list_links(links: tuple[Link, ...]) -> list[NavigationLink]:
    role = actor().role
    return [
        NavigationLink(url_for(link.endpoint), link.label, request.endpoint == link.endpoint)
        for link in links
        if link.is_for(role)
    ]


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
