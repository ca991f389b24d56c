"""Codes: who issues them, for how many, who gets to see them, and what a used or wrong one does."""

from typing import Any

import pytest
from sqlalchemy import select

from coprod.accounts.users.models import Person
from coprod.assessment.resident_rating import actions, queries
from coprod.assessment.resident_rating.actions import AnswerSubmission
from coprod.assessment.resident_rating.enums import AnswerChannel
from coprod.assessment.resident_rating.models import CodeSheet, ResidentAnswer, ResidentRound
from coprod.assessment.resident_rating.rules import CodeIssue, ResidentReply
from coprod.core.values.actor import VISITOR, Actor, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.register.activities.enums import Status
from coprod.register.activities.models import Activity
from coprod.register.ownership import actions as owners
from coprod.register.ownership.rules import OwnerRequest as OwnerAsking
from tests import make

REPLY = ResidentReply({"Q2": "3"})
ISSUE = CodeIssue("A lunch club", "Lunch on 3 May", 12)


@pytest.fixture
def asking(entry: Activity) -> ResidentRound:
    return make.resident_round(entry)


def curator() -> Actor:
    return make.person(role=Role.CURATOR).actor


def join_the_team(entry: Activity, person: Person) -> None:
    asking = OwnerAsking(person.email or "", is_hand_over=False)
    owners.accept(person.actor, owners.invite_owner(make.owner(entry), entry, asking))
    make.keep(entry)


def leave_the_team(entry: Activity, person: Person) -> None:
    own = next(each for each in entry.co_owners if each.person_id == person.id)
    owners.remove_co_owner(person.actor, entry, own)


def refused_at(issue: CodeIssue, asking: ResidentRound, holder: Actor | None = None) -> str:
    with pytest.raises(RuleBrokenError) as refused:
        actions.issue_codes(curator(), asking, issue, holder)
    return refused.value.field


def test_codes_are_as_many_as_people_at_the_session_and_a_tenth_more(asking: ResidentRound) -> None:
    sheet = actions.issue_codes(curator(), asking, ISSUE, None)
    assert (sheet.holder, sheet.session, sheet.people) == ("A lunch club", "Lunch on 3 May", 12)
    assert len(set(sheet.codes)) == 14


@pytest.mark.parametrize(
    ("issue", "field"),
    [
        (CodeIssue("", "Lunch on 3 May", 12), "holder"),
        (CodeIssue("A lunch club", "", 12), "session"),
        (CodeIssue("A lunch club", "x" * 201, 12), "session"),
        (CodeIssue("A lunch club", "Lunch on 3 May", None), "people"),
        (CodeIssue("A lunch club", "Lunch on 3 May", 0), "people"),
        (CodeIssue("A lunch club", "Lunch on 3 May", 301), "people"),
    ],
)
def test_what_is_missing_is_refused_at_its_box(
    asking: ResidentRound, issue: CodeIssue, field: str
) -> None:
    assert refused_at(issue, asking) == field


def test_a_session_gets_codes_once(asking: ResidentRound) -> None:
    """Or a tenth more would be as many more as anybody likes."""
    actions.issue_codes(curator(), asking, ISSUE, None)
    assert refused_at(CodeIssue("Another club", "lunch on 3 MAY ", 12), asking) == "session"
    actions.issue_codes(curator(), asking, CodeIssue("A lunch club", "Lunch on 10 May", 12), None)


def test_only_a_curator_without_a_hand_in_the_entry_issues_codes(
    entry: Activity, asking: ResidentRound
) -> None:
    own = make.activity(owner=make.person(role=Role.CURATOR), status=Status.PUBLISHED)
    for actor, round_ in (
        (make.owner(entry), asking),
        (make.owner(own), make.resident_round(own)),
        (make.person(role=Role.LAY_MEMBER).actor, asking),
        (VISITOR, asking),
    ):
        with pytest.raises(NotAllowedError):
            actions.issue_codes(actor, round_, ISSUE, None)


def test_nobody_who_ever_had_a_hand_in_the_entry_gets_codes(
    entry: Activity, asking: ResidentRound
) -> None:
    assert refused_at(ISSUE, asking, make.owner(entry)) == "email"
    person = make.person()
    join_the_team(entry, person)
    leave_the_team(entry, person)
    assert refused_at(ISSUE, asking, person.actor) == "email"


def test_a_closed_round_gets_no_codes_and_takes_none(
    entry: Activity, asking: ResidentRound
) -> None:
    code, *_ = make.codes(asking)
    actions.close_round(make.owner(entry), asking)
    assert refused_at(ISSUE, asking) == ""
    for given in (code, "nobodyhas"):
        with pytest.raises(RuleBrokenError, match="This round has closed"):
            actions.answer_round(VISITOR, asking, REPLY, AnswerSubmission("one", code=given))


def test_the_sheet_is_read_by_curators_without_a_hand_and_by_whoever_collects(
    entry: Activity, asking: ResidentRound
) -> None:
    holder = make.person(role=Role.LAY_MEMBER).actor
    sheet = actions.issue_codes(curator(), asking, ISSUE, holder)
    for reader in (curator(), holder):
        assert queries.get_sheet(reader, asking, sheet.id).codes == sheet.codes
    others = (make.owner(entry), make.person().actor, make.person(role=Role.LAY_MEMBER).actor)
    for reader in others:
        with pytest.raises(NotAllowedError):
            queries.get_sheet(reader, asking, sheet.id)


def test_whoever_collects_reads_no_sheet_but_their_own(asking: ResidentRound) -> None:
    holder = make.person().actor
    actions.issue_codes(curator(), asking, ISSUE, holder)
    other = actions.issue_codes(curator(), asking, CodeIssue("Another club", "Bow", 5), None)
    with pytest.raises(NotAllowedError):
        queries.get_sheet(holder, asking, other.id)
    assert [each.holder for each in queries.list_printable_sheets(holder, asking)] == [
        "A lunch club"
    ]
    assert len(queries.list_printable_sheets(curator(), asking)) == 2


def test_the_sheet_of_another_round_is_not_found(asking: ResidentRound) -> None:
    other = make.resident_round(make.activity(status=Status.PUBLISHED))
    sheet = actions.issue_codes(curator(), other, ISSUE, None)
    with pytest.raises(NotFoundError):
        queries.get_sheet(curator(), asking, sheet.id)


def test_whoever_joins_the_team_reads_and_types_in_no_longer(
    entry: Activity, asking: ResidentRound
) -> None:
    person = make.person()
    holder = person.actor
    sheet = actions.issue_codes(curator(), asking, ISSUE, holder)
    queries.get_round(holder, entry.slug, asking.id)
    join_the_team(entry, person)
    leave_the_team(entry, person)
    with pytest.raises(NotAllowedError):
        queries.get_sheet(holder, asking, sheet.id)
    with pytest.raises(NotAllowedError):
        queries.get_round(holder, entry.slug, asking.id)


def test_who_collects_reaches_the_round_and_others_do_not(
    entry: Activity, asking: ResidentRound
) -> None:
    holder, other = make.person().actor, make.person(role=Role.LAY_MEMBER).actor
    actions.issue_codes(curator(), asking, ISSUE, holder)
    assert queries.get_round(holder, entry.slug, asking.id).id == asking.id
    with pytest.raises(NotAllowedError):
        queries.get_round(other, entry.slug, asking.id)
    with pytest.raises(NotAllowedError):
        actions.close_round(holder, asking)


def test_after_the_release_no_code_is_left_to_read(session: Any, asking: ResidentRound) -> None:
    make.codes(asking)
    make.release_round(asking)
    assert session.scalars(select(CodeSheet.codes)).all() == [[]]


def test_the_answer_says_that_it_came_by_a_code_and_not_by_which(
    session: Any, asking: ResidentRound
) -> None:
    code, *_ = make.codes(asking)
    actions.answer_round(VISITOR, asking, REPLY, AnswerSubmission("one", code=code))
    kept = session.scalars(select(ResidentAnswer)).one()
    assert (kept.given, kept.is_independent, kept.typed_by_id) == (AnswerChannel.CODE, True, None)
    assert code not in repr(vars(kept))
