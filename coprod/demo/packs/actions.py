"""Making packs of made-up activities, by the actions that people use, each on its day."""

from collections.abc import Iterable

from coprod.board.packs import actions
from coprod.board.packs.models import Pack
from coprod.board.packs.rules import PackDraft, SectionDraft
from coprod.demo.examples.actions import pretend_day
from coprod.demo.examples.rules import Cast
from coprod.demo.packs.rules import MadeUpPack
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.queries import find_term


def make_packs(cast: Cast, packs: Iterable[MadeUpPack]) -> None:
    for made_up in packs:
        with pretend_day(made_up.day):
            make_pack(cast, made_up)


def make_pack(cast: Cast, made_up: MadeUpPack) -> Pack:
    """Let a curator write a pack, a lay member read it, and freeze it."""
    board = find_term(ListKind.BOARD, made_up.board)
    draft = PackDraft(
        kind=made_up.kind,
        board_id=board.id if board else None,
        meeting_on=made_up.meeting_on,
        starts=made_up.starts,
        ends=made_up.ends,
    )
    pack = actions.create_pack(cast.curator, draft)
    for section in pack.sections:
        narrative = made_up.narratives.get(section.key, "")
        author = made_up.author if narrative else ""
        words = SectionDraft(section.headline, narrative, author, is_accepted=True)
        actions.write_section(cast.curator, pack, section.key, words, seen=section.version)
    for ask in made_up.asks:
        actions.add_ask(cast.curator, pack, ask)
    actions.name_readers(cast.curator, pack, {cast.lay_member.id or 0})
    actions.record_review(cast.lay_member, pack, seen=pack.version)
    actions.freeze_pack(cast.curator, pack, seen=pack.version)
    if made_up.note:
        actions.add_note(cast.curator, pack, None, made_up.note)
    return pack
