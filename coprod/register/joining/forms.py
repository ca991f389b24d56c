"""What somebody says who would like to join a team, and what they are answered."""

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form

LONGEST_WORDS = 300
LONGEST_ANSWER = 1_000


class JoinForm(Form):
    words = ParagraphsField(
        lazy_gettext("Why would you like to join?"),
        [InputRequired(lazy_gettext("Say in a sentence why you would like to join"))],
        description=lazy_gettext("One sentence is enough."),
        longest=LONGEST_WORDS,
        rows=3,
    )


class AnswerJoinForm(Form):
    decision = RadioField(
        lazy_gettext("What do you say?"),
        [AnyOf(["accept", "decline"], message=lazy_gettext("Choose yes or no"))],
        choices=[
            ("accept", lazy_gettext("Yes: they look after this activity with us from now on")),
            ("decline", lazy_gettext("No")),
        ],
        validate_choice=False,
    )
    answer = ParagraphsField(
        lazy_gettext("If no: why?"),
        description=lazy_gettext("They read this."),
        longest=LONGEST_ANSWER,
        rows=3,
    )
