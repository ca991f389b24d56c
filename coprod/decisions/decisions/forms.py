"""What is asked about a decision after it was signed off."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from coprod.decisions.decisions.rules import Addition
from coprod.decisions.records.enums import Kept, Later
from coprod.decisions.records.forms import last_day
from coprod.decisions.records.rules import LONGEST
from coprod.web.choices import OneOf
from coprod.web.fields import Line, Paragraphs, PartialDateField, no_longer_than
from coprod.web.forms import Form


class NoteForm(Form):
    words = Paragraphs(
        _l("What do you want to add?"),
        description=_l("Everybody can read this. It cannot be changed afterwards."),
        longest=LONGEST["words"],
    )

    kind = Later.NOTE

    def addition(self) -> Addition:
        return Addition(self.kind, self.words.data or "", **self.more())

    def more(self) -> dict[str, Any]:
        return {}


class ReviewForm(NoteForm):
    words = Paragraphs(
        _l("Is it still right? What did you find?"),
        description=_l("Everybody can read this. It cannot be changed afterwards."),
        longest=LONGEST["words"],
    )
    next_review_on = PartialDateField(
        _l("When will you look at it next?"), description=_l("For example 27 3 2028.")
    )

    kind = Later.REVIEW

    def more(self) -> dict[str, Any]:
        return {"next_review_on": last_day(self.next_review_on.data)}


class CheckForm(NoteForm):
    kept = OneOf(_l("Was the promise kept?"), Kept)
    words = Paragraphs(
        _l("How do you know?"),
        description=_l("Everybody can read this. It cannot be changed afterwards."),
        longest=LONGEST["words"],
    )
    with_residents = BooleanField(_l("We checked this together with residents who took part"))

    kind = Later.CHECK

    def more(self) -> dict[str, Any]:
        return {"kept": self.kept.chosen(), "with_residents": bool(self.with_residents.data)}


class LinkForm(Form):
    entry = Line(
        _l("Which entry came of it?"),
        [InputRequired(_l("Write the name of the entry, or its address")), no_longer_than(2000)],
        description=_l("Write the name of the entry, or copy its address from your browser."),
    )

    @classmethod
    def asked(cls) -> Self:
        return cls.from_request()
