from typing import Any

import pytest
from flask import Flask

from coprod.core.values.howmany import HowMany, Sureness
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from coprod.register.activities.rules import About, Placing
from coprod.register.sections import actions, queries
from coprod.register.sections.presenters import describe_part
from coprod.register.sections.rules import ALL_PARTS, Basics, People
from tests import make


def words(part: Any, **given: Any) -> str:
    return "\n".join(
        f"{label}: {line}" for label, lines in describe_part(part, **given) for line in lines
    )


@pytest.mark.parametrize("kind", ALL_PARTS)
def test_every_part_can_be_said(app: Flask, session: Any, kind: type[Any]) -> None:
    activity = make.activity()
    full = make.everything(activity)
    actions.write_parts(activity, tuple(full.values()))

    with app.test_request_context():
        assert all(lines for _label, lines in describe_part(queries.read_part(activity, kind)))
    if kind in full:
        with app.test_request_context():
            assert describe_part(full[kind])
        assert describe_part(kind()) == []


def test_terms_are_said_by_their_names(session: Any) -> None:
    place, method = (
        make.term(ListKind.LOCALITY, label="Bow"),
        make.term(ListKind.METHOD, label="Film"),
    )

    assert words(Placing((place.id,), "A hall")) == (
        "Where it happens: Bow\nWhere it happens: A hall"
    )
    assert words(About(((ListKind.METHOD, (method.id,)),))) == "Ways of involving people: Film"


def test_a_programme_that_is_not_public_is_not_named(session: Any) -> None:
    hidden = make.activity(status=Status.DRAFT)

    assert words(Basics(programme_id=hidden.id)) == "Part of: An activity that is not public"


@pytest.mark.parametrize(
    ("how_many", "public", "exact"),
    [
        (HowMany(Sureness.UNKNOWN), "Not known how many", "Not known how many"),
        (HowMany(Sureness.EXACT, 0), "Nobody", "Nobody"),
        (HowMany(Sureness.EXACT, 1), "Fewer than 5 people", "1 person"),
        (HowMany(Sureness.EXACT, 4), "Fewer than 5 people", "4 people"),
        (HowMany(Sureness.EXACT, 23), "About 25 people", "23 people"),
        (HowMany(Sureness.ABOUT, 1200), "About 1,200 people", "About 1,200 people"),
    ],
)
def test_small_counts_are_said_exactly_to_owners_and_curators_only(
    session: Any, how_many: HowMany, public: str, exact: str
) -> None:
    part = People(took_part=how_many)

    assert words(part) == f"How many took part: {public}"
    assert words(part, exact=True) == f"How many took part: {exact}"
