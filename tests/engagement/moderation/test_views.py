from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coprod.core import mail
from coprod.core.audit_trail.models import Event
from coprod.core.mail import Outgoing
from coprod.core.values.actor import VISITOR, Role
from coprod.engagement.comments import actions as comments
from coprod.engagement.comments.enums import CommentKind, CommentState
from coprod.engagement.comments.models import Comment
from coprod.engagement.moderation import actions, queries
from coprod.engagement.moderation.enums import Outcome, ReportReason
from coprod.reference.lists.enums import ListKind
from coprod.reference.lists.models import Partnership
from coprod.register.activities.enums import Status
from tests import make
from tests.reviews.make import address_of

As = Callable[..., Any]
LINK = "a" * 43
SECRET = "Zebra-crossing secret"
PLACES = ("/stories/falls-group", "/comments/on/entry/falls-group", "/stories", "/",
          "/stories?q=zebra", "/moderation/figures")  # fmt: skip
NOT_PUBLIC = (None, Outcome.REWORD, Outcome.DECLINE, Outcome.ELSEWHERE, Outcome.HOLD)


@pytest.fixture
def entry(session: Any) -> Any:
    return make.activity(status=Status.PUBLISHED)


def desk_form(comment: Any, outcome: str, **given: Any) -> dict[str, Any]:
    mark = queries.fingerprint_comment(comment)
    return {"decision": outcome, "body": comment.words, "seen": mark, "route": "0", **given}


def test_fifty_comments_follow_each_other_with_one_form_each(
    as_: As, session: Any, entry: Any
) -> None:
    made = [make.comment(entry, f"Number {n}") for n in range(50)]
    browser = as_(Role.CURATOR)
    at = browser.send("/desk/reviews/next").location
    for comment in made:
        assert at == address_of(comment)
        at = browser.send(at, desk_form(comment, "publish")).location

    assert at == "/desk"
    states = session.scalars(select(Comment.state)).all()
    assert set(states) == {CommentState.PUBLISHED}


def test_the_desk_says_why_something_looks_like_spam(as_: As, session: Any, entry: Any) -> None:
    make.term(ListKind.SPAM_WORD, label="casino")
    spam = make.comment(entry, "Casino https://a https://b https://c")
    browser = as_(Role.CURATOR)

    assert "Looks like spam" in browser.get("/desk").text
    page = browser.get(address_of(spam)).text
    assert "It has many links" in page
    assert "words from your list" in page


def test_a_moderator_who_was_overtaken_decides_again(as_: As, session: Any, entry: Any) -> None:
    comment = make.comment(entry)
    form = desk_form(comment, "decline", reasons=["names"])
    comments.change_own_comment(VISITOR, comment, "Other words")
    session.commit()

    answer = as_(Role.CURATOR).send(address_of(comment), form)
    assert answer.status_code == 409
    assert "Other words" in answer.text
    assert "while you were reading" in answer.text


def test_mistakes_at_the_desk_keep_what_was_chosen(as_: As, session: Any, entry: Any) -> None:
    comment = make.comment(entry)
    form = desk_form(comment, "decline", message="My reasons")

    answer = as_(Role.CURATOR).send(address_of(comment), form)
    assert answer.status_code == 422
    assert "My reasons" in answer.text
    assert "Tick why" in answer.text


def test_the_author_sees_what_was_taken_out_and_why(client: Any, session: Any, entry: Any) -> None:
    make.comment(entry, token=LINK, outcome=Outcome.EDIT)

    page = client.get(f"/comments/receipt/{LINK}").text
    assert "<del>" in page
    assert "It names somebody" in page
    assert "Please leave out the name" in page


def test_an_author_puts_it_in_other_words_and_it_waits_again(
    client: Any, session: Any, entry: Any
) -> None:
    make.comment(entry, token=LINK, outcome=Outcome.REWORD)
    page = client.get(f"/comments/receipt/{LINK}/change").text
    client.send(f"/comments/receipt/{LINK}/change", {"body": "Better words"})

    comment = session.scalars(select(Comment)).one()
    assert "The hall was cold" in page
    assert "It names somebody" in page
    assert (comment.state, comment.body) == (CommentState.WAITING, "Better words")


def test_an_author_is_told_of_another_place_in_the_words_of_the_list(
    client: Any, session: Any, entry: Any
) -> None:
    comment = make.comment(entry, token=LINK)
    route = make.term(ListKind.ROUTE, label="Complaints", note="Ring 12345")
    make.decide(comment, entry, Outcome.ELSEWHERE, route_id=route.id)

    page = client.get(f"/comments/receipt/{LINK}").text
    assert "Complaints" in page
    assert "Ring 12345" in page


def test_holding_tells_the_contact_and_repeats_nothing(
    as_: As, client: Any, session: Any, entry: Any
) -> None:
    make.keep(Partnership(name="P", partnership="T", safeguarding_email="safe@example.org"))
    comment = make.comment(entry, SECRET, token=LINK)
    as_(Role.CURATOR).send(address_of(comment), desk_form(comment, "hold"))

    letter = session.scalars(select(Outgoing).where(Outgoing.recipient == "safe@example.org")).one()
    assert f"comment {comment.id} on: Falls group" in letter.text
    assert SECRET not in letter.text + letter.html + letter.subject
    note = session.scalars(select(Event).where(Event.verb == "held comment")).one()
    assert note.is_public is False
    receipt = client.get(f"/comments/receipt/{LINK}").text
    assert "look" in receipt
    assert "lay member" not in receipt


@pytest.mark.parametrize("outcome", NOT_PUBLIC, ids=str)
@pytest.mark.parametrize("was_public", [False, True])
def test_what_is_not_public_is_found_by_nobody(
    client: Any, as_: As, entry: Any, outcome: Outcome | None, was_public: bool
) -> None:
    comment = make.comment(entry, SECRET, token=LINK)
    if was_public:
        make.decide(comment, entry, Outcome.PUBLISH)
    if outcome:
        make.decide(comment, entry, outcome)
    elif was_public:
        comments.change_own_comment(VISITOR, comment, SECRET)
        make.keep(comment)

    closed = [f"/comments/number/{comment.id}/{what}" for what in ("answer", "led-to")]
    closed += [f"/moderation/report/{comment.id}", f"/comments/mine/{comment.id}"]
    for browser in (client, *(as_(role) for role in Role if role is not Role.VISITOR)):
        for path in PLACES:
            page = browser.get(path).text
            assert SECRET not in page
            assert "1 comment" not in page
        assert all(browser.get(path).status_code in {303, 404} for path in closed)


def test_deleted_words_are_found_by_nobody_not_even_curators(
    app: Flask, client: Any, as_: As, session: Any, entry: Any
) -> None:
    comment = make.comment(entry, SECRET, token=LINK, outcome=Outcome.PUBLISH)
    client.send(f"/comments/receipt/{LINK}/delete")

    curator = as_(Role.ADMINISTRATOR)
    for path in (*PLACES, "/desk", "/audit", "/audit.csv"):
        assert SECRET not in curator.get(path).text
    assert curator.get(f"/moderation/comment/{comment.id}").status_code == 404
    assert SECRET not in client.get(f"/comments/receipt/{LINK}").text
    assert "Its author deleted it on" in client.get(PLACES[1]).text


def test_a_comment_on_what_was_withdrawn_is_gone_with_it(
    client: Any, as_: As, session: Any, entry: Any
) -> None:
    comment = make.comment(entry, SECRET, outcome=Outcome.PUBLISH)
    make.withdraw(session.merge(entry))

    for browser in (client, as_(Role.CURATOR)):
        assert SECRET not in browser.get(PLACES[0]).text
        assert browser.get(PLACES[1]).status_code == 404
        assert browser.get(f"/moderation/report/{comment.id}").status_code == 404


# Appeals and reports


def test_an_appeal_goes_to_a_lay_member_and_comes_back(
    client: Any, as_: As, session: Any, entry: Any
) -> None:
    lay = make.person(role=Role.LAY_MEMBER)
    comment = make.comment(entry, SECRET, token=LINK, outcome=Outcome.DECLINE)
    client.send(f"/moderation/appeal/receipt/{LINK}", {"body": "It names nobody"})
    browser = as_(lay)
    mark = queries.fingerprint_comment(session.get_one(Comment, comment.id))

    assert "Falls group" in browser.get("/moderation/appeals").text
    page = browser.get(f"/moderation/appeals/{comment.id}").text
    assert SECRET in page
    assert "It names nobody" in page
    browser.send(
        f"/moderation/appeals/{comment.id}",
        {"ruling": "publish", "message_to_author": "You are right", "seen": mark},
    )
    assert SECRET in client.get(PLACES[1]).text
    assert "You are right" in client.get(f"/comments/receipt/{LINK}").text
    assert client.get(f"/moderation/appeal/receipt/{LINK}").status_code == 303
    told = session.scalars(select(Outgoing.text).where(Outgoing.recipient == lay.email)).all()
    assert told
    assert SECRET not in "".join(told)


def test_curators_hear_that_nobody_can_hear_an_appeal(
    client: Any, session: Any, entry: Any
) -> None:
    curator = make.person(role=Role.CURATOR)
    make.comment(entry, SECRET, token=LINK, outcome=Outcome.DECLINE)
    client.send(f"/moderation/appeal/receipt/{LINK}", {"body": "It names nobody"})

    letters = session.scalars(select(Outgoing).where(Outgoing.recipient == curator.email)).all()
    assert [each.subject for each in letters].count(
        "An appeal is waiting, and there is no lay member"
    ) == 1
    assert not any(SECRET in each.text for each in letters)


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CURATOR, Role.ADMINISTRATOR])
def test_those_who_decide_first_do_not_hear_appeals(
    as_: As, session: Any, entry: Any, role: Role
) -> None:
    comment = make.comment(entry, outcome=Outcome.DECLINE)
    actions.appeal_decision(VISITOR, comment, "Please")
    session.commit()
    browser = as_(role)

    for path in ("/moderation/appeals", f"/moderation/appeals/{comment.id}"):
        assert browser.get(path).status_code == 403
    assert browser.send(f"/moderation/appeals/{comment.id}", {}).status_code == 403


def test_a_reader_reports_and_a_moderator_sees_why(
    client: Any, as_: As, session: Any, entry: Any
) -> None:
    comment = make.comment(entry, outcome=Outcome.PUBLISH)
    sent = client.send(
        f"/moderation/report/{comment.id}",
        {"reason": ReportReason.NAMES.value, "words": "My neighbour"},
    )

    assert sent.status_code == 303
    page = as_(Role.CURATOR).get(address_of(comment)).text
    assert "It says who somebody is" in page
    assert "My neighbour" in page
    assert "My neighbour" not in client.get(PLACES[1]).text


def test_the_figures_are_said_so_that_they_single_nobody_out(
    client: Any, session: Any, entry: Any
) -> None:
    for _ in range(3):
        make.comment(entry, outcome=Outcome.DECLINE)
    for _ in range(6):
        make.comment(entry, kind=CommentKind.THANKS, outcome=Outcome.PUBLISH)

    page = client.get("/moderation/figures").text
    assert "Fewer than 5" in page
    assert "About 5" in page
    assert ">3<" not in page


# Who may not be safe


def keep_safety_list() -> None:
    make.keep(Partnership(name="P", partnership="T", safeguarding_email="safe@example.org"))
    make.term(ListKind.SAFETY_GROUP, key="person", label="People", aliases=["her", "me"])
    make.term(
        ListKind.SAFETY_WORD,
        label="[hit/hit/hit] {person}",
        note="Somebody may be hit",
        aliases=["locked in"],
    )


def test_the_queue_says_in_words_why_a_comment_stands_first(as_: As, entry: Any) -> None:
    keep_safety_list()
    make.comment(entry, "The tea was cold")
    unsafe = make.comment(entry, "Locked in by her son at night and he hits her")

    browser = as_(Role.CURATOR)
    desk = browser.get("/desk").text
    assert desk.index(address_of(unsafe)) < desk.index("The tea was cold")
    assert desk.index("Read first") < desk.index(address_of(unsafe)), "the first group of the desk"
    assert "Locked in" not in desk, "what may be about harm is read on its own page"
    page = browser.get(address_of(unsafe)).text
    for words in ("Read first", "Somebody may be hit", "“locked in”"):
        assert words in page


def test_the_contact_is_written_to_at_once_and_without_the_words(
    client: Any, session: Any, entry: Any
) -> None:
    keep_safety_list()
    for n in range(30):
        mail.add_to_outbox(f"reader-{n}@example.org", "News", "News")
    session.commit()
    form = {"kind": "was_there", "body": f"{SECRET}: he hits her"}
    client.send("/comments/on/entry/falls-group/write", form)

    letters = select(Outgoing).where(Outgoing.recipient == "safe@example.org")
    letter = session.scalars(letters).one()
    comment = session.scalars(select(Comment)).one()
    assert f"comment {comment.id} on: Falls group" in letter.text
    for words in (letter.subject, letter.text, letter.html):
        assert SECRET not in words
        assert "hits" not in words
    claimed = mail.claim_next()
    assert claimed is not None
    assert claimed.recipient == "safe@example.org"
    assert letter.written_at - comment.sent_at < timedelta(minutes=5)


def test_the_contact_reads_english_whatever_language_the_page_was_in(
    client: Any, session: Any, entry: Any
) -> None:
    keep_safety_list()
    client.set_cookie("language", "bn")
    client.send("/comments/on/entry/falls-group/write", {"kind": "idea", "body": "He hits me"})

    letters = select(Outgoing).where(Outgoing.recipient == "safe@example.org")
    assert "This e-mail was sent automatically" in session.scalars(letters).one().text


def test_a_comment_without_danger_writes_to_no_contact(
    client: Any, session: Any, entry: Any
) -> None:
    keep_safety_list()
    client.send("/comments/on/entry/falls-group/write", {"kind": "idea", "body": "More tea"})

    letters = select(Outgoing).where(Outgoing.recipient == "safe@example.org")
    assert session.scalars(letters).all() == []


def test_words_that_become_a_danger_are_told_too(client: Any, session: Any, entry: Any) -> None:
    keep_safety_list()
    make.comment(entry, "The hall was cold", token=LINK)
    client.send(f"/comments/receipt/{LINK}/change", {"body": "He hits me"})

    letters = select(Outgoing).where(Outgoing.recipient == "safe@example.org")
    assert len(session.scalars(letters).all()) == 1


# What kind it is, and who would like an answer


def test_a_moderator_changes_the_kind_and_asks_the_team(as_: As, session: Any, entry: Any) -> None:
    comment = make.comment(entry, kind=CommentKind.THANKS)
    given = desk_form(comment, "publish", kind="was_there", asks_team="y")
    as_(Role.CURATOR).send(address_of(comment), given)

    comment = session.scalars(select(Comment)).one()
    assert (comment.kind, comment.wants_answer) == (CommentKind.WAS_THERE, True)
    assert comment.answer_by is not None
    verbs = session.scalars(select(Event.verb).where(Event.subject_kind == "comment")).all()
    assert {"changed the kind of a comment", "asked the team to answer"} <= set(verbs)


def test_without_a_choice_the_kind_stays(as_: As, session: Any, entry: Any) -> None:
    comment = make.comment(entry, kind=CommentKind.THANKS)
    as_(Role.CURATOR).send(address_of(comment), desk_form(comment, "publish"))

    comment = session.scalars(select(Comment)).one()
    assert (comment.kind, comment.answer_by) == (CommentKind.THANKS, None)


def test_the_team_of_a_public_comment_can_be_asked_later(as_: As, session: Any, entry: Any) -> None:
    comment = make.comment(entry, kind=CommentKind.THANKS, outcome=Outcome.PUBLISH)
    given = desk_form(comment, "publish", kind="thanks", asks_team="y")
    curator, at = as_(Role.CURATOR), f"/moderation/comment/{comment.id}"
    assert "Decide again" in curator.get(at).text
    assert curator.send(at).location == at
    review = curator.get(at).location
    assert review == address_of(comment)
    curator.send(review, given)

    assert session.scalars(select(Comment)).one().waits_for_answer


def test_a_kind_that_is_none_is_a_mistake_and_no_failure(as_: As, session: Any, entry: Any) -> None:
    comment = make.comment(entry, kind=CommentKind.THANKS)
    given = desk_form(comment, "publish", kind="praise")
    answer = as_(Role.CURATOR).send(address_of(comment), given)

    assert answer.status_code == 422
