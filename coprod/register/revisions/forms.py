"""What a curator is asked about changes to what is published."""

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import InputRequired

from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form


class TakeBackForm(Form):
    kind = HiddenField()


class DiscardForm(Form):
    seen = HiddenField()


class ReasonForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why do you change it?"),
        [InputRequired(lazy_gettext("Give a reason. The owner will read it"))],
        description=lazy_gettext("The person who logged it will read this. Readers will not."),
        longest=3000,
        rows=3,
    )
