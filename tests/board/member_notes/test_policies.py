from coprod.board.member_notes.enums import NoteAccess
from coprod.board.member_notes.models import MemberNote
from coprod.board.member_notes.policies import can_decide, can_offer, can_take_back
from coprod.core.values.actor import VISITOR, Actor, Role

AUTHOR = Actor(1, role=Role.CURATOR)
CURATOR = Actor(2, role=Role.CURATOR)
LAY_MEMBER = Actor(3, role=Role.LAY_MEMBER)


def note(access: NoteAccess = NoteAccess.WAITING) -> MemberNote:
    return MemberNote(person_id=AUTHOR.id, access=access)


def test_only_a_curator_who_did_not_write_it_decides() -> None:
    assert [can_decide(each, note()) for each in (CURATOR, AUTHOR, LAY_MEMBER, VISITOR)] == [
        True,
        False,
        False,
        False,
    ]


def test_the_author_alone_says_who_reads_it() -> None:
    private, public = note(NoteAccess.MEMBERS), note(NoteAccess.PUBLIC)
    assert can_offer(AUTHOR, private)
    assert can_offer(AUTHOR, note(NoteAccess.DECLINED))
    assert not can_offer(AUTHOR, public)
    assert can_take_back(AUTHOR, public)
    assert can_take_back(AUTHOR, note())
    assert not can_take_back(AUTHOR, private)
    for other in (CURATOR, LAY_MEMBER, VISITOR):
        assert not can_offer(other, private)
        assert not can_take_back(other, public)
