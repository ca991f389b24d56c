"""What curators are asked when they doubt an answer, and the team when it replies."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from coprod.assessment.answer_review.enums import Outcome, Verdict
from coprod.assessment.answer_review.rules import LONGEST, Closing, Judgement
from coprod.assessment.self_assessment.forms import one_of
from coprod.core.values.phrases import Message
from coprod.web.fields import Paragraphs
from coprod.web.forms import Form
from coprod.web.language import translate


class ChallengeForm(Form):
    words = Paragraphs(
        _l("What makes you doubt this answer?"),
        [InputRequired(_l("Write something first"))],
        description=_l("Everybody who may read the entry will see this, with the team’s reply."),
        longest=LONGEST,
    )


class ReplyForm(Form):
    words = Paragraphs(
        _l("Your reply"),
        [InputRequired(_l("Write something first"))],
        description=_l(
            "A curator reads it first, and then everybody who may read the entry. "
            "You can reply once. Do not name anybody who did not agree to it."
        ),
        longest=LONGEST,
    )


class CloseForm(Form):
    outcome = RadioField(
        _l("How does this end?"), validators=[one_of(Outcome)], validate_choice=False
    )
    words = Paragraphs(
        _l("Why?"),
        description=_l("Readers will see this. If you accept the reply you can leave it empty."),
        longest=LONGEST,
        rows=3,
    )

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        form = super().from_request(**given)
        form.outcome.choices = choices({outcome: outcome.label for outcome in Outcome})
        return form

    def closing(self) -> Closing:
        return Closing(Outcome(self.outcome.data), self.words.data or "")


class RulingForm(Form):
    verdict = RadioField(
        _l("Does the reason hold?"), validators=[one_of(Verdict)], validate_choice=False
    )
    reason = Paragraphs(
        _l("Why?"),
        description=_l("Readers will see this. If you accept it you can leave it empty."),
        longest=LONGEST,
        rows=3,
    )

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        form = super().from_request(**given)
        form.verdict.choices = [
            (Verdict.ACCEPTED.value, _l("Yes: the question does not apply to them")),
            (Verdict.REFUSED.value, _l("No: they should answer the question")),
        ]
        return form

    def judgement(self) -> Judgement:
        return Judgement(Verdict(self.verdict.data), self.reason.data or "")


def choices(labels: dict[Any, Message]) -> list[tuple[str, str]]:
    return [(each.value, translate(label)) for each, label in labels.items()]
