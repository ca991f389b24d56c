"""What we ask of a team that uses what others did, and of somebody who asks them."""

from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.accounts.users.rules import LONGEST_EMAIL, check_email
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.learning.adoption.enums import AdoptionOutcome, Spread
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.rules import (
    LONGEST_MESSAGE,
    LONGEST_WORDS,
    AdoptionAnswer,
    AdoptionDetails,
    TeamQuestion,
)
from coprod.register.activities.forms import TitleForm
from coprod.register.activities.rules import LONGEST_TITLE
from coprod.web.choices import EnumField
from coprod.web.fields import LineField, ParagraphsField, max_length
from coprod.web.forms import Form


class AdoptionForm(Form):
    spread = EnumField(
        lazy_gettext("How is it spreading?"),
        Spread,
        validators=[InputRequired(lazy_gettext("Say how it is spreading"))],
    )
    unchanged = ParagraphsField(
        lazy_gettext("What do you keep as it was?"), longest=LONGEST_WORDS, rows=4
    )
    changed = ParagraphsField(lazy_gettext("What do you change?"), longest=LONGEST_WORDS, rows=4)
    why = ParagraphsField(
        lazy_gettext("Why do you change it?"),
        description=lazy_gettext(
            "What is different where you are: the people, the place, the money."
        ),
        longest=LONGEST_WORDS,
        rows=4,
    )

    @classmethod
    def for_adoption(cls, adoption: Adoption) -> Self:
        values: dict[str, Any] = {
            name: getattr(adoption, name) for name in ("unchanged", "changed")
        }
        return cls.from_request(**values, why=adoption.why, spread=adoption.spread)

    def build_adoption_details(self) -> AdoptionDetails:
        words = {name: self[name].data or "" for name in ("unchanged", "changed", "why")}
        return AdoptionDetails(self.spread.get_choice(), **words)


class UseForm(TitleForm, AdoptionForm):
    title = LineField(
        lazy_gettext("What will yours be called?"),
        [InputRequired(lazy_gettext("Give it a name")), max_length(LONGEST_TITLE)],
    )


class AnswerForm(Form):
    became = EnumField(
        lazy_gettext("What happened to it?"),
        AdoptionOutcome,
        validators=[InputRequired(lazy_gettext("Say what happened to it"))],
    )
    words = ParagraphsField(
        lazy_gettext("Say more"),
        description=lazy_gettext(
            "What you would keep, what you changed again, or: “It stopped, because …”. A curator "
            "reads it before it is shown. Do not name people."
        ),
        longest=LONGEST_WORDS,
    )

    def build_answer(self) -> AdoptionAnswer:
        return AdoptionAnswer(self.became.get_choice(), self.words.data or "")


class AskForm(Form):
    words = ParagraphsField(
        lazy_gettext("Your question"),
        [InputRequired(lazy_gettext("Write something first"))],
        longest=LONGEST_MESSAGE,
    )
    email = LineField(
        lazy_gettext("Your e-mail address"),
        [max_length(LONGEST_EMAIL)],
        description=lazy_gettext("So that they can answer you. We do not keep it."),
    )
    may_see = BooleanField(lazy_gettext("The team may see my e-mail address, to answer me"))

    def build_question(self, *, must_reply: bool) -> TeamQuestion:
        """Return what is asked; a visitor leaves an address, for there is no other way back."""
        if must_reply and not self.email.data:
            raise RuleBrokenError(N_("Enter an e-mail address for the answer"), field="email")
        if self.email.data and not self.may_see.data:
            message = N_("Tick that the team may see it, or leave the address out")
            raise RuleBrokenError(message, field="may_see")
        reply_to = check_email(self.email.data) if self.email.data else ""
        return TeamQuestion(self.words.data or "", reply_to)
