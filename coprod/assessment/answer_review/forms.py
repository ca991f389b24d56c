"""What curators are asked when they doubt an answer, and the team when it replies."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from coprod.assessment.answer_review.enums import QueryOutcome, RulingVerdict
from coprod.assessment.answer_review.rules import LONGEST, Judgement, QueryClosing
from coprod.assessment.self_assessment.forms import require_one_of
from coprod.core.values.phrases import Message
from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form
from coprod.web.language import translate


class AnswerQueryForm(Form):
    words = ParagraphsField(
        _l("What makes you doubt this answer?"),
        [InputRequired(_l("Write something first"))],
        description=_l("Everybody who may read the entry will see this, with the team’s reply."),
        longest=LONGEST,
    )


class ReplyForm(Form):
    words = ParagraphsField(
        _l("Your reply"),
        [InputRequired(_l("Write something first"))],
        description=_l(
            "A curator reads it first, and then everybody who may read the entry. You can reply "
            "once. Do not name anybody who did not agree to it."
        ),
        longest=LONGEST,
    )


class CloseForm(Form):
    outcome = RadioField(
        _l("How does this end?"), validators=[require_one_of(QueryOutcome)], validate_choice=False
    )
    words = ParagraphsField(
        _l("Why?"),
        description=_l("Readers will see this. If you accept the reply you can leave it empty."),
        longest=LONGEST,
        rows=3,
    )

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        form = super().from_request(**given)
        form.outcome.choices = list_choices({outcome: outcome.label for outcome in QueryOutcome})
        return form

    def to_closing(self) -> QueryClosing:
        return QueryClosing(QueryOutcome(self.outcome.data), self.words.data or "")


class RulingForm(Form):
    verdict = RadioField(
        _l("Does the reason hold?"),
        validators=[require_one_of(RulingVerdict)],
        validate_choice=False,
    )
    reason = ParagraphsField(
        _l("Why?"),
        description=_l("Readers will see this. If you accept it you can leave it empty."),
        longest=LONGEST,
        rows=3,
    )

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        form = super().from_request(**given)
        form.verdict.choices = [
            (RulingVerdict.ACCEPTED.value, _l("Yes: the question does not apply to them")),
            (RulingVerdict.REFUSED.value, _l("No: they should answer the question")),
        ]
        return form

    def to_judgement(self) -> Judgement:
        return Judgement(RulingVerdict(self.verdict.data), self.reason.data or "")


def list_choices(labels: dict[Any, Message]) -> list[tuple[str, str]]:
    return [(each.value, translate(label)) for each, label in labels.items()]
