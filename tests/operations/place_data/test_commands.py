"""``coprod place load``: all of a place by one command, and what curators changed since stays."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select

from coprod.core.database import Base, session
from coprod.core.values.actor import Role
from coprod.library.index.actions import change_synonym_group, remove_synonym_group
from coprod.library.index.models import SynonymGroup
from coprod.outcomes.i_statements.models import Indicator, Statement, StatementVersion
from coprod.participation.participants.models import Population
from coprod.ready import PLACE_FOLDER
from coprod.reference.lists.actions import (
    Retirement,
    TermDetails,
    change_place,
    change_term,
    retire_term,
)
from coprod.reference.lists.models import Partnership, Term
from coprod.reference.lists.rules import PlaceDetails
from coprod.resourcing.rate_card.actions import change_rate
from coprod.resourcing.rate_card.models import StoredRate
from coprod.resourcing.rate_card.rules import RateDetails
from tests import make

BAT_BOX = (
    '  - {name: Bat box, category: venue, per: once, amount: "3.00", since: "2027", source: Us}'
)
TABLES: tuple[type[Base], ...] = (
    *(
        Partnership,
        Term,
        SynonymGroup,
        StoredRate,
        StatementVersion,
        Statement,
        Indicator,
        Population,
    ),
)


def load(app: Flask, folder: Path = PLACE_FOLDER) -> str:
    done = app.test_cli_runner().invoke(args=["place", "load", str(folder)])
    assert done.exit_code == 0, done.output
    return done.output


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Return all that is kept of a place, as it stands in the tables."""
    session.expire_all()
    found = {}
    for table in TABLES:
        names = [column.key for column in inspect(table).column_attrs]
        each_row = session.scalars(select(table).order_by(table.id))
        found[table.__tablename__] = [tuple(getattr(row, n) for n in names) for row in each_row]
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a folder with the files of a place that can be changed."""
    return Path(shutil.copytree(PLACE_FOLDER, tmp_path / "place"))


def edit_as_curator() -> None:
    """Change, rename, retire and take away a little of everything."""
    actor = make.person(role=Role.CURATOR).actor
    place = session.scalars(select(Partnership)).one()
    change_place(actor, PlaceDetails("Ours", "We", safeguarding=""), seen=place.version)
    first, second = session.scalars(select(Term).order_by(Term.id).limit(2))
    change_term(actor, first, TermDetails("Renamed"), seen=first.version)
    retire_term(actor, second, Retirement(replaced_by_id=first.id), seen=second.version)
    gone, other = session.scalars(select(SynonymGroup).order_by(SynonymGroup.id).limit(2))
    remove_synonym_group(actor, gone, seen=gone.version)
    change_synonym_group(actor, other, ["one", "two"], seen=other.version)
    rate = session.scalars(select(StoredRate).order_by(StoredRate.id)).first()
    assert rate
    said = RateDetails(
        "Time", rate.category, rate.per, 2700, rate.since, "Board", is_confirmed=True
    )
    change_rate(actor, rate, said, seen=rate.version)
    session.commit()


def test_one_command_loads_all_that_is_known_of_a_place(app: Flask, session: Any) -> None:
    said = load(app)

    assert all(rows().values())
    assert not re.search(r"\b0 added", said)


def test_a_second_run_changes_nothing_of_what_curators_did(app: Flask, session: Any) -> None:
    load(app)
    edit_as_curator()
    before = rows()

    said = load(app)

    assert rows() == before
    assert [line.split()[0] for line in said.splitlines()] == ["0"] * 6


def insert_line(path: Path, line: str, after: str = "") -> None:
    """Insert a line into a file after another one, or at its end."""
    text = path.read_text()
    head, found, tail = text.partition(f"\n{after}\n") if after else (text, "", "")
    path.write_text(f"{head}{found}{line}\n{tail}")


def test_a_later_run_adds_what_is_new_in_the_files_and_nothing_else(
    app: Flask, session: Any, copy: Path
) -> None:
    load(app, copy)
    edit_as_curator()
    before = rows()
    insert_line(copy / "place.yaml", "  - {key: bats, label: Bats}", after="topics:")
    insert_line(copy / "meanings.yaml", "- [bat, flittermouse]")
    insert_line(copy / "rates.yaml", BAT_BOX, after="rates:")

    load(app, copy)

    after = rows()
    added = {name: len(after[name]) - len(before[name]) for name in after}
    assert {name for name, number in added.items() if number} == {"term", "synonym_group", "rate"}
    assert set(added.values()) == {0, 1}
    assert all(set(map(str, before[name])) <= set(map(str, after[name])) for name in before)


def test_newer_numbers_of_people_take_the_place_of_older_ones(
    app: Flask, session: Any, copy: Path
) -> None:
    load(app, copy)
    path = copy / "population.yaml"
    path.write_text(path.read_text().replace("2021", "2031").replace("310300", "320000"))
    assert "14 added: numbers of people" in load(app, copy)
    assert "0 added: numbers of people" in load(app, PLACE_FOLDER)
    assert set(session.scalars(select(Population.year))) == {2031}


def test_files_that_are_not_there_tell_nothing(app: Flask, session: Any, tmp_path: Path) -> None:
    shutil.copy(PLACE_FOLDER / "place.yaml", tmp_path)
    assert "0 added: rates" in load(app, tmp_path)
    (tmp_path / "place.yaml").unlink()
    done = app.test_cli_runner().invoke(args=["place", "load", str(tmp_path)])
    assert done.exit_code != 0
    assert app.test_cli_runner().invoke(args=["place", "load", "nowhere"]).exit_code == 2


def test_a_file_with_a_mistake_loads_nothing(app: Flask, session: Any, copy: Path) -> None:
    (copy / "rates.yaml").write_text("rates: [{name: A}]")
    assert app.test_cli_runner().invoke(args=["place", "load", str(copy)]).exit_code != 0
    assert session.scalars(select(Partnership)).all() == []
