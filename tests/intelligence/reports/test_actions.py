"""Reports are added, read and replied to by curators."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from coprod.core import storage
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import ConflictError, NotAllowedError, RuleBrokenError
from coprod.intelligence.reports import actions, queries
from coprod.intelligence.reports.enums import ReplyState
from coprod.register.files.queries import get_all_keys
from tests import make
from tests.core.documents.make import build_pdf, build_word
from tests.intelligence.reports.make import draft, recommendation, report
from tests.register.files.test_rules import picture

OLD = "https://www.example.org/report/2023-06-01/gp-access"


@pytest.fixture(autouse=True)
def empty_store(app: Flask) -> Iterator[None]:
    yield
    with app.app_context():
        for key in storage.list_stored():
            storage.remove(key)


def test_only_curators_add_change_publish_and_reply(session: Any) -> None:
    resident = make.person(role=Role.RESIDENT).actor
    added = report()
    for refused in (
        lambda: actions.add_report(resident, draft()),
        lambda: actions.change_report(resident, added, draft(), seen=added.version),
        lambda: actions.add_document(resident, added.slug, "a.pdf", build_pdf("a")),
        lambda: actions.publish_report(resident, added, has_read=True, seen=added.version),
        lambda: actions.withdraw_report(resident, added),
        lambda: actions.add_recommendation(resident, added, recommendation()),
    ):
        with pytest.raises(NotAllowedError):
            refused()


def test_a_new_text_is_read_before_anybody_else_sees_it(session: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor
    slug = report().slug
    changed = actions.add_document(curator, slug, "gp access.pdf", build_pdf("Phones ring out"))
    assert (changed.text, changed.is_public) == ("Phones ring out", False)
    assert queries.list_reports(VISITOR) == []
    with pytest.raises(RuleBrokenError):
        actions.publish_report(curator, changed, has_read=False, seen=changed.version)
    with pytest.raises(ConflictError):
        actions.publish_report(curator, changed, has_read=True, seen=changed.version - 1)
    actions.publish_report(curator, changed, has_read=True, seen=changed.version)
    assert queries.list_reports(VISITOR) == [changed]


def test_the_store_knows_the_document_and_a_refused_one_leaves_nothing(session: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor
    slug = report().slug
    for name, data in (
        ("a.pdf", build_pdf("")),
        ("a.png", picture("PNG")),
        ("a.pdf", build_word("Not what its name says")),
        ("a.txt", b"Plain words"),
    ):
        with pytest.raises(RuleBrokenError):
            actions.add_document(curator, slug, name, data)
    assert storage.list_stored() == {}
    changed = actions.add_document(curator, slug, "a.docx", build_word("Words"))
    assert set(storage.list_stored()) == {changed.file_key}
    assert changed.file_key in get_all_keys()


def test_a_former_address_leads_to_one_report(session: Any) -> None:
    curator = make.person(role=Role.CURATOR).actor
    first = report(former_addresses=(OLD,))
    assert (
        queries.find_by_former_address(VISITOR, "http://example.org/report/2023-06-01/gp-access/")
        == first
    )
    assert queries.find_slug_at_former_path("/report/2023-06-01/gp-access") == first.slug
    with pytest.raises(RuleBrokenError) as refused:
        actions.add_report(curator, draft(former_addresses=(OLD,)))
    assert refused.value.field == "former_addresses"
    kept = first.former_addresses[0].id
    other = "https://example.org/r/8"
    actions.change_report(curator, first, draft(former_addresses=(other, OLD)), seen=first.version)
    assert kept in {each.id for each in first.former_addresses}
    actions.withdraw_report(curator, first)
    assert queries.find_slug_at_former_path("/report/2023-06-01/gp-access") is None


def test_what_was_replied_stands_with_the_recommendation(session: Any) -> None:
    curator, added = make.person(role=Role.CURATOR).actor, report()
    chosen = added.recommendations[0]
    reply = recommendation(state=ReplyState.NOT_DOING, reply="There is no money")
    with pytest.raises(ConflictError):
        actions.answer_recommendation(curator, added, chosen, reply, seen=added.version - 1)
    actions.answer_recommendation(curator, added, chosen, reply, seen=added.version)
    assert (chosen.state, chosen.reply) == (ReplyState.NOT_DOING, "There is no money")
