"""An export of Polis comes in as statements with votes: checked, never doubled, taken out again."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from coprod.core.database import session
from coprod.core.values.actor import Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.exchange.polis_imports.actions import import_export
from coprod.exchange.polis_imports.rules import build_content
from coprod.exchange.polis_imports.schemas import read_files
from coprod.intelligence.statements.actions import publish_poll, remove_poll
from coprod.intelligence.statements.models import Poll, PollStatement
from coprod.intelligence.statements.rules import PollContent
from tests import make
from tests.exchange.polis_imports.make import Files, export

POLIS = Path("/work/shared/data/polis")
AT = "/what-people-told-us/votes"
As = Callable[..., Any]
TWO = {
    0: ("Plan it with us", 1, (1,) * 30 + (-1,) * 10 + (0,) * 10),
    1: ("A rejected one", -1, (1, 1, -1)),
    7: ("Fewer groups", 1, (1, -1, 0)),
}


def read(files: Files) -> PollContent:
    return build_content(read_files(files), "A council")


def find_poll() -> Poll:
    session.expire_all()
    return session.scalars(select(Poll).options(selectinload(Poll.statements))).one()


def count_statements() -> int:
    return session.scalar(select(func.count(PollStatement.id))) or 0


@pytest.mark.parametrize("sign", [1, -1])
def test_votes_are_counted_whichever_number_stands_for_agree(sign: int) -> None:
    content = read(export(TWO, sign))

    counts = [(s.number, s.agree, s.passed, s.disagree) for s in content.statements]
    assert counts == [(0, 30, 10, 10), (7, 1, 1, 1)]
    assert (content.people, content.rejected) == (50, 1)


def test_a_vote_that_was_changed_counts_once_as_it_was_last() -> None:
    files = dict(export({0: ("Ours", 1, (1, 1, 0))}))
    files["votes.csv"] += b"99,then,0,2,-1\n"
    files["comments.csv"] = files["comments.csv"].replace(b",2,0,1,", b",2,1,1,")

    [statement] = read(list(files.items())).statements

    assert (statement.agree, statement.passed, statement.disagree) == (2, 0, 1)


@pytest.mark.parametrize("missing", ["comments.csv", "votes.csv", "summary.csv"])
def test_a_file_that_is_missing_is_named(missing: str) -> None:
    files = [(name, data) for name, data in export(TWO) if name != missing]

    with pytest.raises(RuleBrokenError, match=missing):
        read(files)


def test_files_that_do_not_add_up_are_refused() -> None:
    files = dict(export(TWO))
    files["votes.csv"] += b"99,then,0,77,1\n"

    with pytest.raises(RuleBrokenError, match="do not add up"):
        read(list(files.items()))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"not a zip"])
def test_what_is_no_export_is_refused(data: bytes) -> None:
    for name in ("x.csv", "x.zip"):
        with pytest.raises(RuleBrokenError):
            read([(name, data)])


def test_a_zip_that_unpacks_too_large_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("votes.csv", "0" * (21 * 1024 * 1024))

    with pytest.raises(RuleBrokenError, match="too large"):
        read([("export.zip", packed.getvalue())])


@pytest.mark.skipif(not POLIS.exists(), reason="the shared data is not on this machine")
@pytest.mark.parametrize(
    ("name", "accepted", "rejected", "people"),
    [
        ("london.youth.policing", 36, 3, 26),
        ("scoop-hivemind.affordable-housing", 119, 46, 381),
        ("brexit-consensus", 50, 0, 204),
    ],
)
def test_real_exports_have_their_known_counts(
    name: str, accepted: int, rejected: int, people: int
) -> None:
    content = read([(path.name, path.read_bytes()) for path in (POLIS / name).glob("*.csv")])

    assert (len(content.statements), content.rejected, content.people) == (
        accepted,
        rejected,
        people,
    )


def test_nothing_doubles_when_an_export_comes_again(session: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor
    import_export(curator, read_files(export(TWO)), "A council")
    publish_poll(curator, find_poll(), is_public=True)

    more = {**TWO, 8: ("A new one", 1, (1, 1, 1))}
    import_export(curator, read_files(export(more)), "A council")

    assert (find_poll().is_public, count_statements()) == (False, 3)
    remove_poll(curator, find_poll())
    assert (session.scalar(select(func.count(Poll.id))), count_statements()) == (0, 0)


def test_a_change_that_would_tell_one_vote_is_not_shown(session: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor
    import_export(curator, read_files(export(TWO)), "A council")
    publish_poll(curator, find_poll(), is_public=True)

    changed = {**TWO, 0: ("Plan it with us", 1, (1,) * 31 + (-1,) * 10 + (0,) * 10)}
    import_export(curator, read_files(export(changed)), "A council")
    poll = find_poll()
    publish_poll(curator, poll, is_public=True)

    [first] = [each for each in poll.statements if each.number == 0]
    assert (first.agree, first.public_numbers.positive) == (31, 30)


def test_only_curators_bring_votes_in(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        import_export(
            make.person(role=Role.TEAM_MEMBER).actor, read_files(export(TWO)), "A council"
        )


def test_a_curator_brings_in_reads_and_shows_what_readers_then_see(as_: As, session: Any) -> None:
    browser = as_(make.person(role=Role.CURATOR))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in export(TWO):
            archive.writestr(name, data)
    packed.seek(0)

    sent = browser.send(f"{AT}/import", {"source": "A council", "files": (packed, "export.zip")})

    address = sent.headers["Location"].split("?")[0]
    slug = find_poll().slug
    assert address.endswith(f"{AT}/{slug}")
    visitor = as_(None)
    assert visitor.get(f"{AT}/{slug}").status_code == 404
    assert "falls groups" not in visitor.get(AT).text
    browser.send(f"{AT}/{slug}/show", {})
    text = visitor.get(f"{AT}/{slug}").text
    assert "Plan it with us" in text
    assert "A rejected one" not in text
    assert "about 50" in text.lower()
    assert text.index("Plan it with us") < text.index("Fewer groups")


def test_nothing_chosen_stays_on_the_page_with_what_was_typed(as_: As, session: Any) -> None:
    browser = as_(make.person(role=Role.CURATOR))

    answer = browser.send(f"{AT}/import", {"source": "A <b>council</b>"})

    assert answer.status_code == 422
    assert "Choose the files first" in answer.text
    assert "A &lt;b&gt;council&lt;/b&gt;" in answer.text
