"""Whether it was worth it, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from coprod.core.values.answers import Known
from coprod.core.values.phrases import N_, Message
from coprod.register.worth.rules import Worth

WORTH_LABELS: dict[str, Message] = {f.name: f.metadata["label"] for f in fields(Worth)}
SEE_IT = {
    Known.YES: N_("Residents say that they see the change"),
    Known.NO: N_("Residents say that they do not see a change"),
    Known.UNKNOWN: N_("Nobody knows yet whether residents see a change"),
}
Said = tuple[Message | None, object]
"""An answer, under a label where it needs one."""


def list_worth_answers(part: Worth) -> Iterator[tuple[Message, list[object]]]:
    """Return each answer under its label, as sections do."""
    for name, label in WORTH_LABELS.items():
        told = getattr(part, name)
        yield label, [SEE_IT[told] if isinstance(told, Known) else told]


@dataclass(frozen=True)
class Weighed:
    """One of the three things that are weighed, and where others can see that it is so.

    ``is_claim``: it speaks for the work, so readers ask what it rests on.
    """

    title: Message
    told: Sequence[Said]
    link: str
    is_claim: bool


def weighed(part: Worth) -> list[Weighed]:
    """Return what readers see of it, without what is not told."""
    return [each for each in (recognised(part), looked_at(part), led_to(part)) if each.told]


def recognised(part: Worth) -> Weighed:
    see_it = SEE_IT[part.recognised] if part.recognised else None
    told = kept((None, see_it), (None, part.recognised_by))
    title = N_("Do residents see the change?")
    return Weighed(title, told, part.recognised_link, part.is_recognised)


def looked_at(part: Worth) -> Weighed:
    told = kept(
        *((WORTH_LABELS[name], getattr(part, name)) for name in ("anyway", "harder", "worth"))
    )
    return Weighed(N_("A fair look at it"), told, part.worth_link, part.is_fair_look)


def led_to(part: Worth) -> Weighed:
    more = ((WORTH_LABELS[name], getattr(part, name)) for name in ("led_to_post", "led_to_on"))
    told = kept((None, part.led_to), *more)
    title = N_("What was decided because of it")
    return Weighed(title, told, part.led_to_link, bool(part.led_to))


def kept(*told: Said) -> list[Said]:
    return [(label, words) for label, words in told if words]
