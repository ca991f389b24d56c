"""The real files, and hostile ones, through the command that people use."""

import csv
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from coprod.core.config import HOME
from coprod.core.values.actor import SYSTEM, Role
from coprod.exchange.imports import forms, queries, schemas
from coprod.exchange.imports.enums import RowOutcome
from coprod.reference.lists.actions import load_place
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.schemas import read_place
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity, ActivityText, Fact, PromisedRung, Source
from tests import make

DATA = HOME.parent / "shared" / "data"
CASES = DATA / "participedia-cases" / "cases.csv"
GRANTS = DATA / "grants-trafford" / "trafford_council_voluntary_sector_grants.csv"
ARTS = DATA / "grants-ace" / "Arts-Council-England.xlsx"
MAPPINGS = HOME / "examples" / "mappings"
real = pytest.mark.skipif(not DATA.exists(), reason="the shared data is not here")

HOSTILE = "{{7*7}} <svg onload=alert(1)> =cmd|'/C calc'!A0"


@pytest.fixture
def curator(session: Any) -> str:
    return str(make.person(email="curator@example.org", role=Role.CURATOR).email)


@pytest.fixture
def lists(session: Any) -> None:
    load_place(SYSTEM, read_place(HOME / "examples/tower-hamlets/place.yaml"))
    session.commit()


def run(app: Flask, file: Path, *more: str, email: str = "curator@example.org") -> Result:
    args = ["exchange", "import", str(file), "--as", email, *more]
    return app.test_cli_runner().invoke(args=args)


def table(folder: Path, *rows: dict[str, str], name: str = "table.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def count(session: Any, thing: Any) -> int:
    return int(session.scalar(select(func.count()).select_from(thing)))


@real
@pytest.mark.usefixtures("curator", "lists")
def test_all_real_cases_are_in_and_found_and_twice_changes_nothing(
    app: Flask, session: Any, client: FlaskClient, tmp_path: Path
) -> None:
    mapping = ("--mapping", str(MAPPINGS / "participedia-cases.yaml"))

    first = run(app, CASES, *mapping, "--report", str(tmp_path / "report.md"))
    facts = count(session, Fact)
    again = run(app, CASES, *mapping)

    assert "292 taken in, 0 here already, 0 refused." in first.output
    assert "0 taken in, 292 here already, 0 refused." in again.output
    assert count(session, Activity) == 292
    assert count(session, Fact) == facts
    assert session.scalars(select(Activity.status).distinct()).all() == [Status.PUBLISHED]
    several = (
        select(PromisedRung.activity_id).group_by(PromisedRung.activity_id).having(func.count() > 1)
    )
    assert len(session.scalars(several).all()) > 50
    report = (tmp_path / "report.md").read_text()
    assert report.count("\n") > 292
    assert "Perhaps the same as row" in report
    assert "292" in client.get("/stories").text
    found = client.get("/stories?q=Scunthorpe")
    assert "Acorns Your Voice, Your Choice Ballot" in found.text


@real
def test_the_pages_of_real_cases_are_whole(
    app: Flask, session: Any, client: FlaskClient, curator: str, lists: None
) -> None:
    run(app, CASES, "--mapping", str(MAPPINGS / "participedia-cases.yaml"))
    longest = (
        select(Activity.slug).join(ActivityText).order_by(func.length(ActivityText.body).desc())
    )
    keys = ("26", "83", "617", "980", "1184", "1214", "1432")
    odd = select(Activity.slug).join(Source).where(Source.key.in_(keys))
    slugs = [*session.scalars(longest.limit(2)), *session.scalars(odd)]

    pages = {slug: client.get(f"/stories/{slug}") for slug in slugs}

    assert len(pages) == 9
    assert {page.status_code for page in pages.values()} == {200}
    assert any("https://participedia.net/en/node/26" in page.text for page in pages.values())
    assert all("CC BY-NC-SA 3.0" in page.text for page in pages.values())
    assert any("US$5 060 000.00" in page.text for page in pages.values())


@real
def test_grants_come_in_as_drafts_that_only_curators_see(
    app: Flask, session: Any, client: FlaskClient, curator: str, lists: None
) -> None:
    done = run(app, GRANTS, "--mapping", str(MAPPINGS / "trafford-grants.yaml"))

    assert "555 taken in, 0 here already, 0 refused." in done.output
    assert session.scalars(select(Activity.status).distinct()).all() == [Status.DRAFT]
    slug = session.scalars(select(Activity.slug).order_by(Activity.id).limit(1)).one()
    assert client.get(f"/stories/{slug}").status_code == 404


@real
def test_every_row_of_the_workbook_is_good(app: Flask, session: Any, lists: None) -> None:
    chosen = schemas.read_mapping(MAPPINGS / "arts-council.yaml", ARTS)
    rows = schemas.TableFile(ARTS).read_rows()
    examiner = forms.RowExaminer(chosen, queries.get_terms_by_list(), set())

    found = [(line, entry) for line, entry in examiner.examine_rows(rows)]

    assert len(found) == 2162
    assert {line.outcome for line, _entry in found} == {RowOutcome.TAKEN}
    assert found[0][0].key == "360G-ACE-24799622"


@real
def test_a_sheet_that_is_not_there_is_told_with_those_that_are(app: Flask, curator: str) -> None:
    book = DATA / "messy-xlsx" / "covid_research_tables.xlsx"

    done = run(app, book, "--sheet", "nowhere")

    assert "summary, publisher" in str(done.exception)


def test_hostile_cells_are_only_text(
    app: Flask, session: Any, as_: Any, curator: str, tmp_path: Path
) -> None:
    path = table(
        tmp_path,
        {
            "id": HOSTILE,
            "title": HOSTILE + "\x00",
            "summary": HOSTILE,
            "text": f"# {HOSTILE}\n[a](javascript:alert(1))",
            "leader": HOSTILE,
            "place": HOSTILE,
            HOSTILE: HOSTILE,
            "number": "9" * 5000,
        },
    )

    done = run(app, path, "--report", str(tmp_path / "report.csv"))

    assert "1 taken in, 0 here already, 0 refused." in done.output
    slug = session.scalars(select(Activity.slug)).one()
    page = as_(Role.CURATOR).get(f"/stories/{slug}").text
    assert "<svg onload" not in page
    assert "javascript:alert(1)&#34;" not in page
    assert 'href="javascript' not in page
    assert "{{7*7}}" in page
    assert "9" * 5000 in page
    assert "taken out" in done.output


def test_rows_with_mistakes_are_refused_and_the_good_ones_taken(
    app: Flask, session: Any, curator: str, tmp_path: Path
) -> None:
    good = {"id": "1", "title": "Good", "started": "2026", "ended": ""}
    path = table(
        tmp_path,
        good,
        {**good, "id": "2", "title": " "},
        {**good, "id": ""},
        {**good, "title": "The same key"},
        {**good, "id": "3", "title": "Backwards", "ended": "2025"},
        {**good, "id": "4", "title": "Good too"},
    )

    strict = run(app, path, "--strict")
    assert "0 taken in, 0 here already, 4 refused." in strict.output
    assert count(session, Activity) == 0

    done = run(app, path, "--report", str(tmp_path / "report.csv"))

    assert "2 taken in, 0 here already, 4 refused." in done.output
    assert "Row 3 (2): refused." in done.output
    assert "Give it a name" in done.output
    assert "There is no key in the column id" in done.output
    assert "Row 2 has the same key" in done.output
    assert "The end must not be before the start" in done.output
    assert count(session, Activity) == 2
    report = (tmp_path / "report.csv").read_text()
    assert "refused" in report
    assert "Good too" in report


def test_nothing_is_half_taken_in_when_it_fails_in_the_middle(
    app: Flask, session: Any, curator: str, tmp_path: Path
) -> None:
    path = table(tmp_path, *({"id": str(n), "title": f"Entry {n}"} for n in range(250)))
    written: list[str] = []

    def fail_later(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO activity "):
            written.append(statement)
            if len(written) == 230:
                raise OSError("the disk is full")

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", fail_later)
    failed = run(app, path)
    event.remove(engine, "before_cursor_execute", fail_later)
    session.rollback()

    assert isinstance(failed.exception, OSError)
    assert count(session, Activity) == 0
    assert count(session, Source) == 0


def test_only_curators_take_in_entries(app: Flask, session: Any, tmp_path: Path) -> None:
    path = table(tmp_path, {"id": "1", "title": "A"})
    make.person(email="team@example.org", role=Role.TEAM_MEMBER)

    for email in ("team@example.org", "nobody@example.org"):
        assert run(app, path, email=email).exception is not None
    assert count(session, Activity) == 0


def test_a_workbook_is_read_as_a_table_is(app: Flask, curator: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"not a workbook")

    done = run(app, path)

    assert "not a workbook that we can read" in str(done.exception)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no headings"),
        (b"id;title\n1;A\n", "1 taken in"),
        (b"\xef\xbb\xbfid,title\r\n1,A\r\n\r\n", "1 taken in"),
        (b"id,title\n1,A,extra\n", "Column 3  kept  fact  1"),
        (b"id,title\n1\n", "Give it a name"),
        (b"id,title\n1,Beyonc\xe9\n", "not in UTF-8"),
        (b"id,title\n", "0 taken in"),
    ],
)
def test_odd_tables_are_read_or_told_in_a_line(
    app: Flask, curator: str, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)

    done = run(app, path)

    assert said in done.output + str(done.exception or "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source: [", "not good YAML"),
        ("source: {name: a}\nheadline: {columns: [a]}", "headline"),
        ("publish: true", "source"),
    ],
)
def test_a_bad_mapping_is_told_in_a_line(
    app: Flask, curator: str, tmp_path: Path, text: str, said: str
) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(text)
    path = table(tmp_path, {"id": "1", "title": "A"})

    done = run(app, path, "--mapping", str(mapping))

    assert said in str(done.exception)
    assert "\n" not in str(done.exception)


def test_names_of_the_lists_are_found_by_any_of_their_names(
    app: Flask, session: Any, curator: str, lists: None, tmp_path: Path
) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("source: {name: a}\nlists: {method: {column: how}}")
    row = {"id": "1", "title": "A", "leader": "barts health", "how": "Poll; Dance"}

    run(app, table(tmp_path, row), "--mapping", str(mapping))

    taken = session.scalars(select(Activity)).one()
    session.refresh(taken, ["led_by", "terms", "facts"])
    assert taken.led_by.label == "Barts Health NHS Trust"
    assert [term.key for term in taken.terms] == ["survey"]
    assert {(fact.label, fact.value) for fact in taken.facts} == {
        ("leader", "barts health"),
        ("how", "Poll; Dance"),
    }


@pytest.mark.usefixtures("curator", "lists")
def test_the_database_is_asked_about_names_and_keys_once(
    app: Flask, tmp_path: Path, queries: list[str]
) -> None:
    rows = ({"id": str(n), "title": f"Entry {n}", "leader": "Barts Health"} for n in range(50))
    path = table(tmp_path, *rows)
    queries.clear()

    assert run(app, path).exit_code == 0

    assert (
        sum("FROM term" in each and "listing" in each for each in queries)
        <= len(ListKind) * 2 + 50 * 1
    )
    assert sum("FROM activity_source" in each for each in queries) == 2


COUNTED = {
    "id": "1",
    "title": "Falls group",
    "people": "3 (two sisters and their mother)",
    "spent": "£1250.50",
    "Amount paid": "£187.65",
    "Colour": "turquoise",
}


def test_the_command_keeps_back_what_could_show_a_person_and_says_so(
    app: Flask, session: Any, client: FlaskClient, curator: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("source: {name: «source»}\npublish: true")

    done = run(app, table(tmp_path, COUNTED), "--mapping", str(mapping))

    assert "Amount paid: kept back. It looks like money." in done.output
    assert "Colour: kept back" not in done.output
    entry = session.scalars(select(Activity)).one()
    page = client.get(f"/stories/{entry.slug}").text
    assert "turquoise" in page
    assert not [each for each in ("sisters", "187.65") if each in page]
    assert "Fewer than 5 people" in page
    assert "£1,250.50" in client.get(f"/stories/{entry.slug}/effect").text


def test_a_mapping_says_who_may_see_a_column(
    app: Flask, session: Any, client: FlaskClient, curator: str, tmp_path: Path
) -> None:
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(
        "source: {name: «source»}\npublish: true\n"
        "columns: {Amount paid: publish, Colour: leave_out}"
    )

    done = run(app, table(tmp_path, COUNTED), "--mapping", str(mapping))

    assert "kept back" not in done.output
    entry = session.scalars(select(Activity)).one()
    page = client.get(f"/stories/{entry.slug}").text
    assert "£187.65" in page
    assert "turquoise" not in page


@pytest.mark.usefixtures("curator")
def test_titles_above_the_headings_are_passed_over(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "titled.csv"
    path.write_text("What we did,,\n,,\nid,title,summary\n1,A walk,We walked\n")

    result = run(app, path)

    assert "1 taken in, 0 here already, 0 refused." in result.output


@pytest.mark.usefixtures("curator")
def test_the_row_of_the_headings_can_be_given(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "second.csv"
    path.write_text("old,older,oldest\nid,title,summary\n1,A walk,We walked\n")

    result = run(app, path, "--header-row", "2")

    assert "1 taken in, 0 here already, 0 refused." in result.output


@pytest.mark.usefixtures("curator")
def test_the_lock_file_of_an_open_workbook_is_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "~$open.xlsx"
    path.write_bytes(b"lock")

    result = run(app, path)

    assert "temporary file" in f"{result.output} {result.exception}"
