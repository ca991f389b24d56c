"""What a board asked of a deep dive, where it is answered, and what is noted of deep dives."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class PagePart(LabelledEnum):
    """A part of the page; the values are also the ids that links lead to."""

    HEADLINE = "headline", N_("All of it")
    TREND = "trend", N_("Over time")
    THEMES = "themes", N_("Themes")
    STAFF = "staff-roles", N_("Roles of staff")
    NETWORKS = "networks", N_("Networks")
    SILENT = "practices", N_("Practices that nobody told us about")
    ETHNIC_GROUPS = "ethnic-groups", N_("Ethnic groups")
    BOROUGHS = "boroughs", N_("Other boroughs")
    YEARS_AGO = "three-years-ago", N_("Three years ago")


class AnswerState(LabelledEnum):
    """How far the page answers what the board asked."""

    ANSWERED = "answered", N_("answered below")
    WITH_CARE = "with_care", N_("answered, with care")
    IN_PART = "in_part", N_("answered in part")
    NOT_YET = "not_yet", N_("not answered yet")


AUDIT_VERBS: dict[str, Verb] = {
    "wrote a deep dive": Verb(N_("A closer look was written")),
    "changed a deep dive": Verb(N_("A closer look was changed")),
    "published a deep dive": Verb(N_("A closer look was made public"), is_decision=True),
    "withdrew a deep dive": Verb(N_("A closer look is no longer public"), is_decision=True),
}
