"""A file that is added to a public entry waits until a curator has looked at it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError
from coprod.register.activities.enums import Status
from coprod.register.files.actions import add_file, approve_file
from coprod.register.files.models import StoredFile
from coprod.register.files.rules import Upload
from coprod.register.review.actions import archive_activity
from tests import make
from tests.reviews.make import address_of, send

As = Callable[[Any], Any]


@pytest.fixture
def owner(session: Any) -> Any:
    return make.person()


@pytest.fixture
def waiting(owner: Any) -> StoredFile:
    activity = make.activity(owner=owner, status=Status.PUBLISHED)
    upload = Upload(
        name="minutes.txt", data=b"We met.", caption="The minutes", alt="", transcript=""
    )
    return make.keep(add_file(owner.actor, activity, upload))


def test_readers_do_not_see_it_nor_fetch_it(as_: As, client: Any, waiting: StoredFile) -> None:
    for browser in (client, as_(Role.RESIDENT), as_(Role.TEAM_MEMBER), as_(Role.LAY_MEMBER)):
        assert browser.get(f"/files/{waiting.key}").status_code == 404
        assert "The minutes" not in browser.get("/stories/falls-group").text


def test_its_team_and_the_curators_see_it(as_: As, owner: Any, waiting: StoredFile) -> None:
    for browser in (as_(owner), as_(Role.CURATOR)):
        assert browser.get(f"/files/{waiting.key}").status_code == 200
        assert "readers do not see it yet" in browser.get("/activities/falls-group/files").text


def test_a_curator_finds_it_on_the_desk_and_approves_it(
    as_: As, client: Any, waiting: StoredFile
) -> None:
    curator = as_(Role.CURATOR)
    assert address_of(waiting) in curator.get("/desk").text

    assert send(curator, waiting, "show").status_code == 303

    assert client.get(f"/files/{waiting.key}").status_code == 200
    assert address_of(waiting) not in curator.get("/desk").text


def test_a_curator_takes_it_away_from_the_queue(
    as_: As, client: Any, session: Any, waiting: StoredFile
) -> None:
    assert send(as_(Role.CURATOR), waiting, "remove").status_code == 303

    assert session.scalars(select(StoredFile)).all() == []
    assert client.get(f"/files/{waiting.key}").status_code == 404


def test_nobody_approves_a_file_of_their_own_entry(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    activity = make.activity(owner=curator, status=Status.PUBLISHED)
    upload = Upload(
        name="minutes.txt", data=b"We met.", caption="The minutes", alt="", transcript=""
    )
    file = add_file(curator.actor, activity, upload)

    with pytest.raises(NotAllowedError):
        approve_file(curator.actor, file)


def test_a_file_of_an_archived_entry_can_be_fetched_by_nobody(
    as_: As, client: Any, session: Any, waiting: StoredFile
) -> None:
    curator = make.person(role=Role.CURATOR)
    file = session.scalars(select(StoredFile)).one()
    approve_file(curator.actor, file)
    archive_activity(curator.actor, file.activity, "It is over")
    session.commit()

    for browser in (client, as_(Role.CURATOR)):
        assert browser.get(f"/files/{waiting.key}").status_code == 404
