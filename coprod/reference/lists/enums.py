"""The names of the lists that curators keep."""

from collections.abc import Callable
from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class ListKind(StrEnum):
    LOCALITY = "locality"
    NETWORK = "network"
    WORKSTREAM = "workstream"
    ORGANISATION = "organisation"
    BOARD = "board"
    METHOD = "method"
    GROUP = "group"
    SUPPORT = "support"
    TOPIC = "topic"
    SERVICE = "service"
    PRACTICE = "practice"
    ROUTE = "route"
    SPAM_WORD = "spam_word"
    SAFETY_WORD = "safety_word"
    SAFETY_GROUP = "safety_group"
    SAFETY_GUARD = "safety_guard"
    CHANGE_WORD = "change_word"

    @property
    def holds_patterns(self) -> bool:
        """Tell whether its names are patterns, as ``coprod.reference.safety.rules`` reads them."""
        return self in {ListKind.SAFETY_WORD, ListKind.SAFETY_GROUP, ListKind.SAFETY_GUARD}


class Motif(StrEnum):
    """What the drawn cover of an activity is about; the value names its icon."""

    GROUP = "people"
    LETTERS = "letter"
    FILM = "film"
    MONEY = "vote"
    FOOD = "plate"
    PLACES = "leaf"
    DROP_IN = "cup"
    TESTING = "screen"
    HOMES = "step"
    INFORMATION = "book"


MOTIF_LABELS: dict[Motif, Message] = {
    Motif.GROUP: N_("A group or panel"),
    Motif.LETTERS: N_("Letters"),
    Motif.FILM: N_("Film"),
    Motif.MONEY: N_("Shared money"),
    Motif.FOOD: N_("Food and health"),
    Motif.PLACES: N_("Parks and places"),
    Motif.DROP_IN: N_("A café or drop-in"),
    Motif.TESTING: N_("Trying something out"),
    Motif.HOMES: N_("Homes"),
    Motif.INFORMATION: N_("Information"),
}
MOTIF_LISTS = (ListKind.METHOD, ListKind.TOPIC)
"""Whose lines may have a motif. Where an activity has several, the first list goes first."""

Choices = Callable[[ListKind], list[tuple[int, str]]]
"""Gives one of the curators' lists, as a field wants it."""

LABELS: dict[ListKind, Message] = {
    ListKind.LOCALITY: N_("Places"),
    ListKind.NETWORK: N_("GP networks"),
    ListKind.WORKSTREAM: N_("Workstreams"),
    ListKind.ORGANISATION: N_("Organisations"),
    ListKind.BOARD: N_("Boards"),
    ListKind.METHOD: N_("Ways of involving people"),
    ListKind.GROUP: N_("Groups most affected"),
    ListKind.SUPPORT: N_("Access and support"),
    ListKind.TOPIC: N_("Topics"),
    ListKind.SERVICE: N_("Services"),
    ListKind.PRACTICE: N_("GP practices"),
    ListKind.ROUTE: N_("Other places to turn to"),
    ListKind.SPAM_WORD: N_("Words that look like spam"),
    ListKind.SAFETY_WORD: N_("Words to read first"),
    ListKind.SAFETY_GROUP: N_("Words to read first: groups of words"),
    ListKind.SAFETY_GUARD: N_("Words to read first: what is no danger"),
    ListKind.CHANGE_WORD: N_("Words that may claim a change"),
}
MEANINGS: dict[ListKind, Message] = {
    ListKind.LOCALITY: N_("The parts of the area that an entry can be about."),
    ListKind.NETWORK: N_("Groups of GP practices that work together."),
    ListKind.WORKSTREAM: N_("The parts of the work that the partnership does."),
    ListKind.ORGANISATION: N_("Who can lead an activity, and who people work for."),
    ListKind.BOARD: N_("Groups that make decisions."),
    ListKind.METHOD: N_("How people took part."),
    ListKind.GROUP: N_("Who an activity matters to most."),
    ListKind.SUPPORT: N_("What helped people to take part."),
    ListKind.TOPIC: N_("What an activity is about."),
    ListKind.SERVICE: N_("What people tell us about: GP services, for example."),
    ListKind.PRACTICE: N_("So that it shows which of them nobody has told us about."),
    ListKind.ROUTE: N_("Where comments are passed on to. The note is what their authors read."),
    ListKind.SPAM_WORD: N_("Comments with two signs of spam are read last. Nothing is refused."),
    ListKind.SAFETY_WORD: N_(
        "Comments with these words are read first: somebody may not be safe. The note says what "
        "they may mean; moderators see it beside the comment."
    ),
    ListKind.SAFETY_GROUP: N_(
        "Words that stand for each other in the patterns, such as all the words for a person."
    ),
    ListKind.SAFETY_GUARD: N_(
        "Words that look like a danger and are none, such as “hit by the cuts”. They are left out "
        "before the patterns are tried."
    ),
    ListKind.CHANGE_WORD: N_(
        "A person reads comments with words that begin like these, whoever wrote them. While a "
        "script has no words here, such as Arabic, a person reads all that is written in it."
    ),
}


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
    "supports": ListKind.SUPPORT,
    "topics": ListKind.TOPIC,
    "services": ListKind.SERVICE,
    "practices": ListKind.PRACTICE,
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
