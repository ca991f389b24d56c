"""What the API is, for people who write programs."""

from coprod.core.values.phrases import N_, Message

TITLE = N_("Data and feeds")
ROUTES: dict[str, Message] = {
    "search": N_(
        "Searches all that the search page does, 20 to a page: activities, learning records, "
        "decisions, collections, reports and campaigns, with the words marked and counts for each "
        "facet."
    ),
    "entries": N_(
        "Lists activities, 20 to a page: by words, narrowed by facets, with counts for each facet."
    ),
    "entry": N_("One activity: its story, its ratings and its facts, in the words of its pages."),
    "records": N_("Lists learning records, 20 to a page, narrowed by facets."),
    "record": N_("One learning record."),
    "decisions": N_("Lists decisions that were signed off, 20 to a page."),
    "decision": N_("One decision. Where something is held back, it says only why."),
}
"""What each route answers, by the name of its view."""

QUESTION = N_("Words to look for. A question in a full sentence will do")
PAGE = N_("Which page, from 1")
SORT = N_("best (best match), useful (most useful to others) or newest")
DECIDED = N_("The level that was chosen")
BELOW = N_("yes: only decisions for less than the answers called for")
OVERDUE = N_("yes: only decisions that should have been looked at again")
WORKSTREAM = N_("The key of a workstream")
PLACE = N_("The key of a place")
