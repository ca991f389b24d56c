"""The files are what readers see: nothing that waits, nothing that few people show in."""

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from coprod.core import storage
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError
from coprod.core.values.howmany import HowMany, Sureness
from coprod.desk.redaction.actions import (
    ChosenPlaces,
    RemovalRequest,
    find_places,
    take_words_out,
)
from coprod.desk.redaction.enums import RemovalSubject
from coprod.desk.redaction.rules import Passage, fingerprint_places
from coprod.exchange.library_export import actions, queries
from coprod.exchange.library_export.commands import make_library_files
from coprod.exchange.library_export.enums import FOLDER, ExportKind
from coprod.exchange.library_export.models import LibraryExport
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from coprod.register.sections import actions as sections
from coprod.register.sections.rules import CuratorNotes, People
from tests import make
from tests.exchange.library_export.make import curator, make_files, read_tables


def publish_with(*parts: Any, title: str = "Falls group") -> Any:
    activity = make.activity(status=Status.PUBLISHED, naming=Naming(title))
    sections.write_parts(activity, parts)
    return activity


def test_a_small_number_is_in_no_public_file(session: Any) -> None:
    publish_with(People(HowMany(Sureness.EXACT, 3)))

    (public,) = read_tables()["activities"]
    (full,) = read_tables(ExportKind.CURATORS)["activities"]

    assert public["people_took_part"] == "Fewer than 5"
    assert public["people_took_part_about"] == ""
    assert "people_took_part_exact" not in public
    assert full["people_took_part_exact"] == "3 people"


@pytest.mark.parametrize(
    ("told", "words"), [(None, "Not known"), (0, "None"), (4, "Fewer than 5"), (12, "About 10")]
)
def test_unknown_is_not_nought(session: Any, told: int | None, words: str) -> None:
    publish_with(People(None if told is None else HowMany(Sureness.EXACT, told)))

    assert read_tables()["activities"][0]["people_took_part"] == words


@pytest.mark.parametrize("kind", list(ExportKind))
def test_what_is_not_public_is_in_no_file(session: Any, kind: ExportKind) -> None:
    publish_with(CuratorNotes("«Secretnotes»"))
    make.activity(status=Status.DRAFT, naming=Naming("«Secretdraft»"))
    make.record(status=Status.DRAFT, next_team="«Secretlesson»")
    make.decision(sign=False, title="«Secretdecision»")
    make.withdraw(publish_with(title="«Secretwithdrawn»"))

    tables = read_tables(kind)

    assert len(tables["activities"]) == 1
    assert tables["learning"] == tables["decisions"] == []
    assert "Secret" not in str(tables)


def test_the_workbook_has_the_same_rows(session: Any) -> None:
    publish_with(title="=cmd()<&> group")

    files = make_files()
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["library.xlsx"]))
    heading, row, *rest = book.get_sheet_by_name("activities").to_python()

    assert dict(zip(heading, row, strict=False))["title"] == "'=cmd()<&> group"
    assert rest == []
    assert "codebook" in book.sheet_names


def test_files_are_made_anew_when_something_changed_and_not_before(session: Any) -> None:
    publish_with()
    make_files()
    before = set(storage.list_stored(FOLDER))
    make_files()
    assert set(storage.list_stored(FOLDER)) == before

    publish_with(title="Another group")
    assert len(read_tables()["activities"]) == 2
    assert before.isdisjoint(storage.list_stored(FOLDER))


def test_a_lost_file_is_made_again(session: Any) -> None:
    publish_with()
    make_files()
    storage.remove(next(iter(storage.list_stored(FOLDER))))

    assert all(make_files().values())


def test_what_is_taken_out_is_in_no_file_from_that_moment(session: Any) -> None:
    actor = curator()
    activity = publish_with(People(found="By asking «Jane Doe of Bow»"))
    make_files()
    waiting = actions.add_export(ExportKind.CURATORS)
    session.commit()
    request = RemovalRequest(RemovalSubject.ACTIVITY, activity.id, "It named somebody")
    passage = Passage("Jane Doe of Bow")
    places = find_places(actor, request, passage)
    names = frozenset(each.place.name for each in places)

    take_words_out(actor, request, passage, ChosenPlaces(names, fingerprint_places(places)))
    session.commit()

    assert storage.list_stored(FOLDER) == {}
    assert actions.finish_export(waiting.id, []) is False
    assert queries.find_made(VISITOR, ExportKind.PUBLIC) is None
    assert "Jane Doe" not in str(read_tables())


def test_files_of_curators_last_a_day(session: Any) -> None:
    publish_with()
    actor = curator()
    make_files(ExportKind.CURATORS)
    assert queries.find_made(VISITOR, ExportKind.CURATORS) is None
    assert queries.find_made(actor, ExportKind.CURATORS)

    with time_machine.travel(clock.now() + timedelta(days=1, minutes=1), tick=False):
        assert queries.find_made(actor, ExportKind.CURATORS) is None
        make_library_files()
    kinds = session.scalars(select(LibraryExport.kind)).all()
    assert ExportKind.CURATORS not in kinds


def test_only_curators_ask(session: Any) -> None:
    for role in (Role.RESIDENT, Role.LAY_MEMBER, Role.TEAM_MEMBER):
        with pytest.raises(NotAllowedError):
            actions.request_export(make.person(role=role).actor, ExportKind.PUBLIC)
    asked = [actions.request_export(curator(), ExportKind.PUBLIC).id for _again in range(2)]
    assert len(set(asked)) == 1
