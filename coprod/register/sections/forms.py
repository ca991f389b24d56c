"""What the sections ask, in the words they ask it in. One form for each part or row."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField

from coprod.core.money.enums import AmountUnit
from coprod.core.money.rules import Amount, parse_typed_amount
from coprod.core.values.answers import CycleStage, YesNoUnknown
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.howmany import Sureness
from coprod.core.values.keys import parse_digits, strip_separators
from coprod.core.values.links import LONGEST_LINK
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import Choices, ListKind
from coprod.register.activities.forms import NOT_LISTED, StepForm
from coprod.register.sections.enums import (
    CostCategory,
    CostTiming,
    FilmWords,
    FundingDecider,
    FundingSource,
    Meeting,
    SpreadStage,
    WorkLevel,
)
from coprod.register.sections.rules import (
    LONGEST_NOTE,
    Basics,
    CostLine,
    CuratorNotes,
    Link,
    Outcome,
    PaymentCounts,
    People,
    Pledge,
    Resourcing,
    Session,
    Working,
    Worth,
    get_units,
)
from coprod.web.choices import EnumField, NamesField, NumberField, list_values, read_how_many
from coprod.web.fields import (
    CheckboxesField,
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.language import translate

SHORT_TEXT = max_length(200)
COMMON_SUPPORTS = 6
"""Of 29 kinds of help these stand open: most sessions have no other."""


class SectionForm(StepForm):
    """A section or one of its rows."""

    def get_texts(self, *names: str) -> dict[str, Any]:
        """Return what stands in some boxes."""
        return {name: self[name].data or "" for name in names}


class BasicsForm(SectionForm):
    level = EnumField(lazy_gettext("What kind of work is it?"), WorkLevel)
    stage = EnumField(lazy_gettext("How far has it come?"), SpreadStage)
    partners = CheckboxesField(
        lazy_gettext("Which other organisations are partners?"),
        coerce=parse_row_key,
        description=lazy_gettext("Tick all that work on it with the one that leads."),
    )
    partner_names = NamesField(
        lazy_gettext("Partners that are not in the list"),
        description=lazy_gettext("One name on each line: groups, teams, communities."),
        rows=3,
    )
    programme = LineField(
        lazy_gettext("Is it part of a larger programme?"),
        [max_length(LONGEST_LINK)],
        description=lazy_gettext(
            "Write the name of that activity, or copy its address from your browser."
        ),
    )
    find_programme: Callable[[str], int]

    def set_programme(self, programme: str, find: Callable[[str], int]) -> None:
        """Take what the activity is part of now, and how a name or an address is looked up."""
        self.find_programme = find
        if self.programme.raw_data is None:
            self.programme.data = programme

    def fill_choices(self, choices: Choices) -> None:
        self.partners.choices = choices(ListKind.ORGANISATION)

    @classmethod
    def get_initial_values(cls, part: Basics) -> dict[str, Any]:
        names = "\n".join(part.partner_names)
        values = {"level": part.level, "stage": part.stage, "partner_names": names}
        return {**values, "partners": list(part.partner_ids)}

    def build_part(self) -> Basics:
        typed = self.programme.data
        return Basics(
            self.level.get_choice(),
            self.stage.get_choice(),
            tuple(self.partners.data or ()),
            self.partner_names.list_names(),
            self.find_programme(typed) if typed else None,
        )


class PledgeForm(SectionForm):
    pledge = ParagraphsField(
        lazy_gettext("What is the promise to residents, in one sentence?"),
        description=lazy_gettext(
            "For example: you will help to choose, and we will tell you what we did."
        ),
        longest=500,
        rows=2,
    )
    open_to_change = ParagraphsField(lazy_gettext("What can people change?"), longest=3000, rows=4)
    not_open = ParagraphsField(
        lazy_gettext("What can they not change?"),
        description=lazy_gettext("Being clear about this builds trust."),
        longest=3000,
        rows=4,
    )
    hear_back = PartialDateField(
        lazy_gettext("When will people hear back?"),
        description=lazy_gettext("For example 6 2026. The year alone will do."),
    )
    decided_by = LineField(
        lazy_gettext("Which role decides?"),
        [SHORT_TEXT],
        description=lazy_gettext(
            "A role, not a person’s name. For example: head of community care."
        ),
    )
    budget_say = EnumField(lazy_gettext("Can that role change the budget?"), YesNoUnknown)
    boards = CheckboxesField(lazy_gettext("Which boards does it concern?"), coerce=parse_row_key)

    def fill_choices(self, choices: Choices) -> None:
        self.boards.choices = choices(ListKind.BOARD)

    @classmethod
    def get_initial_values(cls, part: Pledge) -> dict[str, Any]:
        values = {f.name: getattr(part, f.name) for f in fields(part) if f.name != "board_ids"}
        return {**values, "boards": list(part.board_ids)}

    def build_part(self) -> Pledge:
        return Pledge(
            **self.get_texts("open_to_change", "not_open", "pledge", "decided_by"),
            hear_back=self.hear_back.data,
            budget_say=self.budget_say.get_choice(),
            board_ids=tuple(self.boards.data or ()),
        )


class PeopleForm(SectionForm):
    took_part_how = EnumField(
        lazy_gettext("Do you know how many people took part?"),
        Sureness,
        description=lazy_gettext("Not staff: residents, carers, people who use the service."),
    )
    took_part_number = NumberField(lazy_gettext("How many?"), [SHORT_TEXT])
    found = ParagraphsField(
        lazy_gettext("How were they found?"),
        description=lazy_gettext("For example: through a lunch club, by letter, at a school gate."),
        longest=3000,
        rows=3,
    )
    missing = ParagraphsField(
        lazy_gettext("Who was missing?"),
        description=lazy_gettext(
            "Groups that it matters to and that you did not reach. Do not name people."
        ),
        longest=3000,
        rows=3,
    )
    roles = ParagraphsField(
        lazy_gettext("What did residents do?"),
        description=lazy_gettext("For example: chaired, asked the questions, chose the bidder."),
        longest=3000,
        rows=3,
    )
    groups = NamesField(
        lazy_gettext("Which groups and organisations took part?"),
        description=lazy_gettext(
            "One name on each line. They will be able to say whether this is right."
        ),
        rows=4,
    )

    @classmethod
    def get_initial_values(cls, part: People) -> dict[str, Any]:
        values = {"found": part.found, "missing": part.missing, "roles": part.roles}
        return {**values, **list_values(part.took_part), "groups": "\n".join(part.groups)}

    def build_part(self) -> People:
        return People(
            read_how_many(self.took_part_how, self.took_part_number),
            **self.get_texts("found", "missing", "roles"),
            groups=self.groups.list_names(),
        )


class WorkingForm(SectionForm):
    shared = CheckboxesField(
        lazy_gettext("Which parts of the work did residents and staff share?"),
        choices=lambda: [(each.value, translate(each.label)) for each in CycleStage],
        description=lazy_gettext(
            "Tick all that fit. Volunteers and peer workers count as delivering."
        ),
    )
    under_18s = EnumField(lazy_gettext("Did people under 18 take part?"), YesNoUnknown)
    safeguarding_role = LineField(
        lazy_gettext("If so, what is the safeguarding lead’s role?"),
        [SHORT_TEXT],
        description=lazy_gettext("A role, not a person’s name. It cannot be public without this."),
    )
    consent_route = ParagraphsField(
        lazy_gettext("If so, how did the young people and their families agree?"),
        description=lazy_gettext("It cannot be public without this."),
        longest=3000,
        rows=3,
    )

    def build_part(self) -> Working:
        return Working(
            tuple(CycleStage(value) for value in self.shared.data or ()),
            self.under_18s.get_choice(),
            **self.get_texts("safeguarding_role", "consent_route"),
        )


class SessionForm(SectionForm):
    held = PartialDateField(
        lazy_gettext("When was it?"),
        description=lazy_gettext("For example 27 3 2026. The year alone will do."),
    )
    meeting = EnumField(lazy_gettext("How did people meet?"), Meeting)
    place = LineField(
        lazy_gettext("Where?"), [SHORT_TEXT], description=lazy_gettext("If it was in a place.")
    )
    took_part_how = EnumField(lazy_gettext("Do you know how many people took part?"), Sureness)
    took_part_number = NumberField(lazy_gettext("How many?"), [SHORT_TEXT])
    run_by = LineField(
        lazy_gettext("Who ran it?"),
        [SHORT_TEXT],
        description=lazy_gettext("A role or an organisation. For example: a resident facilitator."),
    )
    independent = EnumField(lazy_gettext("Are they independent of those who decide?"), YesNoUnknown)
    trained = EnumField(lazy_gettext("Are they trained to run sessions?"), YesNoUnknown)
    offered = CheckboxesField(
        lazy_gettext("Which help to take part was offered?"),
        coerce=parse_row_key,
        open_count=COMMON_SUPPORTS,
    )
    used = CheckboxesField(
        lazy_gettext("Which of it did people use?"),
        coerce=parse_row_key,
        open_count=COMMON_SUPPORTS,
    )

    def fill_choices(self, choices: Choices) -> None:
        self.offered.choices = self.used.choices = choices(ListKind.SUPPORT)

    @classmethod
    def get_initial_values(cls, part: Session) -> dict[str, Any]:
        same = ("held", "meeting", "place", "run_by", "independent", "trained")
        values = {name: getattr(part, name) for name in same}
        ids = {"offered": list(part.offered_ids), "used": list(part.used_ids)}
        return {**values, **list_values(part.took_part), **ids}

    def build_part(self) -> Session:
        return Session(
            held=self.held.data,
            meeting=self.meeting.get_choice(),
            took_part=read_how_many(self.took_part_how, self.took_part_number),
            place=self.place.data or "",
            run_by=self.run_by.data or "",
            independent=self.independent.get_choice(),
            trained=self.trained.get_choice(),
            offered_ids=tuple(sorted({*(self.offered.data or ()), *(self.used.data or ())})),
            used_ids=tuple(sorted(set(self.used.data or ()))),
        )


class OutcomeForm(SectionForm):
    were_asked = ParagraphsField(lazy_gettext("What were people asked?"), longest=5000, rows=4)
    said = ParagraphsField(
        lazy_gettext("What did people say?"),
        description=lazy_gettext("Also what they did not agree about. Do not name people."),
        longest=10_000,
        rows=5,
    )
    did = ParagraphsField(lazy_gettext("What was done because of it?"), longest=10_000, rows=5)
    not_doing = ParagraphsField(lazy_gettext("What is not being done?"), longest=5000, rows=3)
    why_not = ParagraphsField(
        lazy_gettext("Why is it not being done?"),
        description=lazy_gettext("People who asked for it deserve a reason."),
        longest=5000,
        rows=3,
    )

    @classmethod
    def get_initial_values(cls, part: Outcome) -> dict[str, Any]:
        return {**super().get_initial_values(part), "were_asked": part.asked}

    def build_part(self) -> Outcome:
        texts = self.get_texts("said", "did", "not_doing", "why_not")
        return Outcome(asked=self.were_asked.data or "", **texts)


class LinkForm(SectionForm):
    title = LineField(lazy_gettext("What is it called?"), [SHORT_TEXT])
    address = LineField(
        lazy_gettext("Its address on the web"),
        [max_length(LONGEST_LINK)],
        description=lazy_gettext("For example https://www.example.org/report"),
    )
    shows = ParagraphsField(lazy_gettext("What does it show?"), longest=1000, rows=3)
    is_film = BooleanField(lazy_gettext("It is a film or a recording"))
    film_words = EnumField(
        lazy_gettext("If it is a film: how can somebody who cannot hear it follow it?"), FilmWords
    )

    def build_part(self) -> Link:
        is_film = bool(self.is_film.data)
        words = self.film_words.get_choice() if is_film else None
        title, address = self.title.data or "", self.address.data or ""
        return Link(0, title, address, self.shows.data or "", is_film, words)


class NotesForm(SectionForm):
    text = ParagraphsField(
        lazy_gettext("What should the curators know?"),
        description=lazy_gettext("Only you and the curators read this. It is never public."),
        longest=10_000,
        rows=8,
    )

    def build_part(self) -> CuratorNotes:
        return CuratorNotes(self.text.data or "")


# What it takes: money and time


class ResourcingForm(StepForm):
    unresourced = BooleanField(lazy_gettext("There is no money and no time for it"))
    why = ParagraphsField(
        lazy_gettext("If so, why not?"),
        description=lazy_gettext(
            "For example: the grant ended in March and nothing has replaced it."
        ),
        longest=LONGEST_NOTE,
        rows=3,
    )
    deciding = EnumField(
        lazy_gettext("Who decides how the money is used?"),
        FundingDecider,
        description=lazy_gettext(
            "Every year, not just once. Being asked is not the same as deciding."
        ),
    )
    deciding_who = ParagraphsField(
        lazy_gettext("If residents share in it: which residents, and who decides with them?"),
        description=lazy_gettext(
            "Groups and roles, no names. For example: six residents and the head of community "
            "care vote in March, one vote each."
        ),
        longest=LONGEST_NOTE,
        rows=3,
    )
    deciding_link = LineField(
        lazy_gettext("Where can people read how it is decided?"),
        [max_length(2000)],
        description=lazy_gettext(
            "A whole address, for example of the rules or the minutes. With it, readers see this "
            "“Evidence given”, and without it “Claimed”."
        ),
    )

    def build_part(self) -> Resourcing:
        return Resourcing(
            bool(self.unresourced.data),
            self.why.data or "",
            self.deciding.get_choice(),
            self.deciding_who.data or "",
            self.deciding_link.data or "",
        )


SHORT_NUMBER = max_length(50)
CHOICE_NAMES = ("category", "timing", "source", "stage", "reached_vcs", "recurring")
SAME_NAMES = (*CHOICE_NAMES, "since", "until", "after", "note")
COUNT_NAMES = tuple(field.name for field in fields(PaymentCounts))


class CostForm(StepForm):
    detail = (
        "unit",
        "since",
        "until",
        "after",
        "source",
        "given_by",
        "stage",
        "reached_vcs",
        "recurring",
        "offered",
        "accepted",
        "declined",
        "note",
    )
    category = EnumField(lazy_gettext("What is it for?"), CostCategory)
    amount = NumberField(
        lazy_gettext("How much?"),
        [SHORT_NUMBER],
        description=lazy_gettext(
            "For example 1,234.50. Leave it empty if you do not know: that is not £0."
        ),
    )
    timing = EnumField(lazy_gettext("Is it planned, or was it spent or given?"), CostTiming)
    unit = EnumField(
        lazy_gettext("Is that in pounds or in time?"),
        AmountUnit,
        description=lazy_gettext(
            "Leave this open for pounds, or for hours where a heading is about time."
        ),
    )
    since = PartialDateField(
        lazy_gettext("When was it, or from when?"),
        description=lazy_gettext("For example 27 3 2026. The year alone will do."),
    )
    until = PartialDateField(
        lazy_gettext("Until when?"), description=lazy_gettext("If it went on for a time.")
    )
    after = ParagraphsField(
        lazy_gettext("What happens when it ends?"),
        description=lazy_gettext("For protected time, and for money that runs out."),
        longest=LONGEST_NOTE,
        rows=2,
    )
    source = EnumField(lazy_gettext("Where does it come from?"), FundingSource)
    given_by = ChoiceField(lazy_gettext("Which partner gave it?"), coerce=parse_row_key)
    stage = EnumField(lazy_gettext("Which part of the work is it for?"), CycleStage)
    reached_vcs = EnumField(lazy_gettext("Did it reach the voluntary sector?"), YesNoUnknown)
    recurring = EnumField(lazy_gettext("Does it come again each year?"), YesNoUnknown)
    offered = NumberField(
        lazy_gettext("If people were paid: how many were offered payment?"),
        [SHORT_NUMBER],
        description=lazy_gettext("Only how many. Never who was paid, or what somebody was paid."),
    )
    accepted = NumberField(lazy_gettext("How many accepted?"), [SHORT_NUMBER])
    declined = NumberField(lazy_gettext("How many declined?"), [SHORT_NUMBER])
    note = ParagraphsField(
        lazy_gettext("Anything else about it?"),
        description=lazy_gettext("Do not name people."),
        longest=LONGEST_NOTE,
        rows=2,
    )

    def fill_choices(self, choices: Choices) -> None:
        nobody = (NOT_LISTED, str(lazy_gettext("Not given, or not in this list")))
        self.given_by.choices = [nobody, *choices(ListKind.ORGANISATION)]

    @classmethod
    def get_initial_values(cls, part: CostLine) -> dict[str, Any]:
        values = {name: getattr(part, name) for name in SAME_NAMES}
        if part.amount:
            values |= {"amount": part.amount.typed, "unit": part.amount.unit}
        for name in COUNT_NAMES if part.paid else ():
            number = getattr(part.paid, name)
            values[name] = "" if number is None else str(number)
        return {**values, "given_by": part.given_by_id or NOT_LISTED}

    def build_part(self) -> CostLine:
        chosen: dict[str, Any] = {name: getattr(self, name).get_choice() for name in CHOICE_NAMES}
        return CostLine(
            **chosen,
            amount=self.read_amount(),
            since=self.since.data,
            until=self.until.data,
            given_by_id=self.given_by.data or None,
            after=self.after.data or "",
            paid=self.read_payment_counts(),
            note=self.note.data or "",
        )

    def read_amount(self) -> Amount | None:
        number = parse_typed_amount(self.amount.data or "", "amount")
        unit = self.unit.get_choice() or get_units(self.category.get_choice())[0]
        return None if number is None else Amount(unit, number)

    def read_payment_counts(self) -> PaymentCounts | None:
        paid = PaymentCounts(
            *(read_whole_number(self[name].data or "", name) for name in COUNT_NAMES)
        )
        return paid if paid != PaymentCounts() else None


def read_whole_number(text: str, field: str) -> int | None:
    """Read a number of people, None if nothing was typed."""
    digits = strip_separators(text)
    if not digits:
        return None
    number = parse_digits(digits, 6)
    if number is None:
        raise RuleBrokenError(N_("Enter how many in numbers, such as 25"), field=field)
    return number


# Whether it was worth it


LONGEST_WORTH_TEXT = 3000
ADDRESS_LENGTH = max_length(2000)
NOT_TEXTS = {"recognised", "led_to_on"}


class WorthForm(StepForm):
    recognised = EnumField(
        lazy_gettext("Do residents see the change?"),
        YesNoUnknown,
        description=lazy_gettext(
            "A change that they themselves say is there. Choose “Not known” if nobody asked them."
        ),
    )
    recognised_by = ParagraphsField(
        lazy_gettext("Which residents say so, and what do they see?"),
        description=lazy_gettext(
            "Groups and roles, no names. If fewer than five people said it, do not say how many."
        ),
        longest=LONGEST_WORTH_TEXT,
        rows=3,
    )
    recognised_link = LineField(
        lazy_gettext("Where can people read what residents say about it?"),
        [ADDRESS_LENGTH],
        description=lazy_gettext(
            "A whole address. With it, readers see “Evidence given”, and without it “Claimed”."
        ),
    )
    anyway = ParagraphsField(
        lazy_gettext("What would have happened anyway, without this work?"),
        description=lazy_gettext(
            "What else was going on that could explain the change? For example, a new bus came in "
            "the same year."
        ),
        longest=LONGEST_WORTH_TEXT,
        rows=3,
    )
    harder = ParagraphsField(
        lazy_gettext("What got worse, or was harder?"),
        description=lazy_gettext("For residents, for staff, or for those who did not take part."),
        longest=LONGEST_WORTH_TEXT,
        rows=3,
    )
    worth = ParagraphsField(
        lazy_gettext(
            "What did it cost, compared with what it did? Was that worth it, and who says so?"
        ),
        description=lazy_gettext(
            "Say what you compared it with. Money, staff time and people’s own time all count, "
            "each by itself. No single number can say."
        ),
        longest=LONGEST_WORTH_TEXT,
        rows=4,
    )
    worth_link = LineField(
        lazy_gettext("Where can people read the comparison?"),
        [ADDRESS_LENGTH],
        description=lazy_gettext("A whole address, such as https://www.example.org/report"),
    )
    led_to = ParagraphsField(
        lazy_gettext("Which decision was made because of it?"),
        description=lazy_gettext(
            "For example: the board pays for it for two more years. Or: it stops."
        ),
        longest=LONGEST_WORTH_TEXT,
        rows=3,
    )
    led_to_post = LineField(
        lazy_gettext("Which role or board made that decision?"),
        [max_length(200)],
        description=lazy_gettext(
            "A role, not a person’s name. For example: head of community care."
        ),
    )
    led_to_on = PartialDateField(
        lazy_gettext("When was that decided?"),
        description=lazy_gettext("For example 6 2026. The year alone will do."),
    )
    led_to_link = LineField(
        lazy_gettext("Where can people read that decision?"),
        [ADDRESS_LENGTH],
        description=lazy_gettext(
            "A whole address. Is there a decision record in this register? If it lists this "
            "activity under “what people have already told us”, we find it ourselves."
        ),
    )

    def build_part(self) -> Worth:
        words = {f.name: self[f.name].data or "" for f in fields(Worth) if f.name not in NOT_TEXTS}
        return Worth(self.recognised.get_choice(), led_to_on=self.led_to_on.data, **words)


# All of them


FORMS: dict[str, type[StepForm]] = {
    "basics": BasicsForm,
    "openness": PledgeForm,
    "people": PeopleForm,
    "working": WorkingForm,
    "sessions": SessionForm,
    "resourcing": ResourcingForm,
    "costs": CostForm,
    "outcome": OutcomeForm,
    "worth": WorthForm,
    "evidence": LinkForm,
    "curators": NotesForm,
}
"""The form of each section, or of one of its rows, by its name in addresses."""
