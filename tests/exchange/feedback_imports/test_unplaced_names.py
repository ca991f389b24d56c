"""A name that an import could not place is “not placed”, never “no feedback”. domain.md, 9.4."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import RuleBrokenError
from coprod.core.values.quarters import get_last_whole_quarter
from coprod.exchange.feedback_imports import actions
from coprod.exchange.feedback_imports.rules import guess_targets
from coprod.intelligence.coverage.presenters import build_grids
from coprod.intelligence.coverage.queries import list_grid_quarters
from coprod.intelligence.feedback.actions import add_summary
from coprod.intelligence.feedback.queries import SummaryFilter, list_subject_names, list_summaries
from coprod.intelligence.feedback.rules import Explanation, Numbers, Provenance, Subject, Summary
from coprod.reference.lists.actions import TermDetails, add_term, change_term
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from tests import make
from tests.exchange.feedback_imports.test_actions import count, curator, folder, upload

__all__ = ["curator", "folder"]
GROUPS = {"Id": "key", "When": "date", "Felt": "feeling", "Group": "group"}
NO_FEEDBACK = "No feedback. This is a gap"


def rows(*groups: str) -> str:
    """Return a file of comments from the last whole quarter, each of one group."""
    day = get_last_whole_quarter(clock.today()).starts
    lines = (f"{n},{day:%d/%m/%Y},1,{group}\n" for n, group in enumerate(groups))
    return "Id,When,Felt,Group\n" + "".join(lines)


def list_silent_groups(actor: Actor) -> list[str]:
    grids = build_grids(actor, list_grid_quarters())
    return [str(row.name) for grid in grids for row in grid.rows if row.is_silent]


def count_comments(curator: Actor) -> dict[str, int | None]:
    summaries = list_summaries(curator, SummaryFilter())
    return {
        ", ".join(map(str, list_subject_names(summary))): summary.comments for summary in summaries
    }


@pytest.fixture
def bangladeshi(session: Any) -> Term:
    return make.term(ListKind.GROUP, label="Bangladeshi residents")


def bring_unplaced(curator: Actor, folder: Path) -> None:
    count(curator, folder, rows(*["Bangladeshi"] * 182), columns=GROUPS)


def test_no_page_claims_a_gap_where_a_name_was_not_placed(
    curator: Actor, folder: Path, bangladeshi: Term, as_: Any, client: Any
) -> None:
    bring_unplaced(curator, folder)
    session.commit()

    for browser in (client, as_(Role.CURATOR)):
        trends = browser.get("/what-people-told-us?by=group").text
        gaps = browser.get("/what-people-told-us/gaps").text
        filtered = browser.get(f"/what-people-told-us/summaries?group={bangladeshi.id}").text

        row = trends[trends.index("Bangladeshi residents") :]
        assert NO_FEEDBACK not in row[:600]
        assert "Not placed" in row[:600]
        assert "name a group that is not on our list" in gaps
        assert "That is a gap" not in filtered
    assert "Bangladeshi residents" not in list_silent_groups(VISITOR)


def test_a_gap_is_still_claimed_where_every_name_was_placed(
    curator: Actor, folder: Path, bangladeshi: Term
) -> None:
    make.term(ListKind.GROUP, label="Carers")
    count(curator, folder, rows("Bangladeshi residents"), columns=GROUPS)

    assert list_silent_groups(curator) == ["Carers"]


def test_another_name_places_those_comments_without_a_second_import(
    curator: Actor, folder: Path, bangladeshi: Term
) -> None:
    bring_unplaced(curator, folder)

    details = TermDetails(bangladeshi.label, aliases=("Bangladeshi",))
    change_term(curator, bangladeshi, details, seen=bangladeshi.version)

    assert count_comments(curator) == {"": 182, "Bangladeshi residents": 182}
    assert list_silent_groups(curator) == []


def test_one_name_is_not_given_to_two(curator: Actor, bangladeshi: Term) -> None:
    """Who gives it a second time would wait for comments that went to the first."""
    other = make.term(ListKind.GROUP, label="Carers")
    details = TermDetails(bangladeshi.label, aliases=("Bangladeshi",))
    change_term(curator, bangladeshi, details, seen=bangladeshi.version)

    for name in ("bangladeshi", "BANGLADESHI residents"):
        with pytest.raises(RuleBrokenError) as refused:
            change_term(curator, other, TermDetails("Carers", aliases=(name,)), seen=other.version)
        assert refused.value.field == "aliases"
        with pytest.raises(RuleBrokenError):
            add_term(curator, ListKind.GROUP, TermDetails("Young carers", aliases=(name,)))
    change_term(curator, bangladeshi, details, seen=bangladeshi.version)


def test_a_new_name_on_a_list_places_them_too(curator: Actor, folder: Path) -> None:
    bring_unplaced(curator, folder)

    add_term(curator, ListKind.GROUP, TermDetails("Bangladeshi"))

    assert count_comments(curator) == {"": 182, "Bangladeshi": 182}


def test_a_curator_places_a_name_on_the_page_of_those_that_were_not(
    curator: Actor, folder: Path, bangladeshi: Term, as_: Any
) -> None:
    bring_unplaced(curator, folder)
    browser = as_(Role.CURATOR)
    page = browser.get("/what-people-told-us/not-placed").text

    sent = browser.send(
        "/what-people-told-us/not-placed",
        {"axis": "group", "name": "Bangladeshi", "term": str(bangladeshi.id)},
    )

    assert "Bangladeshi" in page
    assert "182" in page
    assert sent.status_code == 303
    assert count_comments(curator)["Bangladeshi residents"] == 182
    assert "Every name has been matched" in browser.get("/what-people-told-us/not-placed").text


def test_what_is_no_name_is_left_out_when_a_curator_says_so(
    curator: Actor, folder: Path, bangladeshi: Term, as_: Any
) -> None:
    count(curator, folder, rows("see notes"), columns=GROUPS)
    assert list_silent_groups(curator) == []

    as_(Role.CURATOR).send(
        "/what-people-told-us/not-placed", {"axis": "group", "name": "see notes", "term": "leave"}
    )

    assert list_silent_groups(curator) == ["Bangladeshi residents"]


@pytest.mark.parametrize("wrong", [{"term": ""}, {"term": "999999"}, {"name": "x"}, {"axis": "x"}])
def test_a_wrong_choice_of_a_place_is_explained(
    curator: Actor, folder: Path, bangladeshi: Term, as_: Any, wrong: dict[str, str]
) -> None:
    bring_unplaced(curator, folder)
    given = {"axis": "group", "name": "Bangladeshi", "term": str(bangladeshi.id)}

    sent = as_(Role.CURATOR).send("/what-people-told-us/not-placed", {**given, **wrong})

    assert sent.status_code == 422
    assert count_comments(curator) == {"": 182}


def test_the_gap_of_another_time_is_not_hidden(
    curator: Actor, folder: Path, bangladeshi: Term
) -> None:
    old = rows("Bangladeshi").replace(
        str(get_last_whole_quarter(clock.today()).starts.year), "2001"
    )
    count(curator, folder, old, columns=GROUPS)

    assert list_silent_groups(curator) == ["Bangladeshi residents"]


def test_a_label_that_somebody_else_gave_is_not_preselected_and_is_marked(
    curator: Actor, folder: Path, as_: Any
) -> None:
    assert guess_targets(["Comment sentiment", "Sentiment"]) == {
        "Comment sentiment": "skip",
        "Sentiment": "skip",
    }

    many = rows(*["x"] * 30).replace("Felt", "Sentiment")
    columns = {"Id": "key", "When": "date", "Sentiment": "label"}
    count(curator, folder, many, columns=columns)
    page = as_(Role.CURATOR).get("/what-people-told-us").text

    assert "The people themselves were not asked how they felt" in page


def test_a_file_without_feelings_counts_comments_and_no_noughts(
    curator: Actor, folder: Path
) -> None:
    text = "Id,When,Said\n1,01/09/2021,Kind\n"
    count(curator, folder, text, columns={"Id": "key", "When": "date", "Said": "text"})

    (whole,) = list_summaries(curator, SummaryFilter())

    assert (whole.comments, whole.positive, whole.negative) == (1, None, None)
    assert whole.starts == date(2021, 7, 1)


def test_words_that_are_deleted_take_the_names_along_and_no_gap_is_claimed(
    curator: Actor, folder: Path, bangladeshi: Term
) -> None:
    of = upload(curator, folder, rows("Bangladeshi"), columns=GROUPS)
    actions.count_file(curator, folder, of)

    actions.delete_words(curator, folder, of)

    assert list_silent_groups(curator) == []


def test_a_summary_written_by_hand_hides_no_name_that_was_not_placed(
    curator: Actor, folder: Path, bangladeshi: Term
) -> None:
    quarter = get_last_whole_quarter(clock.today())
    provenance = Provenance("Survey", quarter.starts, quarter.ends)
    add_summary(curator, Summary(provenance, Subject(), Numbers(comments=40), Explanation()))
    of = upload(curator, folder, rows("Bangladeshi"), columns=GROUPS)
    actions.count_file(curator, folder, of)
    assert list_silent_groups(curator) == []

    actions.remove_file(curator, folder, of)

    assert list_silent_groups(curator) == ["Bangladeshi residents"]
    assert count_comments(curator) == {"": 40}
