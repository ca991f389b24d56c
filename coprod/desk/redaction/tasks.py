"""What follows when a removal is certain: the list, the index, and files beside the database."""

from pathlib import Path
from shutil import rmtree
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from coprod.core import ledger
from coprod.core.database import checkpoint_log, session
from coprod.desk.redaction import queries
from coprod.desk.redaction.actions import DONE, line_of
from coprod.desk.redaction.enums import FOLDERS, UPLOADS
from coprod.desk.redaction.rules import Finder, Mark, cut
from coprod.library.index.tasks import search_index


@event.listens_for(session, "after_commit")
def it_is_certain(kept: Session) -> None:
    """Finish outside the database what was done within; inside a savepoint nothing is certain."""
    if kept.in_nested_transaction():
        return
    done: list[dict[str, Any]] = kept.info.pop(DONE, [])
    if done:
        ledger.append_lines(done)
        search_index().throw_away_for_good()
        checkpoint_log(kept.get_bind())
    for line in done:
        clear_folders(line)


@event.listens_for(session, "after_soft_rollback")
def it_was_undone(kept: Session, _transaction: Any) -> None:
    kept.info.pop(DONE, None)


def clear_folders(line: dict[str, Any]) -> None:
    mark: Finder = Mark(line["size"], line["digest"], ledger.read_or_create_key())
    for table, _row_id, name, *_rest in line["places"]:
        path = queries.folder(table) / name if table in FOLDERS else None
        if path is None or not path.is_file():
            continue
        if table in UPLOADS:
            throw_away(queries.folder(table) / Path(name).parts[0])
        else:
            text = path.read_text(encoding="utf-8")
            path.write_text(cut(text, mark.spans(text), line["marker"]), encoding="utf-8")


def throw_away(upload: Path) -> None:
    """Delete an upload with all that was read out of it, which lies in the same folder."""
    if upload.is_dir():
        rmtree(upload)
    else:
        upload.unlink()


def keep_list() -> None:
    """Add to the list what the database knows and a crash kept from it."""
    ledger.append_lines(line_of(each) for each in queries.removals())
