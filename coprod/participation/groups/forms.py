"""What groups are asked, what somebody without a link is asked, and how a consent is recorded."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.participation.groups.enums import ConsentSubject, Stance
from coprod.participation.groups.rules import MAX_LENGTHS, ConsentTerms, GroupAnswer, OwnershipClaim
from coprod.register.files.models import StoredFile
from coprod.web.choices import EnumField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form

CHOOSE = lazy_gettext("Choose from the list")


class AskForm(Form):
    group = ChoiceField(lazy_gettext("Which group?"), validate_choice=False)
    email = LineField(
        lazy_gettext("The group’s e-mail address"),
        [InputRequired(lazy_gettext("Enter the group’s e-mail address")), max_length(254)],
        description=lazy_gettext("We send the link there, and do not keep the address."),
    )

    @classmethod
    def for_groups(cls, names: Sequence[str]) -> Self:
        form = cls.from_request()
        form.group.choices = [("", CHOOSE), *((name, name) for name in names)]
        return form


class AnswerForm(Form):
    stand = EnumField(
        lazy_gettext("Does the story say it as it was?"),
        Stance,
        validators=[InputRequired(lazy_gettext("Choose one of the answers"))],
    )
    words = ParagraphsField(
        lazy_gettext("In your group’s words"),
        description=lazy_gettext(
            "How you were asked, how many of you, and what your view was. If readers may see it, "
            "a curator reads it first, and does not soften it. Do not name people."
        ),
        longest=MAX_LENGTHS["words"],
    )
    may_show_words = BooleanField(
        lazy_gettext("Readers may see our words"),
        description=lazy_gettext(
            "If you leave this empty, only the team and the curators read them."
        ),
    )
    seen = HiddenField()

    def get_answer(self) -> GroupAnswer:
        return GroupAnswer(
            self.stand.get_choice(), self.words.data or "", bool(self.may_show_words.data)
        )


class ClaimForm(AnswerForm):
    group = ChoiceField(lazy_gettext("Which group is yours?"), validate_choice=False)
    contact = LineField(
        lazy_gettext("How can we reach you?"),
        [
            InputRequired(lazy_gettext("Say how we can reach you. Only curators see it")),
            max_length(MAX_LENGTHS["contact"]),
        ],
        description=lazy_gettext(
            "An e-mail address or a phone number. A curator asks back, and then it is deleted. It "
            "is never shown."
        ),
    )

    @classmethod
    def for_groups(cls, names: Sequence[str]) -> Self:
        form = cls.from_request()
        form.group.choices = [("", CHOOSE), *((name, name) for name in names)]
        return form

    def get_claim(self) -> OwnershipClaim:
        return OwnershipClaim(self.group.data or "", self.get_answer(), self.contact.data or "")


class ConsentForm(Form):
    covers = EnumField(
        lazy_gettext("What is it for?"),
        ConsentSubject,
        validators=[InputRequired(lazy_gettext("Say what it is for"))],
    )
    file = ChoiceField(lazy_gettext("Which file?"), validate_choice=False)
    what = LineField(
        lazy_gettext("What is it, in a few words?"),
        [InputRequired(lazy_gettext("Say what it is, without naming the person"))],
        description=lazy_gettext(
            "For example: “What a carer says in the second paragraph”. Name nobody."
        ),
    )
    for_what = ParagraphsField(
        lazy_gettext("What did the person agree to?"),
        [InputRequired(lazy_gettext("Say what the person agreed to"))],
        longest=MAX_LENGTHS["for_what"],
        rows=2,
    )
    outside = BooleanField(
        lazy_gettext("It may be shared outside this place too. They were asked apart")
    )
    how = LineField(
        lazy_gettext("How did they agree?"),
        [InputRequired(lazy_gettext("Say how the person agreed, such as “signed form”"))],
        description=lazy_gettext(
            "For example: “Signed form, kept by the team”. Do not name the person."
        ),
    )
    agreed_on = PartialDateField(lazy_gettext("On which day?"))
    until = PartialDateField(
        lazy_gettext("Until when?"),
        description=lazy_gettext("You can leave this empty. After this day it is hidden at once."),
    )

    @classmethod
    def for_files(cls, files: Sequence[StoredFile]) -> Self:
        form = cls.from_request()
        file_choices = [(str(file.id), file.caption or file.name) for file in files]
        form.file.choices = [("", lazy_gettext("No file")), *file_choices]
        return form

    def get_terms(self) -> ConsentTerms:
        return ConsentTerms(
            covers=self.covers.get_choice(),
            what=self.what.data or "",
            for_what=self.for_what.data or "",
            how=self.how.data or "",
            agreed_on=self.agreed_on.get_whole_day(),
            until=self.until.get_whole_day(),
            outside=bool(self.outside.data),
            file_id=parse_row_key(self.file.data) if self.file.data else None,
        )
