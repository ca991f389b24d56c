"""Files are handed to those who may see the entry, with no power to run, and leave with it."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from coprod.accounts.users.models import Person
from coprod.core import storage
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.register.activities.actions import discard_activity
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.files import actions, queries
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import MOST_FILES, Upload
from tests import make
from tests.register.files.test_rules import PDF, bomb, picture

SignIn = Callable[[Person | Role], Any]
WORDS = {"caption": "The wall of ideas", "alt": "Notes on a wall", "transcript": ""}


@pytest.fixture(autouse=True)
def empty_store(app: Flask) -> Iterator[None]:
    """Begin with nothing in the store of this process, where other tests leave files too."""
    empty(app)
    yield
    empty(app)


def empty(app: Flask) -> None:
    with app.app_context():
        for key in storage.list_stored():
            storage.remove(key)


def changed(app: Flask, monkeypatch: pytest.MonkeyPatch, **given: Any) -> None:
    settings = app.extensions["settings"].model_copy(update=given)
    monkeypatch.setitem(app.extensions, "settings", settings)


def kept(activity: Activity, name: str = "wall.png", data: bytes = b"") -> StoredFile:
    upload = Upload(name, data or picture("PNG"), "The wall", alt="Notes")
    return make.keep(actions.add_file(make.owner(activity), activity, upload))


def with_file(status: Status) -> tuple[Activity, StoredFile]:
    """Make an entry with a file, which was added while it was a draft."""
    activity = make.activity()
    file = kept(activity)
    activity.status = status
    if status in {Status.PUBLISHED, Status.WITHDRAWN}:
        activity.published_at = clock.now()
    return make.keep(activity), file


def send(client: Any, activity: Activity, name: str, data: bytes, **given: Any) -> Any:
    form = {**WORDS, **given, "file": (io.BytesIO(data), name)}
    return client.send(f"/activities/{activity.slug}/files", form)


def test_an_owner_adds_a_picture_and_readers_see_it(as_: SignIn, session: Any, app: Flask) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)

    answer = send(as_(owner), activity, "../wall.png", picture("PNG"))
    [file] = session.query(StoredFile).all()
    page = as_(owner).get(f"/stories/{activity.slug}").text

    assert answer.status_code == 303
    stored = storage.get(file.key) or b""
    assert (file.name, file.by_id, file.size) == ("wall.png", owner.id, len(stored))
    assert f'src="/files/{file.key}/small"' in page
    assert 'alt="Notes on a wall"' in page
    assert "The wall of ideas" in page


def test_a_picture_stands_in_a_story_once(as_: SignIn, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    send(as_(owner), activity, "a.png", picture("PNG"), credit="Drawing: a group member")
    send(as_(owner), activity, "b.png", picture("PNG"), caption="The hall")
    cover, other = session.query(StoredFile).order_by(StoredFile.id)

    page = as_(owner).get(f"/stories/{activity.slug}").text

    assert "The wall of ideas · Drawing: a group member" in page
    assert f'src="/files/{cover.key}"' not in page
    assert f'src="/files/{other.key}"' in page


def test_a_picture_is_shown_and_cannot_run(as_: SignIn, client: Any, session: Any) -> None:
    _activity, file = with_file(Status.PUBLISHED)
    answer = client.get(f"/files/{file.key}")

    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline")


def test_everything_else_is_saved_and_not_opened(client: Any, session: Any) -> None:
    activity = make.activity()
    file = kept(activity, "notes.pdf", PDF)
    activity.status, activity.published_at = Status.PUBLISHED, clock.now()
    make.keep(activity)

    answer = client.get(f"/files/{file.key}")

    assert answer.headers["Content-Disposition"] == "attachment; filename=notes.pdf"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data == PDF


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.RETURNED])
def test_a_file_of_an_unpublished_entry_is_not_there_for_others(
    as_: SignIn, client: Any, session: Any, status: Status
) -> None:
    activity, file = with_file(status)
    address, owner = f"/files/{file.key}", session.get(Person, activity.owner_id)

    assert client.get(address).status_code == 404
    assert as_(Role.TEAM_MEMBER).get(address).status_code == 404
    assert as_(Role.TEAM_MEMBER).send(f"{address}/remove").status_code == 404
    for known in (owner, Role.CURATOR):
        answer = as_(known).get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("who", [None, Role.TEAM_MEMBER, Role.CURATOR])
def test_a_file_of_a_withdrawn_entry_is_there_for_nobody(
    as_: SignIn, client: Any, session: Any, who: Role | None
) -> None:
    _activity, file = with_file(Status.WITHDRAWN)
    assert (as_(who) if who else client).get(f"/files/{file.key}").status_code == 404


@pytest.mark.parametrize("guess", ["a" * 32, "A" * 24, "..%2f..%2fsecret-key-00000000", "1"])
def test_guessing_finds_nothing(client: Any, session: Any, guess: str) -> None:
    with_file(Status.PUBLISHED)
    assert client.get(f"/files/{guess}").status_code == 404


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<html>"),
        ("drawing.svg", b"<svg/>"),
        ("photo.png", PDF),
        ("bomb.png", bomb()),
        ("empty.pdf", b""),
        ("a" * 400 + ".exe", b"MZ"),
    ],
)
def test_a_refusal_keeps_the_words_and_nothing_else(
    as_: SignIn, session: Any, name: str, data: bytes
) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)

    answer = send(as_(owner), activity, name, data)

    assert answer.status_code == 422
    assert "The wall of ideas" in answer.text
    assert session.query(StoredFile).count() == 0
    assert storage.list_stored() == {}


def test_no_file_at_all_is_said_plainly(as_: SignIn, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    answer = as_(owner).send(f"/activities/{activity.slug}/files", WORDS)
    assert "Choose a file" in answer.text


def test_what_is_too_large_is_refused_before_it_is_read(
    as_: SignIn, session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(app, monkeypatch, files_largest_mb=3)
    owner = make.person()
    activity = make.activity(owner=owner)

    fits = send(as_(owner), activity, "a.pdf", PDF + b"0" * (3 * 1024 * 1024 - 100))
    more = send(as_(owner), activity, "a.pdf", PDF + b"0" * (3 * 1024 * 1024))
    much = send(as_(owner), activity, "a.pdf", PDF + b"0" * (5 * 1024 * 1024))
    elsewhere = as_(owner).send("/activities/log", {"file": (io.BytesIO(b"0" * 3_000_000), "a")})

    answers = (fits, more, much, elsewhere)
    for answer in answers:
        answer.request.environ["wsgi.input"].close()  # the test client leaves it open
    assert [answer.status_code for answer in answers] == [303, 422, 413, 413]
    assert "too much to send" in much.text


def test_a_store_that_fails_leaves_no_row(
    as_: SignIn, session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.write_text("in the way of a folder")
    changed(app, monkeypatch, files_url=f"s3://no-such-bucket/{locked.name}")
    monkeypatch.setattr(storage, "get_store", lambda: (_ for _ in ()).throw(OSError("full")))
    owner = make.person()
    activity = make.activity(owner=owner)

    browser: Any = as_(owner)
    browser.may_fail = True
    answer = send(browser, activity, "a.png", picture("PNG"))

    assert answer.status_code == 500
    assert session.query(StoredFile).count() == 0
    monkeypatch.undo()


def test_a_file_lies_in_the_folder_unless_told_otherwise(
    session: Any, app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    changed(app, monkeypatch, files_url="", data_folder=tmp_path)
    file = kept(make.activity())
    assert (tmp_path / "files" / file.key).read_bytes() == storage.get(file.key)
    actions.remove_file(make.owner(file.activity), file)
    session.commit()
    assert list((tmp_path / "files").iterdir()) == []


def test_a_file_leaves_the_store_when_its_row_is_gone_for_good(session: Any) -> None:
    file = kept(make.activity())
    owner, key, keys = make.owner(file.activity), file.key, set(file.stored_keys)

    actions.remove_file(owner, file)
    session.rollback()
    assert set(storage.list_stored()) == keys

    actions.remove_file(owner, queries.get_file(owner, key))
    with session.begin_nested():
        session.flush()
    assert set(storage.list_stored()) == keys
    session.commit()
    assert storage.list_stored() == {}


def test_a_draft_that_is_thrown_away_takes_its_files_along(session: Any) -> None:
    activity = make.activity()
    kept(activity)
    discard_activity(make.owner(activity), activity)
    session.commit()
    assert storage.list_stored() == {}
    assert session.query(StoredFile).count() == 0


def test_an_owner_takes_a_file_away_even_when_it_is_published(as_: SignIn, session: Any) -> None:
    activity, file = with_file(Status.PUBLISHED)
    key = file.key
    owner = session.get(Person, activity.owner_id)

    assert as_(Role.TEAM_MEMBER).send(f"/files/{key}/remove").status_code == 403
    assert as_(owner).send(f"/files/{key}/remove").status_code == 303
    assert as_(owner).get(f"/files/{key}").status_code == 404


def test_nothing_is_added_while_a_curator_reads(as_: SignIn, session: Any) -> None:
    activity = make.activity(status=Status.SUBMITTED)
    owner = session.get(Person, activity.owner_id)
    assert send(as_(owner), activity, "a.png", picture("PNG")).status_code == 403
    assert send(as_(Role.TEAM_MEMBER), activity, "a.png", picture("PNG")).status_code == 404
    assert "Add the file" not in as_(owner).get(f"/activities/{activity.slug}/files").text


def test_an_entry_takes_so_many_files_and_no_more(session: Any) -> None:
    activity = make.activity()
    small = picture("PNG")
    for _file in range(MOST_FILES):
        kept(activity, data=small)
    with pytest.raises(Exception, match="Remove one first"):
        kept(activity, data=small)


def test_a_stranger_adds_nothing(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_file(make.person().actor, make.activity(), Upload("a.pdf", PDF, "x"))


@pytest.mark.parametrize(
    ("command", "status"), [("true", 303), ("false", 422), ("no-such-scanner", 422)]
)
def test_the_scanner_has_a_say(
    as_: SignIn, app: Flask, monkeypatch: pytest.MonkeyPatch, command: str, status: int
) -> None:
    changed(app, monkeypatch, scan_command=command)
    owner = make.person()
    activity = make.activity(owner=owner)
    assert send(as_(owner), activity, "a.png", picture("PNG")).status_code == status


def test_the_command_finds_what_belongs_to_no_entry_and_what_is_missing(
    session: Any, app: Flask
) -> None:
    runner, file = app.test_cli_runner(), kept(make.activity())
    lost = kept(make.activity(), "notes.pdf", PDF)
    storage.remove(lost.key)
    storage.put("left-over-by-a-crash", b"x")

    young = runner.invoke(args=["files", "orphans", "--remove"]).output
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        seen = runner.invoke(args=["files", "orphans"]).output
        runner.invoke(args=["files", "orphans", "--remove"])

    assert "no activity: left-over-by-a-crash" not in young
    assert "no activity: left-over-by-a-crash" in seen
    assert f"missing:  {lost.key}" in seen
    assert set(storage.list_stored()) == set(file.stored_keys)


def test_a_file_that_is_missing_is_not_found(client: Any, session: Any) -> None:
    _activity, file = with_file(Status.PUBLISHED)
    storage.remove(file.key)
    assert client.get(f"/files/{file.key}").status_code == 404


SMALLER = ["small", "large"]


@pytest.mark.parametrize("size", SMALLER)
def test_readers_are_handed_a_smaller_picture_that_cannot_run(
    client: Any, session: Any, size: str
) -> None:
    _activity, file = with_file(Status.PUBLISHED)
    answer = client.get(f"/files/{file.key}/{size}")

    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    etag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/files/{file.key}/{size}", headers=etag).status_code == 304


@pytest.mark.parametrize("size", SMALLER)
@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.WITHDRAWN])
def test_a_smaller_picture_is_there_for_no_reader_who_may_not_see_the_whole(
    as_: SignIn, client: Any, session: Any, status: Status, size: str
) -> None:
    _activity, file = with_file(status)
    for browser in (client, as_(Role.TEAM_MEMBER)):
        assert browser.get(f"/files/{file.key}/{size}").status_code == 404


def test_what_is_no_picture_has_no_smaller_one(client: Any, session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    file = kept(activity, "notes.pdf", PDF)
    file.waits = False
    make.keep(file)
    assert client.get(f"/files/{file.key}").status_code == 200
    assert client.get(f"/files/{file.key}/small").status_code == 404


def test_a_team_chooses_its_cover_and_names_who_drew_it(as_: SignIn, session: Any) -> None:
    owner = make.person()
    activity = make.activity(owner=owner)
    send(as_(owner), activity, "a.png", picture("PNG"), caption="The hall")
    send(as_(owner), activity, "b.png", picture("PNG"), credit="Drawing: a group member")
    first, second = session.query(StoredFile).order_by(StoredFile.id)

    page = as_(owner).get(f"/activities/{activity.slug}/files").text
    assert page.count("This is the cover") == 1
    assert f'action="/files/{first.key}/cover"' not in page
    assert "Drawing: a group member" in page

    assert as_(owner).send(f"/files/{second.key}/cover").status_code == 303
    page = as_(owner).get(f"/activities/{activity.slug}/files").text
    assert f'action="/files/{first.key}/cover"' in page
    assert f'action="/files/{second.key}/cover"' not in page


@pytest.mark.parametrize("who", [Role.RESIDENT, Role.TEAM_MEMBER, Role.LAY_MEMBER])
def test_nobody_else_chooses_the_cover(as_: SignIn, session: Any, who: Role) -> None:
    _activity, file = with_file(Status.PUBLISHED)
    assert as_(who).send(f"/files/{file.key}/cover").status_code == 403


def test_a_picture_that_waits_is_chosen_by_nobody(session: Any) -> None:
    activity = make.activity(status=Status.PUBLISHED)
    file = kept(activity)
    with pytest.raises(NotAllowedError):
        actions.choose_cover(make.owner(activity), file)
