"""Which files of the library there are, and the words of their codebook."""

from datetime import timedelta

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_

JOB_NAME = "library-export"
CURATORS_FILE_LASTS = timedelta(days=1)
FOLDER = "exports"
"""The part of the store where files of the library lie. They are copies that can be made again."""


class ExportKind(LabelledEnum):
    PUBLIC = "public", N_("What everybody can read here")
    CURATORS = "curators", N_("With exact numbers, for curators only")


class ColumnUnit(LabelledEnum):
    """What stands in the cells of a column."""

    TEXT = "text", N_("Words")
    CHOICE = "choice", N_("One of the values")
    CHOICES = "choices", N_("One or more of the values, with “; ” between them")
    NAMES = "names", N_("Names from a list that curators keep, with “; ” between them")
    DAY = "day", N_("A day, such as 2026-05-04")
    DATE = "date", N_("As much of a date as is known: 2026, 2026-05 or 2026-05-04")
    COUNT = "count", N_("A number")
    PEOPLE = "people", N_("A number of people")
    PER_CENT = "per_cent", N_("A per cent")
    POUNDS = "pounds", N_("Pounds")
    YES_NO = "yes_no", N_("yes or no")
    ADDRESS = "address", N_("A web address")
    KEY = "key", N_("The key of a row, the same in every table")


class SmallNumberRule(LabelledEnum):
    """What keeps a column from showing a few people."""

    NONE = "none", N_("It holds no number of people")
    ROUNDED = (
        "rounded",
        N_(
            "Rounded to the nearest 5. What stands for so few people that they could be "
            "recognised is not shown. Empty means that nobody has told us"
        ),
    )
    WITHHELD = (
        "withheld",
        N_("Empty for payments to residents: two files could show what one person was paid"),
    )
    SHARES = (
        "shares",
        N_("Only where enough people answered, and as rough as it takes that nobody shows"),
    )
    EXACT = "exact", N_("Exact, in the file for curators alone. Do not pass it on")


AUDIT_VERBS: dict[str, Verb] = {
    "asked for a library file": Verb(N_("Asked for a file of the library")),
}
