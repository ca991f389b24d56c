"""Columns that could show a person are asked about before anything of them is public."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.disclosure.enums import ColumnAnswer
from coprod.core.values.actor import Role
from coprod.core.values.howmany import HowMany, Sureness
from coprod.exchange.imports import commands, rules
from coprod.exchange.imports.enums import ColumnChoices
from coprod.exchange.imports.models import SheetImport
from coprod.exchange.imports.queries import list_restricted_columns
from coprod.exchange.imports.rules import read_people
from coprod.register.activities.enums import Audience
from coprod.register.activities.models import Activity, Fact
from coprod.register.sections.enums import CostTiming
from coprod.register.sections.queries import read_part
from coprod.register.sections.rules import Costs, People
from tests import make
from tests.exchange.imports.conftest import confirm, format_csv
from tests.exchange.imports.test_views import choices, first_id, send_file

As = Callable[[Any], Any]
Start = Callable[..., SheetImport]
ROW = {
    "id": "1",
    "title": "Falls group",
    "Number of residents": "4 (two men two women)",
    "Fee": "£1250.50",
    "Colour": "red",
    "Contact": "resident@example.org",
}
SECRETS = ("two men", "1250", "1,250", "resident@example")


Imported = Callable[..., Activity]


@pytest.fixture
def imported(session: Any, curator: Person, folder: Path, start: Start) -> Imported:
    """Return a way to take in one row and publish it."""

    def take_in(*rows: dict[str, str], of: SheetImport | None = None, **given: Any) -> Activity:
        sheet_import = of or start(*rows, publish=True, source="«source»", **given)
        confirm(session, curator, sheet_import)
        session.commit()
        commands.run_waiting_jobs(folder)
        found: Activity = session.scalars(select(Activity)).one()
        return found

    return take_in


def get_page(client: Any, entry: Activity) -> str:
    return str(client.get(f"/stories/{entry.slug}").text)


def test_what_nobody_was_asked_about_is_not_public(
    session: Any, client: Any, imported: Imported
) -> None:
    entry = imported(ROW)

    page = get_page(client, entry)

    assert "red" in page
    assert not [each for each in SECRETS if each in page]
    hidden = select(Fact.label).where(Fact.audience == Audience.NOT_ANSWERED)
    assert {*session.scalars(hidden)} == {"Number of residents", "Fee", "Contact"}


ASKED = {
    "column_0": "fact",
    "column_1": "title",
    **{f"column_{n}": "fact" for n in range(2, 6)},
    "source": "«source»",
    "publish": "published",
}


def test_the_mapping_page_asks_before_anything_is_checked(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    send_file(browser, format_csv(ROW))
    at = f"/import/{first_id(session)}/columns"
    assert browser.get(at).text.count("Who may see this column?") == 2

    page = browser.send(at, choices(**ASKED))

    assert page.status_code == 422
    assert page.text.count("Who may see this column?") == 3
    assert page.text.count("Choose who may see the column Fee") == 2
    assert "It looks like numbers of people" in page.text
    assert "It looks like money" in page.text
    assert "It looks like e-mail addresses" in page.text


def test_an_import_keeps_to_what_a_curator_answered(
    as_: As, session: Any, folder: Path, imported: Imported, client: Any
) -> None:
    browser = as_(Role.CURATOR)
    send_file(browser, format_csv(ROW))
    at = f"/import/{first_id(session)}/columns"
    answers = {"answer_2": "curators", "answer_3": "publish", "answer_5": "leave_out"}

    assert browser.send(at, choices(**ASKED, **answers)).status_code == 303
    commands.run_waiting_jobs(folder)
    entry = imported(of=session.scalars(select(SheetImport)).one())

    page = get_page(client, entry)
    assert "£1250.50" in page
    assert not [each for each in ("two men", "resident@example") if each in page]
    kept = {(fact.label, fact.audience) for fact in session.scalars(select(Fact))}
    assert ("Number of residents", Audience.CURATORS) in kept
    assert "Contact" not in {label for label, _audience in kept}
    assert "two men" in browser.get(f"/activities/{entry.slug}/review", follow_redirects=True).text


def test_numbers_and_money_have_fields_of_their_own(
    session: Any, client: Any, imported: Imported
) -> None:
    columns = {
        "id": "fact",
        "title": "title",
        "Number of residents": "people",
        "Fee": "spent",
        "Colour": "fact",
        "Contact": "skip",
    }
    entry = imported(ROW, columns=columns)

    assert read_part(entry, People).took_part == HowMany(Sureness.EXACT, 4)
    (line,) = read_part(entry, Costs).rows
    assert (line.timing, line.amount and line.amount.hundredths) == (CostTiming.ACTUAL, 125050)
    assert "told by the source" in line.note
    page, effect = get_page(client, entry), client.get(f"/stories/{entry.slug}/effect").text
    assert "two men" not in page
    assert "£1,250.50" in effect
    assert "Not recorded" not in effect.split("Money")[1][:200]


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("4", HowMany(Sureness.EXACT, 4)),
        ("1,240", HowMany(Sureness.EXACT, 1240)),
        ("about 40", HowMany(Sureness.ABOUT, 40)),
        ("40+", HowMany(Sureness.ABOUT, 40)),
        ("12 people", HowMany(Sureness.EXACT, 12)),
        ("0", HowMany(Sureness.EXACT, 0)),
        ("10-15", None),
        ("many", None),
        ("9" * 50, None),
    ],
)
def test_a_number_of_people_is_read_or_left(cell: str, people: HowMany | None) -> None:
    found = read_people(cell)

    assert (found and found[0]) == people


def test_a_number_that_cannot_be_read_stays_with_the_curators(
    session: Any, client: Any, imported: Imported
) -> None:
    row = {"id": "1", "title": "A", "people": "ten or so, all from Bow House"}

    entry = imported(row)

    assert read_part(entry, People).took_part is None
    assert "Bow House" not in get_page(client, entry)


def test_a_column_of_addresses_is_no_field_before_somebody_says_so(
    session: Any, client: Any, imported: Imported
) -> None:
    row = {"id": "1", "title": "Falls group", "place": "E1 4NS"}
    entry = imported(row)

    assert entry.place_words == ""
    assert "E1 4NS" not in get_page(client, entry)


def test_a_curator_says_later_who_may_see_a_column_of_an_earlier_import(
    as_: As, session: Any, client: Any, imported: Imported
) -> None:
    entry = imported(ROW)
    browser = as_(Role.CURATOR)

    asked = browser.get("/import/columns").text
    assert "Number of residents" in asked
    assert "4 (two men two women)" in asked
    said = {"source": "«source»", "label": "Fee", "answer": "publish"}
    assert browser.send("/import/columns", said).status_code == 303
    assert "£1250.50" in get_page(client, entry)
    said = {"source": "«source»", "label": "Contact", "answer": "leave_out"}
    assert browser.send("/import/columns", {**said, "answer": "all"}).status_code == 422
    assert browser.send("/import/columns", said).status_code == 303
    assert session.scalars(select(Fact.label).where(Fact.label == "Contact")).all() == []
    assert browser.send("/import/columns", said).status_code == 404


def test_columns_to_judge_are_read_in_as_many_queries_however_many_there_are(
    as_: As, session: Any, imported: Imported, queries: list[str]
) -> None:
    def asked() -> int:
        queries.clear()
        assert as_(Role.CURATOR).get("/import/columns").status_code == 200
        return len([each for each in queries if "activity_fact" in each])

    imported(ROW)
    few = asked()
    entry = session.scalars(select(Activity)).one()
    values = [(n, value) for n in range(20) for value in ("d", "c", "b", "a", "a")]
    facts = [Fact(label=f"Column {n}", value=v, audience=Audience.CURATORS) for n, v in values]
    entry.facts.extend(facts)
    session.commit()

    assert asked() == few
    page = as_(Role.CURATOR).get("/import/columns").text
    assert "Column 19" in page
    found = list_restricted_columns(make.curator())
    assert {tuple(each.values) for each in found if each.label == "Column 7"} == {("a", "b", "c")}


def test_only_curators_see_what_is_kept_back(as_: As) -> None:
    assert as_(Role.TEAM_MEMBER).get("/import/columns").status_code == 403
    assert "There are none" in as_(Role.CURATOR).get("/import/columns").text


def test_answers_are_remembered_with_the_mapping() -> None:
    made = rules.build_mapping(
        ColumnChoices({"Fee": "fact"}, answers={"Fee": ColumnAnswer.PUBLISH.value}), "«source»"
    )

    assert made.columns == {"Fee": ColumnAnswer.PUBLISH}
