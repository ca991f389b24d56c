"""What a reader says who suggests better words, and what those say who decide."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import AnyOf, InputRequired

from coprod.accounts.users.forms import OptionalEmail
from coprod.engagement.suggestions.enums import Passage
from coprod.engagement.suggestions.rules import (
    LONGEST_REASON,
    LONGEST_THANKS,
    LONGEST_WORDS,
    SuggestionDraft,
)
from coprod.reviews.forms import VerdictForm
from coprod.web.fields import LineField, ParagraphsField, max_length
from coprod.web.forms import Form


class SuggestForm(Form):
    """For everybody. ``website`` is the trap: people do not see it, and nothing refuses it."""

    words = ParagraphsField(
        lazy_gettext("Your words for it"),
        [InputRequired(lazy_gettext("Write the words that you suggest"))],
        description=lazy_gettext("These are the words as they are now. Change what you like."),
        longest=LONGEST_WORDS,
        rows=8,
    )
    reason = ParagraphsField(
        lazy_gettext("Why are these words better?"),
        [InputRequired(lazy_gettext("Say why these words are better"))],
        description=lazy_gettext("The team and a curator read this. Other readers do not."),
        longest=LONGEST_REASON,
        rows=3,
    )
    thanks = LineField(
        lazy_gettext("Who should we thank? (you can leave this empty)"),
        [max_length(LONGEST_THANKS)],
        description=lazy_gettext(
            "A first name or a role, such as “a resident of Bow”. If your words are used, "
            "everybody can read this in the history of the story."
        ),
    )
    email = OptionalEmail(
        description=lazy_gettext(
            "Only to tell you what happened to your suggestion. We delete it after that."
        ),
    )
    website = StringField(lazy_gettext("Leave this box empty"))
    seen = HiddenField()

    def build_draft(self, passage: Passage) -> SuggestionDraft:
        return SuggestionDraft(
            passage=passage,
            words=self.words.data or "",
            reason=self.reason.data or "",
            thanks=self.thanks.data or "",
            email=self.email.data or "",
        )

    @property
    def is_trapped(self) -> bool:
        return bool(self.website.data)


class SuggestionVerdictForm(VerdictForm):
    """What a curator may change in the words and in the thanks before taking them."""

    words = ParagraphsField(
        lazy_gettext("The words, if you take them"), longest=LONGEST_WORDS, rows=8
    )
    thanks = LineField(
        lazy_gettext("Who should we thank in the history?"),
        [max_length(LONGEST_THANKS)],
        description=lazy_gettext("As they wrote it. Take out what shows who somebody else is."),
    )

    def get_extra(self) -> Mapping[str, object]:
        return {"words": self.words.data or "", "thanks": self.get_text("thanks")}


class TeamAnswerForm(Form):
    """What the team says to suggested words."""

    decision = RadioField(
        lazy_gettext("What do you say?"),
        [AnyOf(["agree", "decline"], message=lazy_gettext("Choose yes or no"))],
        choices=[
            ("agree", lazy_gettext("Yes: a curator reads the words below, then they are public")),
            ("decline", lazy_gettext("No: the words stay as they are")),
        ],
        validate_choice=False,
    )
    words = ParagraphsField(
        lazy_gettext("If yes: the words"),
        description=lazy_gettext("As they were suggested. You can change them."),
        longest=LONGEST_WORDS,
        rows=8,
    )
    answer = ParagraphsField(lazy_gettext("If no: why?"), longest=LONGEST_REASON, rows=3)
