"""How a report, its document and its recommendations are asked for."""

from collections.abc import Mapping
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField
from wtforms.validators import InputRequired

from coprod.core.values.dates import PartialDate
from coprod.intelligence.feedback.enums import Side
from coprod.intelligence.feedback.forms import parse_number
from coprod.intelligence.reports.enums import ReplyState
from coprod.intelligence.reports.models import Recommendation, Report
from coprod.intelligence.reports.rules import LONGEST, RecommendationDraft, ReportDraft
from coprod.reference.lists.forms import VersionedForm
from coprod.web.choices import EnumField, NamesField, NumberField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.forms import Form

TERM_FIELDS = {"service_id": Side.SERVICE, "locality_id": Side.LOCALITY, "group_id": Side.GROUP}
TEXTS = ("title", "publisher", "method", "summary", "address")
DATES = ("published", "starts", "ends")
Choices = Mapping[Side, list[tuple[int, str]]]


class ReportForm(VersionedForm):
    title = LineField(_l("What is it called?"))
    publisher = LineField(
        _l("Who published it?"),
        description=_l("For example: Healthwatch. Use the same name every time."),
    )
    published = PartialDateField(
        _l("When was it published?"), description=_l("The month and the year will do.")
    )
    starts = PartialDateField(_l("From when on were people asked?"))
    ends = PartialDateField(_l("Until when were people asked?"))
    people = NumberField(
        _l("How many people were heard?"), description=_l("Leave it empty if you do not know.")
    )
    method = LineField(
        _l("How were they heard?"),
        description=_l("For example: a survey, visits, talks in waiting rooms."),
    )
    summary = ParagraphsField(
        _l("What did it find, in a few plain sentences?"), longest=LONGEST["summary"], rows=6
    )
    service_id = ChoiceField(_l("About which service?"), coerce=parse_row_key)
    locality_id = ChoiceField(_l("From which place?"), coerce=parse_row_key)
    group_id = ChoiceField(_l("From which group of people?"), coerce=parse_row_key)
    address = LineField(_l("Where can it be read now, if it is still elsewhere?"))
    former_addresses = NamesField(
        _l("Where did it stand before?"),
        description=_l("One whole address on a line. Whoever asks us for one of them finds it."),
        rows=3,
    )

    @classmethod
    def build(cls, choices: Choices, report: Report | None = None) -> Self:
        form = cls.from_request(**(get_report_values(report) if report else {}))
        for name, side in TERM_FIELDS.items():
            field: Any = form[name]
            field.choices = [(0, _l("All, or not known")), *choices[side]]
        return form

    def to_draft(self) -> ReportDraft:
        texts: dict[str, Any] = {name: self[name].data or "" for name in TEXTS}
        terms: dict[str, Any] = {name: self[name].data or None for name in TERM_FIELDS}
        days: dict[str, Any] = {name: self[name].data for name in DATES}
        names = self.former_addresses.list_names()
        people = parse_number(self.people)
        return ReportDraft(people=people, former_addresses=names, **texts, **terms, **days)


def get_report_values(report: Report) -> dict[str, Any]:
    return {
        **{name: getattr(report, name) for name in ("version", *TEXTS, *DATES)},
        **{name: getattr(report, name) or 0 for name in TERM_FIELDS},
        "people": "" if report.people is None else str(report.people),
        "former_addresses": "\n".join(each.address for each in report.former_addresses),
    }


class DocumentForm(Form):
    """The document itself travels beside the form: a browser never sends one twice."""

    file = FileField(
        _l("The report, as a PDF or a Word document"),
        description=_l("We take the text out of it. A curator reads it before anybody else."),
    )


class ReadForm(VersionedForm):
    has_read = BooleanField(
        _l("I have read all of it. It names no private person, and nobody can be recognised")
    )


class RecommendationForm(VersionedForm):
    words = ParagraphsField(_l("What is recommended?"), longest=LONGEST["words"], rows=3)
    owner_role = LineField(
        _l("Which role is it for?"),
        description=_l("Such as “Primary care lead, NHS”. Never a name. Readers see it."),
    )
    due = PartialDateField(_l("By which day do we expect a reply?"))
    state = EnumField(
        _l("What did they say?"),
        ReplyState,
        validators=[InputRequired(_l("Say whether there is a reply"))],
    )
    reply = ParagraphsField(
        _l("Their reply, in their words if you can"), longest=LONGEST["reply"], rows=4
    )

    @classmethod
    def build(cls, version: int, recommendation: Recommendation | None = None) -> Self:
        if recommendation is None:
            return cls.from_request(version=version, state=ReplyState.NO_REPLY.value)
        texts = {name: getattr(recommendation, name) for name in ("words", "owner_role", "reply")}
        due = recommendation.due
        day = PartialDate.from_day(due) if due else None
        return cls.from_request(version=version, state=recommendation.state.value, due=day, **texts)

    def to_draft(self) -> RecommendationDraft:
        return RecommendationDraft(
            words=self.words.data or "",
            owner_role=self.owner_role.data or "",
            state=self.state.get_choice(),
            reply=self.reply.data or "",
            due=self.due.get_whole_day(),
        )
