"""How somebody decides, writes in a conversation, and asks somebody else to decide."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from coprod.core.values.phrases import Message
from coprod.reviews.rules import (
    LONGEST_MESSAGE,
    LONGEST_REASON,
    Decision,
    StandInDraft,
    Verdict,
)
from coprod.web.fields import (
    CheckboxesField,
    ChoiceField,
    LineField,
    ParagraphsField,
    PartialDateField,
    parse_row_key,
)
from coprod.web.forms import Form
from coprod.web.language import translate


class DecisionField(RadioField):
    """What can be decided about one review."""

    def set_decisions(self, decisions: Sequence[Decision]) -> None:
        self.choices = [(each.name, translate(each.label)) for each in decisions]


class VerdictForm(Form):
    """One review, one decision: choose with the arrow keys, send with Enter.

    A kind that asks more has a form of its own that begins with these fields.
    """

    decision = DecisionField(
        lazy_gettext("Your decision"),
        [InputRequired(lazy_gettext("Choose one"))],
        validate_choice=False,
    )
    reasons = CheckboxesField(
        lazy_gettext("Why?"),
        description=lazy_gettext("The person who sent this reads what you tick."),
    )
    passage = LineField(
        lazy_gettext("Which words is this about?"),
        description=lazy_gettext("Copy them here. They are marked in the text."),
    )
    message = ParagraphsField(lazy_gettext("Explain your decision"), longest=LONGEST_REASON, rows=3)
    seen = HiddenField()

    @classmethod
    def for_review(
        cls,
        decisions: Sequence[Decision],
        reasons: Mapping[str, Message],
        *,
        is_fresh: bool,
        asks_passage: bool = False,
        **values: Any,
    ) -> Self:
        form = cls(None, **values) if is_fresh else cls.from_request(**values)
        form.decision.set_decisions(decisions)
        form.reasons.choices = [(name, translate(label)) for name, label in reasons.items()]
        if not reasons:
            del form["reasons"]
        if not asks_passage:
            del form["passage"]
        if not reasons and not any(each.needs_message for each in decisions):
            del form["message"]
        return form

    def build_verdict(self) -> Verdict:
        return Verdict(
            decision=self.decision.data or "",
            message=self.get_text("message"),
            reasons=tuple(self.reasons.data or ()) if "reasons" in self else (),
            passage=self.get_text("passage"),
            extra=self.get_extra(),
        )

    def get_extra(self) -> Mapping[str, object]:
        """Return what only this kind asks."""
        return {}

    def get_text(self, name: str) -> str:
        return self[name].data or "" if name in self else ""

    def list_extra_names(self) -> list[str]:
        """Return the fields that only this kind has."""
        return [name for name in self._fields if name not in USUAL_FIELDS]


USUAL_FIELDS = frozenset({"decision", "reasons", "passage", "message", "seen"})


class MessageForm(Form):
    words = ParagraphsField(
        lazy_gettext("Your message"),
        [InputRequired(lazy_gettext("Write a message"))],
        longest=LONGEST_MESSAGE,
        rows=4,
    )
    quote = ParagraphsField(
        lazy_gettext("Words that it is about (if any)"), longest=LONGEST_MESSAGE, rows=2
    )
    link = LineField(
        lazy_gettext("A link (if any)"), description=lazy_gettext("Such as notes of a meeting.")
    )


class AskForm(Form):
    """Ask somebody by name to decide."""

    person = ChoiceField(lazy_gettext("Who should decide?"), coerce=parse_row_key)

    @classmethod
    def with_people(cls, people: Sequence[tuple[int, str]]) -> Self:
        form = cls.from_request()
        form.person.choices = list(people)
        return form


class StandInForm(Form):
    """Name who decides, for a time, what a curator had a hand in."""

    person = ChoiceField(lazy_gettext("Who stands in?"), coerce=parse_row_key)
    kinds = CheckboxesField(
        lazy_gettext("What may they decide?"),
        description=lazy_gettext("Tick nothing if they may decide everything that a stand-in may."),
    )
    starts = PartialDateField(lazy_gettext("From which day?"))
    ends = PartialDateField(
        lazy_gettext("Until which day?"), description=lazy_gettext("A year at most.")
    )
    why = ParagraphsField(
        lazy_gettext("Why this person?"),
        description=lazy_gettext("Only curators read this."),
        longest=LONGEST_REASON,
        rows=2,
    )

    @classmethod
    def for_people(
        cls, people: Sequence[tuple[int, str]], kinds: Mapping[str, Message], *, is_fresh: bool
    ) -> Self:
        form = cls(None) if is_fresh else cls.from_request()
        form.person.choices = [(0, str(lazy_gettext("Choose one"))), *people]
        form.kinds.choices = [(name, translate(label)) for name, label in kinds.items()]
        return form

    def build_draft(self) -> StandInDraft:
        return StandInDraft(
            person_id=self.person.data or 0,
            starts_on=self.starts.get_whole_day(),
            ends_on=self.ends.get_whole_day(),
            why=self.why.data or "",
            kinds=tuple(self.kinds.data or ()),
        )
