"""What we ask about an activity, in the words we ask it in: one question a page.

Each form is made from one part of an activity (``from_part``) and builds that part anew
(``build_part``).
"""

from dataclasses import fields
from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, Length

from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.reference.lists.enums import Choices, ListKind
from coprod.register.activities.enums import Rung
from coprod.register.activities.rules import (
    LONGEST_TITLE,
    About,
    Behalf,
    Leading,
    Naming,
    Placing,
    PromiseStatement,
    Story,
    Telling,
    Timing,
    check_title_is_meant,
    may_tell_of_somebody,
)
from coprod.web.fields import (
    CheckboxesField,
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate

NOTHING = "nothing"
NOT_LISTED = 0


class StepForm(Form):
    """One question about an activity. ``seen`` is the fingerprint of what the writer was shown."""

    detail: ClassVar[tuple[str, ...]] = ()
    """The fields that a page folds behind “Add detail”."""
    seen = HiddenField()

    @classmethod
    def from_part(cls, part: Any, seen: str, choices: Choices) -> Self:
        """Return the form with the values of a part, or with what was sent."""
        form = cls.from_request(seen=seen, **cls.get_initial_values(part))
        form.fill_choices(choices)
        return form

    @classmethod
    def get_initial_values(cls, part: Any) -> dict[str, Any]:
        """Return what the boxes hold at first: fields and parts share their names."""
        return {field.name: getattr(part, field.name) for field in fields(part)}

    def fill_choices(self, choices: Choices) -> None:
        """Fill the lists to choose from. Most questions have none."""

    def build_part(self) -> Any:
        """Return what was answered; ``RuleBrokenError`` when it is no answer."""
        raise NotImplementedError


class TitleForm(Form):
    """A form with a title: one that may tell of somebody is asked about once."""

    anyway = BooleanField(lazy_gettext("Use this title anyway"))

    @property
    def asks_about_title(self) -> bool:
        return may_tell_of_somebody(self["title"].data or "")

    def get_meant_title(self) -> str:
        title = self["title"].data or ""
        check_title_is_meant(title, anyway=self.anyway.data)
        return title


class NameForm(TitleForm, StepForm):
    title = LineField(
        lazy_gettext("What is it called?"),
        [InputRequired(lazy_gettext("Give it a name")), max_length(LONGEST_TITLE)],
        description=lazy_gettext("The name that people who took part would know it by."),
    )

    def build_part(self) -> Naming:
        return Naming(self.get_meant_title())


class SummaryForm(StepForm):
    summary = ParagraphsField(
        lazy_gettext("What is it, in a few plain words?"),
        [InputRequired(lazy_gettext("Say in a few plain words what it is"))],
        description=lazy_gettext(
            "Two or three sentences that a neighbour would understand. About 100 words is plenty."
        ),
        longest=3000,
        rows=6,
    )

    def build_part(self) -> Telling:
        return Telling(self.summary.data or "")


class LeaderForm(StepForm):
    led_by = ChoiceField(lazy_gettext("Organisation"), coerce=parse_row_key)
    led_by_name = LineField(
        lazy_gettext("Or write who leads it"),
        [Length(max=200, message=lazy_gettext("Shorten this to 200 characters or fewer"))],
        description=lazy_gettext("If it is not in the list: a group, a team or a community."),
    )

    def fill_choices(self, choices: Choices) -> None:
        first = (NOT_LISTED, str(lazy_gettext("Not in this list")))
        self.led_by.choices = [first, *choices(ListKind.ORGANISATION)]

    @classmethod
    def get_initial_values(cls, part: Leading) -> dict[str, Any]:
        return {"led_by": part.led_by_id or NOT_LISTED, "led_by_name": part.led_by_name}

    def build_part(self) -> Leading:
        chosen = self.led_by.data or None
        if chosen is None and not self.led_by_name.data:
            raise RuleBrokenError(N_("Choose or write who leads it"), field="led_by")
        return Leading(chosen, self.led_by_name.data or "")


class PlaceForm(StepForm):
    localities = CheckboxesField(
        lazy_gettext("Places"), coerce=parse_row_key, description=lazy_gettext("Tick all that fit.")
    )
    place_words = LineField(
        lazy_gettext("Where exactly?"),
        [Length(max=200, message=lazy_gettext("Shorten this to 200 characters or fewer"))],
        description=lazy_gettext("If you like: an estate, a centre, a street, or online."),
    )

    def fill_choices(self, choices: Choices) -> None:
        self.localities.choices = choices(ListKind.LOCALITY)

    @classmethod
    def get_initial_values(cls, part: Placing) -> dict[str, Any]:
        return {"localities": list(part.locality_ids), "place_words": part.place_words}

    def build_part(self) -> Placing:
        if not self.localities.data and not self.place_words.data:
            box = "localities" if self.localities.choices else "place_words"
            raise RuleBrokenError(N_("Tick a place, or write where it is"), field=box)
        return Placing(tuple(self.localities.data or ()), self.place_words.data or "")


class TimeForm(StepForm):
    started = PartialDateField(
        lazy_gettext("When did it start?"),
        description=lazy_gettext(
            "For example 27 3 2024. If you only know the year, the year will do."
        ),
    )
    ended = PartialDateField(
        lazy_gettext("When did it end?"),
        description=lazy_gettext("Leave this empty if it has not."),
    )
    is_ongoing = BooleanField(lazy_gettext("It is still going on"))

    def build_part(self) -> Timing:
        if self.started.data is None:
            raise RuleBrokenError(N_("Enter when it started. A year will do"), field="started")
        if self.is_ongoing.data and self.ended.data:
            message = N_("It has an end date, so it is not still going on. Change one of the two")
            raise RuleBrokenError(message, field="is_ongoing")
        return Timing(self.started.data, self.ended.data, bool(self.is_ongoing.data))


class PromiseForm(StepForm):
    promised = CheckboxesField(
        lazy_gettext("What were people promised?"),
        description=lazy_gettext(
            "What they were told before it began. Tick one, or more if different parts had "
            "different promises."
        ),
    )

    def fill_choices(self, choices: Choices) -> None:  # noqa: ARG002 - the ladder is no curators' list
        nothing = (NOTHING, str(lazy_gettext("Nothing was promised, or we do not know")))
        self.promised.choices = [*((str(int(r)), translate(r.label)) for r in Rung), nothing]

    @classmethod
    def get_initial_values(cls, part: PromiseStatement) -> dict[str, Any]:
        ticked = [str(int(rung)) for rung in part.rungs]
        return {"promised": [*ticked, NOTHING] if part.nothing else ticked}

    def build_part(self) -> PromiseStatement:
        chosen = self.promised.data or []
        if not chosen:
            message = N_("Tick what people were promised, or that nothing was promised")
            raise RuleBrokenError(message, field="promised")
        rungs = tuple(Rung(int(value)) for value in chosen if value != NOTHING)
        return PromiseStatement(rungs, NOTHING in chosen)


class AboutForm(StepForm):
    workstreams = CheckboxesField(
        lazy_gettext("Which workstreams is it part of?"), coerce=parse_row_key
    )
    methods = CheckboxesField(lazy_gettext("How were people involved?"), coerce=parse_row_key)
    groups = CheckboxesField(
        lazy_gettext("Which groups does it affect most?"), coerce=parse_row_key
    )
    topics = CheckboxesField(lazy_gettext("What is it about?"), coerce=parse_row_key)
    networks = CheckboxesField(lazy_gettext("Which GP networks take part?"), coerce=parse_row_key)

    FIELDS: ClassVar = {
        ListKind.WORKSTREAM: "workstreams",
        ListKind.METHOD: "methods",
        ListKind.GROUP: "groups",
        ListKind.TOPIC: "topics",
        ListKind.NETWORK: "networks",
    }

    def fill_choices(self, choices: Choices) -> None:
        fields = [self.workstreams, self.methods, self.groups, self.topics, self.networks]
        for listing, field in zip(self.FIELDS, fields, strict=True):
            field.choices = choices(listing)

    @classmethod
    def get_initial_values(cls, part: About) -> dict[str, Any]:
        return {cls.FIELDS[listing]: list(ids) for listing, ids in part.listed}

    def build_part(self) -> About:
        return About(
            tuple((sort, tuple(self[name].data or ())) for sort, name in self.FIELDS.items())
        )


class StoryForm(StepForm):
    body = ParagraphsField(
        lazy_gettext("What happened?"),
        description=lazy_gettext(
            "Tell it as you would to somebody who was not there: what people asked for, what they "
            "said, what was done. Leave an empty line between paragraphs."
        ),
        longest=100_000,
        rows=14,
    )
    learned = ParagraphsField(
        lazy_gettext("What did you learn?"),
        description=lazy_gettext(
            "What would you tell the next team? What would you do another way?"
        ),
        longest=20_000,
        rows=7,
    )

    def build_part(self) -> Story:
        return Story(self.body.data or "", self.learned.data or "")


class BehalfForm(StepForm):
    reported_by = LineField(
        lazy_gettext("Who told you about it?"),
        [max_length(100)],
        description=lazy_gettext("A role, not a name, such as “Resident, Bow”. Readers see it."),
    )
    typed_by = LineField(
        lazy_gettext("Who typed it?"),
        [max_length(100)],
        description=lazy_gettext("A role, not a name, such as “a team member”. Readers see it."),
    )
    consent = ParagraphsField(
        lazy_gettext("How did they agree?"),
        description=lazy_gettext(
            "When and how they said yes, and what to. No names. Readers do not see it."
        ),
        longest=1000,
        rows=4,
    )

    def build_part(self) -> Behalf:
        return Behalf(
            self.reported_by.data or "", self.typed_by.data or "", self.consent.data or ""
        )


FORMS: dict[str, type[StepForm]] = {
    "name": NameForm,
    "summary": SummaryForm,
    "leader": LeaderForm,
    "place": PlaceForm,
    "time": TimeForm,
    "promise": PromiseForm,
    "about": AboutForm,
    "story": StoryForm,
    "behalf": BehalfForm,
}
"""The form of each question, by its name in addresses."""
