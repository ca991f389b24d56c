"""The files of a pack: a PDF whose tags are read here in their order, and one for Word."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
import time_machine
from flask.testing import FlaskClient
from pdfua import Severity, validate
from PIL import ImageFile

from coprod.board.packs import actions, commands, presenters, queries, tasks
from coprod.board.packs.enums import FileKind, FileState
from coprod.core.jobs.actions import add_states, begin_job, keep_clock, take_job
from coprod.core.jobs.queries import list_states
from coprod.core.jobs.tasks import Outcome
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.sections.rules import People
from tests import make
from tests.board.packs import make as packs

HEADINGS = ("H1", "H2", "H3")


@pytest.fixture(autouse=True)
def no_files(app: Any) -> Iterator[None]:
    """Throw away the files that a test made: packs of other tests bear the same number."""
    yield
    with app.app_context():
        for path in tasks.get_folder().iterdir():
            path.unlink()


@pytest.fixture
def frozen(session: Any) -> Any:
    make.activity(naming=Naming("A walking group"), status=Status.PUBLISHED)
    return packs.freeze(packs.ask(packs.narrate(packs.pack(), "We asked.")))


def list_tags(pdf: pikepdf.Pdf) -> list[str]:
    """Return the tags of a document in the order in which a screen reader meets them."""
    return list(iterate_tags(pdf.Root["/StructTreeRoot"]["/K"]))


def iterate_tags(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from iterate_tags(each)
    elif isinstance(node, pikepdf.Dictionary):
        yield from [str(node["/S"])[1:]] if "/S" in node else []
        yield from iterate_tags(node["/K"]) if "/K" in node else []


@pytest.mark.timeout(180)
def test_the_pdf_is_tagged_named_and_read_in_order(frozen: Any, client: FlaskClient) -> None:
    commands.make_missing_files()
    answer = client.get(f"/board/packs/{frozen.slug}.pdf")
    assert answer.mimetype == "application/pdf"
    pdf = pikepdf.open(io.BytesIO(answer.data))
    assert pdf.Root["/MarkInfo"]["/Marked"]
    assert str(pdf.Root["/Lang"]).startswith("en")
    assert frozen.title in str(pdf.docinfo["/Title"])
    assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    tags = list_tags(pdf)
    headings = [tag for tag in tags if tag in HEADINGS]
    assert headings[0] == "H1"
    assert headings.count("H1") == 1
    assert headings.count("H2") >= len(queries.get_pack_by_id(frozen.id).sections)
    assert tags.count("TH") > tags.count("Table") > 3
    assert tags.index("H1") < tags.index("Table")


@pytest.mark.timeout(180)
def test_a_checker_of_pdf_ua_finds_no_error(frozen: Any, tmp_path: Any) -> None:
    """It checks a part of the rules only; no full checker is to be had here."""
    path = tmp_path / "pack.pdf"
    path.write_bytes(tasks.write_pdf(presenters.render_file_page(frozen)))
    assert not ImageFile.LOAD_TRUNCATED_IMAGES, "or half a picture passes for a whole one"
    errors = [each for each in validate(path).findings if each.severity is Severity.ERROR]
    assert [(each.rule_id, each.message) for each in errors] == []


@pytest.mark.timeout(120)
def test_word_has_headings_and_tables_with_header_rows(frozen: Any, client: FlaskClient) -> None:
    commands.make_missing_files()
    answer = client.get(f"/board/packs/{frozen.slug}.docx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
        text = parts.read("word/document.xml").decode()
    assert re.search(r'w:pStyle w:val="Heading1"', text)
    assert text.count("w:tblHeader") >= 3
    assert "We asked." in text


def list_files(pack_id: int) -> list[str]:
    return sorted(path.suffix for path in tasks.get_folder().glob(f"{pack_id}-*"))


@pytest.fixture
def writers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make files of their own page, which takes no time; what a test puts here is made so."""
    for kind in FileKind:
        monkeypatch.setitem(tasks.WRITERS, kind, str.encode)
    return lambda kind, write: monkeypatch.setitem(tasks.WRITERS, kind, write)


def test_a_file_is_made_once_and_anew_when_its_page_changes(frozen: Any, writers: Any) -> None:
    assert commands.make_missing_files() == 2
    assert commands.make_missing_files() == 0
    actions.add_note(make.curator(), frozen, None, "It counted one twice.")
    assert commands.make_missing_files() == 2
    assert list_files(frozen.id) == [".docx", ".pdf"], "and the older ones are gone"


def fail(_html: str) -> bytes:
    raise OSError("disk full")


def test_what_fails_stops_no_other_file_and_is_tried_again(
    frozen: Any, writers: Any, as_: Any, client: FlaskClient
) -> None:
    here = f"/board/packs/{frozen.slug}/files"
    writers(FileKind.PDF, fail)
    with pytest.raises(commands.FilesError):
        commands.make_missing_files()
    text = client.get(here).text
    assert "3 of 4 are ready" in text
    assert "Did not work" in text
    assert "print the whole pack from your browser" in text
    assert "Try again now" not in text
    curator = as_(Role.CURATOR)
    assert "Try again now" in curator.get(here).text
    assert curator.send(here).status_code == 303
    assert "Waiting to be made" in client.get(here).text
    writers(FileKind.PDF, str.encode)
    commands.make_missing_files()
    assert "4 of 4 are ready" in client.get(here).text


def test_the_page_looks_again_only_while_a_file_is_being_made(
    frozen: Any, writers: Any, client: FlaskClient
) -> None:
    here = f"/board/packs/{frozen.slug}"
    assert client.get(f"{here}.pdf").location.endswith("/files")
    assert "No files are being made right now" in client.get(f"{here}/files").text
    keep_clock("a worker")
    seen = []

    def write(html: str) -> bytes:
        seen.append(client.get(f"{here}/files"))
        return html.encode()

    writers(FileKind.PDF, write)
    commands.make_missing_files()
    (during,) = seen
    assert during.headers["Refresh"] == "10"
    for words in ("2 of 4 are ready", "Being made", "data-looks-again"):
        assert words in during.text
    after = client.get(f"{here}/files")
    assert "Refresh" not in after.headers
    assert "data-looks-again" not in after.text
    assert "Open the PDF file" in after.text


def test_another_worker_leaves_a_file_alone_until_its_maker_is_surely_dead(
    frozen: Any, writers: Any
) -> None:
    html = presenters.render_file_page(frozen)
    file = (frozen.id, FileKind.PDF, tasks.get_path(frozen.id, FileKind.PDF, html))
    job = tasks.build_job(frozen.id, FileKind.PDF, int)
    lease = take_job(add_states([job.name])[job.name])
    assert begin_job(job.name, lease, tasks.LONGEST_MAKING)
    assert tasks.find_state(list_states(), *file) is FileState.MAKING
    assert tasks.make_file(*file, html) is Outcome.SKIPPED
    later = clock.now() + 2 * tasks.LONGEST_MAKING
    with time_machine.travel(later, tick=False):
        assert tasks.find_state(list_states(), *file) is FileState.WAITING
        assert tasks.make_file(*file, html) is Outcome.DONE
    assert list_files(frozen.id) == [".pdf"]


def test_what_was_taken_down_is_in_no_file(session: Any) -> None:
    made = make.activity(naming=Naming("A lunch club"), status=Status.PUBLISHED)
    make.correct(made, People(missing="Nobody came from the North East."))
    pack = packs.frozen()
    assert "A lunch club – Nobody came" in presenters.render_file_page(pack)
    make.withdraw(made)
    html = presenters.render_file_page(pack)
    assert "A lunch club" not in html
    assert "Nobody came" not in html
    assert "Taken down later" in html


def test_a_draft_has_no_file(session: Any, client: FlaskClient) -> None:
    slug = packs.pack().slug
    assert client.get(f"/board/packs/{slug}.pdf").status_code == 404
    assert client.get(f"/board/packs/{slug}/files").status_code == 404


def test_it_is_said_where_no_file_can_be_made(
    frozen: Any, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "can_make", lambda _kind: False)
    assert "not installed" in client.get(f"/board/packs/{frozen.slug}.pdf").text


def test_the_command_makes_the_files_of_frozen_packs(app: Any, frozen: Any, writers: Any) -> None:
    packs.pack()
    result = app.test_cli_runner().invoke(commands.group, ["files"])
    assert "2 files were made" in result.output
    assert list_files(frozen.id) == [".docx", ".pdf"]
