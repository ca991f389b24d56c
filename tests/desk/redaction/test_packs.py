"""Words that are taken out for good leave frozen packs too, and their mark is a new one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from coprod.board.packs import tasks
from coprod.board.packs.actions import add_note, compute_hash
from coprod.board.packs.commands import make_missing_files
from coprod.board.packs.enums import FileKind
from coprod.board.packs.models import Pack, PackRow, PackSection, PackStory
from coprod.board.packs.queries import get_pack_by_id
from coprod.core.values.actor import Actor, Role
from coprod.desk.redaction import actions, rules
from coprod.desk.redaction.actions import ChosenPlaces, RemovalRequest
from coprod.desk.redaction.enums import RemovalSubject
from coprod.desk.redaction.rules import Passage
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.board.packs import make as packs
from tests.board.packs.test_stories import choose, pictured

SECRET = "Rokeya Unmistakable of Flat Nine"


def take_out(activity_id: int) -> None:
    curator = Actor(make.person(role=Role.CURATOR).id, role=Role.CURATOR)
    request = RemovalRequest(RemovalSubject.ACTIVITY, activity_id, "It names a person.")
    found = actions.find_places(curator, request, Passage(SECRET))
    names = frozenset(each.place.name for each in found)
    chosen = ChosenPlaces(names, rules.fingerprint_places(found))
    actions.take_words_out(curator, request, Passage(SECRET), chosen)


def test_a_frozen_pack_loses_the_words_and_gets_a_new_mark(session: Any, client: Any) -> None:
    made = make.activity(naming=Naming(f"A walk with {SECRET}"), status=Status.PUBLISHED)
    pack = packs.freeze(packs.narrate(packs.pack(), f"We thank {SECRET}."))
    pack_id, mark, here = pack.id, pack.sha256, f"/board/packs/{pack.slug}"
    assert SECRET in client.get(here).text
    take_out(made.id)
    session.commit()
    after = session.get_one(Pack, pack_id)
    assert after.sha256 != mark
    assert after.sha256 == compute_hash(get_pack_by_id(pack_id))
    assert after.had_words_taken_out
    titles = session.scalars(select(PackRow.title)).all()
    assert not any("Rokeya" in each for each in titles)
    assert not any("Rokeya" in each for each in session.scalars(select(PackSection.narrative)))
    text = client.get(here).text
    assert "Rokeya" not in text
    assert "its mark is a new one" in text


@pytest.fixture
def files(app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Make files of their own page, which takes no time, and throw them away at the end."""
    for kind in FileKind:
        monkeypatch.setitem(tasks.WRITERS, kind, str.encode)
    yield read_files
    with app.app_context():
        for path in tasks.get_folder().iterdir():
            path.unlink()


def read_files() -> list[str]:
    return [path.read_text() for path in sorted(tasks.get_folder().iterdir())]


def frozen_with_note() -> tuple[Any, Pack]:
    made = make.activity(naming=Naming("A walk"), status=Status.PUBLISHED)
    pack = packs.frozen()
    add_note(make.curator(), pack, None, f"We thank {SECRET}.")
    make.correct(made, Naming(f"A walk with {SECRET}"))
    make_missing_files()
    return made, pack


def make_old_file_again(pack: Pack, html: str) -> Path:
    """Do what a worker does that read the page before the removal was committed."""
    path = tasks.get_path(pack.id, FileKind.PDF, html)
    tasks.write_file(FileKind.PDF, path, html)
    return path


def test_a_note_that_is_taken_out_leaves_no_file_on_the_disk(session: Any, files: Any) -> None:
    made, _pack = frozen_with_note()
    assert len(files()) == 2
    assert all(SECRET in each for each in files())
    take_out(made.id)
    session.commit()
    assert files() == []
    make_missing_files()
    assert not any("Rokeya" in each for each in files())


def test_a_file_that_is_made_before_the_removal_is_committed_goes_after_it(
    session: Any, files: Any
) -> None:
    made, pack = frozen_with_note()
    html = files()[0]
    take_out(made.id)
    path = make_old_file_again(pack, html)
    session.commit()
    assert not path.exists()


def test_a_death_between_the_commit_and_the_files_leaves_nothing_for_long(
    session: Any, files: Any, client: Any
) -> None:
    made, pack = frozen_with_note()
    html, slug = files()[0], pack.slug
    take_out(made.id)
    path = make_old_file_again(pack, html)
    session.info.pop(tasks.REMOVED)
    session.commit()
    assert path.exists()
    assert client.get(f"/board/packs/{slug}.pdf").location.endswith("/files")
    make_missing_files()
    assert not path.exists()
    assert not any("Rokeya" in each for each in files())


def test_a_removal_that_is_dropped_queues_no_later_one(session: Any, files: Any) -> None:
    made, _pack = frozen_with_note()
    take_out(made.id)
    session.rollback()
    assert tasks.REMOVED not in session.info


def test_a_picture_that_is_taken_out_takes_its_words_along(session: Any) -> None:
    made, file = pictured("A walk", alt=f"{SECRET} at a table")
    pack = packs.freeze(choose(packs.pack(), file))
    pack_id, mark = pack.id, pack.sha256
    curator = Actor(make.person(role=Role.CURATOR).id, role=Role.CURATOR)
    request = RemovalRequest(RemovalSubject.ACTIVITY, made.id, "It shows a person.")
    actions.take_file_out(curator, request, file.id)
    session.commit()
    assert session.scalars(select(PackStory.alt)).all() == [""]
    assert session.get_one(Pack, pack_id).sha256 != mark
