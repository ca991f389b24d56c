"""What a learning record can say of itself in one word, and what we call its parts."""

from enum import StrEnum

from coprod.core.audit_trail.enums import Verb
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message


class FixedAnswer(StrEnum):
    """One of a few answers. All share ``LABELS``, so no two may share a stored value."""

    @property
    def label(self) -> Message:
        return ANSWER_LABELS[self]


class LearningOutcome(FixedAnswer):
    WORKED = "worked"
    MIXED = "mixed"
    DID_NOT_WORK = "did_not_work"
    STOPPED = "we_stopped"


class WrittenBy(FixedAnswer):
    RESIDENTS = "residents"
    STAFF = "staff"
    BOTH = "residents_and_staff"


class TeamVisibility(FixedAnswer):
    """Whether readers see which team it was."""

    SHOWN = "shown"
    HIDDEN = "hidden"


class Enabler(FixedAnswer):
    """What made it work. The keys go into files and addresses and never change."""

    TRUST_BROKER = "trust_broker"
    LIVED_EXPERIENCE_LEAD = "lived_experience_lead"
    PEER_ROLE = "peer_role"
    OWN_BUDGET = "own_budget"
    PAID_FAIRLY = "paid_fairly"
    SENIOR_BACKING = "senior_backing"
    TIME_ALLOWED = "time_allowed"
    INDEPENDENT_FACILITATION = "independent_facilitation"
    COMMUNITY_PARTNER = "community_partner"
    GOOD_ACCESS = "good_access"
    HEARD_BACK = "heard_back"


class Barrier(FixedAnswer):
    TOO_LITTLE_TIME = "too_little_time"
    NO_MONEY = "no_money"
    PAYMENT_RULES = "payment_rules"
    LOST_TRUST = "lost_trust"
    KEPT_POWER = "kept_power"
    DECIDED_BEFORE = "decided_before"
    STAFF_LEFT = "staff_left"
    PEOPLE_NOT_REACHED = "people_not_reached"
    LANGUAGE = "language"
    POOR_ACCESS = "poor_access"
    DIGITAL = "digital"
    TIRED_OF_ASKING = "tired_of_asking"


class StatementDomain(FixedAnswer):
    """The parts of life that I-Statements are about: our words, until the partnership decides."""

    CHOICE_CONTROL = "choice_control"
    LOCAL_AREA = "local_area"
    COMMUNITY = "community"
    HEALTH_WELLBEING = "health_wellbeing"
    HEALTHY_CHOICES = "healthy_choices"
    MONEY_HOME = "money_home"
    BEST_START = "best_start"
    ACCESS_FAIRNESS = "access_fairness"
    QUALITY_KINDNESS = "quality_kindness"
    JOINED_UP = "joined_up"
    TRUST_PARTNERSHIP = "trust_partnership"


class EvidenceKind(FixedAnswer):
    STORY = "story"
    FEEDBACK = "feedback"
    ROUTINE_DATA = "routine_data"
    BEFORE_AFTER = "before_after"
    INDEPENDENT = "independent_evaluation"


ANSWER_LABELS: dict[FixedAnswer, Message] = {
    LearningOutcome.WORKED: N_("It worked"),
    LearningOutcome.MIXED: N_("Mixed: some of it worked"),
    LearningOutcome.DID_NOT_WORK: N_("It did not work"),
    LearningOutcome.STOPPED: N_("We stopped"),
    WrittenBy.RESIDENTS: N_("Residents"),
    WrittenBy.STAFF: N_("Staff"),
    WrittenBy.BOTH: N_("Residents and staff together"),
    TeamVisibility.SHOWN: N_("Yes, readers may know which team this was"),
    TeamVisibility.HIDDEN: N_("No, leave the team out. The link to the activity is left out too"),
    Enabler.TRUST_BROKER: N_("Somebody people trust brought them in"),
    Enabler.LIVED_EXPERIENCE_LEAD: N_("Somebody with lived experience led it"),
    Enabler.PEER_ROLE: N_("Peers did part of the work"),
    Enabler.OWN_BUDGET: N_("A small budget under the group’s control"),
    Enabler.PAID_FAIRLY: N_("People were paid fairly and on time"),
    Enabler.SENIOR_BACKING: N_("Somebody senior backed it"),
    Enabler.TIME_ALLOWED: N_("There was enough time"),
    Enabler.INDEPENDENT_FACILITATION: N_("Somebody independent ran it"),
    Enabler.COMMUNITY_PARTNER: N_("A community group was a partner"),
    Enabler.GOOD_ACCESS: N_("People could get there, hear and understand"),
    Enabler.HEARD_BACK: N_("People heard back what came of it"),
    Barrier.TOO_LITTLE_TIME: N_("Too little time"),
    Barrier.NO_MONEY: N_("No money, or it ended"),
    Barrier.PAYMENT_RULES: N_("Rules about paying people"),
    Barrier.LOST_TRUST: N_("People did not trust us"),
    Barrier.KEPT_POWER: N_("Staff kept the decisions"),
    Barrier.DECIDED_BEFORE: N_("It was decided before people were asked"),
    Barrier.STAFF_LEFT: N_("Staff left or changed"),
    Barrier.PEOPLE_NOT_REACHED: N_("We did not reach the right people"),
    Barrier.LANGUAGE: N_("Language"),
    Barrier.POOR_ACCESS: N_("The place, the time or the papers shut people out"),
    Barrier.DIGITAL: N_("It was online and people were not"),
    Barrier.TIRED_OF_ASKING: N_("People were tired of being asked"),
    StatementDomain.CHOICE_CONTROL: N_("Choice and control"),
    StatementDomain.LOCAL_AREA: N_("My local area"),
    StatementDomain.COMMUNITY: N_("Being part of my community"),
    StatementDomain.HEALTH_WELLBEING: N_("Health, happiness and wellbeing"),
    StatementDomain.HEALTHY_CHOICES: N_("Healthy choices"),
    StatementDomain.MONEY_HOME: N_("Money and home"),
    StatementDomain.BEST_START: N_("Best start for children"),
    StatementDomain.ACCESS_FAIRNESS: N_("Fair access"),
    StatementDomain.QUALITY_KINDNESS: N_("Good and kind care"),
    StatementDomain.JOINED_UP: N_("Joined-up services"),
    StatementDomain.TRUST_PARTNERSHIP: N_("Trust and working together"),
    EvidenceKind.STORY: N_("People’s stories"),
    EvidenceKind.FEEDBACK: N_("Feedback"),
    EvidenceKind.ROUTINE_DATA: N_("Figures that are collected anyway"),
    EvidenceKind.BEFORE_AFTER: N_("Asked or measured before and after"),
    EvidenceKind.INDEPENDENT: N_("An independent evaluation"),
}


class Facet(LabelledEnum):
    """By what records are found; the words that stand in addresses."""

    OUTCOME = "outcome", N_("What came of it")
    METHOD = "method", N_("How people were involved")
    BARRIER = "barrier", N_("What got in the way")
    ENABLER = "enabler", N_("What made it work")
    STAGE = "stage", N_("Part of the work that was shared")
    PLACE = "place", N_("Places")
    WORKSTREAM = "workstream", N_("Workstreams")
    GROUP = "group", N_("Groups most affected")
    TOPIC = "topic", N_("Topics")
    STATEMENT = "statement", N_("What matters to people (I-Statements)")


SECTION_TITLES: dict[str, Message] = {
    "short": N_("The learning in short"),
    "compared": N_("What we expected, and what happened"),
    "context": N_("Where and when it happened"),
    "mechanism": N_("What made it work"),
    "effects": N_("What changed, and who for"),
    "keeping": N_("What to keep, and what you may change"),
    "needs": N_("What you would need"),
    "avoiding": N_("What to stop or avoid"),
    "proof": N_("How we know"),
    "costs": N_("What it cost"),
    "account": N_("In residents’ own words"),
    "tags": N_("What it is about"),
}
"""What the sections are called, by their names in addresses."""

AUDIT_VERBS: dict[str, Verb] = {
    "wrote a learning record": Verb(N_("Wrote down what was learned")),
    "left the team out": Verb(N_("Left the team out")),
    "took back own words": Verb(N_("Residents’ own words were taken back")),
}
