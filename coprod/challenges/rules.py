"""What the facts that the register holds suggest for each challenge. Pure, with messages in words.

A value is suggested when everything is there that it needs, and that all lower values need. So a
fact more never lowers a suggestion; and as a decision record is among the needs of C3.2, and a
baseline with a follow-up among those of C4.3, nothing is suggested above these caps without them.
``is_known`` decides what is "not told yet", here and (in ``queries.build_suggested_value``) in the
database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from coprod.challenges.enums import FACTS, VALUES, Challenge, NoValue, Value
from coprod.core.values.errors import RuleBrokenError, require_short
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message

MAX_REASON_LENGTH = 2000
CRITERIA_CHANGED = N_(
    "The wording of the criteria changed while you were writing. Read them again, then save"
)
FactState = bool | None
"""Whether the register holds a fact; None where it does not record facts of that kind yet."""


@dataclass(frozen=True)
class Facts:
    """What the register holds about one activity. Every field is one fact of ``enums.FACTS``."""

    learned: FactState = None
    documented: FactState = None
    recorded: FactState = None
    keep_and_change: FactState = None
    residents_wrote: FactState = None
    used_elsewhere: FactState = None
    in_more_places: FactState = None
    business_as_usual: FactState = None
    shares_power: FactState = None
    reviewed: FactState = None
    reported_used: FactState = None
    has_strands: FactState = None

    met: FactState = None
    supported: FactState = None
    set_aside: FactState = None
    unresourced: FactState = None
    beyond_expenses: FactState = None
    two_parts_paid: FactState = None
    costs: FactState = None
    four_parts_paid: FactState = None
    time_protected: FactState = None
    resources_shared: FactState = None
    in_core_budget: FactState = None
    money_shared: FactState = None
    parts_shared: FactState = None

    promised: FactState = None
    guide_used: FactState = None
    reason_recorded: FactState = None
    decided_at_start: FactState = None
    decided_together: FactState = None
    promise_in_words: FactState = None
    promise_checked: FactState = None
    hear_back: FactState = None
    decided_by: FactState = None

    statement: FactState = None
    baseline: FactState = None
    accounts: FactState = None
    follow_up: FactState = None
    numbers_public: FactState = None
    costs_published: FactState = None
    recognised: FactState = None
    fair_look: FactState = None
    led_to_decision: FactState = None

    def get(self, name: str) -> FactState:
        state: FactState = getattr(self, name)
        return state


FACT_NAMES = tuple(field.name for field in fields(Facts))

Need = tuple[str, ...]
"""Facts of which one is enough."""
Step = tuple[Need, ...]
"""Needs that must all be met."""

NEEDS_BY_STEP: Mapping[Challenge, tuple[Step, ...]] = {
    Challenge.C1: (
        (("learned", "documented", "recorded"),),
        (("keep_and_change",), ("residents_wrote",)),
        (("used_elsewhere",),),
        (("business_as_usual",), ("in_more_places",), ("shares_power",), ("reviewed",)),
    ),
    Challenge.C2: (
        (("set_aside", "unresourced"), ("set_aside", "met", "supported")),
        (("two_parts_paid",), ("costs",)),
        (("four_parts_paid",), ("time_protected",), ("resources_shared",)),
        (("in_core_budget",), ("money_shared",)),
    ),
    Challenge.C3: (
        (("promised", "promise_in_words", "guide_used"),),
        (("guide_used",), ("reason_recorded",)),
        (("decided_at_start",), ("decided_together",), ("promise_in_words",)),
        (("promise_checked",),),
    ),
    Challenge.C4: (
        (("statement",),),
        (("baseline", "accounts"),),
        (("baseline",), ("follow_up",), ("numbers_public",), ("costs_published",)),
        (("recognised",), ("fair_look",), ("led_to_decision",)),
    ),
}
"""What the values 1, 2, 3 and 4 of each challenge need. The very first need is what makes an
activity known at all: without it nothing is suggested, not even nought."""

UPPER_LIMITS: Mapping[Challenge, tuple[int, str]] = {Challenge.C2: (1, "beyond_expenses")}
"""A value that says "only", and the fact beside which that is not so."""

SUPPLEMENTARY_FACTS: Mapping[Challenge, tuple[str, ...]] = {
    Challenge.C1: ("reported_used", "has_strands"),
    Challenge.C2: ("parts_shared",),
    Challenge.C3: ("hear_back", "decided_by"),
    Challenge.C4: (),
}
"""Facts worth knowing that move no value."""


@dataclass(frozen=True)
class UnmetNeed:
    """What the next value needs: any one of these facts."""

    facts: tuple[Message, ...]
    is_recorded: bool
    """Whether an activity can tell it today; if not, it is the register that lacks something."""


@dataclass(frozen=True)
class Fact:
    """A fact that is so, by its name in ``Facts``."""

    name: str

    @property
    def words(self) -> Message:
        return FACTS[self.name]


@dataclass(frozen=True)
class Suggestion:
    """What the facts suggest. ``reached`` is the last value whose needs are all met."""

    value: Value
    reached: int = 0
    used: tuple[Fact, ...] = ()
    also: tuple[Fact, ...] = ()
    missing: tuple[UnmetNeed, ...] = ()

    @property
    def next_value(self) -> int | None:
        """The value that the missing facts are missing for."""
        following = self.reached + 1
        return following if following in VALUES else None


def suggest(challenge: Challenge, facts: Facts) -> Suggestion:
    steps = NEEDS_BY_STEP[challenge]
    reached = next((n for n, step in enumerate(steps) if not is_met(step, facts)), len(steps))
    used = list_held(list_supporting_facts(challenge, reached), facts)
    supplementary = [
        name
        for name in list_held([*flatten(steps), *SUPPLEMENTARY_FACTS[challenge]], facts)
        if name not in used
    ]
    return Suggestion(
        value=get_value(challenge, facts, reached),
        reached=reached,
        used=tuple(map(Fact, used)),
        also=tuple(map(Fact, supplementary)),
        missing=tuple(
            build_unmet_need(need, facts) for need in list_unmet_needs(challenge, facts, reached)
        ),
    )


def list_supporting_facts(challenge: Challenge, reached: int) -> list[str]:
    """Return the names of the facts that speak for a value."""
    steps = NEEDS_BY_STEP[challenge]
    value, limiting_fact = UPPER_LIMITS.get(challenge, (len(VALUES), ""))
    return [*steps[0][0], *flatten(steps[:reached]), *([limiting_fact] if reached >= value else [])]


def get_value(challenge: Challenge, facts: Facts, reached: int) -> Value:
    if not is_known(challenge, facts):
        return NoValue.UNKNOWN
    is_between = challenge in UPPER_LIMITS and UPPER_LIMITS[challenge][0] == reached
    return NoValue.BETWEEN if is_between and facts.get(UPPER_LIMITS[challenge][1]) else reached


def is_known(challenge: Challenge, facts: Facts) -> bool:
    """Tell whether the facts for the lowest values are known, if only that there are none."""
    return has_any(NEEDS_BY_STEP[challenge][0][0], facts)


def list_unmet_needs(challenge: Challenge, facts: Facts, reached: int) -> list[Need]:
    """Return what the next value lacks; before anything is known, what would make it so."""
    steps = NEEDS_BY_STEP[challenge]
    if not is_known(challenge, facts):
        return [steps[0][0]]
    next_step = steps[reached] if reached < len(steps) else ()
    return [need for need in next_step if not has_any(need, facts)]


def is_met(step: Step, facts: Facts) -> bool:
    return all(has_any(need, facts) for need in step)


def has_any(need: Need, facts: Facts) -> bool:
    return any(facts.get(name) for name in need)


def flatten(steps: Iterable[Step]) -> list[str]:
    return [name for step in steps for need in step for name in need]


def list_held(names: Iterable[str], facts: Facts) -> list[str]:
    """Return the names of the facts that are so, each once and in their order."""
    return [name for name in dict.fromkeys(names) if facts.get(name)]


def build_unmet_need(need: Need, facts: Facts) -> UnmetNeed:
    """Say what would do. What an activity can tell today is asked for before what it cannot."""
    recordable = [name for name in need if facts.get(name) is not None]
    return UnmetNeed(tuple(FACTS[name] for name in recordable or need), bool(recordable))


@dataclass(frozen=True)
class Argument:
    """A value that somebody stands for, why, and where others can see that it is so."""

    value: int
    reason: str
    link: str = ""


def check_argument(argument: Argument) -> None:
    if argument.value not in VALUES:
        raise RuleBrokenError(N_("Choose the sentence that fits best"), field="value")
    if not argument.reason:
        raise RuleBrokenError(N_("Say why. Everybody can read it"), field="reason")
    require_short(argument.reason, MAX_REASON_LENGTH, field="reason")
    if argument.link and not is_safe_link(argument.link):
        message = N_("Enter a whole address, such as https://www.example.org/report")
        raise RuleBrokenError(message, field="link")


def check_is_new(argument: Argument, previous: Argument | None) -> None:
    """An argument must differ from the last one: the history lists changes."""
    if argument == previous:
        message = N_("This is the same as before. Change the value, the reason or the link")
        raise RuleBrokenError(message, field="value")
