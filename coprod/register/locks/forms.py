"""What a curator is asked before an entry is locked or unlocked."""

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import InputRequired

from coprod.web.fields import LineField, ParagraphsField, max_length
from coprod.web.forms import Form


class LockForm(Form):
    seen = HiddenField()
    checked_by = LineField(
        lazy_gettext("Who checked it?"),
        [
            InputRequired(lazy_gettext("Enter the roles of the people who checked it")),
            max_length(200),
        ],
        description=lazy_gettext(
            "Their roles and no names, such as “a curator and two lay members”. Readers see this."
        ),
    )


class UnlockForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why do you unlock it?"),
        [InputRequired(lazy_gettext("Give a reason. It will be public"))],
        description=lazy_gettext(
            "The team and everybody else can read this in the history of the activity."
        ),
        longest=1000,
        rows=3,
    )
