"""The index is a copy of what is public, whatever happens to it."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from tantivy import Index

from coprod.core import content_version
from coprod.core.database import Base, db, reading
from coprod.core.search_engine.facets import WHOLE_LIST, count_facets, count_facets_once
from coprod.core.search_engine.indexing import update_index
from coprod.core.search_engine.models import SearchRequest
from coprod.core.search_engine.ranking import search
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.library.index import tasks
from coprod.library.index.queries import build_all_documents
from coprod.library.index.rules import Checkpoint
from coprod.library.index.tasks import IndexReplica
from coprod.reference.lists import actions as reference
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Behalf, Naming, Placing, Story
from coprod.register.review.actions import archive_activity, withdraw_activity
from coprod.register.sections import actions as sections
from coprod.register.sections.rules import CuratorNotes
from tests import make
from tests.web.sites import committing


def found(copy: IndexReplica, text: str = "") -> list[int] | None:
    hits = copy.ask(lambda index: search(index, SearchRequest(text)).hits)
    return None if hits is None else sorted(hit.number for hit in hits)


@pytest.fixture
def copy(session: Any, tmp_path: Path) -> IndexReplica:
    return IndexReplica(tmp_path / "search")


def published(**given: Any) -> Any:
    return make.activity(status=Status.PUBLISHED, **given)


def test_what_is_published_is_found_at_once_by_every_process(copy: IndexReplica) -> None:
    other = IndexReplica(copy.folder)
    assert found(copy) == found(other) == []

    first = published(naming=Naming("Handrails"))
    assert found(copy, "handrails") == [first.id]
    assert found(other, "handrails") == [first.id]

    second = published(naming=Naming("Handrails again"))
    assert found(other, "handrails") == [first.id, second.id]
    assert found(copy, "handrails") == [first.id, second.id]


def test_an_index_is_opened_again_and_not_made_again(copy: IndexReplica) -> None:
    made = published()
    found(copy)
    name = copy.name

    later = IndexReplica(copy.folder)
    assert found(later) == [made.id]
    assert later.name == name


@pytest.mark.parametrize("take_away", [withdraw_activity, archive_activity])
def test_what_is_taken_away_is_gone_at_once(copy: IndexReplica, take_away: Any) -> None:
    made = published()
    assert found(copy) == [made.id]

    take_away(make.person(role=Role.CURATOR).actor, made, "It was entered twice")

    assert found(copy) == []


def test_nothing_that_is_not_public_gets_in(copy: IndexReplica) -> None:
    for status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.WITHDRAWN):
        make.activity(status=status, naming=Naming("Hidden"))
    behalf = Behalf("Resident, Bow", "A volunteer", "She said yes on the telephone")
    made = published(naming=Naming("Shown"), behalf=behalf)
    sections.write_parts(made, (CuratorNotes("The landlord is nervous"),))
    make.propose(made, Naming("Renamed soon"))

    assert found(copy) == [made.id]
    for words in ("hidden", "nervous", "telephone", "renamed", '"person 1"'):
        assert copy.ask(lambda index, w=words: search(index, SearchRequest(w)).total) == 0, words  # type: ignore[misc]


def test_a_list_that_changes_changes_what_it_finds(copy: IndexReplica) -> None:
    place = make.term(ListKind.LOCALITY, key="north", label="North")
    made = published(placing=Placing((place.id,)))
    assert found(copy, "north") == [made.id]

    reference.change_term(
        make.person(role=Role.CURATOR).actor,
        place,
        reference.TermDetails("Limehouse"),
        seen=place.version,
    )

    assert found(copy, "limehouse") == [made.id]


@pytest.mark.parametrize("harm", ["gone", "cut", "other", "junk", "old"])
def test_an_index_that_is_harmed_is_made_anew_by_itself(copy: IndexReplica, harm: str) -> None:
    made = published(story=Story("Handrails"))
    found(copy)
    folder = copy.folder
    assert folder is not None
    for path in (folder / copy.name).iterdir():
        if harm == "gone" or (harm == "junk" and path.name == "meta.json"):
            path.unlink() if harm == "gone" else path.write_text("junk")
        if harm == "cut" and path.suffix == ".term":
            path.write_bytes(b"")
    if harm == "other":
        (folder / "current").unlink()
    if harm == "old":
        (folder / "current").write_text("v0-0000")

    later = IndexReplica(folder)
    answers = [found(later, "handrails") for _ in range(3)]

    assert answers[-1] == [made.id]
    assert all(answer in (None, [made.id]) for answer in answers)


def test_an_index_of_another_database_is_not_believed(copy: IndexReplica) -> None:
    published()
    found(copy)
    assert copy.index is not None
    update_index(
        copy.index, [], [], Checkpoint.from_steps(10**6, [], [(10**6, clock.now())]).to_json()
    )

    later = IndexReplica(copy.folder)
    assert len(found(later) or []) == 1
    assert later.checkpoint.settled < 10**6


@pytest.mark.parametrize("age", [timedelta(), timedelta(hours=1)], ids=["new", "settled"])
@pytest.mark.parametrize("process", ["same process", "other process"])
def test_a_database_that_was_put_back_by_hand_is_noticed(
    copy: IndexReplica, process: str, age: timedelta
) -> None:
    """What vanished is not found, and another under its number is found by its own words alone."""
    with time_machine.travel(clock.now() - age, tick=True):
        first = published(naming=Naming("Handrails"))
        found(copy)
        backup = all_rows()
        published(naming=Naming("Trampolines"))
    assert len(having(copy, "trampolines")) == 1
    put_back(backup)
    other = published(naming=Naming("Benches"))

    asked = copy if process == "same process" else IndexReplica(copy.folder)
    assert found(asked) or found(asked)  # a new process throws the index away, and then makes one

    assert found(asked) == [first.id, other.id]
    assert having(asked, "trampolines") == []
    assert having(asked, "benches") == [other.id]


def test_who_looks_at_an_older_state_does_not_take_the_index_for_another_databases(
    tmp_path: Path,
) -> None:
    with committing("older_state", tmp_path) as app:
        published(naming=Naming("Handrails"))
        db.session.commit()
        copy = IndexReplica(tmp_path / "search")
        reading.set(True)
        assert len(found(copy) or ()) == 1
        name = copy.name
        with ThreadPoolExecutor(1) as other:
            other.submit(publish_and_find, app, copy.folder).result()

        assert len(found(IndexReplica(copy.folder)) or ()) == 2  # what the other process wrote
        assert IndexReplica(copy.folder).read_pointer() == name
        reading.set(False)


def publish_and_find(app: Flask, folder: Path | None) -> None:
    """Do what another process does: publish, and bring the index up to date."""
    with app.app_context():
        published(naming=Naming("Benches"))
        db.session.commit()
        found(IndexReplica(folder))


def having(copy: IndexReplica, word: str) -> list[int]:
    """Return what has a word in it, without what is only like it."""
    told = copy.ask(lambda index: search(index, SearchRequest(word)).stems_of) or {}
    return [hit.number for hit, stems in told.items() if stems]


def all_rows() -> dict[str, Any]:
    tables = Base.metadata.sorted_tables
    return {t.name: db.session.execute(select(t)).mappings().all() for t in tables}


def put_back(backup: dict[str, Any]) -> None:
    """Put an older copy back under the feet of the app, past everything that it does."""
    db.session.flush()
    for table in reversed(Base.metadata.sorted_tables):
        db.session.execute(table.delete())
    for table in Base.metadata.sorted_tables:
        for row in backup[table.name]:
            db.session.execute(table.insert().values(dict(row)))
    db.session.expunge_all()


def test_while_another_process_writes_the_old_index_answers(copy: IndexReplica) -> None:
    first = published()
    found(copy)
    second = published()

    behind: list[int] = []
    with tasks.lock_folder(copy.folder):
        assert found(IndexReplica(copy.folder)) == [first.id]
        later = IndexReplica(copy.folder).ask(lambda _index: "told", lambda: behind.append(1))
    assert (later, behind) == ("told", [1])

    assert found(copy) == [first.id, second.id]
    assert copy.ask(lambda _index: "told", lambda: behind.append(2)) == "told"
    assert behind == [1]


def test_a_question_waits_a_little_for_another_process_that_writes(
    copy: IndexReplica, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published()
    found(copy)
    second, held = published(), Event()
    monkeypatch.setattr(tasks, "LOCK_TIMEOUT", 30)

    with ThreadPoolExecutor(1) as other:
        writing = other.submit(hold, copy.folder, held)
        assert held.wait(30)
        assert found(IndexReplica(copy.folder)) == [first.id, second.id]
        writing.result()


def hold(folder: Any, held: Event) -> None:
    with tasks.lock_folder(folder) as is_mine:
        assert is_mine
        held.set()
        time.sleep(0.2)


@contextmanager
def page_for(now: str) -> Iterator[None]:
    """Do what follows as for a page that is made for an edition."""
    before = content_version.pinned_version.set(now)
    try:
        yield
    finally:
        content_version.pinned_version.reset(before)


def test_what_is_asked_often_hears_of_news_once_an_edition(copy: IndexReplica) -> None:
    def number(index: Index) -> int:
        return search(index, SearchRequest()).total

    def told() -> tuple[int | None, int | None]:
        again = copy.ask_cached("number", number)
        return again, copy.ask_for_version(number, bool)

    published()
    found(copy)
    published()
    assert told() == (1, 2)
    published()
    with page_for("one"):
        assert told() == (3, 3)
        published()
        assert told() == (3, 3)
    with page_for("two"):
        assert told() == (4, 4)


def test_a_page_made_while_another_process_writes_is_told_so_each_time(
    copy: IndexReplica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "LOCK_TIMEOUT", 0)
    published()
    found(copy)
    told: list[bool] = []
    with page_for("one"):
        with tasks.lock_folder(copy.folder):
            published()
            for _each in range(2):
                copy.ask_for_version(bool, lambda: told.append(True))
        assert told == [True, True]
        copy.ask_for_version(bool, lambda: told.append(True))
        assert told == [True, True]
        assert len(found(copy) or ()) == 2


def test_much_is_put_in_apart_from_the_question(
    app: Flask, copy: IndexReplica, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = published()
    monkeypatch.setattr(tasks, "BUILD_NOW_LIMIT", 0)
    monkeypatch.setattr(
        IndexReplica, "build_in_background", lambda self, _app: self.build(build_all_documents())
    )
    monkeypatch.setattr("coprod.library.index.tasks.threading.Thread", Later)

    assert found(copy) is None
    Later.waiting.pop()()
    assert found(copy) == [made.id]


class Later:
    """A thread that runs when the test says so."""

    waiting: list[Any] = []  # noqa: RUF012

    def __init__(self, target: Any, args: Any, **_given: Any) -> None:
        self.target, self.args = target, args

    def start(self) -> None:
        self.waiting.append(lambda: self.target(*self.args))


def test_facets_are_counted_under_the_names_in_use(copy: IndexReplica) -> None:
    new = make.term(ListKind.LOCALITY, key="new", label="New")
    old = make.term(
        ListKind.LOCALITY, key="old", label="Old", replaced_by_id=new.id, in_use_id=new.id
    )
    published(placing=Placing((old.id,)))

    told = copy.ask(
        lambda index: count_facets(index, SearchRequest(), ["locality", "promised", "kind"])
    )

    assert told == {"locality": {"new": 1}, "promised": {"co_design": 1}, "kind": {"entry": 1}}


def test_the_command_makes_the_index(app: Flask, session: Any) -> None:
    published(naming=Naming("Handrails"))

    done = app.test_cli_runner().invoke(args=["search", "build"])

    assert "The index is made" in done.output
    assert found(tasks.search_index(), "handrails")


def test_counts_of_the_whole_list_are_remembered_until_the_index_changes(
    copy: IndexReplica,
) -> None:
    def counted() -> object:
        return copy.ask(
            lambda index: count_facets_once(index, SearchRequest(), ["kind"], copy.get_cache())
        )

    published()
    assert counted() == {"kind": {"entry": 1}}
    assert (WHOLE_LIST, (), ("kind",)) in copy.get_cache()
    published()
    assert counted() == {"kind": {"entry": 2}}
