"""Words that are taken out for good leave frozen packs too, and their mark is a new one."""

from typing import Any

from sqlalchemy import select

from coprod.board.packs.actions import compute_hash
from coprod.board.packs.models import Pack, PackRow, PackSection
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
