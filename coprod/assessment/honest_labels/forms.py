"""Why a team keeps a word, and which reason a curator has read."""

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import InputRequired

from coprod.assessment.honest_labels.rules import LONGEST_REASON
from coprod.core.values.errors import NotFoundError
from coprod.web.fields import ParagraphsField, parse_row_key
from coprod.web.forms import Form


class ReasonForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why do you keep the word?"),
        [InputRequired(lazy_gettext("Say why you keep the word. Readers will see it"))],
        description=lazy_gettext(
            "Readers will see it beside the text, once a curator has read it. Name no people."
        ),
        longest=LONGEST_REASON,
    )


class ReadForm(Form):
    kept = HiddenField()

    def to_justification_id(self) -> int:
        try:
            return parse_row_key(self.kept.data)
        except ValueError:
            raise NotFoundError from None
