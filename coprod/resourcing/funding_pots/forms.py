"""What is asked about a pot of money, and about what was decided."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField

from coprod.core.money.rules import format_pounds, parse_typed_amount
from coprod.reference.lists.forms import parse_version
from coprod.register.activities.forms import NOT_LISTED
from coprod.register.completeness.enums import Requirement
from coprod.resourcing.funding_pots.enums import Axis
from coprod.resourcing.funding_pots.models import Pot
from coprod.resourcing.funding_pots.rules import (
    LONGEST_NAME,
    LONGEST_WORDS,
    GivingDetails,
    PotDetails,
    Share,
    format_shares,
    get_unshared_pence,
    read_shares,
)
from coprod.web.choices import NumberField
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form

SHORT_ENOUGH = max_length(50)
SHARED_FIELDS = ("name", "principles", "decided_by", "no_plugging", "version")
ON_EACH_LINE = lazy_gettext("One on each line, such as: Flat part: £500,000")


class PotForm(Form):
    name = LineField(lazy_gettext("What is the pot called?"), [max_length(LONGEST_NAME)])
    pence = NumberField(lazy_gettext("How much is in it, in pounds?"), [SHORT_ENOUGH])
    part = ParagraphsField(
        lazy_gettext("Which parts is it made of?"),
        description=ON_EACH_LINE,
        longest=LONGEST_WORDS,
        rows=3,
    )
    lifecourse = ParagraphsField(
        lazy_gettext("How is it split between age groups or workstreams?"),
        description=ON_EACH_LINE,
        longest=LONGEST_WORDS,
        rows=4,
    )
    vcs_pence = NumberField(
        lazy_gettext("How much is kept for the voluntary sector, in pounds?"), [SHORT_ENOUGH]
    )
    no_plugging = BooleanField(
        lazy_gettext("It may not be used for what the law says must be paid for anyway")
    )
    costed = BooleanField(lazy_gettext("What it pays for must have a costed line"))
    assessed = BooleanField(lazy_gettext("What it pays for must have an assessment"))
    principles = ParagraphsField(
        lazy_gettext("Which principles hold for it?"), longest=LONGEST_WORDS, rows=4
    )
    decided_by = LineField(
        lazy_gettext("Which role or board decides about it?"),
        [max_length(LONGEST_NAME)],
        description=lazy_gettext("A role, not a person’s name."),
    )
    version = HiddenField()

    @classmethod
    def build(cls, pot: Pot | None = None) -> Self:
        if pot is None:
            return cls.from_request()
        fields = {name: getattr(pot, name) for name in SHARED_FIELDS}
        shares = {axis.value: format_shares(pot.list_shares(axis)) for axis in Axis}
        money = {name: format_typed(getattr(pot, name)) for name in ("pence", "vcs_pence")}
        asks = {each.value: each in pot.requirement_days for each in Requirement}
        return cls.from_request(**fields, **shares, **money, **asks)

    def to_details(self) -> PotDetails:
        return PotDetails(
            name=self.name.data or "",
            pence=parse_typed_amount(self.pence.data or "", "pence"),
            principles=self.principles.data or "",
            decided_by=self.decided_by.data or "",
            vcs_pence=parse_typed_amount(self.vcs_pence.data or "", "vcs_pence"),
            no_plugging=bool(self.no_plugging.data),
            shares={axis: read_shares(self[axis].data or "", axis) for axis in Axis},
            requirements=frozenset(each for each in Requirement if self[each.value].data),
        )

    @property
    def seen(self) -> int:
        return parse_version(self.version.data)


class GivingForm(Form):
    pence = NumberField(lazy_gettext("How much, in pounds?"), [SHORT_ENOUGH])
    what = ParagraphsField(lazy_gettext("What was decided?"), longest=LONGEST_WORDS, rows=3)
    decided_by = LineField(
        lazy_gettext("Which role decided?"),
        [max_length(LONGEST_NAME)],
        description=lazy_gettext("A role, not a person’s name."),
    )
    decided_with = ParagraphsField(
        lazy_gettext("Who decided together?"),
        description=lazy_gettext(
            "Groups and roles, not people’s names. If nobody else did, say so."
        ),
        longest=LONGEST_WORDS,
        rows=2,
    )
    decided_on = PartialDateField(
        lazy_gettext("When?"), description=lazy_gettext("The year alone will do.")
    )
    to = ChoiceField(lazy_gettext("Which organisation is it for?"), coerce=parse_row_key)
    to_name = LineField(
        lazy_gettext("Or write who it is for"),
        [max_length(LONGEST_NAME)],
        description=lazy_gettext("A group or organisation that is not in the list."),
    )
    entry = LineField(
        lazy_gettext("Is it for an activity in the register?"),
        [max_length(2000)],
        description=lazy_gettext(
            "Write the name of the activity, or copy its address from your browser."
        ),
    )
    part = ChoiceField(lazy_gettext("Which part of the pot does it come from?"))
    lifecourse = ChoiceField(lazy_gettext("Which age group or workstream is it for?"))
    reaches_vcs = BooleanField(lazy_gettext("It reaches the voluntary sector"))
    not_plugging = BooleanField(
        lazy_gettext("It does not pay for what the law says must be paid for anyway")
    )

    @classmethod
    def build(cls, pot: Pot, organisations: Sequence[tuple[int, str]]) -> Self:
        form = cls.from_request()
        form.to.choices = [(NOT_LISTED, str(lazy_gettext("Not in this list"))), *organisations]
        for axis in Axis:
            form.offer_shares(axis, pot.list_shares(axis), pot.pence)
        return form

    def offer_shares(self, axis: Axis, shares: Sequence[Share], whole: int) -> None:
        """Offer the shares of a pot, and none of them only where something is in none of them."""
        if not shares:
            del self[axis.value]
            return
        empty_label = (
            lazy_gettext("Not given, or none of these")
            if get_unshared_pence(shares, whole)
            else lazy_gettext("Choose one")
        )
        choices: Any = self[axis.value]
        choices.choices = [("", str(empty_label)), *((each.name, each.name) for each in shares)]

    def to_details(self, activity_id: int | None) -> GivingDetails:
        texts: dict[str, Any] = {
            name: self[name].data or "" for name in ("what", "decided_by", "decided_with")
        }
        return GivingDetails(
            **texts,
            pence=parse_typed_amount(self.pence.data or "", "pence"),
            decided_on=self.decided_on.data,
            to_id=self.to.data or None,
            to_name=self.to_name.data or "",
            activity_id=activity_id,
            shares={axis: self[axis].data or "" for axis in Axis if axis in self},
            reaches_vcs=bool(self.reaches_vcs.data),
            not_plugging=bool(self.not_plugging.data),
        )


class ReachedForm(Form):
    reached = NumberField(
        lazy_gettext("How much of it has arrived, in pounds?"),
        [SHORT_ENOUGH],
        description=lazy_gettext("Leave this empty if nobody knows."),
    )


class TakeBackForm(Form):
    reason = ParagraphsField(
        lazy_gettext("Why is it taken back?"),
        description=lazy_gettext("Everybody can read this."),
        longest=LONGEST_WORDS,
        rows=3,
    )


def format_typed(pence: int | None) -> str:
    return "" if pence is None else format_pounds(pence).removeprefix("£")
