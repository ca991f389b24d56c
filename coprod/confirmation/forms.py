"""How we ask for a rung, and for an answer to it."""

from collections.abc import Sequence
from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired

from coprod.assessment.models import Rating
from coprod.assessment.rules import WEIGHED
from coprod.assessment.words import LABELS, Question
from coprod.confirmation.rules import LONGEST, Answering, Proposing
from coprod.confirmation.words import Verdict
from coprod.register.words import Rung
from coprod.web.fields import Paragraphs, Ticks, row_key
from coprod.web.filters import in_words
from coprod.web.forms import Form
from coprod.web.language import say

SAID = (Verdict.AGREES, Verdict.DISAGREES)


class EvidenceForm(Form):
    """Whose evidence the reader agrees with: a box beside each answer that can be checked."""

    agreed = Ticks(_l("Evidence"), choices=[(q.value, q.value) for q in WEIGHED])

    def checked(self) -> frozenset[Question]:
        return frozenset(Question(each) for each in self.agreed.data or ())


class ProposalForm(EvidenceForm):
    rating = RadioField(_l("Which assessment is it about?"), validate_choice=False)
    rung = RadioField(
        _l("Which level do the answers and what stands beside them bear out?"),
        [AnyOf([rung.key for rung in Rung], message=_l("Choose a level"))],
        validate_choice=False,
    )
    reason = Paragraphs(
        _l("Why this level?"),
        [InputRequired(_l("Give a reason: it will be shown"))],
        description=_l("Everybody will read this beside the level, once both of you agree."),
        longest=LONGEST,
    )

    @classmethod
    def asked(cls, ratings: Sequence[Rating]) -> Self:
        form = cls.from_request(rating=str(ratings[0].id) if ratings else None)
        form.rating.choices = [(str(each.id), named(each)) for each in ratings]
        form.rung.choices = [(rung.key, say(rung.label)) for rung in Rung]
        return form

    def details(self) -> Proposing:
        """An assessment that is not on the list is refused by the action."""
        try:
            rating_id = row_key(self.rating.data)
        except ValueError:
            rating_id = 0
        rung = Rung[str(self.rung.data).upper()]
        return Proposing(rating_id, rung, self.reason.data or "", self.checked())


def named(rating: Rating) -> str:
    return f"{say(LABELS[rating.round])}, {in_words(rating.submitted_at)}"


class AnswerForm(EvidenceForm):
    verdict = RadioField(
        _l("Do you agree?"),
        [AnyOf([verdict.value for verdict in SAID], message=_l("Say whether you agree"))],
        choices=[
            (Verdict.AGREES.value, _l("I agree")),
            (Verdict.DISAGREES.value, _l("I do not agree")),
        ],
        validate_choice=False,
    )
    words = Paragraphs(
        _l("Why?"),
        [InputRequired(_l("Say why, in your own words"))],
        description=_l("If you agree, everybody will read this beside the level."),
        longest=LONGEST,
    )

    def details(self) -> Answering:
        return Answering(Verdict(self.verdict.data), self.words.data or "", self.checked())
