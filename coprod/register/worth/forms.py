"""What is asked about whether it was worth it."""

from dataclasses import fields

from flask_babel import lazy_gettext as _l

from coprod.core.values.answers import Known
from coprod.register.activities.forms import StepForm
from coprod.register.worth.rules import Worth
from coprod.web.choices import OneOf
from coprod.web.fields import Line, Paragraphs, PartialDateField, no_longer_than

LONGEST = 3000
ADDRESS = no_longer_than(2000)
NOT_WORDS = {"recognised", "led_to_on"}


class WorthForm(StepForm):
    recognised = OneOf(
        _l("Do residents see the change?"),
        Known,
        description=_l(
            "A change that they themselves say is there. Choose “Not known” if nobody asked them."
        ),
    )
    recognised_by = Paragraphs(
        _l("Which residents say so, and what do they see?"),
        description=_l(
            "Groups and roles, no names. If fewer than five people said it, do not say how many."
        ),
        longest=LONGEST,
        rows=3,
    )
    recognised_link = Line(
        _l("Where can people read what residents say about it?"),
        [ADDRESS],
        description=_l(
            "A whole address. With it, readers see “Evidence given”, and without it “Claimed”."
        ),
    )
    anyway = Paragraphs(
        _l("What would have happened anyway, without this work?"),
        description=_l(
            "What else was going on that could explain the change? For example, a new bus came in "
            "the same year."
        ),
        longest=LONGEST,
        rows=3,
    )
    harder = Paragraphs(
        _l("What got worse, or was harder?"),
        description=_l("For residents, for staff, or for those who did not take part."),
        longest=LONGEST,
        rows=3,
    )
    worth = Paragraphs(
        _l("What did it cost, beside what it did? Was that worth it, and who says so?"),
        description=_l(
            "Say what you compared it with. Money, staff time and people’s own time count, each "
            "apart. No single number can tell."
        ),
        longest=LONGEST,
        rows=4,
    )
    worth_link = Line(
        _l("Where can people read the comparison?"),
        [ADDRESS],
        description=_l("A whole address, such as https://www.example.org/report"),
    )
    led_to = Paragraphs(
        _l("Which decision was made because of it?"),
        description=_l("For example: the board pays for it for two more years. Or: it stops."),
        longest=LONGEST,
        rows=3,
    )
    led_to_post = Line(
        _l("Which post or board made that decision?"),
        [no_longer_than(200)],
        description=_l("A post, not a person’s name. For example: head of community care."),
    )
    led_to_on = PartialDateField(
        _l("When was that decided?"), description=_l("For example 6 2026. The year alone will do.")
    )
    led_to_link = Line(
        _l("Where can people read that decision?"),
        [ADDRESS],
        description=_l(
            "A whole address. Is there a decision record in this register? If it names this entry "
            "under “what people have already told us”, we find it ourselves."
        ),
    )

    def part(self) -> Worth:
        words = {f.name: self[f.name].data or "" for f in fields(Worth) if f.name not in NOT_WORDS}
        return Worth(self.recognised.chosen(), led_to_on=self.led_to_on.data, **words)
