"""The parts of the site: the menu, what each part leads to, and the small print of the footer.

``SECTIONS`` is the one place that says what belongs where. The menu, the links below a page, and
the link back to its part are drawn from it. ``web`` lies below the areas and may not ask them:
pages are named by their endpoints.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from coprod.core.values.actor import Role
from coprod.core.values.phrases import N_, Message
from coprod.web.access import actor


@dataclass(frozen=True)
class Link:
    """A place to go, for people from one role up, or for those of some roles alone."""

    endpoint: str
    label: Message
    role: Role = Role.VISITOR
    only: frozenset[Role] = frozenset()

    def is_for(self, role: Role) -> bool:
        if self.only:
            return role in self.only
        return role.rank >= self.role.rank


@dataclass(frozen=True)
class Section:
    """A part of the site: its own page, which the menu names, and the pages that it leads to."""

    main: Link
    icon: str
    pages: tuple[Link, ...] = ()

    @property
    def endpoints(self) -> tuple[str, ...]:
        return tuple(link.endpoint for link in (self.main, *self.pages))


@dataclass(frozen=True)
class MenuItem:
    """A link of the menu. ``current`` is what ``aria-current`` says of it, if anything."""

    address: str
    label: Message
    icon: str = ""
    current: str = ""


PRIVACY = Link("library.home.privacy", N_("Privacy"))
TERMS = Link("library.home.terms", N_("Terms of use"))
HOUSE_RULES = Link("library.home.house_rules", N_("House rules"))
ACCESSIBILITY = Link("library.home.accessibility", N_("Accessibility"))
COOKIES = Link("library.home.cookies", N_("Cookies"))
CONTACT = Link("library.home.contact", N_("Contact us"))
DATA = Link("exchange.api.about", N_("Data and feeds"))
SMALL_PRINT = (PRIVACY, TERMS, HOUSE_RULES, ACCESSIBILITY, COOKIES, CONTACT, DATA)
SECTIONS = (
    Section(
        Link("library.stories.entries", N_("Stories")),
        "book",
        (Link("library.compare.compare", N_("Compare")),),
    ),
    Section(
        Link("learning.records.records", N_("Learning")),
        "leaf",
        (
            Link("learning.collections.collections", N_("Collections")),
            Link("decisions.records.decisions", N_("Decisions")),
        ),
    ),
    Section(
        Link("participation.opportunities.have_your_say", N_("Have your say")),
        "speech",
        (
            Link("participation.opportunities.sessions", N_("Dates that you can join")),
            Link("participation.opportunities.tell_us", N_("Tell us anything")),
            Link("participation.directory.community_groups", N_("Community groups")),
        ),
    ),
    Section(
        Link("board.overview.overview", N_("How we’re doing")),
        "growth",
        (
            Link("challenges.challenges.partnership", N_("The four challenges")),
            Link("engagement.commitments.promises", N_("Promises")),
            Link("outcomes.results.outcomes", N_("Outcomes")),
            Link("intelligence.feedback.trends", N_("What people told us")),
            Link("participation.representation.who_took_part", N_("Who took part")),
            Link("intelligence.campaigns.campaigns", N_("Campaigns")),
            Link("resourcing.totals.resources", N_("Money and time")),
            Link("resourcing.requests.by_partner", N_("Resources by partner")),
            Link("resourcing.rate_card.rates", N_("Rate card")),
            Link("resourcing.funding_pots.pots", N_("Funding pots")),
            Link("board.indicators.targets", N_("Targets")),
            Link("board.meetings.groups", N_("Boards and groups")),
            Link("board.action_plan.board_actions", N_("Board actions")),
            Link("board.leaders.leaders", N_("Leaders")),
            Link("board.packs.packs", N_("Board packs")),
            Link("board.spotlights.spotlights", N_("Spotlights")),
        ),
    ),
    Section(
        Link("library.home.about", N_("About")),
        "people",
        (
            Link("accounts.guides.guides", N_("How to use this")),
            Link("library.home.ladder", N_("The ladder")),
            Link("engagement.moderation.figures", N_("How we read comments")),
            *(CONTACT, ACCESSIBILITY, PRIVACY, TERMS, HOUSE_RULES, COOKIES, DATA),
        ),
    ),
)
READS_BOARD_PAPERS = frozenset({Role.LAY_MEMBER, Role.CURATOR, Role.ADMINISTRATOR})
PERSONAL = (
    Link("register.activities.mine", N_("My work"), Role.RESIDENT),
    Link("desk.queue.advice", N_("Give advice"), only=frozenset({Role.LAY_MEMBER})),
    Link("desk.queue.desk", N_("Desk"), Role.CURATOR),
    Link("board.meetings.groups", N_("Boards and groups"), only=READS_BOARD_PAPERS),
)
"""What people who are signed in find beside the parts of the site."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        menu_sections=list_sections,
        menu_personal=list_personal_links,
        small_print=list_small_print,
        find_section=find_section,
        section_links=list_section_links,
        parent_page=find_parent_page,
    )


def list_sections() -> list[MenuItem]:
    return [
        MenuItem(url_for(each.main.endpoint), each.main.label, each.icon, get_current(each))
        for each in SECTIONS
    ]


def get_current(section: Section) -> str:
    """Tell whether the reader is on the page of a section, below it, or elsewhere."""
    if request.endpoint == section.main.endpoint:
        return "page"
    return "true" if any(is_below(each) for each in section.endpoints) else ""


def is_below(endpoint: str) -> bool:
    """Tell whether this page is this one, or has an address below it."""
    route = next(current_app.url_map.iter_rules(endpoint)).rule
    here = request.url_rule.rule if request.url_rule else ""
    return f"{here}/".startswith(f"{route}/")


def list_personal_links() -> list[MenuItem]:
    return list_links(PERSONAL)


def list_small_print() -> list[MenuItem]:
    return list_links(SMALL_PRINT)


def list_links(links: Iterable[Link]) -> list[MenuItem]:
    role = actor().role
    return [
        MenuItem(url_for(each.endpoint), each.label, current=get_current_page(each))
        for each in links
        if each.is_for(role)
    ]


def get_current_page(link: Link) -> str:
    return "page" if request.endpoint == link.endpoint else ""


def find_section() -> Section | None:
    """Return the part of the site whose page this is; None for every page further down."""
    return next((each for each in SECTIONS if request.endpoint in each.endpoints), None)


def list_section_links(section: Section) -> list[MenuItem]:
    """Return the pages of a part of the site, without the one that the reader is on."""
    return [each for each in list_links(section.pages) if not each.current]


def find_parent_page() -> MenuItem | None:
    """Return the page to go back to from a page of a section."""
    section = find_section()
    if section is None or request.endpoint == section.main.endpoint:
        return None
    return MenuItem(url_for(section.main.endpoint), section.main.label)
