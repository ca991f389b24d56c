"""The names of the lists that curators keep."""

from collections.abc import Callable
from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class ListKind(LabelledEnum):
    meaning: Message

    LOCALITY = "locality", N_("Places"), N_("The parts of the area that an activity can be about.")
    NETWORK = "network", N_("GP networks"), N_("Groups of GP practices that work together.")
    WORKSTREAM = (
        "workstream",
        N_("Workstreams"),
        N_("The parts of the work that the partnership does."),
    )
    ORGANISATION = (
        "organisation",
        N_("Organisations"),
        N_("Who can lead an activity, and who people work for."),
    )
    BOARD = "board", N_("Boards"), N_("Groups that make decisions.")
    METHOD = "method", N_("Ways of involving people"), N_("How people took part.")
    GROUP = "group", N_("Groups most affected"), N_("Who an activity matters to most.")
    LANGUAGE = (
        "language",
        N_("Languages"),
        N_("What community groups speak, so that people are asked in their own language."),
    )
    SUPPORT = "support", N_("Access and support"), N_("What helped people to take part.")
    TOPIC = "topic", N_("Topics"), N_("What an activity is about.")
    SERVICE = "service", N_("Services"), N_("What people tell us about: GP services, for example.")
    PRACTICE = (
        "practice",
        N_("GP practices"),
        N_("So that it shows which of them nobody has told us about."),
    )
    BOROUGH = (
        "borough",
        N_("Boroughs"),
        N_("Where people who gave feedback live or were treated. Only curators see it by borough."),
    )
    STAFF_ROLE = (
        "staff_role",
        N_("Roles of staff"),
        N_("Which staff feedback is about: receptionists, for example. Never a name."),
    )
    ETHNIC_GROUP = (
        "ethnic_group",
        N_("Ethnic groups"),
        N_("How people who gave feedback described themselves. The groups of the census of 2021."),
    )
    AGE_GROUP = (
        "age_group",
        N_("Age groups"),
        N_("How old the people were who gave feedback."),
    )
    ROUTE = (
        "route",
        N_("Other places to turn to"),
        N_("Where comments are passed on to. Their authors read the note."),
    )
    SPAM_WORD = (
        "spam_word",
        N_("Words that look like spam"),
        N_("Comments with two signs of spam are read last. Nothing is refused."),
    )
    SAFETY_WORD = (
        "safety_word",
        N_("Words to read first"),
        N_(
            "Comments with these words are read first: somebody may not be safe. The note says "
            "what they may mean; moderators see it beside the comment."
        ),
    )
    SAFETY_GROUP = (
        "safety_group",
        N_("Words to read first: groups of words"),
        N_("Words that mean the same in the patterns, such as all the words for a person."),
    )
    SAFETY_GUARD = (
        "safety_guard",
        N_("Words to read first: what is no danger"),
        N_("Words that look like a danger but are not, such as “hit by the cuts”. We ignore them."),
    )
    CHANGE_WORD = (
        "change_word",
        N_("Words that may claim a change"),
        N_(
            "A person reads comments with words that begin like these, whoever wrote them. While a "
            "script has no words here, such as Arabic, a person reads all that is written in it."
        ),
    )

    @property
    def holds_patterns(self) -> bool:
        """Tell whether its names are patterns, as ``coprod.reference.safety.rules`` reads them."""
        return self in {ListKind.SAFETY_WORD, ListKind.SAFETY_GROUP, ListKind.SAFETY_GUARD}


class Motif(LabelledEnum):
    """What the drawn cover of an activity is about; the value names its icon."""

    GROUP = "people", N_("A group or panel")
    LETTERS = "letter", N_("Letters")
    FILM = "film", N_("Film")
    MONEY = "vote", N_("Shared money")
    FOOD = "plate", N_("Food and health")
    PLACES = "leaf", N_("Parks and places")
    DROP_IN = "cup", N_("A café or drop-in")
    TESTING = "screen", N_("Trying something out")
    HOMES = "step", N_("Homes")
    INFORMATION = "book", N_("Information")


MOTIF_LISTS = (ListKind.METHOD, ListKind.TOPIC)
"""Whose lines may have a motif. Where an activity has several, the first list goes first."""

Choices = Callable[[ListKind], list[tuple[int, str]]]
"""Gives one of the curators' lists, as a field wants it."""


class SafetyField(StrEnum):
    """What people read before they write; the value names a field of the place."""

    EMERGENCY = "safeguarding"
    UNDER_16 = "under_16"
    CONSENT = "consent"


SAFETY_DEFAULTS: dict[SafetyField, Message] = {
    SafetyField.EMERGENCY: N_("If somebody is in danger now, call 999. We may read this too late."),
    SafetyField.UNDER_16: N_(
        "If you are under 16, ask an adult you trust, such as a youth worker, to send it for you."
    ),
    SafetyField.CONSENT: N_(
        "When you send this, you agree that everybody can read it here, after a person has read "
        "it. You can delete it whenever you like."
    ),
}
"""English words for a place that has none of its own. No catalogue translates them: in another
language the place's own texts stand here, written by people who speak it."""
SECTIONS: dict[str, ListKind] = {
    "localities": ListKind.LOCALITY,
    "networks": ListKind.NETWORK,
    "workstreams": ListKind.WORKSTREAM,
    "organisations": ListKind.ORGANISATION,
    "boards": ListKind.BOARD,
    "methods": ListKind.METHOD,
    "groups": ListKind.GROUP,
    "languages": ListKind.LANGUAGE,
    "supports": ListKind.SUPPORT,
    "topics": ListKind.TOPIC,
    "services": ListKind.SERVICE,
    "practices": ListKind.PRACTICE,
    "boroughs": ListKind.BOROUGH,
    "staff_roles": ListKind.STAFF_ROLE,
    "ethnic_groups": ListKind.ETHNIC_GROUP,
    "age_groups": ListKind.AGE_GROUP,
    "routes": ListKind.ROUTE,
    "spam_words": ListKind.SPAM_WORD,
    "safety_words": ListKind.SAFETY_WORD,
    "safety_groups": ListKind.SAFETY_GROUP,
    "safety_guards": ListKind.SAFETY_GUARD,
    "change_words": ListKind.CHANGE_WORD,
}
"""What a place's file calls each list."""

AUDIT_VERBS: dict[str, Verb] = {
    "loaded": Verb(N_("Loaded")),
    "added": Verb(N_("Added")),
    "changed": Verb(N_("Changed")),
    "retired": Verb(N_("Retired")),
    "used again": Verb(N_("Used again")),
}
