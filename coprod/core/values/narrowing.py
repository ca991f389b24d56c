"""What a list is narrowed down by, as a page shows it: filters, their options, what is chosen."""

from dataclasses import dataclass

from coprod.core.values.phrases import Message


@dataclass(frozen=True)
class Option:
    value: str
    label: str | Message
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One facet as it is shown. ``is_open`` when something in it is chosen."""

    name: str
    label: Message
    options: list[Option]

    @property
    def is_open(self) -> bool:
        return any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class Chip:
    """One choice that can be taken back; ``without`` is the address part that does so."""

    label: str | Message
    about: Message
    without: dict[str, object]
