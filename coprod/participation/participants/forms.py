"""How we ask for totals: one number for each group, all of them optional."""

from collections.abc import Mapping
from typing import Any, Self

from flask_babel import lazy_gettext

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.keys import parse_digits, strip_separators
from coprod.core.values.phrases import N_
from coprod.participation.participants.enums import GROUPS, UNKNOWN_GROUPS, UNKNOWN_LABELS, Trait
from coprod.participation.participants.rules import Numbers, is_write_in, read_write_ins
from coprod.web.choices import NumberField
from coprod.web.fields import ParagraphsField
from coprod.web.forms import Form
from coprod.web.language import translate


class TotalsForm(Form):
    @classmethod
    def for_trait(cls, trait: Trait, numbers: Mapping[str, int]) -> Self:
        labels = {**GROUPS[trait], **UNKNOWN_LABELS}
        boxes: dict[str, Any] = {
            get_box_name(g): NumberField(translate(label)) for g, label in labels.items()
        }
        if trait is Trait.ETHNIC_GROUP:
            boxes["write_ins"] = ParagraphsField(
                lazy_gettext("Groups as people called themselves"),
                description=lazy_gettext("One on a line, with the number: “Somali: 12”. Optional."),
                rows=4,
            )
        initial = {get_box_name(g): str(n) for g, n in numbers.items() if not is_write_in(g)}
        lines = [f"{g.partition(':')[2]}: {n}" for g, n in numbers.items() if is_write_in(g)]
        form_class: type[Self] = type("TotalsForm", (cls,), boxes)
        return form_class.from_request(**initial, write_ins="\n".join(lines))

    def get_numbers(self, trait: Trait) -> Numbers:
        typed = {g: self.parse_number(get_box_name(g)) for g in (*GROUPS[trait], *UNKNOWN_GROUPS)}
        numbers = {group: number for group, number in typed.items() if number is not None}
        lines = (self["write_ins"].data or "") if "write_ins" in self else ""
        return {**numbers, **read_write_ins(lines)}

    def parse_number(self, name: str) -> int | None:
        digits = strip_separators(self[name].data or "")
        if not digits:
            return None
        number = parse_digits(digits, 6)
        if number is None:
            raise RuleBrokenError(N_("Enter whole numbers of people, such as 25"), field=name)
        return number


def get_box_name(group: str) -> str:
    return f"group-{group}"
