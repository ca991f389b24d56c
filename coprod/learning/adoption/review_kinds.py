"""How it went elsewhere, in the words of that team, in the curators' queue."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm.interfaces import ORMOption

from coprod.core.database import Base
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.learning.adoption import actions, policies
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.queries import BOTH_ENDS
from coprod.learning.reader_responses.enums import WordsReview
from coprod.register.activities.policies import is_owner
from coprod.reviews.kinds import ReviewKind
from coprod.reviews.rules import Decision, Verdict, get_noon


class AdoptionAnswerReview(ReviewKind[Adoption, Adoption]):
    name = "adoption-answer"
    label = N_("How it went elsewhere")
    model = Adoption
    template = "learning/adoption/_answer_review.html"
    hides_words = True
    decisions = (
        Decision("show", N_("Show them"), N_("Readers can see them now")),
        Decision(
            "decline", N_("Do not show them"), N_("Readers do not see them"), needs_message=True
        ),
    )
    replaced_addresses = ("/scaling/waiting",)

    def is_waiting(self, subject: Adoption) -> bool:
        return subject.reading is WordsReview.WAITING

    def get_sent_at(self, subject: Adoption) -> datetime:
        return get_noon(subject.reported_on or clock.today())

    def list_options(self) -> Sequence[ORMOption]:
        return BOTH_ENDS

    def list_related(self, subject: Adoption) -> Sequence[Base]:
        return subject.parent, subject.child

    def can_decide(self, actor: Actor, subject: Adoption) -> bool:
        return policies.can_read_answer(actor, subject)

    def is_party(self, actor: Actor, subject: Adoption) -> bool:
        return is_owner(actor, subject.child)

    def get_title(self, subject: Adoption) -> Message:
        return N_("How it went: “%(title)s”", title=subject.child.title)

    def get_why(self, subject: Adoption) -> Message | None:
        return subject.became.label if subject.became else None

    def apply(self, actor: Actor, subject: Adoption, verdict: Verdict) -> None:
        if verdict.decision == "show":
            actions.show_answer(actor, subject)
        else:
            actions.decline_answer(actor, subject, verdict.message)
