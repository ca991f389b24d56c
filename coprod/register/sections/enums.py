"""What the sections are called, the fixed answers in them, and the headings for money and time."""

from enum import StrEnum

from coprod.core.money.enums import AmountUnit
from coprod.core.values.answers import YesNoUnknown
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message

# The sections and their rows


SECTION_TITLES: dict[str, Message] = {
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
SECTION_HINTS: dict[str, Message] = {
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
        "Money, staff time, protected time and volunteers’ time, one line at a time: planned, and "
        "what it really was."
    ),
    "outcome": N_(
        "What people were asked, what they said, what was done, and what was not and why."
    ),
    "worth": N_(
        "Whether residents see the change, what would have happened anyway, and which decision was "
        "made because of it."
    ),
    "evidence": N_("Links to reports, minutes and films that show it."),
    "curators": N_("Only you and the curators read this. It is never public and never searched."),
}
ROW_TITLES: dict[str, Message] = {
    "sessions": N_("A session"),
    "costs": N_("A cost"),
    "evidence": N_("A link"),
}


# Answers in them


class Answer(StrEnum):
    """One of a few answers. All share ``ANSWER_LABELS``, so no two may have one value."""

    @property
    def label(self) -> Message:
        return ANSWER_LABELS[self]


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


ANSWER_LABELS: dict[Answer, Message] = {
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
INDEPENDENT: dict[YesNoUnknown | None, Message | None] = {
    None: None,
    YesNoUnknown.YES: N_("Whoever ran it is independent of those who decide"),
    YesNoUnknown.NO: N_("Whoever ran it is not independent of those who decide"),
    YesNoUnknown.UNKNOWN: N_("It is not known whether whoever ran it is independent"),
}
TRAINED: dict[YesNoUnknown | None, Message | None] = {
    None: None,
    YesNoUnknown.YES: N_("Whoever ran it is trained to do so"),
    YesNoUnknown.NO: N_("Whoever ran it is not trained to do so"),
    YesNoUnknown.UNKNOWN: N_("It is not known whether whoever ran it is trained"),
}


# What it takes: money and time


class CostCategory(LabelledEnum):
    INVOLVEMENT_PAYMENT = "involvement_payment", N_("Payment for people’s time")
    EXPENSES_TRAVEL = "expenses_travel", N_("Travel and other expenses")
    CHILDCARE = "childcare", N_("Childcare")
    REPLACEMENT_CARE = "replacement_care", N_("Care while a carer takes part")
    FOOD_REFRESHMENTS = "food_refreshments", N_("Food and drink")
    DIGITAL_DATA = "digital_data", N_("Phones, devices and data")
    INTERPRETING = "interpreting", N_("Interpreting")
    BSL = "bsl_and_communication_support", N_("British Sign Language and help to communicate")
    PERSONAL_ASSISTANCE = "personal_assistance", N_("Personal assistants")
    TRANSLATION_EASY_READ = "translation_easy_read", N_("Translation and easy read")
    VENUE = "venue", N_("A place to meet")
    INDEPENDENT_FACILITATION = "independent_facilitation", N_("An independent facilitator")
    COMMUNITY_PARTNER = (
        "community_partner_fee_or_grant",
        N_("Fee or grant to a community organisation"),
    )
    RECRUITMENT_OUTREACH = "recruitment_outreach", N_("Finding and inviting people")
    TRAINING_RESIDENTS = "training_residents", N_("Training for residents")
    TRAINING_STAFF = "training_staff", N_("Training for staff")
    EVALUATION = "evaluation", N_("Finding out whether it worked")
    STAFF_TIME = "staff_time", N_("Staff time")
    PROTECTED_TIME = "protected_time", N_("Protected time: agreed hours each month")
    VOLUNTEER_TIME = "volunteer_time", N_("Volunteers’ time")
    OTHER = "other", N_("Something else")


class CostTiming(LabelledEnum):
    PLANNED = "planned", N_("Planned")
    ACTUAL = "actual", N_("Actual: it was spent or given")


class FundingSource(LabelledEnum):
    CORE_BUDGET = "core_budget", N_("Core budget")
    INEQUALITIES_FUND = "inequalities_fund", N_("Health inequalities fund")
    POOLED_FUND = "pooled_fund", N_("A fund that partners share")
    GRANT = "grant", N_("A grant")
    CHARITY_OR_LOTTERY = "charity_or_lottery", N_("A charity or the lottery")
    PARTNER_IN_KIND = "partner_in_kind", N_("Given by a partner, not in money")
    NONE = "none", N_("No funding")


class FundingDecider(LabelledEnum):
    """Who decides how the money is used."""

    STAFF = "staff", N_("Staff decide")
    AFTER_ASKING = "after_asking", N_("Staff decide after asking residents")
    TOGETHER = "together", N_("Residents and staff decide together")
    RESIDENTS = "residents", N_("Residents hold the money, or have most of the votes")

    @property
    def is_shared(self) -> bool:
        return self in SHARED_DECIDERS


class CostKind(LabelledEnum):
    """What stays apart. Nothing of two kinds is ever added into one number."""

    CASH = "cash", N_("Money")
    STAFF = "staff", N_("Staff time")
    PROTECTED = "protected", N_("Protected time")
    VOLUNTEERS = "volunteers", N_("Volunteers’ time")


SHARED_DECIDERS = (FundingDecider.TOGETHER, FundingDecider.RESIDENTS)
"""Being asked is not yet a share in the decision."""
COST_KINDS: dict[CostCategory, CostKind] = {
    CostCategory.STAFF_TIME: CostKind.STAFF,
    CostCategory.PROTECTED_TIME: CostKind.PROTECTED,
    CostCategory.VOLUNTEER_TIME: CostKind.VOLUNTEERS,
}
"""All other headings are money."""
COST_UNITS: dict[CostCategory, tuple[AmountUnit, ...]] = {
    CostCategory.INDEPENDENT_FACILITATION: (AmountUnit.POUNDS, AmountUnit.DAYS),
    CostCategory.STAFF_TIME: (AmountUnit.HOURS, AmountUnit.DAYS, AmountUnit.POUNDS),
    CostCategory.PROTECTED_TIME: (AmountUnit.MONTHLY,),
    CostCategory.VOLUNTEER_TIME: (AmountUnit.HOURS,),
}
ONLY_POUNDS = (AmountUnit.POUNDS,)
