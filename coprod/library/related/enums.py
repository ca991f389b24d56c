"""Why one thing is related to another, in words that a person would use."""

from coprod.core.values.phrases import N_, Message

HOLDS = "holds"
"""The facet of a collection that names what is in it."""

SOURCE, COPY = "source", "copy"
"""What an activity was made from, and what was made from it."""

STATEMENT = "statement"
COMMON_WORDS = (
    "nobody anybody everybody somebody nothing anything everything something said says tell tells "
    "told made make makes making come comes came went goes going take takes took taken gave give "
    "given back week weeks year years month months days today time times first second third three "
    "four five seven eight nine people person persons thing things many much well also every still "
    "even lets needs need used uses using want wants wanted know knows known like just"
)
INSIGNIFICANT_WORDS = frozenset(COMMON_WORDS.split())
"""Words that two things can share without being about the same."""

WEIGHTS: dict[str, float] = {
    "group": 4.0,
    STATEMENT: 4.0,
    "topic": 3.0,
    "method": 4.0,
    "locality": 2.0,
}
"""What two things may share, the best reason first, and how much it counts.

Words that both use rank what shares one of these, and are no reason: nobody reads on because two
texts have "council" in them. Nor is a workstream, which says who pays.
"""


def describe_shared_facet(facet: str, names: str) -> Message:
    if facet == STATEMENT:
        return N_("About the same part of life: %(names)s", names=names)
    if facet == "method":
        return N_("Done in the same way: %(names)s", names=names)
    if facet == "group":
        return N_("Also about: %(names)s", names=names)
    if facet == "locality":
        return N_("In the same place: %(names)s", names=names)
    return N_("On the same topic: %(names)s", names=names)


MADE_FROM_IT = N_("It was made from this one")
ITS_SOURCE = N_("This one was made from it")
IN_THIS_COLLECTION = N_("It is in this collection")
HOLDS_THIS = N_("It is in this collection")
