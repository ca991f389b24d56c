"""Words of English that say little by themselves, and beginnings that are never words alone."""

LITTLE_WORDS = (
    "a about above after again against all am an and any are as at be because been "
    "before being below between both but by can could did do does doing don done down "
    "during each few for from further had has have having he her here hers him his how i "
    "if in into is it its itself just ll m me more most my no nor not now of off on once "
    "only or other our ours out over own re s same she should so some such t than that "
    "the their theirs them then there these they this those through to too under until "
    "up ve very was we were what when where which while who whom why will with would you "
    "your yours"
)
STOP_WORDS = frozenset(LITTLE_WORDS.split())
PREFIXES = ("anti", "co", "e", "inter", "multi", "non", "pre", "re", "semi")
"""“Co-production” is one word: the part before the hyphen belongs to the part after it."""
