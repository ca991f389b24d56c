"""How we ask: when it is assessed, the gate, and one question at a time."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf

from coprod.assessment.self_assessment.actions import RoundDetails
from coprod.assessment.self_assessment.enums import (
    Choice,
    FreeChoice,
    Question,
    Round,
    TeachOrTell,
    Wording,
)
from coprod.assessment.self_assessment.queries import EvidenceItem
from coprod.assessment.self_assessment.rules import LONGEST, ItemKey, TeamReply, list_choices
from coprod.web.fields import ChoiceField, LineField, ParagraphsField, max_length
from coprod.web.filters import say_date
from coprod.web.forms import Form
from coprod.web.language import translate


def require_one_of(kind: type[Any]) -> AnyOf:
    return AnyOf([each.value for each in kind], message=lazy_gettext("Choose one of the answers"))


class BeginForm(Form):
    round = RadioField(
        lazy_gettext("When are you assessing it?"),
        validators=[require_one_of(Round)],
        validate_choice=False,
    )
    correction = ParagraphsField(
        lazy_gettext("What does this put right?"),
        description=lazy_gettext("Only if you assessed the same stage before."),
        longest=LONGEST["correction"],
        rows=3,
    )

    @classmethod
    def build(cls, done: Collection[Round] = ()) -> Self:
        """Offer the rounds, with the first that was not ``done`` chosen."""
        following = next((each for each in Round if each not in done), Round.ASKED_FOR)
        form = cls.from_request(round=following.value)
        form.round.choices = [(each.value, translate(each.label)) for each in Round]
        return form

    def to_details(self) -> RoundDetails:
        return RoundDetails(Round(self.round.data), self.correction.data or "")


class GateForm(Form):
    """``seen`` here and below is the fingerprint of the saved answer that the form showed."""

    seen = HiddenField()
    free_choice = RadioField(validators=[require_one_of(FreeChoice)], validate_choice=False)

    @classmethod
    def build(cls, now: FreeChoice | None, seen: str) -> Self:
        form = cls.from_request(free_choice=now.value if now else None, seen=seen)
        form.free_choice.choices = [(each.value, translate(each.label)) for each in FreeChoice]
        return form

    def to_free_choice(self) -> FreeChoice:
        return FreeChoice(self.free_choice.data)


class QuestionForm(Form):
    keys: Mapping[str, ItemKey] = {}
    seen = HiddenField()
    choice = RadioField(validators=[require_one_of(Choice)], validate_choice=False)
    teach_or_tell = RadioField(
        lazy_gettext("If people were told or taught: which was it mainly?"), validate_choice=False
    )
    reason = ParagraphsField(
        lazy_gettext("Why does it not apply?"),
        description=lazy_gettext(
            "Only if this does not apply to you. A curator reads it, and then readers."
        ),
        longest=LONGEST["reason"],
        rows=3,
    )
    note = ParagraphsField(
        lazy_gettext("How would somebody else check this?"),
        description=lazy_gettext(
            "For example: a paper, a date, a meeting, who was asked. A curator reads this note "
            "before readers see it. Do not name anybody who did not agree to it."
        ),
        longest=LONGEST["note"],
        rows=4,
    )
    link = LineField(
        lazy_gettext("A link, if there is one"),
        [max_length(LONGEST["link"])],
        description=lazy_gettext("For example https://www.example.org/minutes"),
    )

    item = ChoiceField(
        lazy_gettext("Something of this entry that shows it"),
        description=lazy_gettext(
            "Readers get a link to it. If it is taken away it counts no longer."
        ),
        default="",
    )

    @classmethod
    def build(
        cls,
        question: Question,
        wording: Wording,
        now: TeamReply | None,
        seen: str,
        items: Sequence[EvidenceItem] = (),
    ) -> Self:
        form = cls.from_request(seen=seen, **get_field_values(now))
        names = [(str(each.key), build_item_label(each)) for each in items]
        form.item.choices = [("", lazy_gettext("Nothing chosen")), *names]
        form.keys = {str(each.key): each.key for each in items}
        form.choice.choices = [
            (c.value, translate(wording.get_answer(c))) for c in list_choices(question)
        ]
        form.teach_or_tell.choices = [(each.value, translate(each.label)) for each in TeachOrTell]
        return form

    def to_reply(self, question: Question) -> TeamReply:
        """Return what was answered. What stands in a box that is not asked for is left out."""
        choice = Choice(self.choice.data)
        reason = (self.reason.data or "") if choice is Choice.DOES_NOT_APPLY else ""
        note, link = self.note.data or "", self.link.data or ""
        half, item = self.read_teach_or_tell(question, choice), self.keys.get(self.item.data or "")
        return TeamReply(question, choice, reason, note, link, half, item)

    def read_teach_or_tell(self, question: Question, choice: Choice) -> TeachOrTell | None:
        is_asked = question is Question.Q9 and choice is Choice.A0
        value = self.teach_or_tell.data
        return TeachOrTell(value) if is_asked and value in set(TeachOrTell) else None


def get_field_values(now: TeamReply | None) -> dict[str, Any]:
    if now is None:
        return {}
    half = now.teach_or_tell.value if now.teach_or_tell else None
    text = {"reason": now.reason, "note": now.note, "link": now.link}
    item = str(now.item) if now.item else ""
    return {"choice": now.choice.value, "teach_or_tell": half, "item": item, **text}


def build_item_label(item: EvidenceItem) -> str:
    """Return how a thing is called in a list to choose from."""
    day = say_date(item.on) if item.on else ""
    return ", ".join(filter(None, [translate(item.key.kind.label), translate(item.words), day]))
