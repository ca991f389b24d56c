"""What the sections ask, in the words they ask it in. One form for each part or row."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from coprod.core.values.answers import CycleStage, Known
from coprod.core.values.howmany import Sureness
from coprod.core.values.links import LONGEST_LINK
from coprod.reference.lists.enums import Choices, ListKind
from coprod.register.activities.forms import StepForm
from coprod.register.costs.forms import CostForm, ResourcingForm
from coprod.register.sections.enums import FilmWords, Meeting, SpreadStage, WorkLevel
from coprod.register.sections.rules import (
    Basics,
    CuratorNotes,
    Link,
    Outcome,
    People,
    Pledge,
    Session,
    Working,
)
from coprod.register.worth.forms import WorthForm
from coprod.web.choices import Names, Number, OneOf, count_of, counted
from coprod.web.fields import Line, Paragraphs, PartialDateField, Ticks, no_longer_than, row_key
from coprod.web.language import translate

SHORT_ENOUGH = no_longer_than(200)


class SectionForm(StepForm):
    """A section or one of its rows."""

    def told(self, *names: str) -> dict[str, Any]:
        """Return what stands in some boxes."""
        return {name: self[name].data or "" for name in names}


class BasicsForm(SectionForm):
    level = OneOf(_l("What kind of work is it?"), WorkLevel)
    stage = OneOf(_l("How far has it come?"), SpreadStage)
    partners = Ticks(
        _l("Which other organisations are partners?"),
        coerce=row_key,
        description=_l("Tick all that work on it with the one that leads."),
    )
    partner_names = Names(
        _l("Partners that are not in the list"),
        description=_l("One name on each line: groups, teams, communities."),
        rows=3,
    )
    programme = Line(
        _l("Is it part of a larger programme?"),
        [no_longer_than(LONGEST_LINK)],
        description=_l("Write the name of that entry, or copy its address from your browser."),
    )
    find: Callable[[str], int]

    def know(self, programme: str, find: Callable[[str], int]) -> None:
        """Take what the entry is part of now, and how a name or an address is looked up."""
        self.find = find
        if self.programme.raw_data is None:
            self.programme.data = programme

    def offer(self, choices: Choices) -> None:
        self.partners.choices = choices(ListKind.ORGANISATION)

    @classmethod
    def values(cls, part: Basics) -> dict[str, Any]:
        names = "\n".join(part.partner_names)
        told = {"level": part.level, "stage": part.stage, "partner_names": names}
        return {**told, "partners": list(part.partner_ids)}

    def part(self) -> Basics:
        typed = self.programme.data
        return Basics(
            self.level.chosen(),
            self.stage.chosen(),
            tuple(self.partners.data or ()),
            self.partner_names.names(),
            self.find(typed) if typed else None,
        )


class PledgeForm(SectionForm):
    pledge = Paragraphs(
        _l("What is the promise to residents, in one sentence?"),
        description=_l("For example: you will help to choose, and we will tell you what we did."),
        longest=500,
        rows=2,
    )
    open_to_change = Paragraphs(_l("What can people change?"), longest=3000, rows=4)
    not_open = Paragraphs(
        _l("What can they not change?"),
        description=_l("Being clear about this builds trust."),
        longest=3000,
        rows=4,
    )
    hear_back = PartialDateField(
        _l("When will people hear back?"),
        description=_l("For example 6 2026. The year alone will do."),
    )
    decided_by = Line(
        _l("Which post decides?"),
        [SHORT_ENOUGH],
        description=_l("A post, not a person’s name. For example: head of community care."),
    )
    budget_say = OneOf(_l("Can that post change the budget?"), Known)
    boards = Ticks(_l("Which boards does it concern?"), coerce=row_key)

    def offer(self, choices: Choices) -> None:
        self.boards.choices = choices(ListKind.BOARD)

    @classmethod
    def values(cls, part: Pledge) -> dict[str, Any]:
        told = {f.name: getattr(part, f.name) for f in fields(part) if f.name != "board_ids"}
        return {**told, "boards": list(part.board_ids)}

    def part(self) -> Pledge:
        return Pledge(
            **self.told("open_to_change", "not_open", "pledge", "decided_by"),
            hear_back=self.hear_back.data,
            budget_say=self.budget_say.chosen(),
            board_ids=tuple(self.boards.data or ()),
        )


class PeopleForm(SectionForm):
    took_part_how = OneOf(
        _l("Do you know how many people took part?"),
        Sureness,
        description=_l("Not staff: residents, carers, people who use the service."),
    )
    took_part_number = Number(_l("How many?"), [SHORT_ENOUGH])
    found = Paragraphs(
        _l("How were they found?"),
        description=_l("For example: through a lunch club, by letter, at a school gate."),
        longest=3000,
        rows=3,
    )
    missing = Paragraphs(
        _l("Who was missing?"),
        description=_l("Groups that it matters to and that you did not reach. Do not name people."),
        longest=3000,
        rows=3,
    )
    roles = Paragraphs(
        _l("What did residents do?"),
        description=_l("For example: chaired, asked the questions, chose the bidder."),
        longest=3000,
        rows=3,
    )
    groups = Names(
        _l("Which groups and organisations took part?"),
        description=_l("One name on each line. They will be able to say whether this is right."),
        rows=4,
    )

    @classmethod
    def values(cls, part: People) -> dict[str, Any]:
        told = {"found": part.found, "missing": part.missing, "roles": part.roles}
        return {**told, **counted(part.took_part), "groups": "\n".join(part.groups)}

    def part(self) -> People:
        return People(
            count_of(self.took_part_how, self.took_part_number),
            **self.told("found", "missing", "roles"),
            groups=self.groups.names(),
        )


class WorkingForm(SectionForm):
    shared = Ticks(
        _l("Which parts of the work did residents and staff share?"),
        choices=lambda: [(each.value, translate(each.label)) for each in CycleStage],
        description=_l("Tick all that fit. Volunteers and peer workers count as delivering."),
    )
    under_18s = OneOf(_l("Did people under 18 take part?"), Known)
    safeguarding_role = Line(
        _l("If so, what is the safeguarding lead’s role?"),
        [SHORT_ENOUGH],
        description=_l("A role, not a person’s name. It cannot be public without this."),
    )
    consent_route = Paragraphs(
        _l("If so, how did the young people and their families agree?"),
        description=_l("It cannot be public without this."),
        longest=3000,
        rows=3,
    )

    def part(self) -> Working:
        return Working(
            tuple(CycleStage(value) for value in self.shared.data or ()),
            self.under_18s.chosen(),
            **self.told("safeguarding_role", "consent_route"),
        )


class SessionForm(SectionForm):
    held = PartialDateField(
        _l("When was it?"), description=_l("For example 27 3 2026. The year alone will do.")
    )
    meeting = OneOf(_l("How did people meet?"), Meeting)
    place = Line(_l("Where?"), [SHORT_ENOUGH], description=_l("If it was in a place."))
    took_part_how = OneOf(_l("Do you know how many people took part?"), Sureness)
    took_part_number = Number(_l("How many?"), [SHORT_ENOUGH])
    run_by = Line(
        _l("Who ran it?"),
        [SHORT_ENOUGH],
        description=_l("A role or an organisation. For example: a resident facilitator."),
    )
    independent = OneOf(_l("Are they independent of those who decide?"), Known)
    trained = OneOf(_l("Are they trained to run sessions?"), Known)
    offered = Ticks(_l("Which help to take part was offered?"), coerce=row_key)
    used = Ticks(_l("Which of it did people use?"), coerce=row_key)

    def offer(self, choices: Choices) -> None:
        self.offered.choices = self.used.choices = choices(ListKind.SUPPORT)

    @classmethod
    def values(cls, part: Session) -> dict[str, Any]:
        same = ("held", "meeting", "place", "run_by", "independent", "trained")
        told = {name: getattr(part, name) for name in same}
        ids = {"offered": list(part.offered_ids), "used": list(part.used_ids)}
        return {**told, **counted(part.took_part), **ids}

    def part(self) -> Session:
        return Session(
            held=self.held.data,
            meeting=self.meeting.chosen(),
            took_part=count_of(self.took_part_how, self.took_part_number),
            place=self.place.data or "",
            run_by=self.run_by.data or "",
            independent=self.independent.chosen(),
            trained=self.trained.chosen(),
            offered_ids=tuple(sorted({*(self.offered.data or ()), *(self.used.data or ())})),
            used_ids=tuple(sorted(set(self.used.data or ()))),
        )


class OutcomeForm(SectionForm):
    were_asked = Paragraphs(_l("What were people asked?"), longest=5000, rows=4)
    said = Paragraphs(
        _l("What did people say?"),
        description=_l("Also what they did not agree about. Do not name people."),
        longest=10_000,
        rows=5,
    )
    did = Paragraphs(_l("What was done because of it?"), longest=10_000, rows=5)
    not_doing = Paragraphs(_l("What is not being done?"), longest=5000, rows=3)
    why_not = Paragraphs(
        _l("Why is it not being done?"),
        description=_l("People who asked for it deserve a reason."),
        longest=5000,
        rows=3,
    )

    @classmethod
    def values(cls, part: Outcome) -> dict[str, Any]:
        return {**super().values(part), "were_asked": part.asked}

    def part(self) -> Outcome:
        told = self.told("said", "did", "not_doing", "why_not")
        return Outcome(asked=self.were_asked.data or "", **told)


class LinkForm(SectionForm):
    title = Line(_l("What is it called?"), [SHORT_ENOUGH])
    address = Line(
        _l("Its address on the web"),
        [no_longer_than(LONGEST_LINK)],
        description=_l("For example https://www.example.org/report"),
    )
    shows = Paragraphs(_l("What does it show?"), longest=1000, rows=3)
    is_film = BooleanField(_l("It is a film or a recording"))
    film_words = OneOf(
        _l("If it is a film: how can somebody who cannot hear it follow it?"), FilmWords
    )

    def part(self) -> Link:
        is_film = bool(self.is_film.data)
        words = self.film_words.chosen() if is_film else None
        title, address = self.title.data or "", self.address.data or ""
        return Link(0, title, address, self.shows.data or "", is_film, words)


class NotesForm(SectionForm):
    text = Paragraphs(
        _l("What should the curators know?"),
        description=_l("Only you and the curators read this. It is never public."),
        longest=10_000,
        rows=8,
    )

    def part(self) -> CuratorNotes:
        return CuratorNotes(self.text.data or "")


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
