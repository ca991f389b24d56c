"""The four challenges, their criteria, and what we call the facts that speak to them."""

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message

VALUES = range(5)
"""Every challenge is met as far as 0, 1, 2, 3 or 4."""


class Challenge(LabelledEnum):
    """REAL's four. The value stands in addresses, ``key`` where wordings are stored."""

    question: Message

    C1 = (
        "c1",
        N_("Learn, scale and make it normal"),
        N_(
            "Pilots do this best. How are we learning from them, spreading the learning "
            "and making it how we always work?"
        ),
    )
    C2 = (
        "c2",
        N_("Resource the whole cycle"),
        N_(
            "Is there money and protected time for planning, deciding on resources, "
            "delivering (with volunteers) and checking together?"
        ),
    )
    C3 = (
        "c3",
        N_("Decide when, on purpose"),
        N_("Did we choose the level of involvement deliberately, at the start, and say why?"),
    )
    C4 = (
        "c4",
        N_("Better outcomes and value"),
        N_(
            "Has it changed what people say in the I-Statements, above all choice and control, "
            "and was it worth what it cost?"
        ),
    )

    @property
    def key(self) -> str:
        return self.name

    @property
    def number(self) -> int:
        return int(self.name[1:])


class View(LabelledEnum):
    """Whose value it is. The three stand side by side, in this order, and are never mixed."""

    SUGGESTED = "suggested", N_("The register suggests")
    CLAIMED = "claimed", N_("The team claims")
    JUDGED = "judged", N_("A curator judges")


BY_PEOPLE = (View.CLAIMED, View.JUDGED)


class NoValue(LabelledEnum):
    """Why a view stands at none of the values. Each has a place of its own in every count."""

    UNKNOWN = "not_told", N_("Not recorded yet")
    BETWEEN = "between", N_("More than 1 says, and not yet all that 2 says")
    NO_VIEW = "none", N_("No view yet")


Value = int | NoValue

NOT_RECORDED = N_("not recorded in this register yet")

CRITERIA: dict[str, Message] = {
    "C1.0": N_("Nothing written down."),
    "C1.1": N_("We have notes or a report, but nobody else has used them."),
    "C1.2": N_(
        "A learning record is in the library, says what to keep and what can change, "
        "and residents helped write it."
    ),
    "C1.3": N_("At least one other team has used it and told us what they changed."),
    "C1.4": N_(
        "It is part of normal practice in more than one place, with residents still sharing "
        "power, and it is reviewed each year."
    ),
    "C2.0": N_("No money or time set aside."),
    "C2.1": N_("Expenses or staff goodwill only."),
    "C2.2": N_(
        "A budget covers payment, access and facilitation for at least two parts of the cycle. "
        "Costs are recorded."
    ),
    "C2.3": N_(
        "A budget and protected time cover all four parts. "
        "Residents took part in deciding some of it."
    ),
    "C2.4": N_(
        "It is costed in the contract or core budget year on year, "
        "and residents share the decision on how it is used."
    ),
    "C3.0": N_("Nobody chose. It just happened."),
    "C3.1": N_("Staff chose a level, with no record."),
    "C3.2": N_("The decision guide was used and the reason is recorded."),
    "C3.3": N_(
        "As 2, decided at the start with residents or a lay member, and the promise was published."
    ),
    "C3.4": N_("As 3, and we checked afterwards with residents whether the promise was kept."),
    "C4.0": N_("No link to any I-Statement."),
    "C4.1": N_("We say which statements we hope to change."),
    "C4.2": N_(
        "We asked people before we started (baseline), "
        "or residents’ accounts of change are recorded."
    ),
    "C4.3": N_(
        "We asked before and after and published both, with the numbers and the limits. "
        "Costs are shown beside them."
    ),
    "C4.4": N_(
        "As 3, with a change that residents recognise, a fair look at cost and what would have "
        "happened anyway, and a decision made because of it."
    ),
}
"""By challenge and value. The keys are for good: wordings of another version hang on them."""


FACTS: dict[str, Message] = {
    "learned": N_("It says what was learned"),
    "documented": N_("There is a report, a link or a file to look at"),
    "recorded": N_("There is a learning record in the library"),
    "keep_and_change": N_("A learning record says what to keep and what can change"),
    "residents_wrote": N_("Residents helped write the learning record"),
    "used_elsewhere": N_("Another team has used it and said what it changed"),
    "in_more_places": N_("Another team that uses it says it is business as usual too"),
    "business_as_usual": N_("The team says that it is business as usual"),
    "shares_power": N_("By its rating, residents share power"),
    "reviewed": N_("It is reviewed each year"),
    "reported_used": N_("The team says that it is used elsewhere too"),
    "has_strands": N_("Other public activities are part of it"),
    "met": N_("People met, so somebody’s time was given"),
    "supported": N_("Help to take part was offered at a session"),
    "set_aside": N_("Money or time was set aside"),
    "unresourced": N_("The team says that there is no money and no time for it"),
    "beyond_expenses": N_("Money is recorded for more than expenses and people’s own time"),
    "two_parts_paid": N_(
        "A budget covers payment, access and facilitation for two parts of the work or more"
    ),
    "costs": N_("What it cost is recorded"),
    "four_parts_paid": N_("A budget covers all four parts of the work"),
    "time_protected": N_("Protected time covers all four parts of the work"),
    "resources_shared": N_("Residents took part in deciding on resources"),
    "in_core_budget": N_("It is in a contract or a core budget, year on year"),
    "money_shared": N_("Residents share the decision on how the money is used"),
    "parts_shared": N_("Two parts of the work or more were shared with residents"),
    "promised": N_("It says what level people were promised"),
    "guide_used": N_("There is a decision record, made with the decision guide"),
    "reason_recorded": N_("The decision record gives a reason"),
    "decided_at_start": N_("The decision was made at the start"),
    "decided_together": N_("Residents or a lay member took part in it, at the start"),
    "promise_in_words": N_("The promise is public, in one sentence"),
    "promise_checked": N_("Residents were asked afterwards whether the promise was kept"),
    "hear_back": N_("It says when people hear back"),
    "decided_by": N_("It says which role decides"),
    "statement": N_("It is linked to an I-Statement"),
    "baseline": N_("People were asked before it started"),
    "accounts": N_("Residents’ accounts of change are recorded"),
    "follow_up": N_("People were asked again afterwards"),
    "numbers_public": N_("Both results are public, with the numbers and the limits"),
    "costs_published": N_("Costs are shown beside the results"),
    "recognised": N_("Residents recognise the change"),
    "fair_look": N_("Cost, and what would have happened anyway, were looked at fairly"),
    "led_to_decision": N_("A decision was made because of it"),
}
"""By the names of ``rules.Facts``: each is said as something that is so."""

AUDIT_VERBS: dict[str, Verb] = {
    "claimed challenge": Verb(N_("The team gave its view on one of the four challenges")),
    "judged challenge": Verb(N_("A curator gave a view on one of the four challenges")),
}
