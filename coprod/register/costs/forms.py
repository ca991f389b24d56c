"""What is asked about money and time."""

from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from coprod.core.money.enums import Unit
from coprod.core.money.rules import Amount, asked
from coprod.core.values.answers import CycleStage, Known
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import Choices, ListKind
from coprod.register.activities.forms import NOT_LISTED, StepForm
from coprod.register.costs.enums import Category, Deciding, Source, Timing
from coprod.register.costs.rules import LONGEST_NOTE, CostLine, Paid, Resourcing, units
from coprod.web.choices import Number, OneOf
from coprod.web.fields import Line, Paragraphs, PartialDateField, Pick, no_longer_than, row_key

SHORT_NUMBER = no_longer_than(50)
CHOSEN = ("category", "timing", "source", "stage", "reached_vcs", "recurring")
SAME = (*CHOSEN, "since", "until", "after", "note")
COUNTS = tuple(field.name for field in fields(Paid))


class ResourcingForm(StepForm):
    unresourced = BooleanField(_l("There is no money and no time for it"))
    why = Paragraphs(
        _l("If so, why not?"),
        description=_l("For example: the grant ended in March and nothing has replaced it."),
        longest=LONGEST_NOTE,
        rows=3,
    )
    deciding = OneOf(
        _l("Who decides how the money is used?"),
        Deciding,
        description=_l("Year on year, not once. Being asked is not yet deciding."),
    )
    deciding_who = Paragraphs(
        _l("If residents share in it: which residents, and who decides with them?"),
        description=_l(
            "Groups and posts, no names. For example: six residents and the head of community "
            "care vote in March, one vote each."
        ),
        longest=LONGEST_NOTE,
        rows=3,
    )
    deciding_link = Line(
        _l("Where can people read how it is decided?"),
        [no_longer_than(2000)],
        description=_l(
            "A whole address, for example of the rules or the minutes. With it, readers see this "
            "“Evidence given”, and without it “Claimed”."
        ),
    )

    def part(self) -> Resourcing:
        return Resourcing(
            bool(self.unresourced.data),
            self.why.data or "",
            self.deciding.chosen(),
            self.deciding_who.data or "",
            self.deciding_link.data or "",
        )


class CostForm(StepForm):
    category = OneOf(_l("What is it for?"), Category)
    timing = OneOf(_l("Is it planned or actual?"), Timing)
    amount = Number(
        _l("How much?"),
        [SHORT_NUMBER],
        description=_l("For example 1,234.50. Leave it empty if you do not know: that is not £0."),
    )
    unit = OneOf(
        _l("Is that in pounds or in time?"),
        Unit,
        description=_l("Leave this open for pounds, or for hours where a heading is about time."),
    )
    since = PartialDateField(
        _l("When was it, or from when?"),
        description=_l("For example 27 3 2026. The year alone will do."),
    )
    until = PartialDateField(_l("Until when?"), description=_l("If it went on for a time."))
    after = Paragraphs(
        _l("What happens when it ends?"),
        description=_l("For protected time, and for money that runs out."),
        longest=LONGEST_NOTE,
        rows=2,
    )
    source = OneOf(_l("Where does it come from?"), Source)
    given_by = Pick(_l("Which partner gave it?"), coerce=row_key)
    stage = OneOf(_l("Which part of the work is it for?"), CycleStage)
    reached_vcs = OneOf(_l("Did it reach the voluntary sector?"), Known)
    recurring = OneOf(_l("Does it come again each year?"), Known)
    offered = Number(
        _l("If people were paid: how many were offered payment?"),
        [SHORT_NUMBER],
        description=_l("Only how many. Never who was paid, or what somebody was paid."),
    )
    accepted = Number(_l("How many accepted?"), [SHORT_NUMBER])
    declined = Number(_l("How many declined?"), [SHORT_NUMBER])
    note = Paragraphs(
        _l("Anything else about it?"),
        description=_l("Do not name people."),
        longest=LONGEST_NOTE,
        rows=2,
    )

    def offer(self, choices: Choices) -> None:
        nobody = (NOT_LISTED, str(_l("Not told, or not in this list")))
        self.given_by.choices = [nobody, *choices(ListKind.ORGANISATION)]

    @classmethod
    def values(cls, part: CostLine) -> dict[str, Any]:
        told = {name: getattr(part, name) for name in SAME}
        if part.amount:
            told |= {"amount": part.amount.typed, "unit": part.amount.unit}
        for name in COUNTS if part.paid else ():
            number = getattr(part.paid, name)
            told[name] = "" if number is None else str(number)
        return {**told, "given_by": part.given_by_id or NOT_LISTED}

    def part(self) -> CostLine:
        chosen: dict[str, Any] = {name: getattr(self, name).chosen() for name in CHOSEN}
        return CostLine(
            **chosen,
            amount=self.told_amount(),
            since=self.since.data,
            until=self.until.data,
            given_by_id=self.given_by.data or None,
            after=self.after.data or "",
            paid=self.told_paid(),
            note=self.note.data or "",
        )

    def told_amount(self) -> Amount | None:
        number = asked(self.amount.data or "", "amount")
        unit = self.unit.chosen() or units(self.category.chosen())[0]
        return None if number is None else Amount(unit, number)

    def told_paid(self) -> Paid | None:
        paid = Paid(*(whole(self[name].data or "", name) for name in COUNTS))
        return paid if paid != Paid() else None


def whole(text: str, field: str) -> int | None:
    """Read a number of people, None if nothing was typed."""
    digits = text.replace(",", "").replace(" ", "")
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 6):
        raise RuleBrokenError(N_("Enter how many in numbers, such as 25"), field=field)
    return int(digits)
