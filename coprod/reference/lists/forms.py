"""How a curator is asked about a line of a list, and about the place."""

from dataclasses import fields
from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField
from wtforms.validators import Email, InputRequired, NumberRange, Optional

from coprod.core.values import keys
from coprod.core.values.dates import PartialDate
from coprod.core.values.text import one_line
from coprod.reference.lists.actions import Retirement, TermDetails
from coprod.reference.lists.models import Partnership
from coprod.reference.lists.rules import (
    LONGEST_LABEL,
    LONGEST_NOTE,
    MOST_POSITION,
    PlaceDetails,
    SafetyTranslation,
    format_days,
)
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    WholeNumberField,
    max_length,
    parse_row_key,
)
from coprod.web.forms import Form

LONGEST_ALIASES = 24_000
LONGEST_DAYS_OFF = 6000
Choices = list[tuple[int, Any]]


def require_line(message: Any) -> list[Any]:
    return [InputRequired(message), max_length(LONGEST_LABEL)]


def parse_version(value: Any) -> int:
    """Return the number of what was chosen, or one that is on no list."""
    key = keys.parse_row_key(str(value or 0))
    return -1 if key is None else key


class VersionedForm(Form):
    """A form that remembers which version of a thing its writer was looking at."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """The version, or one that never was: then the page says what it says now."""
        return parse_version(self.version.data)


class TermForm(VersionedForm):
    label = LineField(
        lazy_gettext("Name"),
        require_line(lazy_gettext("Give it a name")),
        description=lazy_gettext("What people see. Write it out in plain words."),
    )
    note = ParagraphsField(
        lazy_gettext("Note (if you need one)"),
        longest=LONGEST_NOTE,
        rows=2,
        description=lazy_gettext("A few words that help people to choose."),
    )
    aliases = ParagraphsField(
        lazy_gettext("Other names for the same thing (if there are any)"),
        longest=LONGEST_ALIASES,
        rows=5,
        description=lazy_gettext("One on each line. An import finds it under these names too."),
    )
    within = ChoiceField(lazy_gettext("Which place is it in?"), coerce=parse_row_key)
    valid_from = PartialDateField(
        lazy_gettext("When did it begin? (if you know)"),
        description=lazy_gettext("A year will do."),
    )
    position = WholeNumberField(
        lazy_gettext("Place in the list"),
        [
            Optional(),
            NumberRange(0, MOST_POSITION, lazy_gettext("Enter a whole number from 0 to 10,000")),
        ],
        description=lazy_gettext(
            "Small numbers come first. Leave it empty and a new name goes last."
        ),
    )

    def details(self, valid_to: date | None) -> TermDetails:
        return TermDetails(
            label=self.label.data or "",
            note=self.note.data or "",
            aliases=split_lines(self.aliases.data or ""),
            valid_from=get_first_day(self.valid_from.data),
            valid_to=valid_to,
            within_id=self.within.data or None if "within" in self else None,
            position=self.position.data,
        )


class RetireForm(VersionedForm):
    valid_to = PartialDateField(
        lazy_gettext("From which day is it no longer used?"),
        description=lazy_gettext("A year will do. Leave it empty if nobody knows."),
    )
    replaced_by = ChoiceField(lazy_gettext("Which name took its place?"), coerce=parse_row_key)

    def details(self) -> Retirement:
        return Retirement(get_first_day(self.valid_to.data), self.replaced_by.data or None)


class PlaceForm(VersionedForm):
    name = LineField(
        lazy_gettext("Name of the place"),
        require_line(lazy_gettext("Enter the name of the place")),
        description=lazy_gettext("For example, the borough."),
    )
    partnership = LineField(
        lazy_gettext("Name of the partnership"),
        require_line(lazy_gettext("Enter the name of the partnership")),
    )
    short_name = LineField(
        lazy_gettext("Its short name (if it has one)"), [max_length(LONGEST_LABEL)]
    )
    register_name = LineField(
        lazy_gettext("Name of this register"),
        require_line(lazy_gettext("Give the register a name")),
        description=lazy_gettext("It is at the top of every page."),
    )
    curator_title = LineField(
        lazy_gettext("What the curators are called"),
        require_line(lazy_gettext("Say what the curators are called")),
    )
    contact_email = LineField(
        lazy_gettext("Email address for questions"),
        [
            Optional(),
            Email(
                lazy_gettext("Enter an email address in the right form, such as name@example.org")
            ),
            max_length(LONGEST_LABEL),
        ],
    )
    contact_phone = LineField(lazy_gettext("Telephone number"), [max_length(LONGEST_LABEL)])
    contact_post = ParagraphsField(lazy_gettext("Postal address"), longest=LONGEST_NOTE, rows=3)
    safeguarding = ParagraphsField(
        lazy_gettext("What to do if somebody is not safe"), longest=LONGEST_NOTE, rows=3
    )
    under_16 = ParagraphsField(
        lazy_gettext("What somebody who is under 16 does instead of writing"),
        longest=LONGEST_NOTE,
        rows=2,
    )
    consent = ParagraphsField(
        lazy_gettext("What people agree to when they send a comment"), longest=LONGEST_NOTE, rows=2
    )
    safeguarding_email = LineField(
        lazy_gettext("Email address of the safeguarding contact"),
        [
            Optional(),
            Email(
                lazy_gettext("Enter an email address in the right form, such as name@example.org")
            ),
            max_length(LONGEST_LABEL),
        ],
        description=lazy_gettext("We write here at once when words in a comment may mean danger."),
    )
    privacy_contact = ParagraphsField(
        lazy_gettext("Who answers questions about personal data"),
        longest=LONGEST_NOTE,
        rows=3,
        description=lazy_gettext("For example the data protection officer, and how to reach them."),
    )

    days_off = ParagraphsField(
        lazy_gettext("Bank holidays and other days off"),
        longest=LONGEST_DAYS_OFF,
        rows=10,
        description=lazy_gettext(
            "One on each line, such as 25/12/2026. They do not count as working days when we say "
            "by when somebody reads a comment or answers."
        ),
    )

    @classmethod
    def from_place(cls, place: Partnership) -> Self:
        form = cls(obj=place)
        form.days_off.data = format_days(place.days_off)
        return form

    def details(self, place: Partnership) -> PlaceDetails:
        """Return what was typed; the texts in other languages have a form of their own."""
        names = [each.name for each in fields(PlaceDetails) if each.name in self]
        typed = {name: str(self[name].data or "") for name in names}
        return PlaceDetails(**typed, translations=place.translations)


class SafetyTranslationForm(VersionedForm):
    safeguarding = ParagraphsField(
        lazy_gettext("What to do if somebody is not safe"), longest=LONGEST_NOTE, rows=7
    )
    under_16 = ParagraphsField(
        lazy_gettext("What somebody who is under 16 does instead of writing"),
        longest=LONGEST_NOTE,
        rows=5,
    )
    consent = ParagraphsField(
        lazy_gettext("What people agree to when they send a comment"), longest=LONGEST_NOTE, rows=5
    )
    is_checked = BooleanField(
        lazy_gettext("Somebody who speaks this language well has checked these words")
    )

    def translation(self) -> SafetyTranslation:
        return SafetyTranslation(
            safeguarding=self.safeguarding.data or "",
            under_16=self.under_16.data or "",
            consent=self.consent.data or "",
            is_checked=bool(self.is_checked.data),
        )


def add_none(terms: list[tuple[int, str]]) -> Choices:
    return [(0, lazy_gettext("None")), *terms]


def get_first_day(known: PartialDate | None) -> date | None:
    return known.earliest if known else None


def make_partial_date(day: date | None) -> PartialDate | None:
    """Return a whole day as the three boxes show it."""
    return PartialDate.from_day(day) if day else None


def split_lines(text: str) -> tuple[str, ...]:
    """Return each different line once, in the order in which they stand."""
    return tuple(dict.fromkeys(line for each in text.split("\n") if (line := one_line(each))))
