"""What must be confirmed before people rely on this register."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_


class Item(LabelledEnum):
    """One line of the first-run list; the value stands in addresses."""

    CONTACT = "contact", N_("How people reach you")
    SAFEGUARDING = "safeguarding", N_("What to do if somebody is not safe")
    SAFEGUARDING_EMAIL = "safeguarding-email", N_("Who we write to when somebody may not be safe")
    PRIVACY = "privacy", N_("Who answers questions about personal data")


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
