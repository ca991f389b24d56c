"""The ways to refuse in one line."""

import pytest

from coprod.core.values.actor import SYSTEM, VISITOR, Actor
from coprod.core.values.errors import (
    ConflictError,
    NotAllowedError,
    NotFoundError,
    require,
    require_found,
)


def test_nothing_happens_when_the_condition_holds() -> None:
    require(VISITOR.id is None)
    require(["something"], NotFoundError)


@pytest.mark.parametrize("condition", [False, None, [], ""])
def test_refused_when_it_does_not_hold(condition: list[str] | str | None) -> None:
    with pytest.raises(NotAllowedError):
        require(condition)
    with pytest.raises(ConflictError):
        require(condition, ConflictError)


def test_found_is_whatever_is_there() -> None:
    assert require_found(0) == 0
    with pytest.raises(NotFoundError):
        require_found(None)


@pytest.mark.parametrize("actor", [VISITOR, SYSTEM])
def test_neither_a_visitor_nor_the_machine_has_a_number(actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        actor.require_id()


def test_somebody_signed_in_has_a_number() -> None:
    assert Actor(id=7).require_id() == 7
