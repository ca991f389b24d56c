"""How we ask when and how people were asked, and for the counts."""

from collections.abc import Mapping, Sequence
from typing import Self

from flask_babel import lazy_gettext
from wtforms.validators import InputRequired

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.keys import parse_digits, strip_separators
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import LikertAnswer, Mode, Moment, SamePeople
from coprod.outcomes.results.rules import LONGEST, LONGEST_GROUP, CountsRow, WaveDetails
from coprod.register.activities.forms import NOT_LISTED
from coprod.web.choices import EnumField, NumberField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate

NEEDED = InputRequired(lazy_gettext("Write something first"))


def parse_place_key(value: object) -> int:
    return parse_row_key(value) if value else NOT_LISTED


class WaveForm(Form):
    """How people are asked, whether we ask them or somebody else did."""

    title = LineField(
        lazy_gettext("What should we call it?"),
        [NEEDED, max_length(LONGEST["title"])],
        description=lazy_gettext("For example: “Lunch club, before the new menu”."),
    )
    surveyed_on = PartialDateField(
        lazy_gettext("When were people asked?"),
        [InputRequired(lazy_gettext("Enter the year, and the month too"))],
    )
    moment = EnumField(
        lazy_gettext("Was it before or after the work?"),
        Moment,
        validators=[InputRequired(lazy_gettext("Say when it was, seen from the work"))],
    )
    mode = EnumField(
        lazy_gettext("How were they asked?"),
        Mode,
        validators=[InputRequired(lazy_gettext("Say how people were asked"))],
    )
    language = LineField(
        lazy_gettext("In which languages?"), [NEEDED, max_length(LONGEST["language"])]
    )
    surveyed_by = LineField(
        lazy_gettext("Who asked them?"),
        [NEEDED, max_length(LONGEST["surveyed_by"])],
        description=lazy_gettext("A role or an organisation, not the name of a person."),
    )
    same_people = EnumField(
        lazy_gettext("Did the same people answer as the time before?"), SamePeople
    )
    place = ChoiceField(lazy_gettext("For which place?"), coerce=parse_place_key)

    @classmethod
    def build(cls, places: Sequence[tuple[int, str]]) -> Self:
        form = cls.from_request()
        form.place.choices = [(NOT_LISTED, str(lazy_gettext("No one place"))), *places]
        return form

    def to_details(self) -> WaveDetails:
        if self.surveyed_on.data is None:
            raise RuleBrokenError(N_("Enter the year, and the month too"), field="surveyed_on")
        return WaveDetails(
            title=self.title.data or "",
            surveyed_on=self.surveyed_on.data,
            moment=self.moment.get_choice(),
            mode=self.mode.get_choice(),
            language=self.language.data or "",
            surveyed_by=self.surveyed_by.data or "",
            same_people=self.same_people.get_choice() or SamePeople.NOT_KNOWN,
            place_id=self.place.data or None,
            grouped_by=self.get_text("grouped_by"),
            summary=self.get_text("summary"),
        )

    def get_text(self, name: str) -> str:
        """Return what was typed; a form that leaves a question out has nothing."""
        return self[name].data or "" if name in self else ""


class DetailsForm(WaveForm):
    grouped_by = LineField(
        lazy_gettext("Are there results for groups? What sets the groups apart?"),
        [max_length(LONGEST["grouped_by"])],
        description=lazy_gettext(
            "One thing only, such as “Age”. Leave it empty if there are none."
        ),
    )
    summary = ParagraphsField(
        lazy_gettext("What did people tell you, in words?"),
        description=lazy_gettext("Say too what this cannot show. Do not name people."),
        longest=LONGEST["summary"],
        rows=4,
    )


class CountsForm(Form):
    """The counts of one statement, of everybody or of one group."""

    statement = ChoiceField(lazy_gettext("Which statement?"), coerce=parse_row_key)
    group = LineField(
        lazy_gettext("Which group?"),
        [max_length(LONGEST_GROUP)],
        description=lazy_gettext("Leave it empty for everybody who answered."),
    )
    strongly_agree = NumberField()
    agree = NumberField()
    in_between = NumberField()
    disagree = NumberField()
    strongly_disagree = NumberField()
    does_not_apply = NumberField()
    prefer_not_to_say = NumberField()

    @classmethod
    def build(cls, statements: Sequence[Statement], *, empty: bool = False) -> Self:
        form = cls() if empty else cls.from_request()
        form.statement.choices = [(each.id, translate(each.worded)) for each in statements]
        for answer in LikertAnswer:
            form[answer.value].label.text = translate(answer.label)
        return form

    def to_row(self) -> CountsRow:
        counts = {answer: self.read_number(answer) for answer in LikertAnswer}
        return CountsRow(int(self.statement.data), counts, self.group.data or "")

    def read_number(self, answer: LikertAnswer) -> int:
        number = parse_digits(strip_separators(self[answer.value].data or "0"), 7)
        if number is None:
            message = N_("Enter whole numbers of people, such as 25")
            raise RuleBrokenError(message, field=answer.value)
        return number


class PasteForm(Form):
    rows = ParagraphsField(
        lazy_gettext("Paste the table"),
        [NEEDED],
        description=lazy_gettext(
            "The first row holds the headings: statement, group, strongly_agree, agree, "
            "in_between, disagree, strongly_disagree, does_not_apply, prefer_not_to_say."
        ),
        longest=200_000,
        rows=8,
    )


class ReasonForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why?"),
        [InputRequired(lazy_gettext("Give a reason. It will be public"))],
        longest=1000,
        rows=2,
    )


class PlanForm(Form):
    """Read from the address: this page changes nothing."""

    now = NumberField(lazy_gettext("How many in a hundred agree now, as far as you know?"))
    hoped = NumberField(lazy_gettext("How many in a hundred do you hope for?"))

    @classmethod
    def build(cls, query_args: Mapping[str, str]) -> Self:
        return cls(
            data={"now": query_args.get("now", "50"), "hoped": query_args.get("hoped", "60")}
        )

    def to_shares(self) -> tuple[float, float]:
        return self.read_per_cent("now"), self.read_per_cent("hoped")

    def read_per_cent(self, name: str) -> float:
        share = parse_digits(self[name].data or "", 3)
        if share is None or share > 100:
            raise RuleBrokenError(N_("Enter a whole number from 0 to 100"), field=name)
        return share / 100
