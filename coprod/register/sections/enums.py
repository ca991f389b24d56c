"""The fixed answers that an entry can give in its sections, and what we call them."""

from enum import StrEnum

from coprod.core.values.answers import Known
from coprod.core.values.phrases import N_, Message


class Answer(StrEnum):
    """One of a few answers. All share ``LABELS``, so no two may be kept as the same word."""

    @property
    def label(self) -> Message:
        return LABELS[self]


class WorkLevel(Answer):
    PERSONAL = "personal"
    SERVICE = "service"
    COMMUNITY = "community"
    STRATEGIC = "strategic"


class SpreadStage(Answer):
    IDEA = "idea"
    PILOT = "pilot"
    PROVEN_HERE = "proven_here"
    ADOPTED_ELSEWHERE = "adopted_elsewhere"
    BUSINESS_AS_USUAL = "business_as_usual"
    PAUSED = "paused"
    STOPPED = "stopped"


class Meeting(Answer):
    IN_PERSON = "in_person"
    ONLINE = "online"
    BOTH = "both"


class FilmWords(Answer):
    """How somebody who cannot hear a film follows it."""

    CAPTIONS = "captions"
    TRANSCRIPT = "transcript"
    BOTH = "both_of_them"


LABELS: dict[Answer, Message] = {
    WorkLevel.PERSONAL: N_("One person’s care or support"),
    WorkLevel.SERVICE: N_("A service, pathway or project"),
    WorkLevel.COMMUNITY: N_("A neighbourhood or community-led action"),
    WorkLevel.STRATEGIC: N_("Strategy, money or governance"),
    SpreadStage.IDEA: N_("An idea"),
    SpreadStage.PILOT: N_("A pilot"),
    SpreadStage.PROVEN_HERE: N_("It worked here"),
    SpreadStage.ADOPTED_ELSEWHERE: N_("Used elsewhere too"),
    SpreadStage.BUSINESS_AS_USUAL: N_("Business as usual"),
    SpreadStage.PAUSED: N_("Paused"),
    SpreadStage.STOPPED: N_("Stopped"),
    Meeting.IN_PERSON: N_("In person"),
    Meeting.ONLINE: N_("Online or by phone"),
    Meeting.BOTH: N_("Both in person and online"),
    FilmWords.CAPTIONS: N_("It has captions"),
    FilmWords.TRANSCRIPT: N_("It has a transcript"),
    FilmWords.BOTH: N_("It has captions and a transcript"),
}

TITLES: dict[str, Message] = {
    "basics": N_("What kind of work it is"),
    "openness": N_("What people can change"),
    "people": N_("Who took part"),
    "working": N_("How the work was shared"),
    "sessions": N_("Sessions"),
    "resourcing": N_("Is there money and time for it?"),
    "costs": N_("What it takes: money and time"),
    "outcome": N_("What came of it"),
    "worth": N_("Was it worth it?"),
    "evidence": N_("Evidence"),
    "curators": N_("Notes for curators only"),
}
"""What the sections are called, by their names in addresses."""

HINTS: dict[str, Message] = {
    "basics": N_(
        "The kind of work, how far it has come, partners, and the programme it is part of."
    ),
    "openness": N_("What is open and what is not, the promise in one sentence, and who decides."),
    "people": N_("How many, how they were found, who was missing, and what residents did."),
    "working": N_("Which parts were shared, and how children and young people were kept safe."),
    "sessions": N_("Each time people met: when, where, how many, who ran it, and what helped."),
    "resourcing": N_(
        "Whether anybody gave it money or time, and who decides how the money is used."
    ),
    "costs": N_(
        "Money, staff time, protected time and volunteers’ time, one line at a time: planned, "
        "and what it really was."
    ),
    "outcome": N_(
        "What people were asked, what they said, what was done, and what was not and why."
    ),
    "worth": N_(
        "Whether residents see the change, what would have happened anyway, and which decision "
        "was made because of it."
    ),
    "evidence": N_("Links to reports, minutes and films that show it."),
    "curators": N_("Only you and the curators read this. It is never public and never searched."),
}
ROW_TITLES: dict[str, Message] = {
    "sessions": N_("A session"),
    "costs": N_("A cost"),
    "evidence": N_("A link"),
}
INDEPENDENT: dict[Known | None, Message | None] = {
    None: None,
    Known.YES: N_("Whoever ran it is independent of those who decide"),
    Known.NO: N_("Whoever ran it is not independent of those who decide"),
    Known.UNKNOWN: N_("It is not known whether whoever ran it is independent"),
}
TRAINED: dict[Known | None, Message | None] = {
    None: None,
    Known.YES: N_("Whoever ran it is trained to do so"),
    Known.NO: N_("Whoever ran it is not trained to do so"),
    Known.UNKNOWN: N_("It is not known whether whoever ran it is trained"),
}
