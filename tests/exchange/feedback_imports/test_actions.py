"""Counting files of comments: a small one, and the 7,908 real ones when they are here."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR, Actor, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.exchange.feedback_imports import actions, queries
from coprod.exchange.feedback_imports.enums import FeedbackChoices, FeedbackFileState, Scale
from coprod.exchange.feedback_imports.models import FeedbackFile
from coprod.exchange.feedback_imports.rules import guess_targets
from coprod.intelligence.feedback import queries as feedback
from coprod.intelligence.feedback.actions import remove_summary
from coprod.intelligence.feedback.enums import Feeling
from coprod.intelligence.feedback.models import Insight
from coprod.intelligence.feedback.queries import SummaryFilter
from coprod.intelligence.feedback_comments.models import FeedbackComment
from coprod.reference.lists.enums import ListKind
from tests import make

REAL = Path("/work/shared/data/nhs-fft-comments/v6framework_230831.csv")
SMALL = """Id,When,Felt,Said,Who,Service,Place
1,30/09/2021,1,Kind,a,GP services,Bow
2,5/31/2022,5,Long wait,a,GP services,Poplar
3,31/05/2022,3,So so,b,Dentists,Bow
4,31/05/2022,,Did not answer,c,,
5,soon,1,Kind,d,,
"""
COLUMNS = {
    "Id": "key",
    "When": "date",
    "Felt": "feeling",
    "Said": "text",
    "Who": "person",
    "Service": "service",
    "Place": "locality",
}


@pytest.fixture
def curator(session: Any) -> Actor:
    return make.person(role=Role.CURATOR).actor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "feedback"


def upload(curator: Actor, folder: Path, text: str, **given: Any) -> FeedbackFile:
    of = actions.start_file(curator, folder, "file.csv", lambda to: to.write_text(text))
    choices = FeedbackChoices(**{"columns": COLUMNS, "source": "Survey", **given})
    actions.choose_columns(curator, folder, of, choices)
    return of


def count(curator: Actor, folder: Path, text: str, **given: Any) -> dict[str, Any]:
    of = upload(curator, folder, text, **given)
    actions.count_file(curator, folder, of)
    return of.report


def get_numbers(curator: Actor) -> dict[str, tuple[int | None, ...]]:
    rows = feedback.list_summaries(curator, SummaryFilter())
    return {
        f"{row.starts} {', '.join(map(str, feedback.list_subject_names(row)))}": (
            row.people,
            row.comments,
            row.positive,
            row.neutral,
            row.negative,
        )
        for row in rows
    }


def test_nothing_is_counted_before_the_curator_says_so(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, SMALL)

    assert of.state is FeedbackFileState.CHECKED
    assert of.report["new"] == 3
    assert of.report["refused_rows"] == [[6, "We cannot read the date", "soon"]]
    assert get_numbers(curator) == {}


def test_comments_become_summaries_by_quarter_and_by_each_side_alone(
    curator: Actor, folder: Path
) -> None:
    make.term(ListKind.LOCALITY, label="Bow")

    report = count(curator, folder, SMALL)

    assert get_numbers(curator) == {
        "2021-07-01 ": (1, 1, 1, 0, 0),
        "2021-07-01 GP services": (1, 1, 1, 0, 0),
        "2021-07-01 Bow": (1, 1, 1, 0, 0),
        "2022-04-01 ": (2, 2, 0, 1, 1),
        "2022-04-01 GP services": (1, 1, 0, 0, 1),
        "2022-04-01 Dentists": (1, 1, 0, 1, 0),
        "2022-04-01 Bow": (1, 1, 0, 1, 0),
    }
    assert report["unknown"] == {"locality": {"Poplar": 1}}
    assert sorted(report["added"]) == ["Dentists", "GP services"]


def test_the_same_file_again_changes_nothing(curator: Actor, folder: Path, session: Any) -> None:
    count(curator, folder, SMALL)
    before = get_numbers(curator)

    report = count(curator, folder, SMALL)

    assert (report["here"], report["new"], report["summaries"]) == (3, 0, 0)
    assert get_numbers(curator) == before
    assert session.scalar(select(func.count(FeedbackComment.id))) == 3


def test_more_comments_are_counted_to_those_that_were_there(curator: Actor, folder: Path) -> None:
    count(curator, folder, SMALL)

    report = count(curator, folder, SMALL + "6,1/9/2021,2,Good,z,GP services,Bow\n")

    assert report["new"] == 1
    assert report["changed"] == 2
    assert get_numbers(curator)["2021-07-01 GP services"] == (2, 2, 2, 0, 0)


def test_a_comment_that_differs_is_left_and_said(curator: Actor, folder: Path) -> None:
    count(curator, folder, SMALL)

    report = count(curator, folder, SMALL.replace("1,30/09/2021,1", "1,30/09/2021,5"))

    assert (report["differs"], report["here"]) == (1, 2)


def test_summaries_are_private_and_so_are_the_comments(curator: Actor, folder: Path) -> None:
    count(curator, folder, SMALL)
    whole = next(
        s for s in feedback.list_summaries(curator, SummaryFilter()) if not s.subject.sides
    )

    assert feedback.count_summaries(VISITOR, SummaryFilter()) == 0
    assert [c.text for c in queries.list_comments_behind(curator, whole, 1)]
    for other in (VISITOR, make.person(role=Role.TEAM_MEMBER).actor):
        with pytest.raises(NotFoundError):
            queries.list_comments_behind(other, whole, 1)
        with pytest.raises(NotAllowedError):
            actions.start_file(other, folder, "x.csv", lambda to: to.write_text("a,b"))


def test_the_numbers_of_a_counted_summary_stay(curator: Actor, folder: Path) -> None:
    count(curator, folder, SMALL)
    one = feedback.list_summaries(curator, SummaryFilter())[0]

    with pytest.raises(RuleBrokenError):
        remove_summary(curator, one)


def test_words_are_deleted_after_two_years_and_the_numbers_stay(
    curator: Actor, folder: Path, session: Any
) -> None:
    count(curator, folder, SMALL)
    before = get_numbers(curator)
    assert actions.delete_old_words(SYSTEM, folder) == 0
    of = session.scalars(select(FeedbackFile)).one()
    of.created_at = clock.now() - timedelta(days=729, hours=23)
    session.flush()
    assert actions.delete_old_words(SYSTEM, folder) == 0
    of.created_at = clock.now() - timedelta(days=730, hours=1)
    session.flush()

    assert actions.delete_old_words(SYSTEM, folder) == 3

    session.expire_all()
    kept = session.scalars(select(FeedbackComment)).all()
    assert {(c.text, c.person_mark) for c in kept} == {("", "")}
    assert get_numbers(curator) == before
    assert count(curator, folder, SMALL)["here"] == 3


def test_a_file_that_was_given_up_is_removed(curator: Actor, folder: Path) -> None:
    of = upload(curator, folder, SMALL)

    actions.remove_file(curator, folder, of)

    assert list(folder.iterdir()) == []
    with pytest.raises(RuleBrokenError):
        actions.count_file(curator, folder, of)


@pytest.mark.skipif(not REAL.exists(), reason="the real comments are not here")
def test_the_real_comments_come_to_the_known_numbers(
    curator: Actor, folder: Path, session: Any
) -> None:
    of = actions.start_file(curator, folder, REAL.name, lambda to: shutil.copy(REAL, to))
    headings = queries.open_table(folder, of).read_headings()
    columns = {**guess_targets(headings), "Comment sentiment": "label"}
    chosen = FeedbackChoices(columns=columns, source="FFT", scale=Scale.LOW_IS_GOOD)
    actions.choose_columns(curator, folder, of, chosen)

    actions.count_file(curator, folder, of)

    report = of.report
    felt = report["feelings"]
    assert report["rows"] == 7908
    assert (felt["positive"], felt["neutral"], felt["negative"]) == (3829, 725, 1625)
    assert report["blank"] == 1729
    assert report["refused"] == 0
    assert report["emptied"]["Did not answer"] == 1189
    assert report["written"]["month"] == 289
    assert report["spaces"] >= 1941
    sums = [func.sum(getattr(Insight, each.value)) for each in Feeling]
    whole = session.execute(select(*sums).where(Insight.service_id.is_(None))).one()
    assert tuple(whole) == (3829, 725, 1625)
    assert "PTS - Patient Transport" in report["added"]
