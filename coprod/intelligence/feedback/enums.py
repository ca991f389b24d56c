"""What feedback is about, how people felt, and the spans of time in which it is looked at."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.core.values.quarters import Quarter
from coprod.reference.lists.enums import ListKind


class Feeling(LabelledEnum):
    POSITIVE = "positive", N_("Positive")
    NEUTRAL = "neutral", N_("Neutral")
    NEGATIVE = "negative", N_("Negative")


class CountedIn(LabelledEnum):
    """How a source says how people felt."""

    COMMENTS = "comments", N_("As numbers of comments")
    PER_CENT = "per_cent", N_("As per cent of the comments")


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


class Theme(LabelledEnum):
    BOOKING = "booking_and_phone", N_("Booking and the phone")
    WAITING = "waiting", N_("Waiting")
    INFORMATION = "information", N_("Information")
    INVOLVEMENT = "involvement_in_decisions", N_("Having a say in decisions")
    SUPPORT = "support", N_("Support")
    COMMUNICATION = "communication", N_("Communication")
    STAFF = "staff_attitude", N_("How staff treat people")
    TREATMENT = "treatment_quality", N_("Quality of treatment")
    EMPATHY = "empathy", N_("Kindness and understanding")
    ADMINISTRATION = "administration", N_("Letters, records and other paperwork")
    ACCESS_PHYSICAL = "access_physical", N_("Getting in and getting there")
    ACCESS_LANGUAGE = "access_language", N_("Language and interpreters")
    COST = "cost", N_("Cost")
    DIGITAL = "digital", N_("Websites and apps")
    COMPLAINTS = "complaints_handling", N_("How complaints are dealt with")
    OTHER = "other", N_("Something else")


class Window(LabelledEnum):
    LAST_QUARTER = "last_quarter", N_("The last quarter")
    FOUR_QUARTERS = "four_quarters", N_("Four quarters")
    EIGHTEEN_MONTHS = "six_quarters_18m", N_("18 months")
    THREE_YEARS_AGO = "same_quarter_three_years_ago", N_("The same quarter three years ago")

    def list_quarters(self, until: Quarter) -> tuple[Quarter, ...]:
        """Return its quarters, the oldest first."""
        if self is Window.THREE_YEARS_AGO:
            return (until.back(THREE_YEARS),)
        return tuple(until.back(n) for n in reversed(range(WINDOW_LENGTHS[self])))


THREE_YEARS = 12
WINDOW_LENGTHS = {Window.LAST_QUARTER: 1, Window.FOUR_QUARTERS: 4, Window.EIGHTEEN_MONTHS: 6}

AUDIT_VERBS: dict[str, Verb] = {
    "wrote down feedback": Verb(N_("Wrote down what people said")),
    "changed feedback": Verb(N_("Changed what is written about feedback")),
    "removed feedback": Verb(N_("Removed a summary of feedback")),
    "published feedback": Verb(N_("Feedback was shown to readers")),
    "made feedback private": Verb(N_("Feedback was taken back from readers")),
}
