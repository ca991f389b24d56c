"""Results that wait to be published, in the curators' queue."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.database import Base
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

    def list_options(self) -> Sequence[ORMOption]:
        """Return them with their activity, which what the partnership asked has not."""
        return joinedload(Wave.activity), joinedload(Wave.place)

    def list_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (has_activity_or_needs_none(),)

    def list_waiting_conditions(self) -> Sequence[ColumnElement[bool]]:
        return (Wave.state == WaveState.SENT,)

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


def has_activity_or_needs_none() -> ColumnElement[bool]:
    """Return the condition that results are not of an activity that is gone."""
    return or_(Wave.activity_id.is_(None), Wave.activity.has(Activity.status.not_in(GONE)))
