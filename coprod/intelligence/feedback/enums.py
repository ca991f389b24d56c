"""What feedback is about, how people felt, and the spans of time in which it is looked at."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.reference.lists.enums import ListKind


class Feeling(StrEnum):
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"

    @property
    def label(self) -> Message:
        return FEELING_LABELS[self]


FEELING_LABELS: dict[Feeling, Message] = {
    Feeling.POSITIVE: N_("Positive"),
    Feeling.NEUTRAL: N_("Neutral"),
    Feeling.NEGATIVE: N_("Negative"),
}


class CountedIn(StrEnum):
    """How a source says how people felt."""

    COMMENTS = "comments"
    PER_CENT = "per_cent"

    @property
    def label(self) -> Message:
        return COUNTED_IN_LABELS[self]


COUNTED_IN_LABELS: dict[CountedIn, Message] = {
    CountedIn.COMMENTS: N_("As numbers of comments"),
    CountedIn.PER_CENT: N_("As per cent of the comments"),
}


class Side(StrEnum):
    """One thing that feedback can be about; the value is its name in addresses."""

    LOCALITY = "locality"
    NETWORK = "network"
    PRACTICE = "practice"
    SERVICE = "service"
    THEME = "theme"
    GROUP = "group"
    ELSEWHERE = "elsewhere"

    @property
    def label(self) -> Message:
        return SIDE_LABELS[self]

    @property
    def listing(self) -> ListKind | None:
        """The curators' list that it is chosen from, if it is."""
        return LISTS_BY_SIDE.get(self)


SIDE_LABELS: dict[Side, Message] = {
    Side.LOCALITY: N_("Place"),
    Side.NETWORK: N_("GP network"),
    Side.PRACTICE: N_("GP practice"),
    Side.SERVICE: N_("Service"),
    Side.THEME: N_("Theme"),
    Side.GROUP: N_("Group of people"),
    Side.ELSEWHERE: N_("Other borough"),
}
LISTS_BY_SIDE: dict[Side, ListKind] = {
    Side.LOCALITY: ListKind.LOCALITY,
    Side.NETWORK: ListKind.NETWORK,
    Side.PRACTICE: ListKind.PRACTICE,
    Side.SERVICE: ListKind.SERVICE,
    Side.GROUP: ListKind.GROUP,
}
NOT_ON_LIST_MESSAGES: dict[Side, Message] = {
    Side.LOCALITY: N_("Some comments from this time name a place that is not on our list."),
    Side.NETWORK: N_("Some comments from this time name a GP network that is not on our list."),
    Side.PRACTICE: N_("Some comments from this time name a GP practice that is not on our list."),
    Side.SERVICE: N_("Some comments from this time name a service that is not on our list."),
    Side.GROUP: N_("Some comments from this time name a group that is not on our list."),
}
OVERLAPPING_SIDES = frozenset({Side.THEME, Side.GROUP})
"""One comment can be about several of these, so their numbers are never added up."""


class Theme(StrEnum):
    BOOKING = "booking_and_phone"
    WAITING = "waiting"
    INFORMATION = "information"
    INVOLVEMENT = "involvement_in_decisions"
    SUPPORT = "support"
    COMMUNICATION = "communication"
    STAFF = "staff_attitude"
    TREATMENT = "treatment_quality"
    EMPATHY = "empathy"
    ADMINISTRATION = "administration"
    ACCESS_PHYSICAL = "access_physical"
    ACCESS_LANGUAGE = "access_language"
    COST = "cost"
    DIGITAL = "digital"
    COMPLAINTS = "complaints_handling"
    OTHER = "other"

    @property
    def label(self) -> Message:
        return THEME_LABELS[self]


THEME_LABELS: dict[Theme, Message] = {
    Theme.BOOKING: N_("Booking and the phone"),
    Theme.WAITING: N_("Waiting"),
    Theme.INFORMATION: N_("Information"),
    Theme.INVOLVEMENT: N_("Having a say in decisions"),
    Theme.SUPPORT: N_("Support"),
    Theme.COMMUNICATION: N_("Communication"),
    Theme.STAFF: N_("How staff treat people"),
    Theme.TREATMENT: N_("Quality of treatment"),
    Theme.EMPATHY: N_("Kindness and understanding"),
    Theme.ADMINISTRATION: N_("Letters, records and other paperwork"),
    Theme.ACCESS_PHYSICAL: N_("Getting in and getting there"),
    Theme.ACCESS_LANGUAGE: N_("Language and interpreters"),
    Theme.COST: N_("Cost"),
    Theme.DIGITAL: N_("Websites and apps"),
    Theme.COMPLAINTS: N_("How complaints are dealt with"),
    Theme.OTHER: N_("Something else"),
}


class Window(StrEnum):
    LAST_QUARTER = "last_quarter"
    FOUR_QUARTERS = "four_quarters"
    EIGHTEEN_MONTHS = "six_quarters_18m"
    THREE_YEARS_AGO = "same_quarter_three_years_ago"

    @property
    def label(self) -> Message:
        return WINDOW_LABELS[self]

    def list_quarters(self, until: Quarter) -> tuple[Quarter, ...]:
        """Return its quarters, the oldest first."""
        if self is Window.THREE_YEARS_AGO:
            return (until.back(THREE_YEARS),)
        return tuple(until.back(n) for n in reversed(range(WINDOW_LENGTHS[self])))


THREE_YEARS = 12
WINDOW_LENGTHS = {Window.LAST_QUARTER: 1, Window.FOUR_QUARTERS: 4, Window.EIGHTEEN_MONTHS: 6}
WINDOW_LABELS: dict[Window, Message] = {
    Window.LAST_QUARTER: N_("The last quarter"),
    Window.FOUR_QUARTERS: N_("Four quarters"),
    Window.EIGHTEEN_MONTHS: N_("18 months"),
    Window.THREE_YEARS_AGO: N_("The same quarter three years ago"),
}

AUDIT_VERBS: dict[str, Verb] = {
    "wrote down feedback": Verb(N_("Wrote down what people told")),
    "changed feedback": Verb(N_("Changed what is written about feedback")),
    "removed feedback": Verb(N_("Removed a summary of feedback")),
    "published feedback": Verb(N_("Feedback was shown to readers")),
    "made feedback private": Verb(N_("Feedback was taken back from readers")),
}
