"""Enums whose members carry the words that people read."""

from enum import StrEnum
from inspect import get_annotations
from typing import Self

from coprod.core.values.phrases import Message

UNLABELLED = Message("")
"""Only for type checkers, to which ``Status("draft")`` is a call of ``__new__``."""


class LabelledEnum(StrEnum):
    """Written ``DRAFT = "draft", N_("Draft")``: the value is stored, the label is shown.

    An enum that has words for others too declares each by its name above the members, and every
    member has them in that order: ``public_label: Message`` and
    ``DRAFT = "draft", N_("Draft"), N_("Not public yet")``.
    """

    label: Message

    def __new__(cls, value: str, label: Message = UNLABELLED, *others: Message) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        names = get_annotations(cls) if others else ()
        for name, other in zip(names, others, strict=True):
            setattr(member, name, other)
        return member

    @classmethod
    def labels(cls) -> dict[Self, Message]:
        """Every member with its label, in the order of the enum, for choices and tables."""
        return {member: member.label for member in cls}
