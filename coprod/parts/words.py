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
    "level": N_("Level of work"),
    "stage": N_("Stage"),
    "partner_ids": N_("Partners"),
    "partner_names": N_("Other partners"),
    "programme_id": N_("Number of the entry that it is part of"),
    "open_to_change": N_("Open to change"),
    "not_open": N_("Not open to change"),
    "pledge": N_("The promise in one sentence"),
    "hear_back": N_("When people will hear back"),
    "decided_by": N_("The post that decides"),
    "budget_say": N_("Whether that post can change the budget"),
    "board_ids": N_("Boards"),
    "took_part": N_("How many took part"),
    "found": N_("How people were found"),
    "missing": N_("Who was missing"),
    "roles": N_("What residents did"),
    "groups": N_("Groups named as taking part"),
    "shared": N_("Parts of the work that were shared"),
    "under_18s": N_("Whether people under 18 took part"),
    "safeguarding_role": N_("Who looks after safeguarding"),
    "consent_route": N_("How consent was given"),
    "rows": N_("All of it"),
}
"""A field of another package may say its own: ``field(metadata={"label": N_("...")})``."""

YES, NO = N_("Yes"), N_("No")
NOT_KNOWN = N_("not known")
