"""Enums whose members carry the words that people read."""

from enum import StrEnum
from typing import Self

from coprod.core.values.phrases import Message

UNLABELLED = Message("")
"""Only for type checkers, to which ``Status("draft")`` is a call of ``__new__``."""


class LabelledEnum(StrEnum):
    """Written ``DRAFT = "draft", N_("Draft")``: the value is stored, the label is shown."""

    label: Message

    def __new__(cls, value: str, label: Message = UNLABELLED) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def labels(cls) -> dict[Self, Message]:
        """Every member with its label, in the order of the enum, for choices and tables."""
        return {member: member.label for member in cls}
