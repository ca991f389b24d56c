"""The texts of pages that administrators can write themselves."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class PageText(LabelledEnum):
    """The value is its name in addresses and in the tables, for good."""

    HOME_HEADING = "home-heading", N_("Home page: the heading")
    HOME_LEAD = "home-lead", N_("Home page: the sentence below the heading")
    ABOUT = "about", N_("About the register")
    HELP = "help", N_("How to use this: the words above the guides")
    PRIVACY = "privacy", N_("Privacy notice")
    TERMS = "terms", N_("Terms of use")
    HOUSE_RULES = "house-rules", N_("House rules")
    HINT_COMMENT = "hint-comment", N_("Hint above the form for a comment")
    HINT_LOG = "hint-log", N_("Hint above the form that logs an activity")

    @property
    def is_line(self) -> bool:
        """It is one line of plain words; the others are Markdown."""
        return self in LINES

    @property
    def endpoint(self) -> str | None:
        """The page where it stands; None where that depends on what the page is about."""
        return ENDPOINTS.get(self)


LINES = frozenset({PageText.HOME_HEADING, PageText.HOME_LEAD})
ENDPOINTS: dict[PageText, str] = {
    PageText.HOME_HEADING: "library.home.home",
    PageText.HOME_LEAD: "library.home.home",
    PageText.ABOUT: "library.home.about",
    PageText.HELP: "accounts.guides.guides",
    PageText.PRIVACY: "library.home.privacy",
    PageText.TERMS: "library.home.terms",
    PageText.HOUSE_RULES: "library.home.house_rules",
    PageText.HINT_LOG: "register.activities.log",
}
EFFECTS: dict[bool, Message] = {
    True: N_("Plain words on one line."),
    False: N_("This replaces everything on the page below its heading."),
}

AUDIT_VERBS: dict[str, Verb] = {
    "reworded a page": Verb(N_("Changed the words of a page")),
    "restored a page": Verb(N_("Went back to a page’s original words")),
}
