from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from coprod.core.audit_trail.models import Event
from coprod.core.keyring import create_private_link
from coprod.core.values import clock
from coprod.core.values.actor import VISITOR, Role
from coprod.core.values.errors import NotAllowedError, NotFoundError, RuleBrokenError
from coprod.engagement.comments import actions, queries
from coprod.engagement.comments.actions import CommentDraft, OnBehalf, Submission
from coprod.engagement.comments.enums import Channel, CommentKind, CommentState
from coprod.engagement.comments.models import Comment, Origin
from coprod.engagement.comments.queries import ACTIVITY_SUBJECTS
from coprod.engagement.comments.rules import CHANGE_WITHIN, CommentSettings, Subject
from coprod.engagement.moderation.enums import Outcome
from coprod.reference.lists.enums import ListKind
from coprod.register.activities.enums import Status
from tests import make

TRUST = CommentSettings(trust_after=2)


def entry() -> Any:
    return make.activity(status=Status.PUBLISHED)


def write(about: Subject, writing: CommentDraft) -> Comment:
    return actions.write_comment(VISITOR, about, writing, Submission(create_private_link())).comment


def test_a_guest_writes_and_waits(session: Any) -> None:
    comment = make.comment(entry())

    assert (comment.state, comment.person_id, comment.published_at) == (
        CommentState.WAITING,
        None,
        None,
    )
    assert comment.token_hash
    assert "token" not in comment.token_hash


def test_nobody_comments_on_what_went_while_they_wrote(session: Any) -> None:
    gone = entry()
    about = ACTIVITY_SUBJECTS.build_subject(gone)
    gone.status = Status.WITHDRAWN
    with pytest.raises(NotFoundError):
        write(about, CommentDraft(CommentKind.IDEA, "An idea"))
    assert session.scalars(select(Comment)).all() == []


def test_nobody_answers_what_went_while_they_wrote(session: Any) -> None:
    about, replies = entry(), CommentSettings(replies=True)
    comment = make.comment(about, outcome=Outcome.PUBLISH)
    actions.delete_own_comment(VISITOR, comment)
    with pytest.raises(NotFoundError):
        make.comment(about, parent=comment, settings=replies)


def test_the_record_holds_no_words_names_or_addresses(session: Any) -> None:
    about = ACTIVITY_SUBJECTS.build_subject(entry())
    writing = CommentDraft(CommentKind.IDEA, "A secret idea", "Nickname", "me@example.org")
    comment = write(about, writing)
    actions.change_own_comment(VISITOR, comment, "Another secret")
    actions.delete_own_comment(VISITOR, comment)
    session.flush()

    notes = session.scalars(select(Event).where(Event.subject_kind == "comment")).all()
    told = repr([(n.verb, n.reason, n.details) for n in notes])
    assert len(notes) == 3
    assert not any(word in told for word in ("secret", "Nickname", "example.org"))


def test_a_mark_is_left_on_what_looks_like_spam_and_nothing_is_refused(session: Any) -> None:
    make.term(ListKind.SPAM_WORD, label="casino", aliases=["free spins"])
    spam = make.comment(entry(), "Free spins https://a https://b https://c")

    assert (spam.looks_like_spam, spam.spam_codes) == (True, ["links", "listed"])
    assert spam.state is CommentState.WAITING


def test_the_same_words_are_known_again_for_a_month(session: Any) -> None:
    about = entry()
    make.comment(about, "Buy our very good blankets today")

    assert make.comment(about, "buy our VERY good blankets today").spam_codes == ["repeated"]
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert make.comment(about, "Buy our very good blankets today").spam_codes == []


def test_words_to_read_first_are_found(session: Any) -> None:
    make.term(ListKind.SAFETY_WORD, label="abuse", aliases=["hits me"])

    assert make.comment(entry(), "My carer hits me").may_be_unsafe
    assert not make.comment(entry(), "The hall was cold").may_be_unsafe


def test_words_are_changed_for_half_an_hour_and_read_again(session: Any) -> None:
    about = entry()
    comment = make.comment(about, outcome=Outcome.EDIT)
    actions.change_own_comment(VISITOR, comment, "The hall was warm")

    assert (comment.state, comment.words) == (CommentState.WAITING, "The hall was warm")
    with (
        time_machine.travel(clock.now() + CHANGE_WITHIN + timedelta(minutes=1)),
        pytest.raises(RuleBrokenError),
    ):
        actions.change_own_comment(VISITOR, comment, "Too late")


def test_deleting_leaves_nothing_of_the_author(session: Any) -> None:
    about = ACTIVITY_SUBJECTS.build_subject(entry())
    writing = CommentDraft(CommentKind.IDEA, "An idea", "Nickname", "me@example.org")
    comment = write(about, writing)
    actions.delete_own_comment(VISITOR, comment)

    left = [
        comment.body,
        comment.public_body,
        comment.name,
        comment.message_to_author,
        comment.words_hash,
    ]
    assert left == [""] * 5
    assert comment.email is None
    with pytest.raises(NotFoundError):
        actions.delete_own_comment(VISITOR, comment)


def test_a_comment_moves_to_an_account_and_its_link_dies(session: Any) -> None:
    me = make.person(role=Role.RESIDENT)
    comment = make.comment(entry(), token="x" * 30)
    actions.claim_comment(me.actor, comment)
    session.flush()

    assert queries.get_own_by_account(me.actor, comment.id) is comment
    with pytest.raises(NotFoundError):
        queries.get_own_by_token("x" * 30)
    with pytest.raises(NotAllowedError):
        actions.claim_comment(make.person().actor, comment)


def test_nobody_opens_the_comment_of_another(session: Any) -> None:
    comment = make.comment(entry(), by=make.person())

    for actor in (VISITOR, make.person().actor, make.person(role=Role.ADMINISTRATOR).actor):
        with pytest.raises(NotFoundError):
            queries.get_own_by_account(actor, comment.id)


def test_a_team_member_types_for_somebody_who_agreed(session: Any) -> None:
    behalf = OnBehalf(Channel.PHONE, "Said yes on the phone")
    typist = make.person()
    comment = make.comment(entry(), by=typist, on_behalf=behalf)

    origin = session.scalars(select(Origin)).one()
    assert (origin.typed_by_id, origin.way, origin.comment_id) == (
        typist.id,
        Channel.PHONE,
        comment.id,
    )
    assert comment.person_id is None
    with pytest.raises(RuleBrokenError):
        make.comment(entry(), by=typist, on_behalf=OnBehalf(Channel.PHONE, ""))


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.LAY_MEMBER])
def test_others_type_only_for_themselves(session: Any, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        make.comment(entry(), by=make.person(role=role), on_behalf=OnBehalf(Channel.PAPER, "Yes"))


def test_answers_among_readers_are_off_until_somebody_turns_them_on(session: Any) -> None:
    about = entry()
    first = make.comment(about, outcome=Outcome.PUBLISH)
    with pytest.raises(NotFoundError):
        make.comment(about, "I agree", parent=first)

    reply = make.comment(about, "I agree", parent=first, settings=CommentSettings(replies=True))
    make.decide(reply, about, Outcome.PUBLISH)
    deeper = make.comment(about, "So do I", parent=reply, settings=CommentSettings(replies=True))
    assert (reply.parent_id, deeper.parent_id) == (first.id, first.id)


def trusted(about: Any) -> Any:
    me = make.person(role=Role.RESIDENT)
    for n in range(2):
        make.comment(about, f"Number {n}", by=me, kind=CommentKind.THANKS, outcome=Outcome.PUBLISH)
    return me


def test_people_whose_comments_were_fine_are_let_through_where_that_is_on(session: Any) -> None:
    make.term(ListKind.CHANGE_WORD, label="better")
    about = entry()
    me = trusted(about)

    usual = make.comment(about, "Lovely tea", by=me, kind=CommentKind.THANKS)
    let_in = make.comment(about, "Lovely cake", by=me, kind=CommentKind.THANKS, settings=TRUST)
    assert (usual.state, let_in.state) == (CommentState.WAITING, CommentState.PUBLISHED)


def test_nobody_is_let_through_before_the_place_has_words_that_claim_a_change(session: Any) -> None:
    about = entry()

    comment = make.comment(
        about, "Lovely cake", by=trusted(about), kind=CommentKind.THANKS, settings=TRUST
    )

    assert comment.state is CommentState.WAITING


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (CommentKind.WRONG, "The date"),
        (CommentKind.THANKS, "Since then it is better"),
        (CommentKind.THANKS, "সেবা উন্নত হয়েছে"),
        (CommentKind.THANKS, "شكرا"),
        (CommentKind.THANKS, "https://a https://b https://c"),
        (CommentKind.THANKS, "It is not safe there"),
    ],
)
def test_a_person_reads_what_needs_a_reader_whoever_wrote_it(
    session: Any, kind: CommentKind, body: str
) -> None:
    make.term(ListKind.SAFETY_WORD, label="not safe")
    make.term(ListKind.CHANGE_WORD, label="better", aliases=["উন্ন"])
    about = entry()

    comment = make.comment(about, body, by=trusted(about), kind=kind, settings=TRUST)

    assert comment.state is CommentState.WAITING


@pytest.mark.parametrize("outcome", [Outcome.EDIT, Outcome.DECLINE, Outcome.REWORD, Outcome.HOLD])
def test_trust_ends_with_one_comment_that_was_not_fine(session: Any, outcome: Outcome) -> None:
    about = entry()
    me = trusted(about)
    make.comment(about, by=me, outcome=outcome)

    assert (
        make.comment(about, "Nice", by=me, kind=CommentKind.THANKS, settings=TRUST).state
        is CommentState.WAITING
    )


def test_guests_are_never_let_through(session: Any) -> None:
    assert not queries.is_trusted(VISITOR, 1)
    assert session.scalars(select(Comment)).all() == []
