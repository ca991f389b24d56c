"""The two forms, and the headings of each, in our own words."""

from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class ReportForm(LabelledEnum):
    """A form in which researchers report involvement. The value stands in addresses."""

    GRIPP2 = "gripp2", N_("GRIPP2, short form")
    PIRIT = "pirit", N_("PIRIT")


PURPOSES: dict[ReportForm, Message] = {
    ReportForm.GRIPP2: N_("For a paper: five points on how people were involved in a study."),
    ReportForm.PIRIT: N_("For a record of impact: what people gave, and what it changed."),
}
NOT_SAID = N_("Not said")
