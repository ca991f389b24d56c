"""How we ask: when it is assessed, and all questions on one page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField
from wtforms.validators import AnyOf

from coprod.assessment.self_assessment.actions import RoundDetails
from coprod.assessment.self_assessment.enums import (
    HOME_CLUSTERS,
    Cap,
    Choice,
    FreeChoice,
    Question,
    QuestionOrGate,
    Round,
    TeachOrTell,
    Wording,
)
from coprod.assessment.self_assessment.queries import EvidenceItem, QuestionSet
from coprod.assessment.self_assessment.rules import LONGEST, ItemKey, TeamReply, list_choices
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import Message
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
    free_choice = RadioField(validators=[require_one_of(FreeChoice)], validate_choice=False)

    @classmethod
    def build(cls, question: Message, now: FreeChoice | None) -> Self:
        form = cls.from_request(free_choice=now.value if now else None)
        form.free_choice.label.text = translate(question)
        form.free_choice.choices = [(each.value, translate(each.label)) for each in FreeChoice]
        return form

    @property
    def is_empty(self) -> bool:
        return not self.free_choice.data

    def to_free_choice(self) -> FreeChoice:
        return FreeChoice(self.free_choice.data)


class QuestionForm(Form):
    """One of the 14 questions. Its fields bear its name, so that all of them fit on one page."""

    keys: Mapping[str, ItemKey] = {}
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
        lazy_gettext("How could somebody else check this?"),
        description=lazy_gettext(
            "A paper, a date, a meeting. A curator reads this note before readers see it. "
            "Name no one."
        ),
        longest=LONGEST["note"],
        rows=3,
    )
    link = LineField(lazy_gettext("A link, if there is one"), [max_length(LONGEST["link"])])
    item = ChoiceField(lazy_gettext("Or something in this activity that shows it"), default="")

    @classmethod
    def build(
        cls,
        question: Question,
        wording: Wording,
        now: TeamReply | None,
        items: Sequence[EvidenceItem] = (),
    ) -> Self:
        form = cls.from_request(prefix=f"{question}-", **get_field_values(now))
        names = [(str(each.key), build_item_label(each)) for each in items]
        form.item.choices = [("", lazy_gettext("Nothing chosen")), *names]
        form.keys = {str(each.key): each.key for each in items}
        form.choice.choices = [
            (c.value, translate(wording.get_answer(c))) for c in list_choices(question)
        ]
        form.teach_or_tell.choices = [(each.value, translate(each.label)) for each in TeachOrTell]
        return form

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was chosen and nothing written: the question can wait."""
        return not (self.choice.data or self.has_proof or self.reason.data)

    @property
    def has_proof(self) -> bool:
        return bool(self.note.data or self.link.data or self.item.data)

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


class SeenForm(Form):
    """The fingerprints of the saved answers that the page showed, as “Q1=… Q2=…”."""

    seen = HiddenField()

    def read(self) -> dict[str, str]:
        return dict(part.split("=", 1) for part in (self.seen.data or "").split() if "=" in part)


@dataclass(frozen=True)
class AssessmentForm:
    """The whole assessment on one page. What is still open can wait."""

    gate: GateForm
    questions: Mapping[Question, QuestionForm]
    seen: dict[str, str]

    @classmethod
    def build(
        cls,
        question_set: QuestionSet,
        free_choice: FreeChoice | None,
        replies: Mapping[Question, TeamReply],
        items: Sequence[EvidenceItem] = (),
    ) -> Self:
        fingerprints = {str(each): compute_fingerprint(replies.get(each)) for each in Question}
        fingerprints[Cap.FREE_CHOICE] = compute_fingerprint(free_choice)
        seen = SeenForm.from_request(seen=join_seen(fingerprints)).read()
        forms = {
            question: QuestionForm.build(question, wording, replies.get(question), items)
            for question, wording in question_set.wordings.items()
        }
        return cls(GateForm.build(question_set.gate, free_choice), forms, seen)

    @property
    def forms(self) -> dict[QuestionOrGate, GateForm | QuestionForm]:
        """The forms in the order of the page: the gate, and the 14 questions group by group."""
        order = [question for cluster in HOME_CLUSTERS for question in cluster.questions]
        forms: dict[QuestionOrGate, GateForm | QuestionForm] = {Cap.FREE_CHOICE: self.gate}
        forms.update({question: self.questions[question] for question in order})
        return forms

    @property
    def seen_text(self) -> str:
        return join_seen(self.seen)

    def validate(self) -> bool:
        """Check what was answered, all of it. Words without an answer are a mistake."""
        results = [form.validate() for form in self.forms.values() if not form.is_empty]
        return all(results)

    def problems(self) -> list[tuple[str, str]]:
        return [problem for form in self.forms.values() for problem in form.problems()]

    def list_answers(self) -> list[tuple[QuestionOrGate, FreeChoice | TeamReply]]:
        """Return what was answered, by what was asked."""
        answers: list[tuple[QuestionOrGate, FreeChoice | TeamReply]] = [
            (q, each.to_reply(q)) for q, each in self.questions.items() if not each.is_empty
        ]
        if not self.gate.is_empty:
            answers.insert(0, (Cap.FREE_CHOICE, self.gate.to_free_choice()))
        return answers


def join_seen(fingerprints: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in fingerprints.items())


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
