"""How we ask when and how people were asked, and for the counts."""

from collections.abc import Mapping, Sequence
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.outcomes.i_statements.models import Statement
from coprod.outcomes.results.enums import Mode, Moment, Said, Same
from coprod.outcomes.results.rules import LONGEST, LONGEST_GROUP, Details, Row
from coprod.register.activities.forms import NOT_LISTED
from coprod.web.choices import Number, OneOf
from coprod.web.fields import Line, Paragraphs, PartialDateField, Pick, no_longer_than, row_key
from coprod.web.forms import Form
from coprod.web.language import translate

NEEDED = InputRequired(_l("Write something first"))


def place_key(value: object) -> int:
    return row_key(value) if value else NOT_LISTED


class AskedForm(Form):
    """How people are asked, whether we ask them or somebody else did."""

    title = Line(
        _l("What shall we call it?"),
        [NEEDED, no_longer_than(LONGEST["title"])],
        description=_l("For example: “Lunch club, before the new menu”."),
    )
    asked_on = PartialDateField(
        _l("When were people asked?"), [InputRequired(_l("Enter the year, and the month too"))]
    )
    moment = OneOf(
        _l("Was it before or after the work?"),
        Moment,
        validators=[InputRequired(_l("Say when it was, seen from the work"))],
    )
    mode = OneOf(
        _l("How were they asked?"),
        Mode,
        validators=[InputRequired(_l("Say how people were asked"))],
    )
    language = Line(_l("In which languages?"), [NEEDED, no_longer_than(LONGEST["language"])])
    asked_by = Line(
        _l("Who asked them?"),
        [NEEDED, no_longer_than(LONGEST["asked_by"])],
        description=_l("A role or an organisation, not the name of a person."),
    )
    same_people = OneOf(_l("Did the same people answer as the time before?"), Same)
    place = Pick(_l("For which place?"), coerce=place_key)

    @classmethod
    def among(cls, places: Sequence[tuple[int, str]]) -> Self:
        form = cls.from_request()
        form.place.choices = [(NOT_LISTED, str(_l("No one place"))), *places]
        return form

    def details(self) -> Details:
        if self.asked_on.data is None:
            raise RuleBrokenError(N_("Enter the year, and the month too"), field="asked_on")
        return Details(
            title=self.title.data or "",
            asked_on=self.asked_on.data,
            moment=self.moment.chosen(),
            mode=self.mode.chosen(),
            language=self.language.data or "",
            asked_by=self.asked_by.data or "",
            same_people=self.same_people.chosen() or Same.NOT_KNOWN,
            place_id=self.place.data or None,
            grouped_by=self.words("grouped_by"),
            told=self.words("told"),
        )

    def words(self, name: str) -> str:
        """Return what was typed; a form that leaves a question out has nothing."""
        return self[name].data or "" if name in self else ""


class DetailsForm(AskedForm):
    grouped_by = Line(
        _l("Are there results for groups? By what are they told apart?"),
        [no_longer_than(LONGEST["grouped_by"])],
        description=_l("One thing only, such as “Age”. Leave it empty if there are none."),
    )
    told = Paragraphs(
        _l("What did people tell you, in words?"),
        description=_l("Say too what this cannot tell. Do not name people."),
        longest=LONGEST["told"],
        rows=4,
    )


class CountsForm(Form):
    """The counts of one statement, of everybody or of one group."""

    statement = Pick(_l("Which statement?"), coerce=row_key)
    group = Line(
        _l("Which group?"),
        [no_longer_than(LONGEST_GROUP)],
        description=_l("Leave it empty for everybody who answered."),
    )
    strongly_agree = Number()
    agree = Number()
    in_between = Number()
    disagree = Number()
    strongly_disagree = Number()
    does_not_apply = Number()
    prefer_not_to_say = Number()

    @classmethod
    def among(cls, statements: Sequence[Statement], *, empty: bool = False) -> Self:
        form = cls() if empty else cls.from_request()
        form.statement.choices = [(each.id, translate(each.worded)) for each in statements]
        for said in Said:
            form[said.value].label.text = translate(said.label)
        return form

    def row(self) -> Row:
        counts = {said: self.number(said) for said in Said}
        return Row(int(self.statement.data), counts, self.group.data or "")

    def number(self, said: Said) -> int:
        digits = (self[said.value].data or "0").replace(",", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 8):
            told = N_("Enter whole numbers of people, such as 25")
            raise RuleBrokenError(told, field=said.value)
        return int(digits)


class PasteForm(Form):
    rows = Paragraphs(
        _l("Paste the table"),
        [NEEDED],
        description=_l(
            "The first row holds the headings: statement, group, strongly_agree, agree, "
            "in_between, disagree, strongly_disagree, does_not_apply, prefer_not_to_say."
        ),
        longest=200_000,
        rows=8,
    )


class ReasonForm(Form):
    reason = Paragraphs(
        _l("Why?"), [InputRequired(_l("Give a reason. It will be public"))], longest=1000, rows=2
    )


class PlanForm(Form):
    """Read from the address: this page changes nothing."""

    now = Number(_l("How many in a hundred agree now, as far as you know?"))
    hoped = Number(_l("How many in a hundred do you hope for?"))

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        return cls(data={"now": asked.get("now", "50"), "hoped": asked.get("hoped", "60")})

    def shares(self) -> tuple[float, float]:
        return self.per_cent("now"), self.per_cent("hoped")

    def per_cent(self, name: str) -> float:
        digits = self[name].data or ""
        if not (digits.isascii() and digits.isdigit() and int(digits[:4] or 0) <= 100):
            raise RuleBrokenError(N_("Enter a whole number from 0 to 100"), field=name)
        return int(digits) / 100
