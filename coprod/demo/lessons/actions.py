"""Loading what made-up teams decided and learned, by the actions that people use."""

from dataclasses import replace
from secrets import token_urlsafe

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.core.database import session
from coprod.core.values.actor import VISITOR, Actor
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.decisions.records import actions as records
from coprod.decisions.records.actions import link_activity, record_addition
from coprod.decisions.records.queries import compute_record_fingerprint, get_record_part
from coprod.decisions.records.rules import Reply
from coprod.demo.examples.actions import pretend_day
from coprod.demo.examples.queries import get_example_activity
from coprod.demo.examples.rules import Cast
from coprod.demo.lessons.rules import (
    ExampleAdoptionAnswer,
    ExampleCollection,
    ExampleDecision,
    ExampleRecord,
    ExampleSignature,
    Lessons,
)
from coprod.learning.adoption import actions as scaling
from coprod.learning.adoption.models import Adoption
from coprod.learning.collections.actions import add_item, create_collection
from coprod.learning.collections.rules import NewItem
from coprod.learning.reader_responses import actions as readers
from coprod.learning.reader_responses.enums import Mark
from coprod.learning.records import actions as learning
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import get_latest_part
from coprod.learning.records.rules import ShortRecord
from coprod.reviews.actions import decide_subject
from coprod.reviews.rules import Verdict


def load_lessons(cast: Cast, lessons: Lessons) -> None:
    """Load all records for activities that have just been loaded."""
    for decision in lessons.decisions:
        load_decision(cast, decision)
    records_by_key = {each.key: load_record(cast, each) for each in lessons.records}
    for adoption_answer in lessons.adoption_answers:
        load_adoption_answer(cast, adoption_answer)
    for collection in lessons.collections:
        load_collection(cast, collection, records_by_key)


def load_decision(cast: Cast, example: ExampleDecision) -> None:
    with pretend_day(example.day):
        decision = records.create_decision(cast.team, example.title)
        for question, chosen in example.answers.items():
            reply = Reply(question, chosen, example.notes.get(question, ""))
            records.answer_question(cast.team, decision, reply, seen=compute_fingerprint((None,)))
        for part in example.parts:
            seen = compute_fingerprint((get_record_part(decision, type(part)),))
            records.change_part(cast.team, decision, part, seen=seen)
        seen = compute_record_fingerprint(decision)
        records.sign_off(cast.team, decision, example.signature, seen=seen)
        for key in example.activities:
            link_activity(cast.team, decision, get_example_activity(key))
    for addition in example.additions:
        with pretend_day(addition.day):
            record_addition(cast.team, decision, addition.addition)


def load_record(cast: Cast, example: ExampleRecord) -> LearningRecord:
    """Write a learning record, and let a curator publish it on the same day."""
    writer = cast.resident if example.by_resident else cast.team
    with pretend_day(example.day):
        record = learning.create_record(writer, build_short_record(example))
        for part in example.parts:
            write_part(writer, record, part)
        learning.send_record(writer, record)
        learning.publish_record(cast.curator, record)
        for _reader in range(example.used):
            readers.leave_mark(VISITOR, record, Mark.USED, secret=token_urlsafe())
    if example.signature:
        load_signature(cast, record, example.signature)
    return record


def build_short_record(example: ExampleRecord) -> ShortRecord:
    if not example.activity:
        return example.short
    return replace(example.short, activity_id=get_example_activity(example.activity).id)


def write_part(writer: Actor, record: LearningRecord, part: object) -> None:
    seen = compute_fingerprint((get_latest_part(record, type(part)),))
    learning.change_part(writer, record, part, seen=seen)


def load_signature(cast: Cast, record: LearningRecord, example: ExampleSignature) -> None:
    with pretend_day(example.day):
        signature = readers.sign(cast.resident, record, example.details)
        if example.details.words:
            decide_subject(cast.curator, signature, Verdict("show"))


def load_adoption_answer(cast: Cast, example: ExampleAdoptionAnswer) -> None:
    child = get_example_activity(example.activity)
    statement = select(Adoption).where(Adoption.child == child)
    both_activities = (joinedload(Adoption.child), joinedload(Adoption.parent))
    adoption = session.scalars(statement.options(*both_activities)).one()
    with pretend_day(example.day):
        scaling.save_answer(cast.team, adoption, example.answer)
        if example.answer.words:
            scaling.show_answer(cast.curator, adoption)


def load_collection(
    cast: Cast, example: ExampleCollection, records_by_key: dict[str, LearningRecord]
) -> None:
    with pretend_day(example.day):
        collection = create_collection(cast.curator, example.details)
        for item in example.items:
            activity_or_record = records_by_key.get(item.key) or get_example_activity(item.key)
            add_item(cast.curator, collection, NewItem(activity_or_record.slug, item.why))
