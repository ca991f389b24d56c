"""What we call the kinds of things that something is done to."""

from coprod.core.values.phrases import N_, Message

SUBJECT_KIND_LABELS: dict[str, Message] = {
    "activity": N_("Activity"),
    "person": N_("Person"),
    "term": N_("Name in a list"),
    "place": N_("The place"),
    "rating": N_("Assessment"),
    "link": N_("Invitation"),
    "mail_domain": N_("E-mail domain"),
    "removal": N_("Taken out for good"),
}


def label_kind(name: str) -> Message:
    return SUBJECT_KIND_LABELS.get(name, Message(name.replace("_", " ").capitalize()))
