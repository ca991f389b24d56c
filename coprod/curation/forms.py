"""What a curator is asked when an entry is sent back or withdrawn."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coprod.web.fields import Paragraphs
from coprod.web.forms import Form


class ReturnForm(Form):
    reason = Paragraphs(
        _l("What should be changed, and why?"),
        [InputRequired(_l("Say what should be changed, so that the owner can do it"))],
        description=_l("The person who logged it will read this."),
        longest=3000,
    )


class WithdrawForm(Form):
    reason = Paragraphs(
        _l("Why is it withdrawn?"),
        [InputRequired(_l("Give a reason. It will be public"))],
        description=_l(
            "Everybody will read this in the place of the entry. Say what to read instead, "
            "if there is something."
        ),
        longest=1000,
    )
