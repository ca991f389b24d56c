"""Why one thing is related to another, in words."""

from coprod.core.values.phrases import N_, Message

HOLDS = "holds"
"""The facet of a collection that names what is in it."""

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
    STATEMENT: 4.0,
    "method": 4.0,
    "group": 4.0,
    "workstream": 2.0,
    "topic": 3.0,
}
"""What two things may share, and how much it counts: most where it says most about the work."""


def describe_shared_facet(facet: str, names: str) -> Message:
    if facet == STATEMENT:
        return N_("About the same part of life: %(names)s", names=names)
    if facet == "method":
        return N_("People were involved in the same way: %(names)s", names=names)
    if facet == "group":
        return N_("Affects the same people: %(names)s", names=names)
    if facet == "workstream":
        return N_("The same workstream: %(names)s", names=names)
    return N_("The same topic: %(names)s", names=names)


def describe_shared_words(names: str) -> Message:
    return N_("Both speak of: %(names)s", names=names)


IN_THIS_COLLECTION = N_("It is in this collection")
HOLDS_THIS = N_("This collection holds it")
