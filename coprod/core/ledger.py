"""The list of what was taken out for good, in the data folder beside the database.

A copy of the database from last week does not know what was taken out since. This list does: one
line of JSON for each removal, with places and hashes and no words, added to and never changed. The
key of the hashes lies beside it and never in the database, so that a dump of that tells nothing.
"""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import structlog

from coprod.core.storage import get_settings

KEY, LIST = "key", "removals.jsonl"
log = structlog.get_logger()


def get_folder() -> Path:
    path = get_settings().data_folder.absolute() / "removals"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def read_or_create_key() -> bytes:
    """Return the key of the hashes, made when it is first needed."""
    path = get_folder() / KEY
    if not path.exists():
        draft = get_folder() / f"key.{secrets.token_hex(4)}"
        draft.touch(mode=0o600)
        draft.write_bytes(secrets.token_bytes(32))
        try:
            os.link(draft, path)  # whoever comes second takes the key of the first
        except FileExistsError:
            log.info("ledger_key_made_by_another")
        finally:
            draft.unlink()
    return path.read_bytes()


def has_key() -> bool:
    return (get_folder() / KEY).exists()


def read_lines(other: Path | None = None) -> list[dict[str, Any]]:
    """Return all lines, the first one first, without one that a crash left half written.

    ``of`` is the folder of another list, such as that of a backup.
    """
    path = (other or get_folder()) / LIST
    lines: list[dict[str, Any]] = []
    texts = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for text in filter(None, texts):
        try:
            lines.append(json.loads(text))
        except ValueError:
            log.warning("ledger_line_broken")
    return lines


def has_same_key(other: Path) -> bool:
    """Tell whether two lists can be put together: what one key hashed, another does not find."""
    if not (read_lines(other) and read_lines() and has_key()):
        return True
    return (other / KEY).exists() and (other / KEY).read_bytes() == read_or_create_key()


def merge_from(other: Path) -> None:
    """Add the lines of a backup to the list of today, which stays. It has the key if none is here.

    A key that hashed nothing here yet gives way.
    """
    if (other / KEY).exists() and not read_lines():
        path = get_folder() / KEY
        path.unlink(missing_ok=True)
        path.touch(mode=0o600)
        path.write_bytes((other / KEY).read_bytes())
    append_lines(read_lines(other))


def append_lines(new: Iterable[dict[str, Any]]) -> None:
    """Add lines, on the disk before this returns. A line that is there already is not added."""
    known = {line["uid"] for line in read_lines()}
    addition = "".join(f"\n{json.dumps(line)}" for line in new if line["uid"] not in known)
    if not addition:
        return
    with os.fdopen(os.open(get_folder() / LIST, APPEND_FLAGS, 0o600), "a") as file:
        file.write(addition)
        file.flush()
        os.fsync(file.fileno())


APPEND_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT
