"""Whether it was worth it: who sees the change, what else could explain it, what was decided.

An entry that tells nothing of this is not worth less. What is told is told whole: a change without
who sees it, or a judgement without what would have happened anyway, would be praise and no look.
"""

from dataclasses import dataclass, field
from typing import Any

from coprod.core.values.answers import Known
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_, Message

LINKS = ("recognised_link", "worth_link", "led_to_link")


def worth_text(label: Message) -> Any:
    return field(default="", metadata={"label": label})


@dataclass(frozen=True)
class Worth:
    """What came of it, weighed. A link beside an answer is what makes it evidenced."""

    recognised: Known | None = field(
        default=None, metadata={"label": N_("Do residents see the change?")}
    )
    recognised_by: str = worth_text(N_("Which residents say so, and of what"))
    recognised_link: str = worth_text(N_("Where residents’ view of it can be read"))
    anyway: str = worth_text(N_("What would have happened anyway"))
    harder: str = worth_text(N_("What got worse, or was harder"))
    worth: str = worth_text(N_("What it cost beside what it did"))
    worth_link: str = worth_text(N_("Where the comparison can be read"))
    led_to: str = worth_text(N_("The decision that was made because of it"))
    led_to_post: str = worth_text(N_("Which post or board made that decision"))
    led_to_on: PartialDate | None = field(
        default=None, metadata={"label": N_("When that was decided")}
    )
    led_to_link: str = worth_text(N_("Where that decision can be read"))

    @property
    def is_recognised(self) -> bool:
        return self.recognised is Known.YES

    @property
    def is_fair_look(self) -> bool:
        return bool(self.anyway and self.harder and self.worth)


def check_worth(part: Worth) -> None:
    check_recognised(part)
    check_look(part)
    check_led_to(part)


def check_recognised(part: Worth) -> None:
    if part.is_recognised and not part.recognised_by:
        said = N_("Say which residents see it, and what they see. Groups and roles, no names")
        raise RuleBrokenError(said, field="recognised_by")
    if part.recognised is None and (part.recognised_by or part.recognised_link):
        raise RuleBrokenError(N_("Say first whether residents see the change"), field="recognised")


def check_look(part: Worth) -> None:
    """Who says that it was worth it says too what spoke against that."""
    if not (part.worth or part.worth_link):
        return
    needed = {
        "anyway": N_("Say what would have happened anyway. Else nobody can tell what it changed"),
        "harder": N_("Say what got worse, or was harder. If nothing was, say how you know"),
        "worth": N_("Say what it cost beside what it did"),
    }
    for name, said in needed.items():
        if not getattr(part, name):
            raise RuleBrokenError(said, field=name)


def check_led_to(part: Worth) -> None:
    if part.led_to and not part.led_to_post:
        said = N_("Say which post or board decided. Not a person’s name")
        raise RuleBrokenError(said, field="led_to_post")
    if not part.led_to and (part.led_to_post or part.led_to_on or part.led_to_link):
        raise RuleBrokenError(N_("Say what was decided"), field="led_to")
