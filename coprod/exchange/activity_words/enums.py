"""What a word in a file of activities can count as, beside what is there already."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_

NEW = "new"
"""A word that becomes a new name on a list."""
AUDIT_VERBS: dict[str, Verb] = {
    "matched words of a spreadsheet": Verb(N_("Said what the words in a spreadsheet count as")),
}
