"""What we ask readers who used something, and those who took part in it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.learning.reader_responses.enums import Stance
from coprod.learning.reader_responses.rules import LONGEST_WORDS, NewSignature
from coprod.web.choices import EnumField
from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form


class UsedForm(Form):
    words = ParagraphsField(
        _l("What did you use it for, and what did you change?"),
        description=_l(
            "If you like. A curator reads it before it is shown. Do not name yourself or others."
        ),
        longest=LONGEST_WORDS,
    )


class SignForm(Form):
    stand = EnumField(
        _l("How do you see it?"), Stance, validators=[InputRequired(_l("Say how you see it"))]
    )
    words = ParagraphsField(
        _l("In your own words"),
        description=_l(
            "Needed if you saw it differently. A curator reads it before it is shown, and does not "
            "soften it. Do not name people."
        ),
        longest=LONGEST_WORDS,
    )
    agreed = BooleanField(
        _l("My words may be shown here, without my name. I can take them back at any time")
    )

    def build_signature(self) -> NewSignature:
        return NewSignature(self.stand.get_choice(), self.words.data or "", bool(self.agreed.data))


class DeclineForm(Form):
    reason = ParagraphsField(
        _l("Why not?"), [InputRequired(_l("Give a reason: it will be shown"))], longest=1000, rows=2
    )
