"""The framework in versions, and what entries say of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coprod.core.config import HOME
from coprod.core.values import clock
from coprod.core.values.actor import SYSTEM, VISITOR
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.outcomes.i_statements import actions, queries, schemas
from coprod.outcomes.i_statements.enums import LinkKind, Strength
from coprod.outcomes.i_statements.queries import LinkFacts
from coprod.outcomes.i_statements.rules import (
    IndicatorContent,
    LinkDetails,
    StatementContent,
    check_content,
)
from coprod.reference.wording.rules import EffectiveDay
from coprod.register.activities.enums import Status
from tests import make
from tests.outcomes.i_statements import make as said
from tests.reviews.make import decide, waiting_ids

FILE = HOME / "examples/tower-hamlets/statements.yaml"


def test_the_place_is_loaded_once_with_choice_and_control_first(session: Any) -> None:
    assert actions.load_statements(SYSTEM, schemas.read_statements(FILE))
    assert actions.load_statements(SYSTEM, schemas.read_statements(FILE)) == 0

    found = queries.get_current_set()

    assert found is not None
    assert found.statements[0].domain_key == "choice-control"
    assert len(found.statements) == 11
    assert not any(each.is_confirmed for each in found.statements)
    assert found.indicators[0].source


def test_choice_and_control_comes_first_wherever_the_file_has_it(session: Any) -> None:
    assert [each.key for each in said.framework()] == ["say", "safe"]


@pytest.mark.parametrize(
    "text",
    ["domains: 3", "domains:\n  - {key: a", "domains: [{key: A B, label: x, statements: []}]"],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "statements.yaml"
    path.write_text(text)

    with pytest.raises(RuleBrokenError) as broken:
        schemas.read_statements(path)

    assert str(path) in broken.value.message.plain


def test_a_new_version_leaves_old_links_their_words(session: Any) -> None:
    said.framework()
    entry = make.activity(status=Status.PUBLISHED)
    old = said.aim(entry)
    curator = make.curator()
    actions.begin_version(curator)
    draft = queries.get_draft()
    actions.write_content(curator, draft, StatementContent("«choice»", "«new words»"), "say")
    actions.write_content(curator, draft, StatementContent("«new domain»", "«third»"))
    actions.make_effective(curator, draft, EffectiveDay(clock.today(), "«why»"))
    session.commit()

    now = queries.get_current_set()

    assert now is not None
    assert [each.words for each in now.statements] == ["«new words»", "«safe»", "«third»"]
    assert queries.list_links(make.owner(entry), entry)[0].statement.words == "«say»"
    assert [each.words for each in queries.list_wordings("say")] == ["«new words»", "«say»"]
    assert old.statement_id != now.statements[0].id


def test_a_version_in_use_is_not_written_again(session: Any) -> None:
    first = said.framework()[0]
    first.words = "«other»"

    with pytest.raises(RuleBrokenError):
        session.flush()
    session.rollback()


def test_a_draft_is_seen_by_nobody_else_and_can_be_thrown_away(session: Any) -> None:
    said.framework()
    curator = make.curator()
    actions.begin_version(curator)

    assert [each.number for each in queries.list_versions(VISITOR)] == [1]
    with pytest.raises(RuleBrokenError):
        actions.begin_version(curator)
    actions.discard_version(curator, queries.get_draft())
    assert [each.number for each in queries.list_versions(curator)] == [1]


def test_only_curators_word_statements(session: Any) -> None:
    with pytest.raises(NotAllowedError):
        actions.begin_version(make.person().actor)


def test_a_link_made_before_publishing_is_public_with_the_entry(session: Any) -> None:
    said.framework()
    entry = make.activity()
    said.aim(entry)
    assert queries.get_link_facts([entry.id])[entry.id] == LinkFacts()

    published = make.activity(status=Status.PUBLISHED)
    late = said.aim(published)

    assert queries.list_links(VISITOR, published) == []
    assert waiting_ids(make.curator(), "outcome-link") == [late.id]
    decide(make.curator(), late, "show")
    assert waiting_ids(make.curator(), "outcome-link") == []
    assert queries.list_links(VISITOR, published) == [late]
    assert queries.get_link_facts([published.id])[published.id] == LinkFacts(linked=True)


def test_facts_of_many_entries_take_one_question(session: Any, queries: list[str]) -> None:
    said.framework()
    entries = [make.activity(status=Status.PUBLISHED) for _ in range(3)]
    for each, kind in zip(entries, list(LinkKind)[1:], strict=True):
        actions.publish_link(make.curator(), each, said.aim(each, kind=kind))
    session.commit()
    queries.clear()

    found = facts([each.id for each in entries])

    assert len(queries) == 1
    assert list(found.values()) == [
        LinkFacts(linked=True, baseline=True),
        LinkFacts(linked=True, baseline=True, before_and_after=True),
        LinkFacts(linked=True, helped=True),
    ]


def test_a_hope_says_nothing_of_how_much_it_contributed(session: Any) -> None:
    said.framework()
    entry = make.activity()
    linking = LinkDetails(LinkKind.AIMS_TO_CHANGE, Strength.A_LOT, "«why»")

    with pytest.raises(RuleBrokenError):
        actions.link_statement(make.owner(entry), entry, "say", linking)
    with pytest.raises(RuleBrokenError):
        actions.link_statement(make.owner(entry), entry, "say", replace(linking, why=""))


def test_a_stranger_links_nothing_and_lets_nothing_be_read(session: Any) -> None:
    said.framework()
    entry = make.activity(status=Status.PUBLISHED)
    made = said.aim(entry)
    stranger = make.person().actor

    with pytest.raises(NotAllowedError):
        actions.unlink_statement(stranger, entry, made)
    with pytest.raises(NotAllowedError):
        actions.publish_link(make.owner(entry), entry, made)


facts = queries.get_link_facts


def test_what_is_added_to_a_draft_comes_after_all_that_is_there(session: Any) -> None:
    said.framework()
    curator = make.curator()
    actions.begin_version(curator)
    for name in ("«third»", "«fourth»"):
        actions.write_content(curator, queries.get_draft(), StatementContent("«area»", name))

    places = sorted((each.position, each.words) for each in queries.get_draft().statements)
    assert [words for _position, words in places[-2:]] == ["«third»", "«fourth»"]
    assert len({position for position, _words in places}) == 4


def test_a_statement_that_is_not_in_the_draft_is_not_found(session: Any) -> None:
    said.framework()
    curator = make.curator()
    actions.begin_version(curator)

    with pytest.raises(NotFoundError):
        actions.write_content(
            curator, queries.get_draft(), StatementContent("«a»", "«b»"), "elsewhere"
        )
    assert len(queries.get_draft().statements) == 2


def test_a_link_is_found_by_its_number_and_only_on_its_entry(session: Any) -> None:
    said.framework()
    entry, other = make.activity(), make.activity()
    first, second = said.aim(entry), said.aim(entry, "safe")
    owner = make.owner(entry)

    assert queries.get_link(owner, entry, first.id) is first
    assert queries.get_link(owner, entry, second.id) is second
    for on, number in ((other, first.id), (entry, second.id + 1)):
        with pytest.raises(NotFoundError):
            queries.get_link(owner, on, number)


@pytest.mark.parametrize(("field", "most"), [("domain", 100), ("words", 300)])
def test_a_statement_is_as_long_as_its_box_says_and_no_longer(field: str, most: int) -> None:
    usual: dict[str, Any] = {"domain": "«a»", "words": "«b»"}
    check_content(StatementContent(**{**usual, field: "x" * most}))
    with pytest.raises(RuleBrokenError, match=f"{most}") as broken:
        check_content(StatementContent(**{**usual, field: "x" * (most + 1)}))
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("field", "most"),
    [("label", 200), ("figure", 100), ("source", 500), ("unit", 100), ("narrative", 2000)],
)
def test_an_indicator_is_as_long_as_its_box_says_and_no_longer(field: str, most: int) -> None:
    usual: dict[str, Any] = {"domain": "«a»", "label": "«b»", "source": "«c»"}
    check_content(IndicatorContent(**{**usual, field: "x" * most}))
    with pytest.raises(RuleBrokenError, match=f"{most}") as broken:
        check_content(IndicatorContent(**{**usual, field: "x" * (most + 1)}))
    assert broken.value.field == field


def test_a_version_is_read_by_its_number_and_a_draft_by_who_words_it(session: Any) -> None:
    said.framework()
    curator = make.curator()
    actions.begin_version(curator)

    assert queries.get_version(VISITOR, 1).version.number == 1
    assert queries.get_version(curator, 2).version.number == 2
    for actor, number in ((VISITOR, 2), (curator, 3)):
        with pytest.raises(NotFoundError):
            queries.get_version(actor, number)
