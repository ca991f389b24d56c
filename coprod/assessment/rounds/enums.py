"""Why it is time for another round."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class Cause(LabelledEnum):
    YEAR = "year", N_("It is a year since you assessed this.")
    PROVISIONAL = (
        "provisional",
        N_("When you assessed this, it was too early for some of the questions."),
    )
    STAGE = "stage", N_("This has come further since you assessed it.")
    ASKED = "asked", N_("Residents ask you to assess this now.")


AUDIT_VERBS: dict[str, Verb] = {
    "asked for a round": Verb(N_("Residents asked for another assessment")),
}
