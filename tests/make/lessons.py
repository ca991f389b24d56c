"""Learning to test with, collections of it, and what was made from what."""

from typing import Any

from coprod.accounts.users.models import Person
from coprod.core.values import clock
from coprod.core.values.actor import Actor, Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.learning.adoption import actions as scaling
from coprod.learning.adoption.enums import AdoptionOutcome, Spread
from coprod.learning.adoption.models import Adoption
from coprod.learning.adoption.rules import AdoptionAnswer, AdoptionDetails
from coprod.learning.collections import actions as shelves
from coprod.learning.collections.models import Collection
from coprod.learning.collections.rules import CollectionDetails, NewItem
from coprod.learning.reader_responses import actions as readers
from coprod.learning.reader_responses.enums import Stance
from coprod.learning.reader_responses.models import Signature
from coprod.learning.reader_responses.rules import NewSignature
from coprod.learning.records import actions as learning
from coprod.learning.records.enums import LearningOutcome, TeamVisibility, WrittenBy
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import get_latest_part
from coprod.learning.records.queries import get_record as lesson
from coprod.learning.records.rules import RecordTags, ShortRecord
from coprod.learning.stage_gates import actions as gates
from coprod.learning.stage_gates.enums import GateOutcome
from coprod.learning.stage_gates.models import GateDecision
from coprod.learning.stage_gates.rules import NewGateDecision
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities import actions
from coprod.register.activities import queries as register_queries
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.queries import get_working_parts
from coprod.register.activities.rules import Naming
from coprod.register.review import actions as curation
from coprod.register.sections.enums import SpreadStage
from tests.make.entries import keep, number, owner, parts, person


def short(**given: Any) -> ShortRecord:
    """Return the five-minute form of a learning record, filled in."""
    usual: dict[str, Any] = {
        "outcome": LearningOutcome.WORKED,
        "tried": "A lunch before every meeting",
        "happened": "Twice as many people came",
        "next_team": f"Feed people first, lesson {next(number)}",
        "written_by": WrittenBy.BOTH,
        "team": "Falls team",
        "showing": TeamVisibility.SHOWN,
    }
    return ShortRecord(**{**usual, **given})


def record(
    *terms: Term, writer: Person | None = None, status: Status = Status.PUBLISHED, **given: Any
) -> LearningRecord:
    """Make a learning record and take it as far as ``status`` by the actions that people use.

    ``terms`` are what it is about.
    """
    by = (writer or person()).actor
    made = learning.create_record(by, short(**given))
    if terms:
        listed = tuple((ListKind(each.listing), (each.id,)) for each in terms)
        seen = compute_fingerprint((get_latest_part(made, RecordTags),))
        learning.change_part(by, made, RecordTags(listed), seen=seen)
    if status is not Status.DRAFT:
        learning.send_record(by, made)
    curator = person(role=Role.CURATOR).actor
    if status is Status.RETURNED:
        learning.return_record(curator, made, "Say more about who took part")
    if status in {Status.PUBLISHED, Status.WITHDRAWN}:
        learning.publish_record(curator, made)
    if status is Status.WITHDRAWN:
        learning.withdraw_record(curator, made, "It was entered twice")
    return keep(made)


def signature(slug: str, *, by: Person | None = None, **given: Any) -> Signature:
    """Let a resident who took part say of a public record how they saw it."""
    actor = (by or person(role=Role.RESIDENT)).actor
    usual: dict[str, Any] = {"stand": Stance.OTHERWISE, "words": "We were tired", "agreed": True}
    return keep(readers.sign(actor, lesson(actor, slug), NewSignature(**{**usual, **given})))


def collection(*addresses: str, **given: Any) -> Collection:
    """Put a collection together as a curator does."""
    curator = person(role=Role.CURATOR).actor
    usual = {"title": "«Start here»", "introduction": "«Read this first»", "is_public": True}
    made = shelves.create_collection(curator, CollectionDetails(**{**usual, **given}))
    for address in addresses:
        shelves.add_item(curator, made, NewItem(address, "«why»"))
    return keep(made)


def adoption(
    source: Activity, *, owner: Person | None = None, status: Status = Status.DRAFT, **given: Any
) -> Adoption:
    """Make an entry from a published one, as "Use this" does, and take it as far as ``status``."""
    by = (owner or person()).actor
    title, told = given.pop("title", "«adopted»"), given.pop("told", {})
    usual = {"spread": Spread.PLACE, "unchanged": "«kept»", "changed": "«changed»", "why": "«why»"}
    made = scaling.adopt_activity(by, source, title, AdoptionDetails(**{**usual, **given}))
    actions.change_activity(
        by, made.child, *parts(naming=Naming(title), **told), seen=seen_of(made.child)
    )
    made.child.slug = actions.choose_free_slug(made.child)  # as in ``activity``
    if status is not Status.DRAFT:
        curation.submit_activity(by, made.child)
    if status is Status.PUBLISHED:
        curation.publish_activity(person(role=Role.CURATOR).actor, made.child)
    return keep(made)


def seen_of(activity: Activity) -> str:
    return compute_fingerprint(get_working_parts(activity, *(type(part) for part in parts())))


def answered_how(adoption: Adoption, **given: Any) -> Adoption:
    """Let the team of an entry that was made from another say how it went."""
    usual: dict[str, Any] = {"became": AdoptionOutcome.STOPPED, "words": "«because»"}
    scaling.save_answer(owner(adoption.child), adoption, AdoptionAnswer(**{**usual, **given}))
    return keep(adoption)


def gate_decision(
    entry: Activity, *, by: Actor | None = None, stage: SpreadStage = SpreadStage.IDEA, **given: Any
) -> GateDecision:
    """Write down a go or no-go for a published entry, as its team does."""
    usual = {"going": GateOutcome.GO, "post": "«post»", "on": clock.today(), "reason": "«reason»"}
    whole = register_queries.get_activity(by or owner(entry), entry.slug)
    deciding = NewGateDecision(**{**usual, **given})
    return keep(gates.decide(by or owner(entry), whole, stage, deciding))
