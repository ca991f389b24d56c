"""The headings under which people record what something took, and what they may say about each."""

from enum import StrEnum

from coprod.core.money.enums import Unit
from coprod.core.values.phrases import N_, Message


class Category(StrEnum):
    INVOLVEMENT_PAYMENT = "involvement_payment"
    EXPENSES_TRAVEL = "expenses_travel"
    CHILDCARE = "childcare"
    REPLACEMENT_CARE = "replacement_care"
    FOOD_REFRESHMENTS = "food_refreshments"
    DIGITAL_DATA = "digital_data"
    INTERPRETING = "interpreting"
    BSL = "bsl_and_communication_support"
    PERSONAL_ASSISTANCE = "personal_assistance"
    TRANSLATION_EASY_READ = "translation_easy_read"
    VENUE = "venue"
    INDEPENDENT_FACILITATION = "independent_facilitation"
    COMMUNITY_PARTNER = "community_partner_fee_or_grant"
    RECRUITMENT_OUTREACH = "recruitment_outreach"
    TRAINING_RESIDENTS = "training_residents"
    TRAINING_STAFF = "training_staff"
    EVALUATION = "evaluation"
    STAFF_TIME = "staff_time"
    PROTECTED_TIME = "protected_time"
    VOLUNTEER_TIME = "volunteer_time"
    OTHER = "other"

    @property
    def label(self) -> Message:
        return CATEGORY_LABELS[self]


class Timing(StrEnum):
    PLANNED = "planned"
    ACTUAL = "actual"

    @property
    def label(self) -> Message:
        return TIMING_LABELS[self]


class Source(StrEnum):
    CORE_BUDGET = "core_budget"
    INEQUALITIES_FUND = "inequalities_fund"
    BETTER_CARE_FUND = "better_care_fund"
    GRANT = "grant"
    CHARITY_OR_LOTTERY = "charity_or_lottery"
    PARTNER_IN_KIND = "partner_in_kind"
    NONE = "none"

    @property
    def label(self) -> Message:
        return SOURCE_LABELS[self]


class Deciding(StrEnum):
    """Who decides how the money is used."""

    STAFF = "staff"
    AFTER_ASKING = "after_asking"
    TOGETHER = "together"
    RESIDENTS = "residents"

    @property
    def label(self) -> Message:
        return DECIDING_LABELS[self]

    @property
    def is_shared(self) -> bool:
        return self in SHARED


class Kind(StrEnum):
    """What stays apart. Nothing of two kinds is ever added into one number."""

    CASH = "cash"
    STAFF = "staff"
    PROTECTED = "protected"
    VOLUNTEERS = "volunteers"

    @property
    def label(self) -> Message:
        return KIND_LABELS[self]


CATEGORY_LABELS: dict[Category, Message] = {
    Category.INVOLVEMENT_PAYMENT: N_("Payment for people’s time"),
    Category.EXPENSES_TRAVEL: N_("Travel and other expenses"),
    Category.CHILDCARE: N_("Childcare"),
    Category.REPLACEMENT_CARE: N_("Care while a carer takes part"),
    Category.FOOD_REFRESHMENTS: N_("Food and drink"),
    Category.DIGITAL_DATA: N_("Phones, devices and data"),
    Category.INTERPRETING: N_("Interpreting"),
    Category.BSL: N_("British Sign Language and help to communicate"),
    Category.PERSONAL_ASSISTANCE: N_("Personal assistants"),
    Category.TRANSLATION_EASY_READ: N_("Translation and easy read"),
    Category.VENUE: N_("A place to meet"),
    Category.INDEPENDENT_FACILITATION: N_("An independent facilitator"),
    Category.COMMUNITY_PARTNER: N_("Fee or grant to a community organisation"),
    Category.RECRUITMENT_OUTREACH: N_("Finding and inviting people"),
    Category.TRAINING_RESIDENTS: N_("Training for residents"),
    Category.TRAINING_STAFF: N_("Training for staff"),
    Category.EVALUATION: N_("Finding out whether it worked"),
    Category.STAFF_TIME: N_("Staff time"),
    Category.PROTECTED_TIME: N_("Protected time: agreed hours each month"),
    Category.VOLUNTEER_TIME: N_("Volunteers’ time"),
    Category.OTHER: N_("Something else"),
}
TIMING_LABELS: dict[Timing, Message] = {
    Timing.PLANNED: N_("Planned"),
    Timing.ACTUAL: N_("Actual: it was spent or given"),
}
SOURCE_LABELS: dict[Source, Message] = {
    Source.CORE_BUDGET: N_("Core budget"),
    Source.INEQUALITIES_FUND: N_("Health inequalities fund"),
    Source.BETTER_CARE_FUND: N_("Better Care Fund"),
    Source.GRANT: N_("A grant"),
    Source.CHARITY_OR_LOTTERY: N_("A charity or the lottery"),
    Source.PARTNER_IN_KIND: N_("Given by a partner, not in money"),
    Source.NONE: N_("No funding"),
}
KIND_LABELS: dict[Kind, Message] = {
    Kind.CASH: N_("Money"),
    Kind.STAFF: N_("Staff time"),
    Kind.PROTECTED: N_("Protected time"),
    Kind.VOLUNTEERS: N_("Volunteers’ time"),
}
DECIDING_LABELS: dict[Deciding, Message] = {
    Deciding.STAFF: N_("Staff decide"),
    Deciding.AFTER_ASKING: N_("Staff decide after asking residents"),
    Deciding.TOGETHER: N_("Residents and staff decide together"),
    Deciding.RESIDENTS: N_("Residents hold the money, or have most of the votes"),
}
SHARED = (Deciding.TOGETHER, Deciding.RESIDENTS)
"""Being asked is not yet a share in the decision."""
KINDS: dict[Category, Kind] = {
    Category.STAFF_TIME: Kind.STAFF,
    Category.PROTECTED_TIME: Kind.PROTECTED,
    Category.VOLUNTEER_TIME: Kind.VOLUNTEERS,
}
"""All other headings are money."""

UNITS: dict[Category, tuple[Unit, ...]] = {
    Category.INDEPENDENT_FACILITATION: (Unit.POUNDS, Unit.DAYS),
    Category.STAFF_TIME: (Unit.HOURS, Unit.DAYS, Unit.POUNDS),
    Category.PROTECTED_TIME: (Unit.MONTHLY,),
    Category.VOLUNTEER_TIME: (Unit.HOURS,),
}
ONLY_POUNDS = (Unit.POUNDS,)
