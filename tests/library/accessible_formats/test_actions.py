"""Writing formats, reading them first, their pictures, and requests."""

from typing import Any

import pytest

from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.library.accessible_formats import actions, queries
from coprod.library.accessible_formats.enums import FormatKind, RequestedFormat
from coprod.library.accessible_formats.rules import FormatRequestDraft
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.activities.rules import Telling
from coprod.register.sections.actions import write_parts
from coprod.register.sections.rules import CuratorNotes
from tests import make
from tests.library.accessible_formats.make import (
    LINES,
    making,
    request,
    shown,
    with_picture,
    written,
)
from tests.reviews.make import decide, waiting_ids


@pytest.fixture
def entry(session: Any) -> Activity:
    return make.activity(status=Status.PUBLISHED)


def test_what_the_team_writes_waits_and_a_curator_lets_it_be_seen(entry: Activity) -> None:
    version = written(entry)
    assert queries.list_formats(VISITOR, entry) == []
    assert len(queries.list_formats(make.owner(entry), entry)) == 1

    curator = make.person(role=Role.CURATOR).actor
    assert waiting_ids(curator, "format") == [version.id]
    with pytest.raises(NotAllowedError):
        actions.approve_format(make.owner(entry), version)
    actions.approve_format(curator, version)
    assert [each.version.id for each in queries.list_formats(VISITOR, entry)] == [version.id]


def test_a_curator_does_not_approve_a_format_of_their_own_entry(session: Any) -> None:
    curator = make.person(role=Role.CURATOR)
    own = written(make.activity(owner=curator, status=Status.PUBLISHED))

    assert waiting_ids(curator.actor, "format") == []
    with pytest.raises(NotAllowedError):
        actions.approve_format(curator.actor, own)


def test_others_write_no_formats(entry: Activity) -> None:
    for actor in (VISITOR, make.person().actor, make.person(role=Role.LAY_MEMBER).actor):
        with pytest.raises(NotAllowedError):
            actions.write_format(actor, entry, making())


def test_others_change_no_formats(entry: Activity) -> None:
    version = written(entry)
    for actor in (VISITOR, make.person().actor, make.person(role=Role.LAY_MEMBER).actor):
        with pytest.raises(NotAllowedError):
            actions.set_picture(actor, version, 1, None, "")
        with pytest.raises(NotAllowedError):
            actions.remove_format(actor, version)

    assert queries.list_formats(make.owner(entry), entry) != []


def test_a_format_is_out_of_date_as_soon_as_the_entry_changes(entry: Activity) -> None:
    shown(entry, FormatKind.BSL)

    def is_old() -> bool:
        return queries.get_format(VISITOR, entry, FormatKind.BSL).is_out_of_date

    assert not is_old()
    write_parts(entry, (CuratorNotes("Only for us"),))
    assert not is_old()
    write_parts(entry, (Telling("Something else"),))
    assert is_old()
    shown(entry, FormatKind.BSL)
    assert not is_old()


def test_a_sentence_that_stays_keeps_its_picture(session: Any) -> None:
    entry, file = with_picture()
    version, owner = written(entry), make.owner(entry)
    actions.set_picture(owner, version, 2, file.id, "A plan on a wall")

    again = actions.write_format(owner, entry, making(lines=("«New.»", LINES[1])))
    assert [(line.words, line.file_id) for line in again.lines] == [
        ("«New.»", None),
        (LINES[1], file.id),
    ]
    assert queries.list_lines(owner, entry, again)[1].picture is file


def test_a_picture_is_one_of_the_entry_and_is_described(session: Any) -> None:
    entry, file = with_picture()
    other, foreign = with_picture()
    version, owner = written(entry), make.owner(entry)

    for file_id, alt in ((foreign.id, "x"), (file.id, "")):
        with pytest.raises(RuleBrokenError):
            actions.set_picture(owner, version, 1, file_id, alt)
    with pytest.raises(NotFoundError):
        actions.set_picture(owner, version, 9, file.id, "A plan")
    with pytest.raises(NotFoundError):
        queries.get_version(make.owner(other), other, version.id)


def test_a_format_of_a_withdrawn_entry_is_gone(entry: Activity) -> None:
    shown(entry)
    make.withdraw(entry)

    assert queries.list_formats(VISITOR, entry) == []


def test_how_to_reach_somebody_goes_when_it_is_done(entry: Activity) -> None:
    made = request(entry)
    curator = make.person(role=Role.CURATOR).actor

    with pytest.raises(NotAllowedError):
        decide(make.owner(entry), made, "done", "Sent by post")
    with pytest.raises(RuleBrokenError):
        decide(curator, made, "done", "")
    decide(curator, made, "done", "Sent by post")
    assert (made.contact, made.outcome) == ("", "Sent by post")
    assert waiting_ids(curator, "format-request") == []


def test_a_request_says_how_to_reach_somebody(entry: Activity) -> None:
    with pytest.raises(RuleBrokenError):
        actions.request_format(entry, FormatRequestDraft(RequestedFormat.BRAILLE, ""))
    with pytest.raises(NotAllowedError):
        actions.request_format(make.activity(), FormatRequestDraft(RequestedFormat.BRAILLE, "x"))
