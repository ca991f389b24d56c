"""How often somebody is written to."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class Frequency(LabelledEnum):
    WEEKLY = "weekly", N_("Once a week, and only if there is something new")
    DAILY = "daily", N_("Once a day, and only if there is something new")
    AT_ONCE = "at-once", N_("At once, whenever there is something new")
