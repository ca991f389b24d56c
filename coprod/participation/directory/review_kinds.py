"""What community groups write of themselves, in the curators' queue."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import joinedload
from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message, quote
from coprod.participation.directory import actions, policies, presenters
from coprod.participation.directory.models import Connector, ConnectorChange
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict


class ConnectorChangeReview(ReviewKind[ConnectorChange, ConnectorChange]):
    name = "community-group"
    label = N_("Changes of a community group")
    model = ConnectorChange
    template = "participation/directory/_review.html"
    guidance = N_(
        "Does it speak of an organisation or a role, and of no private person? Is the mailbox one "
        "that the group shares?"
    )
    decisions = (
        Decision("take", N_("Put this on its page"), N_("Everybody can read it now")),
        Decision("decline", N_("Leave the page as it is"), N_("The page stays as it is")),
    )
    has_conversation = False

    def is_waiting(self, row: ConnectorChange) -> bool:  # noqa: ARG002
        return True

    def get_sent_at(self, row: ConnectorChange) -> datetime:
        return row.sent_at

    def list_options(self) -> Sequence[ORMOption]:
        return (joinedload(ConnectorChange.connector).selectinload(Connector.terms),)

    def can_decide(self, actor: Actor, subject: ConnectorChange) -> bool:  # noqa: ARG002
        return policies.can_keep(actor)

    def get_title(self, subject: ConnectorChange) -> Message:
        return quote(subject.connector.name)

    def get_why(self, subject: ConnectorChange) -> Message:  # noqa: ARG002
        return N_("A community group sent changes to its page")

    def build_context(self, _actor: Actor, subject: ConnectorChange) -> Mapping[str, object]:
        return {"rows": presenters.compare_change(subject)}

    def apply(self, actor: Actor, subject: ConnectorChange, verdict: Verdict) -> None:
        is_taken = verdict.decision == "take"
        decide = actions.accept_change if is_taken else actions.decline_change
        decide(actor, subject)
