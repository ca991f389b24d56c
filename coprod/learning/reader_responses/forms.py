"""What we ask readers who used something, and those who took part in it."""

from flask_babel import lazy_gettext
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.learning.reader_responses.enums import Stance
from coprod.learning.reader_responses.rules import LONGEST_WORDS, NewSignature
from coprod.web.choices import EnumField
from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form


class UsedForm(Form):
    words = ParagraphsField(
        lazy_gettext("What did you use it for, and what did you change?"),
        description=lazy_gettext(
            "If you like. A curator reads it before it is shown. Do not name yourself or others."
        ),
        longest=LONGEST_WORDS,
    )


class SignForm(Form):
    stand = EnumField(
        lazy_gettext("How do you see it?"),
        Stance,
        validators=[InputRequired(lazy_gettext("Say how you see it"))],
    )
    words = ParagraphsField(
        lazy_gettext("In your own words"),
        description=lazy_gettext(
            "Needed if you saw it differently. A curator reads it before it is shown, and does not "
            "soften it. Do not name people."
        ),
        longest=LONGEST_WORDS,
    )
    agreed = BooleanField(
        lazy_gettext(
            "My words may be shown here, without my name. I can take them back at any time"
        )
    )

    def build_signature(self) -> NewSignature:
        return NewSignature(self.stand.get_choice(), self.words.data or "", bool(self.agreed.data))
