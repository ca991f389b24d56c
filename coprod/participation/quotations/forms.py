"""What a team asks somebody who is quoted, and what they answer."""

from flask_babel import lazy_gettext
from wtforms.validators import InputRequired

from coprod.accounts.users.forms import OptionalEmail
from coprod.participation.quotations.enums import QuoteAnswer
from coprod.participation.quotations.rules import LONGEST_WORDS, QuoteReply
from coprod.web.choices import EnumField
from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form


class AskPersonForm(Form):
    words = ParagraphsField(
        lazy_gettext("Which words are theirs?"),
        [InputRequired(lazy_gettext("Copy the words from the activity"))],
        description=lazy_gettext(
            "Copy them as the activity says them. Do not say whose they are: we keep no names."
        ),
        longest=LONGEST_WORDS,
        rows=3,
    )
    email = OptionalEmail(
        description=lazy_gettext(
            "We send the link there, and do not keep the address. "
            "Without one you get a link and a code to hand over."
        ),
    )


class ReplyForm(Form):
    answer = EnumField(
        lazy_gettext("May we publish these words?"),
        QuoteAnswer,
        validators=[InputRequired(lazy_gettext("Choose one of the answers"))],
    )
    words = ParagraphsField(
        lazy_gettext("If in other words: which?"),
        description=lazy_gettext("Write them as you would like to read them."),
        longest=LONGEST_WORDS,
        rows=4,
    )

    def get_reply(self) -> QuoteReply:
        return QuoteReply(self.answer.get_choice(), self.words.data or "")
