"""Enums that carry their label."""

import copy
from inspect import get_annotations

import pytest

from coprod.core.values.howmany import Sureness
from coprod.core.values.labels import LabelledEnum
from coprod.core.values.phrases import N_, Message
from coprod.register.activities.enums import Status


def list_labelled() -> list[type[LabelledEnum]]:
    return LabelledEnum.__subclasses__()


def test_the_value_is_what_is_stored() -> None:
    assert Status("draft") is Status.DRAFT
    assert Status.DRAFT.value == "draft"
    assert f"{Status.DRAFT}" == "draft"


def test_a_copy_is_the_same_member() -> None:
    assert copy.deepcopy(Status.DRAFT) is Status.DRAFT


def test_labels_come_in_the_order_of_the_enum() -> None:
    assert list(Sureness.labels()) == list(Sureness)


@pytest.mark.parametrize(
    "kind", list_labelled(), ids=lambda kind: f"{kind.__module__}.{kind.__name__}"
)
def test_every_member_has_a_label(kind: type[LabelledEnum]) -> None:
    assert all(member.label.text for member in kind)


class Fruit(LabelledEnum):
    plural: Message
    """Said of many."""

    PEAR = "pear", N_("Pear"), N_("Pears")
    PLUM = "plum", N_("Plum"), N_("Plums")


def test_an_enum_has_words_for_others_too() -> None:
    assert [(each.label.text, each.plural.text) for each in Fruit] == [
        ("Pear", "Pears"),
        ("Plum", "Plums"),
    ]


@pytest.mark.parametrize("kind", list_labelled())
def test_every_member_has_all_words_that_its_enum_declares(kind: type[LabelledEnum]) -> None:
    for name in get_annotations(kind):
        assert all(getattr(member, name).text for member in kind)
