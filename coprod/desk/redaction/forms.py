"""What a curator is asked before words, a number or a file are taken out for good."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from coprod.desk.redaction.rules import LONGEST_PASSAGE
from coprod.web.fields import CheckboxesField, ParagraphsField, parse_row_key
from coprod.web.forms import Form


def build_reason_field() -> ParagraphsField:
    return ParagraphsField(
        _l("Why is it taken out?"),
        [InputRequired(_l("Say why, without the words themselves"))],
        description=_l(
            "Do not write the words again: your reason is kept. For example: it names a person who "
            "did not agree."
        ),
        longest=1000,
        rows=3,
    )


class PassageForm(Form):
    passage = ParagraphsField(
        _l("The words or the number"),
        [InputRequired(_l("Paste the words or the number"))],
        description=_l("Copy them from the page. Capital letters, spaces and bold do not matter."),
        longest=LONGEST_PASSAGE,
        rows=3,
    )
    reason = build_reason_field()


class ConfirmForm(PassageForm):
    """``seen`` is the fingerprint of the places that were shown."""

    seen = HiddenField()
    places = CheckboxesField(_l("Take it out here"))


class FileForm(Form):
    file = RadioField(_l("Which file?"), [InputRequired(_l("Choose a file"))], coerce=parse_row_key)
    reason = build_reason_field()
