"""What a curator is asked about changes to what is published."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import InputRequired

from coprod.register.review.forms import ReturnForm
from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form


class TakeBackForm(Form):
    kind = HiddenField()


class ReturnChangesForm(ReturnForm):
    """``seen`` is the mark of both sides as they were shown."""

    seen = HiddenField()


class ReasonForm(Form):
    reason = ParagraphsField(
        _l("Why do you change it?"),
        [InputRequired(_l("Give a reason. The owner will read it"))],
        description=_l("The person who logged it will read this. Readers will not."),
        longest=3000,
        rows=3,
    )
