"""What the private page of a comment asks for, if its author likes."""

from flask_babel import lazy_gettext

from coprod.accounts.users.forms import EmailField
from coprod.web.forms import Form


class ReceiptEmailForm(Form):
    email = EmailField(
        lazy_gettext("Your e-mail address"),
        description=lazy_gettext(
            "Only to tell you what happened to your comment. Nobody else sees it."
        ),
    )
