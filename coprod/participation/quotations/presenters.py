"""What pages say of asking the people whom an activity quotes."""

from collections.abc import Sequence
from dataclasses import dataclass

from coprod.core.values.phrases import N_, Message
from coprod.participation.quotations import rules
from coprod.participation.quotations.actions import is_out
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.participation.quotations.models import Quotation
from coprod.register.activities.models import Activity
from coprod.web.qr_codes import build_qr_data_uri

AWAITING_ANSWER = N_("Asked. They have not answered yet")
NO_ANSWER = N_("Asked. They did not answer in time")
ALL_AGREED = N_("We asked the people who are quoted here before publishing. They agreed.")
NOT_ALL_ANSWERED = N_(
    "We asked the people who are quoted here before publishing. Not all answered in time."
)


@dataclass(frozen=True)
class QuotationRow:
    """What somebody was asked and said, for the team and for whoever decides.

    ``is_changed``: the activity says neither their words nor those that they would have instead.
    ``link`` is the one that the team hands over.
    """

    quotation: Quotation
    label: Message
    is_out: bool
    is_changed: bool
    link: str = ""

    @property
    def qr_code(self) -> str:
        return build_qr_data_uri(self.link)


def build_row(quotation: Quotation, texts: Sequence[str], link: str = "") -> QuotationRow:
    asked_for = (quotation.words, quotation.other_words)
    is_there = any(rules.contains_words(texts, words) for words in asked_for)
    return QuotationRow(
        quotation, get_label(quotation), is_out(quotation, texts), not is_there, link
    )


def get_label(quotation: Quotation) -> Message:
    if quotation.answer:
        return quotation.answer.team_label
    return AWAITING_ANSWER if quotation.is_awaiting_answer else NO_ANSWER


def describe_asking(activity: Activity, quotations: Sequence[Quotation]) -> Message | None:
    """Return what readers are told, without a number: it could tell who was asked.

    Nothing where somebody was asked later or said no: a label would point at their words.
    """
    quoted = [each for each in quotations if each.removed_on is None]
    is_claim_true = quoted and all(e.was_contacted_before_publication(activity) for e in quoted)
    if not is_claim_true or any(each.answer is QuoteAnswer.REFUSED for each in quoted):
        return None
    return ALL_AGREED if all(each.has_answered for each in quoted) else NOT_ALL_ANSWERED
