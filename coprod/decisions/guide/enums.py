"""The decision guide: ten questions and their answers, under keys that stay. domain.md, 5.2.

Wording may be given anew in a later version of the framework; the keys (``D1.title``,
``D1.nothing``) are stored, and translations and new versions refer to them.
"""

from enum import StrEnum

from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Rung


class Level(StrEnum):
    """How far people are involved, as the guide sees it. ``rank`` orders them."""

    INFORM = "inform"
    CONSULT = "consult"
    ENGAGE = "engage"
    CO_DESIGN = "co_design"
    CO_PRODUCE = "co_produce"

    @property
    def rank(self) -> int:
        return list(Level).index(self)

    @property
    def rung(self) -> Rung:
        """The rung of the ladder that a promise at this level stands for."""
        return Rung(self.rank + Rung.INFORMING)

    @property
    def label(self) -> Message:
        return TEXTS[f"level.{self.value}"]

    @property
    def meaning(self) -> Message:
        return TEXTS[f"level.{self.value}.meaning"]


class Question(StrEnum):
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"
    D5 = "D5"
    D6 = "D6"
    D7 = "D7"
    D8 = "D8"
    D9 = "D9"
    D10 = "D10"

    @property
    def number(self) -> int:
        return int(self.value[1:])

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that it takes, in the order in which they are shown."""
        return ANSWERS[self]

    @property
    def keys(self) -> list[str]:
        """The keys of all its texts: what it asks, the hint below, and its answers."""
        return [f"{self.value}.{part}" for part in ("title", "hint", *self.answers)]


ANSWERS: dict[Question, tuple[str, ...]] = {
    Question.D1: ("nothing", "some", "most"),
    Question.D2: ("no", "yes", "not_sure"),
    Question.D3: ("small", "moderate", "large", "life"),
    Question.D4: ("staff", "mixed", "lived"),
    Question.D5: ("no", "partly", "yes"),
    Question.D6: ("no", "yes"),
    Question.D7: ("none", "explain", "share"),
    Question.D8: ("emergency", "weeks", "months_1_3", "months_3_6", "longer"),
    Question.D9: ("nothing", "expenses", "paid", "whole_cycle"),
    Question.D10: ("recent", "partly", "no"),
}

TEXTS: dict[str, Message] = {
    "level.inform": N_("Inform"),
    "level.inform.meaning": N_("Tell people what is decided, why, and how it works."),
    "level.consult": N_("Consult"),
    "level.consult.meaning": N_(
        "Ask people what they think while things can still change. Then staff decide."
    ),
    "level.engage": N_("Engage"),
    "level.engage.meaning": N_(
        "Talk choices through with people more than once. They can change some of them."
    ),
    "level.co_design": N_("Co-design"),
    "level.co_design.meaning": N_(
        "Design it together. Staff still hold the money or carry it out."
    ),
    "level.co_produce": N_("Co-produce"),
    "level.co_produce.meaning": N_(
        "Share the decisions and the work from start to finish: planning, money, doing, checking."
    ),
    "D1.title": N_("Is anything still open to change?"),
    "D1.hint": N_("If it is all decided, asking people would waste their time and their trust."),
    "D1.nothing": N_("No, nothing"),
    "D1.some": N_("Yes, some parts of it"),
    "D1.most": N_("Yes, most of it"),
    "D2.title": N_("Is there a duty, in law or policy, to involve or consult people?"),
    "D2.hint": N_("If you are not sure, ask. Until you know, we treat it as a yes."),
    "D2.no": N_("No"),
    "D2.yes": N_("Yes"),
    "D2.not_sure": N_("We are not sure yet"),
    "D3.title": N_("How much could this affect people’s lives, access or rights?"),
    "D3.hint": N_("Think of the people it would affect the most."),
    "D3.small": N_("A little"),
    "D3.moderate": N_("People would notice it"),
    "D3.large": N_("A lot"),
    "D3.life": N_("It could change somebody’s life, or hit those with the worst health"),
    "D4.title": N_("Who knows most about the problem?"),
    "D4.hint": N_("Knowing from living with it counts as much as knowing from training."),
    "D4.staff": N_("Staff"),
    "D4.mixed": N_("Both staff and people who live with it"),
    "D4.lived": N_("Mainly people who live with it"),
    "D5.title": N_("Can it work only if residents do part of it?"),
    "D5.hint": N_("Peer support, volunteering, looking after one’s own health, community action."),
    "D5.no": N_("No"),
    "D5.partly": N_("Partly"),
    "D5.yes": N_("Yes"),
    "D6.title": N_("Do people affected face inequality, or is trust low?"),
    "D6.hint": N_(
        "People in the poorest areas or with the worst health, groups protected in equality law, "
        "or people who were let down by promises before."
    ),
    "D6.no": N_("No"),
    "D6.yes": N_("Yes"),
    "D7.title": N_("Will the decision-makers share power?"),
    "D7.hint": N_("Ask them. Do not guess for them."),
    "D7.none": N_("No"),
    "D7.explain": N_("They will explain in public if they disagree with people"),
    "D7.share": N_("Yes, and they say so in writing"),
    "D8.title": N_("How much time is there before it is decided?"),
    "D8.hint": N_("Count from today."),
    "D8.emergency": N_("None: it is an emergency"),
    "D8.weeks": N_("Weeks"),
    "D8.months_1_3": N_("1 to 3 months"),
    "D8.months_3_6": N_("3 to 6 months"),
    "D8.longer": N_("Longer than 6 months"),
    "D9.title": N_("What is set aside for payment, access and facilitation?"),
    "D9.hint": N_("Money and time that is agreed, not hoped for."),
    "D9.nothing": N_("Nothing"),
    "D9.expenses": N_("Expenses, and what people need to take part"),
    "D9.paid": N_("Expenses, access, payment for people’s time, and a facilitator"),
    "D9.whole_cycle": N_("All of that, from planning to checking how it went"),
    "D10.title": N_("Have people already told us?"),
    "D10.hint": N_("Look before you ask: people are tired of saying the same thing twice."),
    "D10.recent": N_("Yes, lately, and about this"),
    "D10.partly": N_("Partly"),
    "D10.no": N_("No"),
    "advice.checklist": N_(
        "There may be a duty to consult. Before you begin, check four things: it is early enough "
        "to make a difference; people get enough facts and reasons to answer; they get enough "
        "time; and what they say will be looked at with care before anybody decides."
    ),
    "advice.ask": N_("You are not sure about the duty. Ask now, and treat it as a yes until then."),
    "advice.parts": N_("This is about the parts that are open. Say plainly which are not."),
    "advice.trust": N_(
        "Bring in an independent facilitator, and go through a community organisation that "
        "people trust."
    ),
    "advice.emergency": N_("In an emergency, tell people at once, and set a day to look again."),
    "advice.told": N_(
        "Use what people said already first. Ask only what is missing, and say that you did."
    ),
    "advice.told_partly": N_("Use what people said already, and ask only what is missing."),
}
