"""What follows when a removal is certain: the list, the index, and files beside the database."""

from pathlib import Path
from shutil import rmtree
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from coprod.core import ledger
from coprod.core.database import checkpoint_log, session
from coprod.desk.redaction import queries
from coprod.desk.redaction.actions import REMOVALS_KEY, build_ledger_line
from coprod.desk.redaction.enums import FOLDER_LABELS, UPLOADS
from coprod.desk.redaction.rules import Finder, PassageHash, replace_spans
from coprod.library.index.tasks import search_index


@event.listens_for(session, "after_commit")
def finish_after_commit(committed: Session) -> None:
    """Finish outside the database what was done within; inside a savepoint nothing is certain."""
    if committed.in_nested_transaction():
        return
    done: list[dict[str, Any]] = committed.info.pop(REMOVALS_KEY, [])
    if done:
        ledger.append_lines(done)
        search_index().discard_with_files()
        checkpoint_log(committed.get_bind())
    for line in done:
        clear_folders(line)


@event.listens_for(session, "after_soft_rollback")
def forget_after_rollback(rolled_back: Session, _transaction: Any) -> None:
    rolled_back.info.pop(REMOVALS_KEY, None)


def clear_folders(line: dict[str, Any]) -> None:
    passage_hash: Finder = PassageHash(line["size"], line["digest"], ledger.read_or_create_key())
    for table, _row_id, name, *_rest in line["places"]:
        path = queries.get_folder(table) / name if table in FOLDER_LABELS else None
        if path is None or not path.is_file():
            continue
        if table in UPLOADS:
            delete_upload(queries.get_folder(table) / Path(name).parts[0])
        else:
            text = path.read_text(encoding="utf-8")
            path.write_text(
                replace_spans(text, passage_hash.find_spans(text), line["marker"]), encoding="utf-8"
            )


def delete_upload(upload: Path) -> None:
    """Delete an upload with all that was read out of it, which lies in the same folder."""
    if upload.is_dir():
        rmtree(upload)
    else:
        upload.unlink()


def complete_ledger() -> None:
    """Add to the list what the database knows and a crash kept from it."""
    ledger.append_lines(build_ledger_line(each) for each in queries.list_removals())
