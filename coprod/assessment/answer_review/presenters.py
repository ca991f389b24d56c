"""What stands beside an answer and beside a rung, and the letters that go with it.

Letters name the entry, lead to the page, and tell nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.assessment.answer_review import policies, queries
from coprod.assessment.answer_review.models import AnswerQuery, Ruling
from coprod.assessment.answer_review.rules import Standing
from coprod.assessment.self_assessment.enums import Question
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import NAMES, Asked
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.web.mailer import Email


@dataclass(frozen=True)
class Beside:
    """What stands beside one answer of a rating, and what the reader may do about it."""

    challenges: Sequence[AnswerQuery]
    ruling: Ruling | None
    waits: bool
    can_ask: bool
    can_scrutinise: bool
    can_reply: bool
    can_read_reply: bool
    can_publish_reply: bool

    def shows_reply(self, challenge: AnswerQuery) -> bool:
        return self.can_read_reply or challenge.reply_read_at is not None

    @property
    def is_challenged(self) -> bool:
        return any(each.is_open for each in self.challenges)

    @property
    def can_challenge(self) -> bool:
        return self.can_ask and not self.is_challenged

    @property
    def can_rule(self) -> bool:
        return self.can_scrutinise and self.waits


@dataclass(frozen=True)
class Scrutiny:
    """All that was asked about a rating, by the names that its questions have in addresses."""

    standing: Standing
    beside: Mapping[str, Beside]


def scrutiny(actor: Actor, rating: Rating) -> Scrutiny:
    asked, ruled = queries.challenges(rating), queries.rulings(rating)
    unfit = queries.unfit_questions(rating)
    may = {
        name: allows(actor, rating.activity)
        for name, allows in {
            "can_ask": policies.can_ask,
            "can_scrutinise": policies.can_scrutinise,
            "can_reply": policies.can_reply,
            "can_read_reply": policies.can_read_reply,
            "can_publish_reply": policies.can_publish_reply,
        }.items()
    }

    def beside(about: Asked) -> Beside:
        own = [each for each in asked if each.about == about.value]
        ruling = ruled.get(about) if isinstance(about, Question) else None
        waits = about in unfit and ruling is None
        return Beside(own, ruling, waits, **may)

    each = {name: beside(about) for name, about in NAMES.items()}
    return Scrutiny(queries.standing_of(rating), each)


@dataclass(frozen=True)
class Waits:
    """What waits for the team of an entry: challenges to reply to, and a rung to put right."""

    challenges: Sequence[AnswerQuery]
    standing: Standing | None

    @property
    def is_refused(self) -> bool:
        return self.standing is not None and self.standing.doubts.refused > 0


def waits_for_team(actor: Actor, activity: Activity) -> Waits | None:
    if not policies.can_reply(actor, activity):
        return None
    now = queries.standing([activity.id]).get(activity.id)
    return Waits(queries.to_reply([activity.id]), now) if now else None


def challenged(title: str) -> Email:
    """To the owners."""
    return Email(
        subject=N_("A question about one of your answers"),
        before=(
            N_(
                "A curator or a lay member asks about an answer in your assessment of: %(title)s.",
                title=title,
            ),
            N_("Readers see the question. Your reply will stand beside it."),
        ),
        link_says=N_("Read it and reply"),
    )


def replied(title: str) -> Email:
    """To whoever asked, and to the curators."""
    return Email(
        subject=N_("A team has replied to a challenge"),
        before=(N_("A team has replied about one of its answers: %(title)s.", title=title),),
        link_says=N_("Read the reply"),
    )


def closed(title: str) -> Email:
    """To the owners, and to whoever asked."""
    return Email(
        subject=N_("A curator has closed a question about an answer"),
        before=(N_("It was about an answer in the assessment of: %(title)s.", title=title),),
        link_says=N_("See how it ended"),
    )


def ruled(title: str) -> Email:
    return Email(
        subject=N_("A curator has looked at an answer that does not apply to you"),
        before=(
            N_("You said that a question does not apply to: %(title)s.", title=title),
            N_("A curator has accepted it, or says why not. Then a new assessment puts it right."),
        ),
        link_says=N_("See what they say"),
    )
