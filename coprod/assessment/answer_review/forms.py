"""What curators are asked when they doubt an answer, and the team when it replies."""

from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import InputRequired

from coprod.assessment.answer_review.enums import QueryOutcome
from coprod.assessment.answer_review.rules import LONGEST, QueryClosing
from coprod.assessment.self_assessment.forms import require_one_of
from coprod.core.values.phrases import Message
from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form
from coprod.web.language import translate


class AnswerQueryForm(Form):
    words = ParagraphsField(
        lazy_gettext("What makes you doubt this answer?"),
        [InputRequired(lazy_gettext("Write something first"))],
        description=lazy_gettext(
            "Everybody who can read the activity will see this, with the team’s reply."
        ),
        longest=LONGEST,
    )


class ReplyForm(Form):
    words = ParagraphsField(
        lazy_gettext("Your reply"),
        [InputRequired(lazy_gettext("Write something first"))],
        description=lazy_gettext(
            "A curator reads it first, and then everybody who can read the activity. You can "
            "reply once. Do not name anybody who did not agree to it."
        ),
        longest=LONGEST,
    )


class CloseForm(Form):
    outcome = RadioField(
        lazy_gettext("How does this end?"),
        validators=[require_one_of(QueryOutcome)],
        validate_choice=False,
    )
    words = ParagraphsField(
        lazy_gettext("Why?"),
        description=lazy_gettext(
            "Readers will see this. If you accept the reply you can leave it empty."
        ),
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


def list_choices(labels: dict[Any, Message]) -> list[tuple[str, str]]:
    return [(each.value, translate(label)) for each, label in labels.items()]
