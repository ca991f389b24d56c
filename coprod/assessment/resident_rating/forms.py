"""How residents are asked, how their answers are typed in for them, and what a curator decides."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from coprod.assessment.resident_rating.actions import RoundOpening
from coprod.assessment.resident_rating.enums import QUESTION_NAMES, TYPED_IN, AnswerChannel
from coprod.assessment.resident_rating.rules import (
    LONGEST,
    MOST_PEOPLE,
    Behalf,
    CodeIssue,
    ResidentReply,
    drop_unknown,
)
from coprod.assessment.self_assessment.enums import Round
from coprod.assessment.self_assessment.forms import require_one_of
from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.web.choices import EnumField
from coprod.web.fields import (
    CheckboxesField,
    LineField,
    ParagraphsField,
    PartialDateField,
    WholeNumberField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate

USUAL = timedelta(weeks=3)
LONGEST_CODE = 40


class OpenForm(Form):
    round = RadioField(
        lazy_gettext("Which round is it?"),
        validators=[require_one_of(Round)],
        validate_choice=False,
    )
    closes_on = PartialDateField(
        lazy_gettext("When does it close?"),
        description=lazy_gettext("Most rounds are open for two or three weeks."),
    )

    @classmethod
    def build(cls, today: date) -> Self:
        day = today + USUAL
        usual = PartialDate.from_day(day)
        form = cls.from_request(round=Round.START.value, closes_on=usual)
        form.round.choices = [(each.value, translate(each.label)) for each in Round]
        return form

    def to_details(self) -> RoundOpening:
        return RoundOpening(Round(self.round.data), self.closes_on.require_whole_day())


class QuestionsForm(Form):
    """The questions themselves are drawn from ``words``: each has faces and words beside it."""

    slip = HiddenField()
    G1 = RadioField(validate_choice=False)
    Q2 = RadioField(validate_choice=False)
    Q5 = RadioField(validate_choice=False)
    Q6 = RadioField(validate_choice=False)
    Q8 = RadioField(validate_choice=False)
    Q9 = RadioField(validate_choice=False)
    Q13 = RadioField(validate_choice=False)
    remark = ParagraphsField(
        lazy_gettext("Is there anything to add?"),
        description=lazy_gettext("A curator reads it first. Do not name people."),
        longest=LONGEST["remark"],
        rows=4,
    )

    def to_reply(self) -> ResidentReply:
        return ResidentReply(
            drop_unknown({name: self[name].data for name in QUESTION_NAMES}), self.remark.data or ""
        )


class RateForm(QuestionsForm):
    slip_code = LineField(
        lazy_gettext("Do you have a slip with a code?"),
        [max_length(LONGEST_CODE)],
        description=lazy_gettext("Type in the code. If you have none, leave this box empty."),
    )


class BehalfForm(QuestionsForm):
    given = EnumField(lazy_gettext("How were the answers given?"), AnswerChannel)
    note = ParagraphsField(
        lazy_gettext("How did you get them?"),
        description=lazy_gettext(
            "For example: “Paper form, filled in at the lunch club on 3 May”. Do not name the "
            "person. Curators read this."
        ),
        longest=LONGEST["note"],
        rows=2,
    )

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        form = super().from_request(**given)
        form.given.choices = [(each.value, translate(each.label)) for each in TYPED_IN]
        return form

    def to_behalf(self) -> Behalf:
        channel = self.given.get_choice()
        if channel is None:
            raise RuleBrokenError(N_("Say how the answers were given"), field="given")
        return Behalf(channel, self.note.data or "")


class IssueForm(Form):
    holder = LineField(
        lazy_gettext("Who collects the answers?"),
        [InputRequired(lazy_gettext("Say who gets the codes, as a role or a group"))],
        description=lazy_gettext(
            "A group or a role, such as “A lunch club in Bow”. It must be somebody who never "
            "worked on this activity."
        ),
    )
    email = LineField(
        lazy_gettext("Their e-mail address (optional)"),
        description=lazy_gettext(
            "If they have an account here. They can then print the codes and type in paper forms."
        ),
    )
    session = LineField(
        lazy_gettext("Which session are the codes for?"),
        [InputRequired(lazy_gettext("Say which session the codes are for"))],
        description=lazy_gettext("For example: “Lunch on 3 May”"),
    )
    people = WholeNumberField(
        lazy_gettext("How many people are at the session?"),
        [
            InputRequired(
                lazy_gettext("Enter a number of people from 1 to %(most)s", most=MOST_PEOPLE)
            )
        ],
        description=lazy_gettext("We make a code for each of them, and a tenth more to spare."),
    )

    def to_issue(self) -> CodeIssue:
        return CodeIssue(self.holder.data or "", self.session.data or "", self.people.data)


class SetAsideForm(Form):
    chosen = CheckboxesField(lazy_gettext("Which answers?"), coerce=parse_row_key, choices=())
    reason = ParagraphsField(
        lazy_gettext("Why do they not count?"),
        [InputRequired(lazy_gettext("Give a reason. It will be public"))],
        description=lazy_gettext("Everybody can read this. Name nobody, and say what you saw."),
        longest=LONGEST["reason"],
        rows=3,
    )

    @classmethod
    def build(cls, ids: Sequence[int]) -> Self:
        form = cls.from_request()
        form.chosen.choices = [(each, str(each)) for each in ids]
        return form
