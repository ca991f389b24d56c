"""What a decision record asks: one question of the guide a page, then a few short parts.

And what is asked about it after it was signed off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.core.values.dates import PartialDate
from coprod.core.values.phrases import Message
from coprod.decisions.guide.enums import Question
from coprod.decisions.records.enums import (
    AdditionKind,
    ChosenLevel,
    DecidedWith,
    HoldablePart,
    PromiseVerdict,
    WayOut,
)
from coprod.decisions.records.rules import (
    MAX_LENGTHS,
    MAX_PRIOR_FEEDBACK,
    Addition,
    DecisionScope,
    DecisionTitle,
    LevelChoice,
    Means,
    Openness,
    PriorFeedback,
    PriorFeedbackList,
    PromiseStatement,
    Reply,
    Signature,
)
from coprod.reference.lists.enums import Choices, ListKind
from coprod.reference.lists.forms import make_partial_date
from coprod.register.activities.forms import StepForm
from coprod.reviews.forms import VerdictForm
from coprod.reviews.rules import Decision
from coprod.web.choices import EnumField
from coprod.web.fields import (
    CheckboxesField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate


def build_line(name: str, label: Any, *validators: Any, hint: Any = "") -> LineField:
    return LineField(label, [*validators, max_length(MAX_LENGTHS[name])], description=hint)


def build_paragraphs(name: str, label: Any, *, hint: Any = "", rows: int = 4) -> ParagraphsField:
    return ParagraphsField(label, description=hint, longest=MAX_LENGTHS[name], rows=rows)


class PartForm(StepForm):
    """One part of a record: its boxes have the names of the part's fields."""

    def get_texts(self, *names: str) -> dict[str, Any]:
        return {name: self[name].data or "" for name in names}


class DecisionTitleForm(PartForm):
    title = build_line(
        "title",
        lazy_gettext("What is to be decided?"),
        InputRequired(lazy_gettext("Say what is to be decided")),
        hint=lazy_gettext("In a few words. For example: how people book at the new health centre."),
    )

    def build_part(self) -> DecisionTitle:
        return DecisionTitle(self.title.data or "")


class QuestionForm(PartForm):
    answer = RadioField(validate_choice=False)
    note = build_paragraphs(
        "note", lazy_gettext("Say more, if you like"), hint=lazy_gettext("Everybody can read this.")
    )

    @classmethod
    def for_question(cls, answers: Mapping[str, Message], reply: Reply | None, seen: str) -> Self:
        initial = {"answer": reply.answer, "note": reply.note} if reply else {}
        form = cls.from_request(seen=seen, **initial)
        form.answer.choices = [(key, translate(words)) for key, words in answers.items()]
        form.answer.validators = [
            AnyOf([*answers], message=lazy_gettext("Choose one of the answers"))
        ]
        return form

    def reply(self, question: Question) -> Reply:
        return Reply(question, self.answer.data, self.note.data or "")


class OpennessForm(PartForm):
    open_to_change = build_paragraphs("open_to_change", lazy_gettext("What can people change?"))
    not_open = build_paragraphs(
        "not_open",
        lazy_gettext("What can they not change?"),
        hint=lazy_gettext("And why. Being clear about this builds trust."),
    )
    duty = build_paragraphs(
        "duty", lazy_gettext("Which duty to involve people do you rely on, if any?"), rows=2
    )

    def build_part(self) -> Openness:
        return Openness(**self.get_texts("open_to_change", "not_open", "duty"))


class PriorFeedbackForm(PartForm):
    """A fixed few rows: enough for a phone, and it works without JavaScript."""

    words_1 = build_paragraphs("words", lazy_gettext("What people told us"), rows=2)
    address_1 = build_line("address", lazy_gettext("Where it can be read"))
    words_2 = build_paragraphs("words", lazy_gettext("What people told us"), rows=2)
    address_2 = build_line("address", lazy_gettext("Where it can be read"))
    words_3 = build_paragraphs("words", lazy_gettext("What people told us"), rows=2)
    address_3 = build_line("address", lazy_gettext("Where it can be read"))
    words_4 = build_paragraphs("words", lazy_gettext("What people told us"), rows=2)
    address_4 = build_line("address", lazy_gettext("Where it can be read"))
    words_5 = build_paragraphs("words", lazy_gettext("What people told us"), rows=2)
    address_5 = build_line("address", lazy_gettext("Where it can be read"))

    @classmethod
    def get_initial_values(cls, part: PriorFeedbackList) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for number, row in enumerate(part.rows, 1):
            values |= {f"words_{number}": row.words, f"address_{number}": row.address}
        return values

    def build_part(self) -> PriorFeedbackList:
        """Drop empty rows between others; the rest move up."""
        rows = (self.get_row(number) for number in range(1, MAX_PRIOR_FEEDBACK + 1))
        return PriorFeedbackList(tuple(row for row in rows if row != PriorFeedback("")))

    def get_row(self, number: int) -> PriorFeedback:
        return PriorFeedback(
            self[f"words_{number}"].data or "", self[f"address_{number}"].data or ""
        )


class ScopeForm(PartForm):
    group_ids = CheckboxesField(
        lazy_gettext("Which groups does it affect most?"), coerce=parse_row_key
    )
    workstream_ids = CheckboxesField(
        lazy_gettext("Which workstreams is it part of?"), coerce=parse_row_key
    )
    locality_ids = CheckboxesField(lazy_gettext("Which places is it about?"), coerce=parse_row_key)
    partner_ids = CheckboxesField(
        lazy_gettext("Which other organisations are partners?"), coerce=parse_row_key
    )
    board_ids = CheckboxesField(lazy_gettext("Which boards does it concern?"), coerce=parse_row_key)

    def fill_choices(self, choices: Choices) -> None:
        self.group_ids.choices = choices(ListKind.GROUP)
        self.workstream_ids.choices = choices(ListKind.WORKSTREAM)
        self.locality_ids.choices = choices(ListKind.LOCALITY)
        self.partner_ids.choices = choices(ListKind.ORGANISATION)
        self.board_ids.choices = choices(ListKind.BOARD)

    def build_part(self) -> DecisionScope:
        return DecisionScope(
            **{field.name: tuple(self[field.name].data or ()) for field in fields(DecisionScope)}
        )


class MeansForm(PartForm):
    set_aside = build_paragraphs(
        "set_aside",
        lazy_gettext("What budget and time are set aside for working with people?"),
        hint=lazy_gettext("Payment, access, a facilitator, staff time."),
    )
    decided_with = EnumField(lazy_gettext("Who took part in choosing the level?"), DecidedWith)
    in_the_room = build_paragraphs(
        "in_the_room",
        lazy_gettext("Who was in the room?"),
        hint=lazy_gettext("Roles and groups, not people’s names."),
        rows=3,
    )

    def build_part(self) -> Means:
        texts = self.get_texts("set_aside", "in_the_room")
        return Means(decided_with=self.decided_with.get_choice(), **texts)


class LevelChoiceForm(PartForm):
    """The way out is asked for only where there is a mismatch; the page leaves it out elsewhere."""

    way_out = EnumField(lazy_gettext("Which of the three do you choose?"), WayOut)
    way_out_words = build_paragraphs(
        "way_out_words",
        lazy_gettext(
            "If you change the conditions: what will change, who is responsible, and by when?"
        ),
        rows=3,
    )
    chosen = EnumField(lazy_gettext("What did you decide?"), ChosenLevel)
    reason = build_paragraphs(
        "reason",
        lazy_gettext("Because …"),
        hint=lazy_gettext(
            "Everybody can read this. It must be filled in if you go below what the answers call "
            "for, or do not go ahead."
        ),
    )
    review_on = PartialDateField(
        lazy_gettext("When will you look at this again?"),
        description=lazy_gettext("For example 27 3 2027."),
    )

    @classmethod
    def get_initial_values(cls, part: LevelChoice) -> dict[str, Any]:
        return {**super().get_initial_values(part), "review_on": make_partial_date(part.review_on)}

    def build_part(self) -> LevelChoice:
        return LevelChoice(
            chosen=self.chosen.get_choice(),
            way_out=self.way_out.get_choice(),
            review_on=get_last_day(self.review_on.data),
            **self.get_texts("reason", "way_out_words"),
        )


def get_last_day(when: PartialDate | None) -> date | None:
    """A month or a year alone means its last day."""
    return when.latest if when else None


class PromiseForm(PartForm):
    pledge = build_paragraphs(
        "pledge",
        lazy_gettext("What do you promise residents, in one plain sentence?"),
        hint=lazy_gettext(
            "For example: you will help to choose, and we will tell you what we did."
        ),
        rows=2,
    )
    hear_back = PartialDateField(
        lazy_gettext("When will people hear back?"),
        description=lazy_gettext("For example 6 2027. The year alone will do."),
    )

    def build_part(self) -> PromiseStatement:
        return PromiseStatement(self.pledge.data or "", self.hear_back.data)


class SignatureForm(PartForm):
    post = build_line(
        "post",
        lazy_gettext("Which role decided?"),
        InputRequired(lazy_gettext("Say which role decided")),
        hint=lazy_gettext("A role, not a person’s name. For example: director of public health."),
    )
    organisation = build_line(
        "organisation",
        lazy_gettext("In which organisation?"),
        InputRequired(lazy_gettext("Say which organisation that role is in")),
    )

    @classmethod
    def for_signing(cls, seen: str, organisation: str = "") -> Self:
        return cls.from_request(seen=seen, organisation=organisation)

    def build_part(self) -> Signature:
        return Signature(self.post.data or "", self.organisation.data or "")


# Holding parts back


class HoldForm(Form):
    parts = CheckboxesField(lazy_gettext("What should be held back?"))
    reason = build_paragraphs(
        "reason",
        lazy_gettext("Why?"),
        hint=lazy_gettext(
            "Everybody can read this. For example: commercially sensitive until it is signed."
        ),
        rows=3,
    )

    @classmethod
    def from_request(cls, **given: Any) -> Self:
        form = super().from_request(**given)
        form.parts.choices = [(part.value, translate(part.label)) for part in HoldablePart]
        return form

    def get_parts(self) -> tuple[HoldablePart, ...]:
        return tuple(HoldablePart(value) for value in self.parts.data or ())


# After it was signed off


class NoteForm(Form):
    words = ParagraphsField(
        lazy_gettext("What do you want to add?"),
        description=lazy_gettext("Everybody can read this. It cannot be changed afterwards."),
        longest=MAX_LENGTHS["words"],
    )

    kind = AdditionKind.NOTE

    def get_addition(self) -> Addition:
        return Addition(self.kind, self.words.data or "", **self.get_details())

    def get_details(self) -> dict[str, Any]:
        return {}


class ReviewForm(NoteForm):
    words = ParagraphsField(
        lazy_gettext("Is it still right? What did you find?"),
        description=lazy_gettext("Everybody can read this. It cannot be changed afterwards."),
        longest=MAX_LENGTHS["words"],
    )
    next_review_on = PartialDateField(
        lazy_gettext("When will you look at it next?"),
        description=lazy_gettext("For example 27 3 2028."),
    )

    kind = AdditionKind.REVIEW

    def get_details(self) -> dict[str, Any]:
        return {"next_review_on": get_last_day(self.next_review_on.data)}


class CheckForm(NoteForm):
    verdict = EnumField(lazy_gettext("Was the promise kept?"), PromiseVerdict)
    words = ParagraphsField(
        lazy_gettext("How do you know?"),
        description=lazy_gettext("Everybody can read this. It cannot be changed afterwards."),
        longest=MAX_LENGTHS["words"],
    )
    with_residents = BooleanField(
        lazy_gettext("We checked this together with residents who took part")
    )

    kind = AdditionKind.CHECK

    def get_details(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict.get_choice(),
            "with_residents": bool(self.with_residents.data),
        }


class LinkForm(Form):
    entry = LineField(
        lazy_gettext("Which activity came from it?"),
        [
            InputRequired(lazy_gettext("Write the name of the activity, or its address")),
            max_length(2000),
        ],
        description=lazy_gettext(
            "Write the name of the activity, or copy its address from your browser."
        ),
    )


class DecisionVerdictForm(VerdictForm):
    """What is asked of whoever looks at a decision again: what is due of it."""

    next_review_on = PartialDateField(
        lazy_gettext("When will you look at it next?"),
        description=lazy_gettext("For “It was looked at again”. For example 27 3 2028."),
    )
    with_residents = BooleanField(
        lazy_gettext("We checked this together with residents who took part")
    )

    @classmethod
    def for_due(
        cls,
        decisions: Sequence[Decision],
        *,
        is_fresh: bool,
        asks_day: bool,
        asks_about_residents: bool,
        seen: str,
    ) -> Self:
        form = cls.for_review(decisions, {}, is_fresh=is_fresh, seen=seen)
        if not asks_day:
            del form["next_review_on"]
        if not asks_about_residents:
            del form["with_residents"]
        return form

    def get_extra(self) -> Mapping[str, object]:
        day = get_last_day(self["next_review_on"].data) if "next_review_on" in self else None
        checked = "with_residents" in self and bool(self["with_residents"].data)
        return {"next_review_on": day, "with_residents": checked}
