"""A frozen pack as a PDF and for Word, made of one page of HTML and kept until that page changes.

A file is a copy that can be made again at any time: it lies in the data folder and in no back-up.
Its name tells from which page it was made. So what was taken down or taken out since is in no file
that anybody is given.
"""

import base64
import hashlib
import io
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PIL import ImageFile
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from coprod.board.packs.enums import FileKind, FileState
from coprod.core import storage
from coprod.core.database import session
from coprod.core.jobs.models import JobState
from coprod.core.jobs.rules import STOPPED, Job, is_free
from coprod.core.jobs.tasks import Outcome, queue_job, run_by_hand
from coprod.core.storage import get_settings
from coprod.core.values import clock
from coprod.register.files.rules import flatten_picture

WIDEST = 1200
"""Pixels of a picture on paper: 17 cm at 180 for each inch."""
LONGEST_MAKING = timedelta(minutes=10)
FILES_JOB = "pack-files"
REMOVED = "packs whose files go when this is committed"
PICTURE = re.compile(r'src="picture:([\w-]+)"')
MAKERS = {FileKind.PDF: "weasyprint", FileKind.WORD: "pypandoc"}
WORD_OPTIONS = ("--sandbox", "--metadata=lang:en-GB")


def can_make(kind: FileKind) -> bool:
    """Tell whether this machine has what makes such a file."""
    return find_spec(MAKERS[kind]) is not None


def get_folder() -> Path:
    folder = get_settings().data_folder.absolute() / "packs"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def get_path(pack_id: int, kind: FileKind, html: str) -> Path:
    digest = hashlib.sha256(html.encode()).hexdigest()
    return get_folder() / f"{pack_id}-{digest[:32]}.{kind}"


def build_job(pack_id: int, kind: FileKind, run: Callable[[], int]) -> Job:
    """One file is a job: one worker has the lease of it, and how it went is written down."""
    return Job(f"{FILES_JOB}-{pack_id}-{kind}", kind.label, run)


def find_state(
    states: Mapping[str, JobState], pack_id: int, kind: FileKind, path: Path
) -> FileState:
    """Tell how far a file is, by the states of jobs.

    A worker that died in the middle of it has its lease for a while.
    """
    if path.exists():
        return FileState.MADE
    if not can_make(kind):
        return FileState.NOT_POSSIBLE
    state = states.get(build_job(pack_id, kind, int).name)
    if state and not is_free(state.progress, clock.now()):
        return FileState.MAKING
    has_failed = state is not None and state.error not in {"", STOPPED}
    return FileState.FAILED if has_failed else FileState.WAITING


def make_file(pack_id: int, kind: FileKind, path: Path, html: str) -> Outcome:
    """Make a file unless another worker is at it. What goes wrong is written down."""
    job = build_job(pack_id, kind, partial(write_file, kind, path, html))
    return run_by_hand(job, LONGEST_MAKING)


def write_file(kind: FileKind, path: Path, html: str) -> int:
    """Write a file under another name first: nobody reads half of it."""
    content = WRITERS[kind](embed_pictures(html))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(path)
    return 1


def remove_files(pack_ids: set[int]) -> None:
    """Throw away the files of packs, those too that are half written. They can be made again."""
    for pack_id in pack_ids:
        for path in get_folder().glob(f"{pack_id}-*"):
            path.unlink(missing_ok=True)


def remove_files_for_good(pack_ids: set[int]) -> None:
    """Throw files away now, and once more when this is committed.

    Until then, the page that they are made of is the old one. A worker makes them anew after that.
    Who dies between the two leaves at most what was made in between; nobody is given it, and the
    next run of the job throws it away.
    """
    remove_files(pack_ids)
    session.info.setdefault(REMOVED, set()).update(pack_ids)


@event.listens_for(session, "after_commit")
def remove_after_commit(committed: Session) -> None:
    if committed.in_nested_transaction():
        return
    pack_ids: set[int] = committed.info.pop(REMOVED, set())
    if pack_ids:
        remove_files(pack_ids)
        queue_job(FILES_JOB)


@event.listens_for(session, "after_soft_rollback")
def forget_after_rollback(rolled_back: Session, _transaction: object) -> None:
    rolled_back.info.pop(REMOVED, None)


def remove_failures(pack_id: int) -> None:
    """Forget that files of a pack could not be made."""
    names = [build_job(pack_id, kind, int).name for kind in FileKind]
    session.execute(update(JobState).where(JobState.name.in_(names)).values(error=""))


def remove_old_files(pack_id: int, html: str) -> None:
    """Throw away what was made of a page that a pack does not have any more."""
    current = {get_path(pack_id, kind, html).name for kind in FileKind}
    for path in get_folder().glob(f"{pack_id}-*"):
        if not any(path.name.startswith(name) for name in current):
            path.unlink(missing_ok=True)


def embed_pictures(html: str) -> str:
    """Return a page that holds its pictures. What the store does not have any more is left out.

    Words that people wrote cannot name one: quotation marks in them are written as entities.
    """
    return PICTURE.sub(lambda found: f'src="{read_picture(found[1])}"', html)


def read_picture(key: str) -> str:
    data = storage.get(key)
    if data is None:
        return "data:,"
    return f"data:image/jpeg;base64,{base64.b64encode(redraw_for_print(data)).decode()}"


def redraw_for_print(data: bytes) -> bytes:
    """Return a picture as a small JPEG, which Word knows too."""
    picture = flatten_picture(data, "white")
    picture.thumbnail((WIDEST, WIDEST))
    printed = io.BytesIO()
    picture.save(printed, format="JPEG", quality=80)
    return printed.getvalue()


def write_pdf(html: str) -> bytes:
    """Return a tagged PDF, which a screen reader reads in its order (PDF/UA-1)."""
    weasyprint: Any = import_module("weasyprint")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # it lets half a picture pass, for all of the process
    urls: Any = import_module("weasyprint.urls")
    within = urls.URLFetcher(allowed_protocols={"data"})  # no file of this machine, nor the web
    document = weasyprint.HTML(string=html, url_fetcher=within, base_url="about:blank")
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", optimize_images=True, dpi=200)
    return content


def write_word(html: str) -> bytes:
    """Return a document for Word, by pandoc in a process that may read no other file."""
    pypandoc: Any = import_module("pypandoc")
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "pack.docx"
        options: Mapping[str, Any] = {"outputfile": str(target), "extra_args": list(WORD_OPTIONS)}
        pypandoc.convert_text(html, "docx", format="html", **options)
        return target.read_bytes()


WRITERS = {FileKind.PDF: write_pdf, FileKind.WORD: write_word}
