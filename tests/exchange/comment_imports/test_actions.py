from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from coprod.core.config import HOME
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError
from coprod.engagement.comments.enums import CommentState
from coprod.engagement.comments.models import Comment
from coprod.exchange.comment_imports.actions import CommentImport, import_comments
from coprod.exchange.comment_imports.rules import SourceComment, place_comments
from coprod.register.activities.enums import Status
from tests import make

REAL = next(
    (p for p in HOME.parents if (p / "shared/data").is_dir()), Path("/work")
) / "shared/data/madrid-decide-threads/comments.csv"  # fmt: skip
MAPPING = "source: A site\nparent: parent\nabout: ''\ndate: date\npublish: true\n"
ROWS = (
    "id,parent,date,text\n1,,2020-01-02,First\n2,1,2020-01-03,Second\n3,2,,Third\n4,9,bad,Fourth\n"
)


def run(app: Flask, file: Path, mapping: Path, *more: str) -> Any:
    curator = make.person(role=Role.CURATOR)
    given = ["comments", "import", str(file), "--as", curator.email, "--mapping", str(mapping)]
    return app.test_cli_runner().invoke(args=[*given, *more])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    table, mapping = tmp_path / "rows.csv", tmp_path / "map.yaml"
    table.write_text(ROWS)
    mapping.write_text(MAPPING)
    return table, mapping


def test_a_file_comes_in_once_and_the_report_says_what_moved(
    app: Flask, client: Any, session: Any, files: tuple[Path, Path], tmp_path: Path
) -> None:
    make.activity(status=Status.PUBLISHED)
    report = tmp_path / "report.md"
    first = run(app, *files, "--on", "falls-group", "--report", str(report))
    again = run(app, *files, "--on", "falls-group")

    assert "Taken in: 4" in first.output
    assert "Left out, here already: 4" in again.output
    assert "now stands by itself: 1" in first.output
    assert "## How deep they stood" in report.read_text()
    page = client.get("/comments/on/entry/falls-group").text
    assert "Brought in from A site" in page
    assert "In answer to:" in page
    assert page.index("First") < page.index("Second") < page.index("Third")


def test_comments_wait_unless_the_source_has_published_them(session: Any) -> None:
    entry = make.activity(status=Status.PUBLISHED)
    found = place_comments([SourceComment("1", "x", "Words")])
    how = CommentImport("A site", False, {"x": entry.id})

    assert import_comments(make.person(role=Role.CURATOR).actor, found.placed, how) == 1
    assert session.scalars(select(Comment.state)).one() is CommentState.WAITING


@pytest.mark.parametrize("role", [Role.VISITOR, Role.RESIDENT, Role.TEAM_MEMBER])
def test_only_curators_bring_in_comments(session: Any, role: Role) -> None:
    who = VISITOR if role is Role.VISITOR else make.person(role=role).actor
    with pytest.raises(NotAllowedError):
        import_comments(who, [], CommentImport("A site", True, {}))


@pytest.mark.skipif(not REAL.exists(), reason="the shared data is not on this machine")
def test_the_real_threads_keep_every_text(app: Flask, session: Any, tmp_path: Path) -> None:
    make.activity(status=Status.PUBLISHED)
    mapping = tmp_path / "map.yaml"
    mapping.write_text((HOME / "examples/mappings/madrid-comments.yaml").read_text())
    done = run(app, REAL, mapping, "--on", "falls-group")

    assert "Taken in: 3880. Answers to answers, at the deepest: 21." in done.output
    assert "no words in it: nothing to keep: 47" in done.output
    assert "not in the file: now stands by itself: 212" in done.output
    assert session.scalar(select(func.count(Comment.id))) == 3880
