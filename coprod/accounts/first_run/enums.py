"""What must be confirmed before people rely on this register."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.phrases import N_, Message


class Item(StrEnum):
    """One line of the first-run list; the value stands in addresses."""

    CONTACT = "contact"
    SAFEGUARDING = "safeguarding"
    SAFEGUARDING_EMAIL = "safeguarding-email"
    PRIVACY = "privacy"

    @property
    def label(self) -> Message:
        return LABELS[self]


LABELS: dict[Item, Message] = {
    Item.CONTACT: N_("How people reach you"),
    Item.SAFEGUARDING: N_("What to do if somebody is not safe"),
    Item.SAFEGUARDING_EMAIL: N_("Who is written to when somebody may not be safe"),
    Item.PRIVACY: N_("Who answers about what is kept about people"),
}
FIELDS: dict[Item, tuple[str, ...]] = {
    Item.CONTACT: ("contact_email", "contact_phone", "contact_post"),
    Item.SAFEGUARDING: ("safeguarding",),
    Item.SAFEGUARDING_EMAIL: ("safeguarding_email",),
    Item.PRIVACY: ("privacy_contact",),
}
"""Which fields of the place an item is made of."""

AUDIT_VERBS: dict[str, Verb] = {
    "confirmed for readers": Verb(N_("Confirmed what readers rely on")),
}
