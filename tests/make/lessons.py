"""Learning to test with, collections of it, and what was made from what."""

from typing import Any

from coprod.accounts.models import Person
from coprod.curation import actions as curation
from coprod.gates import actions as gates
from coprod.gates.models import GateDecision
from coprod.gates.rules import Deciding
from coprod.gates.words import Going
from coprod.kit import clock
from coprod.kit.actor import Actor, Role
from coprod.learning import actions as learning
from coprod.learning.models import Record
from coprod.learning.queries import record as lesson
from coprod.learning.rules import Short
from coprod.learning.words import Outcome, Showing, WrittenBy
from coprod.readers import actions as readers
from coprod.readers.models import Signature
from coprod.readers.rules import Signing
from coprod.readers.words import Stand
from coprod.register import actions
from coprod.register import queries as register_queries
from coprod.register.models import Activity
from coprod.register.queries import fingerprint, working
from coprod.register.rules import (
    Naming,
)
from coprod.register.words import Status
from coprod.scaling import actions as scaling
from coprod.scaling.models import Adoption
from coprod.scaling.rules import Answer, Using
from coprod.scaling.words import Became, Spread
from coprod.sections.words import Stage
from coprod.shelves import actions as shelves
from coprod.shelves.models import Shelf
from coprod.shelves.rules import Adding, Describing
from tests.make.entries import keep, number, owner, parts, person


def short(**given: Any) -> Short:
    """Return the five-minute form of a learning record, filled in."""
    usual: dict[str, Any] = {
        "outcome": Outcome.WORKED,
        "tried": "A lunch before every meeting",
        "happened": "Twice as many people came",
        "next_team": f"Feed people first, lesson {next(number)}",
        "written_by": WrittenBy.BOTH,
        "team": "Falls team",
        "showing": Showing.SHOWN,
    }
    return Short(**{**usual, **given})


def record(
    *, writer: Person | None = None, status: Status = Status.PUBLISHED, **given: Any
) -> Record:
    """Make a learning record and take it as far as ``status`` by the actions that people use."""
    by = (writer or person()).actor
    made = learning.write_record(by, short(**given))
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
    usual: dict[str, Any] = {"stand": Stand.OTHERWISE, "words": "We were tired", "agreed": True}
    return keep(readers.sign(actor, lesson(actor, slug), Signing(**{**usual, **given})))


def shelf(*addresses: str, **given: Any) -> Shelf:
    """Put a collection together as a curator does."""
    curator = person(role=Role.CURATOR).actor
    usual = {"title": "«Start here»", "introduction": "«Read this first»", "is_public": True}
    made = shelves.add_shelf(curator, Describing(**{**usual, **given}))
    for address in addresses:
        shelves.add_item(curator, made, Adding(address, "«why»"))
    return keep(made)


def adoption(
    source: Activity, *, owner: Person | None = None, status: Status = Status.DRAFT, **given: Any
) -> Adoption:
    """Make an entry from a published one, as "Use this" does, and take it as far as ``status``."""
    by = (owner or person()).actor
    title, told = given.pop("title", "«adopted»"), given.pop("told", {})
    usual = {"spread": Spread.PLACE, "kept": "«kept»", "changed": "«changed»", "why": "«why»"}
    made = scaling.use_entry(by, source, title, Using(**{**usual, **given}))
    actions.change_activity(
        by, made.child, *parts(naming=Naming(title), **told), seen=seen_of(made.child)
    )
    made.child.slug = actions.free_slug(made.child)  # as in ``activity``
    if status is not Status.DRAFT:
        curation.submit_activity(by, made.child)
    if status is Status.PUBLISHED:
        curation.publish_activity(person(role=Role.CURATOR).actor, made.child)
    return keep(made)


def seen_of(activity: Activity) -> str:
    return fingerprint(working(activity, *(type(part) for part in parts())))


def answered_how(adoption: Adoption, **given: Any) -> Adoption:
    """Let the team of an entry that was made from another say how it went."""
    usual: dict[str, Any] = {"became": Became.STOPPED, "words": "«because»"}
    scaling.answer(owner(adoption.child), adoption, Answer(**{**usual, **given}))
    return keep(adoption)


def gate_decision(
    entry: Activity, *, by: Actor | None = None, stage: Stage = Stage.IDEA, **given: Any
) -> GateDecision:
    """Write down a go or no-go for a published entry, as its team does."""
    usual = {"going": Going.GO, "post": "«post»", "on": clock.today(), "reason": "«reason»"}
    whole = register_queries.activity(by or owner(entry), entry.slug)
    deciding = Deciding(**{**usual, **given})
    return keep(gates.decide(by or owner(entry), whole, stage, deciding))
