"""Packs to test with, made as a curator makes them."""

from datetime import timedelta
from typing import Any

from coprod.accounts.users.models import Person
from coprod.board.meetings.enums import AskKind
from coprod.board.packs import actions, queries
from coprod.board.packs.enums import PackKind
from coprod.board.packs.models import Pack
from coprod.board.packs.rules import AskDraft, PackDraft, SectionDraft
from coprod.core.database import session
from coprod.core.values import clock
from coprod.core.values.actor import Role
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from tests import make


def draft(board: Term, **given: Any) -> PackDraft:
    today = clock.today()
    usual = {
        "kind": PackKind.BOARD_REPORT,
        "board_id": board.id,
        "meeting_on": today + timedelta(days=9),
        "starts": today - timedelta(days=90),
        "ends": today,
    }
    return PackDraft(**{**usual, **given})


def pack(board: Term | None = None, *, by: Person | None = None, **given: Any) -> Pack:
    """Return a draft."""
    writer = by or make.person(role=Role.CURATOR)
    board = board or make.term(ListKind.BOARD, label="«Board»")
    made = actions.create_pack(writer.actor, draft(board, **given))
    session.commit()
    return made


def narrate(pack: Pack, words: str) -> Pack:
    """Write a narrative in the first section."""
    section = pack.sections[0]
    section_draft = SectionDraft(section.headline, words, "Community voice lead", is_accepted=False)
    actions.write_section(make.curator(), pack, section.key, section_draft, seen=section.version)
    return pack


def accept_all(pack: Pack, by: Person | None = None) -> Pack:
    """Accept each headline as it would be printed today."""
    writer = by or make.person(role=Role.CURATOR)
    for section in pack.sections:
        words = SectionDraft(section.headline, section.narrative, section.author, is_accepted=True)
        actions.write_section(writer.actor, pack, section.key, words, seen=section.version)
    return pack


def read(pack: Pack, by: Person | None = None) -> Pack:
    reader = by or make.person(role=Role.CURATOR)
    actions.record_review(reader.actor, pack, seen=pack.version)
    return pack


def freeze(pack: Pack) -> Pack:
    """Accept all, have it read by somebody else, and freeze it."""
    read(accept_all(pack))
    curator = make.person(role=Role.CURATOR)
    actions.freeze_pack(curator.actor, pack, seen=pack.version)
    session.commit()
    return pack


def frozen(board: Term | None = None, **given: Any) -> Pack:
    return freeze(pack(board, **given))


def ask(pack: Pack, **given: Any) -> Pack:
    usual: dict[str, Any] = {"kind": AskKind.DECIDE, "title": "Agree protected time"}
    actions.add_ask(make.curator(), pack, AskDraft(**{**usual, **given}))
    session.commit()
    return pack


def name_reader(pack: Pack, person: Person) -> None:
    actions.name_readers(make.curator(), pack, {person.id})
    session.commit()


def figure_words(pack: Pack) -> dict[str, str]:
    return {key.value: each.value.words for key, each in queries.load_figures(pack).items()}
