"""What a curator is asked before words, a number or a file are taken out for good."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from coprod.desk.redaction.rules import LONGEST_PASSAGE
from coprod.web.fields import CheckboxesField, ParagraphsField, parse_row_key
from coprod.web.forms import Form


def build_reason_field() -> ParagraphsField:
    return ParagraphsField(
        lazy_gettext("Why is it taken out?"),
        [InputRequired(lazy_gettext("Say why, without the words themselves"))],
        description=lazy_gettext(
            "Do not write the words again: your reason is kept. For example: it names a person who "
            "did not agree."
        ),
        longest=1000,
        rows=3,
    )


class PassageForm(Form):
    passage = ParagraphsField(
        lazy_gettext("The words or the number"),
        [InputRequired(lazy_gettext("Paste the words or the number"))],
        description=lazy_gettext(
            "Copy them from the page. Capital letters, spaces and bold do not matter."
        ),
        longest=LONGEST_PASSAGE,
        rows=3,
    )
    reason = build_reason_field()


class ConfirmForm(PassageForm):
    """``seen`` is the fingerprint of the places that were shown."""

    seen = HiddenField()
    places = CheckboxesField(lazy_gettext("Take it out here"))


class FileForm(Form):
    file = RadioField(
        lazy_gettext("Which file?"),
        [InputRequired(lazy_gettext("Choose a file"))],
        coerce=parse_row_key,
    )
    reason = build_reason_field()
