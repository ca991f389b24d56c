"""Holding words, and letting go of them. Nothing here is noted or logged: words are private."""

from sqlalchemy import delete, select

from coprod.accounts.autosave import queries, rules
from coprod.accounts.autosave.models import HeldWords
from coprod.accounts.autosave.rules import Mark, Words
from coprod.accounts.users.queries import person
from coprod.core.content_version import add_if_absent
from coprod.core.database import delete_rows, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.text import clean


def save_draft(mark: Mark, words: Words) -> HeldWords | None:
    """Keep words for the person whose mark came with them, signed in or not; None if not kept."""
    known = person(mark.person_id)
    if known is None or not known.active or not rules.can_be_held(words):
        return None
    fields = [[clean(name), clean(value)] for name, value in words]
    found = queries.under(mark) or queries.same(mark, fields) or begun(mark)
    found.fields, found.at = fields, clock.now()
    session.flush()
    drop_the_oldest(mark.person_id)
    return found


def begun(mark: Mark) -> HeldWords:
    """Start to hold; two requests of one page that come together make one row."""
    made = HeldWords(person_id=mark.person_id, key=mark.key, address=mark.address, fields=[])
    return made if add_if_absent(made) else queries.under(mark) or made


def drop_the_oldest(person_id: int) -> None:
    theirs = select(HeldWords.id).where(HeldWords.person_id == person_id)
    newest_first = theirs.order_by(HeldWords.at.desc(), HeldWords.id.desc())
    too_many = session.scalars(newest_first.offset(rules.MOST_AT_ONCE)).all()
    if too_many:
        session.execute(delete(HeldWords).where(HeldWords.id.in_(too_many)))


def discard_draft(mark: Mark) -> None:
    """Forget the words of a page: its form was saved."""
    theirs = delete(HeldWords).where(HeldWords.person_id == mark.person_id)
    session.execute(theirs.where(HeldWords.key == mark.key))


def throw_away(actor: Actor, held: HeldWords) -> None:
    if held.person_id == actor.id:
        session.delete(held)


def move_held_words(old: str, new: str) -> None:
    """Let words be found that wait for a page in whose address one part has changed."""
    theirs = select(HeldWords).where(HeldWords.address.contains(f"/{old}", autoescape=True))
    for held in session.scalars(theirs):
        parts = held.address.split("/")
        held.address = "/".join(new if part == old else part for part in parts)


def forget_person(person_id: int) -> None:
    """Forget all that waits for somebody who closes their account."""
    session.execute(delete(HeldWords).where(HeldWords.person_id == person_id))


def forget_old() -> int:
    """Forget words that nobody came back for, and return how many."""
    return delete_rows(delete(HeldWords).where(HeldWords.at < queries.first_time()))
