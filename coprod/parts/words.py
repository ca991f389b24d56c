"""What we call the fields of the parts of an entry, where they are shown one by one."""

from coprod.kit.phrases import N_, Phrase

FIELDS: dict[str, Phrase] = {
    "title": N_("Name"),
    "summary": N_("Summary"),
    "led_by_id": N_("Who leads it"),
    "led_by_name": N_("Who leads it, in words"),
    "locality_ids": N_("Places"),
    "place_words": N_("Where exactly"),
    "started": N_("Started"),
    "ended": N_("Ended"),
    "is_ongoing": N_("Still going on"),
    "rungs": N_("Levels that were promised"),
    "nothing": N_("Nothing was promised, or it is not known"),
    "words": N_("In the words of the source"),
    "body": N_("What happened"),
    "learned": N_("What was learned"),
}
"""A field of another package may say its own: ``field(metadata={"label": N_("...")})``."""

YES, NO = N_("Yes"), N_("No")
NOT_KNOWN = N_("not known")
