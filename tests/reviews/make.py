"""Reviews to test with, and deciding one as a curator does."""

import re
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from coprod.core.database import Base, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.files.actions import add_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from coprod.reviews.actions import decide_review, name_stand_in
from coprod.reviews.enums import ReviewState
from coprod.reviews.kinds import KINDS, get_kind
from coprod.reviews.models import Review, StandIn
from coprod.reviews.queries import find_subject, list_waiting
from coprod.reviews.rules import StandInDraft, Verdict
from tests import make

SEEN = re.compile(r'name="seen" value="([^"]*)"')
UPLOAD = Upload(name="minutes.txt", data=b"We met.", caption="«Minutes»", alt="", transcript="")


def waiting_file(title: str = "Falls group", owner: Any = None, **given: Any) -> StoredFile:
    owner = owner or make.person()
    activity = make.activity(owner=owner, status=Status.PUBLISHED, naming=Naming(title), **given)
    return make.keep(add_file(owner.actor, activity, UPLOAD))


def review_of(subject: Base, kind: str = "") -> Review:
    """Return the newest review of something, open or not."""
    names = (
        [kind] if kind else [each.name for each in KINDS.values() if each.model is type(subject)]
    )
    session.flush()
    statement = select(Review).where(Review.kind.in_(names), Review.subject_id == subject.id)
    review = session.scalars(statement.order_by(Review.id.desc())).first()
    assert review is not None, f"{subject} has no review"
    return review


def is_open(subject: Base, kind: str = "") -> bool:
    return review_of(subject, kind).state is ReviewState.OPEN


def waiting_ids(actor: Actor, kind: str) -> list[int]:
    """Return the subjects of a kind about which somebody decides, the most urgent first."""
    session.flush()
    return [each.subject.id for each in list_waiting(actor, [kind]) if each.may_decide]


def decide(actor: Actor, subject: Base, decision: str, message: str = "", **more: Any) -> Review:
    """Decide about something as an action does."""
    review = review_of(subject)
    found = find_subject(review)
    seen = get_kind(review.kind).get_fingerprint(found or subject)
    decide_review(actor, review, found, Verdict(decision, message, **more), seen)
    return review


def address_of(subject: Base, kind: str = "") -> str:
    return f"/desk/reviews/{review_of(subject, kind).id}"


def send(browser: Any, subject: Base, decision: str, kind: str = "", **fields: Any) -> Any:
    """Open the page of a review and send a decision from it."""
    path = address_of(subject, kind)
    return send_to(browser, path, decision, **fields)


def send_to(browser: Any, path: str, decision: str, **fields: Any) -> Any:
    seen = SEEN.search(browser.get(path).text)
    data = {"decision": decision, "seen": seen[1] if seen else "", **fields}
    return browser.send(path, data)


def stand_in(
    person: Any, *kinds: str, days: int = 7, starts_in: int = 0, by: Any = None
) -> StandIn:
    """Let somebody stand in from today, or from some days on."""
    starts_on = clock.today() + timedelta(days=starts_in)
    ends_on = starts_on + timedelta(days=days)
    draft = StandInDraft(person.id, starts_on, ends_on, "«Away»", tuple(kinds))
    return name_stand_in(by.actor if by else make.curator(), draft)
