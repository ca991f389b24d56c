"""The groups by which people are counted: those of the Census 2021, and others in few words."""

from collections.abc import Mapping

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message

UNKNOWN_GROUPS = ("prefer_not_to_say", "not_asked")
WRITE_IN = "write_in"
EVERYBODY = "all"
"""In the numbers of a place: all who live there."""


class Trait(LabelledEnum):
    """One characteristic that divides people. Never two at once."""

    ETHNIC_GROUP = "ethnic-group", N_("Ethnic group")
    AGE = "age", N_("Age")
    SEX = "sex", N_("Sex")
    GENDER = "gender", N_("Is gender the same as the sex registered at birth?")
    DISABILITY = "disability", N_("Disabled people")
    RELIGION = "religion", N_("Religion")
    ORIENTATION = "orientation", N_("Sexual orientation")
    CARER = "carer", N_("Unpaid carers")
    DEPRIVATION = "deprivation", N_("How well off their area is")


YES_NO = {"yes": N_("Yes"), "no": N_("No")}
GROUPS: Mapping[Trait, Mapping[str, Message]] = {
    Trait.ETHNIC_GROUP: {
        "bangladeshi": N_("Bangladeshi"),
        "chinese": N_("Chinese"),
        "indian": N_("Indian"),
        "pakistani": N_("Pakistani"),
        "other_asian": N_("Any other Asian background"),
        "african": N_("African"),
        "caribbean": N_("Caribbean"),
        "other_black": N_("Any other Black background"),
        "white_asian": N_("White and Asian"),
        "white_black_african": N_("White and Black African"),
        "white_black_caribbean": N_("White and Black Caribbean"),
        "other_mixed": N_("Any other mixed background"),
        "british": N_("English, Welsh, Scottish, Northern Irish or British"),
        "irish": N_("Irish"),
        "gypsy_or_irish_traveller": N_("Gypsy or Irish Traveller"),
        "roma": N_("Roma"),
        "other_white": N_("Any other White background"),
        "arab": N_("Arab"),
        "any_other": N_("Any other ethnic group"),
    },
    Trait.AGE: {
        "under_16": N_("Under 16"),
        "16_24": N_("16 to 24"),
        "25_44": N_("25 to 44"),
        "45_64": N_("45 to 64"),
        "65_84": N_("65 to 84"),
        "85_plus": N_("85 or older"),
    },
    Trait.SEX: {"female": N_("Female"), "male": N_("Male")},
    Trait.GENDER: YES_NO,
    Trait.DISABILITY: {"yes": N_("Disabled"), "no": N_("Not disabled")},
    Trait.RELIGION: {
        "none": N_("No religion"),
        "christian": N_("Christian"),
        "buddhist": N_("Buddhist"),
        "hindu": N_("Hindu"),
        "jewish": N_("Jewish"),
        "muslim": N_("Muslim"),
        "sikh": N_("Sikh"),
        "other": N_("Another religion"),
    },
    Trait.ORIENTATION: {
        "straight": N_("Straight or heterosexual"),
        "lgb_plus": N_("Gay, lesbian, bisexual or another"),
    },
    Trait.CARER: {"yes": N_("Carers"), "no": N_("Not carers")},
    Trait.DEPRIVATION: {
        "most": N_("The most deprived fifth of areas"),
        "second": N_("The second fifth"),
        "third": N_("The third fifth"),
        "fourth": N_("The fourth fifth"),
        "least": N_("The least deprived fifth of areas"),
    },
}
BROAD_GROUPS: Mapping[str, tuple[str, ...]] = {
    "asian": ("bangladeshi", "chinese", "indian", "pakistani", "other_asian"),
    "black": ("african", "caribbean", "other_black"),
    "mixed": ("white_asian", "white_black_african", "white_black_caribbean", "other_mixed"),
    "white": ("british", "irish", "gypsy_or_irish_traveller", "roma", "other_white"),
    "other": ("arab", "any_other"),
}
"""The five headings of the Census, shown where a narrower group is too small."""
BROAD_LABELS: Mapping[str, Message] = {
    "asian": N_("Asian"),
    "black": N_("Black"),
    "mixed": N_("Mixed or multiple"),
    "white": N_("White"),
    "other": N_("Other ethnic groups"),
}
REMAINING_GROUPS = "any_other"
"""Where those go whom a write-in counts who are too few to be named."""
UNKNOWN_LABELS: Mapping[str, Message] = {
    "prefer_not_to_say": N_("Prefer not to say"),
    "not_asked": N_("Were not asked"),
}


class Representation(LabelledEnum):
    """How a group among those who took part stands beside the place."""

    MISSING = "missing", N_("Nobody was there, though they live here")
    FEWER = "fewer", N_("Fewer than live here")
    ALIKE = "alike", N_("About as many as live here")
    MORE = "more", N_("More than live here")
    CANNOT_TELL = "cannot_tell", N_("We cannot tell")


AUDIT_VERBS: dict[str, Verb] = {
    "said who took part": Verb(N_("Said who took part")),
}
