"""Writing down what made-up teams decided and learned, by the actions that people use."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coprod.core.database import session
from coprod.core.values.actor import Actor
from coprod.decisions.records import actions as records
from coprod.decisions.records.actions import link_activity, record_addition
from coprod.decisions.records.queries import compute_record_fingerprint, get_record_part
from coprod.decisions.records.rules import Reply
from coprod.demo.examples.actions import on
from coprod.demo.examples.queries import by_key
from coprod.demo.examples.rules import Cast
from coprod.demo.lessons.rules import Answered, Collected, Decided, Learned, Lessons, Signed
from coprod.learning.adoption import actions as scaling
from coprod.learning.adoption.models import Adoption
from coprod.learning.collections.actions import add_item, create_collection
from coprod.learning.collections.rules import NewItem
from coprod.learning.reader_responses import actions as readers
from coprod.learning.reader_responses.queries import get_waiting_signature
from coprod.learning.records import actions as learning
from coprod.learning.records.models import LearningRecord
from coprod.learning.records.queries import get_latest_part
from coprod.learning.records.rules import ShortRecord
from coprod.register.activities.queries import compute_fingerprint


def load_lessons(cast: Cast, lessons: Lessons) -> None:
    """Load all of it, beside entries that have just been loaded."""
    for decided in lessons.decided:
        decide(cast, decided)
    written = {each.key: learn(cast, each) for each in lessons.learned}
    for answered in lessons.answered:
        answer(cast, answered)
    for collected in lessons.collected:
        collect(cast, collected, written)


def decide(cast: Cast, decided: Decided) -> None:
    with on(decided.day):
        decision = records.create_decision(cast.team, decided.naming)
        for question, chosen in decided.answers.items():
            reply = Reply(question, chosen, decided.notes.get(question, ""))
            records.answer_question(cast.team, decision, reply, seen=compute_fingerprint((None,)))
        for part in decided.parts:
            seen = compute_fingerprint((get_record_part(decision, type(part)),))
            records.change_part(cast.team, decision, part, seen=seen)
        seen = compute_record_fingerprint(decision)
        records.sign_off(cast.team, decision, decided.signing, seen=seen)
        for key in decided.entries:
            link_activity(cast.team, decision, by_key(key))
    for later in decided.later:
        with on(later.day):
            record_addition(cast.team, decision, later.addition)


def learn(cast: Cast, learned: Learned) -> LearningRecord:
    """Write a learning record, and let a curator publish it on the same day."""
    writer = cast.resident if learned.by_resident else cast.team
    with on(learned.day):
        record = learning.create_record(writer, short_of(learned))
        for part in learned.parts:
            write_part(writer, record, part)
        learning.send_record(writer, record)
        learning.publish_record(cast.curator, record)
    if learned.signed:
        sign(cast, record, learned.signed)
    return record


def short_of(learned: Learned) -> ShortRecord:
    if not learned.entry:
        return learned.short
    return replace(learned.short, activity_id=by_key(learned.entry).id)


def write_part(writer: Actor, record: LearningRecord, part: object) -> None:
    seen = compute_fingerprint((get_latest_part(record, type(part)),))
    learning.change_part(writer, record, part, seen=seen)


def sign(cast: Cast, record: LearningRecord, signed: Signed) -> None:
    with on(signed.day):
        signature = readers.sign(cast.resident, record, signed.signing)
        if signed.signing.words:
            readers.show_words(cast.curator, get_waiting_signature(cast.curator, signature.id))


def answer(cast: Cast, answered: Answered) -> None:
    child = by_key(answered.entry)
    wanted = select(Adoption).where(Adoption.child == child)
    both = (joinedload(Adoption.child), joinedload(Adoption.parent))
    adoption = session.scalars(wanted.options(*both)).one()
    with on(answered.day):
        scaling.save_answer(cast.team, adoption, answered.answer)
        if answered.answer.words:
            scaling.show_answer(cast.curator, adoption)


def collect(cast: Cast, collected: Collected, written: dict[str, LearningRecord]) -> None:
    with on(collected.day):
        shelf = create_collection(cast.curator, collected.describing)
        for put in collected.items:
            thing = written.get(put.key) or by_key(put.key)
            add_item(cast.curator, shelf, NewItem(thing.slug, put.why))
