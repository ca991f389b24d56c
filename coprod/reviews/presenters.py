"""The queue and a review as their pages are given them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coprod.accounts.users.enums import ROLE_LABELS
from coprod.accounts.users.models import Person
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.phrases import N_, Message
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import list_choices
from coprod.reviews import policies, queries, rules
from coprod.reviews.actions import describe_decision
from coprod.reviews.enums import Urgency, Whose
from coprod.reviews.forms import StandInForm, VerdictForm
from coprod.reviews.kinds import KINDS, SOURCES, AnyKind, get_kind
from coprod.reviews.models import Review, ReviewMessage, StandIn
from coprod.reviews.queries import WaitingReview
from coprod.reviews.rules import QueueItem, find_urgency
from coprod.web.language import translate

MOST_LISTED = 20
"""So many lines of a group stand open; the rest is one press away."""
FOR_OTHERS = "for-others"


@dataclass(frozen=True)
class QueueFilter:
    kind: str = ""
    workstream_id: int = 0
    whose: Whose = Whose.EVERYBODY
    whole_group: str = ""
    """The group of which every line is listed."""

    def lets_through(self, item: QueueItem) -> bool:
        return (
            self.is_whose(item)
            and self.kind in {"", item.kind}
            and (not self.workstream_id or self.workstream_id in item.topic_ids)
        )

    def list_arguments(self, **changed: object) -> dict[str, object]:
        """Return what the address of the queue says of this choice, with some of it changed."""
        arguments = {
            "kind": self.kind,
            "workstream": self.workstream_id,
            "whose": self.whose.value if self.whose is not Whose.EVERYBODY else "",
        }
        return {name: value for name, value in {**arguments, **changed}.items() if value}

    def is_whose(self, item: QueueItem) -> bool:
        return self.whose is Whose.EVERYBODY or item.is_mine


@dataclass(frozen=True)
class QueueGroup:
    """The lines of the queue that are due alike: the first of them, until all are called for."""

    name: str
    label: Message
    items: Sequence[QueueItem]
    is_whole: bool

    @property
    def listed(self) -> Sequence[QueueItem]:
        return self.items if self.is_whole else self.items[:MOST_LISTED]

    @property
    def more(self) -> int:
        return len(self.items) - len(self.listed)


@dataclass(frozen=True)
class KindCount:
    name: str
    label: Message
    number: int


@dataclass(frozen=True)
class QueuePage:
    groups: Sequence[QueueGroup]
    for_others: QueueGroup
    """What this actor had a hand in: somebody else must decide it."""
    kinds: Sequence[KindCount]
    chosen: QueueFilter
    workstreams: Sequence[tuple[int, str]]
    total: int
    late: int
    new: int
    since: date | None
    """The last day before today on which this actor decided something."""
    today: date

    @property
    def has_items(self) -> bool:
        return self.total > 0 or len(self.for_others.items) > 0

    @property
    def has_news(self) -> bool:
        """Where everything is new, nothing stands out by it."""
        return 0 < self.new < self.total


def list_given_items(actor: Actor) -> list[QueueItem]:
    """Return what somebody was asked to decide, who may not see the whole queue."""
    return [build_item(actor, each, None) for each in queries.list_given(actor)]


def build_item(actor: Actor, waiting: WaitingReview, since: datetime | None) -> QueueItem:
    review, kind, subject = waiting.review, waiting.kind, waiting.subject
    return QueueItem(
        kind=kind.name,
        label=kind.label,
        title=kind.get_title(subject),
        endpoint="reviews.reviews.review",
        values={"review_id": review.id},
        why=kind.get_why(subject),
        sent_at=review.sent_at,
        due_on=review.due_on,
        was_late_when_sent=review.was_late_when_sent,
        risk=review.risk,
        may_decide=waiting.may_decide,
        taken_at=review.claimed_at if review.is_taken_from(actor.id) else None,
        is_mine=actor.id in {review.claimed_by_id, review.assignee_id},
        is_assigned=review.assignee_id is not None,
        is_parked=kind.is_parked(subject),
        is_new=since is not None and review.sent_at > since,
        topic_ids=kind.get_topic_ids(subject),
    )


def build_queue(actor: Actor, chosen: QueueFilter) -> QueuePage:
    """Return all that waits, by need, in its groups."""
    today = clock.today()
    waiting = queries.list_waiting(actor)
    since = queries.find_last_visit(actor, today) if waiting else None
    planned = [item for list_items in SOURCES for item in list_items(actor)]
    everything = [*(build_item(actor, each, since) for each in waiting), *planned]
    mine = [item for item in everything if item.may_decide]
    others = [each for each in everything if not each.may_decide and chosen.lets_through(each)]
    return QueuePage(
        groups=group_by_urgency(filter(chosen.lets_through, mine), chosen, today),
        for_others=QueueGroup(
            FOR_OTHERS, N_("Waiting for another curator"), others, chosen.whole_group == FOR_OTHERS
        ),
        kinds=count_kinds(mine),
        chosen=chosen,
        workstreams=list_choices(ListKind.WORKSTREAM, today),
        total=len(mine),
        late=sum(get_urgency(item, today) is Urgency.LATE for item in mine),
        new=sum(item.is_new for item in mine),
        since=clock.to_day(since) if since else None,
        today=today,
    )


def group_by_urgency(
    items: Iterable[QueueItem], chosen: QueueFilter, today: date
) -> list[QueueGroup]:
    members: dict[Urgency, list[QueueItem]] = {urgency: [] for urgency in Urgency}
    for item in items:
        members[get_urgency(item, today)].append(item)
    return [
        QueueGroup(urgency.value, urgency.label, found, chosen.whole_group == urgency)
        for urgency, found in members.items()
        if found
    ]


def get_urgency(item: QueueItem, today: date) -> Urgency:
    if item.is_parked:
        return Urgency.PARKED
    return find_urgency(item.risk, item.due_on or date.max, today)


def count_kinds(items: Sequence[QueueItem]) -> list[KindCount]:
    labels = {item.kind: item.label for item in items}
    counts = Counter(item.kind for item in items)
    return [KindCount(name, labels[name], number) for name, number in counts.most_common()]


# One review


@dataclass(frozen=True)
class ReviewLine:
    """A line of the conversation, with who spoke: as a role, never by name."""

    message: ReviewMessage
    who: Message


@dataclass(frozen=True)
class ReviewPage:
    review: Review
    kind: AnyKind
    subject: Any
    title: Message
    context: Mapping[str, object]
    lines: Sequence[ReviewLine]
    deciders: Sequence[tuple[int, str]]
    outcome: Message | None
    assignee: Message | None
    """As what somebody was asked by name to decide."""
    is_routed: bool
    """Whoever was asked stands in for a curator."""
    may_decide: bool
    shows_subject: bool
    may_write: bool
    may_lock: bool
    is_taken: bool
    is_mine: bool
    urgency: Urgency

    def build_form(self) -> VerdictForm | None:
        """Return the form for a decision, to whoever may decide."""
        return (
            build_verdict_form(self.kind, self.subject, is_fresh=True) if self.may_decide else None
        )


def build_verdict_form(kind: AnyKind, subject: Any, *, is_fresh: bool) -> VerdictForm:
    """Return what is asked of whoever decides; ``is_fresh``: without what they typed."""
    special: VerdictForm | None = kind.build_form(subject, is_fresh=is_fresh)
    return special or VerdictForm.for_review(
        kind.get_decisions(subject),
        kind.reasons,
        is_fresh=is_fresh,
        asks_passage=kind.asks_passage,
        seen=kind.get_fingerprint(subject),
    )


def build_review_page(actor: Actor, review: Review, subject: Any) -> ReviewPage:
    kind = get_kind(review.kind)
    may_decide = subject is not None and policies.can_decide(actor, kind, review, subject)
    is_curator = policies.can_open_queue(actor)
    return ReviewPage(
        review=review,
        kind=kind,
        subject=subject,
        title=kind.get_title(subject) if subject else kind.label,
        context=kind.build_context(actor, subject) if subject else {},
        lines=build_lines(queries.list_messages(review)) if kind.has_conversation else (),
        deciders=()
        if may_decide or not is_curator
        else list_deciders(actor, kind, review, subject),
        outcome=None if review.is_open else describe_decision(review),
        assignee=find_assignee_role(review),
        is_routed=review.stand_in_id is not None,
        may_decide=may_decide,
        shows_subject=subject is not None
        and (may_decide or not kind.hides_words or kind.is_party(actor, subject)),
        may_write=subject is not None and policies.can_write(actor, kind, review, subject),
        may_lock=subject is not None and policies.can_lock(actor, kind, subject),
        is_taken=review.is_taken_from(actor.id),
        is_mine=review.claimed_by_id == actor.id
        and rules.is_claim_valid(review.claimed_at, clock.now()),
        urgency=find_urgency(review.risk, review.due_on, clock.today()),
    )


def find_assignee_role(review: Review) -> Message | None:
    people = queries.list_people([review.assignee_id])
    return next((ROLE_LABELS[person.role] for person in people.values()), None)


def build_lines(messages: Sequence[ReviewMessage]) -> list[ReviewLine]:
    people = queries.list_people(each.person_id for each in messages)
    return [ReviewLine(each, ROLE_LABELS[people[each.person_id].role]) for each in messages]


def list_deciders(
    actor: Actor, kind: AnyKind, review: Review, subject: Any
) -> list[tuple[int, str]]:
    if subject is None or not review.is_open:
        return []
    return [name_person(each) for each in queries.list_deciders(actor, kind, subject)]


def name_person(person: Person) -> tuple[int, str]:
    return person.id, person.name


# Stand-ins


@dataclass(frozen=True)
class StandInLine:
    stand_in: StandIn
    person: str
    role: Message
    kinds: Sequence[Message]
    is_valid: bool
    """Their time has begun."""


def list_stand_in_lines(actor: Actor) -> list[StandInLine]:
    return [
        StandInLine(
            stand_in,
            person.name,
            ROLE_LABELS[person.role],
            [KINDS[name].label for name in stand_in.kinds if name in KINDS],
            stand_in.starts_on <= clock.today(),
        )
        for stand_in, person in queries.list_stand_ins(actor)
    ]


def build_stand_in_form(actor: Actor, *, is_fresh: bool) -> StandInForm:
    people = [
        (each.id, f"{each.name} ({translate(ROLE_LABELS[each.role])})")
        for each in queries.list_candidates(actor)
    ]
    kinds = {kind.name: kind.label for kind in KINDS.values()}
    return StandInForm.for_people(people, kinds, is_fresh=is_fresh)


def list_lay_kinds() -> list[Message]:
    """Return the kinds about which a lay member who stands in decides."""
    return [kind.label for kind in KINDS.values() if kind.allows_lay_members]
