"""The words in a file of activities are matched on a page, and count once somebody saved them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.core.values.actor import Role
from coprod.core.values.fingerprints import compute_fingerprint
from coprod.exchange.activity_words.presenters import build_words_page
from coprod.exchange.activity_words.queries import map_names
from coprod.exchange.activity_words.rules import match_level, match_listed
from coprod.exchange.imports import commands, queries
from coprod.exchange.imports.enums import ColumnChoices
from coprod.exchange.imports.models import SheetImport
from coprod.exchange.imports.rules import guess_targets
from coprod.exchange.word_matching.enums import UNPLACED, MatchState, WordMatch
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term
from coprod.register.activities.enums import Rung
from coprod.register.activities.models import Activity, Fact, PromisedRung
from tests import make
from tests.exchange.imports.conftest import curator, folder, format_csv, start, upload

__all__ = ["curator", "folder", "start"]
As = Callable[..., Any]
CASES = Path("/work/shared/data/participedia-cases/cases.csv")
ADVICE = "Consultation (i.e. to advise decision makers)"
ROWS = (
    {"id": "1", "title": "Falls group", "level": f"{ADVICE}; Protest", "topics": "Falls"},
    {"id": "2", "title": "Diabetes day", "level": ADVICE, "topics": "Fallss; Dance"},
    {"id": "3", "title": "Garden", "level": "co-design", "topics": ""},
)
COLUMNS = {"column_0": "fact", "column_1": "title", "column_2": "promised", "column_3": "topic"}
USUAL = {"key": "id", "publish": "drafts", "separator": "semicolon", "empty": "N/A"}


@pytest.mark.parametrize(
    ("word", "rung", "state"),
    [
        ("Consultation", Rung.CONSULTATION, MatchState.KNOWN),
        ("co-design", Rung.CO_DESIGN, MatchState.KNOWN),
        (ADVICE, Rung.CONSULTATION, MatchState.LIKELY),
        ("consult", Rung.CONSULTATION, MatchState.LIKELY),
        ("Co-producton", Rung.CO_PRODUCTION, MatchState.LIKELY),
        ("Protest", None, MatchState.NONE),
    ],
)
def test_a_level_is_known_only_under_our_own_name(
    word: str, rung: Rung | None, state: MatchState
) -> None:
    match = match_level(word)

    assert (match.value, match.state) == (rung.key if rung else UNPLACED, state)


def test_an_explanation_beside_a_name_makes_it_a_guess() -> None:
    names = {"planning": "Planning"}

    assert match_listed("planning", names).state is MatchState.KNOWN
    assert match_listed("Planning (e.g. of towns)", names).state is MatchState.LIKELY
    assert match_listed("Dance", names).state is MatchState.NONE


@pytest.mark.skipif(not CASES.exists(), reason="the shared data is not on this machine")
def test_the_purposes_of_real_cases_are_guessed(
    session: Any, folder: Path, curator: Person
) -> None:
    sheet_import = upload(folder, curator, "cases.csv", CASES.read_bytes())
    table = queries.open_table(folder, sheet_import)
    columns = guess_targets(table.read_headings())

    page = build_words_page(table, ColumnChoices(columns), map_names(ColumnChoices(columns)), {})

    [levels] = [column for column in page.columns if column.target == "promised"]
    rows = {line.word: (line.rows, line.match.state) for line in levels.lines}
    assert rows[ADVICE] == (157, MatchState.LIKELY)
    assert len(rows) == 10
    assert sum(state is MatchState.LIKELY for _rows, state in rows.values()) == 5


def begin(browser: Any, folder: Path, curator: Person) -> int:
    import_id = upload(folder, curator, "table.csv", format_csv(*ROWS)).id
    sent = browser.send(f"/import/{import_id}/columns", {**COLUMNS, **USUAL})
    assert sent.headers["Location"].endswith("/words")
    return import_id


def read_words(session: Any, folder: Path, import_id: int) -> tuple[Any, dict[str, Any]]:
    """Return the page of the words, and each of its lines by its word."""
    session.expire_all()
    sheet_import = session.get(SheetImport, import_id)
    table = queries.open_table(folder, sheet_import)
    page = build_words_page(table, sheet_import.choices, map_names(sheet_import.choices), {})
    return page, {line.word: line for column in page.columns for line in column.lines}


def send_words(browser: Any, session: Any, folder: Path, import_id: int) -> Any:
    _page, lines = read_words(session, folder, import_id)
    chosen = {ADVICE: "consultation", "Protest": UNPLACED, "Fallss": "Falls", "Dance": "new"}
    chosen |= {"Falls": "Falls", "co-design": "co_design"}
    seen = compute_fingerprint(session.get(SheetImport, import_id).chosen)
    words = {lines[word].field_name: value for word, value in chosen.items()}
    return browser.send(f"/import/{import_id}/words", {**words, "seen": seen})


def test_the_words_that_need_a_person_come_first(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    make.term(ListKind.TOPIC, label="Falls")
    browser = as_(curator)
    import_id = begin(browser, folder, curator)

    text = browser.get(f"/import/{import_id}/words").text

    assert text.index("Not matched: Promised level") < text.index(ADVICE)
    assert text.index("Likely: please check") < text.index("Known wording")
    page, lines = read_words(session, folder, import_id)
    assert [(warning.rows, warning.words) for warning in page.warnings] == [(3, 2), (2, 2)]
    assert not lines[ADVICE].is_matched


def test_matched_words_become_levels_and_names_and_stay_as_facts(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    make.term(ListKind.TOPIC, label="Falls")
    browser = as_(curator)
    import_id = begin(browser, folder, curator)

    sent = send_words(browser, session, folder, import_id)
    commands.run_waiting_jobs(folder)
    browser.send(f"/import/{import_id}/take", {"take": "all"})
    commands.run_waiting_jobs(folder)

    assert sent.headers["Location"].endswith("/progress")
    promised = select(Activity.title, PromisedRung.rung).join(
        PromisedRung, PromisedRung.activity_id == Activity.id
    )
    assert set(session.execute(promised).all()) == {
        ("Falls group", Rung.CONSULTATION),
        ("Diabetes day", Rung.CONSULTATION),
        ("Garden", Rung.CO_DESIGN),
    }
    facts = set(session.execute(select(Fact.label, Fact.value)).all())
    assert ("level", f"{ADVICE}; Protest") in facts
    assert find_term(ListKind.TOPIC, "Dance")


def test_what_another_curator_chose_meanwhile_is_not_overwritten(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    import_id = begin(browser, folder, curator)

    answer = browser.send(f"/import/{import_id}/words", {"seen": "something else"})

    assert answer.status_code == 422


def test_only_curators_match_words(as_: As, session: Any, folder: Path, curator: Person) -> None:
    import_id = begin(as_(curator), folder, curator)

    stranger = as_(make.person(role=Role.TEAM_MEMBER))

    assert stranger.get(f"/import/{import_id}/words").status_code in {403, 404}


def test_an_earlier_file_with_the_same_headings_fills_in_what_still_has_to_be_saved(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    make.term(ListKind.TOPIC, label="Falls")
    browser = as_(curator)
    send_words(browser, session, folder, begin(browser, folder, curator))
    import_id = upload(folder, curator, "next.csv", format_csv(*ROWS)).id
    at = f"/import/{import_id}/columns"

    page = browser.get(at).text
    assert "Filled in as with the file of" in page
    assert "Filled in as with the file of" not in browser.get(f"{at}?mapping=none").text
    earlier = page.split('name="earlier" type="hidden" value="')[1].split('"')[0]
    browser.send(at, {**COLUMNS, **USUAL, "earlier": earlier})

    _page, lines = read_words(session, folder, import_id)
    assert session.get(SheetImport, import_id).choices.words == {}
    assert lines[ADVICE].match == WordMatch("consultation", MatchState.EARLIER)
    assert not lines[ADVICE].is_matched


def test_nothing_of_an_earlier_file_is_proposed_unasked(
    as_: As, session: Any, folder: Path, curator: Person
) -> None:
    browser = as_(curator)
    make.term(ListKind.TOPIC, label="Falls")
    send_words(browser, session, folder, begin(browser, folder, curator))

    _page, lines = read_words(session, folder, begin(browser, folder, curator))

    assert lines["Protest"].match.state is MatchState.NONE
