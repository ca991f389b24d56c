"""How we ask for a rung, and for an answer to it."""

from collections.abc import Collection, Sequence
from typing import Any, Self

from flask_babel import lazy_gettext
from wtforms import RadioField
from wtforms.validators import AnyOf

from coprod.assessment.confirmation.enums import NOT_YET, ProposalVerdict, Stance
from coprod.assessment.confirmation.rules import (
    LONGEST,
    AnswerDetails,
    EvidenceReading,
    ProposalDetails,
)
from coprod.assessment.self_assessment.enums import Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.rules import WEIGHED
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.phrases import N_
from coprod.register.activities.enums import Rung
from coprod.web.fields import ParagraphsField, parse_row_key
from coprod.web.filters import say_date
from coprod.web.forms import Form
from coprod.web.language import translate

ANSWERS = (ProposalVerdict.AGREES, ProposalVerdict.DISAGREES)


class EvidenceForm(Form):
    """Beside each answer about power and the cycle: agree that it is shown, or ask the team."""

    def offer_stances(self, to_agree: Collection[Question], to_ask: Collection[Question]) -> None:
        for question in WEIGHED:
            may = {Stance.AGREE: question in to_agree, Stance.ASK: question in to_ask}
            offered = [each for each in Stance if may.get(each, True)]
            field: Any = self[question]
            field.choices = [(e.value, translate(e.label)) for e in offered]

    def to_reading(self) -> EvidenceReading:
        stances = {each: Stance(self[each].data) for each in WEIGHED}
        questions = {each: self[f"{each}_question"].data or "" for each in WEIGHED}
        for question in WEIGHED:
            if questions[question] and stances[question] is not Stance.ASK:
                message = N_("You wrote a question. Choose that you ask, or empty this box")
                raise RuleBrokenError(message, field=f"{question}_question")
        return EvidenceReading(
            frozenset(each for each in WEIGHED if stances[each] is Stance.AGREE),
            {each: questions[each] for each in WEIGHED if stances[each] is Stance.ASK},
        )


for _question in WEIGHED:
    setattr(EvidenceForm, _question.value, RadioField(default=Stance.NONE.value))
    _words = ParagraphsField(
        lazy_gettext("Your question to the team"),
        description=lazy_gettext(
            "Everybody who can read the activity will see this, with the team’s reply."
        ),
        longest=LONGEST,
        rows=3,
    )
    setattr(EvidenceForm, f"{_question}_question", _words)


class ProposalForm(EvidenceForm):
    rating = RadioField(lazy_gettext("Which assessment is it about?"), validate_choice=False)
    rung = RadioField(
        lazy_gettext("Which level do the answers and their evidence support?"),
        [AnyOf([*(rung.key for rung in Rung), NOT_YET], message=lazy_gettext("Choose a level"))],
        validate_choice=False,
    )
    reason = ParagraphsField(
        lazy_gettext("Why this level?"),
        description=lazy_gettext(
            "Everybody will read this beside the level, once both of you agree."
        ),
        longest=LONGEST,
    )

    @classmethod
    def build(cls, ratings: Sequence[Rating]) -> Self:
        form = cls.from_request(rating=str(ratings[0].id) if ratings else None)
        form.rating.choices = [(str(each.id), build_rating_label(each)) for each in ratings]
        levels = [(rung.key, translate(rung.label)) for rung in Rung]
        form.rung.choices = [
            *levels,
            (NOT_YET, lazy_gettext("None yet: I only check the evidence for now")),
        ]
        return form

    @property
    def is_reading_first(self) -> bool:
        return bool(self.rung.data == NOT_YET)

    def to_details(self) -> ProposalDetails:
        """An assessment that is not on the list is refused by the action."""
        try:
            rating_id = parse_row_key(self.rating.data)
        except ValueError:
            rating_id = 0
        rung = Rung[str(self.rung.data).upper()]
        return ProposalDetails(rating_id, rung, self.reason.data or "", self.to_reading())


def build_rating_label(rating: Rating) -> str:
    return f"{translate(rating.round.label)}, {say_date(rating.submitted_at)}"


class AnswerForm(EvidenceForm):
    verdict = RadioField(
        lazy_gettext("Do you agree?"),
        [
            AnyOf(
                [*(v.value for v in ANSWERS), NOT_YET],
                message=lazy_gettext("Say whether you agree"),
            )
        ],
        choices=[
            (ProposalVerdict.AGREES.value, lazy_gettext("I agree")),
            (ProposalVerdict.DISAGREES.value, lazy_gettext("I do not agree")),
            (NOT_YET, lazy_gettext("Not sure yet: I only check the evidence for now")),
        ],
        validate_choice=False,
    )
    words = ParagraphsField(
        lazy_gettext("Why?"),
        description=lazy_gettext("If you agree, everybody will read this beside the level."),
        longest=LONGEST,
    )

    @property
    def is_reading_first(self) -> bool:
        return bool(self.verdict.data == NOT_YET)

    def to_details(self) -> AnswerDetails:
        return AnswerDetails(
            ProposalVerdict(self.verdict.data), self.words.data or "", self.to_reading()
        )
