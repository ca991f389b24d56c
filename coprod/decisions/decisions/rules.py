"""What a record takes after it was signed off."""

from dataclasses import dataclass
from datetime import date

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.decisions.records.enums import Kept, Later


@dataclass(frozen=True)
class Addition:
    """What is added to a record that was signed off."""

    kind: Later
    words: str
    kept: Kept | None = None
    with_residents: bool = False
    next_review_on: date | None = None


def check_addition(addition: Addition, today: date) -> None:
    if not addition.words:
        raise RuleBrokenError(N_("Say it in a few words"), field="words")
    if addition.kind is Later.CHECK and addition.kept is None:
        raise RuleBrokenError(N_("Say whether the promise was kept"), field="kept")
    if addition.kind is Later.REVIEW:
        day = addition.next_review_on
        if day is None or day <= today:
            said = N_("Enter the day to look at it next, in the future")
            raise RuleBrokenError(said, field="next_review_on")
