import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from coprod.board.packs import actions, queries
from coprod.board.packs.enums import SectionKey
from coprod.board.packs.models import PackAsk
from coprod.core.mail import Outgoing
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import Naming
from tests import make
from tests.board.packs import make as packs
from tests.conftest import sent_statements
from tests.engagement.commitments.make import promise

As = Callable[[Any], Any]


def days(name: str, day: str) -> dict[str, str]:
    year, month, number = day.split("-")
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": number}


def test_a_pack_is_begun_written_read_and_frozen(as_: As, client: FlaskClient) -> None:
    board = make.term(ListKind.BOARD, label="Partnership board")
    make.activity(naming=Naming("A walking group"), status=Status.PUBLISHED)
    curator = as_(Role.CURATOR)
    begun = {
        "kind": "residents_note",
        "board": str(board.id),
        "title": "Winter",
        **days("meeting_on", "2026-12-10"),
        **days("starts", "2026-07-01"),
        **days("ends", "2026-11-30"),
    }
    here = curator.send("/board/packs/new", begun).location
    assert here.endswith("/board/packs/partnership-board-2026-12-10")
    draft = curator.get(here).text
    assert "Winter" in draft
    assert "Left to do" in draft
    assert client.get(here).status_code == 404
    for section in (
        "in-short",
        "what-people-told-us",
        "promises",
        "three-stories",
        "what-we-learned",
    ):
        saved = {"headline": "[F1] so far.", "is_accepted": "y", "version": "1"}
        saved |= {"narrative": "We asked.", "author": "Community voice lead"}
        assert curator.send(f"{here}/{section}", saved).status_code == 303
    assert "1</strong> <span" in curator.get(f"{here}/in-short").text


def test_a_frozen_pack_is_read_by_all_and_every_figure_leads_to_its_rows(
    client: FlaskClient,
) -> None:
    make.activity(naming=Naming("A walking group"), status=Status.PUBLISHED)
    pack = packs.frozen()
    here = f"/board/packs/{pack.slug}"
    text = client.get(here).text
    assert pack.short_hash in text
    for figure in packs.figure_words(pack):
        assert f"{here}/figures/{figure}" in text
        assert client.get(f"{here}/figures/{figure}").status_code == 200
    assert "A walking group" in client.get(f"{here}/figures/activities").text
    for page in ("summary", "figures", "changes", "in-short", "what-changed"):
        assert client.get(f"{here}/{page}").status_code == 200


def test_two_people_at_once_see_both_texts(as_: As) -> None:
    pack = packs.pack()
    here = f"/board/packs/{pack.slug}/promises"
    curator = as_(Role.CURATOR)
    first = {"headline": "First words", "narrative": "", "author": "", "version": "1"}
    assert curator.send(here, first).status_code == 303
    second = curator.send(here, {**first, "headline": "Second words"})
    assert second.status_code == 422
    assert "First words" in second.text
    assert "Second words" in second.text


def test_the_day_of_the_meeting_moves_while_it_is_a_draft(as_: As, client: FlaskClient) -> None:
    pack = packs.pack()
    here, curator = f"/board/packs/{pack.slug}", as_(Role.CURATOR)
    form = curator.get(f"{here}/days").text
    assert f'value="{pack.meeting_on.day}"' in form
    sent = {"version": "1", **days("meeting_on", "2031-05-07")}
    sent |= days("starts", "2031-01-01") | days("ends", "2031-04-30")
    answer = curator.send(f"{here}/days", sent)
    assert answer.status_code == 303
    text = curator.get(answer.location).text
    assert "7 May 2031" in text
    assert "Every headline that was accepted still is" in text
    assert curator.send(f"{here}/days", sent).status_code == 409
    assert client.get(f"{here}/days").status_code == 303


def test_a_frozen_pack_says_what_the_board_was_called(session: Any, client: FlaskClient) -> None:
    board = make.term(ListKind.BOARD, label="Partnership board")
    slug, draft = packs.frozen(board).slug, packs.pack(board)
    session.get_one(Term, board.id).label = "Committee in common"
    session.commit()
    for end in ("", "/summary", "/figures", "/changes"):
        text = client.get(f"/board/packs/{slug}{end}").text
        assert "Partnership board" in text
        assert "Committee in common" not in text
    assert queries.get_pack(make.curator(), draft.slug).board_label == "Committee in common"


def test_a_headline_that_names_no_figure_of_the_pack_is_refused(as_: As) -> None:
    pack = packs.pack()
    sent = {"headline": "Up to [F99]", "narrative": "", "author": "", "version": "1"}
    answer = as_(Role.CURATOR).send(f"/board/packs/{pack.slug}/promises", sent)
    assert answer.status_code == 422
    assert "There is no figure [F99]" in answer.text


@pytest.mark.parametrize("end", ["", "/summary", "/figures", "/figures/activities", "/promises"])
def test_a_draft_is_for_curators_and_named_readers(as_: As, client: FlaskClient, end: str) -> None:
    pack = packs.pack()
    lay_member = make.person(role=Role.LAY_MEMBER)
    packs.name_reader(pack, lay_member)
    here = f"/board/packs/{pack.slug}{end}"
    assert client.get(here).status_code == 404
    assert as_(Role.LAY_MEMBER).get(here).status_code == 404
    assert as_(lay_member).get(here).status_code == 200


def test_what_is_asked_is_written_and_removed(session: Any, as_: As) -> None:
    pack = packs.pack()
    curator, here = as_(Role.CURATOR), f"/board/packs/{pack.slug}/asks"
    curator.send(here, {"kind": "decide", "title": "Agree protected time", "cost": "£16,200"})
    text = curator.get(f"/board/packs/{pack.slug}").text
    assert "Agree protected time" in text
    assert "£16,200" in text
    (ask,) = session.scalars(select(PackAsk.id))
    assert curator.send(f"{here}/{ask}/remove").status_code == 303
    assert "Agree protected time" not in curator.get(here).text


def test_two_packs_stand_side_by_side_in_both_and_on_a_page_of_their_own(
    client: FlaskClient,
) -> None:
    board = make.term(ListKind.BOARD)
    first = packs.frozen(board).slug
    made = make.activity(naming=Naming("A lunch club"), status=Status.PUBLISHED)
    second = packs.frozen(board).slug
    for end in ("", "/changes", "/what-changed", f"/changes?since={first}"):
        assert "Up: <" in " ".join(client.get(f"/board/packs/{second}{end}").text.split())
    assert made.title in client.get(f"/board/packs/{second}/changes").text
    assert "Down: <" in client.get(f"/board/packs/{first}/changes?since={second}").text


def test_a_frozen_pack_is_read_with_few_questions(client: FlaskClient) -> None:
    make.activity(status=Status.PUBLISHED)
    slug = packs.frozen().slug
    for end in ("", "/summary", "/figures", "/figures/activities", "/promises"):
        with sent_statements() as asked:
            assert client.get(f"/board/packs/{slug}{end}").status_code == 200
        assert len(asked) <= 15, end


@pytest.mark.parametrize("end", ["review", "freeze"])
def test_a_button_without_its_version_is_refused(as_: As, end: str) -> None:
    pack = packs.pack()
    assert as_(Role.CURATOR).send(f"/board/packs/{pack.slug}/{end}").status_code == 409


@pytest.mark.parametrize("end", ["review", "freeze"])
def test_a_frozen_pack_is_neither_read_nor_frozen_again(as_: As, end: str) -> None:
    pack = packs.frozen()
    answer = as_(Role.CURATOR).send(f"/board/packs/{pack.slug}/{end}", {"version": pack.version})
    assert answer.status_code == 403


def test_each_kind_of_row_leads_to_its_page(session: Any, client: FlaskClient) -> None:
    made = make.activity(naming=Naming("A lunch club"), status=Status.PUBLISHED)
    promise(made)
    make.record(next_team="Feed people first")
    make.decision(title="How people book")
    keys = (SectionKey.DUTY, SectionKey.LEARNED, SectionKey.PROMISES, SectionKey.IN_SHORT)
    pack = packs.pack()
    actions.change_sections(make.curator(), pack, keys, seen=pack.version)
    slug = packs.freeze(pack).slug
    for figure in ("activities", "promises", "learning", "duty-to-involve"):
        text = client.get(f"/board/packs/{slug}/figures/{figure}").text
        (link,) = re.findall(r'<th scope="row"[^>]*><a class="govuk-link" href="([^"]+)"', text)
        assert client.get(link).status_code == 200


def test_a_reader_gets_one_letter_and_curators_see_who_has_read(session: Any, as_: As) -> None:
    pack = packs.pack(title="Winter pack")
    lay_member = make.person(role=Role.LAY_MEMBER, name="«Lay»", email="lay@example.org")
    other = make.person(role=Role.TEAM_MEMBER, name="«Team»", email="team@example.org")
    curator, here = as_(Role.CURATOR), f"/board/packs/{pack.slug}"
    curator.send(f"{here}/readers", {"readers": str(lay_member.id)})
    curator.send(f"{here}/readers", {"readers": [str(lay_member.id), str(other.id)]})
    letters = session.scalars(select(Outgoing).where(Outgoing.subject.contains("Board pack"))).all()
    assert [each.recipient for each in letters] == ["lay@example.org", "team@example.org"]
    assert all(f"{here}\n" in each.text and "Winter pack" in each.text for each in letters)
    for reader in (lay_member, other):
        answer = as_(reader).send(f"{here}/review", {"version": str(pack.version)})
        assert answer.status_code == 303
        assert as_(reader).send(f"{here}/review", {"version": "1"}).status_code == 403
    for page in (here, f"{here}/readers"):
        assert curator.get(page).text.count(": has read it, ") == 2
    assert "Who has read it" not in as_(lay_member).get(here).text
    words = {"headline": "Ours", "narrative": "", "author": "", "version": "1"}
    curator.send(f"{here}/promises", words)
    assert curator.get(here).text.count("; it has changed since") == 2
