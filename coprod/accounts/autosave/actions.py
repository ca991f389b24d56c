"""Saving and discarding drafts. Nothing here is recorded or logged: drafts are private."""

from sqlalchemy import delete, select

from coprod.accounts.autosave import queries, rules
from coprod.accounts.autosave.models import Draft
from coprod.accounts.autosave.rules import DraftKey, FormWords
from coprod.accounts.users.queries import find_person
from coprod.core.content_version import add_if_absent
from coprod.core.database import delete_rows, session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.text import clean


def save_draft(draft_key: DraftKey, words: FormWords) -> Draft | None:
    """Save a draft for the person of its key, signed in or not; None if it is not saved."""
    person = find_person(draft_key.person_id)
    if person is None or not person.active or not rules.can_be_saved(words):
        return None
    fields = [[clean(name), clean(value)] for name, value in words]
    draft = (
        queries.find_draft(draft_key)
        or queries.find_same_draft(draft_key, fields)
        or create_draft(draft_key)
    )
    draft.fields, draft.at = fields, clock.now()
    session.flush()
    delete_oldest_drafts(draft_key.person_id)
    return draft


def create_draft(draft_key: DraftKey) -> Draft:
    """Add a draft; two requests of one page that come together make one row."""
    draft = Draft(
        person_id=draft_key.person_id, key=draft_key.key, address=draft_key.address, fields=[]
    )
    return draft if add_if_absent(draft) else queries.find_draft(draft_key) or draft


def delete_oldest_drafts(person_id: int) -> None:
    draft_ids = select(Draft.id).where(Draft.person_id == person_id)
    newest_first = draft_ids.order_by(Draft.at.desc(), Draft.id.desc())
    too_many = session.scalars(newest_first.offset(rules.MOST_DRAFTS)).all()
    if too_many:
        session.execute(delete(Draft).where(Draft.id.in_(too_many)))


def discard_draft(draft_key: DraftKey) -> None:
    """Delete the draft of a page: its form was saved."""
    statement = delete(Draft).where(Draft.person_id == draft_key.person_id)
    session.execute(statement.where(Draft.key == draft_key.key))


def delete_draft(actor: Actor, draft: Draft) -> None:
    if draft.person_id == actor.id:
        session.delete(draft)


def move_drafts(old: str, new: str) -> None:
    """Let drafts be found of a page in whose address one part has changed."""
    statement = select(Draft).where(Draft.address.contains(f"/{old}", autoescape=True))
    for draft in session.scalars(statement):
        parts = draft.address.split("/")
        draft.address = "/".join(new if part == old else part for part in parts)


def delete_drafts_of(person_id: int) -> None:
    """Delete the drafts of somebody who closes their account."""
    session.execute(delete(Draft).where(Draft.person_id == person_id))


def delete_expired_drafts() -> int:
    """Delete drafts that nobody came back for, and return how many."""
    return delete_rows(delete(Draft).where(Draft.at < queries.get_expiry_cutoff()))
