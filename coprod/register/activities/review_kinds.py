"""What all reviews of something that belongs to an activity have in common."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import QueryableAttribute, contains_eager
from sqlalchemy.orm.attributes import set_committed_value

from coprod.core.database import Base, load_together, session
from coprod.core.values.actor import Actor, Role
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity, ActivityTerm
from coprod.register.activities.policies import is_owner, was_ever_owner
from coprod.reviews.kinds import ReviewKind

S = TypeVar("S", bound=Base)


class ActivityReviewKind(ReviewKind[S, S]):
    """A review of a row of an activity: a curator decides who never looked after that."""

    def list_steps(self) -> Sequence[QueryableAttribute[Any]]:
        """Return the relationships that lead from the row to its activity."""
        model: Any = self.model
        return (model.activity,)

    def get_activity(self, subject: S) -> Activity:
        found: Any = subject
        for step in self.list_steps():
            found = getattr(found, step.key)
        activity: Activity = found
        return activity

    def can_decide(self, actor: Actor, subject: S) -> bool:
        is_curator = actor.id is not None and actor.is_at_least(Role.CURATOR)
        return is_curator and not was_ever_owner(actor, self.get_activity(subject))

    def is_party(self, actor: Actor, subject: S) -> bool:
        return is_owner(actor, self.get_activity(subject))

    def get_topic_ids(self, subject: S) -> frozenset[int]:
        return frozenset(term.id for term in self.get_activity(subject).terms)

    def list_related(self, subject: S) -> Sequence[Base]:
        return (self.get_activity(subject),)

    def load_rows(
        self, ids: Iterable[int], conditions: Iterable[ColumnElement[bool]], *, is_whole: bool
    ) -> Sequence[S]:
        model: Any = self.model
        first, *more = self.list_steps()
        statement, whole = select(model).join(first), contains_eager(first)
        for step in more:
            statement, whole = statement.join(step), whole.contains_eager(step)
        statement = statement.where(model.id.in_(list(ids)), Activity.status.not_in(GONE))
        page_options = self.list_page_options() if is_whole else ()
        options = (whole, *self.list_options(), *page_options)
        return session.scalars(statement.where(*conditions).options(*options)).unique().all()


def load_owners_and_terms(activities: Sequence[Activity]) -> None:
    """Load for all kinds at once who may decide about activities, and what they are about."""
    load_together(
        [each for each in activities if "co_owners" in inspect(each).unloaded],
        [Activity.co_owners],
    )
    load_terms([each for each in activities if "terms" in inspect(each).unloaded])


def load_terms(activities: Sequence[Activity]) -> None:
    """Load what activities are about, in one statement."""
    ids = [each.id for each in activities]
    statement = select(ActivityTerm.activity_id, Term).join(Term, Term.id == ActivityTerm.term_id)
    statement = statement.where(ActivityTerm.activity_id.in_(ids))
    ordered = statement.order_by(Term.listing, Term.position, Term.label)
    terms: dict[int, list[Term]] = {each: [] for each in ids}
    for activity_id, term in session.execute(ordered) if ids else ():
        terms[activity_id].append(term)
    for each in activities:
        set_committed_value(each, "terms", terms[each.id])
