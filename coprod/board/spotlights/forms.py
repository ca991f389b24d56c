"""How an activity is nominated for a spotlight, and how a spotlight is asked for."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from coprod.board.meetings.models import Meeting
from coprod.board.spotlights.models import Spotlight
from coprod.board.spotlights.rules import LONGEST, SpotlightDraft
from coprod.core.values import clock
from coprod.core.values.dates import PartialDate
from coprod.reference.lists.forms import VersionedForm
from coprod.web.fields import (
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    WholeNumberField,
    parse_row_key,
)
from coprod.web.filters import say_date
from coprod.web.forms import Form

USUAL_MINUTES = 20
USUAL_TIME = timedelta(days=90)
TEXTS = ("title", "words", "film_link", "film_words")


class NominateForm(Form):
    reason = ParagraphsField(
        _l("Why should others see it?"),
        [InputRequired(_l("Say why others should see it"))],
        description=_l("Curators read this. Do not name people."),
        longest=LONGEST["reason"],
        rows=4,
    )


class SpotlightForm(VersionedForm):
    title = LineField(_l("What is its title?"))
    words = ParagraphsField(
        _l("What can others learn from it?"),
        description=_l("A few sentences for everybody."),
        longest=LONGEST["words"],
        rows=4,
    )
    starts_on = PartialDateField(_l("From which day is it shown?"))
    ends_on = PartialDateField(_l("Until which day?"))
    film_link = LineField(
        _l("The address of a film, if there is one"),
        description=_l("We link to it. It is not played here."),
    )
    film_words = ParagraphsField(
        _l("If there is a film: its captions, and what is said in it"),
        description=_l(
            "Say that it has captions, then write the words that are spoken. Without this, people "
            "who do not hear cannot follow it."
        ),
        longest=LONGEST["film_words"],
        rows=5,
    )
    meeting_id = ChoiceField(_l("At which meeting is it presented?"), coerce=parse_row_key)
    lead = LineField(
        _l("Which role presents it?"), description=_l("Such as “Community voice lead”.")
    )
    minutes = WholeNumberField(_l("How many minutes does it need?"))

    @classmethod
    def build_new(cls, meetings: Sequence[Meeting], title: str) -> Self:
        today = clock.today()
        form = cls.from_request(
            title=title[: LONGEST["title"]],
            minutes=USUAL_MINUTES,
            starts_on=PartialDate.parse(today.isoformat()),
            ends_on=PartialDate.parse((today + USUAL_TIME).isoformat()),
        )
        named = [(each.id, f"{each.group.name}, {say_date(each.day)}") for each in meetings]
        form.meeting_id.choices = [(0, str(_l("Choose one"))), *named]
        return form

    @classmethod
    def build_change(cls, spotlight: Spotlight) -> Self:
        """Ask all but the meeting, which has its item by then."""
        values: dict[str, Any] = {name: getattr(spotlight, name) for name in TEXTS}
        for name in ("starts_on", "ends_on"):
            values[name] = PartialDate.parse(getattr(spotlight, name).isoformat())
        form = cls.from_request(version=spotlight.version, **values)
        for name in ("meeting_id", "lead", "minutes"):
            del form[name]
        return form

    def to_draft(self) -> SpotlightDraft:
        is_new = "meeting_id" in self
        return SpotlightDraft(
            **{name: self[name].data or "" for name in TEXTS},
            starts_on=self.starts_on.get_whole_day(),
            ends_on=self.ends_on.get_whole_day(),
            meeting_id=self.meeting_id.data or None if is_new else None,
            lead=self.lead.data or "" if is_new else "",
            minutes=self.minutes.data if is_new else None,
        )
