"""What a team is asked that wants its entry taken away, and a curator who puts one back."""

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form

LONGEST_REASON = 1_000


class RemovalForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why should it go?"),
        [InputRequired(lazy_gettext("Say why. Only curators read it"))],
        description=lazy_gettext("Only curators and your team read this."),
        longest=LONGEST_REASON,
    )
    title = RadioField(
        lazy_gettext("May its name stay on the page that says it is gone?"),
        [AnyOf(["yes", "no"], message=lazy_gettext("Choose yes or no"))],
        choices=[
            ("yes", lazy_gettext("Yes")),
            ("no", lazy_gettext("No, its name says too much about somebody")),
        ],
        validate_choice=False,
    )

    @property
    def hides_title(self) -> bool:
        return bool(self.title.data == "no")


class RestoreForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why is it public again?"),
        [InputRequired(lazy_gettext("Give a reason. It will be public"))],
        description=lazy_gettext("Everybody can read this in the history of the story."),
        longest=LONGEST_REASON,
    )
