"""Results that wait to be published, in the curators' queue."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload

from coprod.core.database import Base, session
from coprod.core.values.actor import Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.core.values.phrases import N_, Message, quote
from coprod.outcomes.results import actions, policies, presenters, queries
from coprod.outcomes.results.enums import LikertAnswer, WaveState
from coprod.outcomes.results.models import Wave
from coprod.register.activities.enums import GONE
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import is_owner
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict


class WaveReview(ReviewKind[Wave, Wave]):
    name = "results"
    label = N_("Results")
    model = Wave
    template = "outcomes/results/_review.html"
    guidance = N_(
        "Once they are public, results stay as they are: a small change from one day to the next "
        "could show a single person’s answer."
    )
    decisions = (
        Decision("publish", N_("Publish the results"), N_("Everybody can read the results now")),
    )
    watched = ("state",)
    replaced_addresses = ("/outcomes/results/waiting",)

    def is_waiting(self, row: Wave) -> bool:
        return row.state is WaveState.SENT

    def get_sender_id(self, row: Wave) -> int | None:
        return row.by_id

    def get_fingerprint(self, subject: Wave) -> str:
        rows = [
            [each.statement_id, each.group, sorted(each.counts.items())]
            for each in queries.list_tallies(subject)
        ]
        return compute_fingerprint([super().get_fingerprint(subject), rows])

    def load(self, ids: Iterable[int], *, is_whole: bool) -> Sequence[Wave]:  # noqa: ARG002
        """Return them with their activity, which what the partnership asked has not."""
        is_there = or_(Wave.activity_id.is_(None), Activity.status.not_in(GONE))
        statement = (
            select(Wave)
            .outerjoin(Wave.activity)
            .options(contains_eager(Wave.activity), joinedload(Wave.place))
            .where(Wave.id.in_(list(ids)), Wave.state == WaveState.SENT, is_there)
        )
        return session.scalars(statement).unique().all()

    def list_related(self, subject: Wave) -> Sequence[Base]:
        return () if subject.activity is None else (subject.activity,)

    def can_decide(self, actor: Actor, subject: Wave) -> bool:
        return policies.can_publish(actor, subject)

    def is_party(self, actor: Actor, subject: Wave) -> bool:
        return subject.activity is not None and is_owner(actor, subject.activity)

    def get_title(self, subject: Wave) -> Message:
        return N_("What people said: “%(title)s”", title=subject.title)

    def get_why(self, subject: Wave) -> Message:
        if subject.activity is None:
            return N_("Asked by the partnership")
        return quote(subject.activity.title)

    def get_topic_ids(self, subject: Wave) -> frozenset[int]:
        terms = subject.activity.terms if subject.activity else ()
        return frozenset(term.id for term in terms)

    def build_context(self, actor: Actor, subject: Wave) -> Mapping[str, object]:
        is_exact, results = policies.sees_exact(actor, subject), queries.list_results(subject)
        return {
            "charts": [presenters.build_group_chart(each) for each in results],
            "rows": queries.list_tallies(subject) if is_exact else [],
            "answers": list(LikertAnswer),
        }

    def apply(self, actor: Actor, subject: Wave, _verdict: Verdict) -> None:
        actions.publish_wave(actor, subject)
