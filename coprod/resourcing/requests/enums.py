"""What a partner is asked to give, what came of it, and what the audit trail says of both."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class Measure(LabelledEnum):
    """What is counted, each by itself. The value is the name of its column."""

    POSTS = "posts_tenths", N_("Posts")
    HOURS = "hours_hundredths", N_("Hours a month")
    MONEY = "pence", N_("Money")


class RequestState(LabelledEnum):
    ASKED = "asked", N_("Asked")
    AGREED = "agreed", N_("Agreed")
    PARTLY = "partly", N_("Agreed in part")
    REFUSED = "refused", N_("Refused")


ANSWERS = (RequestState.AGREED, RequestState.PARTLY, RequestState.REFUSED)
NOT_RECORDED = N_("Not recorded")
NOTHING_AGREED = N_("Nothing agreed")
NOT_ASKED = N_("Not asked")


def format_posts(tenths: int) -> Message:
    """Return so many tenths of a full-time post in words."""
    whole, rest = divmod(tenths, 10)
    number = f"{whole:,}.{rest}" if rest else f"{whole:,}"
    if tenths == 10:
        return N_("1 full-time post")
    if not whole:
        return N_("%(number)s of a full-time post", number=number)
    return N_("%(number)s full-time posts", number=number)


AUDIT_VERBS: dict[str, Verb] = {
    "asked a partner": Verb(N_("Wrote down what a partner is asked to give")),
    "changed a request to a partner": Verb(N_("Changed the words of a request to a partner")),
    "revised a request to a partner": Verb(
        N_("Said what came of a request to a partner"), is_decision=True
    ),
    "recorded what a partner gave": Verb(N_("Wrote down what a partner gave in a quarter")),
}
