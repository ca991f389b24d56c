"""The names of the lists that curators keep."""

from collections.abc import Callable
from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Phrase


class Listing(StrEnum):
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
        return self in {Listing.SAFETY_WORD, Listing.SAFETY_GROUP, Listing.SAFETY_GUARD}


Choices = Callable[[Listing], list[tuple[int, str]]]
"""Gives one of the curators' lists, as a field wants it."""

LABELS: dict[Listing, Phrase] = {
    Listing.LOCALITY: N_("Places"),
    Listing.NETWORK: N_("GP networks"),
    Listing.WORKSTREAM: N_("Workstreams"),
    Listing.ORGANISATION: N_("Organisations"),
    Listing.BOARD: N_("Boards"),
    Listing.METHOD: N_("Ways of involving people"),
    Listing.GROUP: N_("Groups most affected"),
    Listing.SUPPORT: N_("Access and support"),
    Listing.TOPIC: N_("Topics"),
    Listing.SERVICE: N_("Services"),
    Listing.PRACTICE: N_("GP practices"),
    Listing.ROUTE: N_("Other places to turn to"),
    Listing.SPAM_WORD: N_("Words that look like spam"),
    Listing.SAFETY_WORD: N_("Words to read first"),
    Listing.SAFETY_GROUP: N_("Words to read first: groups of words"),
    Listing.SAFETY_GUARD: N_("Words to read first: what is no danger"),
    Listing.CHANGE_WORD: N_("Words that may claim a change"),
}
MEANINGS: dict[Listing, Phrase] = {
    Listing.LOCALITY: N_("The parts of the area that an entry can be about."),
    Listing.NETWORK: N_("Groups of GP practices that work together."),
    Listing.WORKSTREAM: N_("The parts of the work that the partnership does."),
    Listing.ORGANISATION: N_("Who can lead an activity, and who people work for."),
    Listing.BOARD: N_("Groups that make decisions."),
    Listing.METHOD: N_("How people took part."),
    Listing.GROUP: N_("Who an activity matters to most."),
    Listing.SUPPORT: N_("What helped people to take part."),
    Listing.TOPIC: N_("What an activity is about."),
    Listing.SERVICE: N_("What people tell us about: GP services, for example."),
    Listing.PRACTICE: N_("So that it shows which of them nobody has told us about."),
    Listing.ROUTE: N_("Where comments are passed on to. The note is what their authors read."),
    Listing.SPAM_WORD: N_("Comments with two signs of spam are read last. Nothing is refused."),
    Listing.SAFETY_WORD: N_(
        "Comments with these words are read first: somebody may not be safe. The note says what "
        "they may mean; moderators see it beside the comment."
    ),
    Listing.SAFETY_GROUP: N_(
        "Words that stand for each other in the patterns, such as all the words for a person."
    ),
    Listing.SAFETY_GUARD: N_(
        "Words that look like a danger and are none, such as “hit by the cuts”. They are left out "
        "before the patterns are tried."
    ),
    Listing.CHANGE_WORD: N_(
        "A person reads comments with words that begin like these, whoever wrote them. While a "
        "script has no words here, such as Arabic, a person reads all that is written in it."
    ),
}


class SafetyField(StrEnum):
    """What people read before they write; the value names a field of the place."""

    EMERGENCY = "safeguarding"
    UNDER_16 = "under_16"
    CONSENT = "consent"


SAFETY_DEFAULTS: dict[SafetyField, Phrase] = {
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
SECTIONS: dict[str, Listing] = {
    "localities": Listing.LOCALITY,
    "networks": Listing.NETWORK,
    "workstreams": Listing.WORKSTREAM,
    "organisations": Listing.ORGANISATION,
    "boards": Listing.BOARD,
    "methods": Listing.METHOD,
    "groups": Listing.GROUP,
    "supports": Listing.SUPPORT,
    "topics": Listing.TOPIC,
    "services": Listing.SERVICE,
    "practices": Listing.PRACTICE,
    "routes": Listing.ROUTE,
    "spam_words": Listing.SPAM_WORD,
    "safety_words": Listing.SAFETY_WORD,
    "safety_groups": Listing.SAFETY_GROUP,
    "safety_guards": Listing.SAFETY_GUARD,
    "change_words": Listing.CHANGE_WORD,
}
"""What a place's file calls each list."""

AUDIT_VERBS: dict[str, Verb] = {
    "loaded": Verb(N_("Loaded")),
    "added": Verb(N_("Added")),
    "changed": Verb(N_("Changed")),
    "retired": Verb(N_("Retired")),
    "used again": Verb(N_("Used again")),
}
