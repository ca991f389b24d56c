import pytest

from coprod.board.packs.enums import PackState
from coprod.board.packs.models import Pack, PackReader
from coprod.board.packs.policies import (
    can_freeze,
    can_keep_packs,
    can_note,
    can_record_reading,
    can_review,
    can_write,
)
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Actor, Role

CURATOR, OTHER = Actor(1, role=Role.CURATOR), Actor(2, role=Role.CURATOR)
LAY_MEMBER = Actor(3, role=Role.LAY_MEMBER)


def pack(state: PackState = PackState.DRAFT, *, readers: tuple[int, ...] = ()) -> Pack:
    frozen_at = clock.now() if state is PackState.FROZEN else None
    return Pack(
        state=state,
        frozen_at=frozen_at,
        version=1,
        person_id=CURATOR.id,
        writer_ids=[],
        readers=[PackReader(person_id=each) for each in readers],
    )


@pytest.mark.parametrize("role", Role)
def test_curators_keep_packs(role: Role) -> None:
    assert can_keep_packs(Actor(7, role=role)) is (role in {Role.CURATOR, Role.ADMINISTRATOR})


def test_nobody_writes_in_a_frozen_pack() -> None:
    assert can_write(CURATOR, pack())
    assert not can_write(CURATOR, pack(PackState.FROZEN))
    assert not can_freeze(CURATOR, pack(PackState.FROZEN))
    assert can_note(CURATOR, pack(PackState.FROZEN))
    assert not can_note(CURATOR, pack())
    assert not can_note(VISITOR, pack(PackState.FROZEN))


def test_who_wrote_it_does_not_say_that_it_was_read() -> None:
    assert not can_review(CURATOR, pack())
    assert can_review(OTHER, pack())
    written = pack()
    assert OTHER.id is not None
    written.writer_ids = [OTHER.id]
    assert not can_review(OTHER, written)


def test_a_lay_member_reads_it_when_named() -> None:
    assert not can_review(LAY_MEMBER, pack())
    assert can_review(LAY_MEMBER, pack(readers=(3,)))
    assert not can_review(LAY_MEMBER, pack(PackState.REVIEWED, readers=(3,)))
    assert not can_review(Actor(3, role=Role.RESIDENT), pack(readers=(3,)))


def test_each_named_reader_says_once_of_a_version_that_they_read_it() -> None:
    read = pack(PackState.REVIEWED, readers=(3,))
    assert can_record_reading(LAY_MEMBER, read)
    read.version = read.readers[0].read_version = 2
    assert not can_record_reading(LAY_MEMBER, read)
    read.version = 3
    assert can_record_reading(LAY_MEMBER, read)
    assert not can_record_reading(OTHER, read)
    assert not can_record_reading(LAY_MEMBER, pack(PackState.FROZEN, readers=(3,)))
