from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from coprod.core.audit_trail.models import Event
from coprod.core.config import HOME
from coprod.core.values.actor import SYSTEM, Actor, Role
from coprod.core.values.errors import NotAllowedError, RuleBrokenError
from coprod.reference.lists import actions, queries, rules, schemas
from coprod.reference.lists.actions import Retirement, TermDetails
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Term
from tests import make

FIRST = HOME / "examples/tower-hamlets/place.yaml"
SECOND = Path(__file__).parent / "fernbrook.yaml"
SignIn = Callable[..., FlaskClient]


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def load(path: Path) -> list[str]:
    return actions.load_place(SYSTEM, schemas.read_place(path))


def test_a_team_member_changes_no_list(session: Any) -> None:
    team, term = make.person().actor, make.term()

    with pytest.raises(NotAllowedError):
        actions.add_term(team, ListKind.TOPIC, TermDetails("Falls"))
    with pytest.raises(NotAllowedError):
        actions.change_term(team, term, TermDetails("Falls"), seen=1)
    with pytest.raises(NotAllowedError):
        actions.retire_term(team, term, Retirement(date(2026, 1, 1)), seen=1)
    with pytest.raises(NotAllowedError):
        actions.use_term_again(team, term)
    with pytest.raises(NotAllowedError):
        actions.change_place(team, rules.PlaceDetails("A", "B"), seen=0)
    with pytest.raises(NotAllowedError):
        actions.load_place(team, schemas.read_place(SECOND))


def test_two_terms_of_one_name_have_two_keys(session: Any) -> None:
    added = [actions.add_term(curator(), ListKind.TOPIC, TermDetails("Falls")) for _ in range(3)]

    assert [term.key for term in added] == ["falls", "falls_2", "falls_3"]
    assert [term.position for term in added] == [10, 20, 30]
    assert [term.in_use_id for term in added] == [term.id for term in added]


def test_the_days_off_come_from_the_file_of_the_place(session: Any) -> None:
    load(FIRST)
    assert date(2026, 12, 25) in queries.get_place().off
    assert load(FIRST) == []


def test_an_old_name_counts_under_the_last_that_took_its_place(session: Any) -> None:
    keeper = curator()
    first, second, third = (make.term(label=name) for name in ("First", "Second", "Third"))

    actions.retire_term(keeper, first, Retirement(replaced_by_id=second.id), seen=1)
    actions.retire_term(keeper, second, Retirement(replaced_by_id=third.id), seen=1)

    assert {term.in_use_id for term in (first, second, third)} == {third.id}
    assert first.label == "First"


def test_a_name_cannot_be_replaced_by_one_that_it_replaced(session: Any) -> None:
    keeper = curator()
    old, new = make.term(), make.term()
    actions.retire_term(keeper, old, Retirement(replaced_by_id=new.id), seen=1)

    with pytest.raises(RuleBrokenError):
        actions.retire_term(keeper, new, Retirement(replaced_by_id=old.id), seen=1)


def test_a_retired_name_is_used_again(session: Any) -> None:
    keeper = curator()
    old, new = make.term(), make.term()
    actions.retire_term(keeper, old, Retirement(date(2026, 1, 1), new.id), seen=1)

    actions.use_term_again(keeper, old)

    assert old.is_in_use(date(2026, 2, 1))
    assert old.in_use_id == old.id


def test_the_second_of_two_curators_is_told(session: Any) -> None:
    keeper, term = curator(), make.term()
    actions.change_term(keeper, term, TermDetails("First"), seen=1)

    with pytest.raises(RuleBrokenError, match="Somebody else"):
        actions.change_term(keeper, term, TermDetails("Second"), seen=1)

    assert term.label == "First"


def test_each_step_is_noted(session: Any) -> None:
    keeper = curator()

    term = actions.add_term(keeper, ListKind.TOPIC, TermDetails("Falls"))
    actions.change_term(keeper, term, TermDetails("Falling"), seen=1)
    actions.retire_term(keeper, term, Retirement(date(2026, 1, 1)), seen=2)

    verbs = session.scalars(
        select(Event.verb).where(Event.subject_id == term.id).order_by(Event.id)
    )
    assert verbs.all() == ["added", "changed", "retired"]


def test_loading_a_place_twice_changes_nothing(session: Any) -> None:
    first, again = load(FIRST), load(FIRST)

    assert len(first) > 100
    assert again == []


def test_an_old_name_of_the_file_keeps_its_name_and_counts_under_the_new(session: Any) -> None:
    load(FIRST)

    old = queries.find_term(ListKind.WORKSTREAM, "Born Well and Growing Well")
    new = queries.find_term(ListKind.WORKSTREAM, "Children and Families")

    assert old is not None
    assert new is not None
    assert old.label == "Born Well and Growing Well"
    assert old.in_use_id == new.id


def test_a_change_in_the_file_changes_nothing_that_was_loaded(session: Any) -> None:
    load(SECOND)
    text = SECOND.read_text().replace("The Moor", "Upper Moor")

    assert actions.load_place(SYSTEM, schemas.parse_text(text, schemas.build_place)) == []
    assert queries.find_term(ListKind.LOCALITY, "The Moor")


def test_a_line_that_is_not_in_the_file_is_left(session: Any) -> None:
    load(SECOND)
    own = actions.add_term(curator(), ListKind.TOPIC, TermDetails("Our own"))

    assert load(SECOND) == []
    assert queries.list_terms(ListKind.TOPIC) == [own]


def test_what_the_file_does_not_say_is_left(session: Any) -> None:
    load(SECOND)
    moor = queries.find_term(ListKind.LOCALITY, "The Moor")
    assert moor is not None
    actions.retire_term(curator(), moor, Retirement(date(2026, 1, 1)), seen=moor.version)

    load(SECOND)

    assert moor.valid_to == date(2026, 1, 1)


def test_nothing_of_the_first_place_shows_in_the_second(session: Any, as_: SignIn) -> None:
    of_first = {term.label for term in shapes_labels(FIRST)} - {"Mental health", "English"}
    load(SECOND)
    session.commit()
    keeper = as_(Role.CURATOR)

    pages = [keeper.get(path).text for path in ("/", "/lists", "/lists/place")]
    pages += [keeper.get(f"/lists/{each}").text for each in ListKind]

    for page in pages:
        assert "Tower Hamlets" not in page
        assert not [label for label in of_first if f">{label}<" in page]
    assert "Fernbrook" in pages[0]
    assert session.scalar(select(func.count()).select_from(Term)) == 7


def shapes_labels(path: Path) -> list[Term]:
    return [Term(label=str(said.values["label"])) for said in schemas.read_place(path).terms]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file must be"),
        ("place: [", "not good YAML"),
        ("place: {name: A}", "place.partnership is missing"),
        ("place: {name: A, partnership: B}\ntopics: [{key: a, label: A, caption: B}]", "topics.0"),
        ("place: {name: A, partnership: B}\nmaps: []", "maps is not a name"),
        ("place: {name: A, partnership: B}\ntopics: [{key: a, label: 3}]", "in quotes"),
        ("place: {name: A, partnership: B}\ntopics: [{key: A B, label: A}]", "lower-case letters"),
        (
            "place: {name: A, partnership: B}\ntopics: [{key: a, label: A, valid_to: 2022-11}]",
            "date",
        ),
        (
            "place: {name: A, partnership: B}\ntopics: [{key: a, label: A}, {key: a, label: B}]",
            "in the list topic twice",
        ),
        (
            "place: {name: A, partnership: B}\ntopics: [{key: a, label: A, replaced_by: z}]",
            "no “z”",
        ),
        ("!!python/object/apply:os.system [ls]", "not good YAML"),
    ],
)
def test_a_bad_file_is_told_in_one_plain_line(session: Any, text: str, said: str) -> None:
    with pytest.raises(RuleBrokenError) as broken:
        actions.load_place(SYSTEM, schemas.parse_text(text, schemas.build_place))

    assert said in str(broken.value)
    assert "\n" not in str(broken.value)


def test_safety_patterns_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    path, safety = tmp_path / "place.yaml", tmp_path / "safety.yaml"
    path.write_text("place: {name: P, partnership: T}")
    safety.write_text('safety_words: [{key: a, label: "{who} hits"}]')
    with pytest.raises(RuleBrokenError, match=r"safety.yaml: There is no group of words “who”"):
        schemas.read_place(path)

    safety.write_text("safety_words: [{key: a, label: hits me}]")
    assert [term.key for term in schemas.read_place(path).terms] == ["a"]
    path.write_text(path.read_text() + "\nsafety_words: [{key: a, label: hits us}]")
    with pytest.raises(RuleBrokenError, match=r"in the list \w+ twice"):
        schemas.read_place(path)


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "place.yaml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(RuleBrokenError, match="UTF-8"):
        schemas.read_place(path)


def test_a_name_of_another_line_is_refused_and_one_that_two_had_already_stays(session: Any) -> None:
    one, two = (
        make.term(ListKind.TOPIC, label=each, aliases=["slips"]) for each in ("Falls", "Ice")
    )
    other = make.term(ListKind.TOPIC, label="Trips")

    actions.change_term(curator(), two, TermDetails("Icy paths", aliases=("slips",)), seen=1)
    with pytest.raises(RuleBrokenError) as broken:
        actions.change_term(curator(), other, TermDetails("Trips", aliases=("slips",)), seen=1)

    assert (one.aliases, two.label, other.aliases) == (["slips"], "Icy paths", [])
    assert broken.value.field == "aliases"
