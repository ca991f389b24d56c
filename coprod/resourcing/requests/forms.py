"""How a request, its revisions and what was given in a quarter are asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.core.values.dates import PartialDate
from coprod.core.values.quarters import Quarter
from coprod.reference.lists.forms import VersionedForm
from coprod.resourcing.requests.enums import Measure, RequestState
from coprod.resourcing.requests.models import ResourceRequest
from coprod.resourcing.requests.rules import (
    LONGEST,
    Given,
    RequestDraft,
    Step,
    Terms,
    format_typed,
    parse_given,
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

Choices = Sequence[tuple[int, str]]
SHORT_ENOUGH = max_length(30)


class RequestForm(VersionedForm):
    """What a request is for."""

    partner_id = ChoiceField(_l("Which organisation is asked?"), coerce=parse_row_key)
    purpose = LineField(
        _l("What is it for?"),
        [max_length(LONGEST["purpose"])],
        description=_l("Such as “Somebody to bring residents together”. Roles, never names."),
    )
    details = ParagraphsField(
        _l("What else should people know?"), longest=LONGEST["details"], rows=3
    )
    board_id = ChoiceField(_l("Which board asks?"), coerce=parse_row_key)
    entry = LineField(
        _l("Is it for an activity in the register?"),
        [max_length(2000)],
        description=_l("Write the name of the activity, or copy its address from your browser."),
    )
    is_public = BooleanField(_l("Everybody may read it"))

    @classmethod
    def build(cls, partners: Choices, boards: Choices, **values: Any) -> Self:
        form = cls.from_request(**values)
        form.partner_id.choices = [(0, str(_l("Choose one"))), *partners]
        form.board_id.choices = [(0, str(_l("None of them"))), *boards]
        return form

    def to_draft(self, activity_id: int | None) -> RequestDraft:
        return RequestDraft(
            partner_id=self.partner_id.data or None,
            purpose=self.purpose.data or "",
            details=self.details.data or "",
            board_id=self.board_id.data or None,
            activity_id=activity_id,
            is_public=bool(self.is_public.data),
        )


class AmountsForm(VersionedForm):
    """The three measures, each in a box of its own."""

    posts_tenths = NumberField(
        _l("How many full-time posts?"),
        [SHORT_ENOUGH],
        description=_l("In tenths: 0.5 is half a post. Leave it empty if it is not about posts."),
    )
    hours_hundredths = NumberField(
        _l("How many hours a month?"),
        [SHORT_ENOUGH],
        description=_l("Hours that are not in the posts already."),
    )
    pence = NumberField(
        _l("How much money, in pounds?"),
        [SHORT_ENOUGH],
        description=_l("For all of the time. Never what somebody is paid."),
    )

    def read_given(self) -> Given:
        return parse_given({each: self[each.value].data or "" for each in Measure})


class TermsForm(AmountsForm):
    """What is asked for or agreed, from when until when, and on which day that was."""

    since = PartialDateField(_l("From when?"), description=_l("A month or a year will do."))
    until = PartialDateField(
        _l("Until when?"), description=_l("Leave it empty if no end is agreed.")
    )
    day = PartialDateField(_l("On which day was this?"))

    def read_terms(self) -> Terms:
        return Terms(self.read_given(), self.since.data, self.until.data)


class NewRequestForm(RequestForm, TermsForm):
    """A request together with what is asked for first."""

    def to_step(self) -> Step:
        return Step(RequestState.ASKED, self.read_terms(), self.day.get_whole_day())


def get_request_values(request: ResourceRequest, slug: str) -> dict[str, Any]:
    return {
        "version": request.version,
        "partner_id": request.partner_id,
        "purpose": request.purpose,
        "details": request.details,
        "board_id": request.board_id or 0,
        "entry": f"/stories/{slug}" if slug else "",
        "is_public": request.is_public,
    }


class RevisionForm(TermsForm):
    """What came of a request. A plain yes or no keeps the numbers that were asked for."""

    state = EnumField(
        _l("How does it stand?"),
        RequestState,
        validators=[InputRequired(_l("Say how it stands"))],
    )
    reason = ParagraphsField(
        _l("What changed, and why?"),
        description=_l("The old version stays on the page."),
        longest=LONGEST["reason"],
        rows=3,
    )

    @classmethod
    def build(cls, request: ResourceRequest, today: date) -> Self:
        terms = request.versions[-1].step.terms
        return cls.from_request(
            version=request.version,
            since=terms.since,
            until=terms.until,
            day=PartialDate.parse(today.isoformat()),
            **get_amount_values(terms.given),
        )

    def to_step(self, request: ResourceRequest) -> Step:
        state, requested = self.state.get_choice(), request.requested
        is_typed = state in {RequestState.ASKED, RequestState.PARTLY} or requested is None
        terms = self.read_terms() if is_typed or requested is None else requested
        return Step(state, terms, self.day.get_whole_day(), self.reason.data or "")


class QuarterForm(AmountsForm):
    """What was really given in a quarter."""

    @classmethod
    def build(cls, request: ResourceRequest, quarter: Quarter) -> Self:
        values = get_amount_values(request.find_given(quarter))
        return cls.from_request(version=request.version, **values)


def get_amount_values(given: Given) -> dict[str, str]:
    return {each.value: format_typed(each, given.get(each)) for each in Measure}
