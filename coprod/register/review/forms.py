"""What people are asked in the conversation about an activity, and when it goes out of sight."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.core.values.answers import YesNoUnsure
from coprod.core.values.slugs import LIMIT
from coprod.register.activities.enums import Status
from coprod.register.review.rules import LONGEST_MESSAGE, PersonAnswers
from coprod.reviews.forms import VerdictForm
from coprod.web.choices import EnumField
from coprod.web.fields import (
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
)
from coprod.web.forms import Form

REMOVAL_STATUSES = (Status.WITHDRAWN, Status.ARCHIVED)


class MessageForm(Form):
    body = ParagraphsField(
        lazy_gettext("Your message"),
        [InputRequired(lazy_gettext("Write something first"))],
        description=lazy_gettext("Only the team, the curators and their advisers can read it."),
        longest=LONGEST_MESSAGE,
    )


class ActivityVerdictForm(VerdictForm):
    """Publishing may wait for a day."""

    day = PartialDateField(
        lazy_gettext("On which day?"),
        description=lazy_gettext("For “Publish on a day”. It is hidden until then."),
    )

    def get_extra(self) -> Mapping[str, object]:
        return {"day": self.day.get_whole_day()}


class SubmitForm(Form):
    recognisable = EnumField(
        lazy_gettext("Is a person quoted or easy to recognise here?"),
        YesNoUnsure,
        description=lazy_gettext("Only you and the curators see this. Do not say who it is."),
    )
    agreed = EnumField(
        lazy_gettext("If so, did they agree to it?"),
        YesNoUnsure,
        description=lazy_gettext(
            "You can ask them by a link: “Ask the people you quote whether it is right”."
        ),
    )

    def get_answers(self) -> PersonAnswers:
        return PersonAnswers(self.recognisable.get_choice(), self.agreed.get_choice())


class PlanForm(Form):
    day = PartialDateField(lazy_gettext("On which day does it become public?"))

    def get_day(self) -> date | None:
        return self.day.get_whole_day()


class WithdrawForm(Form):
    how = RadioField(
        lazy_gettext("What is to happen to it?"),
        [
            AnyOf(
                [s.value for s in REMOVAL_STATUSES],
                message=lazy_gettext("Choose what is to happen to it"),
            )
        ],
        choices=[
            (Status.WITHDRAWN.value, lazy_gettext("Withdraw it: it should not be here")),
            (Status.ARCHIVED.value, lazy_gettext("Archive it: it was right, but is out of date")),
        ],
        default=Status.WITHDRAWN.value,
        validate_choice=False,
    )
    reason = ParagraphsField(
        lazy_gettext("Why?"),
        [InputRequired(lazy_gettext("Give a reason. It will be public"))],
        description=lazy_gettext("Everybody will read this in place of the story."),
        longest=1000,
    )
    read_instead = LineField(
        lazy_gettext("What should people read instead?"),
        [max_length(500)],
        description=lazy_gettext("If there is something: the address of another public story."),
    )


class AddressForm(Form):
    address = LineField(
        lazy_gettext("New address"),
        [max_length(LIMIT)],
        description=lazy_gettext(
            "A few words, such as “falls group”. If you leave it empty, the address has no words."
        ),
    )
    old = RadioField(
        lazy_gettext("What does the old address do?"),
        [AnyOf(["leads_on", "gone"], message=lazy_gettext("Choose what the old address does"))],
        choices=[
            ("leads_on", lazy_gettext("It leads on to the new one")),
            ("gone", lazy_gettext("It is gone, because it says too much about somebody")),
        ],
        validate_choice=False,
    )

    @property
    def is_gone(self) -> bool:
        return bool(self.old.data == "gone")
