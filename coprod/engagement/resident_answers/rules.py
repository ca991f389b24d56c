"""When a new count may be published, and what readers see of it."""

from dataclasses import dataclass

from coprod.core.disclosure.rules import disclose_answers, limits
from coprod.core.values.phrases import Message
from coprod.engagement.resident_answers.enums import ANSWER_SUMMARIES


@dataclass(frozen=True)
class AnswerSummary:
    """Whether people say that it happened, and whether they say that it did not yet.

    Never how many: anybody can answer, and again from another browser.
    """

    yes: bool
    not_yet: bool

    @property
    def has_enough(self) -> bool:
        return self.yes or self.not_yet

    @property
    def words(self) -> Message:
        return ANSWER_SUMMARIES[self.yes, self.not_yet]


def build_summary(yes: int, not_yet: int) -> AnswerSummary:
    counts = (disclose_answers(number) for number in (yes, not_yet))
    return AnswerSummary(*(each.is_disclosed for each in counts))


def may_update_counts(answers_now: int, answers_published: int) -> bool:
    """Tell whether a new count may replace the published one.

    In between enough people have answered: what changed is no single person's doing.
    """
    return answers_now - answers_published >= limits.fewest
