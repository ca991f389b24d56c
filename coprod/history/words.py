"""What we call the steps in the life of a thing."""

from coprod.kit.phrases import N_, Phrase

VERBS: dict[str, Phrase] = {
    "logged": N_("Logged"),
    "submitted": N_("Sent to a curator"),
    "returned": N_("Sent back for changes"),
    "published": N_("Published"),
    "withdrawn": N_("Withdrawn"),
    "archived": N_("Archived"),
    "wrote a message": N_("Wrote a message"),
    "sent changes": N_("Sent changes to a curator"),
    "took back change": N_("Took back a change"),
    "approved changes": N_("Changed by the team, after a curator read it"),
    "returned changes": N_("Changes sent back"),
    "corrected": N_("Changed by a curator"),
    "confirmed": N_("Checked: still true"),
    "began to assess": N_("The team began to assess it"),
    "assessed": N_("Assessed by the team"),
    "taken in": N_("Brought in from its source and published"),
    "asked for an owner": N_("Asked somebody to look after it"),
    "joined as owner": N_("Somebody else looks after it too"),
    "took over": N_("Somebody else took it over"),
    "left": N_("Somebody no longer looks after it"),
    "removed an owner": N_("Somebody was taken off"),
    "removed words": N_("Words that mean the same were taken away"),
    "added a file": N_("A file was added"),
    "approved a file": N_("A file was approved"),
    "removed a file": N_("A file was taken away"),
    "joined": N_("Joined"),
    "invited": N_("Invited somebody"),
    "took back invitation": N_("Took back an invitation"),
    "changed name": N_("Changed their name"),
    "changed email": N_("Changed their e-mail address"),
    "changed password": N_("Changed their password"),
    "reset password": N_("Chose a new password by a link"),
    "set up second factor": N_("Set up a second step"),
    "turned off second factor": N_("Turned off the second step"),
    "renewed recovery codes": N_("Made new recovery codes"),
    "took second factor": N_("Second step taken away"),
    "signed out everywhere": N_("Signed out everywhere"),
    "changed role": N_("Role changed"),
    "suspended": N_("Suspended"),
    "reinstated": N_("Let in again"),
    "began import": N_("Uploaded a spreadsheet"),
    "remembered mapping": N_("Kept the choices for a spreadsheet"),
    "began to take in": N_("Asked for a spreadsheet to be taken in"),
    "took in spreadsheet": N_("Took in a spreadsheet"),
    "gave up import": N_("Gave up a spreadsheet"),
    "began to undo import": N_("Asked for an import to be undone"),
    "undid import": N_("Undid an import"),
    "undid": N_("Removed with its import"),
}


def verb(word: str) -> Phrase:
    """Return how a step is said to readers; a word that is not listed here is said as it is."""
    return VERBS.get(word, Phrase(word.capitalize()))
