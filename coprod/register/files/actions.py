"""Adding a file to an activity and taking it away."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from coprod.core import storage
from coprod.core.audit_trail.actions import record_event
from coprod.core.content_version import acquire_write_lock
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Actor
from coprod.core.values.errors import RuleBrokenError, require
from coprod.core.values.phrases import N_
from coprod.register.activities.models import Activity
from coprod.register.activities.policies import can_propose
from coprod.register.activities.queries import get_activity
from coprod.register.files import policies, queries, rules
from coprod.register.files.models import StoredFile, build_size_key, generate_key
from coprod.register.files.rules import CheckedFile, Upload

REMOVED_KEYS = "files whose rows are gone"
GRACE_PERIOD = timedelta(hours=1)
"""A file that came so lately may belong to a request that is still under way."""


def add_file(actor: Actor, activity: Activity, upload: Upload) -> StoredFile:
    """Keep a file with an activity.

    What takes long comes before the write lock: the scanner, the picture, the store. Under the lock
    all is checked again, for the activity may have changed meanwhile.
    """
    check_may_add(actor, activity)
    checked = rules.check_upload(upload, largest=storage.get_largest_size())
    if not storage.is_clean(upload.data):
        raise RuleBrokenError(N_("The virus scanner did not let this file in"), field="file")
    file = build_stored_file(actor, upload, checked)
    try:
        put_in_store(file, checked)
        save_row(actor, activity.slug, file)
    except Exception:
        for key in file.stored_keys:
            storage.remove(key)
        raise
    return file


def put_in_store(file: StoredFile, checked: CheckedFile) -> None:
    storage.put(file.key, checked.data)
    for size, data in checked.sizes.items():
        storage.put(build_size_key(file.key, size), data)


def check_may_add(actor: Actor, activity: Activity) -> None:
    require(policies.can_add(actor, activity))
    rules.check_number(len(queries.list_files(actor, activity)))


def build_stored_file(actor: Actor, upload: Upload, checked: CheckedFile) -> StoredFile:
    return StoredFile(
        key=generate_key(),
        name=checked.name,
        caption=upload.caption,
        alt=upload.alt if checked.kind.is_picture else "",
        credit=upload.credit if checked.kind.is_picture else "",
        transcript=upload.transcript if checked.kind.is_heard else "",
        ending=checked.kind.ending,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        by_id=actor.id,
    )


def save_row(actor: Actor, slug: str, file: StoredFile) -> None:
    acquire_write_lock()
    activity = get_activity(actor, slug, to_change=True)
    check_may_add(actor, activity)
    file.activity = activity
    file.waits = can_propose(actor, activity)
    session.add(file)
    record_event(actor, "added a file", activity)
    session.flush()


def approve_file(actor: Actor, file: StoredFile) -> None:
    """Let readers of a public activity see a file that was added to it."""
    require(policies.can_approve(actor, file))
    file.waits = False
    record_event(actor, "approved a file", file.activity, file=file.id)


def choose_cover(actor: Actor, file: StoredFile) -> None:
    """Put a picture at the head of the story and in lists, in the place of another."""
    require(policies.can_choose_cover(actor, file))
    for each in queries.list_files(actor, file.activity):
        each.is_cover = each is file
    record_event(actor, "chose a cover", file.activity, file=file.id)


def remove_file(actor: Actor, file: StoredFile) -> None:
    """Take a file away. It leaves the store once that is certain."""
    require(policies.can_remove(actor, file.activity))
    record_event(actor, "removed a file", file.activity, file=file.id)
    session.delete(file)
    session.flush()


@event.listens_for(StoredFile, "after_delete")
def queue_removal(_mapper: object, _connection: object, file: StoredFile) -> None:
    remove_when_committed(file.stored_keys)


def remove_when_committed(keys: Iterable[str]) -> None:
    """Remove files from the store once it is certain that no row has them any more."""
    session.info.setdefault(REMOVED_KEYS, []).extend(keys)


@event.listens_for(session, "after_commit")
def remove_after_commit(committed: Session) -> None:
    """Remove files when their rows are gone for good; inside a savepoint nothing is certain yet."""
    if not committed.in_nested_transaction():
        for key in committed.info.pop(REMOVED_KEYS, []):
            storage.remove(key)


@event.listens_for(session, "after_soft_rollback")
def forget_after_rollback(rolled_back: Session, _transaction: Any) -> None:
    rolled_back.info.pop(REMOVED_KEYS, None)


def list_orphans() -> list[str]:
    """Return the keys of files that no activity knows.

    In a folder of the store lie copies that can be made again, which their own job clears up.
    """
    stored = {key: came for key, came in storage.list_stored().items() if "/" not in key}
    known_keys, before = queries.get_all_keys(), clock.now() - GRACE_PERIOD
    return sorted(key for key, came in stored.items() if key not in known_keys and came < before)


def list_missing() -> list[str]:
    """Return the keys that activities know and the store does not have."""
    return sorted(queries.get_all_keys() - set(storage.list_stored()))
