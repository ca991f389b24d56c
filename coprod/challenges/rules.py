"""What the facts that the register holds suggest for each challenge. Pure, and told in words.

A value is suggested when everything is there that it needs, and that all lower values need. So a
fact more never lowers a suggestion; and as a decision record is among the needs of C3.2, and a
baseline with a follow-up among those of C4.3, nothing is suggested above these caps without them.
``is_known`` decides what is "not told yet", here and (in ``queries.suggested``) in the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from coprod.challenges.enums import FACTS, VALUES, Challenge, NoValue, Value
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.links import is_safe_link
from coprod.core.values.phrases import N_, Message

LONGEST_REASON = 2000
NEWER_WORDS = N_("The criteria were worded anew while you wrote. Read them again, then save")
Held = bool | None
"""Whether the register holds a fact; None where it does not record facts of that kind yet."""


@dataclass(frozen=True)
class Facts:
    """What the register holds about one entry. Every field is one fact of ``enums.FACTS``."""

    learned: Held = None
    shown: Held = None
    recorded: Held = None
    keep_and_change: Held = None
    residents_wrote: Held = None
    used_elsewhere: Held = None
    in_more_places: Held = None
    business_as_usual: Held = None
    shares_power: Held = None
    reviewed: Held = None
    said_used: Held = None
    has_strands: Held = None

    met: Held = None
    supported: Held = None
    set_aside: Held = None
    unresourced: Held = None
    beyond_expenses: Held = None
    two_parts_paid: Held = None
    costs: Held = None
    four_parts_paid: Held = None
    time_protected: Held = None
    resources_shared: Held = None
    in_core_budget: Held = None
    money_shared: Held = None
    parts_shared: Held = None

    promised: Held = None
    guide_used: Held = None
    reason_recorded: Held = None
    decided_at_start: Held = None
    decided_together: Held = None
    promise_in_words: Held = None
    promise_checked: Held = None
    hear_back: Held = None
    decided_by: Held = None

    statement: Held = None
    baseline: Held = None
    accounts: Held = None
    follow_up: Held = None
    numbers_public: Held = None
    costs_beside: Held = None
    recognised: Held = None
    fair_look: Held = None
    led_to_decision: Held = None

    def of(self, name: str) -> Held:
        held: Held = getattr(self, name)
        return held


NAMES = tuple(field.name for field in fields(Facts))

Need = tuple[str, ...]
"""Facts of which one is enough."""
Step = tuple[Need, ...]
"""Needs that must all be met."""

STEPS: Mapping[Challenge, tuple[Step, ...]] = {
    Challenge.C1: (
        (("learned", "shown", "recorded"),),
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
        (("baseline",), ("follow_up",), ("numbers_public",), ("costs_beside",)),
        (("recognised",), ("fair_look",), ("led_to_decision",)),
    ),
}
"""What the values 1, 2, 3 and 4 of each challenge need. The very first need is what makes an entry
known at all: without it nothing is suggested, not even nought."""

ONLY: Mapping[Challenge, tuple[int, str]] = {Challenge.C2: (1, "beyond_expenses")}
"""A value that says "only", and the fact beside which that is not so."""

ALSO: Mapping[Challenge, tuple[str, ...]] = {
    Challenge.C1: ("said_used", "has_strands"),
    Challenge.C2: ("parts_shared",),
    Challenge.C3: ("hear_back", "decided_by"),
    Challenge.C4: (),
}
"""Facts worth knowing that move no value."""


@dataclass(frozen=True)
class Missing:
    """What the next value needs: any one of these facts."""

    facts: tuple[Message, ...]
    is_recorded: bool
    """Whether an entry can tell it today; if not, it is the register that lacks something."""


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
    missing: tuple[Missing, ...] = ()

    @property
    def next(self) -> int | None:
        """The value that the missing facts are missing for."""
        following = self.reached + 1
        return following if following in VALUES else None


def suggest(challenge: Challenge, facts: Facts) -> Suggestion:
    steps = STEPS[challenge]
    reached = next((n for n, step in enumerate(steps) if not is_met(step, facts)), len(steps))
    used = held(speaking(challenge, reached), facts)
    also = [name for name in held([*flat(steps), *ALSO[challenge]], facts) if name not in used]
    return Suggestion(
        value=value_at(challenge, facts, reached),
        reached=reached,
        used=tuple(map(Fact, used)),
        also=tuple(map(Fact, also)),
        missing=tuple(missing(need, facts) for need in unmet_needs(challenge, facts, reached)),
    )


def speaking(challenge: Challenge, reached: int) -> list[str]:
    """Return the names of the facts that speak for a value."""
    steps = STEPS[challenge]
    value, unless = ONLY.get(challenge, (len(VALUES), ""))
    return [*steps[0][0], *flat(steps[:reached]), *([unless] if reached >= value else [])]


def value_at(challenge: Challenge, facts: Facts, reached: int) -> Value:
    if not is_known(challenge, facts):
        return NoValue.UNKNOWN
    is_between = challenge in ONLY and ONLY[challenge][0] == reached
    return NoValue.BETWEEN if is_between and facts.of(ONLY[challenge][1]) else reached


def is_known(challenge: Challenge, facts: Facts) -> bool:
    """Tell whether anybody told what the lowest values are about, if only that there is none."""
    return has_any(STEPS[challenge][0][0], facts)


def unmet_needs(challenge: Challenge, facts: Facts, reached: int) -> list[Need]:
    """Return what the next value lacks; before anything is known, what would make it so."""
    steps = STEPS[challenge]
    if not is_known(challenge, facts):
        return [steps[0][0]]
    following = steps[reached] if reached < len(steps) else ()
    return [need for need in following if not has_any(need, facts)]


def is_met(step: Step, facts: Facts) -> bool:
    return all(has_any(need, facts) for need in step)


def has_any(need: Need, facts: Facts) -> bool:
    return any(facts.of(name) for name in need)


def flat(steps: Iterable[Step]) -> list[str]:
    return [name for step in steps for need in step for name in need]


def held(names: Iterable[str], facts: Facts) -> list[str]:
    """Return the names of the facts that are so, each once and in their order."""
    return [name for name in dict.fromkeys(names) if facts.of(name)]


def missing(need: Need, facts: Facts) -> Missing:
    """Say what would do. What an entry can tell today is asked for before what it cannot."""
    told = [name for name in need if facts.of(name) is not None]
    return Missing(tuple(FACTS[name] for name in told or need), bool(told))


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
    if len(argument.reason) > LONGEST_REASON:
        said = N_("Shorten this to %(most)s characters or fewer", most=LONGEST_REASON)
        raise RuleBrokenError(said, field="reason")
    if argument.link and not is_safe_link(argument.link):
        said = N_("Enter a whole address, such as https://www.example.org/report")
        raise RuleBrokenError(said, field="link")


def check_is_news(argument: Argument, before: Argument | None) -> None:
    """What is said twice is kept once: the history tells of changes."""
    if argument == before:
        said = N_("This is what stands there already. Change the value, the reason or the link")
        raise RuleBrokenError(said, field="value")
