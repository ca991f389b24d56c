"""The review of a team's answers as pages show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coprod.assessment.answer_review import policies, queries
from coprod.assessment.answer_review.models import AnswerQuery, Ruling
from coprod.assessment.answer_review.rules import RungStatus
from coprod.assessment.self_assessment.enums import Question, QuestionOrGate
from coprod.assessment.self_assessment.models import Rating
from coprod.assessment.self_assessment.presenters import QUESTIONS_BY_NAME
from coprod.core.values.actor import Actor
from coprod.register.activities.models import Activity


@dataclass(frozen=True)
class AnswerReview:
    """The queries and the ruling about one answer, and what this reader may do about it."""

    answer_queries: Sequence[AnswerQuery]
    ruling: Ruling | None
    """It has no verdict as long as it waits."""
    waits: bool
    can_ask: bool
    can_scrutinise: bool
    can_reply: bool
    can_read_reply: bool
    can_publish_reply: bool

    def shows_reply(self, answer_query: AnswerQuery) -> bool:
        return self.can_read_reply or answer_query.reply_read_at is not None

    @property
    def is_challenged(self) -> bool:
        return any(each.is_open for each in self.answer_queries)

    @property
    def can_challenge(self) -> bool:
        return self.can_ask and not self.is_challenged

    @property
    def can_rule(self) -> bool:
        return self.can_scrutinise and self.waits and self.ruling is not None


@dataclass(frozen=True)
class RatingReview:
    """The reviews of all answers of a rating, by the name that a question has in URLs."""

    status: RungStatus
    answers: Mapping[str, AnswerReview]


def build_rating_review(actor: Actor, rating: Rating) -> RatingReview:
    answer_queries, rulings_by_question = (
        queries.list_answer_queries(rating),
        queries.get_rulings(rating),
    )
    unfit = queries.list_unfit_questions(rating)
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

    def build_review(about: QuestionOrGate) -> AnswerReview:
        own = [each for each in answer_queries if each.about == about.value]
        ruling = rulings_by_question.get(about) if isinstance(about, Question) else None
        waits = about in unfit and (ruling is None or ruling.verdict is None)
        return AnswerReview(own, ruling, waits, **may)

    reviews = {name: build_review(about) for name, about in QUESTIONS_BY_NAME.items()}
    return RatingReview(queries.get_rung_status(rating), reviews)


def get_name(answer_query: AnswerQuery) -> str:
    """Return how the question that was doubted is called in an address."""
    return next(
        name for name, about in QUESTIONS_BY_NAME.items() if about.value == answer_query.about
    )


@dataclass(frozen=True)
class TeamTasks:
    """What waits for the team of an activity: challenges to reply to, and a rung to put right."""

    answer_queries: Sequence[AnswerQuery]
    status: RungStatus | None

    @property
    def is_refused(self) -> bool:
        return self.status is not None and self.status.doubts.refused > 0


def find_team_tasks(actor: Actor, activity: Activity) -> TeamTasks | None:
    if not policies.can_reply(actor, activity):
        return None
    now = queries.get_rung_statuses([activity.id]).get(activity.id)
    return TeamTasks(queries.list_unreplied_queries([activity.id]), now) if now else None
