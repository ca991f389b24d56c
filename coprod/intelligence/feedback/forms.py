"""How a curator is asked for an insight summary."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from coprod.core.values.dates import PartialDate
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.keys import parse_digits, strip_separators
from coprod.core.values.phrases import N_
from coprod.intelligence.feedback.enums import LISTS_BY_SIDE, CountedIn, Side, Theme
from coprod.intelligence.feedback.rules import (
    LONGEST_LINE,
    LONGEST_NARRATIVE,
    Explanation,
    Numbers,
    Provenance,
    Subject,
    Summary,
)
from coprod.web.choices import EnumField, NumberField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form, require_value
from coprod.web.language import translate

TERM_FIELDS = ("locality_id", "network_id", "practice_id", "service_id", "group_id")
NUMBER_FIELDS = ("people", "comments", "positive", "neutral", "negative")
MEASURED_FIELDS = (
    "source",
    "starts",
    "ends",
    *TERM_FIELDS,
    "theme",
    "elsewhere",
    *NUMBER_FIELDS,
    "counted_in",
    "is_labelled",
)
DIGITS = 7
Choices = Mapping[Side, Sequence[tuple[int, str]]]


class SummaryForm(Form):
    seen = HiddenField()
    source = LineField(
        lazy_gettext("Who collected it?"),
        [InputRequired(lazy_gettext("Say who collected it")), max_length(LONGEST_LINE)],
        description=lazy_gettext("For example: Healthwatch. Use the same name every time."),
    )
    starts = PartialDateField(
        lazy_gettext("From when?"),
        [InputRequired(lazy_gettext("Say from when"))],
        description=lazy_gettext("The month and the year will do."),
    )
    ends = PartialDateField(
        lazy_gettext("Until when?"),
        [InputRequired(lazy_gettext("Say until when"))],
        description=lazy_gettext(
            "The month and the year will do: it counts to the end of the month."
        ),
    )
    service_id = ChoiceField(lazy_gettext("About which service?"), coerce=parse_row_key)
    theme = ChoiceField(lazy_gettext("About which theme?"), coerce=str)
    locality_id = ChoiceField(lazy_gettext("From which place?"), coerce=parse_row_key)
    network_id = ChoiceField(lazy_gettext("From which GP network?"), coerce=parse_row_key)
    practice_id = ChoiceField(lazy_gettext("About which GP practice?"), coerce=parse_row_key)
    group_id = ChoiceField(lazy_gettext("From which group of people?"), coerce=parse_row_key)
    elsewhere = LineField(
        lazy_gettext("From another borough?"),
        [max_length(LONGEST_LINE)],
        description=lazy_gettext(
            "Write its name. It is compared with ours and never counted with it."
        ),
    )
    people = NumberField(
        lazy_gettext("How many people were heard?"),
        description=lazy_gettext("Leave it empty if you do not know."),
    )
    comments = NumberField(
        lazy_gettext("How many comments did they make?"),
        description=lazy_gettext("One person can make several. Leave it empty if you do not know."),
    )
    counted_in = EnumField(lazy_gettext("How does the source say how people felt?"), CountedIn)
    is_labelled = BooleanField(
        lazy_gettext("A computer, or somebody who read the comments, sorted them"),
        description=lazy_gettext(
            "The people themselves were not asked how they felt. We tell readers that."
        ),
    )
    positive = NumberField(lazy_gettext("Positive"))
    neutral = NumberField(lazy_gettext("Neutral"))
    negative = NumberField(lazy_gettext("Negative"))
    narrative = ParagraphsField(
        lazy_gettext("What did people say, in a few plain sentences?"),
        description=lazy_gettext(
            "Readers see this beside the numbers. Quote nobody who could be recognised."
        ),
        longest=LONGEST_NARRATIVE,
        rows=6,
    )
    method = LineField(
        lazy_gettext("How was it collected?"),
        [max_length(LONGEST_LINE)],
        description=lazy_gettext(
            "For example: talks in waiting rooms, online reviews, text messages."
        ),
    )
    address = LineField(lazy_gettext("Where can the report be read?"), [max_length(2000)])
    is_public = BooleanField(lazy_gettext("Readers may see it"))

    @classmethod
    def for_summary(cls, choices: Choices, summary: Summary | None = None, seen: str = "") -> Self:
        """Return the form with what a summary tells now, or with what was sent."""
        form = cls.from_request(
            seen=seen,
            **(build_initial_values(summary) if summary else {"counted_in": CountedIn.COMMENTS}),
        )
        for side in LISTS_BY_SIDE:
            field: Any = form[f"{side}_id"]
            field.choices = [(0, lazy_gettext("All, or not known")), *choices[side]]
        themes = [(theme.value, str(translate(theme.label))) for theme in Theme]
        form.theme.choices = [("", lazy_gettext("All, or not known")), *themes]
        return form

    def remove_measured_fields(self) -> None:
        """Ask for no number: the summary was counted from a file."""
        for name in MEASURED_FIELDS:
            del self[name]

    def build_summary(self, counted: Summary | None = None) -> Summary:
        """Return what was written; of a summary that was counted only its words change."""
        if counted is not None:
            return replace(counted, explanation=self.build_explanation())
        provenance = Provenance(
            self.source.data or "", get_first_day(self.starts.data), get_last_day(self.ends.data)
        )
        return Summary(
            provenance, self.build_subject(), self.build_numbers(), self.build_explanation()
        )

    def build_subject(self) -> Subject:
        listed = {name: self[name].data or None for name in TERM_FIELDS}
        theme = Theme(self.theme.data) if self.theme.data else None
        return Subject(**listed, theme=theme, elsewhere=self.elsewhere.data or "")

    def build_numbers(self) -> Numbers:
        counted_in = self.counted_in.get_choice() or CountedIn.COMMENTS
        counts: dict[str, Any] = {name: parse_number(self[name]) for name in NUMBER_FIELDS}
        return Numbers(**counts, counted_in=counted_in, is_labelled=bool(self.is_labelled.data))

    def build_explanation(self) -> Explanation:
        words = {name: self[name].data or "" for name in ("narrative", "method", "address")}
        return Explanation(**words, is_public=bool(self.is_public.data))


def parse_number(field: Any) -> int | None:
    """Return the whole number in a box; an empty box is not known, and never nought."""
    digits = strip_separators(field.data or "")
    if not digits:
        return None
    number = parse_digits(digits, DIGITS)
    if number is None:
        raise RuleBrokenError(N_("Enter a whole number, such as 25"), field=field.name)
    return number


def get_first_day(when: PartialDate | None) -> date:
    return require_value(when).earliest


def get_last_day(when: PartialDate | None) -> date:
    return require_value(when).latest


def build_initial_values(summary: Summary) -> dict[str, Any]:
    """Return what the boxes hold at first."""
    subject, numbers = vars(summary.subject), vars(summary.numbers)
    listed = {name: subject[name] or 0 for name in TERM_FIELDS}
    counts = {name: "" if numbers[name] is None else str(numbers[name]) for name in NUMBER_FIELDS}
    return {
        **vars(summary.explanation),
        **listed,
        **counts,
        "source": summary.provenance.source,
        "starts": PartialDate.from_day(summary.provenance.starts),
        "ends": PartialDate.from_day(summary.provenance.ends),
        "theme": summary.subject.theme or "",
        "elsewhere": summary.subject.elsewhere,
        "counted_in": summary.numbers.counted_in,
        "is_labelled": summary.numbers.is_labelled,
    }
