"""What an activity can be, what its fields are called, and what we call each of these."""

from enum import IntEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Status(LabelledEnum):
    DRAFT = "draft", N_("Draft")
    SUBMITTED = "submitted", N_("Waiting for a curator")
    RETURNED = "returned", N_("Sent back for changes")
    PUBLISHED = "published", N_("Published")
    WITHDRAWN = "withdrawn", N_("Withdrawn")
    ARCHIVED = "archived", N_("Archived")


GONE = frozenset({Status.WITHDRAWN, Status.ARCHIVED})
"""Was public once: now a short marker with the reason stands in its place."""


class Audience(LabelledEnum):
    """Who may see what a source tells: where it matters, a curator is asked first."""

    EVERYBODY = "everybody", N_("Everybody")
    NOT_ANSWERED = "not_answered", N_("Curators only, until one says who may see it")
    CURATORS = "curators", N_("Curators only")


class Zone(LabelledEnum):
    """What the rungs have in common: where power lies."""

    NON_PARTICIPATION = "non_participation", N_("Not taking part")
    TOKENISM = "tokenism", N_("Tokenism")
    SOME_INFLUENCE = "some_influence", N_("Some influence")
    SHARED_POWER = "shared_power", N_("Shared power")


class Rung(IntEnum):
    """The ladder of participation, after TLAP's; domain.md section 10."""

    COERCION = 1
    EDUCATING = 2
    INFORMING = 3
    CONSULTATION = 4
    ENGAGEMENT = 5
    CO_DESIGN = 6
    CO_PRODUCTION = 7

    @property
    def key(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> Message:
        return RUNG_LABELS[self]

    @property
    def meaning(self) -> Message:
        return RUNG_MEANINGS[self]

    @property
    def who_decides(self) -> Message:
        return WHO_DECIDES[self]

    @property
    def zone(self) -> Zone:
        return ZONES[self]


ZONES: dict[Rung, Zone] = {
    Rung.COERCION: Zone.NON_PARTICIPATION,
    Rung.EDUCATING: Zone.TOKENISM,
    Rung.INFORMING: Zone.TOKENISM,
    Rung.CONSULTATION: Zone.TOKENISM,
    Rung.ENGAGEMENT: Zone.SOME_INFLUENCE,
    Rung.CO_DESIGN: Zone.SHARED_POWER,
    Rung.CO_PRODUCTION: Zone.SHARED_POWER,
}
RUNG_LABELS: dict[Rung, Message] = {
    Rung.COERCION: N_("Coercion"),
    Rung.EDUCATING: N_("Educating"),
    Rung.INFORMING: N_("Informing"),
    Rung.CONSULTATION: N_("Consultation"),
    Rung.ENGAGEMENT: N_("Engagement"),
    Rung.CO_DESIGN: N_("Co-design"),
    Rung.CO_PRODUCTION: N_("Co-production"),
}
RUNG_MEANINGS: dict[Rung, Message] = {
    Rung.COERCION: N_("People are made to come, or to agree. What they think is not used."),
    Rung.EDUCATING: N_(
        "People are taught about a service so they understand it or use it differently. "
        "They are not asked what should change."
    ),
    Rung.INFORMING: N_(
        "People are told what has been decided, why, and how it works. "
        "Nothing is open to change, or nobody was asked."
    ),
    Rung.CONSULTATION: N_(
        "People are asked what they think while things can still change. Staff decide on their own."
    ),
    Rung.ENGAGEMENT: N_(
        "People talk through choices with staff more than once and can change some of them, "
        "as far as staff allow."
    ),
    Rung.CO_DESIGN: N_(
        "People and staff design it together and people’s ideas count. "
        "Staff still control the money or carry it out alone."
    ),
    Rung.CO_PRODUCTION: N_(
        "People and staff share the decisions and the work from start to finish: "
        "planning, money, doing it and checking it."
    ),
}
WHO_DECIDES: dict[Rung, Message] = {
    Rung.COERCION: N_("The organisation. People are an audience."),
    Rung.EDUCATING: N_("The organisation."),
    Rung.INFORMING: N_("The organisation."),
    Rung.CONSULTATION: N_("The organisation, after it has heard people’s views."),
    Rung.ENGAGEMENT: N_("The organisation. It lets people change some things."),
    Rung.CO_DESIGN: N_("People and staff together on the design. Staff on the rest."),
    Rung.CO_PRODUCTION: N_("People and staff together, from start to finish."),
}


FIELDS: dict[str, Message] = {
    "title": N_("Name"),
    "summary": N_("Summary"),
    "led_by_id": N_("Who leads it"),
    "led_by_name": N_("Who leads it, in words"),
    "locality_ids": N_("Places"),
    "place_words": N_("Where exactly"),
    "started": N_("Started"),
    "ended": N_("Ended"),
    "is_ongoing": N_("Still going on"),
    "rungs": N_("Levels that were promised"),
    "nothing": N_("Nothing was promised, or it is not known"),
    "words": N_("In the words of the source"),
    "body": N_("What happened"),
    "learned": N_("What was learned"),
    "level": N_("Level of work"),
    "stage": N_("Stage"),
    "partner_ids": N_("Partners"),
    "partner_names": N_("Other partners"),
    "programme_id": N_("Part of a larger programme"),
    "open_to_change": N_("Open to change"),
    "not_open": N_("Not open to change"),
    "pledge": N_("The promise in one sentence"),
    "hear_back": N_("When people will hear back"),
    "decided_by": N_("The role that decides"),
    "budget_say": N_("Whether that role can change the budget"),
    "board_ids": N_("Boards"),
    "took_part": N_("How many took part"),
    "found": N_("How people were found"),
    "missing": N_("Who was missing"),
    "roles": N_("What residents did"),
    "groups": N_("Groups named as taking part"),
    "shared": N_("Parts of the work that were shared"),
    "under_18s": N_("Whether people under 18 took part"),
    "safeguarding_role": N_("Who looks after safeguarding"),
    "consent_route": N_("How consent was given"),
    "held": N_("When it was"),
    "meeting": N_("How people met"),
    "place": N_("Where"),
    "run_by": N_("Who ran it"),
    "independent": N_("Independent of those who decide"),
    "trained": N_("Trained to run sessions"),
    "offered_ids": N_("Help that was offered"),
    "used_ids": N_("Help that people used"),
    "address": N_("Address on the web"),
    "shows": N_("What it shows"),
    "is_film": N_("It is a film or a recording"),
    "film_words": N_("How somebody who cannot hear it follows it"),
    "asked": N_("What people were asked"),
    "said": N_("What people said"),
    "did": N_("What was done"),
    "not_doing": N_("What is not being done"),
    "why_not": N_("Why it is not being done"),
    "text": N_("Notes for curators only"),
}
"""A field of another package may say its own: ``field(metadata={"label": N_("...")})``."""

YES, NO = N_("Yes"), N_("No")
NOT_KNOWN = N_("not known")
ANOTHER_ACTIVITY = N_("An activity that is not public")
ROW_AND_WHICH = N_("%(row)s: %(which)s")

AUDIT_VERBS: dict[str, Verb] = {
    "logged": Verb(N_("Logged")),
    "changed the address": Verb(N_("Changed the address")),
    "discarded": Verb(N_("Discarded")),
}
